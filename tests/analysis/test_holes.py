"""Burt's measures and cut points, against networkx."""

from __future__ import annotations

import networkx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maillage.graph.analysis.structure.holes import constraint, cut_points, effective_size
from maillage.graph.analysis.structure.matrix import network
from tests.analysis.networks import Ties, drawn, graph, matrix


@settings(max_examples=40, deadline=None)
@given(drawn())
def test_constraint_and_effective_size_are_networkxs(drawn: tuple[int, Ties]) -> None:
    size, ties = drawn
    ours, theirs = matrix(size, ties), graph(size, ties)
    tied = [node for node in theirs if theirs.degree(node)]
    ours_constraint, ours_size = constraint(ours), effective_size(ours)
    for node in tied:
        assert ours_constraint[node] == pytest.approx(networkx.constraint(theirs)[node], abs=1e-9)
        assert ours_size[node] == pytest.approx(networkx.effective_size(theirs)[node], abs=1e-9)
    assert all(ours_constraint[node] == ours_size[node] == 0 for node in theirs if node not in tied)


@settings(max_examples=40, deadline=None)
@given(drawn(8), st.integers(0, 10_000))
def test_weighted_ties_too(drawn: tuple[int, Ties], seed: int) -> None:
    size, ties = drawn
    theirs = graph(size, ties)
    pairs = list(theirs.edges)
    weights = np.random.default_rng(seed).uniform(0.1, 3, len(pairs))
    for (a, b), weight in zip(pairs, weights, strict=True):
        theirs[a][b]["weight"] = float(weight)
    ends = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    ours = network(ends[:, 0], ends[:, 1], size, weights)
    tied = [node for node in theirs if theirs.degree(node)]
    constrained = networkx.constraint(theirs, weight="weight")
    # Asked node by node: for all at once networkx 3.6 divides the ties of j to q by q's strongest, not by j's.
    sizes = networkx.effective_size(theirs, nodes=tied, weight="weight")
    for node in tied:
        assert constraint(ours)[node] == pytest.approx(constrained[node], abs=1e-9)
        assert effective_size(ours)[node] == pytest.approx(sizes[node], abs=1e-9)


@settings(max_examples=40, deadline=None)
@given(drawn())
def test_who_is_cut_away_leaves_more_pieces(drawn: tuple[int, Ties]) -> None:
    size, ties = drawn
    theirs = graph(size, ties)
    for node, cut in enumerate(cut_points(matrix(size, ties))):
        rest = theirs.subgraph(set(theirs) - {node})
        pieces = networkx.number_connected_components
        before = pieces(theirs)
        after = pieces(rest) if len(rest) else 0
        assert cut == (after > before)
