"""What is an export of ours: an archive that holds the four tables, of claims and sources among them."""

from __future__ import annotations

import zipfile
from pathlib import Path

from maillage.loaders.table.workbook import BROKEN, members

NAMES = ("entities", "links", "claims", "sources")
_WORKBOOK = "xl/workbook.xml"
_MOST = 1_000_000


def accepts(head: bytes, path: Path) -> float:
    """1 for such an archive."""
    return 1.0 if head.startswith(b"PK\x03\x04") and kind(path) else 0.0


def kind(path: Path) -> str | None:
    """``csv`` or ``xlsx``; None where the tables are not there, or the archive cannot be opened."""
    names = members(path) or frozenset()
    if names >= {f"{name}.csv" for name in NAMES}:
        return "csv"
    listed = _beginning(path, _WORKBOOK) if _WORKBOOK in names else b""
    return "xlsx" if all(f'name="{name}"'.encode() in listed for name in ("README", *NAMES)) else None


def _beginning(path: Path, part: str) -> bytes:
    """The first bytes of a part; none where the archive is broken."""
    try:
        with zipfile.ZipFile(path) as archive, archive.open(part) as file:
            return file.read(_MOST)
    except (OSError, RuntimeError, *BROKEN):
        return b""
