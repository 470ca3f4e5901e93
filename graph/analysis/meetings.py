"""Convergent or not, linked or not: the four quadrants in which every pair of practices stands.

Two practices are linked when a link joins them, when one is part of the other, when an actor takes part in both, or when
both are part of one whole. An actor or a whole that reaches nearly everything links nothing: who is everywhere makes
nobody meet.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from functools import partial

import numpy as np

from maillage.graph.analysis.convergences import Convergences, Converging, convergences, parts_and_wholes
from maillage.graph.analysis.incidence import Incidence, Places, actors, linked, wholes
from maillage.graph.analysis.kept import kept
from maillage.graph.analysis.options import option
from maillage.graph.analysis.progress import tell
from maillage.graph.analysis.projection import Facet, Pairs, Projection
from maillage.graph.analysis.selection import Mask
from maillage.graph.analysis.tested import Best, Order
from maillage.graph.analysis.ties import Ties
from maillage.graph.snapshot import Snapshot

MOST_LISTED = 50_000  # pairs of one list: it is kept for each level that is asked for
FEW = 10  # who brings together no more practices than this is never taken for being everywhere
QUADRANTS = ("alliance", "missed_meeting", "alliance_of_difference", "strangers")


@dataclass(frozen=True)
class Meeting(Converging):
    """When two practices converge, and when they are linked."""

    level: float = option(0.05, "Convergentes : partage dont le hasard a moins que cette chance",
                          "Convergent: shared so that chance has less than this probability", low=0.0001, high=1)
    corrected: bool = option(False, "Corriger ce seuil du nombre de paires (Benjamini–Hochberg)",
                             "Correct that level for the number of pairs (Benjamini–Hochberg)")
    least: int = option(2, "Choses à partager au moins", "Things to share at least", low=1, high=100)
    everywhere: float = option(0.5, "Part des pratiques au-delà de laquelle un acteur ne relie plus",
                               "Share of practices beyond which an actor links no longer", low=0, high=1)
    carried: bool = option(True, "Compter les personnes pour leurs organisations", "Count persons for their organisations")


@dataclass(frozen=True)
class Listed:
    """``ties``: all ``total`` of them, or the first in the list's order where they are too many."""

    ties: Ties
    total: int

    @classmethod
    def of(cls, best: Best) -> Listed:
        return cls(best.ties(), best.total)


