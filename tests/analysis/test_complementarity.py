"""Who could bring whom what: competences that differ on a common theme, needs that are met, coalitions."""

from __future__ import annotations

from math import log, sqrt
from pathlib import Path

import pytest

from maillage.errors import NotFound
from maillage.graph.analysis.registry import measure
from tests.analysis.build import programme, snapshot

PRACTICES = snapshot(
    {"p": "Event", "q": "Event", "r": "Event", "eau": "Theme", "sol": "Theme", "c1": "Competence", "c2": "Competence",
     "c3": "Competence", "o": "Association"},
    [("p", "CONCERNS", "eau"), ("q", "CONCERNS", "eau"), ("q", "CONCERNS", "sol"), ("r", "CONCERNS", "sol"),
     ("p", "MOBILISES", "c1"), ("p", "MOBILISES", "c2"), ("q", "MOBILISES", "c2"), ("q", "MOBILISES", "c3"),
     ("r", "MOBILISES", "c3"), ("o", "ORGANISES", "p")])
NEEDS = snapshot(
    {"a": "Association", "b": "Association", "d": "Institution", "p": "Event", "c1": "Competence", "c2": "Competence",
     "c3": "Competence"},
    [("p", "NEEDS", "c1"), ("p", "NEEDS", "c2"), ("a", "NEEDS", "c3"), ("a", "HOLDS", "c1"), ("b", "HOLDS", "c1"),
     ("b", "HOLDS", "c2"), ("d", "HOLDS", "c2")])


def test_same_theme_and_each_brings_something() -> None:
    found = measure("complementarity").asked(PRACTICES, {})
    assert [[entity.id for entity in each.entities] for each in found.findings] == [["p", "q"]]
    rare = log(3 / 2)
    assert found.findings[0].value == pytest.approx(rare / (2 * rare) * sqrt(1 / 2 * 1 / 2))
    assert found.findings[0].sentence["fr"] == (
        "« p » et « q » traitent tous deux de « eau » ; « p » apporte « c1 », « q » apporte « c3 ».")
    assert [(reason.entity.id, reason.links) for reason in found.findings[0].reasons] == [
        ("eau", ["CONCERNS:p:eau", "CONCERNS:q:eau"]), ("c1", ["MOBILISES:p:c1"]), ("c3", ["MOBILISES:q:c3"])]


def test_needs_met_by_others_with_both_links_as_proof() -> None:
    found = measure("complementarity").asked(NEEDS, {"of": "needs"})
    assert [([entity.id for entity in each.entities], each.value) for each in found.findings] == [
        (["p", "b"], 2), (["p", "a"], 1), (["p", "d"], 1)]
    assert found.findings[0].reasons[0].links == ["NEEDS:p:c1", "HOLDS:b:c1"]
    assert "1 compétence que personne ne détient" in found.sentence["fr"]


def test_the_smallest_coalition() -> None:
    found = measure("coalition").asked(NEEDS, {"entity": "p"})
    assert [each.entities[0].id for each in found.findings] == ["b"]
    assert "on ne peut pas en réunir moins" in found.sentence["fr"]
    whole = measure("coalition").asked(NEEDS, {})
    assert any("« c3 »" in each["fr"] for each in whole.warnings)
    with pytest.raises(NotFound):
        measure("coalition").asked(NEEDS, {"needed": "atlantide"})


def test_who_runs_a_practice_has_what_it_draws_on_unless_told_otherwise() -> None:
    found = measure("coalition").asked(PRACTICES, {"needed": "c1,c2"})
    assert [each.entities[0].id for each in found.findings] == ["o"]
    assert found.findings[0].reasons[0].links == ["ORGANISES:o:p", "MOBILISES:p:c1"]
    strict = measure("coalition").asked(PRACTICES, {"needed": "c1,c2", "by_practice": "non"})
    assert strict.total == 0
    assert "personne ne détient" in strict.sentence["fr"]


def test_the_programme_says_no_needs_and_that_is_said(root: Path) -> None:
    found = measure("complementarity").asked(programme(root), {"of": "needs"})
    assert "Aucune source" in found.sentence["fr"]
    pairs = measure("complementarity").asked(programme(root), {})
    assert all(each.details["only_first"] and each.details["only_second"] for each in pairs.findings)
