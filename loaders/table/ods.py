"""ODS read as a stream, under the same rules as XLSX."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from maillage.errors import SourceError
from maillage.loaders import limits
from maillage.loaders.files import Gauge
from maillage.loaders.table.cells import COMMENTS, FORMULA, HIDDEN, Beside, error_cell, in_words, told_beside, with_hidden
from maillage.loaders.table.sheet import BadText, Row, Sheet, letter, with_headings
from maillage.loaders.table.workbook import Package, attribute, encrypted
from maillage.schema.source import Refused

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

CONTENT = "content.xml"
_ERROR = re.compile(r"#(?:REF!|N/A|NAME\?|VALUE!|DIV/0!|NULL!|NUM!|NOM\?|VALEUR!|NOMBRE!)|(?:Err|Erreur)\s?:\s?\d+")
_REPEATS = 16_384
_PACKED_TABLE = "table"


def sheets(path: Path, wanted: Callable[[str], bool] | None = None, *, head: int | None = None) -> list[Sheet]:
    """The sheets of an ODS that hold something: the visible ones, or those whose name is ``wanted``."""
    package = Package(path)
    if _is_encrypted(package):
        raise encrypted(path)
    found: list[Sheet] = []
    hidden: list[Refused] = []
    for order, (name, visible) in enumerate(_listed(package)):
        place = f"{path.name}, feuille {name}"
        if wanted is None and not visible:
            hidden.append(Refused(place, *HIDDEN))
        elif wanted is None or wanted(name):
            one = _Sheet(package, order, place)
            beside = one.beside()
            told = told_beside(place, COMMENTS, beside.comments)
            sheet = with_headings(path, place, name, one.rows, one.gauge, head=head, told=told)
            found += [replace(sheet, notes=tuple(beside.notes(len(sheet.columns))))] if sheet else []
    return with_hidden(path, found, hidden)


def _is_encrypted(package: Package) -> bool:
    manifest = "META-INF/manifest.xml"
    return manifest in package and any(package.elements(manifest, lambda name: name == "encryption-data"))


def _listed(package: Package) -> Iterator[tuple[str, bool]]:
    """Name and visibility of each sheet, in order."""
    unseen: set[str | None] = set()
    style: str | None = None
    for local, element in package.elements(CONTENT, lambda name: name == "style", starts=_PACKED_TABLE):
        if local == _PACKED_TABLE:
            style = attribute(element, "style-name")
            yield attribute(element, "name") or "?", style not in unseen
        elif any(attribute(child, "display") == "false" for child in element):
            unseen.add(attribute(element, "name"))


@dataclass
class _Sheet:
    """The sheet of an ODS that stands at ``order``; ``rows`` reads the file from its start each time."""

    package: Package
    order: int
    place: str

    def __post_init__(self) -> None:
        self.gauge = Gauge(self.package.sizes[CONTENT])

    def rows(self) -> Iterator[Row]:
        """Rows that hold something, with the numbers they have in the sheet."""
        held: dict[int, tuple[int, str]] = {}
        number = 1
        for element in self._elements("table-row"):
            times = _count(element, "number-rows-repeated", limits.SHEET_ROWS)
            row = _row(number, element, held)
            if row.cells or row.bad:
                for at in range(number, min(number + times, limits.SHEET_ROWS + 1)):
                    yield Row(at, list(row.cells), row.bad)
            number += times
            if number > limits.SHEET_ROWS + 1 and (row.cells or row.bad):
                raise SourceError(
                    file=self.place,
                    problem_fr=f"plus de {limits.SHEET_ROWS} lignes",
                    problem_en=f"more than {limits.SHEET_ROWS} rows",
                )

    def _elements(self, *wanted: str) -> Iterator[Element]:
        """The rows, or columns, of this sheet."""
        self.gauge.at = 0
        at = -1
        for local, element in self.package.elements(CONTENT, lambda name: name in wanted, self.gauge, starts=_PACKED_TABLE):
            at += local == _PACKED_TABLE
            if at > self.order:
                return
            if at == self.order and local in wanted:
                yield element

    def beside(self) -> Beside:
        """Its first merged ranges, its hidden rows and columns, its comments."""
        found, at = Beside(), {"table-row": 1, "table-column": 0}
        for element in self._elements(*at):
            local = element.tag.rpartition("}")[2]
            cells = list(_cells(element))
            if attribute(element, "visibility") in ("collapse", "filter"):
                found.columns += [letter(at[local])] * (local == "table-column")
                found.rows += [str(at[local])] * bool(cells)
            for index, cell in cells:
                _take(found, at[local], index, cell)
            at[local] += _count(element, f"number-{local.removeprefix('table-')}s-repeated", limits.SHEET_ROWS)
            if len(found.ranges) > limits.MERGED:
                break
        return found


def _take(found: Beside, number: int, index: int, cell: Element) -> None:
    """What a cell says beside its text: how far it is merged, its comment."""
    down, right = (_count(cell, f"number-{way}-spanned", limits.SHEET_ROWS) for way in ("rows", "columns"))
    if down > 1 or right > 1:
        found.ranges.append((number, number + down - 1, index, index + right - 1))
    said = [_text(line) for note in cell if note.tag.endswith("}annotation") for line in note if line.tag.endswith("}p")]
    if said and len(found.comments) < limits.MERGED:
        found.comments[f"{letter(index)}{number}"] = "\n".join(said)[: limits.REFUSED]


def _count(element: Element, name: str, most: int) -> int:
    text = attribute(element, name)
    return min(most, max(1, int(text))) if text is not None and text.isdecimal() and len(text) < 12 else 1


def _cells(element: Element) -> Iterator[tuple[int, Element]]:
    """Cells that say something, each with its column from 0; a cell that is repeated comes as often."""
    index = 0
    for cell in element:
        local = cell.tag.rpartition("}")[2]
        if local not in ("table-cell", "covered-table-cell"):
            continue
        times = _count(cell, "number-columns-repeated", _REPEATS)
        if local == "table-cell" and (len(cell) or attribute(cell, "value-type") or attribute(cell, "formula")):
            yield from ((at, cell) for at in range(index, min(index + times, _REPEATS)))
        index += times


def _row(number: int, element: Element, held: dict[int, tuple[int, str]]) -> Row:
    cells: list[str] = []
    bad: dict[int, BadText] = {}
    for index, cell in _cells(element):
        value = _value(cell)
        if not isinstance(value, str):
            bad[index] = value
        elif value:
            _put(cells, index, value)
            down = _count(cell, "number-rows-spanned", limits.SHEET_ROWS)
            if down > 1:
                held[index] = (number + down - 1, value)
    for column, (bottom, value) in list(held.items()):
        if number > bottom:
            del held[column]
        elif column >= len(cells) or not cells[column]:
            _put(cells, column, value)
    return Row(number, cells, bad or None)


def _put(cells: list[str], index: int, value: str) -> None:
    cells.extend([""] * (index + 1 - len(cells)))
    cells[index] = value


def _value(cell: Element) -> str | BadText:
    kind = attribute(cell, "value-type")
    shown = "\n".join(_text(child) for child in cell if child.tag.endswith("}p"))
    if _ERROR.fullmatch(shown):
        return error_cell(shown)
    if kind in ("float", "percentage", "currency"):
        return _number(attribute(cell, "value") or shown)
    if kind == "date":
        return (attribute(cell, "date-value") or shown).removesuffix("T00:00:00")
    if kind == "boolean":
        return in_words(attribute(cell, "boolean-value") == "true")
    formula = attribute(cell, "formula")
    if formula and kind is None and not shown:
        return BadText(*FORMULA, formula[:200])
    return shown


def _number(raw: str) -> str:
    try:
        value = float(raw)
    except ValueError:
        return raw
    return f"{value:.15g}" if abs(value) < 1e15 else raw


def _text(paragraph: Element) -> str:
    """The text of a paragraph, blanks and tabs that have elements of their own included, comments not."""
    parts = [paragraph.text or ""]
    for child in paragraph:
        local = child.tag.rpartition("}")[2]
        if local == "s":
            parts.append(" " * _count(child, "c", 100))
        elif local == "tab":
            parts.append("\t")
        elif local == "line-break":
            parts.append("\n")
        elif local != "annotation":
            parts.append(_text(child))
        parts.append(child.tail or "")
    return "".join(parts)
