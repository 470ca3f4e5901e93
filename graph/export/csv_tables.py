"""A zip of CSV tables with their data dictionary: for spreadsheets and statistics."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from maillage.graph.export.format import ExportFormat, pieces
from maillage.graph.export.tables import Table, readme, tables
from maillage.graph.export.text import legal, plain
from maillage.graph.export.visible import sources
from maillage.graph.export.zipped import zipped

if TYPE_CHECKING:
    from maillage.graph.store import Store

# What makes a spreadsheet take a text for a formula, also behind apostrophes. Such a cell gets an apostrophe in front, here only:
# in the other formats nothing is run, and a name stays as it is.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_BOM = "\ufeff"  # without it a spreadsheet in France reads accents wrongly


def write(store: Store) -> Iterator[bytes]:
    """README.md, then a CSV a table; in memory: the ids, and a page."""
    return (piece for piece in zipped(_members(store)) if piece)


def _members(store: Store) -> Iterator[tuple[str, Iterator[bytes]]]:
    listed = list(tables(store))
    yield "README.md", pieces([readme(listed, sources(store))])
    for table in listed:
        yield f"{table.name}.csv", pieces(_texts(table))


def _texts(table: Table) -> Iterator[str]:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    out.write(_BOM)
    writer.writerow([field.name for field in table.fields])
    for row in table.rows():
        writer.writerow([_cell(value) for value in row])
        yield out.getvalue()
        out.seek(0)
        out.truncate()
    yield out.getvalue()  # the headings, where there is no row


def _cell(value: Any) -> str:
    if value is None:
        return ""
    text = legal(plain(value))
    return f"'{text}" if text.lstrip("'").startswith(FORMULA) and not isinstance(value, (int, float)) else text


FORMAT = ExportFormat("csv", (".csv.zip", ".zip", ".csv"), "application/zip",
                      "CSV : un zip de tableaux, avec leur dictionnaire", "CSV: a zip of tables, with their dictionary", write)
