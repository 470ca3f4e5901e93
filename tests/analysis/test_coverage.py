"""What we do not know, counted a second way."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from maillage.graph.analysis import coverage
from maillage.graph.analysis.coverage import Coverage
from maillage.graph.periods import BadDate
from tests.analysis.build import programme, snapshot

PRACTICES = {"Practice", "Programme", "Event", "InstitutedBody", "CitizenInitiative"}


def test_the_shares_are_those_of_the_tables(root: Path) -> None:
    """Counted from the two tables of the programme with nothing of ours."""
    folder = root / "loaders" / "programme"
    with (folder / "entities.csv").open(encoding="utf-8", newline="") as file:
        entities = {row["id"]: row for row in csv.DictReader(file)}
    with (folder / "links.csv").open(encoding="utf-8", newline="") as file:
        links = [(row["from"], row["relation"]) for row in csv.DictReader(file)]
    practices = {id for id, row in entities.items() if row["type"] in PRACTICES}
    answer = coverage.run(programme(root), Coverage(limit=500))
    assert answer.total == len(practices)
    by_type = {row[0]["en"]: row[1:] for row in answer.grids[0].rows if isinstance(row[0], dict)}
    for label, type in (("event", "Event"), ("programme", "Programme")):
        those = {id for id in practices if entities[id]["type"] == type}
        themed = {id for id, relation in links if relation == "CONCERNS" and id in those}
        located = {id for id, relation in links if relation == "LOCATED_IN" and id in those}
        heads = [column["en"] for column in answer.grids[0].columns][1:]
        assert by_type[label][0] == len(those)
        assert by_type[label][heads.index("theme")] == round(100 * len(themed) / len(those))
        assert by_type[label][heads.index("territory")] == round(100 * len(located) / len(those))


def test_the_least_known_come_first_and_say_what_lacks() -> None:
    made = snapshot({"p:1": "Event", "p:2": "Event", "i:1": "Theme"}, [("p:1", "CONCERNS", "i:1")],
                    starts=(None, "2018", None), node_sources=(("a",), ("a", "b"), ("a",)),
                    sources={"a": ("A", "2016-05"), "b": ("B", "2025")})
    answer = coverage.run(made, Coverage(today="2026-11-25"))
    assert [each.entities[0].id for each in answer.findings] == ["p:2", "p:1"]
    assert [each.value for each in answer.findings] == [0, 2 / 7]
    assert answer.findings[0].details == {"sources": 1, "latest": 2016, "stale": 1}
    assert answer.findings[1].details == {"sources": 2, "latest": 2025, "stale": 0}
    assert "on ne sait pas : thème" in answer.findings[0].sentence["fr"]
    assert [row[1:] for row in answer.grids[3].rows] == [["2016-05", 2, 1], ["2025", 1, 0]]


@pytest.mark.parametrize(("year", "stale"), [("2022", 1), ("2023", 1), ("2024", 0), ("2026", 0)])
def test_an_entry_is_stale_when_nothing_said_of_it_is_younger_than_the_years_asked_for(year: str, stale: int) -> None:
    made = snapshot({"p:1": "Event"}, [], sources={"test": ("T", year)})
    found = coverage.run(made, Coverage(today="2026-11-25", years=3))
    assert found.findings[0].details["stale"] == stale
    assert f"{stale} n'ont rien de plus récent que 3 ans" in found.sentence["fr"]


def test_what_rests_on_one_source_and_what_is_seen_once_are_counted() -> None:
    made = snapshot({"p:1": "Event", "p:2": "Event", "p:3": "Event", "i:1": "Theme", "i:2": "Theme", "i:3": "Theme"},
                    [("p:1", "CONCERNS", "i:3"), ("p:2", "CONCERNS", "i:3"), ("p:2", "CONCERNS", "i:1")],
                    node_sources=(("a",), ("a",), ("a",), ("a",), ("a", "b"), ("a", "b", "c")))
    found = coverage.run(made, Coverage())
    assert "1 rest on a single source" in found.sentence["en"]
    facets = {row[0]["en"]: row[1:] for row in found.grids[1].rows if isinstance(row[0], dict)}
    assert facets["theme"] == [3, 2, 1]


def test_what_is_known_of_less_than_half_is_a_warning() -> None:
    made = snapshot({"p:1": "Event", "p:2": "Event", "p:3": "Event", "i:1": "Theme"}, [("p:1", "CONCERNS", "i:1")])
    warned = [each["en"] for each in coverage.run(made, Coverage()).warnings]
    assert any("“theme” is known for 33% of practices only" in each for each in warned)


def test_nothing_is_answered_in_words_and_a_bad_date_is_refused() -> None:
    assert "rien à couvrir" in coverage.run(snapshot({}, []), Coverage()).sentence["fr"]
    with pytest.raises(BadDate):
        coverage.run(snapshot({"p:1": "Event"}, []), Coverage(today="hier"))


def test_a_source_without_a_title_keeps_its_id() -> None:
    made = replace(snapshot({"p:1": "Event"}, []), sources={})
    assert coverage.run(made, Coverage()).grids[3].rows == [["test", None, 1, 1]]
