"""What a measure looks at: which practices, which relations, where, when, by which source, how sure."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from maillage.graph.analysis.entities import mask_of, position
from maillage.graph.analysis.options import Options, option
from maillage.graph.periods import Period, period
from maillage.graph.snapshot import Snapshot
from maillage.schema.problems import UnknownTerm

Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Selection(Options):
    """The parameters that all measures share. Empty means all."""

    types: tuple[str, ...] = option(("Practice",), "Types de pratiques", "Types of practices", of="type:Practice")
    facets: tuple[str, ...] = option((), "Facettes qui comptent", "Facets that count", of="relation:convergence")
    territory: str | None = option(None, "Territoire, avec tout ce qu'il contient", "Territory, with all within it",
                                   of="entity:Territory")
    since: str | None = option(None, "Depuis", "Since", of="date")
    until: str | None = option(None, "Jusqu'à", "Until", of="date")
    source: str | None = option(None, "Source", "Source", of="source")
    confidence: float = option(0.0, "Confiance minimale des liens", "Least confidence of links", low=0, high=1)

    @property
    def base(self) -> Selection:
        """The selection alone, without what a measure adds: equal for all measures that look at the same things."""
        return Selection(self.types, self.facets, self.territory, self.since, self.until, self.source, self.confidence)


@dataclass(frozen=True)
class View:
    """A snapshot seen through a selection.

    ``nodes`` (n,): entities of any type that territory, period and source let through; ``links`` (m,): links that
    period, source and confidence let through, whatever their ends.
    """

    snapshot: Snapshot
    selection: Selection
    nodes: Mask
    links: Mask

    def of(self, *types: str) -> Mask:
        """Mask (n,) of what is let through and of one of these types."""
        return self.nodes & mask_of(self.snapshot, types)

    @property
    def compared(self) -> Mask:
        """Mask (n,) of the practices that the selection asks for."""
        return self.of(*(self.selection.types or ("Practice",)))

    def facets(self) -> list[str]:
        """The relations asked for, else all that the ontology reads as convergence. Raises UnknownTerm."""
        relations = self.snapshot.ontology.relations
        for name in self.selection.facets:
            if name not in relations:
                raise UnknownTerm.of(name, relations)
        return list(self.selection.facets) or sorted(self.snapshot.ontology.reading("convergence"))


def view(snapshot: Snapshot, selection: Selection) -> View:
    """Raises NotFound on an unknown territory, BadDate on an unreadable date, UnknownTerm on unknown types."""
    nodes, links = np.ones(len(snapshot.ids), dtype=np.bool_), np.ones(len(snapshot.link_ids), dtype=np.bool_)
    if selection.confidence > 0:
        links &= snapshot.confidence >= np.float32(selection.confidence)
    if selection.source:
        nodes &= _has(snapshot.node_sources, selection.source)
        links &= _has(snapshot.link_sources, selection.source)
    asked = period(selection.since, selection.until)
    if asked:
        nodes &= _touches(asked, snapshot.starts, snapshot.ends)
        links &= _touches(asked, snapshot.since, snapshot.until)
    if selection.territory:
        nodes &= located(snapshot, within(snapshot, position(snapshot, selection.territory)))
    return View(snapshot, selection, nodes, links)


def within(snapshot: Snapshot, territory: int) -> Mask:
    """Mask (n,) of the territory and all that is part of it, at any depth, by the ontology's hierarchy."""
    parts = snapshot.reading("hierarchy")
    child, parent = snapshot.source[parts], snapshot.target[parts]
    inside = np.zeros(len(snapshot.ids), dtype=np.bool_)
    inside[territory] = True
    while True:
        new = inside[parent] & ~inside[child]
        if not new.any():
            return inside
        inside[child[new]] = True


def located(snapshot: Snapshot, territories: Mask) -> Mask:
    """Mask (n,) of these territories and of what the ontology's territory relations place in them."""
    placed = snapshot.reading("territory")
    mask = territories.copy()
    mask[snapshot.source[placed][territories[snapshot.target[placed]]]] = True
    return mask


def _has(sources: tuple[tuple[str, ...], ...], wanted: str) -> Mask:
    return np.fromiter((wanted in each for each in sources), dtype=np.bool_, count=len(sources))


def _touches(asked: Period, starts: tuple[str | None, ...], ends: tuple[str | None, ...]) -> Mask:
    return np.fromiter((asked.touches(*pair) for pair in zip(starts, ends, strict=True)), dtype=np.bool_, count=len(starts))
