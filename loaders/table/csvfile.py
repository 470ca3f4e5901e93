"""CSV read as a stream: any encoding, any delimiter, quotes, line ends within cells, and quotes that are never closed.

A quote opened and never closed would swallow the rest of the file. It shows: the row has another number of cells
than the headings, or the file ends within quotes. Such a row is read with its quotes as plain signs, and told.
"""

from __future__ import annotations

import codecs
import csv
from collections import deque
from collections.abc import Iterable, Iterator
from functools import partial
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import Literal, TextIO

from maillage.errors import SourceError
from maillage.loaders import limits
from maillage.loaders.files import Gauge
from maillage.loaders.table.dialect import Dialect, sniff
from maillage.loaders.table.encoding import Encoding, detect
from maillage.loaders.table.sheet import BadText, Row, Sheet, with_headings

# One row is bounded by limits.RECORD while it is put together: the module's own, far lower bound must not cut in before.
csv.field_size_limit(max(csv.field_size_limit(), 2 * limits.RECORD))
Quoting = Literal[0, 3]
_ENDS = ("\n", "\r")
_BLOCK = 1 << 16  # characters read at once

LONE_QUOTE = BadText(
    "guillemet ouvert et jamais fermé : les guillemets de cette ligne sont lus comme des signes ordinaires",
    "quote opened and never closed: the quotes of this row are read as plain signs",
)
LONE_QUOTES = BadText(
    f"plus de {limits.LONE_QUOTES} guillemets jamais fermés : d'ici à la fin, tous sont lus comme des signes ordinaires",
    f"more than {limits.LONE_QUOTES} quotes never closed: from here to the end all are read as plain signs",
)
TOO_LONG = BadText(
    f"ligne de plus de {limits.RECORD} signes, laissée de côté", f"row of more than {limits.RECORD} characters, left out"
)
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
    try:
        strict = codecs.lookup(encoding).name.startswith(("utf-16", "utf-32"))
        return path.open(encoding=encoding, errors="replace" if strict else "surrogateescape", newline="")
    except LookupError:
        raise SourceError(
            file=path.name, problem_fr=f"encodage inconnu « {encoding} »", problem_en=f"unknown encoding “{encoding}”"
        ) from None


