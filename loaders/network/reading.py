"""A network file into an ``Extract``: its source, its fingerprint, and its parts told as claims."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from maillage.errors import SourceError
from maillage.loaders import limits
from maillage.loaders.clean import shown
from maillage.loaders.extract import Extract, Item, Note, Use
from maillage.loaders.format import Request
from maillage.loaders.network.parts import Node, Part
from maillage.loaders.network.teller import Teller
from maillage.loaders.network.words import Words
from maillage.schema.ids import slug
from maillage.schema.source import Refused, Source, Stamp

_BLOCK = 1 << 20


@dataclass
class Gauge:
    """How far a file has been read; ``at`` and ``size`` in bytes, or in whatever the format counts."""

    size: int
    at: int = 0

    @property
    def done(self) -> float:
        return min(1.0, self.at / self.size) if self.size else 1.0


@dataclass
class Network:
    """The parts that ``parts(gauge)`` gives, read anew each time, as claims."""

    parts: Callable[[Gauge], Iterator[Part]]
    words: Words
    namespace: str
    source: str
    size: int
    options: Mapping[str, Any] = field(default_factory=dict)
    gauge: Gauge = field(default_factory=lambda: Gauge(0))

    def items(self, stamp: Stamp) -> Iterator[Item]:
        """Claims in the order of the file; edges that came before their ends stand last."""
        self.gauge = Gauge(self.size)
        yield from Teller(self.words, self.namespace, self.source, stamp, **self.options).items(self.parts(self.gauge))
        self.gauge.at = self.gauge.size

    @property
    def done(self) -> float:
        return self.gauge.done


def one_file(request: Request) -> Path:
    """The only file of a request. Raises SourceError where there are several: networks are loaded one by one."""
    if len(request.files) > 1:
        raise SourceError(
            file=request.files[1].name,
            problem_fr="un réseau à la fois : chargez ces fichiers l'un après l'autre",
            problem_en="one network at a time: load these files one after the other",
        )
    return request.files[0]


@dataclass
class Survey:
    """What a first reading finds, before anything is stored: that the file is whole, its attributes, its sources."""

    nodes: int = 0
    edges: int = 0
    of_nodes: dict[str, None] = field(default_factory=dict)
    of_edges: dict[str, None] = field(default_factory=dict)
    origins: dict[str, None] = field(default_factory=dict)

    def take(self, part: Part) -> None:
        """Counts one part."""
        if isinstance(part, Refused):
            return
        is_node = isinstance(part, Node)
        self.nodes += is_node
        self.edges += not is_node
        keys = self.of_nodes if is_node else self.of_edges
        if len(keys) < limits.COLUMNS:
            keys.update((key, None) for key, _ in part.attributes)
        if part.origin:
            self.origins[part.origin] = None

    def uses(self, words: Words, path: Path) -> Iterator[Use]:
        """What becomes of each attribute."""
        for key in self.of_nodes:
            yield Use(f"{path.name}, nœuds", shown(key), *words.means(key))
        for key in self.of_edges:
            said = next((role for role in ("relation", "role", "since", "until", "confidence") if words.plays(key, role)), "note")
            yield Use(f"{path.name}, arêtes", shown(key), *_OF_EDGES[said])

    def sources(self) -> Iterator[Source]:
        """Sources of which an export of our own tells the title."""
        for origin in self.origins:
            id, _, title = origin.partition("\n")
            yield Source(id, title or id)


_OF_EDGES = {
    "relation": ("relation", "relation"),
    "role": ("rôle du lien", "role of the link"),
    "since": ("début du lien", "start of the link"),
    "until": ("fin du lien", "end of the link"),
    "confidence": ("confiance du lien", "confidence of the link"),
    "note": ("note du lien", "note of the link"),
}


def network(
    request: Request,
    format: str,
    parts: Callable[[Gauge], Iterator[Part]],
    *,
    title: str = "",
    source: Source | None = None,
    notes: tuple[Note, ...] = (),
    **options: Any,
) -> Extract:
    """The extract of one file of a network. ``title`` is what the file calls itself; ``options`` are the teller's.

    The file is read once beforehand: one that is cut or wrong is refused before anything of it is stored.
    """
    path = one_file(request)
    survey, words = Survey(), Words(request.ontology)
    for part in parts(Gauge(path.stat().st_size)):
        survey.take(part)
    called = request.title or title or path.stem
    space, digest = slug(called), fingerprint(path)
    known = (source or Source(space, called))._replace(id=space, title=called, sha256=digest)
    reading = Network(parts, words, space, space, path.stat().st_size, options)
    made = sha256("\n".join(["network-1", format, space, digest]).encode()).hexdigest()
    counts = Note(path.name, f"{survey.nodes} nœuds, {survey.edges} arêtes", f"{survey.nodes} nodes, {survey.edges} edges")
    return Extract(
        format,
        called,
        (path.name,),
        made,
        (known, *survey.sources()),
        reading,
        columns=tuple(survey.uses(words, path)),
        notes=(counts, *notes),
    )


def fingerprint(path: Path) -> str:
    """SHA-256 of the file's bytes."""
    digest = sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()
