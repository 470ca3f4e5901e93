"""Rows of a CSV whose headings are known beforehand, as records: cells by column, and where each stands."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from maillage.loaders.clean import shown
from maillage.loaders.table.dialect import sniff
from maillage.loaders.table.encoding import detect_head, looks_like_text
from maillage.loaders.table.sheet import Row, Sheet
from maillage.schema.source import Refused


@dataclass(frozen=True)
class Record:
    """One row. A column that the file lacks reads as empty."""

    row: str
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "").strip()

    def at(self, column: str) -> str:
        """The place of one cell: ``organisations.csv, ligne 12, colonne city``."""
        return f"{self.row}, colonne {column}"


def headings(head: bytes) -> list[str]:
    """The cells of the first row of a file that begins with ``head``; none where it is no text."""
    if not looks_like_text(head):
        return []
    text = head.decode(detect_head(head), "replace").lstrip("\ufeff")
    try:
        return next(csv.reader(text.splitlines()[:1], delimiter=sniff(text).delimiter), [])
    except csv.Error:
        return []


def records(sheet: Sheet) -> Iterator[Record | Refused]:
    """The rows under the headings that hold something; what is wrong with one is told before it."""
    yield from sheet.told
    for row in sheet.body():
        place = f"{sheet.place}, ligne {row.number}"
        yield from _told(row, sheet, place)
        if any(row.cells):
            yield Record(place, dict(zip(sheet.columns, row.cells, strict=False)))


def _told(row: Row, sheet: Sheet, place: str) -> Iterator[Refused]:
    width = len(sheet.columns)
    for index, (fr, en, seen) in sorted((row.bad or {}).items()):
        yield Refused(f"{place}, colonne {sheet.columns[index]}" if 0 <= index < width else place, fr, en, seen)
    beyond = [shown(cell) for cell in row.cells[width:] if cell.strip()]
    if beyond:
        yield Refused(
            place,
            f"{len(row.cells)} cellules pour {width} colonnes ; celles en trop sont laissées de côté",
            f"{len(row.cells)} cells for {width} columns; those beyond are left out",
            " | ".join(beyond)[:200],
        )