class _Reader:
    """One reading of the file, row by row. Blocks without any quote, most of most files, take a short way."""

    def __init__(self, path: Path, encoding: Encoding, dialect: Dialect, gauge: Gauge) -> None:
        self._path, self._encoding, self._dialect, self._gauge = path, encoding, dialect, gauge
        self._held: deque[str] = deque()  # lines of the block, and lines taken back, to be read
        self._record: list[str] = []  # the lines of the row that is being put together
        self._too_long = self._ended = False  # whether the row has grown beyond measure; whether the file ended within it
        self._overlong = False  # whether the last line of the block was cut
        self._plain_from_here = False  # whether quotes have proved to be plain signs in this file
        self._repaired = self._width = 0
        self._number = 1

    def __iter__(self) -> Iterator[Row]:
        with _open(self._path, self._encoding.name) as file:
            self._file = file
            if self._dialect.declared:
                self._line()
                self._number = 2
            while block := self._block():
                self._width = self._width or self._usual_width(block)
                by_record = self._overlong or self._encoding.damaged or ('"' in block and not self._plain_from_here)
                yield from self._by_record(block) if by_record else self._by_line(block)
        self._gauge.at = self._gauge.size

    def _block(self) -> str:
        """The next lines, whole; a line beyond all measure is cut, and the rest of it passed over."""
        block = self._file.read(_BLOCK)
        line = self._line()
        self._gauge.at = self._file.buffer.tell()
        return block + line

    def _line(self) -> str:
        """The rest of the line, at most limits.RECORD characters of it."""
        line = self._file.readline(limits.RECORD)
        self._overlong = len(line) >= limits.RECORD
        if self._overlong and not line.endswith(_ENDS):
            while (rest := self._file.readline(limits.RECORD)) and not rest.endswith(_ENDS):
                pass
        return line

    def _usual_width(self, block: str) -> int:
        """The most cells that one of the first lines has, each read by itself."""
        return max(
            (len(next(self._csv([line]), [])) for line in islice(StringIO(block, newline=""), limits.HEADING_SEARCH)), default=0
        )

    def _csv(self, lines: Iterable[str], *, strict: bool = False, quoting: Quoting = csv.QUOTE_MINIMAL) -> Iterator[list[str]]:
        return csv.reader(lines, delimiter=self._dialect.delimiter, strict=strict, quoting=quoting)

    def _by_line(self, block: str) -> Iterator[Row]:
        """Rows that are one line each."""
        number = self._number
        for cells in self._csv(StringIO(block, newline=""), quoting=self._quoting):
            yield Row(number, cells)
            number += 1
        self._number = number

    def _by_record(self, block: str) -> Iterator[Row]:
        """Rows of one or several lines; the last may go on beyond the block."""
        self._held.extend(StringIO(block, newline=""))
        reader = self._csv(self._feed(), quoting=self._quoting)
        while self._held:
            cells, bad = next(reader, None), None
            if cells is None or ((len(self._record) > 1 or self._ended) and self._is_lone(cells)):
                cells, bad = self._repair()
                reader = self._csv(self._feed(), quoting=self._quoting)  # the old one may be within the quotes still
            if self._encoding.damaged:
                bad = _undecoded(cells, bad)
            self._record.clear()
            yield Row(self._number, cells, bad)
            self._number += 1

    @property
    def _quoting(self) -> Quoting:
        return csv.QUOTE_NONE if self._plain_from_here else csv.QUOTE_MINIMAL

    def _feed(self) -> Iterator[str]:
        """Lines for the csv reader, remembered until their row is complete; none once a row has grown beyond all measure."""
        record, size = self._record, 0
        while line := self._held.popleft() if self._held else self._line():
            size = size + len(line) if record else len(line)
            record.append(line)
            self._ended = not self._held and not line.endswith(_ENDS)
            self._too_long = size >= limits.RECORD
            if self._too_long:
                return
            yield line
        self._ended = True

    def _is_lone(self, cells: list[str]) -> bool:
        """Whether the row that was just read is one line with a quote that is never closed."""
        if self._too_long or '"' not in self._record[0]:
            return self._too_long
        try:
            list(self._csv(self._record, strict=True))
        except csv.Error as error:
            return "end of data" in str(error) or self._splits_better()
        return len(cells) != self._width and self._splits_better()

    def _splits_better(self) -> bool:
        """Whether the first line alone, quotes taken as plain signs, has as many cells as the headings."""
        return len(self._plain(self._record[0])) == self._width

    def _repair(self) -> tuple[list[str], dict[int, BadText]]:
        """The first line with its quotes as plain signs; the lines after it are read again. A line without end is left out."""
        line = self._record[0]
        self._held.extendleft(reversed(self._record[1:]))
        if len(line) >= limits.RECORD:
            return [], {-1: TOO_LONG._replace(shown=line[:200])}
        self._repaired += 1
        self._plain_from_here = self._repaired > limits.LONE_QUOTES
        told = LONE_QUOTES if self._plain_from_here else LONE_QUOTE
        return self._plain(line), {-1: told._replace(shown=line.strip()[:200])}

    def _plain(self, line: str) -> list[str]:
        return next(self._csv([line], quoting=csv.QUOTE_NONE), [])


def _undecoded(cells: list[str], bad: dict[int, BadText] | None) -> dict[int, BadText] | None:
    """Cells that hold bytes of another encoding are emptied, and told."""
    for index, cell in enumerate(cells):
        if not cell.isascii() and any("\udc80" <= c <= "\udcff" or c == "\ufffd" for c in cell):
            seen = "".join("\ufffd" if "\udc80" <= c <= "\udcff" else c for c in cell)
            bad = {**(bad or {}), index: UNDECODED._replace(shown=seen[:200])}
            cells[index] = ""
    return bad
