"""Taking the snapshot: all entities, then all links, into columns.

What many have in common (their type, their sources, no dates) is said once for all of them, the rest as whole columns.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from maillage.graph.collecting import never_collected
from maillage.graph.snapshot import Snapshot
from maillage.graph.sweep import sweep, sweep_links

if TYPE_CHECKING:
    from maillage.graph.store import Store

Places: TypeAlias = NDArray[np.intp]
Objects: TypeAlias = NDArray[np.object_]
# A null would leave a gap in a column.
UNKNOWN = -1
# The number of an entity that no longer has one.
GONE = -1
# The end of a link that is left out.
NOWHERE = -2
NODES = """
MATCH (e:Entity) WHERE id(e) % $parts = $part
WITH e.type AS type, labels(e) AS labels, e.start AS start, e.end AS end, e.sources AS sources, e.level AS level,
  e.description IS NOT NULL AS described, e.name_en AS name_en, collect(id(e)) AS numbers, collect(e.id) AS ids,
  collect(e.name) AS names, collect(coalesce(e.population, -1)) AS populations
RETURN collect([type, labels, start, end, sources, level, described, name_en, numbers, ids, names, populations])
  AS rows
"""
LINKS = """
WITH type(r) AS relation, r.confidence AS confidence, r.since AS since, r.until AS until, r.sources AS sources,
  collect(id(e)) AS subjects, collect(id(o)) AS objects, collect(r.id) AS ids
