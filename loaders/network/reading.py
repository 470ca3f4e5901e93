"""A network file into an ``Extract``: its source, its fingerprint, and its parts told as claims."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from maillage.errors import SourceError
from maillage.loaders.extract import Extract, Item, Note, Use
from maillage.loaders.format import Request
from maillage.loaders.network.parts import Part
from maillage.loaders.network.teller import Teller
from maillage.loaders.network.words import Words
from maillage.schema.ids import slug
from maillage.schema.source import Source, Stamp

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


def network(
    request: Request,
    format: str,
    parts: Callable[[Gauge], Iterator[Part]],
    *,
    title: str = "",
    source: Source | None = None,
    columns: tuple[Use, ...] = (),
    notes: tuple[Note, ...] = (),
    **options: Any,
) -> Extract:
    """The extract of one file of a network. ``title`` is what the file calls itself; ``options`` are the teller's."""
    path = one_file(request)
    called = request.title or title or path.stem
    space, digest = slug(called), fingerprint(path)
    known = (source or Source(space, called))._replace(id=space, title=called, sha256=digest)
    reading = Network(parts, Words(request.ontology), space, space, path.stat().st_size, options)
    made = sha256("\n".join(["network-1", format, space, digest]).encode()).hexdigest()
    return Extract(format, called, (path.name,), made, (known,), reading, columns=columns, notes=notes)


def fingerprint(path: Path) -> str:
    """SHA-256 of the file's bytes."""
    digest = sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()
