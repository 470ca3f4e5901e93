"""The visible graph as arrays, read once: what the analysis and networkx work on. Immutable."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import networkx
import numpy as np
from numpy.typing import NDArray

from maillage.schema.model import Ontology

if TYPE_CHECKING:
    from maillage.graph.store import Store

NODES = """
MATCH (e:Entity) WITH e.id AS id, e.name AS name, e.type AS type, labels(e) AS labels, e.sources AS sources,
  e.start AS start, e.end AS end, e.level AS level, e.population AS population, e.description IS NOT NULL AS described
RETURN id, name, type, labels, sources, start, end, level, population, described
"""
SOURCES = "MATCH (s:Source) RETURN s.id AS id, s.title AS title, s.date AS date"
# One row for each first end, not one for each link: three times as fast on both engines.
LINKS = """
MATCH (a:Entity)-[r:{}]->(b:Entity)
RETURN a.id AS s, collect([b.id, r.id, r.confidence, r.since, r.until, r.sources]) AS links
"""


@dataclass(frozen=True)
class Snapshot:
    """``n`` nodes and ``m`` links at one moment.

    ``ids``, ``names`` and ``types`` have n items, in the order of ids; ``members[label]`` is a boolean mask of
    shape (n,) for each label, ancestors included. ``source`` and ``target`` are int32 arrays of shape (m,)
    of positions in ``ids``; ``relation`` (int16) points into ``relations``; ``confidence`` is float32.
    ``since`` and ``until`` are EDTF or None; ``link_ids`` and ``roles`` follow the links.
    ``levels`` and ``populations`` are what territories say of themselves, ``described`` who has a description; each is
    empty or has n items. ``sources`` gives the title and the date (EDTF) of each source.
    """

    mark: int
    ontology: Ontology
    ids: tuple[str, ...]
    names: tuple[str, ...]
    types: tuple[str, ...]
    starts: tuple[str | None, ...]
    ends: tuple[str | None, ...]
    node_sources: tuple[tuple[str, ...], ...]
    members: dict[str, NDArray[np.bool_]]
    link_ids: tuple[str, ...]
    relations: tuple[str, ...]
    source: NDArray[np.int32]
    target: NDArray[np.int32]
    relation: NDArray[np.int16]
    confidence: NDArray[np.float32]
    since: tuple[str | None, ...]
    until: tuple[str | None, ...]
    link_sources: tuple[tuple[str, ...], ...]
    levels: tuple[str | None, ...] = ()
    populations: tuple[int | None, ...] = ()
    described: tuple[bool, ...] = ()
    sources: Mapping[str, tuple[str, str | None]] = field(default_factory=dict)

    @property
    def position(self) -> dict[str, int]:
        """Position of each id in the arrays."""
        return {id: index for index, id in enumerate(self.ids)}

    def of(self, *relations: str) -> NDArray[np.bool_]:
        """Mask of shape (m,) of the links of these relations."""
        wanted = [index for index, name in enumerate(self.relations) if name in relations]
        return np.isin(self.relation, wanted)

    def reading(self, name: str) -> NDArray[np.bool_]:
        """Mask of shape (m,) of the links that the ontology reads as ``name`` (``cooperation``, ``convergence``…)."""
        return self.of(*self.ontology.reading(name))

    def networkx(self) -> networkx.MultiDiGraph[str]:
        """The same as a networkx graph: nodes by id with name, type, sources; links keyed by their id."""
        graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
        for index, id in enumerate(self.ids):
            graph.add_node(id, **_present(name=self.names[index], type=self.types[index], start=self.starts[index],
                                          end=self.ends[index], sources=list(self.node_sources[index])))
        for index, link in enumerate(self.link_ids):
            graph.add_edge(self.ids[self.source[index]], self.ids[self.target[index]], key=link,
                           **_present(relation=self.relations[self.relation[index]], confidence=float(self.confidence[index]),
                                      since=self.since[index], until=self.until[index], sources=list(self.link_sources[index])))
        return graph


def take(store: Store, mark: int) -> Snapshot:
    """Reads all entities, then all links, in one stream each."""
    nodes = sorted(store.stream(NODES), key=lambda row: row["id"])
    position = {row["id"]: index for index, row in enumerate(nodes)}
    links = _Links(position)
    for relation in sorted(store.ontology.relations):
        for row in store.stream(LINKS.format(relation)):
            links.add(relation, row["s"], row["links"])
    return Snapshot(mark=mark, ontology=store.ontology, ids=tuple(position), names=tuple(row["name"] for row in nodes),
                    types=tuple(row["type"] for row in nodes), starts=tuple(row["start"] for row in nodes),
                    ends=tuple(row["end"] for row in nodes), node_sources=tuple(tuple(row["sources"]) for row in nodes),
                    members=_members(nodes), levels=tuple(row["level"] for row in nodes),
                    populations=tuple(row["population"] for row in nodes), described=tuple(row["described"] for row in nodes),
                    sources={row["id"]: (row["title"], row["date"]) for row in store.stream(SOURCES)}, **links.arrays())


def _members(nodes: list[dict[str, Any]]) -> dict[str, NDArray[np.bool_]]:
    masks: dict[str, NDArray[np.bool_]] = {}
    for index, row in enumerate(nodes):
        for label in row["labels"]:
            if label not in masks:
                masks[label] = np.zeros(len(nodes), dtype=np.bool_)
            masks[label][index] = True
    return masks


class _Links:
    """Columns that grow while links are read."""

    def __init__(self, position: dict[str, int]) -> None:
        self.position = position
        self.names: list[str] = []
        self.rows: list[tuple[str, int, int, int, float, str | None, str | None, tuple[str, ...]]] = []
        self.shared: dict[tuple[str, ...], tuple[str, ...]] = {}

    def add(self, relation: str, subject: str, links: list[list[Any]]) -> None:
        if not self.names or self.names[-1] != relation:
            self.names.append(relation)
        start, kind = self.position.get(subject), len(self.names) - 1
        for object, id, confidence, since, until, sources in links:
            end = self.position.get(object)
            if start is None or end is None:
                continue  # came after the nodes were read
            shared = tuple(sources)
            self.rows.append((id, start, end, kind, confidence, since, until, self.shared.setdefault(shared, shared)))

    def arrays(self) -> dict[str, Any]:
        self.rows.sort(key=lambda row: row[0])
        columns = list(zip(*self.rows, strict=True)) if self.rows else [()] * 8
        return {"link_ids": columns[0], "relations": tuple(self.names),
                "source": np.array(columns[1], dtype=np.int32), "target": np.array(columns[2], dtype=np.int32),
                "relation": np.array(columns[3], dtype=np.int16), "confidence": np.array(columns[4], dtype=np.float32),
                "since": columns[5], "until": columns[6], "link_sources": columns[7]}


def _present(**values: Any) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None}
