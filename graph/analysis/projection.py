"""Rows in pairs, by the weighted columns they share: block by block, never all pairs at once.

One complex sparse product gives both numbers of a pair: the weight of what it shares (real part) and how many columns
both hold outright (imaginary part).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from maillage.graph.analysis.incidence import Incidence

Vector = NDArray[np.float64]
Places = NDArray[np.int64]
BLOCK = 500_000  # pairs a block, at most: arrays that the processor keeps near
AHEAD = 1  # blocks worked out while another is looked at: numpy and scipy let threads run meanwhile
CHUNK = 100_000  # pairs looked up at once
# A column that all rows hold tells nothing: so little that it never counts beside another, and yet two rows that hold
# nothing else are the same.
NOTHING = 1e-100


@dataclass(frozen=True)
class Pairs:
    """``first`` < ``second``: rows; ``value``; ``shared``: how many columns both hold outright. Shape (t,) each."""

    first: Places
    second: Places
    value: Vector
    shared: Places

    def __len__(self) -> int:
        return len(self.first)

    def __getitem__(self, at: NDArray[np.bool_] | Places | slice) -> Pairs:
        return Pairs(self.first[at], self.second[at], self.value[at], self.shared[at])


@dataclass(frozen=True)
class Facet:
    """One incidence with a weight for each of its columns (c,), and the facet's own ``share`` in the whole."""

    name: str
    incidence: Incidence
    weights: Vector
    share: float


