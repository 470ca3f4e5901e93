"""XLSX: the same tables as sheets of one workbook. Every text is a text: nothing in it is a formula."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from itertools import chain, islice
from typing import IO, TYPE_CHECKING, Any
from zipfile import ZipFile

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from maillage.graph.export.format import PIECE, ExportFormat
from maillage.graph.export.tables import Table, readme, tables
from maillage.graph.export.text import legal, plain
from maillage.graph.export.visible import sources
from maillage.graph.export.zipped import zipped

if TYPE_CHECKING:
    from maillage.graph.store import Store

LONGEST = 32_767  # characters in a cell: Excel's own limit
MOST_ROWS = 1_000_000  # a sheet; what is more goes on a further one
_WIDTHS = {"name": 36, "from_name": 32, "to_name": 32, "title": 48, "description": 48, "description_en": 48, "locator": 40,
           "value": 36}
_MADE = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_NEVER = rb"\g<1>1980-01-01T00:00:00Z"


def write(store: Store) -> Iterator[bytes]:
    """The workbook, made in a temporary file: memory is bounded, the disk holds it once."""
    with tempfile.TemporaryFile() as file:
        _book(store).save(file)
        file.seek(0)
        with ZipFile(file) as archive:
            yield from (piece for piece in zipped(_members(archive)) if piece)


def _members(archive: ZipFile) -> Iterator[tuple[str, Iterator[bytes]]]:
    """The workbook's parts without the time it was made at: the same content gives the same bytes."""
    for name in archive.namelist():
        if name == "docProps/core.xml":
            yield name, iter([_MADE.sub(_NEVER, archive.read(name))])
        else:
            yield name, _read(archive, name)


def _read(archive: ZipFile, name: str) -> Iterator[bytes]:
    with archive.open(name) as member:
        yield from _pieces(member)


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    while piece := file.read(PIECE):
        yield piece


def _book(store: Store) -> Workbook:
    book = Workbook(write_only=True)
    book.properties.creator = "maillage"
    listed = list(tables(store))
    about = book.create_sheet("README")
    about.column_dimensions["A"].width = 120
    for line in readme(listed, sources(store), guard="").splitlines():
        about.append([_cell(about, line)])
    for table in listed:
        _sheets(book, table)
    return book


def _sheets(book: Workbook, table: Table) -> None:
    rows = table.rows()
    for number in range(1, 1_000):
        first = next(rows, None)
        if first is None and number > 1:
            return
        sheet = _sheet(book, table, number)
        for row in islice(chain([first], rows), MOST_ROWS) if first is not None else ():
            sheet.append([_cell(sheet, value) for value in row])


def _sheet(book: Workbook, table: Table, number: int) -> Any:
    sheet: Any = book.create_sheet(table.name if number == 1 else f"{table.name} {number}")
    sheet.freeze_panes = "B2"
    for index, field in enumerate(table.fields, 1):
        sheet.column_dimensions[get_column_letter(index)].width = _WIDTHS.get(field.name, 18)
    headings = [_cell(sheet, field.name) for field in table.fields]
    for cell in headings:
        cell.font = Font(bold=True)
        cell.alignment = Alignment(vertical="top")
    sheet.append(headings)
    return sheet


def _cell(sheet: Any, value: Any) -> Any:
    """A number as a number, all else as text, whatever it begins with; a text too long for Excel ends with ``…``."""
    if value is None:
        return None
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return WriteOnlyCell(sheet, value)
    text = legal(plain(value))
    cell = WriteOnlyCell(sheet, text if len(text) <= LONGEST else text[:LONGEST - 1] + "…")
    cell.data_type = "s"
    return cell


FORMAT = ExportFormat("xlsx", (".xlsx",), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                      "XLSX : un classeur, un tableau par feuille", "XLSX: a workbook, one table a sheet", write)
