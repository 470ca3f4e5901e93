"""The tables ``claims`` and ``sources`` of an export into an ``Extract``. Entities and links are computed anew from them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

from maillage.errors import InvalidClaim, SourceError
from maillage.loaders import limits
from maillage.loaders.clean import BadCell, whole
from maillage.loaders.exported.accepts import kind
from maillage.loaders.extract import Extract, Item, Note
from maillage.loaders.files import Gauge, digest
from maillage.loaders.format import Request
from maillage.loaders.network.reading import one_file
from maillage.loaders.table import xlsx
from maillage.loaders.table.workbook import Package, refusing
from maillage.schema.claim import Claim, check
from maillage.schema.model import Ontology
from maillage.schema.source import Refused, Source, Stamp

# A cell of a CSV that a spreadsheet would run was given an apostrophe.
_GUARDED = re.compile(r"'+[=+\-@\t\r\n]")
_CLAIM = ("subject", "predicate", "object", "value", "role", "since", "until", "note", "status", "source", "locator", "original",
          "quote", "method", "author", "recorded_at")  # fmt: skip
_SOURCE = ("id", "title", "publisher", "licence", "date", "url", "sha256")
_MERGES = (
    "décisions et identifiants fusionnés ne sont pas dans ces tableaux : pour une copie entière, exportez en .jsonl",
    "decisions and merged ids are not in these tables: for a whole copy, export as .jsonl",
)
Row = dict[str, str]


def extract(request: Request) -> Extract:
    """The claims of the export, ready to be kept again. Raises SourceError where a table is broken or lacks a column."""
    path = one_file(request)
    Package(path)  # its sizes are within limits, or it is refused
    sources = tuple(_source(row) for _, row in _rows(path, "sources", _SOURCE) if row["id"] and row["title"])
    count = sum(1 for _ in _rows(path, "claims", _CLAIM))  # to its end: what is cut is refused before anything is stored
    reading = _Claims(path, request.ontology, Gauge(count))
    title = request.title or path.name.partition(".")[0]
    made = sha256(f"exported-1\n{digest(path)}".encode()).hexdigest()
    return Extract("exported", title, (path.name,), made, sources, reading, notes=(Note(path.name, *_MERGES),))


@dataclass
class _Claims:
    """Each row of the table of claims, with the author and time it had."""

    path: Path
    ontology: Ontology
    gauge: Gauge = field(default_factory=lambda: Gauge(0))

    def items(self, stamp: Stamp) -> Iterator[Item]:
        """Claims in the order of the table; a row that is none is told at its place."""
        self.gauge.at = 0
        for number, row in _rows(self.path, "claims", _CLAIM):
            self.gauge.at += 1
            yield self._claim(row, f"{self.path.name}, claims, ligne {number}", stamp)

    def _claim(self, row: Row, place: str, stamp: Stamp) -> Item:
        fields = {name: row[name] or None for name in _CLAIM}
        said = {name: value for name, value in fields.items() if value is not None}
        try:
            claim = Claim(
                **{"subject": "", "predicate": "", "source": "", "locator": "", "recorded_at": stamp.recorded_at, **said},  # type: ignore[arg-type]  # checked below
                confidence=_share(row.get("confidence", "")),
                import_id=stamp.import_id,
            )
            return check(claim, self.ontology)
        except InvalidClaim as error:
            problem = error.details
            return Refused(place, str(problem["problem_fr"]), str(problem["problem_en"]), whole((), said.items()))
        except BadCell as error:
            return Refused(place, error.fr, error.en, whole((), said.items()))

    @property
    def done(self) -> float:
        return self.gauge.done


def _share(cell: str) -> float:
    try:
        return float(cell or 1)
    except ValueError:
        raise BadCell("la confiance n'est pas un nombre", "the confidence is no number") from None


def _source(row: Row) -> Source:
    return Source(**{name: row[name] or None for name in _SOURCE})  # type: ignore[arg-type]  # id and title are there


def _rows(path: Path, table: str, columns: tuple[str, ...]) -> Iterator[tuple[int, Row]]:
    """Rows of one table by the names of its columns, with their numbers. Raises SourceError where a column is missing."""
    rows = _csv(path, table) if kind(path) == "csv" else _sheets(path, table)
    for number, row in rows:
        missing = [column for column in columns if column not in row]
        if missing:
            raise SourceError(
                file=f"{path.name}, {table}",
                problem_fr=f"il manque les colonnes {', '.join(missing)}",
                problem_en=f"the columns {', '.join(missing)} are missing",
            )
        yield number, row


def _csv(path: Path, table: str) -> Iterator[tuple[int, Row]]:
    csv.field_size_limit(max(csv.field_size_limit(), 2 * limits.RECORD))
    with refusing(path), ZipFile(path) as archive, archive.open(f"{table}.csv") as file:
        reader = csv.DictReader(_lines(path, io.TextIOWrapper(file, "utf-8-sig", newline="")), restval="")
        for number, row in enumerate(reader, 2):
            yield number, {name: _unguarded(cell) for name, cell in row.items() if name}


def _lines(path: Path, file: io.TextIOWrapper) -> Iterator[str]:
    """Lines of a length that a row can have. Raises SourceError."""
    size, quoted = 0, False
    while line := file.readline(limits.RECORD):
        size = len(line) + (size if quoted else 0)
        quoted ^= line.count('"') % 2 == 1
        if size >= limits.RECORD:
            raise SourceError(
                file=path.name,
                problem_fr=f"une ligne de plus de {limits.RECORD} signes",
                problem_en=f"a row of more than {limits.RECORD} characters",
            )
        yield line


def _unguarded(cell: str) -> str:
    return cell[1:] if _GUARDED.match(cell) else cell


def _sheets(path: Path, table: str) -> Iterator[tuple[int, Row]]:
    """A table of more than a million rows goes on in further sheets."""
    for sheet in xlsx.sheets(path, lambda name: name == table or name.startswith(f"{table} ")):
        for row in sheet.body():
            yield row.number, dict.fromkeys(sheet.columns, "") | dict(zip(sheet.columns, row.cells, strict=False))
