"""Gould and Fernandez's roles: counted again over triads, and against shuffled categories."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from maillage.graph.analysis.structure.chance import z_scores
from maillage.graph.analysis.structure.roles import ROLES, between, roles
from tests.analysis.networks import Ties, drawn, graph, matrix

Categorised = tuple[tuple[int, Ties], list[int]]


def categorised(most: int = 9) -> st.SearchStrategy[Categorised]:
    return drawn(most).flatmap(lambda made: st.tuples(
        st.just(made), st.lists(st.integers(0, 2), min_size=made[0], max_size=made[0])))


def role(first: int, middle: int, last: int) -> str:
    """By the definition: categories of the two ends and of who stands between."""
    if first == middle == last:
        return "coordinator"
    if first == last:
        return "itinerant"
    if middle == last:
        return "gatekeeper"
    return "representative" if first == middle else "liaison"


def counted(size: int, ties: Ties, category: list[int]) -> list[list[int]]:
    """Every triad of three nodes looked at."""
    theirs, found = graph(size, ties), [[0] * 5 for _ in range(size)]
    for a, b, c in permutations(range(size), 3):
        if theirs.has_edge(a, b) and theirs.has_edge(b, c) and not theirs.has_edge(a, c):
            found[b][ROLES.index(role(category[a], category[b], category[c]))] += 1
    return found


@settings(max_examples=50, deadline=None)
@given(categorised())
def test_roles_are_those_of_all_triads_and_sum_to_them(made: Categorised) -> None:
    (size, ties), category = made
    found = roles(matrix(size, ties), np.array(category), 3)
    assert found.counts.tolist() == counted(size, ties, category)
    assert found.counts.sum(axis=1).tolist() == found.total.tolist()


@settings(max_examples=50, deadline=None)
@given(categorised())
def test_between_counts_untied_pairs_of_two_asked_categories(made: Categorised) -> None:
    (size, ties), category = made
    found, theirs = between(matrix(size, ties), np.array(category), 3, (0, 2)), graph(size, ties)
    for node in range(size):
        pairs = [(a, c) for a in theirs[node] for c in theirs[node] if category[a] == 0 and category[c] == 2]
        assert found.total[node] == sum(not theirs.has_edge(a, c) for a, c in pairs)


# A star: its pairs share contacts, which few drawn networks of five have.
@example(((5, [(0, 1), (0, 2), (0, 3), (0, 4)]), [0, 0, 1, 1, 2]))
@settings(max_examples=8, deadline=None)
@given(categorised(5).filter(lambda made: made[0][0] >= 3))
def test_chance_is_the_mean_and_spread_over_every_way_to_deal_the_others_categories(made: Categorised) -> None:
    (size, ties), category = made
    found = roles(matrix(size, ties), np.array(category), 3)
    among = between(matrix(size, ties), np.array(category), 3, (0, 1))
    for node in range(size):
        others = [category[other] for other in range(size) if other != node]
        deals = [[*deal[:node], category[node], *deal[node:]] for deal in permutations(others)]
        dealt = np.array([counted(size, ties, list(deal))[node] for deal in deals])
        assert found.chance.mean[node] == pytest.approx(dealt.mean(axis=0), abs=1e-9)
        assert found.chance.sd[node] == pytest.approx(dealt.std(axis=0), abs=1e-6)
        bridged = [between(matrix(size, ties), np.array(deal), 3, (0, 1)).total[node] for deal in deals]
        assert (among.chance.mean[node], among.chance.sd[node]) == pytest.approx((np.mean(bridged), np.std(bridged)), abs=1e-6)


def test_chance_of_standing_between_against_seeded_shuffles() -> None:
    generator = np.random.default_rng(7)
    ties = [(int(a), int(b)) for a, b in generator.integers(0, 30, (90, 2))]
    category = generator.integers(0, 4, 30)
    made, node = matrix(30, ties), 5
    found = between(made, category, 4, (0, 1, 3))
    others = np.delete(np.arange(30), node)
    seen = []
    for _ in range(500):
        dealt = category.copy()
        dealt[others] = generator.permutation(category[others])
        seen.append(between(made, dealt, 4, (0, 1, 3)).total[node])
    assert found.chance.mean[node] == pytest.approx(np.mean(seen), abs=4 * np.std(seen) / np.sqrt(500))
    assert found.chance.sd[node] == pytest.approx(np.std(seen), rel=0.15)


def test_a_score_is_above_nought_where_there_is_more_than_chance_gives() -> None:
    """Who alone stands between two categories, among others who stand between nobody."""
    category = np.array([0, 0, 1, 2, 2, 2])
    found = roles(matrix(6, [(0, 1), (0, 2), (3, 4), (4, 5), (3, 5)]), category, 3)
    scores, chance = z_scores(found.counts.astype(np.float64), found.chance), found.chance
    gatekeeper, liaison = ROLES.index("gatekeeper"), ROLES.index("liaison")
    assert (found.counts[0, gatekeeper], found.counts[0, liaison]) == (1, 0)
    assert scores[0, gatekeeper] == pytest.approx((1 - chance.mean[0, gatekeeper]) / chance.sd[0, gatekeeper])
    assert scores[0, gatekeeper] > 0 > scores[0, liaison]


def test_without_room_for_chance_the_score_is_nought() -> None:
    found = roles(matrix(4, [(0, 1), (0, 2), (0, 3)]), np.zeros(4, dtype=np.int64), 1)
    assert found.counts.tolist() == [[6, 0, 0, 0, 0], *[[0] * 5] * 3]
    assert not z_scores(found.counts.astype(np.float64), found.chance).any()
