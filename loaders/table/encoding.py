"""Which encoding a text file is in: its mark, else UTF-8 where all of it is, else what the accents look like."""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import BinaryIO, NamedTuple

from charset_normalizer import from_bytes

from maillage.loaders import limits

_BLOCK = 1 << 20
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Those in which French tables come, and what a sign beyond ASCII is worth there: lower case letters are what texts are made of.
_USUAL = ("cp1252", "mac_roman", "cp850")
_FRENCH = {
    **dict.fromkeys("àâäçéèêëîïôöùûüÿœæ’«»\u00a0", 1.0),
    **dict.fromkeys("ÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆ‘“”–—…€°·²³ñáíóúÑÁÍÓÚãõ", 0.4),
}
_WORTH = 0.9


class Encoding(NamedTuple):
    """``name`` for the codec; ``damaged`` when some bytes of the file do not belong to it; ``guessed`` when unsure."""

    name: str
    damaged: bool = False
    guessed: bool = False


def looks_like_text(head: bytes) -> bool:
    """Whether ``head`` can be the beginning of a text file: hardly any control signs, in whatever encoding."""
    if any(head.startswith(mark) for mark, _ in _MARKS) or _bare_utf16(head):
        return True
    control = sum(head.count(bytes([code])) for code in range(32) if code not in (9, 10, 12, 13))
    return control * 50 <= len(head)


def _bare_utf16(head: bytes) -> str | None:
    """UTF-16 without its mark: nearly every other byte is zero."""
    half = len(head) // 2
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if half >= 4 and max(even, odd) > 0.7 * half and min(even, odd) < 0.1 * half:
        return "utf-16-le" if odd > even else "utf-16-be"
    return None


def detect_head(head: bytes) -> str:
    """The encoding of a sample, good enough to look at its rows."""
    named = next((name for mark, name in _MARKS if head.startswith(mark)), None) or _bare_utf16(head)
    return named or ("utf-8" if _mostly_utf8(head) else "cp1252")


def detect(path: Path) -> Encoding:
    """The encoding of the whole file: every byte of it has been looked at, in constant memory."""
    with path.open("rb") as file:
        head = file.read(limits.SAMPLE)
        named = next((name for mark, name in _MARKS if head.startswith(mark)), None) or _bare_utf16(head)
        file.seek(0)
        wrong = _first_wrong(file, named or "utf-8")
        if wrong is None:
            return Encoding(named or "utf-8")
        if named:
            return Encoding(named, damaged=True)
        return _not_utf8(file, head, wrong)


def _first_wrong(file: BinaryIO, name: str) -> int | None:
    """Where (to a block) the file stops being ``name``; None when it never does."""
    decoder = codecs.getincrementaldecoder(name)()
    at = 0
    try:
        while block := file.read(_BLOCK):
            decoder.decode(block)
            at += len(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        return at + error.start
    return None


def _not_utf8(file: BinaryIO, head: bytes, wrong: int) -> Encoding:
    file.seek(max(0, wrong - limits.SAMPLE // 2))
    near = file.read(limits.SAMPLE)
    if _mostly_utf8(head + near):
        return Encoding("utf-8", damaged=True)
    return Encoding(_by_looks(near), guessed=True)


def _mostly_utf8(sample: bytes) -> bool:
    """Whether most accents are UTF-8, which hardly happens by chance: then it is UTF-8 that something damaged."""
    decoded = sample.decode("utf-8", "replace")
    wrong = decoded.count("\ufffd")
    right = sum(1 for c in decoded if c > "\x7f" and c != "\ufffd")
    return right > wrong


def _by_looks(sample: bytes) -> str:
    """The usual encoding under which the signs are French letters, else what charset-normalizer says, else cp1252."""
    signs = bytes(byte for byte in sample if byte > 0x7F)
    decoded = {name: _decoded(signs, name) for name in _USUAL}
    likely = [name for name, text in decoded.items() if sum(c in _FRENCH for c in text) >= _WORTH * max(1, len(text)) and text]
    if likely:
        return max(likely, key=lambda name: sum(_FRENCH.get(c, 0.0) for c in decoded[name]))
    lines = [line for line in sample.splitlines() if not line.isascii()]
    found = from_bytes(b"\n".join(lines)[:64_000]).best()
    if found is not None and not found.encoding.startswith("utf_"):  # those were found out before, or are not it
        return found.encoding
    return next((name for name, text in decoded.items() if text), "latin-1")


def _decoded(signs: bytes, name: str) -> str:
    try:
        return signs.decode(name)
    except UnicodeDecodeError:
        return ""
