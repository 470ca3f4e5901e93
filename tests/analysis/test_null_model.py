"""The null model and its tails, against exact fractions, the definition, the `bicm` package and networks drawn from it."""

from __future__ import annotations

import warnings
from fractions import Fraction
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy import stats

from maillage.graph.analysis.null_model import NullModel, fit
from maillage.graph.analysis.poisson_binomial import upper_tail
from maillage.graph.analysis.significance import Counting

Matrix = NDArray[np.int64]
CHANCES = st.fractions(0, 1, max_denominator=50) | st.sampled_from([Fraction(0), Fraction(1), Fraction(1, 10 ** 6)])


def drawn(rows: int, columns: int, seed: int, nested: bool = False) -> Matrix:
    random = np.random.default_rng(seed)
    if nested:
        return (np.add.outer(random.integers(0, 4, rows), random.integers(0, 4, columns)) > 3).astype(np.int64)
    return (random.random((rows, columns)) < np.outer(random.random(rows), random.random(columns))).astype(np.int64)


def expected(null: NullModel) -> NDArray[np.float64]:
    """Each cell's probability."""
    return null.probability[null.rows][:, null.columns]


def pairs(matrix: Matrix) -> tuple[NullModel, Matrix, Matrix, Matrix]:
    """The model of a matrix, and its pairs of rows with what they share."""
    first, second = np.triu_indices(len(matrix), 1)
    return fit(matrix.sum(axis=1), matrix.sum(axis=0)), first, second, (matrix @ matrix.T)[first, second]


def chances(null: NullModel, first: Matrix, second: Matrix, shared: Matrix) -> NDArray[np.float64]:
    return upper_tail(null.probability[null.rows[first]] * null.probability[null.rows[second]], null.count, shared)


def counted(null: NullModel, blocks: list[tuple[Matrix, Matrix, Matrix]], most: int) -> Counting:
    counting = Counting(null, most)
    for block in blocks:
        counting.add(*block)
    return counting


def exact_tail(chance: list[Fraction], count: list[int], v: int) -> Fraction:
    """P(V ≥ v) by folding one variable after the other in, in fractions."""
    mass = [Fraction(1)]
    for each, times in zip(chance, count, strict=True):
        for _ in range(times):
            mass = [(mass[k] if k < len(mass) else 0) * (1 - each) + (mass[k - 1] if k else 0) * each
                    for k in range(len(mass) + 1)]
    return sum(mass[max(0, v):], Fraction(0))


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(CHANCES, st.integers(1, 8)), min_size=1, max_size=5), st.integers(0, 45))
def test_tails_are_exact_to_eleven_digits_however_small(classes: list[tuple[Fraction, int]], v: int) -> None:
    chance, count = [each for each, _ in classes], [times for _, times in classes]
    found = upper_tail(np.array([[float(each) for each in chance]]), np.array(count, dtype=np.float64), np.array([v]))
    assert found[0] == pytest.approx(float(exact_tail(chance, count, v)), rel=1e-11, abs=1e-300)


def test_many_cases_at_once_give_what_each_gives_alone() -> None:
    random = np.random.default_rng(3)
    chance, count, v = random.random((400, 6)) ** 4, random.integers(1, 900, 6).astype(np.float64), random.integers(0, 600, 400)
    alone = [upper_tail(chance[[at]], count, v[[at]])[0] for at in range(400)]
    assert upper_tail(chance, count, v) == pytest.approx(alone, rel=1e-11)


def test_of_one_kind_they_are_binomial_tails() -> None:
    v = np.arange(0, 1001, 50)
    found = upper_tail(np.full((len(v), 1), 0.3), np.array([1000.0]), v)
    assert found == pytest.approx(stats.binom.sf(v - 1, 1000, 0.3), rel=1e-9)


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 14), st.integers(1, 14), st.integers(0, 10_000), st.booleans())
def test_expected_degrees_are_the_observed_ones_and_odds_are_products(rows: int, columns: int, seed: int, nested: bool) -> None:
    matrix = drawn(rows, columns, seed, nested)
    p = expected(fit(matrix.sum(axis=1), matrix.sum(axis=0)))
    assert p.sum(axis=1) == pytest.approx(matrix.sum(axis=1), abs=1e-9)
    assert p.sum(axis=0) == pytest.approx(matrix.sum(axis=0), abs=1e-9)
    if ((p > 1e-6) & (p < 1 - 1e-6)).all():
        odds = np.log(p / (1 - p))
        assert odds - odds[:1] - odds[:, :1] + odds[0, 0] == pytest.approx(np.zeros_like(odds), abs=1e-6)


def test_degrees_that_leave_no_freedom_give_certainty() -> None:
    blocks = np.array([[1, 1, 1, 0], [1, 1, 0, 1], [1, 0, 0, 0], [0, 1, 0, 0]])
    p = expected(fit(blocks.sum(axis=1), blocks.sum(axis=0)))
    assert p == pytest.approx(np.array([[1, 1, .5, .5], [1, 1, .5, .5], [.5, .5, 0, 0], [.5, .5, 0, 0]]), abs=1e-9)


@pytest.mark.parametrize(("rows", "columns"), [([3], [1, 1]), ([2, 2], [3, 1]), ([1, 1], [1]), ([2, 0], [1, 0])])
def test_degrees_of_no_network_are_refused(rows: list[int], columns: list[int]) -> None:
    with pytest.raises(ValueError, match="no two-mode network"):
        fit(np.array(rows), np.array(columns))


