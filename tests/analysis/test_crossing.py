"""Crossing of sectors, told in shares that can be counted by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from maillage.graph.analysis.registry import measure
from tests.analysis.build import programme, snapshot


def test_shares_diversity_and_grid_counted_by_hand() -> None:
    made = snapshot({"a": "Association", "b": "Association", "i": "Institution", "p": "Event", "q": "Event"},
                    [("a", "PARTNER_IN", "p"), ("b", "PARTNER_IN", "p"), ("i", "FUNDS", "p"), ("a", "PARTNER_IN", "q"),
                     ("b", "PARTNER_IN", "q")])
    found = measure("crossing").asked(made, {})
    assert "67 % des 3 liens" in found.sentence["fr"]
    assert "E–I 0,33" in found.sentence["fr"]
    assert [(each.entities[0].id, each.value) for each in found.findings] == [("p", pytest.approx(4 / 9)), ("q", 0)]
    assert sum(reason.contribution for reason in found.findings[0].reasons) == pytest.approx(4 / 9)
    assert found.findings[0].reasons[0].entity.id == "i"
    assert found.findings[0].reasons[0].links == ["FUNDS:i:p"]
    assert [row[1:] for row in found.grids[0].rows] == [[1, 2, 0.333], [2, 0, 1.0]]


def test_the_programme_keeps_more_within_categories_than_chance(root: Path) -> None:
    found = measure("crossing").asked(programme(root), {})
    assert "moins que le hasard" in found.sentence["fr"]
    assert found.findings[0].value > 0.5
    ours = measure("crossing").asked(programme(root), {"categories": "Institution,Association"})
    assert ours.grids[0].columns[1]["fr"] in {"associations", "institutions publiques"}
