"""XLSX read as a stream: values as they were last calculated, dates as dates, merged cells down all their rows.

A cell that shows an error (``#REF!``) and a formula whose result was never saved are refused, each at its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from maillage.errors import SourceError
from maillage.loaders import limits
from maillage.loaders.files import Gauge
from maillage.loaders.table.beside import beside, relations
from maillage.loaders.table.cells import (
    ADDRESSES,
    COMMENTS,
    DRAWN,
    FORMULA,
    HIDDEN,
    Beside,
    error_cell,
    in_words,
    told_beside,
    with_hidden,
)
from maillage.loaders.table.salvage import REPAIRED
from maillage.loaders.table.sheet import BadText, Row, Sheet, index_of, letter, with_headings
from maillage.loaders.table.workbook import Package, attribute
from maillage.schema.source import Refused

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

WORKBOOK = "xl/workbook.xml"
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})\Z")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


def sheets(path: Path, wanted: Callable[[str], bool] | None = None, *, head: int | None = None) -> list[Sheet]:
    """The sheets of a workbook that hold something: the visible ones, or those whose name is ``wanted``."""
    book = _Book(Package(path))
    listed = list(book.listed())
    book.load()
    found: list[Sheet] = []
    hidden: list[Refused] = []
    for name, part, visible in listed:
        place = f"{path.name}, feuille {name}"
        if wanted is None and not (visible and part):
            hidden.append(Refused(place, *(HIDDEN if part else DRAWN)))
        elif part and (wanted is None or wanted(name)):
            one = _Sheet(book, part, place)
            told = one.told()
            sheet = with_headings(path, place, name, one.rows, one.gauge, head=head, told=told)
            found += [replace(sheet, notes=tuple(one.notes(len(sheet.columns))))] if sheet else []
    return with_hidden(path, found, hidden)


@dataclass
class _Book:
    """What all sheets of a workbook share: its texts, its styles, its calendar."""

    package: Package
    epoch: datetime = CALENDAR_WINDOWS_1900
    _related: dict[str, str] = field(default_factory=dict)

    def listed(self) -> list[tuple[str, str, bool]]:
        """Name, part and visibility of each sheet, in order; one that holds a chart and no cells has no part."""
        targets = self._targets()
        found: list[tuple[str, str, bool]] = []
        for local, element in self.package.elements(WORKBOOK, lambda name: name in ("sheet", "workbookPr")):
            if local == "workbookPr":
                if attribute(element, "date1904") in ("1", "true"):
                    self.epoch = CALENDAR_MAC_1904
            else:
                part = targets.get(attribute(element, "id") or "", "")
                found.append((element.get("name") or "?", part, element.get("state", "visible") == "visible"))
        return found

    def load(self) -> None:
        """Reads texts and styles now, so that what is broken in them is told before anything is given."""
        _ = self.texts, self.dated

    def _targets(self) -> dict[str, str]:
        """Relation ids of worksheets and the parts they stand for."""
        related = list(relations(self.package, WORKBOOK, required=True))
        self._related = {kind: part for _, kind, part in related if kind in ("sharedStrings", "styles")}
        return {id: part for id, kind, part in related if kind == "worksheet"}

    @cached_property
    def texts(self) -> list[str]:
        """The table of texts that cells point to."""
        part = self._related.get("sharedStrings")
        if part is None or part not in self.package:
            return []
        if self.package.sizes[part] > limits.SHARED_TEXTS:
            raise SourceError(
                file=self.package.path.name,
                problem_fr="trop de textes pour un classeur ; enregistrez la feuille en CSV",
                problem_en="too many texts for a workbook; save the sheet as CSV",
            )
        return [_text(element) for _, element in self.package.elements(part, lambda name: name == "si")]

    @cached_property
    def dated(self) -> list[bool]:
        """For each style, whether it shows a number as a date."""
        part = self._related.get("styles")
        if part is None or part not in self.package:
            return []
        own: dict[str, str] = {}
        dated: list[bool] = []
        for local, element in self.package.elements(part, lambda name: name in ("numFmt", "cellXfs")):
            if local == "numFmt":
                own[element.get("numFmtId", "")] = element.get("formatCode", "")
            else:
                dated = [_is_date(xf.get("numFmtId", "0"), own) for xf in element]
        return dated


def _is_date(id: str, own: dict[str, str]) -> bool:
    code = own.get(id) or (BUILTIN_FORMATS.get(int(id), "") if id.isdecimal() else "")
    return bool(is_date_format(code))


def _text(element: Element) -> str:
    """The text of runs, without the reading aids of Japanese."""
    runs = [t.text or "" for t in _texts(element)]
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), "".join(runs))


def _texts(element: Element) -> Iterator[Element]:
    for child in element:
        local = child.tag.rpartition("}")[2]
        if local == "t":
            yield child
        elif local == "r":
            yield from _texts(child)


@dataclass
class _Sheet:
    """One worksheet; ``rows`` reads it from the start each time."""

    book: _Book
    part: str
    place: str

    def __post_init__(self) -> None:
        self.gauge = Gauge(self.book.package.sizes.get(self.part, 0))

    def rows(self) -> Iterator[Row]:
        """Rows in the order of the sheet; rows without any cell are not in the file, and not here."""
        self.gauge.at = 0
        held: dict[int, tuple[int, str]] = {}  # column: last row and text of the merged range it is in
        number = 0
        for _, element in self.book.package.elements(self.part, lambda name: name == "row", self.gauge):
            number = _at(element.get("r"), number + 1)
            if number > limits.SHEET_ROWS:
                raise SourceError(
                    file=self.place,
                    problem_fr=f"plus de {limits.SHEET_ROWS} lignes",
                    problem_en=f"more than {limits.SHEET_ROWS} rows",
                )
            row = self._row(number, element)
            self._spread(row, held)
            yield row

    def told(self) -> list[Refused]:
        """What of the sheet is left out. One that is not large is read whole, so that what is broken is told before anything
        is given.
        """
        comments = told_beside(self.place, COMMENTS, self._beside.comments)
        drawn = [Refused(self.place, *DRAWN)] if self._beside.drawn else []
        return [*comments, *told_beside(self.place, ADDRESSES, self._unshown()), *drawn]

    def _unshown(self) -> dict[str, str]:
        """Addresses under cells that show another text."""
        addresses = self._beside.addresses
        rows = self.rows() if addresses or self.gauge.size <= limits.CHECKED else ()
        return {
            f"{letter(column)}{row.number}": address
            for row in rows
            for column, address in addresses.get(row.number, {}).items()
            if column >= len(row.cells) or _plain(address) != _plain(row.cells[column])
        }

    def notes(self, width: int) -> Iterator[tuple[str, str]]:
        """How the sheet of so many columns was read."""
        yield from self._beside.notes(width)
        yield from [REPAIRED] if self.book.package.repaired else ()

    def _row(self, number: int, element: Element) -> Row:
        cells: list[str] = []
        bad: dict[int, BadText] = {}
        for cell in element:
            if not cell.tag.endswith("c"):
                continue
            index = _index(cell.get("r"), len(cells))
            cells.extend([""] * (index + 1 - len(cells)))
            value = self._value(cell)
            if isinstance(value, str):
                cells[index] = value
            else:
                bad[index] = value
        return Row(number, cells, bad or None)

    def _value(self, cell: Element) -> str | BadText:
        kind = cell.get("t", "n")
        parts = {child.tag.rpartition("}")[2]: child for child in cell}
        if kind == "inlineStr":
            return _text(parts["is"]) if "is" in parts else ""
        raw = parts["v"].text if "v" in parts else None
        if raw is None:
            return BadText(*FORMULA, f"={parts['f'].text or ''}") if "f" in parts and kind != "str" else ""
        return self._typed(kind, raw, cell.get("s", "0"))

    def _typed(self, kind: str, raw: str, style: str) -> str | BadText:
        if kind == "s":
            return self.book.texts[int(raw)] if raw.isdecimal() and int(raw) < len(self.book.texts) else error_cell(raw)
        if kind == "e":
            return error_cell(raw)
        if kind == "b":
            return in_words(raw == "1")
        if kind in ("str", "d"):
            return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), raw)
        dated = style.isdecimal() and int(style) < len(self.book.dated) and self.book.dated[int(style)]
        return self._number(raw, dated=dated)

    def _number(self, raw: str, *, dated: bool) -> str:
        if raw.lstrip("-").isdecimal() and not dated:
            return raw
        try:
            value = float(raw)
            return _day(value, self.book.epoch) if dated else f"{value:.15g}" if abs(value) < 1e15 else raw
        except (ValueError, OverflowError):
            return raw

    @cached_property
    def _beside(self) -> Beside:
        return beside(self.book.package, self.part)

    @cached_property
    def _tops(self) -> dict[int, list[tuple[int, int]]]:
        """For each row at which ranges of several rows begin, their columns and last rows."""
        tops: dict[int, list[tuple[int, int]]] = {}
        for top, bottom, left, _ in self._beside.ranges:
            if bottom > top:
                tops.setdefault(top, []).append((left, bottom))
        return tops

    def _spread(self, row: Row, held: dict[int, tuple[int, str]]) -> None:
        """Gives the rows under the first of a merged range its text: that is what a reader of the sheet sees."""
        for column, bottom in self._tops.get(row.number, ()):
            if column < len(row.cells) and row.cells[column]:
                held[column] = (bottom, row.cells[column])
        for column, (bottom, text) in list(held.items()):
            if row.number > bottom:
                del held[column]
                continue
            row.cells.extend([""] * (column + 1 - len(row.cells)))
            row.cells[column] = row.cells[column] or text


def _plain(address: str) -> str:
    return address.strip().removeprefix("mailto:").rstrip("/")


def _day(value: float, epoch: datetime) -> str:
    """A day number as ISO text, without its time where that is midnight."""
    moment = from_excel(value, epoch)
    if isinstance(moment, (time, timedelta)):
        return str(moment)
    if moment is None:
        return f"{value:.15g}"
    return moment.date().isoformat() if isinstance(moment, datetime) and moment.time() == time() else moment.isoformat()


def _at(reference: str | None, otherwise: int) -> int:
    return int(reference) if reference is not None and reference.isdecimal() and len(reference) < 8 else otherwise


def _index(reference: str | None, otherwise: int) -> int:
    """The column of a cell, from 0; cells without a reference follow one another."""
    found = _REFERENCE.match(reference) if reference else None
    return min(index_of(found[1]), 16_383) if found else min(otherwise, 16_383)
