"""Groups: modularity against three peers, Leiden against leidenalg, stability counted again."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import igraph
import leidenalg
import networkx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maillage.graph.analysis.structure.communities import communities, leiden, modularity, stability
from maillage.graph.analysis.structure.matrix import network
from tests.analysis.networks import Ties, drawn, graph, matrix, published


@settings(max_examples=40, deadline=None)
@given(drawn().filter(lambda made: any(a != b for a, b in made[1])), st.integers(0, 10_000))
def test_modularity_of_one_partition_is_that_of_networkx_igraph_and_leidenalg(made: tuple[int, Ties], seed: int) -> None:
    size, ties = made
    generator = np.random.default_rng(seed)
    theirs, label = graph(size, ties), generator.integers(0, min(3, size), size)
    pairs = list(theirs.edges)
    weights = generator.uniform(0.1, 2, len(pairs))
    networkx.set_edge_attributes(theirs, dict(zip(pairs, weights.tolist(), strict=True)), "weight")
    ours = network(np.array([a for a, _ in pairs]), np.array([b for _, b in pairs]), size, weights)
    other = igraph.Graph(n=size, edges=pairs)
    found = modularity(ours, label)
    groups = [set(np.flatnonzero(label == each).tolist()) for each in np.unique(label)]
    assert found == pytest.approx(networkx.community.modularity(theirs, groups, weight="weight"), abs=1e-9)
    finer = networkx.community.modularity(theirs, groups, weight="weight", resolution=1.7)
    assert modularity(ours, label, 1.7) == pytest.approx(finer, abs=1e-9)
    assert found == pytest.approx(other.modularity(label.tolist(), weights=weights.tolist()), abs=1e-9)
    partition = leidenalg.ModularityVertexPartition(other, initial_membership=label.tolist(), weights=weights.tolist())
    assert found == pytest.approx(partition.quality(), abs=1e-9)


@pytest.mark.parametrize("name", ["southern_women", "ceos_clubs"])
def test_no_worse_than_leidenalg_on_published_networks(shared: Path, name: str) -> None:
    names, _, ties = published(shared, name)
    ours = communities(matrix(len(names), ties), seeds=20)
    other = igraph.Graph(n=len(names), edges=sorted(set(ties)))
    theirs = max(leidenalg.find_partition(other, leidenalg.ModularityVertexPartition, seed=seed).quality() for seed in range(20))
    assert ours.modularity >= theirs - 1e-9


def test_two_friends_circles_are_found_and_come_together_each_time() -> None:
    circles = [pair for circle in (range(5), range(5, 10)) for pair in combinations(circle, 2)]
    found = communities(matrix(11, [*circles, (0, 5)]))
    assert found.label.tolist() == [0] * 5 + [1] * 5 + [2]
    assert found.stability.tolist() == [1.0] * 11
    again = communities(matrix(11, [*reversed(circles), (5, 0)]))
    assert again.label.tolist() == found.label.tolist()


@settings(max_examples=30, deadline=None)
@given(drawn())
def test_a_partition_is_of_all_and_who_has_no_tie_is_alone(made: tuple[int, Ties]) -> None:
    size, ties = made
    label = leiden(matrix(size, ties))
    assert sorted(set(label.tolist())) == list(range(label.max() + 1))
    alone = [node for node in range(size) if not graph(size, ties).degree(node)]
    assert all((label == label[node]).sum() == 1 for node in alone)
    assert modularity(matrix(size, ties), label) >= modularity(matrix(size, ties), np.zeros(size, dtype=np.int64)) - 1e-12


@settings(max_examples=30, deadline=None)
@given(st.integers(2, 6).flatmap(lambda size: st.lists(
    st.lists(st.integers(0, 2), min_size=size, max_size=size), min_size=2, max_size=4)))
def test_stability_is_the_share_of_pairs_found_again(runs: list[list[int]]) -> None:
    label, others = np.array(runs[0]), [np.array(run) for run in runs]
    found = stability(label, others)
    for node in range(len(label)):
        mates = [mate for mate in range(len(label)) if mate != node and label[mate] == label[node]]
        again = [run[node] == run[mate] for run in others for mate in mates]
        assert found[node] == pytest.approx(np.mean(again) if mates else 1.0, abs=1e-12)
