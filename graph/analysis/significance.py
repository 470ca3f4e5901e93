"""How likely as many shared items would be by chance: p-values under the null model, and Benjamini–Hochberg over all pairs.

The chance of a pair depends only on its two degrees and on what it shares, so that each such case is worked out once.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from maillage.graph.analysis.null_model import NullModel
from maillage.graph.analysis.poisson_binomial import upper_tail
from maillage.graph.analysis.progress import tell

Vector = NDArray[np.float64]
Places = NDArray[np.int64]
CHUNK = 2_000_000  # numbers held at once
SMALL = 4_000_000  # keys below this are looked up in a table
MOST_CASES = 5_000  # pairs of degrees for which a list's share of chance is worked out exactly


@dataclass(frozen=True)
class Significance:
    """``keys`` (T,): each case that occurs, ascending, with how often, its ``p`` and its ``q`` (Benjamini–Hochberg)."""

    null: NullModel
    most: int
    keys: Places
    counts: Places
    p: Vector
    q: Vector

    def of(self, first: Places, second: Places, shared: Places) -> tuple[Vector, Vector]:
        """P and q of pairs of rows that share so many columns; 1 for those that share none."""
        at = _places(_keys(self.null, self.most, first, second, shared), shared, self.keys)
        return _values(self.p, at), _values(self.q, at)

    def without(self, first: Places, second: Places, shared: Places, pairs: int) -> Significance:
        """The same where these pairs are not looked at, and ``pairs`` are in all."""
        keys = _keys(self.null, self.most, first, second, shared)[shared > 0]
        counts = self.counts - np.bincount(np.searchsorted(self.keys, keys), minlength=len(self.keys))
        left = counts > 0
        keys, counts, p = self.keys[left], counts[left], self.p[left]
        return Significance(self.null, self.most, keys, counts, p, _adjusted(p, counts, pairs))

    def below(self, level: float) -> int:
        """How many of all pairs have p ≤ ``level``."""
        return int(self.counts[self.p <= level].sum())

    def by_chance(self, level: float, pairs: int) -> float:
        """How many of ``pairs`` would have p ≤ ``level`` if they came from this model; ``level`` of them where degrees are many.

        Networks with exactly the observed degrees vary less, so that it is a ceiling.
        """
        a, b = np.triu_indices(len(self.null.probability))
        if len(a) > MOST_CASES:
            return level * pairs
        both = self.null.probability[a] * self.null.probability[b]
        share, left = np.zeros(len(a)), np.arange(len(a))
        for v in range(1, self.most + 1):
            tail = upper_tail(both[left], self.null.count, np.full(len(left), v))
            share[left[tail <= level]] = tail[tail <= level]
            left = left[tail > level]
        size = np.bincount(self.null.rows, minlength=len(self.null.probability)).astype(np.float64)
        number = np.where(a == b, size[a] * (size[a] - 1) / 2, size[a] * size[b])
        return float(number @ share) * pairs / max(1.0, float(number.sum()))

    def expected(self, first: int, second: int) -> float:
        """How many columns two rows share on average under the null model."""
        one, other = self.null.probability[self.null.rows[[first, second]]]
        return float((one * other) @ self.null.count)


class Counting:
    """Cases as they occur, block by block; the chance of each is worked out once, when it is first met.

    ``most`` is at least the greatest number of columns a row holds.
    """

    def __init__(self, null: NullModel, most: int) -> None:
        self.null, self.most = null, most
        self._first, self._second = null.rows * (len(null.probability) * (most + 1)), null.rows * (most + 1)
        self._keys, self._counts, self._p = np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), np.zeros(0)

    def add(self, first: Places, second: Places, shared: Places) -> Vector:
        """P of these pairs, each of which must come once; 1 for those that share nothing."""
        keys = self._first[first]  # as ``_keys``, but for the order of the two degrees
        keys += self._second[second]
        keys += shared
        found, number = _counted(keys)
        fresh = found[~np.isin(found, self._keys)]
        known = np.concatenate([self._keys, fresh])
        order = np.argsort(known)
        self._p = np.concatenate([self._p, self._fresh(fresh)])[order]
        self._counts, self._keys = np.concatenate([self._counts, np.zeros_like(fresh)])[order], known[order]
        self._counts[np.searchsorted(self._keys, found)] += number
        return self._looked_up(keys)

    def _fresh(self, keys: Places) -> Vector:
        """P of cases met for the first time."""
        cases, at = np.unique(_either_way(self.null, self.most, keys), return_inverse=True)
        return _p_values(self.null, cases, self.most)[at]

    def _looked_up(self, keys: Places) -> Vector:
        if len(self._keys) and self._keys[-1] < SMALL:
            table = np.empty(int(self._keys[-1]) + 1)
            table[self._keys] = self._p
            return table[keys]
        return self._p[np.searchsorted(self._keys, keys)]

    def done(self, pairs: int) -> Significance:
        """Corrected for ``pairs`` tests, with those of pairs that share nothing."""
        some = self._keys % (self.most + 1) > 0
        keys, at, places = np.unique(_either_way(self.null, self.most, self._keys[some]), return_index=True, return_inverse=True)
        counts, p = np.bincount(places, self._counts[some], len(keys)).astype(np.int64), self._p[some][at]
        return Significance(self.null, self.most, keys, counts, p, _adjusted(p, counts, pairs))


def _places(keys: Places, shared: Places, known: Places) -> Places:
    """Where each key stands among ``known``, by a table where they are small; len(known) where it does not, or shares nothing."""
    none = len(known)
    if not none:
        return np.zeros(len(keys), dtype=np.int64)
    if known[-1] < SMALL:
        table = np.full(int(known[-1]) + 2, none)
        table[known] = np.arange(none)
        return np.where(shared > 0, table[np.minimum(keys, known[-1] + 1)], none)
    at = np.minimum(np.searchsorted(known, keys), none - 1)
    return np.where((shared > 0) & (known[at] == keys), at, none)


def _values(of: Vector, at: Places) -> Vector:
    """One value a place; 1 where there is none."""
    found: Vector = np.append(of, 1.0)[at]
    return found


def _counted(keys: Places) -> tuple[Places, Places]:
    """The different keys and how often each occurs; small numbers are counted without sorting."""
    if len(keys) and keys.max() <= len(keys):
        times = np.bincount(keys)
        found = np.flatnonzero(times)
        return found, times[found]
    return np.unique(keys, return_counts=True)


def _keys(null: NullModel, most: int, first: Places, second: Places, shared: Places) -> Places:
    a, b = null.rows[first], null.rows[second]
    keys: Places = (np.minimum(a, b) * len(null.probability) + np.maximum(a, b)) * (most + 1) + shared
    return keys


def _either_way(null: NullModel, most: int, keys: Places) -> Places:
    """Keys as ``_keys`` makes them, the lesser degree first, of keys whose two degrees stand as the pair's rows do."""
    pair, shared = np.divmod(keys, most + 1)
    a, b = np.divmod(pair, max(1, len(null.probability)))
    found: Places = (np.minimum(a, b) * len(null.probability) + np.maximum(a, b)) * (most + 1) + shared
    return found


