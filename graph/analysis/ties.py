"""Pairs with their chances, ranked; and the families between which pairs are looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from maillage.graph.analysis.projection import Pairs

Vector = NDArray[np.float64]
Places = NDArray[np.int64]


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

    def keys(self, order: str, level: float = 1.0, first: NDArray[np.bool_] | None = None) -> tuple[Vector, Vector]:
        """What ``ranked`` orders by, the least first: two numbers of each, shape (t,); equals stand as their rows do."""
        value = self.pairs.value
        leading = self.p if order == "surprise" else (self.p > level) - value / (1 + value)
        return leading if first is None else leading - 2.0 * first, -value if order == "surprise" else self.p

    def ranked(self, order: str, number: int, level: float = 1.0, first: NDArray[np.bool_] | None = None) -> Ties:
        """The best ``number``: by ``value``, those of p ≤ ``level`` before all others, or by ``surprise``, the least likely
        by chance first. Those of the mask ``first`` (t,) come before all.
        """
        leading, then = self.keys(order, level, first)
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


def joined(parts: Sequence[Ties]) -> Ties:
    """All of them, one after the other."""
    if not parts:
        places, values = np.zeros(0, dtype=np.int64), np.zeros(0)
        return Ties(Pairs(places, places, values, places), values, values)
    one, other, value, shared = (np.concatenate([getattr(part.pairs, name) for part in parts])
                                 for name in ("first", "second", "value", "shared"))
    return Ties(Pairs(one, other, value, shared), np.concatenate([part.p for part in parts]),
                np.concatenate([part.q for part in parts]))
