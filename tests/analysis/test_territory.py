"""A territory's view: the stated distance, computed here by hand, and what similar territories have that one has not."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from maillage.errors import NotFound
from maillage.graph.analysis import territory
from maillage.graph.analysis.registry import MEASURES
from maillage.graph.analysis.selection import Selection, view
from maillage.graph.analysis.similar import likeness, places
from maillage.graph.analysis.territory import Territorial
from maillage.graph.snapshot import Snapshot
from tests.analysis.build import programme, snapshot

TYPES = {**dict.fromkeys(["t:a", "t:a1", "t:b", "t:c"], "Territory"),
         **dict.fromkeys(["p:1", "p:2", "p:3", "p:4", "p:5"], "Programme"), "p:6": "Event",
         **dict.fromkeys(["i:eau", "i:sol", "i:air"], "Theme"), "o:x": "Association"}
LINKS = [
    ("t:a1", "PART_OF", "t:a"), ("p:1", "LOCATED_IN", "t:a1"), ("p:2", "LOCATED_IN", "t:a"), ("p:3", "LOCATED_IN", "t:b"),
    ("p:4", "LOCATED_IN", "t:b"), ("p:5", "LOCATED_IN", "t:c"), ("p:6", "LOCATED_IN", "t:c"), ("p:1", "CONCERNS", "i:eau"),
    ("p:2", "CONCERNS", "i:eau"), ("p:3", "CONCERNS", "i:eau"), ("p:3", "CONCERNS", "i:sol"), ("p:4", "CONCERNS", "i:sol"),
    ("p:5", "CONCERNS", "i:air"), ("p:6", "CONCERNS", "i:sol"),
]


@pytest.fixture(scope="module")
def made() -> Snapshot:
    base = snapshot(TYPES, LINKS)
    levels = {"t:a": "commune", "t:b": "commune", "t:c": "région"}
    people = {"t:a": 1_000, "t:b": 2_000, "t:c": 1_000_000}
    return replace(base, levels=tuple(levels.get(id) for id in base.ids), populations=tuple(people.get(id) for id in base.ids))


def test_the_distance_is_the_one_that_is_stated(made: Snapshot) -> None:
    found = places(view(made, Selection()))
    like = likeness(made, found, made.ids.index("t:a"))
    at = {made.ids[place]: row for row, place in enumerate(found.territories)}
    # Shares of items: a: water 1; b: water 1/3, soil 2/3; c: air 1/2, soil 1/2. Types: a, b programmes; c half events.
    expected = {"t:b": [math.log(2) / math.log(10), 0, 0, 2 / 3], "t:c": [1, 1, 1 / 2, 1]}
    for id, parts in expected.items():
        assert like.parts[:, at[id]] == pytest.approx(parts)
        assert like.distance[at[id]] == pytest.approx(sum(parts) / 4)
    assert like.distance[at["t:a"]] == pytest.approx(0)


def test_what_is_not_known_is_left_out_of_the_mean(made: Snapshot) -> None:
    bare = replace(made, levels=(), populations=())
    found = places(view(bare, Selection()))
    like = likeness(bare, found, bare.ids.index("t:a"))
    row = list(found.territories).index(bare.ids.index("t:b"))
    assert (like.distance[row], like.known[row]) == (pytest.approx(1 / 3), 2)


def french(cell: Any) -> Any:
    """A cell of a grid as it is shown in French."""
    return cell["fr"] if isinstance(cell, dict) else cell


def test_parts_of_a_territory_belong_to_it_and_are_not_like_it(made: Snapshot) -> None:
    answer = territory.run(made, Territorial(territory="t:a"))
    assert [french(row[0]) for row in answer.grids[0].rows] == ["p:1", "p:2"]
    assert [french(row[0]) for row in answer.grids[3].rows] == ["t:b", "t:c"]


def test_it_proposes_what_similar_territories_have_with_the_value_that_is_stated(made: Snapshot) -> None:
    answer = territory.run(made, Territorial(territory="t:a"))
    near, far = 1 - (math.log10(2) + 2 / 3) / 4, 1 - 3.5 / 4
    soil, air = 1.0, far / (near + far)  # both have soil; only c has air
    expected = {"p:4": near * soil, "p:3": near * soil / 2, "p:6": far * soil, "p:5": far * air}
    assert [each.entities[0].id for each in answer.findings] == ["p:4", "p:3", "p:6", "p:5"]
    for each in answer.findings:
        assert each.value == pytest.approx(expected[each.entities[0].id])
        assert each.value == pytest.approx(sum(reason.contribution for reason in each.reasons))
    first = answer.findings[0]
    assert first.reasons[0].links == ["CONCERNS:p:4:i:sol"]
    assert "« i:sol »" in first.sentence["fr"]
    assert "« i:eau »" in answer.findings[1].sentence["fr"]  # what already lives here


def test_what_lies_in_two_similar_territories_comes_from_the_nearer_one(made: Snapshot) -> None:
    both = snapshot(TYPES, [*LINKS, ("p:4", "LOCATED_IN", "t:c")])
    wide = replace(both, levels=made.levels, populations=made.populations)
    found = territory.run(wide, Territorial(territory="t:a"))
    like = likeness(wide, places(view(wide, Selection())), wide.ids.index("t:a"))
    far = {wide.ids[at]: float(distance) for at, distance in
           zip(places(view(wide, Selection())).territories, like.distance, strict=True)}
    assert far["t:b"] < far["t:c"]
    assert [each.entities[1].id for each in found.findings if each.entities[0].id == "p:4"] == ["t:b"]


def test_thin_data_are_told(made: Snapshot) -> None:
    warned = " ".join(each["en"] for each in territory.run(made, Territorial(territory="t:a")).warnings)
    assert "Only 2 practices known here" in warned
    assert "The comparison is thin" in warned


def test_a_territory_with_nothing_is_answered_in_words(made: Snapshot) -> None:
    alone = snapshot({"t:x": "Territory", "p:1": "Event", "i:1": "Theme"}, [("p:1", "CONCERNS", "i:1")])
    answer = territory.run(alone, Territorial(territory="t:x"))
    assert (answer.total, answer.findings) == (0, [])
    assert "aucun autre territoire" in answer.sentence["fr"]
    assert territory.run(snapshot({}, []), Territorial()).total == 0
    with pytest.raises(NotFound):
        territory.run(made, Territorial(territory="t:absent"))


def test_without_a_territory_it_lists_those_to_ask_about(made: Snapshot) -> None:
    rows = territory.run(made, Territorial()).grids[0].rows
    assert [row[1:] for row in rows] == [["t:a", 2], ["t:b", 2], ["t:c", 2], ["t:a1", 1]]


def test_what_is_missed_and_what_complements_is_that_of_the_practices_here(root: Path) -> None:
    real = programme(root)
    answer = territory.run(real, Territorial(territory="france"))
    here = {french(row[0]) for row in answer.grids[0].rows}
    for other, shown in (("missed_meetings", answer.grids[1]), ("complementarity", answer.grids[2])):
        wanted = MEASURES[other].asked(real, {"territory": "france", "limit": 10})
        assert [row[2] for row in shown.rows] == [each.sentence for each in wanted.findings]
        assert {french(name) for row in shown.rows for name in row[:2]} <= here
    assert answer.grids[2].rows


def test_circles_in_the_data_do_no_harm() -> None:
    made = snapshot({"t:a": "Territory", "t:b": "Territory", "p:1": "Programme"},
                    [("t:a", "PART_OF", "t:b"), ("t:b", "PART_OF", "t:a"), ("p:1", "LOCATED_IN", "t:a")])
    assert territory.run(made, Territorial(territory="t:b")).grids[0].rows[0][0] == {"fr": "p:1", "en": "p:1"}


def test_on_the_programme_no_number_is_missing_and_none_proposes_what_is_there(root: Path) -> None:
    real = programme(root)
    for at in np.flatnonzero(real.members["Territory"]):
        answer = territory.run(real, Territorial(territory=real.ids[at]))
        here = {french(row[0]) for row in answer.grids[0].rows}
        assert all(0 < each.value <= 1 and math.isfinite(each.value) for each in answer.findings)
        assert not here & {each.entities[0].name for each in answer.findings}