def test_benjamini_hochberg_over_all_pairs_is_that_of_scipy() -> None:
    random = np.random.default_rng(8)  # circles of four, so that many chances are small and their corrections differ
    likely = np.where(np.arange(60)[:, None] // 4 == np.arange(120) // 8, 0.8, 0.04)
    null, first, second, shared = pairs((random.random(likely.shape) < likely).astype(np.int64))
    p = np.where(shared > 0, chances(null, first, second, shared), 1.0)
    blocks = [(first[part], second[part], shared[part]) for part in (slice(100), slice(100, None))]
    found = counted(null, blocks, 120).done(len(first))
    assert found.of(first, second, shared)[0] == pytest.approx(p, abs=1e-12)
    wanted = stats.false_discovery_control(p)
    assert len(np.unique(wanted[(wanted > p) & (wanted < 1)])) > 5
    assert found.of(first, second, shared)[1] == pytest.approx(wanted, abs=1e-12)


def bicm_chances(matrix: Matrix, tolerance: float = 1e-12) -> NDArray[np.float64]:
    """The same p-values by the `bicm` package: its fitnesses, its Poisson-binomial."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import bicm

        graph = bicm.BipartiteGraph(biadjacency=matrix)
        graph.solve_tool(method="newton", tol=tolerance, eps=tolerance, max_steps=500, verbose=False)
        graph.compute_projection(rows=True, approx_method="poibin", progress_bar=True, threads_num=1)
        found: NDArray[np.float64] = graph.get_projected_pvals_mat()
    return found


def test_southern_women_have_the_chances_that_bicm_gives(shared: Path) -> None:
    edges = pd.read_csv(shared / "data" / "networks" / "southern_women_edges.csv")
    matrix = pd.crosstab(edges["source"], edges["target"]).to_numpy()
    assert matrix.shape == (18, 14)
    null, first, second, number = pairs(matrix)
    assert chances(null, first, second, number) == pytest.approx(bicm_chances(matrix)[first, second], abs=1e-9)


def test_voters_of_toulouse_have_the_chances_that_bicm_gives(shared: Path) -> None:
    edges = pd.read_csv(shared / "data" / "networks" / "pabulib_toulouse_edges.csv.gz", usecols=["voter", "project"])
    matrix = np.minimum(pd.crosstab(edges["project"], edges["voter"]).to_numpy(), 1)
    null, first, second, number = pairs(matrix)
    some = np.random.default_rng(5).choice(np.flatnonzero(number > 0), 12, replace=False)
    whole = [float(1 - folded(expected(null)[first[at]] * expected(null)[second[at]], int(number[at]))) for at in some]
    assert chances(null, first[some], second[some], number[some]) == pytest.approx(whole, abs=1e-9)
    part = matrix[:, :150]
    part = part[part.sum(axis=1) > 0]
    null, first, second, number = pairs(part)
    met = number > 0
    theirs = bicm_chances(part)[first, second]
    assert chances(null, first, second, number)[met] == pytest.approx(theirs[met], abs=1e-9)


def folded(chance: NDArray[np.float64], v: int) -> float:
    """P(V < v): one variable after the other folded in."""
    mass = np.zeros(v)
    mass[0] = 1.0
    for each in chance:
        mass[1:] = mass[1:] * (1 - each) + mass[:-1] * each
        mass[0] *= 1 - each
    return float(mass.sum())


def test_chances_are_valid_on_networks_drawn_from_the_model() -> None:
    """200 networks of a model with unequal degrees. Judged by the model fitted to each, as a reader does, too low a p is
    never too frequent; judged by the model they come from, the randomised p is uniform.
    """
    random = np.random.default_rng(20_181_124)
    start = drawn(40, 70, 7)
    true, first, second, number = pairs(start)
    p, rank = expected(true), {pair: at for at, pair in enumerate(zip(first.tolist(), second.tolist(), strict=True))}
    found, spread, strong = [], [], []
    for _ in range(200):
        matrix = (random.random(p.shape) < p).astype(np.int64)
        null, _, _, number = pairs(matrix)
        found.append(chances(null, first, second, number))
        strong.append(int((chances(true, first, second, number) <= 0.05).sum()))
        apart = random.permutation(40).reshape(-1, 2)  # pairs that have no row in common
        some = np.array([rank[min(pair), max(pair)] for pair in apart.tolist()])
        at_least, more = (chances(true, first[some], second[some], number[some] + extra) for extra in (0, 1))
        spread.append(more + random.random(len(some)) * (at_least - more))
    for level in (0.01, 0.05, 0.1):
        shares = np.array([(each <= level).mean() for each in found])
        assert 0 < shares.mean() <= level + 3 * shares.std() / np.sqrt(len(shares))
    told = counted(true, [(first, second, number)], 70).done(len(first)).by_chance(0.05, len(first))
    assert abs(np.mean(strong) - told) < 4 * np.std(strong) / np.sqrt(len(strong))
    assert stats.kstest(np.concatenate(spread), "uniform").pvalue > 0.01


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from([0.01, 0.05, 0.2]))
def test_as_many_pairs_are_told_by_chance_as_each_one_of_them_may_be(seed: int, level: float) -> None:
    """Of each pair, the greatest chance of a number shared that does not pass the level; added up, one pair after the other."""
    null, first, second, shared = pairs(drawn(9, 14, seed))
    most = int(np.bincount(null.columns).sum())
    chance = null.probability[null.rows]
    told = counted(null, [(first, second, shared)], most).done(36).by_chance(level, 36)
    tails = [upper_tail(np.tile(chance[a] * chance[b], (most, 1)), null.count, np.arange(1, most + 1))
             for a in range(9) for b in range(a)]
    assert told == pytest.approx(sum(float(each[each <= level].max(initial=0)) for each in tails), abs=1e-9)