@dataclass(frozen=True)
class Meetings:
    """``together``: pairs by what links them through a third; ``outright``: the pairs, as numbers, that a link joins.

    ``ignored``: positions of the actors and wholes that reach too many practices to link any; ``unknown`` (P,): practices
    of which no actor at all is known, so that whom they meet cannot be told; ``key``: what all of that depends on.
    """

    converging: Convergences
    together: Projection
    outright: Places
    ignored: Places
    unknown: Mask
    asked: Meeting
    key: tuple[Hashable, ...]

    def linked(self, pairs: Pairs) -> Mask:
        """Mask of the pairs that are linked."""
        joined = np.isin(pairs.first * len(self.converging.rows) + pairs.second, self.outright)
        through: Mask = self.together.of(pairs.first, pairs.second).value > 0
        return joined | through

    def convergent(self, ties: Ties) -> Mask:
        """Mask of the pairs that share more than chance would have it, at the level asked for."""
        strong: Mask = (ties.q if self.asked.corrected else ties.p) <= self.asked.level
        return strong & (ties.pairs.shared >= self.asked.least)

    def known(self, pairs: Pairs) -> Mask:
        """Mask of the pairs of practices of both of which an actor is known."""
        mask: Mask = ~(self.unknown[pairs.first] | self.unknown[pairs.second])
        return mask

    @property
    def known_first(self) -> Order:
        """By value, the pairs of known actors before all others."""
        return Order(lambda ties: ties.keys("value", first=self.known(ties.pairs)))

    def counts(self) -> dict[str, int]:
        """How many pairs stand in each quadrant; together, all that there are."""
        alliance, missed = (self.listed(linked).total for linked in (True, False))
        different = self._linked_in_all() - alliance
        rest = self.converging.tested.families.possible - alliance - missed - different
        return dict(zip(QUADRANTS, (alliance, missed, different, rest), strict=True))

    def listed(self, linked: bool, known_first: bool = False) -> Listed:
        """The convergent pairs that are linked, or that are not, by value; ``known_first``: those of known actors before all.

        Kept for the snapshot's life; those of known actors first, only of the pairs that are not linked.
        """
        key = ("convergent", *self.key, self.asked.level, self.asked.corrected, self.asked.least)
        return kept(self.converging.seen.snapshot, key, self._listed)[linked, known_first]

    def around(self, row: int, linked: bool) -> Ties:
        """The same of one practice, all of them."""
        ties = self.converging.tested.around(row)
        ties = ties[self.convergent(ties)]
        return ties[self.linked(ties.pairs) == linked]

    def _listed(self) -> dict[tuple[bool, bool], Listed]:
        """Each list by whether its pairs are linked and whether those of known actors come first."""
        by_value = partial(Order, lambda ties: ties.keys("value"))
        orders = {(True, False): by_value(), (False, False): by_value(), (False, True): self.known_first}
        best = {which: Best([order], MOST_LISTED) for which, order in orders.items()}
        for ties in self.converging.tested.strong(self._level, self.asked.least):
            close = ties[self.convergent(ties)]
            met = self.linked(close.pairs)
            for (meeting, _), each in best.items():
                each.add(close[met == meeting])
        return {which: Listed.of(each) for which, each in best.items()}

    @property
    def _level(self) -> float:
        """The greatest p that the level asked for lets through."""
        chances = self.converging.tested.significance
        return float(chances.p[chances.q <= self.asked.level].max(initial=0.0)) if self.asked.corrected else self.asked.level

    def _linked_in_all(self) -> int:
        return kept(self.converging.seen.snapshot, ("linked", *self.key), self._count_linked)

    def _count_linked(self) -> int:
        families, size = self.converging.tested.families, len(self.converging.rows)
        number = 0
        for share, pairs in self.together.blocks():
            tell("links", share)
            number += int(families.has(pairs).sum())
        first, second = np.divmod(self.outright, max(1, size))
        alone = self.together.of(first, second)
        return number + int((families.has(alone) & (alone.value == 0)).sum())


def meetings(snapshot: Snapshot, asked: Meeting) -> Meetings:
    """The pairs of the selection, parts and wholes included. Raises BadWeight, UnknownTerm, NotFound, BadDate."""
    shared = Converging(asked.types, asked.facets, asked.territory, asked.since, asked.until, asked.source, asked.confidence,
                        asked.against, asked.weights, asked.discount, relatives=True)
    found = convergences(snapshot, shared)
    key = (shared, asked.everywhere, asked.carried)
    return Meetings(found, *kept(snapshot, ("meetings", *key), lambda: _links(found, asked)), asked, key)


def _links(found: Convergences, asked: Meeting) -> tuple[Projection, Places, Places, Mask]:
    seen, size = found.seen, len(found.rows)
    rows = np.zeros(len(seen.snapshot.ids), dtype=np.bool_)
    rows[found.rows] = True
    most = max(FEW, asked.everywhere * size)
    facets, ignored = [], []
    taking_part = actors(seen, rows, asked.carried)
    for name, held in (("actors", taking_part), ("wholes", wholes(seen, rows))):
        near = np.bincount(held.matrix.indices, minlength=len(held.columns)) <= most
        ignored.append(held.columns[~near])
        facets.append(Facet(name, _narrowed(held, near), np.ones(int(near.sum())), 1.0))
    entries = linked(seen, np.ones_like(seen.links), rows).matrix.tocoo()
    first, second = np.minimum(entries.row, entries.col).astype(np.int64), np.maximum(entries.row, entries.col)
    outright = np.union1d(first * size + second, parts_and_wholes(seen, rows))
    unknown = np.diff(taking_part.matrix.indptr) == 0
    return Projection(facets, size, ratio=False), outright, np.concatenate(ignored), unknown


def _narrowed(held: Incidence, columns: Mask) -> Incidence:
    """The columns asked for; what proves an entry is not kept."""
    none = np.zeros(0, dtype=np.int64)
    return Incidence(held.rows, held.columns[columns], held.matrix[:, np.flatnonzero(columns)], none, none)
