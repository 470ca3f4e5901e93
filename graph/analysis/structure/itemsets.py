"""Sets of things that come together in several rows: closed frequent itemsets, most frequent first.

The search is Uno's (LCM, 2004) by descending support, so that when it is cut what it has is
exactly the most frequent. A closed set is one to which nothing can be added without losing a row.
Only things that come together two by two often enough are tried together: a product of sparse matrices says which.
"""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import count
from typing import NamedTuple

import numpy as np
from scipy import sparse

from maillage.graph.analysis.progress import tell
from maillage.graph.analysis.structure.matrix import Matrix, blocks

# Sets of two or more looked at, also those too small to be asked for.
LOOKED = 50_000


@dataclass(frozen=True)
class Together:
    """``items`` ascending, and the ``rows`` (ascending) that hold them all."""

    items: tuple[int, ...]
    rows: tuple[int, ...]


class _Set(NamedTuple):
    items: frozenset[int]
    rows: frozenset[int]
    last: int


def together(rows: Sequence[Sequence[int]], *, least: int = 2, smallest: int = 2, most: int = 1000,
             looked: int = LOOKED) -> tuple[list[Together], bool]:
    """Closed sets of at least ``smallest`` items in at least ``least`` rows, the most frequent first.

    At most ``most`` of them, among the ``looked`` most frequent of two or more; the second value says whether there are more.
    """
    taken: list[Together] = []
    search, several = _Search(rows, least, alone=smallest < 2), 0
    for turn, found in enumerate(search.sets()):
        wanted, several = len(found.items) >= smallest, several + (len(found.items) > 1)
        if several > looked or (wanted and len(taken) == most):
            return taken, True
        if wanted:
            taken.append(Together(tuple(sorted(found.items)), tuple(sorted(found.rows))))
        if turn % 50 == 0:
            tell("patterns", max(len(taken) / most, several / looked, (turn - several) / max(len(search.items), 1)))
    return taken, False


class _Search:
    """``where[item]``: its rows. ``items``, ascending: those of enough rows and, unless sets of one are wanted, that come
    together with another one often enough; ``near`` (items, items) has a value for two that do.
    """

    def __init__(self, rows: Sequence[Sequence[int]], least: int, *, alone: bool) -> None:
        self.size, self.least = len(rows), max(1, least)
        held = [(item, row) for row, some in enumerate(rows) for item in set(some)]
        item, row = np.array(held, dtype=np.int64).reshape(-1, 2).T
        known, place, number = np.unique(item, return_inverse=True, return_counts=True)
        enough = number[place] >= self.least
        shape = int(known.max(initial=-1)) + 1, self.size
        matrix = sparse.csr_array((np.ones(int(enough.sum())), (item[enough], row[enough])), shape=shape)
        self.near = _near(matrix, self.least)
        partners = np.diff(self.near.indptr)[known] > 0
        self.items: list[int] = known[(number >= self.least) & (partners | alone)].tolist()
        rows_of = np.split(matrix.indices, matrix.indptr[1:-1])
        self.where = {each: frozenset(rows_of[each].tolist()) for each in self.items}

    def sets(self) -> Iterator[_Set]:
        """Every closed set once, by descending number of rows."""
        order = count()
        waiting: list[tuple[int, int, _Set]] = []
        if self.size >= self.least:
            whole = frozenset(range(self.size))
            common = frozenset(item for item in self.items if len(self.where[item]) == self.size)
            waiting.append((-self.size, next(order), _Set(common, whole, -1)))
        while waiting:
            found = heapq.heappop(waiting)[2]
            yield found
            for more in self._larger(found):
                heapq.heappush(waiting, (-len(more.rows), next(order), more))

    def _larger(self, found: _Set) -> Iterator[_Set]:
        """Sets that add one later item and what follows from it; what would follow from an earlier item is found there."""
        others = self._with_all(found.items)
        for item in others:
            if item <= found.last or item in found.items:
                continue
            rows = found.rows & self.where[item]
            if len(rows) >= self.least:
                near = others if found.items else self._with_all({item})
                items = found.items.union([item], (other for other in near if rows <= self.where[other]))
                if all(other in found.items for other in items if other < item):
                    yield _Set(items, rows, item)

    def _with_all(self, items: Collection[int]) -> list[int]:
        """What comes together often enough with each of ``items``, ascending; everything where there are none."""
        rows = [self.near.indices[self.near.indptr[item]:self.near.indptr[item + 1]] for item in items]
        rows.sort(key=len)
        shared = reduce(np.intersect1d, rows) if rows else self.items
        return [int(item) for item in shared]


def _near(matrix: Matrix, least: int) -> Matrix:
    """Which two rows of ``matrix``, values 1, share ``least`` columns; columns in order, no diagonal."""
    parts, turned = [sparse.csr_array((0, matrix.shape[0]))], sparse.csr_array(matrix.T)
    for block in blocks(matrix, turned):
        tell("pairs", block.start / matrix.shape[0])
        product = sparse.coo_array(matrix[block] @ turned)
        kept = (product.data >= least) & (product.row + block.start != product.col)
        parts.append(sparse.csr_array((product.data[kept], (product.row[kept], product.col[kept])), shape=product.shape))
    found = sparse.csr_array(sparse.vstack(parts, format="csr"))
    found.sort_indices()
    return found
