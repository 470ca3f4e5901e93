"""Configurations that come back, and what chance gives."""

from __future__ import annotations

import warnings
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from maillage.graph.analysis.registry import measure
from tests.analysis.build import programme, snapshot


def test_who_comes_together_again_and_what_the_null_model_expects() -> None:
    rng = np.random.default_rng(1)
    held = {f"p{row}": {f"o{column}" for column in rng.choice(12, 3, replace=False)} for row in range(30)}
    for row in range(6):
        held[f"p{row}"] |= {"o12", "o13", "o14"}
    made = snapshot(dict.fromkeys(held, "Event") | {f"o{number}": "Association" for number in range(15)},
                    [(who, "PARTNER_IN", what) for what, some in held.items() for who in some])
    best = measure("patterns").asked(made, {}).findings[0]
    assert [entity.id for entity in best.entities] == ["o12", "o13", "o14"]
    assert best.value == 6
    assert all(len(reason.links) == 3 for reason in best.reasons)
    theirs = _expected(held, ["o12", "o13", "o14"])
    assert best.details["expected"] == pytest.approx(theirs.sum(), rel=1e-7), "bicm stops some digits short of the solution"
    assert best.details["lift"] == pytest.approx(6 / theirs.sum(), rel=1e-7)
    assert best.p_value == pytest.approx(1 - _as_many(theirs)[:6].sum(), rel=1e-4)  # six or more
    assert best.q_value is not None
    assert best.p_value is not None
    assert best.p_value <= best.q_value < 0.05


def _as_many(chances: NDArray[np.float64]) -> NDArray[np.float64]:
    """The chance of each number of successes, one trial after the other."""
    known = np.ones(1)
    for chance in chances:
        known = np.convolve(known, [1 - chance, chance])
    return known


def _expected(held: dict[str, set[str]], items: list[str]) -> NDArray[np.float64]:
    """The chance that each practice holds all of them, from the bicm package's probabilities."""
    rows, columns = sorted(held), sorted({who for some in held.values() for who in some})
    matrix = np.array([[int(who in held[row]) for who in columns] for row in rows])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # numba's and numpy's, at import and in its solver
        import bicm

        graph = bicm.BipartiteGraph(biadjacency=matrix)
        graph.solve_tool(method="newton", tol=1e-12, eps=1e-12, max_steps=500, verbose=False)
        chances = graph.get_bicm_matrix()
    together: NDArray[np.float64] = chances[:, [columns.index(item) for item in items]].prod(axis=1)
    return together


def test_categories_in_their_roles() -> None:
    kinds = {"Institution": "FUNDS", "Association": "ORGANISES", "Academic": "HOSTS"}
    entities = {f"{kind}{place}": kind for kind, place in product(kinds, range(8))} | {f"p{place}": "Event" for place in range(8)}
    links = [(f"{kind}{place}", kinds[kind], f"p{place}") for kind, place in product(("Institution", "Association"), range(4))]
    links += [(f"Academic{place}", "HOSTS", f"p{place}") for place in range(4, 8)]
    found = measure("patterns").asked(snapshot(entities, links), {"of": "categories", "level": 1})
    assert len(found.findings) == 1
    assert "institution publique (finance)" in found.findings[0].sentence["fr"]
    assert found.findings[0].value == 4
    assert len(found.findings[0].reasons) == 4


def test_nothing_that_comes_back_is_said_as_such(root: Path) -> None:
    found = measure("patterns").asked(programme(root), {"least": 25})
    assert found.total == 0
    assert "Aucune" in found.sentence["fr"]