class Projection:
    """Pairs of the rows of ``facets``, which are the same in all of them.

    With ``ratio`` the value of a pair is, for each facet, the weight of what both hold over the weight of what either
    holds (weighted Jaccard, or Ruzicka where entries are below 1), averaged over the facets that either fills by their
    shares; without, the sum of the shared weights by their shares.
    """

    def __init__(self, facets: list[Facet], size: int, ratio: bool) -> None:
        self.facets, self.size, self.ratio = facets, size, ratio
        self._layers = [_layered(facet) for facet in facets]
        # The fullest last: then only one sum is of long rows. Those that hold nothing are left out.
        some = [at for at, layer in enumerate(self._layers) if layer.plain.nnz]
        self._order = sorted(some, key=lambda at: float(self._layers[at].products.sum())) if len(some) > 1 else some
        self._alone = len(some) == 1  # its share in the whole is all of it

    @cached_property
    def _fills(self) -> list[tuple[NDArray[np.uint8], Vector]]:
        filled = [(np.diff(self._layers[at].plain.indptr) > 0, self.facets[at].share) for at in self._order]
        return [_filled(filled[first:first + 8]) for first in range(0, len(filled), 8)]

    @property
    def direct(self) -> tuple[Places, Places]:
        """Degrees of rows and of columns, over all facets, counting what is held outright."""
        matrices = [facet.incidence.direct for facet in self.facets]
        rows = sum((np.diff(matrix.indptr) for matrix in matrices), np.zeros(self.size, dtype=np.int64))
        columns = [np.bincount(matrix.indices, minlength=matrix.shape[1]) for matrix in matrices]
        return rows.astype(np.int64), np.concatenate([np.zeros(0, dtype=np.int64), *columns])

    def blocks(self) -> Iterator[tuple[float, Pairs]]:
        """All pairs that share something, each once, in the order of their first rows, with the share of the work done before."""
        spans = list(self._spans())
        if len(spans) < 2:
            yield from ((share, self._block(start, end)) for share, start, end in spans)
            return
        with ThreadPoolExecutor(AHEAD, "pairs") as pool:
            begun = deque[tuple[float, Future[Pairs]]]()
            for share, start, end in spans:
                begun.append((share, pool.submit(self._block, start, end)))
                if len(begun) > AHEAD:
                    yield _done(begun)
            while begun:
                yield _done(begun)

    def _spans(self) -> Iterator[tuple[float, int, int]]:
        """Rows from, rows to, of blocks of BLOCK pairs at most; before each, the share of the work that comes before it."""
        if self.size * (self.size - 1) <= 4 * BLOCK:  # two blocks, which take as long as three halves of one
            yield from [(0.0, 0, self.size)] if self.size else []
            return
        products = sum((layer.products for layer in self._layers), np.zeros(self.size))
        start, done = 0, np.cumsum(np.minimum(products, self.size - np.arange(self.size)))
        while start < self.size:
            before = done[start - 1] if start else 0.0
            end = max(start + 1, int(np.searchsorted(done, before + BLOCK, "right")))
            yield before / max(1.0, float(done[-1])), start, end
            start = end

    def around(self, row: int) -> Pairs:
        """The pairs of one row, which stands first or second in them as in ``blocks``."""
        found = self._valued(row, row + 1, 0)
        found = found[found.second != row]
        swap = found.second < row
        return Pairs(np.where(swap, found.second, found.first), np.where(swap, found.first, found.second),
                     found.value, found.shared)

    def of(self, first: Places, second: Places) -> Pairs:
        """These pairs, in their order, with the sum of what they share (``ratio`` or not); nothing shared is 0."""
        total = self._both(first, second)
        value = np.where(total.real < 1e-12, 0.0, total.real)
        return Pairs(first, second, value, np.rint(total.imag).astype(np.int64))

    def meet(self, first: Places, second: Places) -> NDArray[np.bool_]:
        """Which of these pairs are among all that ``blocks`` gives."""
        meeting: NDArray[np.bool_] = self._both(first, second) != 0
        return meeting

    def _both(self, first: Places, second: Places) -> NDArray[np.complex128]:
        total = np.zeros(len(first), dtype=np.complex128)
        for start in range(0, len(first), CHUNK):
            part = slice(start, start + CHUNK)
            for facet, layer in zip(self.facets, self._layers, strict=True):
                both = layer.plain[first[part]].multiply(layer.plain[second[part]]) @ layer.weights
                total[part] += both.real * facet.share + 1j * both.imag
        return total

    def _block(self, start: int, end: int) -> Pairs:
        return self._valued(start, end, start, after=True)

    def _valued(self, start: int, end: int, beyond: int, after: bool = False) -> Pairs:
        """Rows from ``start`` to ``end`` with those from ``beyond`` on; ``after``: only with rows that come after them."""
        total = self._summed(start, end, beyond)
        row = np.repeat(np.arange(start, end), np.diff(total.indptr))
        column, both = np.add(total.indices, beyond, dtype=np.int64), total.data
        if after:
            kept = np.flatnonzero(column > row)
            row, column, both = row[kept], column[kept], both[kept]
        value = both.real / self._shares(row, column) if self.ratio and not self._alone else both.real.copy()
        value[value < 1e-12] = 0.0
        return Pairs(row, column, np.minimum(value, 1.0, out=value) if self.ratio else value, both.imag.astype(np.int64))

    def _summed(self, start: int, end: int, beyond: int) -> sparse.csr_array:
        total = None
        for index in self._order:
            layer = self._layers[index]
            product = _rows(layer.plain, start, end) @ _columns(layer.turned, beyond)
            if self.ratio:
                product = self._over_union(product, index, start, beyond)
            if not (self.ratio and self._alone):
                product.data.real *= self.facets[index].share
            total = product if total is None else total + product
        return sparse.csr_array((end - start, self.size - beyond), dtype=np.complex128) if total is None else total

    def _over_union(self, product: sparse.csr_array, index: int, start: int, beyond: int) -> sparse.csr_array:
        held = self._layers[index].held
        row = np.repeat(held[start:start + product.shape[0]], np.diff(product.indptr))
        union = row + held[beyond:][product.indices] - product.data.real
        product.data.real /= union
        return product

    def _shares(self, row: Places, column: Places) -> Vector:
        """The shares of the facets that either fills."""
        total = np.zeros(len(row))
        for fills, shares in self._fills:
            total += shares[fills[row] | fills[column]]
        return total


