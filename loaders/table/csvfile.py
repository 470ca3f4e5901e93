"""CSV read as a stream: any encoding, any delimiter, quotes, line ends within cells, and quotes that are never closed.

A quote opened and never closed would swallow the rest of the file. It shows: the row has another number of cells
than the headings, or the file ends within quotes. Such a row is read with its quotes as plain signs, and told.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TextIO

from maillage.errors import SourceError
from maillage.loaders import limits
from maillage.loaders.table.dialect import Dialect, sniff
from maillage.loaders.table.encoding import Encoding, detect
from maillage.loaders.table.sheet import BadText, Gauge, Row, Sheet, with_headings

# One row is bounded by limits.RECORD while it is put together: the module's own, far lower bound must not cut in before.
csv.field_size_limit(max(csv.field_size_limit(), 2 * limits.RECORD))
_BEATS = 1_000  # rows between two looks at how far the file has been read

LONE_QUOTE = BadText("guillemet ouvert et jamais fermé : les guillemets de cette ligne sont lus comme des signes ordinaires",
                     "quote opened and never closed: the quotes of this row are read as plain signs")
UNDECODED = BadText("octets qui n'appartiennent pas à l'encodage du fichier", "bytes that do not belong to the file's encoding")


def sheets(path: Path, *, encoding: str | None = None, delimiter: str | None = None, head: int | None = None) -> list[Sheet]:
    """The one table of a CSV file, or none when it is blank. What is not said is found out."""
    found = Encoding(encoding, damaged=True) if encoding else detect(path)
    dialect = Dialect(delimiter, 1.0) if delimiter else sniff(_sample(path, found.name))
    gauge = Gauge(path.stat().st_size)
    rows = partial(_Reader, path, found, dialect, gauge)
    sheet = with_headings(path, path.name, None, lambda: iter(rows()), gauge, head=head, notes=_notes(found, dialect))
    return [sheet] if sheet else []


def _notes(found: Encoding, dialect: Dialect) -> list[tuple[str, str]]:
    sure = (" (deviné d'après les accents)", " (guessed from the accents)") if found.guessed else ("", "")
    sign = {"\t": ("tabulation", "tab")}.get(dialect.delimiter, (f"« {dialect.delimiter} »", f"“{dialect.delimiter}”"))
    return [(f"encodage {found.name}{sure[0]}, séparateur {sign[0]}", f"encoding {found.name}{sure[1]}, delimiter {sign[1]}")]


def _sample(path: Path, encoding: str) -> str:
    with _open(path, encoding) as file:
        return file.read(limits.SAMPLE // 4)


def _open(path: Path, encoding: str) -> TextIO:
    """Errors are kept as lone surrogates, so that the one cell can be refused and not the file."""
    strict = encoding.startswith(("utf-16", "utf-32"))
    try:
        return path.open(encoding=encoding, errors="replace" if strict else "surrogateescape", newline="")
    except LookupError:
        raise SourceError(file=path.name, problem_fr=f"encodage inconnu « {encoding} »", problem_en=f"unknown encoding “{encoding}”") from None


class _Reader:
    """One reading of the file, row by row."""

    def __init__(self, path: Path, encoding: Encoding, dialect: Dialect, gauge: Gauge) -> None:
        self._path, self._encoding, self._dialect, self._gauge = path, encoding, dialect, gauge
        self._held: deque[str] = deque()      # lines taken back, to be read again
        self._record: list[str] = []          # the lines of the row that is being put together
        self._size = 0
        self._too_long = False
        self._repaired = self._beats = 0
        self._width = 0

    def __iter__(self) -> Iterator[Row]:
        with _open(self._path, self._encoding.name) as file:
            self._file = file
            if self._dialect.declared:
                file.readline(limits.RECORD)
            yield from self._rows(2 if self._dialect.declared else 1)
        self._gauge.at = self._gauge.size

    def _rows(self, number: int) -> Iterator[Row]:
        damaged, record = self._encoding.damaged, self._record
        reader = self._reader()
        while (cells := next(reader, None)) is not None:
            bad: dict[int, BadText] | None = None
            if (len(record) > 1 or self._too_long) and self._is_lone(cells):
                cells, bad = self._repair(number)
                reader = self._reader()  # the old one may be within the quotes still
            if damaged:
                bad = _undecoded(cells, bad)
            if number <= limits.HEADING_SEARCH:
                self._width = max(self._width, len(cells))
            record.clear()
            self._size = 0
            yield Row(number, cells, bad)
            number += 1

    def _reader(self, lines: Iterable[str] | None = None, *, strict: bool = False) -> Iterator[list[str]]:
        return csv.reader(self._feed() if lines is None else lines, delimiter=self._dialect.delimiter, strict=strict)

    def _feed(self) -> Iterator[str]:
        """Lines for the csv reader, remembered until their row is complete; none once a row has grown beyond all measure.

        A line longer than limits.RECORD comes in pieces, so that it is not read whole.
        """
        record, remember, file, most = self._record, self._record.append, self._file, limits.RECORD
        line = self._held.popleft() if self._held else file.readline(most)
        while line:
            remember(line)
            self._size += len(line)
            if self._size > most:
                self._too_long = True
                return
            if len(record) == 1:
                self._beat()
            yield line
            line = self._held.popleft() if self._held else file.readline(most)

    def _beat(self) -> None:
        """Keeps the gauge, every few rows."""
        self._beats += 1
        if not self._beats % _BEATS:
            self._gauge.at = self._file.buffer.tell()

    def _is_lone(self, cells: list[str]) -> bool:
        """Whether the row of several lines that was just read is one line with a quote that is never closed."""
        if self._too_long or '"' not in self._record[0]:
            return self._too_long
        try:
            list(self._reader(self._record, strict=True))
        except csv.Error as error:
            return "end of data" in str(error) or self._splits_better()
        return len(cells) != self._width and self._splits_better()

    def _splits_better(self) -> bool:
        """Whether the first line alone, quotes taken as plain signs, has as many cells as the headings."""
        return len(self._plain(self._record[0])) == self._width

    def _repair(self, number: int) -> tuple[list[str], dict[int, BadText]]:
        """The first line with its quotes as plain signs; the lines after it are read again."""
        self._repaired += 1
        line = self._record[0]
        if self._repaired > limits.LONE_QUOTES or len(line) >= limits.RECORD:
            raise SourceError(file=f"{self._path.name}, ligne {number}", **_UNREADABLE)
        self._held.extendleft(reversed(self._record[1:]))
        self._too_long = False
        return self._plain(line), {-1: LONE_QUOTE._replace(shown=line.strip()[:200])}

    def _plain(self, line: str) -> list[str]:
        return next(csv.reader([line], delimiter=self._dialect.delimiter, quoting=csv.QUOTE_NONE), [])


_UNREADABLE = {
    "problem_fr": f"ligne de plus de {limits.RECORD} signes, ou plus de {limits.LONE_QUOTES} guillemets jamais fermés :"
                  " ce n'est sans doute pas un CSV, ou il est abîmé",
    "problem_en": f"row of more than {limits.RECORD} characters, or more than {limits.LONE_QUOTES} quotes never closed:"
                  " this is hardly a CSV, or a damaged one",
}


def _undecoded(cells: list[str], bad: dict[int, BadText] | None) -> dict[int, BadText] | None:
    """Cells that hold bytes of another encoding are emptied, and told."""
    for index, cell in enumerate(cells):
        if not cell.isascii() and any("\udc80" <= c <= "\udcff" or c == "\ufffd" for c in cell):
            seen = "".join("\ufffd" if "\udc80" <= c <= "\udcff" else c for c in cell)
            bad = {**(bad or {}), index: UNDECODED._replace(shown=seen[:200])}
            cells[index] = ""
    return bad