def _p_values(null: NullModel, keys: Places, most: int) -> Vector:
    pair, shared = np.divmod(keys, most + 1)
    a, b = np.divmod(pair, max(1, len(null.probability)))
    p = np.empty(len(keys))
    step = max(1, CHUNK // max(1, len(null.count)))
    for start in range(0, len(keys), step):
        tell("p", start / len(keys))
        part = slice(start, start + step)
        both = null.probability[a[part]] * null.probability[b[part]]
        p[part] = upper_tail(both, null.count, shared[part])
    return _settled(p)


def _settled(p: Vector) -> Vector:
    """Twelve digits, all that are sure: equal chances are equal whatever else was worked out at the same time."""
    mantissa, exponent = np.frexp(p)
    settled: Vector = np.ldexp(np.round(mantissa * 2.0 ** 40) / 2.0 ** 40, exponent)
    return settled


def _adjusted(p: Vector, counts: Places, pairs: int) -> Vector:
    """q-values (Benjamini and Hochberg 1995) where ``p`` occurs ``counts`` times among ``pairs`` tests, the rest being 1."""
    order = np.argsort(p, kind="stable")
    rank = np.maximum(np.cumsum(counts[order]), 1)
    q = np.empty(len(p))
    q[order] = np.minimum(np.minimum.accumulate((p[order] * pairs / rank)[::-1])[::-1], 1.0)
    return q