def _filled(parts: list[tuple[NDArray[np.bool_], float]]) -> tuple[NDArray[np.uint8], Vector]:
    """Eight facets as one byte for each row, a bit for each that it fills; and the sum of the shares for each byte."""
    bits, shares = np.zeros(len(parts[0][0]), dtype=np.uint8), np.zeros(256)
    for bit, (filled, share) in enumerate(parts):
        bits |= filled.astype(np.uint8) << bit
        shares[np.arange(256) >> bit & 1 == 1] += share
    return bits, shares


def _rows(matrix: sparse.csr_array, start: int, end: int) -> sparse.csr_array:
    """These rows, without a copy of what they hold."""
    low, high = matrix.indptr[[start, end]]
    return sparse.csr_array((matrix.data[low:high], matrix.indices[low:high], matrix.indptr[start:end + 1] - low),
                            shape=(end - start, matrix.shape[1]))


def _columns(matrix: sparse.csr_array, start: int) -> sparse.csr_array:
    """The columns from ``start`` on."""
    if start == 0:
        return matrix
    kept = matrix.indices >= start
    at, indptr = np.flatnonzero(kept), np.concatenate([[0], np.cumsum(kept)])[matrix.indptr]
    return sparse.csr_array((matrix.data[at], matrix.indices[at] - start, indptr),
                            shape=(matrix.shape[0], matrix.shape[1] - start))


def _done(begun: deque[tuple[float, Future[Pairs]]]) -> tuple[float, Pairs]:
    share, pairs = begun.popleft()
    return share, pairs.result()


@dataclass(frozen=True)
class _Layer:
    """``plain``: rows by layers, 0 and 1; ``weights``: of the layers, + i where they are held outright; ``turned``: both.

    ``held`` (P,): the weight of all that each row holds.
    """

    plain: sparse.csr_array
    weights: NDArray[np.complex128]
    turned: sparse.csr_array
    held: Vector

    @cached_property
    def products(self) -> Vector:
        """How many entries share a layer with those of each row (P,)."""
        products: Vector = self.plain @ np.diff(self.turned.indptr).astype(np.float64)
        return products

    @classmethod
    def of(cls, plain: sparse.csr_array, weights: NDArray[np.complex128]) -> _Layer:
        turned = plain.T.tocsr()
        repeated = np.repeat(weights, np.diff(turned.indptr))
        weighted = sparse.csr_array((repeated, turned.indices, turned.indptr), shape=turned.shape)
        return cls(plain, weights, weighted, plain @ weights.real)


def _layered(facet: Facet) -> _Layer:
    """The incidence as 0 and 1, a column for each level that entries of one column reach, and the same with weights.

    The least of two entries is the sum of the steps between levels that both reach: so a product gives it.
    """
    matrix = facet.incidence.matrix
    if (matrix.data >= 1).all():
        return _Layer.of(matrix, np.maximum(facet.weights, NOTHING) + 1j)
    level = np.unique(matrix.indices + (1.0 - matrix.data) * 0.5)  # column, then from 1 downwards, all within [c, c + 0.5[
    column = np.floor(level).astype(np.int64)
    height = 1.0 - (level - column) * 2
    below = np.append(np.where(column[1:] == column[:-1], height[1:], 0.0), 0.0) if len(level) else height
    weights = np.maximum(facet.weights[column] * (height - below), NOTHING) + 1j * (height > 1 - 1e-9)
    own = np.searchsorted(level, matrix.indices + (1.0 - matrix.data) * 0.5)
    last = np.searchsorted(column, matrix.indices, "right")
    count = last - own  # the layer an entry reaches, and all those under it
    layer = np.repeat(own - np.cumsum(count) + count, count) + np.arange(count.sum())
    indptr = np.concatenate([[0], np.cumsum(count)])[matrix.indptr]
    return _Layer.of(sparse.csr_array((np.ones(len(layer)), layer, indptr), shape=(matrix.shape[0], len(level))), weights)
