"""What all loaders ask of a file: the hash of its bytes, and how far it has been read."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

_BLOCK = 1 << 20


@dataclass
class Gauge:
    """How far a file has been read; ``at`` and ``size`` in bytes, or in whatever its format counts."""

    size: int
    at: int = 0

    @property
    def done(self) -> float:
        return min(1.0, self.at / self.size) if self.size else 1.0


def digest(path: Path) -> str:
    """SHA-256 of the file's bytes, in hexadecimal."""
    found = sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            found.update(block)
    return found.hexdigest()
