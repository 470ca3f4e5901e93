"""A researcher's question: Cypher that can only read, within limits of time, rows and size."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import TimeoutError as FutureTimeout
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from neo4j import Result
from neo4j.graph import Node as BoltNode
from neo4j.graph import Path as BoltPath
from neo4j.graph import Relationship as BoltRelationship

from maillage.errors import QueryFailed, QueryRefused, QueryTooLong
from maillage.graph.answers import Answer, Edge, MapGraph, Node
from maillage.graph.aside import Aside, crowded
from maillage.graph.engines.base import EngineLost

if TYPE_CHECKING:
    from maillage.graph.store import Store

MOST_CHARACTERS = 20_000
MOST_NESTED = 60
MOST_ANSWER_CHARACTERS = 20_000_000
# Nobody waits longer than this beyond a query's limit; the engines cut it earlier where they can.
GRACE_SECONDS = 5.0


def ask(store: Store, question: str, parameters: dict[str, Any], seconds: float, rows: int) -> Answer:
    """Runs ``question`` where it cannot write. Raises QueryRefused, QueryTooLong, QueryFailed."""
    if not question.strip():
        raise QueryFailed("RETURN ?")
    if len(question) > MOST_CHARACTERS:
        raise QueryRefused(problem_fr=f"elle compte plus de {MOST_CHARACTERS} signes",
                           problem_en=f"it has more than {MOST_CHARACTERS} characters")
    if _depth(question) > MOST_NESTED:
        raise QueryRefused(problem_fr="trop de parenthèses les unes dans les autres",
                           problem_en="too many brackets within brackets")
    began = time.monotonic()
    columns, read, cut = _within(seconds, lambda: _run(store, question, parameters, seconds, rows))
    found = _Found()
    listed = [[found.plain(value) for value in row] for row in read]
    return Answer(columns, listed, found.graph(), round(time.monotonic() - began, 4), _cut(rows) if cut else None)


def _depth(question: str) -> int:
    """How deep brackets go, wherever they stand: very deep ones keep a planner busy beyond any limit."""
    steps = (1 if sign in "([{" else -1 for sign in question if sign in "([{}])")
    return max(accumulate(steps, lambda depth, step: max(0, depth + step)), default=0)


Rows = tuple[list[str], list[list[Any]], bool]


def _within(seconds: float, run: Callable[[], Rows]) -> Rows:
    """``run`` in a thread of its own, so that an engine that cannot end a query does not keep who asked.

    Raises QueryTooLong; QueryRefused while several such queries, or measures that were stopped, are still on.
    """
    if crowded():
        raise QueryRefused(problem_fr="des calculs trop lourds tournent encore ; réessayez plus tard",
                           problem_en="computations that are too heavy are still running; try again later")
    begun = Aside(run)
    try:
        return begun.future.result(seconds + GRACE_SECONDS)
    except FutureTimeout:
        if begun.future.done():
            raise
        begun.leave()
        raise QueryTooLong(seconds=seconds) from None


def _run(store: Store, question: str, parameters: dict[str, Any], seconds: float, rows: int, tries: int = 3) -> Rows:
    try:
        with store.engine_handle.guarded(question, parameters, seconds) as result:
            return list(result.keys()), *_read(result, rows)
    except EngineLost as error:
        if tries == 1:
            raise QueryRefused(problem_fr="le moteur s'arrête à chaque essai",
                               problem_en="the engine stops at each try") from error
        return _run(store, question, parameters, seconds, rows, tries - 1)


def _read(result: Result, rows: int) -> tuple[list[list[Any]], bool]:
    """Up to ``rows`` rows; whether there were more."""
    read: list[list[Any]] = []
    size = 0
    for record in result:
        if len(read) == rows:
            return read, True
        values = list(record.values())
        size += sum(_size(value) for value in values)
        if size > MOST_ANSWER_CHARACTERS:
            raise QueryRefused(problem_fr="la réponse est trop grande ; demandez moins de colonnes ou ajoutez LIMIT",
                               problem_en="the answer is too large; ask for fewer columns or add LIMIT")
        read.append(values)
    return read, False


def _size(value: Any) -> int:
    if isinstance(value, str):
        return len(value)
    if isinstance(value, Mapping):
        return sum(_size(v) for v in value.values())
    if isinstance(value, (list, tuple)):
        return sum(_size(v) for v in value)
    return 8


def _cut(rows: int) -> dict[str, str]:
    return {"fr": f"Seules les {rows} premières lignes sont montrées.", "en": f"Only the first {rows} rows are shown."}


class _Found:
    """Turns values into JSON, and gathers the entities and links among them."""

    def __init__(self) -> None:
        self.nodes: dict[str, Node] = {}
        self.edges: dict[str, Edge] = {}

    def plain(self, value: Any) -> Any:
        if isinstance(value, BoltNode):
            return self._node(value)
        if isinstance(value, BoltRelationship):
            return self._edge(value)
        if isinstance(value, BoltPath):
            return {"nodes": [self._node(n) for n in value.nodes], "links": [self._edge(r) for r in value.relationships]}
        if isinstance(value, Mapping):
            return {str(key): self.plain(item) for key, item in value.items()}
        if isinstance(value, (list, tuple, set, frozenset)):
            return [self.plain(item) for item in value]
        if isinstance(value, float) and not math.isfinite(value):
            return None
        return value if isinstance(value, (str, int, float, bool, type(None))) else str(value)

    def _node(self, node: BoltNode) -> dict[str, Any]:
        props = {key: self.plain(value) for key, value in node.items()}
        if "Entity" in node.labels and "id" in props:
            self.nodes[props["id"]] = Node(props["id"], props.get("name", ""), props.get("type", "Entity"), 0,
                                           props.get("name_en"), props.get("acronym"), sources=props.get("sources", []),
                                           contested=bool(props.get("contested")))
        return props

    def _edge(self, link: BoltRelationship) -> dict[str, Any]:
        props = {key: self.plain(value) for key, value in link.items()}
        ends = [node.get("id") if node is not None else None for node in link.nodes]
        if "id" in props and all(ends):
            self.edges[props["id"]] = Edge(props["id"], str(ends[0]), str(ends[1]), link.type, props.get("confidence", 1.0),
                                           props.get("since"), props.get("until"), props.get("roles", []),
                                           props.get("sources", []))
        return {"relation": link.type, **props}

    def graph(self) -> MapGraph:
        """Links whose two ends were part of the answer; the degree counts those links."""
        edges = [edge for edge in self.edges.values() if edge.source in self.nodes and edge.target in self.nodes]
        degrees = _degrees(edges)
        nodes = [Node(**{**vars(node), "degree": degrees.get(id, 0)}) for id, node in self.nodes.items()]
        return MapGraph(nodes, edges, len(nodes), len(edges))


def _degrees(edges: Iterable[Edge]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for edge in edges:
        for id in (edge.source, edge.target):
            counts[id] = counts.get(id, 0) + 1
    return counts


