"""A part of the graph for a map: around some entities, by filters, or all of it, cut by a rule where it is too large."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from maillage.errors import UsageError
from maillage.graph.answers import Edge, MapGraph, Node
from maillage.graph.around import around
from maillage.graph.brief import node, node_of
from maillage.graph.neighbours import known_relation, known_type
from maillage.graph.periods import Period, period
from maillage.graph.resolve import canonical_all
from maillage.graph.rows import rows
from maillage.graph.scope import scope

if TYPE_CHECKING:
    from maillage.graph.snapshot import Snapshot
    from maillage.graph.store import Store

Mask: TypeAlias = NDArray[np.bool_]
Places: TypeAlias = NDArray[np.int64]
DEEPEST = 6
# What has a day or days of its own: without an end it is over when its start is.
MOMENT = "Event"
NODES = f"UNWIND $ids AS id MATCH (e:Entity {{id: id}}) RETURN collect({node_of('e')}) AS rows"
ROLES = """
UNWIND $ids AS id MATCH (e:Entity {id: id})-[r]->() WHERE r.roles IS NOT NULL
RETURN collect([r.id, r.roles]) AS rows
"""


@dataclass(frozen=True)
class Filter:
    """What may be on the map; what is empty does not restrict."""

    kinds: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()
    within: frozenset[str] | None = None
    source: str | None = None
    period: Period | None = None


@dataclass(frozen=True)
class Asked:
    """What a map is asked to show, as people say it; ``subgraph`` tells what each part means. Raises UsageError."""

    seeds: tuple[str, ...] = ()
    depth: int = 1
    kinds: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()
    theme: str | None = None
    territory: str | None = None
    source: str | None = None
    since: str | None = None
    until: str | None = None
    limit_nodes: int = 3000
    limit_edges: int = 15000

    def __post_init__(self) -> None:
        if not 0 <= self.depth <= DEEPEST or self.limit_nodes < 0 or self.limit_edges < 0:
            raise UsageError(f"depth = {self.depth} (0 – {DEEPEST}), limit = {self.limit_nodes}, {self.limit_edges}")

    @property
    def everything(self) -> bool:
        """Whether it has no condition but its limits: the map that everyone sees first."""
        return self == Asked(depth=self.depth, limit_nodes=self.limit_nodes, limit_edges=self.limit_edges)

    def filter(self, store: Store) -> Filter:
        """Its conditions. Raises NotFound, UnknownTerm."""
        return Filter(tuple(known_type(store.ontology, kind) for kind in self.kinds),
                      tuple(known_relation(store.ontology, relation) for relation in self.relations),
                      scope(store, self.theme, self.territory), self.source, period(self.since, self.until))


def subgraph(store: Store, seeds: Iterable[str] = (), kinds: Iterable[str] = (), relations: Iterable[str] = (),
             **more: Any) -> MapGraph:
    """Entities and links that meet all conditions; with ``seeds``, those up to ``depth`` links away from one of them.

    ``theme`` and ``territory`` are ids, their parts count; ``since`` and ``until`` keep what was going on then, and what
    has no date. Seeds are shown whatever the conditions. Over ``limit_nodes`` the nearest to the seeds stay, then the most
    linked, then by id; over ``limit_edges`` the links among the most linked. Raises NotFound, UnknownTerm, UsageError.
    """
    asked = Asked(tuple(seeds), kinds=tuple(kinds), relations=tuple(relations), **more)
    return nearby(store, asked) or overall(store, asked)


def nearby(store: Store, asked: Asked) -> MapGraph | None:
    """The map around seeds, from what the engine says of these alone; None without seeds, or where that is too much."""
    if not asked.seeds:
        return None
    start, wanted = list(dict.fromkeys(canonical_all(store, asked.seeds).values())), asked.filter(store)
    near = around(store, start, asked.depth, wanted.relations)
    if near is None:
        return None
    degrees = np.array([near.degrees.get(id, 0) for id in near.snapshot.ids], dtype=np.int64)
    return drawn(store, near.snapshot, degrees, start, asked.depth, wanted, asked.limit_nodes, asked.limit_edges)


def overall(store: Store, asked: Asked) -> MapGraph:
    """The same of any map, from the snapshot of all."""
    start, wanted = list(dict.fromkeys(canonical_all(store, asked.seeds).values())), asked.filter(store)
    whole = store.snapshot()
    return drawn(store, whole, _degrees(whole), start, asked.depth, wanted, asked.limit_nodes, asked.limit_edges)


def drawn(store: Store, snapshot: Snapshot, degrees: Places, seeds: Sequence[str], depth: int, wanted: Filter,
          limit_nodes: int, limit_edges: int) -> MapGraph:
    """The map of what ``snapshot`` holds; ``degrees`` are all links of each of its nodes, also those outside of it."""
    places = snapshot.position
    start = np.array([places[id] for id in seeds if id in places], dtype=np.int64)
    keep = _kept_nodes(snapshot, wanted)
    keep[start] = True
    lines = _kept_links(snapshot, wanted) & keep[snapshot.source] & keep[snapshot.target]
    far = np.zeros(len(snapshot.ids), dtype=np.int64)
    if len(seeds):
        far = _distances(snapshot, lines, start, depth)
        keep &= far <= depth
        lines &= keep[snapshot.source] & keep[snapshot.target]
    linked = _degrees(snapshot, lines)
    chosen = _first_nodes(np.flatnonzero(keep), far, linked, degrees, limit_nodes)
    shown = np.zeros(len(snapshot.ids), dtype=np.bool_)
    shown[chosen] = True
    inside = np.flatnonzero(lines & shown[snapshot.source] & shown[snapshot.target])
    edges = _first_links(snapshot, inside, linked, limit_edges)
    total = int(keep.sum()), int(lines.sum())
    cut = cut_words(len(chosen), total[0], len(edges), len(inside))
    return MapGraph(*_shown(store, snapshot, degrees, chosen, edges), *total, cut)


def _kept_nodes(snapshot: Snapshot, wanted: Filter) -> Mask:
    n = len(snapshot.ids)
    keep = np.ones(n, dtype=np.bool_)
    if wanted.kinds:
        nothing = np.zeros(n, dtype=np.bool_)
        keep &= np.logical_or.reduce([snapshot.members.get(kind, nothing) for kind in wanted.kinds])
    if wanted.within is not None:
        keep &= _mask((id in wanted.within for id in snapshot.ids), n)
    if wanted.source is not None:
        keep &= _mask((wanted.source in held for held in snapshot.node_sources), n)
    if wanted.period is not None:
        momentary = snapshot.members.get(MOMENT, np.zeros(n, dtype=np.bool_))
        keep &= _mask((wanted.period.touches(start, end or (start if moment else None)) for start, end, moment
                       in zip(snapshot.starts, snapshot.ends, momentary, strict=True)), n)
    return keep


def _kept_links(snapshot: Snapshot, wanted: Filter) -> Mask:
    m = len(snapshot.link_ids)
    keep = snapshot.of(*wanted.relations) if wanted.relations else np.ones(m, dtype=np.bool_)
    if wanted.source is not None:
        keep &= _mask((wanted.source in held for held in snapshot.link_sources), m)
    if wanted.period is not None:
        keep &= _mask((wanted.period.touches(since, until) for since, until
                       in zip(snapshot.since, snapshot.until, strict=True)), m)
    return keep


def _mask(items: Iterator[bool], length: int) -> Mask:
    return np.fromiter(items, dtype=np.bool_, count=length)


def _distances(snapshot: Snapshot, lines: Mask, start: Places, depth: int) -> Places:
    """Links between each node and the nearest seed, along ``lines``; more than ``depth`` where there is no such way."""
    source, target = snapshot.source[lines], snapshot.target[lines]
    far = np.full(len(snapshot.ids), DEEPEST + 1, dtype=np.int64)
    far[start] = 0
    for step in range(1, depth + 1):
        reached = np.concatenate([target[far[source] == step - 1], source[far[target] == step - 1]])
        far[reached] = np.minimum(far[reached], step)
    return far


def _degrees(snapshot: Snapshot, lines: Mask | None = None) -> Places:
    """Links of each node of the snapshot, among ``lines`` or all."""
    ends = (snapshot.source, snapshot.target) if lines is None else (snapshot.source[lines], snapshot.target[lines])
    counts: Places = sum((np.bincount(end, minlength=len(snapshot.ids)) for end in ends), np.zeros(len(snapshot.ids), np.int64))
    return counts


def _first_nodes(places: Places, far: Places, linked: Places, degrees: Places, limit: int) -> Places:
    """The nearest, then those with most links on the map, then in all, then by id (places are in the order of ids)."""
    order = np.lexsort((places, -degrees[places], -linked[places], far[places]))
    return places[order[:limit]]


def _first_links(snapshot: Snapshot, lines: Places, linked: Places, limit: int) -> Places:
    """Those whose ends are both much linked first, by the less linked of the two, then the surest, then by id."""
    if len(lines) <= limit:
        return lines
    ends = linked[snapshot.source[lines]], linked[snapshot.target[lines]]
    order = np.lexsort((lines, -snapshot.confidence[lines], -np.maximum(*ends), -np.minimum(*ends)))
    return np.sort(lines[order[:limit]])


def _shown(store: Store, snapshot: Snapshot, degrees: Places, chosen: Places, lines: Places) -> tuple[list[Node], list[Edge]]:
    """What is drawn, with what the snapshot does not hold; entities that left the store meanwhile are left out."""
    ids = [snapshot.ids[place] for place in chosen]
    held = {row["id"]: row for row in rows(store, NODES, ids=ids)} if ids else {}
    shown = [node(held[id], int(degrees[place])) for id, place in zip(ids, chosen, strict=True) if id in held]
    roles = _roles(store, snapshot, lines)
    return shown, [edge for edge in _edges(snapshot, lines, roles) if edge.source in held and edge.target in held]


def _roles(store: Store, snapshot: Snapshot, lines: Places) -> dict[str, list[str]]:
    subjects = [snapshot.ids[place] for place in np.unique(snapshot.source[lines])]
    return {id: list(roles) for id, roles in rows(store, ROLES, ids=subjects)} if subjects else {}


def _edges(snapshot: Snapshot, lines: Places, roles: dict[str, list[str]]) -> Iterator[Edge]:
    for line in lines:
        id = snapshot.link_ids[line]
        yield Edge(
            id=id, source=snapshot.ids[snapshot.source[line]], target=snapshot.ids[snapshot.target[line]],
            relation=snapshot.relations[snapshot.relation[line]], confidence=round(float(snapshot.confidence[line]), 6),
            since=snapshot.since[line], until=snapshot.until[line], roles=roles.get(id, []),
            sources=list(snapshot.link_sources[line]))


def cut_words(nodes: int, of_nodes: int, edges: int, of_edges: int) -> dict[str, str] | None:
    """What was left out and by which rule (keys fr, en); None when nothing was."""
    told: dict[str, list[Any]] = {"fr": [], "en": []}
    if nodes < of_nodes:
        told["fr"].append(f"{nodes} éléments sur {of_nodes} : les plus proches du départ, puis les plus liés")
        told["en"].append(f"{nodes} of {of_nodes} entities: the nearest to the start, then the most linked")
    if edges < of_edges:
        told["fr"].append(f"{edges} liens sur {of_edges} : ceux entre les éléments les plus liés")
        told["en"].append(f"{edges} of {of_edges} links: those among the most linked entities")
    return {lang: "; ".join(parts) if lang == "en" else " ; ".join(parts) for lang, parts in told.items()} if told["fr"] else None
