"""A zip written while it is sent: nothing but the current piece in memory, and the same content gives the same bytes."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

# The earliest moment a zip can name: an export holds no time of its own.
_TIME = (1980, 1, 1, 0, 0, 0)


class _Pipe(io.RawIOBase):
    """Where the zip is written; it cannot go back, so that sizes follow the data."""

    def __init__(self) -> None:
        self.held = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]  # the base class says Buffer; zipfile gives bytes
        self.held += data
        return len(data)

    def take(self) -> bytes:
        """What was written since the last time."""
        taken = bytes(self.held)
        self.held.clear()
        return taken


def zipped(members: Iterable[tuple[str, Iterable[bytes]]]) -> Iterator[bytes]:
    """A zip of ``members`` (name, content in pieces), in their order."""
    pipe = _Pipe()
    with ZipFile(pipe, "w", ZIP_DEFLATED) as archive:
        for name, content in members:
            info = ZipInfo(name, _TIME)
            info.compress_type = ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            with archive.open(info, "w", force_zip64=True) as member:
                for piece in content:
                    member.write(piece)
                    yield pipe.take()
            yield pipe.take()
    yield pipe.take()
