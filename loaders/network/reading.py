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
from maillage.loaders.files import Gauge, digest
from maillage.loaders.format import Request
from maillage.loaders.network.parts import Aside, Node, Part
from maillage.loaders.network.teller import DEFAULT, Teller
from maillage.loaders.network.words import Words
from maillage.schema.ids import slug
from maillage.schema.source import Refused, Source, Stamp


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
    """What a first reading finds, before anything is stored: that the file is whole, its attributes, its sources, and what
    of it becomes no claim.
    """

    words: Words
    nodes: int = 0
    edges: int = 0
    untyped: int = 0
    of_nodes: dict[str, None] = field(default_factory=dict)
    of_edges: dict[str, None] = field(default_factory=dict)
    origins: dict[str, None] = field(default_factory=dict)
    asides: dict[str, list[Aside]] = field(default_factory=dict)

    def take(self, part: Part) -> None:
        """Counts one part."""
        if isinstance(part, Refused):
            return
        if isinstance(part, Aside):
            self._aside(part)
            return
        is_node = isinstance(part, Node)
        self.nodes += is_node
        self.edges += not is_node
        self.untyped += isinstance(part, Node) and self.words.type_of(part) is None
        keys = self.of_nodes if is_node else self.of_edges
        if len(keys) < limits.COLUMNS:
            keys.update((key, None) for key, _ in part.attributes)
        if part.origin:
            self.origins[part.origin] = None

    def _aside(self, aside: Aside) -> None:
        """Each name once, with the first few things that it says."""
        if aside.name in self.asides or len(self.asides) < limits.COLUMNS:
            held = self.asides.setdefault(aside.name, [])
            if aside not in held and len(held) < _SHOWN:
                held.append(aside)

    def notes(self, path: Path, default: str) -> Iterator[Note]:
        """How much there is, and what nodes are taken for that say no type."""
        yield Note(path.name, f"{self.nodes} nœuds, {self.edges} arêtes", f"{self.nodes} nodes, {self.edges} edges")
        label = self.words.ontology.types[default].label
        if self.untyped:
            yield Note(
                path.name,
                f"{self.untyped} nœuds ne disent pas un type connu : {label['fr']}",
                f"{self.untyped} nodes say no known type: {label['en']}",
            )

    def uses(self, path: Path) -> Iterator[Use]:
        """What becomes of each attribute."""
        for key in self.of_nodes:
            yield Use(f"{path.name}, nœuds", shown(key), *self.words.means(key))
        for key in self.of_edges:
            said = next(
                (role for role in ("relation", "role", "since", "until", "confidence") if self.words.plays(key, role)), "note"
            )
            yield Use(f"{path.name}, arêtes", shown(key), *_OF_EDGES[said])
        yield from (_left_out(path, held) for held in self.asides.values())

    def sources(self) -> Iterator[Source]:
        """Sources of which an export of our own tells the title."""
        for origin in self.origins:
            id, _, title = origin.partition("\n")
            yield Source(id, title or id)


def _left_out(path: Path, asides: list[Aside]) -> Use:
    """A name, why it is left out, and what it says."""
    said = [shown(aside.value, 200) for aside in asides if aside.value]
    fr, en = ", ".join(f"« {one} »" for one in said), ", ".join(f"“{one}”" for one in said)
    return Use(
        path.name,
        shown(asides[0].name),
        f"laissé de côté ({asides[0].fr})" + f" : {fr}" * bool(said),
        f"left out ({asides[0].en})" + f": {en}" * bool(said),
        kept=False,
    )


_SHOWN = 3  # values of one name that are told


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
    words = Words(request.ontology)
    survey = Survey(words)
    for part in parts(Gauge(path.stat().st_size)):
        survey.take(part)
    called = request.title or title or path.stem
    space, bytes_ = slug(called), digest(path)
    known = (source or Source(space, called))._replace(id=space, title=called, sha256=bytes_)
    reading = Network(parts, words, space, space, path.stat().st_size, options)
    made = sha256("\n".join(["network-1", format, space, bytes_]).encode()).hexdigest()
    return Extract(
        format,
        called,
        (path.name,),
        made,
        (known, *survey.sources()),
        reading,
        columns=tuple(survey.uses(path)),
        notes=(*survey.notes(path, options.get("default", DEFAULT)), *notes),
    )
