"""Networks as sparse matrices."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

if TYPE_CHECKING:
    Matrix: TypeAlias = sparse.csr_array[np.float64, tuple[int, int]]
else:
    Matrix = sparse.csr_array

Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int64]
Mask: TypeAlias = NDArray[np.bool_]
# Products of one block of rows: 12 bytes each while they last.
AT_ONCE = 8_000_000


def network(first: NDArray[Any], second: NDArray[Any], size: int, weights: Floats | None = None) -> Matrix:
    """The symmetric matrix of shape (size, size) of the ties between ``first`` and ``second``, positions of any length m.

    A tie that is said twice, or both ways round, weighs the sum of its weights (1 each by default); a tie to oneself is
    left out.
    """
    apart = first != second
    weight = np.ones(len(first)) if weights is None else weights
    ends = np.concatenate([first[apart], second[apart]]), np.concatenate([second[apart], first[apart]])
    return cleaned(sparse.csr_array((np.tile(weight[apart], 2), ends), shape=(size, size)))


def cleaned(matrix: Matrix) -> Matrix:
    """The same values with neither duplicates nor stored zeros, columns in order."""
    matrix.sum_duplicates()
    matrix.eliminate_zeros()
    return matrix


def binary(matrix: Matrix) -> Matrix:
    """1 where ``matrix`` has a value."""
    return sparse.csr_array((np.ones(matrix.nnz), matrix.indices, matrix.indptr), shape=matrix.shape)


def upper(matrix: Matrix) -> tuple[Ints, Ints, Floats]:
    """Each tie of a symmetric matrix once: first ends, second ends, weights, all of shape (m,)."""
    ties = sparse.triu(matrix, k=1, format="coo")
    return ties.row.astype(np.int64), ties.col.astype(np.int64), ties.data


def degrees(matrix: Matrix) -> Ints:
    """How many values each row holds."""
    return np.diff(matrix.indptr).astype(np.int64)


def sums(matrix: Matrix) -> Floats:
    """The sum of each row."""
    return np.asarray(matrix.sum(axis=1), dtype=np.float64).ravel()


def masked_sums(left: Matrix, right: Matrix, mask: Matrix) -> Floats:
    """The row sums of ``(left @ right) * mask``, shape (rows of left,), in blocks so that the product is never held whole."""
    found = np.zeros(left.shape[0])
    for block in blocks(left, right):
        found[block] = sums((left[block] @ right).multiply(mask[block]).tocsr())
    return found


def blocks(left: Matrix, right: Matrix, at_once: int = AT_ONCE) -> Iterator[slice]:
    """Slices of the rows of ``left`` whose product with ``right`` costs about ``at_once`` multiplications at most."""
    cost = np.concatenate([[0.0], np.cumsum(sums(_weighed(left, degrees(right))))])
    start, rows = 0, left.shape[0]
    while start < rows:
        end = int(np.searchsorted(cost, cost[start] + at_once, side="right")) - 1
        end = min(max(end, start + 1), rows)
        yield slice(start, end)
        start = end


def _weighed(left: Matrix, cost: Ints) -> Matrix:
    return sparse.csr_array((cost[left.indices].astype(np.float64), left.indices, left.indptr), shape=left.shape)
