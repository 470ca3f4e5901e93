"""A workbook whose archive lost its directory, as a download cut at its very end: put together again from its parts.

Only where every part is whole and none is missing, by the archive's own check sums and the workbook's own list of parts:
anything less would be half a workbook that looks like one.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from maillage.loaders import limits

REPAIRED = (
    "archive sans répertoire : reconstruit, toutes les parties étant entières",
    "archive without its directory: rebuilt, as all parts are whole",
)
_HEADER = struct.Struct("<4s5H3I2H")
_DESCRIPTOR = struct.Struct("<3I")
_START, _AFTER = b"PK\x03\x04", b"PK\x07\x08"
_CONTENTS = "[Content_Types].xml"
_PART = re.compile(rb'PartName="/([^"]{1,500})"')
_ENCRYPTED, _STREAMED = 1, 8
_STORED, _DEFLATED = 0, 8


class _Lost(Exception):
    """A part is cut, changed or missing."""


def repaired(path: Path) -> BytesIO | None:
    """The workbook with a directory; None where something of it is lost, or it is too large to be put together."""
    if path.stat().st_size > limits.REPAIRED:
        return None
    try:
        parts = dict(_parts(path.read_bytes()))
    except (_Lost, struct.error, zlib.error, UnicodeDecodeError):
        return None
    named = {name.decode("utf-8", "replace") for name in _PART.findall(parts.get(_CONTENTS, b""))}
    if not named or not named <= set(parts):
        return None
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made


def _parts(raw: bytes) -> Iterator[tuple[str, bytes]]:
    """Names and contents of the parts, one behind the other. Raises _Lost."""
    at, left = 0, limits.REPAIRED
    while raw[at : at + 4] == _START:
        _, _, flags, method, _, _, crc, packed, _, names, extra = _HEADER.unpack_from(raw, at)
        start = at + _HEADER.size + names + extra
        name = raw[at + _HEADER.size : start - extra].decode()
        if flags & _ENCRYPTED:
            raise _Lost
        content, end = _content(raw, start, method, None if flags & _STREAMED else packed, left)
        if flags & _STREAMED:
            end += len(_AFTER) * (raw[end : end + 4] == _AFTER)
            crc, _, _ = _DESCRIPTOR.unpack_from(raw, end)
            end += _DESCRIPTOR.size
        if zlib.crc32(content) != crc:
            raise _Lost
        yield name, content
        at, left = end, left - len(content)


def _content(raw: bytes, start: int, method: int, packed: int | None, most: int) -> tuple[bytes, int]:
    """The content of one part, of at most ``most`` bytes, and where it ends."""
    if method == _STORED and packed is not None and packed <= most and start + packed <= len(raw):
        return raw[start : start + packed], start + packed
    if method != _DEFLATED:
        raise _Lost
    reader = zlib.decompressobj(-zlib.MAX_WBITS)
    content = reader.decompress(memoryview(raw)[start:], most)
    if not reader.eof:
        raise _Lost
    return content, len(raw) - len(reader.unused_data)
