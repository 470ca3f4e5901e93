"""What is a table, judged from content: a workbook by the parts of its archive, a CSV by rows of the same width."""

from __future__ import annotations

from pathlib import Path

from maillage.loaders.table import ods, xlsx
from maillage.loaders.table.dialect import sniff
from maillage.loaders.table.encoding import detect_head, looks_like_text
from maillage.loaders.table.workbook import members

_ZIP = b"PK\x03\x04"
_NAMED = {".csv", ".tsv", ".tab", ".txt"}
_WORKBOOKS = {".xlsx": "xlsx", ".xlsm": "xlsx", ".ods": "ods"}
_OTHER = ("<?xml", "<!doctype", "<html", "<gexf", "<graphml", "{", "[", "%pdf", "---\n")


def accepts(head: bytes, path: Path) -> float:
    """1 for a workbook, up to 0.5 for text that can be read as rows, a little for plain text under a table's suffix."""
    if head.startswith(_ZIP):
        return 1.0 if workbook_kind(path) else 0.0
    if not head.strip(b"\x00 \r\n\t\xef\xbb\xbf\xff\xfe"):
        return 0.1 if path.suffix.lower() in {*_NAMED, *_WORKBOOKS} else 0.0
    if not looks_like_text(head):
        return 0.0
    text = head.decode(detect_head(head), "replace").lstrip("\ufeff")
    if text.lstrip()[:12].lower().startswith(_OTHER):
        return 0.0
    named = path.suffix.lower() in _NAMED
    found = sniff(text)
    return 0.5 if found.fit >= 0.8 else 0.3 if named and found.fit else 0.2 if named else 0.0


def workbook_kind(path: Path) -> str | None:
    """``xlsx`` or ``ods``, by what is in the archive; by its name where the archive cannot be opened."""
    names = members(path)
    if names is None:
        return _WORKBOOKS.get(path.suffix.lower())
    if xlsx.WORKBOOK in names:
        return "xlsx"
    return "ods" if ods.CONTENT in names and "META-INF/manifest.xml" in names else None
