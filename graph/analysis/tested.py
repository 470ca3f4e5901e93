"""All pairs of a projection, tested against the null model in one pass, and those worth keeping at hand.

Pairs may be many millions, of which a ranking shows the first few. Every pair is looked at once, block by block, to be
tested and counted; only the best of each order are held, and up to where they are complete is known, so that an answer
taken from them is exact, or the pairs are gone through again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from maillage.graph.analysis.null_model import fit
from maillage.graph.analysis.progress import tell
from maillage.graph.analysis.projection import Pairs, Projection
from maillage.graph.analysis.significance import Counting, Significance
from maillage.graph.analysis.ties import Families, Ties, joined

Vector = NDArray[np.float64]
Mask = NDArray[np.bool_]
Places = NDArray[np.int64]
MOST_KEPT = 1_000_000
# What is kept as strong: the usual level, and two things in common at least.
LEVEL, LEAST = 0.05, 2


class Place(NamedTuple):
    """Where a pair stands in an order, the first having the least: two numbers, then its rows."""

    lead: float
    then: float
    first: int
    second: int


class Order:
    """One order of ties: who stands at or before ``floor`` is held; None while all are.

    ``sieve(ties, lead)`` is a mask, quickly made, of all whose leading number may be ``lead`` or less, and perhaps of others.
    """

    def __init__(self, keys: Callable[[Ties], tuple[Vector, Vector]], sieve: Callable[[Ties, float], Mask] | None = None) -> None:
        self.keys, self.floor = keys, cast("Place | None", None)
        self._sieve = sieve or (lambda ties, lead: np.ones(len(ties), dtype=np.bool_))

    def perhaps(self, ties: Ties) -> Mask:
        """Which of later pairs may stand before the floor; quicker to tell than which do."""
        return self._sieve(ties, np.inf if self.floor is None else self.floor.lead)

    def before(self, ties: Ties) -> Mask:
        """Which of later pairs stand before the floor. They come in the order of their rows, so that equals stand after it."""
        lead, then = self.keys(ties)
        if self.floor is None:
            return np.isfinite(lead)
        before: Mask = (lead < self.floor.lead) | ((lead == self.floor.lead) & (then < self.floor.then))
        return before

    def leading(self, ties: Ties, number: int) -> Places:
        """The places of the first ``number``, where there are more; the last one is the new floor."""
        lead, then = self.keys(ties)
        edge = np.partition(lead, number - 1)[number - 1]
        if not np.isfinite(edge):
            return np.flatnonzero(np.isfinite(lead))
        clear, equal = np.flatnonzero(lead < edge), np.flatnonzero(lead == edge)
        pairs = ties.pairs
        equal = equal[np.lexsort((pairs.second[equal], pairs.first[equal], then[equal]))][:number - len(clear)]
        last = int(equal[-1])
        self.floor = Place(float(edge), float(then[last]), int(pairs.first[last]), int(pairs.second[last]))
        return np.concatenate([clear, equal])

    def holds(self, ties: Ties) -> bool:
        """Whether the last of ``ties``, and all that could stand before it, are held."""
        if self.floor is None:
            return True
        lead, then = self.keys(ties)
        return Place(float(lead[-1]), float(then[-1]), int(ties.pairs.first[-1]), int(ties.pairs.second[-1])) <= self.floor


class Orders(NamedTuple):
    """The orders in which the best of all pairs are held, with how far each is complete."""

    value: Order
    surprise: Order
    strong: Order


def _orders() -> Orders:
    return Orders(
        Order(lambda ties: ties.keys("value"), lambda ties, lead: ties.pairs.value >= _least(lead)),
        Order(lambda ties: ties.keys("surprise"), lambda ties, lead: ties.p <= lead),
        Order(lambda ties: (np.where(_strong(ties), -ties.pairs.value, np.inf), ties.p),
              lambda ties, lead: _strong(ties) & (ties.pairs.value >= -lead)))


def _least(lead: float) -> float:
    """A value v whose -v / (1 + v) is more than ``lead`` whatever the rounding; none is where it is too great to tell."""
    return -lead / (1 + lead) * 0.999 if -1 + 1e-9 < lead <= 0 else -np.inf


class Best:
    """Ties as they come: all up to ``most``, beyond that the best of each of ``orders``, at least most / (2 · orders) of each.

    Of one order, those held are the first of all.
    """

    def __init__(self, orders: Sequence[Order], most: int) -> None:
        self.total = 0
        self._orders, self._most = orders, most
        self._parts: list[Ties] = []
        self._full = False

    def add(self, ties: Ties) -> None:
        """``ties`` in the order of their rows, none of a row that came before."""
        self.total += len(ties)
        self._parts.append(self._best_of(ties) if self._full else ties)
        if sum(map(len, self._parts)) > self._most:
            self._cut()

    def ties(self) -> Ties:
        return joined(self._parts)

    def _best_of(self, ties: Ties) -> Ties:
        """Those that stand before the floor of one order at least."""
        some = ties[np.flatnonzero(_any([order.perhaps(ties) for order in self._orders]))]
        return some[_any([order.before(some) for order in self._orders])]

    def _cut(self) -> None:
        """Half of the room is left free, the other half is shared out among the orders."""
        ties, self._full = self.ties(), True
        chosen = np.zeros(len(ties), dtype=np.bool_)
        for order in self._orders:
            chosen[order.leading(ties, max(1, self._most // (2 * len(self._orders))))] = True
        self._parts = [ties[chosen]]


def _any(masks: Iterable[Mask]) -> Mask:
    """Where one of them is true."""
    first, *others = masks
    for mask in others:
        first |= mask
    return first


def _strong(ties: Ties) -> Mask:
    found: Mask = (ties.p <= LEVEL) & (ties.pairs.shared >= LEAST)
    return found


@dataclass(frozen=True)
class Tested:
    """``kept``: all ``total`` pairs that share something, or the best of them where they are too many (``cut``)."""

    projection: Projection
    families: Families
    significance: Significance
    kept: Ties
    total: int
    orders: Orders

    @property
    def cut(self) -> bool:
        return len(self.kept) < self.total

    def without(self, apart: Places) -> Tested:
        """The same but for these pairs, as ``Families`` numbers them: nothing else is worked out again."""
        families = replace(self.families, apart=apart)
        first, second = np.divmod(apart, max(1, len(families.one)))
        gone = self.families.of(self.projection.of(first, second)[self.projection.meet(first, second)])
        significance = self.significance.without(gone.first, gone.second, gone.shared, families.possible)
        left = families.of(self.kept.pairs)
        kept = Ties(left, *significance.of(left.first, left.second, left.shared))
        return replace(self, families=families, significance=significance, kept=kept, total=self.total - len(gone))

    def around(self, row: int) -> Ties:
        """All ties of one row."""
        return self._judged(self.projection.around(row))

    def ranked(self, order: str, number: int, level: float) -> Ties:
        """The best ``number`` of all pairs, as ``Ties.ranked`` orders them."""
        found = self.kept.ranked(order, number, level)
        whole = not self.cut or (len(found) == number and self._sure(found, order, level))
        return found if whole else self._best(lambda ties: ties.ranked(order, number, level))

    def strong(self, level: float, least: int) -> Iterator[Ties]:
        """Ties among which are all that have p ≤ ``level`` and share ``least``: those kept where that is sure, else all."""
        usual = level <= LEVEL and least >= LEAST and self.orders.strong.floor is None
        if usual or self._all_below(level):
            yield self.kept
        else:
            yield from self.blocks()

    def blocks(self) -> Iterator[Ties]:
        """All ties, worked out again where not all were kept."""
        if not self.cut:
            yield self.kept
            return
        for share, pairs in self.projection.blocks():
            tell("ranks", share)
            yield self._judged(pairs)

    def _sure(self, found: Ties, order: str, level: float) -> bool:
        """Whether no pair that is not kept could stand before the last of ``found``."""
        if order == "surprise":
            return self.orders.surprise.holds(found)
        listed, clear = self.orders.value.holds(found), bool(found.p[-1] <= level)
        return (listed and clear) or (self._all_below(level) and (listed or clear))

    def _all_below(self, level: float) -> bool:
        """Whether all ties of p ≤ ``level`` are kept."""
        return self.orders.surprise.floor is None or level < self.orders.surprise.floor.lead

    def _best(self, first: Callable[[Ties], Ties]) -> Ties:
        best = self.kept[:0]
        for ties in self.blocks():
            best = first(joined([best, first(ties)]))
        return best

    def _judged(self, pairs: Pairs) -> Ties:
        pairs = self.families.of(pairs)
        return Ties(pairs, *self.significance.of(pairs.first, pairs.second, pairs.shared))


def test(projection: Projection, families: Families) -> Tested:
    """Looks at all pairs once."""
    degrees, columns = projection.direct
    counting, orders = Counting(fit(degrees, columns), int(degrees.max(initial=0))), _orders()
    best = Best(orders, MOST_KEPT)
    for share, pairs in projection.blocks():
        tell("pairs", share)
        pairs = families.of(pairs)
        p = counting.add(pairs.first, pairs.second, pairs.shared)
        best.add(Ties(pairs, p, p))
    significance, found = counting.done(families.possible), best.ties().pairs
    kept = Ties(found, *significance.of(found.first, found.second, found.shared))
    return Tested(projection, families, significance, kept, best.total, orders)