RETURN collect([relation, confidence, since, until, sources, subjects, objects, ids]) AS rows
"""
NUMBERS = "MATCH (e:Entity) WHERE id(e) % $parts = $part RETURN collect([id(e), e.id]) AS rows"
SOURCES = "MATCH (s:Source) RETURN s.id AS id, s.title AS title, s.date AS date"


def take(store: Store, mark: int) -> Snapshot:
    """Reads all entities, then all links.

    Of an entity that a writer changes meanwhile, its links or itself may be missing; none comes twice.
    """
    with never_collected():  # millions of values that stay
        nodes, links = _Nodes(), _Links()
        for group in sweep(store, NODES):
            nodes.add(*group)
        for group in sweep_links(store, LINKS):
            links.add(*group)
        if store.mark() != mark:
            nodes.forget_moved(dict(sweep(store, NUMBERS)))
            links.forget_repeated()
        order = _one_each(nodes.ids, nodes.numbers)
        ends = _Ends(np.array(nodes.numbers, dtype=np.int64)[order])
        return Snapshot(mark=mark, ontology=store.ontology, **nodes.columns(order), **links.columns(ends),
                        sources={row["id"]: (row["title"], row["date"]) for row in store.stream(SOURCES)})


class _Groups:
    """What many have in common, held once for each combination of values."""

    def __init__(self, *names: str) -> None:
        self._names = names
        self._places: dict[tuple[Any, ...], int] = {}
        self._which = array("i")

    def add(self, values: tuple[Any, ...], count: int) -> None:
        """``values`` of the next ``count`` that come, in the order of the names."""
        self._which.extend(array("i", [self._places.setdefault(values, len(self._places))]) * count)

    def columns(self, order: Places) -> tuple[dict[str, Objects], Places]:
        """By name, one value for each combination that occurs; and which of them each of ``order`` has."""
        used, which = np.unique(np.array(self._which, dtype=np.int32)[order], return_inverse=True)
        held = list(self._places)
        return {name: _objects([held[one][place] for one in used]) for place, name in enumerate(self._names)}, which


class _Nodes:
    """Entities in the order in which they come; ``columns`` gives them in the order of ids."""

    def __init__(self) -> None:
        self.numbers = array("q")
        self.ids: list[str] = []
        self.names: list[str] = []
        self.populations = array("q")
        self.groups = _Groups("types", "labels", "starts", "ends", "node_sources", "levels", "described",
                              "names_en")

    def add(self, type: str, labels: Sequence[str], start: str | None, end: str | None, sources: Sequence[str],
            level: str | None, described: bool, name_en: str | None, numbers: list[int], ids: list[str], names: list[str],
            populations: list[int]) -> None:
        self.groups.add((type, tuple(labels), start, end, tuple(sources), level, described, name_en), len(ids))
        self.numbers.extend(numbers)
        self.ids += ids
        self.names += names
        self.populations.extend(populations)

    def forget_moved(self, now: dict[int, str]) -> None:
        """Takes the numbers from those that no longer have them: the engine may have given them to others."""
        self.numbers = array("q", [number if now.get(number) == id else GONE
                                   for number, id in zip(self.numbers, self.ids, strict=True)])

    def columns(self, order: Places) -> dict[str, Any]:
        columns, which = self.groups.columns(order)
        labels = columns.pop("labels")
        every = sorted({label for each in labels for label in each})
        populations = np.array(self.populations, dtype=np.int64)[order].tolist()
        return {"ids": tuple(_objects(self.ids)[order]), "names": tuple(_objects(self.names)[order]),
                "populations": tuple(None if found == UNKNOWN else found for found in populations),
                "members": {label: np.array([label in each for each in labels], dtype=np.bool_)[which] for label in every},
                **{name: tuple(column[which]) for name, column in columns.items()}}


class _Ends:
    """Where in the arrays the entity is that has a number: ``numbers`` are given in the order of ids."""

    def __init__(self, numbers: NDArray[np.int64]) -> None:
        self._order = np.argsort(numbers, kind="stable")
        self._sorted = numbers[self._order]

    def of(self, numbers: array[int]) -> NDArray[np.int32]:
        """A position for each, -1 where no entity has the number."""
        asked = np.array(numbers, dtype=np.int64)
        if not len(self._sorted):
            return np.full(len(asked), -1, dtype=np.int32)
        near = np.minimum(np.searchsorted(self._sorted, asked), len(self._sorted) - 1)
        return np.where(self._sorted[near] == asked, self._order[near], -1).astype(np.int32)


class _Links:
    """Links in the order in which they come; ``columns`` gives them in the order of ids."""

    def __init__(self) -> None:
        self.subjects, self.objects = array("q"), array("q")
        self.ids: list[str] = []
        self.groups = _Groups("relation", "confidence", "since", "until", "link_sources")

    def add(self, relation: str, confidence: float, since: str | None, until: str | None, sources: Sequence[str],
            subjects: list[int], objects: list[int], ids: list[str]) -> None:
        self.groups.add((relation, confidence, since, until, tuple(sources)), len(ids))
        self.subjects.extend(subjects)
        self.objects.extend(objects)
        self.ids += ids

    def forget_repeated(self) -> None:
        """Leaves one of each id, as it came last: a link made anew meanwhile may have been met under two numbers."""
        last = {id: place for place, id in enumerate(self.ids)}
        self.subjects = array("q", [number if last[id] == place else NOWHERE
                                    for place, (number, id) in enumerate(zip(self.subjects, self.ids, strict=True))])

    def columns(self, ends: _Ends) -> dict[str, Any]:
        """Without links of entities that came after the others were read."""
        source, target = ends.of(self.subjects), ends.of(self.objects)
        order = _order(self.ids)
        order = order[((source >= 0) & (target >= 0))[order]]
        columns, which = self.groups.columns(order)
        found, confidence = columns.pop("relation"), columns.pop("confidence")
        relations = sorted(set(found))
        return {"relations": tuple(relations), "source": source[order], "target": target[order],
                "relation": np.array([relations.index(name) for name in found], dtype=np.int16)[which],
                "confidence": confidence.astype(np.float32)[which], "link_ids": tuple(_objects(self.ids)[order]),
                **{name: tuple(column[which]) for name, column in columns.items()}}


def _one_each(ids: Sequence[str], numbers: Sequence[int]) -> Places:
    """The order of ids, each once: one made anew meanwhile was met under both its numbers, and the one that holds is kept."""
    if len(set(ids)) == len(ids):
        return _order(ids)
    kept = {ids[place]: place for place in sorted(range(len(ids)), key=lambda place: numbers[place] != GONE)}
    return np.array([kept[id] for id in sorted(kept)], dtype=np.intp)


def _order(ids: Sequence[str]) -> Places:
    return np.array(sorted(range(len(ids)), key=ids.__getitem__), dtype=np.intp)


def _objects(values: Sequence[Any]) -> Objects:
    """As an array, so that one indexing orders them; a tuple stays one value."""
    return np.fromiter(values, dtype=np.object_, count=len(values))
