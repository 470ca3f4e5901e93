"""Betweenness: exact against networkx and a published table, estimated within its stated error."""

from __future__ import annotations

from pathlib import Path

import networkx
import numpy as np
import pytest
from hypothesis import given, settings

from maillage.graph.analysis.structure import between as room
from maillage.graph.analysis.structure.between import betweenness, dependencies
from tests.analysis.networks import Ties, drawn, graph, matrix, published

# S. P. Borgatti and D. S. Halgin, “Analyzing affiliation networks”, The SAGE Handbook of Social Network Analysis, 2011:
# betweenness in Davis's Southern Women, divided by the most that a node of its mode can have, to two digits. Events E1 to E14
# stand in the order of their columns in Davis, Gardner and Gardner's table; the file names them by their dates.
SOUTHERN_WOMEN = {
    "E8": 0.24, "E9": 0.23, "E7": 0.13, "NORA": 0.11, "EVELYN": 0.10, "THERESA": 0.09, "E6": 0.07, "SYLVIA": 0.07,
    "LAURA": 0.05, "BRENDA": 0.05, "KATHERINE": 0.05, "E5": 0.04, "HELEN": 0.04, "E3": 0.02, "RUTH": 0.02, "VERNE": 0.02,
    "E12": 0.02, "MYRNA": 0.02, "E11": 0.02, "ELEANOR": 0.01, "FRANCES": 0.01, "PEARL": 0.01, "E4": 0.01, "CHARLOTTE": 0.01,
    "E10": 0.01, "OLIVIA": 0.01, "FLORA": 0.01, "E2": 0.00, "E1": 0.00, "DOROTHY": 0.00, "E13": 0.00, "E14": 0.00}


@settings(max_examples=40, deadline=None)
@given(drawn())
def test_exact_is_networkxs_and_all_sources_together_are_exact(drawn: tuple[int, Ties]) -> None:
    size, ties = drawn
    theirs = networkx.betweenness_centrality(graph(size, ties), normalized=False)
    wanted = [theirs[node] for node in range(size)]
    exact = betweenness(matrix(size, ties))
    assert exact.values == pytest.approx(wanted, abs=1e-9)
    assert (exact.sources, exact.error.max()) == (size, 0)
    summed = dependencies(matrix(size, ties), np.arange(size))[0].sum(axis=1)
    assert summed / 2 == pytest.approx(wanted, abs=1e-9)


def test_southern_women_as_published(shared: Path) -> None:
    names, women, ties = published(shared, "southern_women")
    found = betweenness(matrix(len(names), ties)).values
    for place, name in enumerate([*names[:women], *(f"E{number}" for number in range(1, 15))]):
        most = _most(women, len(names) - women) if place < women else _most(len(names) - women, women)
        assert found[place] / most == pytest.approx(SOUTHERN_WOMEN[name], abs=0.0051), name


def _most(own: int, other: int) -> float:
    """The most pairs a node can stand between in a two-mode network (Borgatti and Everett 1997)."""
    s, t = divmod(own - 1, other)
    return (other**2 * (s + 1) ** 2 + other * (s + 1) * (2 * t - s - 1) - t * (2 * s - t + 3)) / 2


def test_an_estimate_comes_within_its_error_and_is_the_same_again() -> None:
    made = networkx.barabasi_albert_graph(800, 2, seed=5)
    ties = matrix(800, list(made.edges))
    exact, estimate = betweenness(ties).values, betweenness(ties, exact=0, pivots=400, seed=3)
    assert estimate.sources == 400
    within = np.abs(estimate.values - exact) <= estimate.error
    assert within.mean() >= 0.95
    assert estimate.error.max() < exact.max() / 2
    assert np.array_equal(estimate.values, betweenness(ties, exact=0, pivots=400, seed=3).values)


def test_the_standard_error_is_the_spread_of_the_estimates() -> None:
    """Over 120 draws, by which a spread is known to some 7 %; a third of the nodes are drawn, so that who is left matters."""
    ties = matrix(300, list(networkx.barabasi_albert_graph(300, 2, seed=5).edges))
    made = [betweenness(ties, exact=0, pivots=100, seed=seed) for seed in range(120)]
    spread = np.std([each.values for each in made], axis=0, ddof=1)
    stated = np.sqrt(np.mean([each.deviation**2 for each in made], axis=0))
    leading = np.argsort(-betweenness(ties).values)[:30]
    assert stated[leading] == pytest.approx(spread[leading], rel=0.3)
    assert float(np.median(stated[leading] / spread[leading])) == pytest.approx(1, abs=0.07)
    assert not betweenness(ties).deviation.any()


@pytest.mark.parametrize(("followed", "sources"), [(1, 20), (30, 30), (10_000, 50)])
def test_fewer_sources_are_followed_where_ties_are_many(followed: int, sources: int, monkeypatch: pytest.MonkeyPatch) -> None:
    ties = matrix(80, list(networkx.barabasi_albert_graph(80, 2, seed=5).edges))
    monkeypatch.setattr(room, "FEWEST", 20)
    monkeypatch.setattr(room, "MOST", 50)
    monkeypatch.setattr(room, "FOLLOWED", followed * ties.nnz // 2)
    assert betweenness(ties, exact=0).sources == sources
    monkeypatch.setattr(room, "FEWEST", 80)
    monkeypatch.setattr(room, "MOST", 80)  # all of them: exact
    assert (betweenness(ties, exact=0).sources, betweenness(ties, exact=0).error.max()) == (80, 0)


def test_a_long_chain_is_walked_to_its_end() -> None:
    size = 800
    found = betweenness(matrix(size, [(node, node + 1) for node in range(size - 1)])).values
    place = np.arange(size)
    assert found == pytest.approx(place * (size - 1 - place), rel=1e-12)


@pytest.mark.parametrize("ties", [[], [(0, 0)], [(0, 1), (1, 2), (2, 3)] * 2])
def test_without_ties_there_is_still_a_number(ties: Ties) -> None:
    assert np.isfinite(betweenness(matrix(4, ties), exact=0, pivots=2).values).all()
