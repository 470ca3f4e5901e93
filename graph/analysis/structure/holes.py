"""Structural holes (Burt, *Structural Holes*, 1992), with networkx's definitions of them."""

from __future__ import annotations

import numpy as np
from scipy import sparse
from scipy.sparse import csgraph

from maillage.graph.analysis.structure.matrix import Floats, Ints, Mask, Matrix, binary, blocks, degrees, masked_sums, sums


def constraint(ties: Matrix, rows: Ints | None = None) -> Floats:
    """How much each one's contacts are tied among themselves: Σ_j (p_ij + Σ_q p_iq p_qj)², j among i's contacts.

    ``ties`` is symmetric, of shape (n, n), without a diagonal; the result has shape (n,), 0 for who has no tie, or is that of
    ``rows`` alone. p_ij is the part of i's ties that goes to j.
    """
    near, own = _around(ties, rows)
    parts = proportions(ties[near])[:, near]
    # (p + q)² = p² + 2 p q + q²: the first is no product, the others are sums of products masked by the ties
    mine = parts[own]
    return np.asarray(sums(mine.multiply(mine).tocsr()) + _indirect(mine, parts))


def _around(ties: Matrix, rows: Ints | None) -> tuple[Ints, Ints]:
    """``rows`` (all by default) and their contacts, ascending, and where ``rows`` stand among them."""
    asked = np.arange(ties.shape[0]) if rows is None else rows
    near = np.union1d(asked, ties[asked].indices).astype(np.int64)
    return near, np.searchsorted(near, asked)


def _indirect(mine: Matrix, parts: Matrix) -> Floats:
    mask, found = binary(mine), np.zeros(mine.shape[0])
    for block in blocks(mine, parts):
        through = (mine[block] @ parts).multiply(mask[block]).tocsr()
        found[block] = sums((through.multiply(mine[block]) * 2 + through.multiply(through)).tocsr())
    return found


def effective_size(ties: Matrix, rows: Ints | None = None) -> Floats:
    """How many of each one's contacts lead elsewhere: Σ_j (1 − Σ_q p_iq m_jq), j among i's contacts; shape (n,).

    m_jq is j's tie to q as a part of j's strongest tie. With ties of equal weight it is d − 2t/d for d contacts with t ties
    among them (Borgatti, “Structural holes: unpacking Burt's redundancy measures”, 1997). ``rows`` as for ``constraint``.
    """
    near, own = _around(ties, rows)
    around = ties[near]
    strongest = np.asarray(around.max(axis=1).todense(), dtype=np.float64).ravel() if ties.nnz else np.zeros(len(near))
    relative = sparse.csr_array(sparse.diags_array(_inverse(strongest)) @ around)[:, near]
    mine = proportions(around)[:, near][own]
    return np.asarray(degrees(mine) - masked_sums(mine, sparse.csr_array(relative.T), binary(mine)))


def proportions(ties: Matrix) -> Matrix:
    """Each row divided by its sum."""
    return sparse.csr_array(sparse.diags_array(_inverse(sums(ties))) @ ties)


def cut_points(ties: Matrix) -> Mask:
    """Who alone holds together what would fall apart without them (articulation points); shape (n,).

    Hopcroft and Tarjan's (1973): of a walk in depth, whoever has a next one from whose branch no tie leads further back. One
    more node, tied to one of each part of the network, begins the walk.
    """
    size = ties.shape[0]
    order, before = _walk(ties)
    place = np.empty(size + 1, dtype=np.int64)
    place[order] = np.arange(size + 1)
    ends = np.concatenate([place[ties.indices], [size]])
    lowest = np.minimum(np.minimum.reduceat(ends, ties.indptr[:-1]), size) if size else ends[:0]
    low = np.where(degrees(ties) > 0, lowest, place[:size]).tolist()
    branches = np.zeros(size + 1, dtype=np.int64)
    for node in order[:0:-1].tolist():
        parent = before[node]
        if parent < size:
            branches[parent] += low[node] >= place[parent]
            low[parent] = min(low[parent], low[node])
    return np.asarray(branches[:size] > (before[:size] == size))


def _walk(ties: Matrix) -> tuple[Ints, Ints]:
    """Nodes in the order of a walk in depth from one more node, the last, and from where each is reached."""
    size = ties.shape[0]
    _, part = csgraph.connected_components(ties, directed=False)
    first = np.unique(part, return_index=True)[1]
    known, root = ties.tocoo(), np.full(len(first), size)
    ends = np.concatenate([known.row, root, first]), np.concatenate([known.col, first, root])
    whole = sparse.csr_array((np.ones(len(ends[0])), ends), shape=(size + 1, size + 1))
    order, before = csgraph.depth_first_order(whole, size, directed=True)
    return order.astype(np.int64), before.astype(np.int64)


def _inverse(values: Floats) -> Floats:
    return np.divide(1.0, values, out=np.zeros_like(values), where=values > 0)
