"""Crossing of categories: networkx where it has the measure, every deal of the labels where not."""

from __future__ import annotations

from itertools import permutations

import networkx
import numpy as np
import pytest
from hypothesis import given, settings

from maillage.graph.analysis.structure.mixing import assortativity, blau, crossing, mixing
from tests.analysis.networks import graph, matrix
from tests.analysis.test_roles import Categorised, categorised


@settings(max_examples=40, deadline=None)
@given(categorised().filter(lambda made: any(a != b for a, b in made[0][1])))
def test_mixing_and_assortativity_are_networkxs(made: Categorised) -> None:
    (size, ties), category = made
    theirs = graph(size, ties)
    networkx.set_node_attributes(theirs, dict(enumerate(category)), "kind")
    counted = networkx.attribute_mixing_matrix(theirs, "kind", mapping={0: 0, 1: 1, 2: 2}, normalized=False)
    found = mixing(matrix(size, ties), np.array(category), 3)
    assert found.tolist() == counted.tolist()
    ours = assortativity(found)
    if ours is None:  # all ends in one category: networkx divides by nought
        assert np.count_nonzero(counted.sum(axis=0)) == 1
    else:
        assert ours == pytest.approx(networkx.attribute_assortativity_coefficient(theirs, "kind"), abs=1e-9)


@settings(max_examples=20, deadline=None)
@given(categorised(6).filter(lambda made: any(a != b for a, b in made[0][1])))
def test_e_i_index_and_its_chance_over_every_deal(made: Categorised) -> None:
    (size, ties), category = made
    pairs = [tuple(sorted(pair)) for pair in graph(size, ties).edges]

    def index(labels: tuple[int, ...]) -> float:
        external = sum(labels[a] != labels[b] for a, b in pairs)
        return (external - (len(pairs) - external)) / len(pairs)

    deals = np.array([index(deal) for deal in permutations(category)])
    found = crossing(matrix(size, ties), np.array(category), 3)
    assert found is not None
    assert (found.index, found.mean) == pytest.approx((index(tuple(category)), deals.mean()), abs=1e-9)
    assert found.sd == pytest.approx(deals.std(), abs=1e-6)
    exact = (np.abs(deals - deals.mean()) >= abs(found.index - deals.mean()) - 1e-9).mean()
    assert found.p_value == pytest.approx(exact, abs=0.08)
    assert 0 < found.p_value <= 1


def test_a_crossing_that_no_deal_comes_near_is_never_told_impossible() -> None:
    """Two circles of eight, no tie between: the drawn network itself is one of the deals (Phipson and Smyth 2010)."""
    ties = [(a + start, b + start) for start in (0, 8) for a in range(8) for b in range(a)]
    found = crossing(matrix(16, ties), np.repeat([0, 1], 8), 2, shuffles=99)
    assert found is not None
    assert (found.index, found.p_value) == (-1, 0.01)


def test_no_tie_no_index() -> None:
    assert crossing(matrix(3, [(1, 1)]), np.array([0, 1, 1]), 2) is None
    assert assortativity(mixing(matrix(3, []), np.array([0, 1, 1]), 2)) is None


def test_blau_is_the_chance_that_two_draws_differ() -> None:
    found = blau(np.array([[2.0, 2.0], [4.0, 0.0], [0.0, 0.0], [1.0, 3.0]]))
    assert found.tolist() == pytest.approx([0.5, 0.0, 0.0, 0.375])
