"""The catalogue's files into an ``Extract``: each opened by its role, what is referred to read first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from maillage.errors import SourceError
from maillage.loaders import limits
from maillage.loaders.clean import BadCell
from maillage.loaders.extract import Extract, Item, Note
from maillage.loaders.files import digest
from maillage.loaders.format import Request
from maillage.loaders.participedia.arrays import number
from maillage.loaders.participedia.catalogue import Catalogue, Ids
from maillage.loaders.participedia.columns import columns
from maillage.loaders.participedia.files import ROLES, Role, role_of
from maillage.loaders.participedia.rows import ROWS
from maillage.loaders.participedia.tally import Tally
from maillage.loaders.participedia.vocabulary import vocabulary
from maillage.loaders.records import Record, records
from maillage.loaders.saying import Saying, fingerprint
from maillage.loaders.table import csvfile
from maillage.loaders.table.sheet import Sheet
from maillage.schema.ids import slug
from maillage.schema.model import Ontology
from maillage.schema.source import Refused, Source, Stamp

NAMESPACE = "participedia"
_SOURCE = Source(NAMESPACE, "Participedia", publisher="Participedia", licence="CC BY-NC-SA", url="https://participedia.net")
_NAMES: Mapping[Role, tuple[str, str]] = {
    "vocabulary": ("vocabulaire", "vocabulary"),
    "methods": ("méthodes", "methods"),
    "organisations": ("organisations", "organisations"),
    "titles": ("titres des cas", "titles of cases"),
    "cases": ("cas", "cases"),
}
_WITHOUT: Mapping[Role, tuple[str, str]] = {
    "vocabulary": ("les thèmes portent leur clé anglaise", "themes bear their key"),
    "methods": ("les renvois aux méthodes attendent leur chargement", "references to methods wait for them to be loaded"),
    "organisations": (
        "les renvois aux organisations attendent leur chargement",
        "references to organisations wait for them to be loaded",
    ),
    "titles": ("les cas sans titre sont appelés par leur numéro", "cases without a title are called by their number"),
    "cases": ("aucun cas", "no cases"),
}


_CASES = (
    "un cas est un programme ; une forme instituée s'il est classé « longterm », initiative citoyenne s'il est « independent »",
    "a case is a programme; an instituted body where classed “longterm”, a citizen initiative where “independent”",
)
_REFERRED: tuple[Role, ...] = ("methods", "organisations", "titles", "cases")


@dataclass
class Export:
    """The files by role; read as often as wanted. ``tally``: the counts of the last reading, once there was one."""

    sheets: Mapping[Role, Sheet]
    source: str
    ontology: Ontology
    left_out: tuple[Refused, ...] = ()
    tally: Tally | None = None

    def items(self, stamp: Stamp) -> Iterator[Item]:
        """Claims and refusals, file after file."""
        yield from self.left_out
        for sheet in self.sheets.values():
            sheet.gauge.at = 0
        words = vocabulary(records(self.sheets["vocabulary"])) if "vocabulary" in self.sheets else {}
        tally = self.tally = Tally()
        all_ = Catalogue(Saying(self.source, NAMESPACE, self.ontology, stamp), words, self._known, tally)
        for role in ROLES:
            if role in ROWS and role in self.sheets:
                yield from self._of(role, all_)

    def _of(self, role: Role, all_: Catalogue) -> Iterator[Item]:
        for record in records(self.sheets[role]):
            if isinstance(record, Refused):
                yield record
            else:
                yield from all_.tally.record(role, ROWS[role](all_, record))

    def sums(self) -> tuple[Note, ...]:
        """What the last reading added up to, in words."""
        return tuple(self.tally.notes()) if self.tally else ()

    @cached_property
    def _known(self) -> dict[str, Ids | None]:
        """The numbers that have a record in each file; None where it is not there, or too long to be remembered."""
        found: dict[str, Ids | None] = dict.fromkeys(_REFERRED)
        found["titles"] = frozenset()
        found.update({role: _numbers(self.sheets[role]) for role in _REFERRED if role in self.sheets})
        return found

    @property
    def done(self) -> float:
        """The share of all bytes that has been read."""
        gauges = [sheet.gauge for sheet in self.sheets.values()]
        size = sum(gauge.size for gauge in gauges)
        return sum(gauge.done * gauge.size for gauge in gauges) / size if size else 1.0


def extract(request: Request) -> Extract:
    """The files of the catalogue that were given, ready to be read. Raises SourceError for two of one kind."""
    sheets = _opened(request)
    title = request.title or _SOURCE.title
    source = _SOURCE._replace(id=slug(request.title) if request.title else NAMESPACE, title=title)
    files = tuple(sheet.path.name for sheet in sheets.values())
    hashes = [f"{role} {digest(sheet.path)}" for role, sheet in sheets.items()]
    export = Export(sheets, source.id, request.ontology, tuple(_left(request)))
    return Extract(
        format="participedia",
        title=title,
        files=files,
        fingerprint=fingerprint("participedia-1", source.id, *hashes),
        sources=(source,),
        reading=export,
        columns=tuple(use for role, sheet in sheets.items() for use in columns(role, sheet)),
        notes=tuple(_notes(sheets)),
        sums=export.sums,
    )


def _opened(request: Request) -> dict[Role, Sheet]:
    """The one file of each role, in the order of reading. Raises SourceError for two of one role, or none but words."""
    found: dict[Role, Sheet] = {}
    for path in request.files:
        for sheet in csvfile.sheets(path):
            role = role_of(sheet.columns)
            if role is None or role in found:
                raise _unfit(sheet, found[role] if role else None)
            found[role] = sheet
    if not set(found) - {"vocabulary"}:
        raise SourceError(
            file=request.files[0].name,
            problem_fr="le vocabulaire seul ne dit rien : chargez-le avec les cas, les méthodes ou les organisations",
            problem_en="the vocabulary alone says nothing: load it with the cases, the methods or the organisations",
        )
    return {role: found[role] for role in ROLES if role in found}


def _unfit(sheet: Sheet, other: Sheet | None) -> SourceError:
    if other is None:
        return SourceError(
            file=sheet.place,
            problem_fr="les titres des colonnes ne sont pas sur la première ligne : ôtez ce qui est au-dessus",
            problem_en="the headings are not on the first row: remove what stands above them",
        )
    return SourceError(
        file=sheet.path.name,
        problem_fr=f"deux fichiers du même genre : {other.path.name} l'est déjà ; chargez-les l'un après l'autre",
        problem_en=f"two files of one kind: {other.path.name} is one already; load them one after the other",
    )


def _numbers(sheet: Sheet) -> frozenset[str] | None:
    found: set[str] = set()
    for record in records(sheet):
        if isinstance(record, Record):
            try:
                found.add(number(record["id"]))
            except BadCell:
                continue  # told when the row is read
        if len(found) > limits.KNOWN:
            return None
    return frozenset(found)


def _left(request: Request) -> Iterator[Refused]:
    for path in request.left_out:
        yield Refused(path.name, "ce n'est pas un fichier de Participedia : laissé de côté", "no file of Participedia: left out")


def _notes(sheets: Mapping[Role, Sheet]) -> Iterator[Note]:
    """What each file is, and what follows from those that are not there."""
    for role, sheet in sheets.items():
        yield Note(sheet.place, *_NAMES[role])
    for role in ROLES:
        if role not in sheets:
            (fr, en), (lacks_fr, lacks_en) = _NAMES[role], _WITHOUT[role]
            yield Note("—", f"sans fichier « {fr} » : {lacks_fr}", f"without a file “{en}”: {lacks_en}")
    yield Note("—", *_CASES)
