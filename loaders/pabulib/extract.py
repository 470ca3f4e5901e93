"""One budget or several into an ``Extract``; each file is a source of its own, and is seen whole before anything is given."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from maillage.loaders.extract import Extract, Item, Note, Use
from maillage.loaders.files import Gauge, digest
from maillage.loaders.format import Request
from maillage.loaders.pabulib.budget import LEFT_OUT, Budget
from maillage.loaders.pabulib.sections import PROJECTS, VOTES, rows
from maillage.loaders.saying import Once, Saying, fingerprint
from maillage.schema.ids import slug
from maillage.schema.model import Ontology
from maillage.schema.source import Refused, Source, Stamp

NAMESPACE = "pabulib"
_FIRST = re.compile(rb"\s*META\s*[\r\n]+\s*key\s*;\s*value", re.IGNORECASE)
_USES = {
    "project_id": ("identifiant", "id"),
    "name": ("nom", "name"),
    "description": ("description", "description"),
    "url": ("adresse web", "web address"),
    "category": ("lien « porte sur » vers un thème", "link “is about” to a theme"),
    "target": ("lien « porte sur » vers un thème", "link “is about” to a theme"),
    "district": ("lien « se situe à »", "link “is located in”"),
    "subunit": ("lien « se situe à »", "link “is located in”"),
    "neighborhood": ("lien « se situe à »", "link “is located in”"),
    "selected": ("état d'avancement", "status"),
}
_COUNTED = frozenset({"voter_id", "vote"})
_BALLOTS = Use("VOTES", "voter_id, vote", "nombre de votes ; aucun bulletin n'est gardé", "number of votes; no ballot is kept")
_OF_A_BALLOT = ("laissée de côté : aucun bulletin n'est gardé", "left out: no ballot is kept")


def accepts(head: bytes, path: Path) -> float:
    """1 for a file that begins as all of them do."""
    return 1.0 if _FIRST.match(head.removeprefix(b"\xef\xbb\xbf")) else 0.0


@dataclass
class Budgets:
    """All budgets of a load as one stream."""

    paths: Sequence[Path]
    sources: Sequence[Source]
    ontology: Ontology
    left_out: Sequence[Refused] = ()
    gauges: list[Gauge] = field(default_factory=list)

    def items(self, stamp: Stamp) -> Iterator[Item]:
        """Claims and refusals, file after file."""
        self.gauges = [Gauge(path.stat().st_size) for path in self.paths]
        yield from self.left_out
        for path, source, gauge in zip(self.paths, self.sources, self.gauges, strict=True):
            say = Saying(source.id, NAMESPACE, self.ontology, stamp)
            yield from Budget(say, path.stem, Once()).items(rows(path, gauge))
            gauge.at = gauge.size

    @property
    def done(self) -> float:
        """The share of all bytes that has been read."""
        size = sum(gauge.size for gauge in self.gauges)
        return sum(gauge.at for gauge in self.gauges) / size if size else 0.0


def extract(request: Request) -> Extract:
    """The budgets, ready to be read. Raises SourceError where one of them is cut or has no projects."""
    read = {path: _columns(path) for path in request.files}
    columns = {column: path.name for path, (projects, _) in read.items() for column in projects}
    of_votes = dict.fromkeys(column for _, votes in read.values() for column in votes if column not in _COUNTED)
    sources = [_source(path, request.title if len(request.files) == 1 else None) for path in request.files]
    several = f"Budgets participatifs ({len(sources)} fichiers)"
    title = request.title or (sources[0].title if len(sources) == 1 else several)
    left = [
        Refused(path.name, "ce n'est pas un budget participatif : laissé de côté", "this is no participatory budget: left out")
        for path in request.left_out
    ]
    return Extract(
        format="pabulib",
        title=title,
        files=tuple(path.name for path in request.files),
        fingerprint=fingerprint("pabulib-1", *(f"{source.id} {source.sha256}" for source in sources)),
        sources=tuple(sources),
        reading=Budgets(request.files, sources, request.ontology, left),
        columns=(
            *(_use(column, file) for column, file in columns.items()),
            _BALLOTS,
            *(Use("VOTES", column, *_OF_A_BALLOT, kept=False) for column in of_votes),
        ),
        notes=(Note("—", "un budget et ses projets sont des programmes", "a budget and its projects are programmes"),),
    )


def _source(path: Path, title: str | None) -> Source:
    return Source(
        f"{NAMESPACE}-{slug(path.stem)}", title or path.stem.replace("_", " "), publisher="Pabulib", sha256=digest(path)
    )


def _columns(path: Path) -> tuple[list[str], list[str]]:
    """The columns of the projects, and of the votes; the whole file is read, so that what is cut is told now."""
    found: dict[str, list[str]] = {}
    for row in rows(path):
        if row.section not in found:
            found[row.section] = list(row.cells)
    return found.get(PROJECTS, []), found.get(VOTES, [])


def _use(column: str, file: str) -> Use:
    if column in LEFT_OUT:
        why = ("laissée de côté : noms de personnes possibles", "left out: people may be named")
        return Use(file, column, *why, kept=False)
    return Use(file, column, *_USES.get(column, ("note", "note")))
