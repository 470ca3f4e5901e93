"""All pairs of a projection that share something, tested against the null model, and those worth keeping at hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from maillage.graph.analysis.null_model import fit
from maillage.graph.analysis.progress import tell
from maillage.graph.analysis.projection import Pairs, Projection
from maillage.graph.analysis.significance import Significance, tested

Vector = NDArray[np.float64]
Places = NDArray[np.int64]
MOST_KEPT = 2_000_000


@dataclass(frozen=True)
class Ties:
    """Pairs with their p- and q-values, in the same order; shape (t,) each."""

    pairs: Pairs
    p: Vector
    q: Vector

    def __len__(self) -> int:
        return len(self.p)

    def __getitem__(self, at: NDArray[np.bool_] | Places | slice) -> Ties:
        return Ties(self.pairs[at], self.p[at], self.q[at])

    def ranked(self, order: str, number: int, level: float = 1.0, first: NDArray[np.bool_] | None = None) -> Ties:
        """The best ``number``: by ``value``, those of p ≤ ``level`` before all others, or by ``surprise``, the least likely
        by chance first. Those of the mask ``first`` (t,) come before all.
        """
        leading = self.p if order == "surprise" else (self.p > level) - self.pairs.value / (1 + self.pairs.value)
        if first is not None:
            leading = leading - 2.0 * first
        then = -self.pairs.value if order == "surprise" else self.p
        at = np.arange(len(self))
        if len(self) > number:
            at = np.flatnonzero(leading <= np.partition(leading, number - 1)[number - 1])
        order_of = np.lexsort((self.pairs.second[at], self.pairs.first[at], then[at], leading[at]))
        return self[at[order_of[:number]]]


@dataclass(frozen=True)
class Families:
    """Which pairs are looked at: one row of each family, masks (P,), which may overlap, but for the pairs ``apart``.

    A pair is the number first · P + second, first < second; ``apart`` is ascending, without repetition.
    """

    one: NDArray[np.bool_]
    other: NDArray[np.bool_]
    apart: Places

    def of(self, pairs: Pairs) -> Pairs:
        """The pairs looked at, among these."""
        everybody = self.one.all() and self.other.all() and not len(self.apart)
        return pairs if everybody else pairs[self.has(pairs)]

    def has(self, pairs: Pairs) -> NDArray[np.bool_]:
        """Mask of the pairs looked at."""
        met = self._met(pairs.first, pairs.second)
        return met & ~np.isin(pairs.first * len(self.one) + pairs.second, self.apart) if len(self.apart) else met

    def _met(self, first: Places, second: Places) -> NDArray[np.bool_]:
        met: NDArray[np.bool_] = (self.one[first] & self.other[second]) | (self.other[first] & self.one[second])
        return met

    @property
    def possible(self) -> int:
        """How many pairs there are in all."""
        both = int((self.one & self.other).sum())
        apart = int(self._met(*np.divmod(self.apart, max(1, len(self.one)))).sum())
        return int(self.one.sum()) * int(self.other.sum()) - both - both * (both - 1) // 2 - apart


@dataclass(frozen=True)
class Tested:
    """``kept``: all ``total`` pairs that share something, or the best of them where they are too many (``cut``)."""

    projection: Projection
    families: Families
    significance: Significance
    kept: Ties
    total: int

    @property
    def cut(self) -> bool:
        return len(self.kept) < self.total

    def around(self, row: int) -> Ties:
        """All ties of one row."""
        return self._judged(self.projection.around(row))

    def blocks(self) -> Iterator[Ties]:
        """All ties, worked out again where not all were kept."""
        if not self.cut:
            yield self.kept
            return
        for share, pairs in self.projection.blocks():
            tell("pairs", share)
            yield self._judged(pairs)

    def _judged(self, pairs: Pairs) -> Ties:
        pairs = self.families.of(pairs)
        return Ties(pairs, *self.significance.of(pairs.first, pairs.second, pairs.shared))


def test(projection: Projection, families: Families) -> Tested:
    """Looks at all pairs once to test them, and once more to rank them where they are more than can be held."""
    degrees, columns = projection.direct
    null = fit(degrees, columns)
    held: list[Pairs] = []
    total = 0

    def looked_at() -> Iterator[tuple[Places, Places, Places]]:
        nonlocal total
        for share, pairs in projection.blocks():
            tell("pairs", share)
            pairs = families.of(pairs)
            total += len(pairs)
            if total <= MOST_KEPT:
                held.append(pairs)
            yield pairs.first, pairs.second, pairs.shared

    significance = tested(null, looked_at(), families.possible, int(degrees.max(initial=0)))
    if total > MOST_KEPT:
        held = list(_best(projection, families, significance))
    kept = _joined(held)
    return Tested(projection, families, significance, Ties(kept, *significance.of(kept.first, kept.second, kept.shared)), total)


def _best(projection: Projection, families: Families, significance: Significance) -> Iterator[Pairs]:
    """The best pairs by value and by surprise: those of each block that may still be among them."""
    best = _joined([])
    for share, pairs in projection.blocks():
        tell("ranks", share)
        best = _joined([best, families.of(pairs)])
        if len(best) > MOST_KEPT:
            best = _leading(best, significance)
    yield best


def _leading(pairs: Pairs, significance: Significance) -> Pairs:
    half = MOST_KEPT // 4
    p, _ = significance.of(pairs.first, pairs.second, pairs.shared)
    chosen = np.zeros(len(pairs), dtype=np.bool_)
    chosen[np.argpartition(-pairs.value, half)[:half]] = True
    chosen[np.argpartition(p, half)[:half]] = True
    return pairs[chosen]


def _joined(parts: list[Pairs]) -> Pairs:
    places, values = np.zeros(0, dtype=np.int64), np.zeros(0)
    return Pairs(
        np.concatenate([places, *(part.first for part in parts)]), np.concatenate([places, *(part.second for part in parts)]),
        np.concatenate([values, *(part.value for part in parts)]), np.concatenate([places, *(part.shared for part in parts)]))
