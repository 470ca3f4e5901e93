"""Structural holes (Burt, *Structural Holes*, 1992), with networkx's definitions of them."""

from __future__ import annotations

import networkx
import numpy as np
from scipy import sparse

from maillage.graph.analysis.structure.matrix import Floats, Mask, Matrix, binary, blocks, degrees, masked_sums, sums, upper


def constraint(ties: Matrix) -> Floats:
    """How much each one's contacts are tied among themselves: Σ_j (p_ij + Σ_q p_iq p_qj)², j among i's contacts.

    ``ties`` is symmetric, of shape (n, n), without a diagonal; the result has shape (n,), 0 for who has no tie.
    p_ij is the part of i's ties that goes to j.
    """
    parts = proportions(ties)
    # (p + q)² = p² + 2 p q + q²: the first is no product, the others are sums of products masked by the ties
    found = sums(parts.multiply(parts).tocsr()) + _indirect(parts)
    return np.asarray(found)


def _indirect(parts: Matrix) -> Floats:
    mask, found = binary(parts), np.zeros(parts.shape[0])
    for block in blocks(parts, parts):
        through = (parts[block] @ parts).multiply(mask[block]).tocsr()
        found[block] = sums((through.multiply(parts[block]) * 2 + through.multiply(through)).tocsr())
    return found


def effective_size(ties: Matrix) -> Floats:
    """How many of each one's contacts lead elsewhere: Σ_j (1 − Σ_q p_iq m_jq), j among i's contacts; shape (n,).

    m_jq is j's tie to q as a part of j's strongest tie. With ties of equal weight it is d − 2t/d for d contacts with t ties
    among them (Borgatti, “Structural holes: unpacking Burt's redundancy measures”, 1997).
    """
    strongest = np.asarray(ties.max(axis=1).todense(), dtype=np.float64).ravel() if ties.nnz else np.zeros(ties.shape[0])
    relative = sparse.csr_array(sparse.diags_array(_inverse(strongest)) @ ties)
    redundancy = masked_sums(proportions(ties), sparse.csr_array(relative.T), binary(ties))
    return np.asarray(degrees(ties) - redundancy)


def proportions(ties: Matrix) -> Matrix:
    """Each row divided by its sum."""
    return sparse.csr_array(sparse.diags_array(_inverse(sums(ties))) @ ties)


def cut_points(ties: Matrix) -> Mask:
    """Who alone holds together what would fall apart without them (articulation points); shape (n,)."""
    first, second, _ = upper(ties)
    graph: networkx.Graph[int] = networkx.Graph()
    graph.add_edges_from(zip(first.tolist(), second.tolist(), strict=True))
    found = np.zeros(ties.shape[0], dtype=np.bool_)
    found[list(networkx.articulation_points(graph))] = True
    return found


def _inverse(values: Floats) -> Floats:
    return np.divide(1.0, values, out=np.zeros_like(values), where=values > 0)
