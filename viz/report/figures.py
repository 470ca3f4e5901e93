"""The pictures of a report: who takes part in what, and which practices do not meet."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from maillage.graph.analysis.result import Analysis
from maillage.graph.snapshot import Snapshot
from maillage.viz.report.document import Figure
from maillage.viz.report.maps import Thing, Tie, network
from maillage.viz.report.words import number, say

Places = NDArray[np.int64]

MOST_THINGS = 90
MOST_TIES = 400
MOST_AROUND = 8  # so many of those that one thing is linked to are drawn with it


def takers_map(part: Snapshot, lang: str) -> Iterator[Figure]:
    """Practices and actors with the links that the ontology reads as cooperation; nothing where there is none."""
    at = np.flatnonzero(part.reading("cooperation"))
    degree = np.bincount(part.source[at], minlength=len(part.ids)) + np.bincount(part.target[at], minlength=len(part.ids))
    chosen = _chosen(part, at, degree)
    if not chosen:
        return
    place = {int(index): number for number, index in enumerate(chosen)}
    ends = sorted({tuple(sorted((place[int(a)], place[int(b)]))) for a, b in zip(part.source[at], part.target[at], strict=True)
                   if int(a) in place and int(b) in place and a != b})
    things = [Thing(part.name(index, lang), part.types[index], float(degree[index])) for index in chosen]
    caption = say("map", lang, shown=len(things), all=number(int((degree > 0).sum()), lang))
    yield Figure(network(things, [Tie(a, b) for a, b in ends[:MOST_TIES]], part.ontology, caption), caption,
                 tuple(thing.name for thing in things))


def _chosen(part: Snapshot, at: Places, degree: Places) -> list[int]:
    """The best linked, each with some of those it is linked to: without them most would stand alone."""
    near: dict[int, list[int]] = {}
    for one, other in zip(part.source[at].tolist(), part.target[at].tolist(), strict=True):
        near.setdefault(one, []).append(other)
        near.setdefault(other, []).append(one)
    chosen: dict[int, None] = {}
    for index in sorted(near, key=lambda each: (-degree[each], each)):
        around = sorted(set(near[index]), key=lambda each: (-degree[each], each))[:MOST_AROUND]
        chosen.update(dict.fromkeys([index, *around]))
        if len(chosen) >= MOST_THINGS - 1:  # one more would stand there without its neighbours
            break
    return list(chosen)[:MOST_THINGS]


def meetings_map(part: Snapshot, missed: Analysis, lang: str) -> Iterator[Figure]:
    """The practices of the missed meetings, dashed lines between them; full ones where two share an actor."""
    pairs = [(each.entities[0].id, each.entities[1].id) for each in missed.findings if len(each.entities) == 2]
    ids = sorted({id for pair in pairs for id in pair})
    if not ids:
        return
    position = {id: index for index, id in enumerate(part.ids)}
    place, at = {id: number for number, id in enumerate(ids)}, [position[id] for id in ids]
    count = np.bincount([place[id] for pair in pairs for id in pair], minlength=len(ids))
    things = [Thing(part.name(index, lang), part.types[index], 3.0 * float(weight))
              for index, weight in zip(at, count, strict=True)]
    ties = [Tie(place[a], place[b], missed=True) for a, b in pairs] + [Tie(a, b) for a, b in _together(part, at)]
    caption = say("missed_map", lang)
    yield Figure(network(things, ties, part.ontology, caption), caption, tuple(thing.name for thing in things))


def _together(part: Snapshot, at: list[int]) -> list[tuple[int, int]]:
    """Pairs of these practices, by their place in ``at``, that have an actor in common."""
    ties = part.reading("cooperation")
    actors = [set(part.source[ties & (part.target == index)].tolist()) for index in at]
    return [(a, b) for a in range(len(at)) for b in range(a + 1, len(at)) if actors[a] & actors[b]]
