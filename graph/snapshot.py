"""The visible graph as arrays, read once: what the analysis and networkx work on. Immutable."""

from __future__ import annotations

import gc
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import networkx
import numpy as np
from numpy.typing import NDArray

from maillage.schema.model import Ontology

if TYPE_CHECKING:
    from maillage.graph.store import Store

# Whole columns in few records: a record costs both sides more than the values in it. A null would leave a gap in a column.
NODES = """
MATCH (e:Entity)
RETURN e.type AS type, labels(e) AS labels, right(e.id, 1) AS part, collect(e.id) AS ids, collect(e.name) AS names,
  collect(coalesce(e.start, '')) AS starts, collect(coalesce(e.end, '')) AS ends, collect(e.sources) AS sources,
  collect(coalesce(e.level, '')) AS levels, collect(coalesce(e.population, -1)) AS populations,
  collect(e.description IS NOT NULL) AS described
"""
NODE_COLUMNS = ("ids", "names", "types", "starts", "ends", "node_sources", "levels", "populations", "described")
SOURCES = "MATCH (s:Source) RETURN s.id AS id, s.title AS title, s.date AS date"
LINKS = """
MATCH (a:Entity)-[r:{}]->(b:Entity)
RETURN right(r.id, 2) AS part, collect(a.id) AS subjects, collect(b.id) AS objects, collect(r.id) AS ids,
  collect(r.confidence) AS confidence, collect(coalesce(r.since, '')) AS since, collect(coalesce(r.until, '')) AS until,
  collect(r.sources) AS sources
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
    """Reads all entities, then all links."""
    with _without_collector():
        nodes, shared = _Nodes(), Shared()
        for row in store.stream(NODES):
            nodes.add(row, shared)
        found = nodes.columns()
        links = _Links({id: index for index, id in enumerate(found["ids"])}, shared)
        for relation in sorted(store.ontology.relations):
            for row in store.stream(LINKS.format(relation)):
                links.add(relation, row)
        return Snapshot(mark=mark, ontology=store.ontology, **found, **links.columns(),
                        sources={row["id"]: (row["title"], row["date"]) for row in store.stream(SOURCES)})


@contextmanager
def _without_collector() -> Iterator[None]:
    """Millions of values that stay, none in a cycle: the collector would walk them over and over."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


class Shared:
    """One object for each date and each set of sources: many links have the same."""

    def __init__(self) -> None:
        self._lists: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._texts: dict[str, str | None] = {"": None}

    def lists(self, found: Iterable[list[str]]) -> list[tuple[str, ...]]:
        return [self._lists.setdefault(each, each) for each in map(tuple, found)]

    def texts(self, found: Iterable[str]) -> list[str | None]:
        return [self._texts.setdefault(text, text) for text in found]


class _Nodes:
    """Columns of entities, in the order in which they come; ``columns`` gives them in the order of ids."""

    def __init__(self) -> None:
        self.held: dict[str, list[Any]] = {name: [] for name in NODE_COLUMNS}
        self.labels: dict[str, list[tuple[int, int]]] = defaultdict(list)

    def add(self, row: dict[str, Any], shared: Shared) -> None:
        first = len(self.held["ids"])
        self.held["ids"] += row["ids"]
        self.held["names"] += row["names"]
        self.held["types"] += [row["type"]] * len(row["ids"])
        self.held["starts"] += shared.texts(row["starts"])
        self.held["ends"] += shared.texts(row["ends"])
        self.held["node_sources"] += shared.lists(row["sources"])
        self.held["levels"] += shared.texts(row["levels"])
        self.held["populations"] += [None if found == -1 else found for found in row["populations"]]
        self.held["described"] += row["described"]
        for label in row["labels"]:
            self.labels[label].append((first, len(self.held["ids"])))

    def columns(self) -> dict[str, Any]:
        order = _order(self.held["ids"])
        members = {}
        for label, spans in sorted(self.labels.items()):
            mask = np.zeros(len(order), dtype=np.bool_)
            for first, last in spans:
                mask[first:last] = True
            members[label] = mask[order]
        return {"members": members, **{name: tuple(map(column.__getitem__, order)) for name, column in self.held.items()}}


class _Links:
    """Columns of links, as ``_Nodes``: four bytes for a number, a shared object for all but the id."""

    def __init__(self, position: dict[str, int], shared: Shared) -> None:
        self.position, self.shared = position, shared
        self.names: list[str] = []
        self.ends: tuple[array[int], array[int]] = (array("i"), array("i"))
        self.kinds, self.confidence = array("h"), array("f")
        self.held: dict[str, list[Any]] = {name: [] for name in ("link_ids", "since", "until", "link_sources")}

    def add(self, relation: str, row: dict[str, Any]) -> None:
        if not self.names or self.names[-1] != relation:
            self.names.append(relation)
        for column, ids in zip(self.ends, (row["subjects"], row["objects"]), strict=True):
            column.extend([self.position.get(id, -1) for id in ids])
        self.kinds.extend([len(self.names) - 1] * len(row["ids"]))
        self.confidence.extend(row["confidence"])
        self.held["link_ids"] += row["ids"]
        self.held["since"] += self.shared.texts(row["since"])
        self.held["until"] += self.shared.texts(row["until"])
        self.held["link_sources"] += self.shared.lists(row["sources"])

    def columns(self) -> dict[str, Any]:
        """In the order of ids, without links of entities that came after these were read."""
        source, target = (np.frombuffer(column, dtype=np.int32) if column else np.zeros(0, np.int32) for column in self.ends)
        there = (source >= 0) & (target >= 0)
        order = _order(self.held["link_ids"])
        order = order[there[order]]
        kinds, confidence = np.array(self.kinds, dtype=np.int16), np.array(self.confidence, dtype=np.float32)
        return {"relations": tuple(self.names), "source": source[order], "target": target[order], "relation": kinds[order],
                "confidence": confidence[order],
                **{name: tuple(map(column.__getitem__, order)) for name, column in self.held.items()}}


def _order(ids: list[str]) -> NDArray[np.intp]:
    return np.array(sorted(range(len(ids)), key=ids.__getitem__), dtype=np.intp)


def _present(**values: Any) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None}
