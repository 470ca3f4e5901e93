"""The platform's files into an ``Extract``: proposals with the counts of their comments, or a recorded exchange."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from maillage.errors import SourceError
from maillage.loaders.decidim import exchange, table
from maillage.loaders.decidim.accepts import EXCHANGE, Role, role_of
from maillage.loaders.decidim.comments import COUNTED, counted
from maillage.loaders.decidim.proposal import Proposal
from maillage.loaders.decidim.telling import Telling
from maillage.loaders.extract import Extract, Item, Note, Use
from maillage.loaders.files import Gauge, digest
from maillage.loaders.format import Request
from maillage.loaders.saying import Saying, fingerprint
from maillage.loaders.table import csvfile
from maillage.loaders.table.sheet import Sheet
from maillage.schema.ids import slug
from maillage.schema.model import Ontology
from maillage.schema.source import Refused, Source, Stamp

NAMESPACE = "decidim"
_UNKNOWN = "decidim"
_NOT_COUNTED = ("laissée de côté : les commentaires sont comptés, sans leur texte", "left out: comments are counted, not kept")
_NOTES = (
    Note(
        "—",
        "une proposition est un livrable ; ses commentaires sont comptés",
        "a proposal is a deliverable; comments are counted",
    ),
    Note("—", "aucune personne n'est gardée", "no person is kept"),
)


@dataclass
class Proposals:
    """The proposals as one stream. ``read`` gives them anew; ``comments`` is the table to count beforehand."""

    read: Callable[[], Iterator[Proposal | Refused]]
    host: str
    source: str
    ontology: Ontology
    gauges: Sequence[Gauge]
    comments: Sheet | None = None
    told: Sequence[Refused] = ()
    method: str = "table"
    ended: bool = field(default=False, init=False)

    def items(self, stamp: Stamp) -> Iterator[Item]:
        """Claims in the order of the proposals."""
        for gauge in self.gauges:
            gauge.at = 0
        yield from self.told
        say = Saying(self.source, NAMESPACE, self.ontology, stamp, self.method)
        telling = Telling(say, self.host, counted(self.comments) if self.comments else None)
        for proposal in self.read():
            if isinstance(proposal, Refused):
                yield proposal
            else:
                yield from telling.of(proposal)
        yield from telling.end()

    @property
    def done(self) -> float:
        """The share of all bytes that has been read."""
        size = sum(gauge.size for gauge in self.gauges)
        return sum(gauge.done * gauge.size for gauge in self.gauges) / size if size else 1.0


def extract(request: Request) -> Extract:
    """The files, ready to be read. Raises SourceError for comments alone, or for two files of one kind."""
    recorded = [path for path in request.files if _is_exchange(path)]
    if recorded and len(request.files) > 1:
        raise SourceError(
            file=request.files[1].name,
            problem_fr="un échange enregistré se charge seul",
            problem_en="a recorded exchange is loaded by itself",
        )
    return _of_exchange(request, recorded[0]) if recorded else _of_tables(request)


def _is_exchange(path: Path) -> bool:
    with path.open("rb") as file:
        return EXCHANGE.match(file.read(200).removeprefix(b"\xef\xbb\xbf")) is not None


def _of_exchange(request: Request, path: Path) -> Extract:
    host = exchange.check(path)
    gauge = Gauge(path.stat().st_size)
    source = _source(request, host)
    reading = Proposals(lambda: exchange.proposals(path, gauge), host, source.id, request.ontology, (gauge,), method="decidim")
    return _extract(request, source._replace(sha256=digest(path)), reading, tuple(exchange.left_out(path)))


def _of_tables(request: Request) -> Extract:
    sheets = _opened(request)
    main, comments = sheets["proposals"], sheets.get("comments")
    host = _host(main)
    told = [
        Refused(path.name, "ce n'est pas un fichier de Decidim : laissé de côté", "no file of Decidim: left out")
        for path in request.left_out
    ]
    source = _source(request, host)
    gauges = [sheet.gauge for sheet in sheets.values()]
    reading = Proposals(lambda: table.proposals(main), host, source.id, request.ontology, gauges, comments, told)
    uses = [*table.columns(main), *(_counted(comments) if comments else ())]
    return _extract(request, source, reading, tuple(uses))


def _counted(sheet: Sheet) -> Iterator[Use]:
    for column in sheet.columns:
        if column in COUNTED:
            yield Use(sheet.place, column, "compté par proposition", "counted by proposal")
        else:
            yield Use(sheet.place, column, *_NOT_COUNTED, kept=False)


def _extract(request: Request, source: Source, reading: Proposals, uses: tuple[Use, ...]) -> Extract:
    hashes = sorted(f"{path.name} {digest(path)}" for path in request.files)
    return Extract(
        format="decidim",
        title=source.title,
        files=tuple(path.name for path in request.files),
        fingerprint=fingerprint("decidim-1", source.id, *hashes),
        sources=(source,),
        reading=reading,
        columns=uses,
        notes=_NOTES,
    )


def _source(request: Request, host: str) -> Source:
    title = request.title or f"Decidim ({host})"
    url = f"https://{host}" if "." in host else None
    return Source(slug(request.title) if request.title else f"decidim-{slug(host)}", title, publisher=host, url=url)


def _opened(request: Request) -> dict[Role, Sheet]:
    found: dict[Role, Sheet] = {}
    for path in request.files:
        for sheet in csvfile.sheets(path):
            role = role_of(sheet.columns)
            if role is None or role in found:
                raise SourceError(
                    file=path.name,
                    problem_fr="deuxième fichier de ce genre, ou titres ailleurs qu'à la première ligne",
                    problem_en="second file of this kind, or headings elsewhere than on the first row",
                )
            found[role] = sheet
    if "proposals" not in found:
        raise SourceError(
            file=request.files[0].name,
            problem_fr="les commentaires seuls ne disent rien : chargez-les avec les propositions",
            problem_en="comments alone say nothing: load them with the proposals",
        )
    return found


def _host(sheet: Sheet) -> str:
    """The installation, by the first address of a proposal."""
    found = (p.space.host for p in table.proposals(sheet) if isinstance(p, Proposal) and p.space)
    return next(found, _UNKNOWN)
