"""Files of tables into an ``Extract``: sheets opened, a rule found for each, by mapping or by guess."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from maillage.errors import SourceError
from maillage.loaders.circles import Circles
from maillage.loaders.extract import Extract, Item
from maillage.loaders.files import digest
from maillage.loaders.format import Request
from maillage.loaders.table import csvfile, describe, guess, ods, xlsx
from maillage.loaders.table.accepts import workbook_kind
from maillage.loaders.table.mapping import Mapping, TableRule
from maillage.loaders.table.mapping_error import MappingError
from maillage.loaders.table.mapping_file import read_mapping
from maillage.loaders.table.rows import Table
from maillage.loaders.table.sheet import Sheet
from maillage.schema.problems import Problem, Problems
from maillage.schema.source import Refused, Stamp

_ANY = TableRule()


@dataclass
class Tables:
    """All tables of an extract as one stream."""

    tables: Sequence[Table]
    told: Sequence[Refused] = ()

    def items(self, stamp: Stamp) -> Iterator[Item]:
        """Claims and refusals, table after table."""
        yield from self.told
        # Two entries of a mapping may read one sheet: what was left out of it is told once.
        yield from dict.fromkeys(told for table in self.tables for told in table.sheet.told)
        for table in self.tables:
            table.sheet.gauge.at = 0
        circles = Circles()
        for table in self.tables:
            yield from table.items(stamp, circles)

    @property
    def done(self) -> float:
        """The share of all bytes that has been read."""
        gauges = list({id(table.sheet.gauge): table.sheet.gauge for table in self.tables}.values())
        size = sum(gauge.size for gauge in gauges)
        return sum(gauge.done * gauge.size for gauge in gauges) / size if size else 1.0


def extract(request: Request) -> Extract:
    """The tables of ``request``, ready to be read.

    Raises SourceError (MappingError for a mapping) where the whole cannot be read.
    """
    tables, told = _mapped(request, request.mapping) if request.mapping else guess.tables(request, _opened(request))
    files = list(dict.fromkeys(table.sheet.path for table in tables))
    hashes = {path: digest(path) for path in files}
    source = tables[0].mapping.source
    if len(files) == 1:
        source = source._replace(sha256=hashes[files[0]])
    parts = [f"{path.name} {hashes[path]}" for path in files]
    how = digest(request.mapping) if request.mapping else "guess-1"
    return Extract(
        format="table",
        title=source.title,
        files=tuple(path.name for path in files),
        fingerprint=sha256("\n".join([how, source.id, tables[0].mapping.namespace, *parts]).encode()).hexdigest(),
        sources=(source,),
        reading=Tables(tables, told),
        columns=describe.merged(use for table in tables for use in describe.columns(table)),
        notes=tuple(dict.fromkeys(note for table in tables for note in describe.notes(table))),
    )


def _opened(request: Request) -> list[Sheet]:
    return [sheet for path in request.files for sheet in sheets(path)]


def sheets(path: Path, rule: TableRule = _ANY) -> list[Sheet]:
    """The sheets of one file that hold something, those that the rule wants."""
    kind = workbook_kind(path) if _is_zip(path) else None
    if kind is None:
        found = csvfile.sheets(path, encoding=rule.encoding, delimiter=rule.delimiter, head=rule.head)
        return [] if rule.sheet else found
    wanted = (lambda name: name == rule.sheet) if rule.sheet else None
    return xlsx.sheets(path, wanted, head=rule.head) if kind == "xlsx" else ods.sheets(path, wanted, head=rule.head)


def _is_zip(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"PK\x03\x04"


def _mapped(request: Request, path: Path) -> tuple[list[Table], list[Refused]]:
    """Every table of the mapping, bound to each file it wants."""
    mapping = read_mapping(path, request.ontology, request.title)
    problems = Problems()
    tables = [table for rule in mapping.tables for table in _bound(rule, mapping, request, path, problems)]
    for table in tables:
        table.check(problems)
    if problems:
        raise MappingError.of(Problem(path.name, p.line, p.fr, p.en) for p in problems)
    read = {table.sheet.path for table in tables}
    left = [
        Refused(
            file.name,
            "aucune entrée du fichier de correspondance ne lit ce fichier : il est laissé de côté",
            "no entry of the mapping file reads this file: it is left out",
        )
        for file in request.files
        if file not in read
    ]
    return tables, left


def _bound(rule: TableRule, mapping: Mapping, request: Request, path: Path, problems: Problems) -> list[Table]:
    folder = request.folder or path.parent
    wanted = [file for file in request.files if rule.wants(file, folder)]
    found = [sheet for file in wanted for sheet in sheets(file, rule)]
    if not wanted or (rule.sheet and not found):
        what = f"« {rule.file or '*'} »" + (f", feuille « {rule.sheet} »" if rule.sheet else "")
        problems.tell(rule.mark, f"rien ne correspond à {what}", f"nothing matches {what}")
    elif not found:
        raise SourceError(file=wanted[0].name, problem_fr="fichier vide", problem_en="empty file")
    return [Table(sheet, rule, mapping, request.ontology) for sheet in found]
