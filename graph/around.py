"""The part of the graph around some entities, read from the engine as a small ``Snapshot`` of its own.

A snapshot of all takes its time on a large store, after every change; what lies a few links around takes none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from maillage.graph.rows import rows
from maillage.graph.sizes import sizes
from maillage.graph.snapshot import Snapshot

if TYPE_CHECKING:
    from maillage.graph.store import Store

# More links than this to read: the snapshot of all, which is kept until the next change, is the better way.
MOST_LINKS = 20_000
_LINK = "[r.id, type(r), startNode(r).id, endNode(r).id, r.confidence, r.since, r.until, r.sources]"
LINKS = f"""
UNWIND $ids AS id MATCH (e:Entity {{{{id: id}}}})-[r{{relations}}]-(o)
RETURN collect({_LINK}) AS rows
"""
BETWEEN = f"""
MATCH (a:Entity {{{{id: $a}}}})-[r{{relations}}]-(b:Entity {{{{id: $b}}}})
RETURN collect({_LINK}) AS rows
"""
NODES = """
UNWIND $ids AS id MATCH (e:Entity {id: id})
RETURN collect(e {.id, .name, .type, .start, .end, .sources, labels: labels(e)}) AS rows
"""


class Around(NamedTuple):
    """Entities and links near the seeds, and how many links each of the entities has in all."""

    snapshot: Snapshot
    degrees: dict[str, int]


def around(store: Store, seeds: Sequence[str], depth: int, relations: Iterable[str] = ()) -> Around | None:
    """What is up to ``depth`` links away from a seed, with all links in between; None where that is too much to read."""
    names = "|".join(relations)
    ball = _Ball(store, f":{names}" if names else "", seeds)
    for _ in range(depth):
        if not ball.grow():
            return None
    if not ball.close():
        return None
    return Around(_snapshot(store, ball), ball.sizes)


class _Ball:
    """Entities known so far, and all links of those that were opened."""

    def __init__(self, store: Store, pattern: str, seeds: Sequence[str]) -> None:
        self.store = store
        self.pattern = pattern
        self.known = set(seeds)
        self.frontier = sorted(self.known)
        self.sizes: dict[str, int] = {}
        self.links: dict[str, list[Any]] = {}
        self.read = 0

    def grow(self) -> bool:
        """One link further; False when that is too much."""
        if not self._open(self.frontier):
            return False
        ends = {id for link in self.links.values() for id in link[2:4]}
        self.frontier = sorted(ends - self.known)
        self.known |= ends
        return True

    def close(self) -> bool:
        """Adds the links among the outermost entities; the largest of them need not be opened for that."""
        self._size(self.frontier)
        hubs = [id for id in self.frontier if self.sizes.get(id, 0) > MOST_LINKS // 10]
        if len(hubs) > 20 or not self._open([id for id in self.frontier if id not in hubs]):
            return False
        for a, b in combinations(sorted(hubs, key=lambda id: self.sizes[id]), 2):
            self._learn(rows(self.store, BETWEEN.format(relations=self.pattern), a=a, b=b))
        return True

    def _open(self, ids: list[str]) -> bool:
        self._size(ids)
        self.read += sum(self.sizes.get(id, 0) for id in ids)
        if self.read > MOST_LINKS:
            return False
        if ids:
            self._learn(rows(self.store, LINKS.format(relations=self.pattern), ids=ids))
        return True

    def _learn(self, links: Iterable[Any]) -> None:
        self.links.update((link[0], link) for link in links)

    def _size(self, ids: list[str]) -> None:
        self.sizes.update(sizes(self.store, (id for id in ids if id not in self.sizes)))


def _snapshot(store: Store, ball: _Ball) -> Snapshot:
    nodes = sorted(rows(store, NODES, ids=sorted(ball.known)), key=lambda row: str(row["id"]))
    place = {row["id"]: index for index, row in enumerate(nodes)}
    links = [link for _, link in sorted(ball.links.items()) if link[2] in place and link[3] in place]
    relations = sorted({link[1] for link in links})
    labels = {label for row in nodes for label in row["labels"]}
    return Snapshot(
        mark=-1, ontology=store.ontology, ids=tuple(place), names=tuple(row["name"] for row in nodes),
        types=tuple(row["type"] for row in nodes), starts=tuple(row.get("start") for row in nodes),
        ends=tuple(row.get("end") for row in nodes), node_sources=tuple(tuple(row["sources"]) for row in nodes),
        members={label: np.array([label in row["labels"] for row in nodes], dtype=np.bool_) for label in labels},
        link_ids=tuple(link[0] for link in links), relations=tuple(relations),
        source=np.array([place[link[2]] for link in links], dtype=np.int32),
        target=np.array([place[link[3]] for link in links], dtype=np.int32),
        relation=np.array([relations.index(link[1]) for link in links], dtype=np.int16),
        confidence=np.array([link[4] for link in links], dtype=np.float32),
        since=tuple(link[5] for link in links), until=tuple(link[6] for link in links),
        link_sources=tuple(tuple(link[7]) for link in links))
