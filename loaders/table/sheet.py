"""A sheet: one table of a file, its headings known, its rows read as a stream and as often as wanted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import dropwhile, islice
from pathlib import Path
from typing import NamedTuple, Protocol

from maillage.errors import SourceError
from maillage.loaders import limits
from maillage.loaders.clean import one_line, shown
from maillage.loaders.files import Gauge
from maillage.schema.source import Refused


class BadText(NamedTuple):
    """Why a cell has no text: what is wrong, and what it shows."""

    fr: str
    en: str
    shown: str | None = None


class Row(NamedTuple):
    """Cells of one row by position; ``number`` is the row's as a spreadsheet shows it, from 1. ``bad`` cells read as empty."""

    number: int
    cells: list[str]
    bad: dict[int, BadText] | None = None


class Rows(Protocol):
    """Rows of one table, headings and all."""

    def __call__(self) -> Iterator[Row]:
        """From the first row on. Raises SourceError when the file cannot be read further."""


@dataclass(frozen=True)
class Sheet:
    """``place`` names it in locators (``fichier.xlsx, feuille Acteurs``). ``head`` is the row of the headings.

    ``columns`` are the headings as they are called from now on, each once; ``told`` what was left out on the way.
    """

    path: Path
    place: str
    name: str | None
    rows: Rows
    head: int
    columns: tuple[str, ...]
    gauge: Gauge
    told: tuple[Refused, ...] = ()
    notes: tuple[tuple[str, str], ...] = field(default=())

    def body(self) -> Iterator[Row]:
        """The rows under the headings."""
        return dropwhile(lambda row: row.number <= self.head, self.rows())

    def sample(self, most: int = 200) -> list[Row]:
        """The first rows under the headings."""
        return list(islice(self.body(), most))


def with_headings(
    path: Path,
    place: str,
    name: str | None,
    rows: Rows,
    gauge: Gauge,
    *,
    head: int | None = None,
    told: Sequence[Refused] = (),
    notes: Sequence[tuple[str, str]] = (),
) -> Sheet | None:
    """The sheet whose headings are row ``head`` (None: found among the first rows); None when it holds nothing.

    Raises SourceError when there are too many columns, or no row ``head``.
    """
    first = [row for row in islice(rows(), head or limits.HEADING_SEARCH) if any(map(one_line, row.cells)) or row.bad]
    if not first:
        return None
    row = _head(first) if head is None else next((row for row in first if row.number == head), None)
    if row is None:
        raise SourceError(
            file=place,
            problem_fr=f"la ligne {head}, donnée comme ligne de titres, est vide ou manque",
            problem_en=f"row {head}, given as the row of headings, is empty or missing",
        )
    above = [
        Refused(
            f"{place}, ligne {r.number}",
            "ligne au-dessus des titres, laissée de côté",
            "row above the headings, left out",
            " | ".join(filter(None, map(one_line, r.cells)))[:200],
        )
        for r in first
        if r.number < row.number
    ]
    columns, twice = _columns(row, place)
    return Sheet(path, place, name, rows, row.number, columns, gauge, (*told, *above, *twice), tuple(notes))


def _head(first: list[Row]) -> Row:
    """The first row that is filled nearly as far as the fullest: a title above the table fills a cell or two."""
    filled = [sum(1 for cell in row.cells if cell.strip()) for row in first]
    fullest = sorted(filled)[len(filled) // 2] if len(filled) > 2 else max(filled)
    full = (row for row, count in zip(first, filled, strict=True) if 2 * count >= fullest and (count > 1 or fullest == 1))
    return next(full, first[0])


def _columns(row: Row, place: str) -> tuple[tuple[str, ...], list[Refused]]:
    """Headings, each its own: a second « Nom » is called « Nom (2) », one without words by its letter."""
    words = [shown(cell, limits.HEADING) for cell in row.cells]
    while words and not words[-1]:
        words.pop()
    if len(words) > limits.COLUMNS:
        raise SourceError(
            file=f"{place}, ligne {row.number}",
            problem_fr=f"{len(words)} colonnes ; {limits.COLUMNS} au plus : gardez celles qui servent",
            problem_en=f"{len(words)} columns; at most {limits.COLUMNS}: keep those that serve",
        )
    columns: list[str] = []
    told: list[Refused] = []
    for index, word in enumerate(words):
        called = _free(word or f"colonne {letter(index)}", columns)
        columns.append(called)
        if word and called != word:
            told.append(
                Refused(
                    f"{place}, ligne {row.number}, colonne {letter(index)}",
                    f"titre « {word} » déjà pris par la colonne {letter(columns.index(word))} ; lu comme « {called} »",
                    f"heading “{word}” already taken by column {letter(columns.index(word))}; read as “{called}”",
                    word,
                )
            )
    return tuple(columns), told


def _free(word: str, taken: list[str]) -> str:
    tries = (word if n == 1 else f"{word} ({n})" for n in range(1, len(taken) + 3))
    return next(called for called in tries if called not in taken)


def index_of(letters: str) -> int:
    """The place of a column, from 0: A is 0, AA is 26."""
    number = 0
    for c in letters:
        number = 26 * number + ord(c) - 64
    return number - 1


def letter(index: int) -> str:
    """A column as spreadsheets letter it: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
