"""Betweenness (Freeman 1977): on how many of the shortest ways between two others each one stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from maillage.graph.analysis.progress import tell
from maillage.graph.analysis.structure.matrix import Floats, Ints, Matrix, degrees

# Up to this many nodes × ties, ways are followed from every node: some seconds.
EXACT = 500_000_000
# Numbers of one block of sources: nodes × sources, 8 bytes each in some five arrays.
AT_ONCE = 2_000_000
# A tie looked at one by one costs about as much as this many in a product of matrices.
LOOSE = 12
# Levels that an estimate follows before it stops at the sources it has: a chain has as many as nodes.
LEVELS = 20_000
DOUBT = 0.05
# Sources × ties of an estimate, some ten seconds of processor, and the sources between which it stays.
FOLLOWED = 200_000_000
FEWEST, MOST = 64, 1024
Levels: TypeAlias = NDArray[np.int32]


@dataclass(frozen=True)
class Betweenness:
    """``values`` of shape (n,), in pairs of others; ``error`` bounds what each may be off, 95 times in 100; 0 when exact.

    ``deviation`` (n,): the standard error of each, estimated from the sources; 0 when exact.
    ``sources`` says from how many of the n nodes ways were followed.
    """

    values: Floats
    error: Floats
    deviation: Floats
    sources: int


def betweenness(ties: Matrix, *, seed: int = 0, pivots: int | None = None, exact: int | None = None) -> Betweenness:
    """Exact where nodes × ties is at most ``exact`` (by default ``EXACT``), else estimated from ``pivots`` nodes drawn without
    replacement: by default ``MOST``, fewer (never under ``FEWEST``) where so many would follow more than ``FOLLOWED`` ties.

    The estimate is Brandes and Pich's (2007): n/k times the sum over the k drawn. The bound on its error is Maurer and
    Pontil's empirical Bernstein inequality (2009), since from one source nobody stands on the ways to more than n − 2.
    ``ties`` is symmetric with values 1, without a diagonal.
    """
    size = ties.shape[0]
    pivots = pivots or int(np.clip(FOLLOWED // max(ties.nnz // 2, 1), FEWEST, MOST))
    if size * ties.nnz // 2 <= (EXACT if exact is None else exact) or pivots >= size:
        return Betweenness(_summed(ties, np.arange(size))[0] / 2, np.zeros(size), np.zeros(size), size)
    drawn = np.random.default_rng(seed).choice(size, pivots, replace=False)
    total, squares, count = _summed(ties, drawn, LEVELS)
    error, deviation = _bound(total, squares, count, size), np.sqrt(_variance(total, squares, count) * (1 / count - 1 / size))
    return Betweenness(total / count * size / 2, error * size / 2, deviation * size / 2, count)


def _summed(ties: Matrix, sources: Ints, levels: int | None = None) -> tuple[Floats, Floats, int]:
    """Sums over sources of dependencies and of their squares, and how many sources ``levels`` were enough for."""
    total, squares, walked, start = np.zeros(ties.shape[0]), np.zeros(ties.shape[0]), 0, 0
    block = max(1, AT_ONCE // max(ties.nnz // 8, ties.shape[0], 1))
    while start < len(sources) and (levels is None or walked < levels):
        found, depth = dependencies(ties, sources[start : start + block])
        total += found.sum(axis=1)
        squares += (found**2).sum(axis=1)
        walked, start = walked + depth, min(start + block, len(sources))
        tell("betweenness", start / len(sources))
    return total, squares, start


def _bound(total: Floats, squares: Floats, count: int, size: int) -> Floats:
    doubt, variance = np.log(4 / DOUBT), _variance(total, squares, count)
    return np.asarray(np.sqrt(2 * variance * doubt / count) + 7 * (size - 2) * doubt / (3 * max(count - 1, 1)))


def _variance(total: Floats, squares: Floats, count: int) -> Floats:
    return np.asarray(np.maximum(squares / count - (total / count) ** 2, 0) * count / max(count - 1, 1))


def dependencies(ties: Matrix, sources: Ints) -> tuple[Floats, int]:
    """How many of each source's shortest ways pass each node, ways to one end counting 1 together: shape (n, sources).

    The second value is the number of levels.

    Brandes's algorithm (2001), level by level for all sources at once: by a product of matrices where many stand on a
    level, tie by tie where few do.
    """
    shape = ties.shape[0], len(sources)
    walk = _Walk(ties, np.full(shape, -1, dtype=np.int32), np.zeros(shape), np.zeros(shape))
    walk.level[sources, np.arange(len(sources))] = 0
    walk.ways[sources, np.arange(len(sources))] = 1
    fronts = [sources * len(sources) + np.arange(len(sources))]
    while len(fronts[-1]):
        fronts.append(walk.forth(fronts[-1], len(fronts)))
    for depth in range(len(fronts) - 1, 0, -1):
        walk.back(fronts[depth], depth)
    walk.passed[sources, np.arange(len(sources))] = 0
    return walk.passed, len(fronts)


@dataclass(frozen=True)
class _Walk:
    """All of shape (n, sources): steps from the source (−1: not reached), numbers of ways, and what passes.

    A front lists the places of one level, as positions in the flattened arrays.
    """

    ties: Matrix
    level: Levels
    ways: Floats
    passed: Floats

    def forth(self, front: Ints, depth: int) -> Ints:
        """The next front."""
        return self._forth_by_product(depth) if self._crowded(front) else self._forth_by_tie(front, depth)

    def back(self, front: Ints, depth: int) -> None:
        """What passes this front passes, in parts, those before it."""
        share = (1 + self.passed.flat[front]) / self.ways.flat[front]
        if self._crowded(front):
            spread = np.zeros(self.ways.shape)
            spread.flat[front] = share
            self.passed[:] += np.where(self.level == depth - 1, self.ways * np.asarray(self.ties @ spread), 0)
        else:
            start, end = self._steps(front)
            before = self.level.flat[end] == depth - 1
            start, end = start[before], end[before]
            np.add.at(self.passed.reshape(-1), end, self.ways.flat[end] * share[start])

    def _crowded(self, front: Ints) -> bool:
        steps = int(degrees(self.ties)[front // self.level.shape[1]].sum())
        return bool(steps * LOOSE > self.ties.nnz * self.level.shape[1])

    def _forth_by_product(self, depth: int) -> Ints:
        reached = np.asarray(self.ties @ np.where(self.level == depth - 1, self.ways, 0))
        fresh = np.flatnonzero((self.level < 0) & (reached > 0))
        self.level.flat[fresh], self.ways.flat[fresh] = depth, reached.flat[fresh]
        return fresh

    def _forth_by_tie(self, front: Ints, depth: int) -> Ints:
        start, end = self._steps(front)
        fresh = self.level.flat[end] < 0
        places, which = np.unique(end[fresh], return_inverse=True)
        self.level.flat[places] = depth
        self.ways.flat[places] = np.bincount(which, self.ways.flat[front[start[fresh]]], minlength=len(places))
        return places

    def _steps(self, front: Ints) -> tuple[Ints, Ints]:
        """Every tie of every place of ``front``: which of them, and the place it leads to."""
        node, source = np.divmod(front, self.level.shape[1])
        begin, count = self.ties.indptr[node].astype(np.int64), degrees(self.ties)[node]
        start = np.repeat(np.arange(len(front)), count)
        within = np.arange(len(start)) - np.repeat(np.cumsum(count) - count, count)
        return start, self.ties.indices[begin[start] + within].astype(np.int64) * self.level.shape[1] + source[start]
