"""Texts that the JavaScript library lz-string packed, in its three spellings: UTF-16, Base64 and for addresses.

LZ78 with a dictionary that grows as it is read; codes are written bit by bit, the lowest bit first. The form is that of
lz-string 1.5 (P. Morel, MIT). A few bytes can stand for billions of characters: what is unpacked has a limit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_VALUES = {**{sign: value for value, sign in enumerate(_SIGNS)}, "-": 63}  # in addresses, « - » stands for « / »
_PACKED = re.compile(r"[A-Za-z0-9+/-]+[=$]*\Z")
_BYTE, _CHARACTER, _END = 0, 1, 2


class NotPacked(ValueError):
    """A text that the library did not pack, or not whole."""


class TooLong(ValueError):
    """A text that would be longer than the limit once unpacked."""


def unpack(packed: str, most: int) -> str:
    """The text that ``packed`` stands for. Raises NotPacked, or TooLong beyond ``most`` characters."""
    return "".join(_texts(_bits(packed), most))


def beginning(packed: str, signs: int) -> str:
    """The first ``signs`` characters of what the beginning of a packed text stands for; nothing where it is none."""
    found = ""
    try:
        for text in _texts(_bits(packed), 1_000 * signs):
            found += text
            if len(found) >= signs:
                break
    except (NotPacked, TooLong):
        pass
    return found[:signs]


def _bits(packed: str) -> _Bits:
    plain = packed.strip()
    if _PACKED.match(plain):
        return _Bits([_VALUES[sign] for sign in plain.rstrip("=$")], 6)
    values = [ord(sign) - 32 for sign in packed.rstrip("\r\n")]
    if not all(0 <= value < 1 << 15 for value in values):
        raise NotPacked(packed[:20])
    return _Bits(values, 15)


class _Bits:
    """Reads numbers of any width from values of one width, whose highest bit comes first."""

    def __init__(self, values: list[int], width: int) -> None:
        self._values, self._width = values, width
        self._at = 0

    def number(self, bits: int) -> int:
        """The next number. Raises NotPacked at the end of the text."""
        found = 0
        for power in range(bits):
            index, offset = divmod(self._at, self._width)
            if index >= len(self._values):
                raise NotPacked("end")
            found |= (self._values[index] >> (self._width - 1 - offset) & 1) << power
            self._at += 1
        return found


def _texts(bits: _Bits, most: int) -> Iterator[str]:
    """The pieces that the codes stand for."""
    first = _new(bits, bits.number(2))
    if first is None:
        return
    known = ["", "", "", first]
    left, width, before, size = 4, 3, first, len(first)
    yield first
    while True:
        code = bits.number(width)
        if code in (_BYTE, _CHARACTER, _END):
            character = _new(bits, code)
            if character is None:
                return
            known.append(character)
            code, left = len(known) - 1, left - 1
            left, width = (1 << width, width + 1) if left == 0 else (left, width)
        if code > len(known):
            raise NotPacked("code")
        said = known[code] if code < len(known) else before + before[0]
        size += len(said)
        if size > most:
            raise TooLong(str(most))
        yield said
        known.append(before + said[0])
        before, left = said, left - 1
        left, width = (1 << width, width + 1) if left == 0 else (left, width)


def _new(bits: _Bits, code: int) -> str | None:
    """A character that comes for the first time, spelled out; None at the end of the text."""
    if code == _END:
        return None
    if code not in (_BYTE, _CHARACTER):
        raise NotPacked("code")
    return chr(bits.number(8 if code == _BYTE else 16))
