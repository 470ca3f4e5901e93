"""Places as intervals: what many sources say holds, what one says wavers; and a ranking that is none says so."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maillage.graph.analysis.measure import Measure
from maillage.graph.analysis.registry import MEASURES
from maillage.graph.analysis.resampling import UNRANKED, ask
from maillage.graph.analysis.result import Analysis, Finding, Reason
from maillage.graph.analysis.selection import Selection
from maillage.graph.analysis.separation import unseparated
from maillage.graph.analysis.thinned import thinned
from maillage.graph.answers import Brief
from maillage.graph.snapshot import Snapshot
from tests.analysis.build import programme, two_mode

CONVERGENCE = MEASURES["convergence"]


def clear() -> Snapshot:
    """One pair that shares everything, others that share a little."""
    edges = [("a", "1"), ("a", "2"), ("a", "3"), ("b", "1"), ("b", "2"), ("b", "3"), ("c", "3"), ("c", "4"), ("c", "5"),
             ("d", "5"), ("d", "6"), ("d", "7"), ("e", "7"), ("e", "8"), ("e", "9")]
    return two_mode(edges)


def sourced(made: Snapshot, number: int) -> Snapshot:
    return replace(made, link_sources=(tuple(f"s{each}" for each in range(number)),) * len(made.link_ids))



def test_what_many_sources_say_keeps_its_place() -> None:
    found = ask(CONVERGENCE, sourced(clear(), 50), CONVERGENCE.parameters(), 20)
    first = found.findings[0]
    assert {each.id for each in first.entities} == {"p:a", "p:b"}
    assert (first.details["rank_low"], first.details["rank_high"]) == (1, 1)
    assert first.low == first.high == pytest.approx(first.value)
    assert not any("not separated" in each["en"] for each in found.warnings)


def test_what_one_source_says_wavers_and_that_is_told() -> None:
    made = two_mode([(row, column) for row in "abcdef" for column in "123" if (ord(row) + ord(column)) % 3])
    found = ask(CONVERGENCE, made, CONVERGENCE.parameters(), 30)
    assert any("not separated" in each["en"] for each in found.warnings)
    assert any(each.details["rank_low"] != each.details["rank_high"] for each in found.findings)


def drawing(*orders: str) -> Measure:
    """A measure whose lines stand in these orders, one at each call, the first one at the first."""
    coming = iter(orders)

    def run(seen: Snapshot, asked: Selection) -> Analysis:
        lines = [replace(line(9.0 - place, None, 1.0), entities=[Brief(who, who, "Practice", ["Event"])])
                 for place, who in enumerate(next(coming))]
        return Analysis("drawing", {"fr": "", "en": ""}, len(lines), lines, "")

    return Measure("drawing", {"fr": "", "en": ""}, {"fr": "", "en": ""}, Selection, run)


@pytest.mark.parametrize(("swapped", "high"), [(0, 1), (1, 1), (2, 2)])
def test_a_place_is_that_of_the_middle_nine_tenths_of_the_draws(swapped: int, high: int) -> None:
    first = ask(drawing("xy", *["yx"] * swapped, *["xy"] * (20 - swapped)), clear(), Selection(), 20).findings[0]
    assert (first.details["rank_low"], first.details["rank_high"]) == (1, high)


def test_lines_whose_interval_begins_where_the_first_ones_ends_change_places_with_it() -> None:
    found = ask(drawing("xyz", *["zxy"] * 2, *["xyz"] * 18), clear(), Selection(), 20)
    assert [(each.details["rank_low"], each.details["rank_high"]) for each in found.findings] == [(1, 2), (2, 3), (1, 3)]
    assert any("3 of the 3 lines" in each["en"] for each in found.warnings)


@pytest.mark.parametrize(("without", "told"), [(10, True), (11, False)])
def test_a_value_has_an_interval_where_half_of_the_draws_list_it(without: int, told: bool) -> None:
    last = ask(drawing("xy", *["x"] * without, *["xy"] * (20 - without)), clear(), Selection(), 20).findings[1]
    assert (last.low is not None, last.high is not None) == (told, told)


def test_draws_are_the_same_each_time_and_change_no_value(root: Path) -> None:
    real = programme(root)
    plain, one, two = (ask(CONVERGENCE, real, CONVERGENCE.parameters(), draws) for draws in (0, 10, 10))
    assert one == two
    assert [each.value for each in one.findings] == [each.value for each in plain.findings]
    for each in one.findings:
        assert 1 <= int(each.details["rank_low"] or 0) <= int(each.details["rank_high"] or 0)


def test_equal_values_are_told_without_any_draw() -> None:
    made = two_mode([("a", "1"), ("b", "1"), ("c", "2"), ("d", "2"), ("e", "3")])
    warned = ask(CONVERGENCE, made, CONVERGENCE.parameters()).warnings
    assert any("first 2 lines have the same value" in each["en"] for each in warned)


def test_a_first_place_that_hangs_on_one_reason_is_told_without_any_draw() -> None:
    close = [(row, f"{row[0]}{n}") for row in ("a", "aa", "b", "bb") for n in range(2)]
    made = two_mode([*close, ("bb", "own"), ("c", "x"), ("d", "y")])
    found = ask(CONVERGENCE, made, CONVERGENCE.parameters())
    first, second = found.findings[:2]
    left = first.value - max(reason.contribution for reason in first.reasons)
    assert left < second.value < first.value
    assert any("not separated" in each["en"] and "1 of the 1 others" in each["en"] for each in found.warnings)
    assert any("ne se distinguent pas" in each["fr"] for each in found.warnings)


def line(value: float, p: float | None, *parts: float) -> Finding:
    who = Brief("p:a", "A", "Practice", ["Event"])
    return Finding([who], value, {"fr": "", "en": ""}, p, reasons=[Reason(who, part, []) for part in parts])


@pytest.mark.parametrize(("lines", "wanted"), [
    ([line(1.0, 0.001), line(5.0, 0.001), line(2.0, 0.01)], None),  # equally likely by chance, of other values
    ([line(5.0, 0.001), line(1.0, 0.001), line(2.0, 0.01)], None),
    ([line(2.0, 0.001), line(2.0, 0.001), line(9.0, 0.01)], "The first 2 lines have the same value"),
    ([line(3.0, None), line(3.0, None), line(1.0, None)], "The first 2 lines have the same value")])
def test_lines_are_said_to_be_of_one_value_only_where_they_are(lines: list[Finding], wanted: str | None) -> None:
    warned = unseparated(lines)
    assert [each["en"].partition(":")[0] for each in warned] == ([wanted] if wanted else [])


@pytest.mark.parametrize(("lines", "passed"), [
    ([line(4.0, None, 1.0, 3.0), line(1.0, None, 1.0)], 1),  # without its 3 it is 1, as the other
    ([line(0.3, None, 0.1, 0.1, 0.1), line(0.2, None, 0.2)], 1),  # the same, but for rounding
    ([line(4.0, None, 1.0, 3.0), line(4.0, None, 4.0), line(1.0, None, 1.0)], 2),
    ([line(4.0, None, 1.0, 3.0), line(0.999, None, 0.999)], 0)])
def test_a_line_that_then_stands_no_lower_counts(lines: list[Finding], passed: int) -> None:
    warned = " ".join(each["en"] for each in unseparated(lines))
    assert (f" {passed} of the {len(lines) - 1} others" in warned) == (passed > 0)
    assert ("not separated" in warned) == (passed > 0)


def test_a_first_place_that_stands_apart_is_not_doubted() -> None:
    pair = [(row, f"{n}") for row in "ab" for n in range(8)]
    made = two_mode([*pair, ("c", "x"), ("c", "y"), ("c", "z"), ("d", "z"), ("d", "v"), ("d", "w")])
    warned = ask(CONVERGENCE, made, CONVERGENCE.parameters()).warnings
    assert not any("not separated" in each["en"] or "same value" in each["en"] for each in warned)


@pytest.mark.parametrize("name", sorted(UNRANKED & MEASURES.keys()))
def test_what_is_no_ranking_has_no_places(root: Path, name: str) -> None:
    measure = MEASURES[name]
    assert ask(measure, programme(root), measure.parameters(), 5) == measure.run(programme(root), measure.parameters())


def test_a_store_that_is_too_large_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("maillage.graph.analysis.resampling.MOST_LINKS", 3)
    warned = ask(CONVERGENCE, clear(), CONVERGENCE.parameters(), 5).warnings
    assert any("too large for draws" in each["en"] for each in warned)


@given(st.sets(st.integers(0, 4)), st.sets(st.integers(0, 14)))
@settings(max_examples=40, deadline=None)
def test_a_part_is_what_is_left_and_nothing_else(gone: set[int], unsaid: set[int]) -> None:
    made = clear()
    practices = [at for at, id in enumerate(made.ids) if id.startswith("p:")]
    nodes, links = np.ones(len(made.ids), dtype=np.bool_), np.ones(len(made.link_ids), dtype=np.bool_)
    nodes[[practices[each] for each in gone]] = False
    links[list(unsaid)] = False
    part = thinned(made, nodes, links)
    assert set(part.ids) == {id for at, id in enumerate(made.ids) if nodes[at]}
    wanted = {(made.ids[s], made.ids[t]) for at, (s, t) in enumerate(zip(made.source, made.target, strict=True))
              if links[at] and nodes[s] and nodes[t]}
    assert {(part.ids[s], part.ids[t]) for s, t in zip(part.source, part.target, strict=True)} == wanted
    assert part.members["Theme"].sum() == made.members["Theme"].sum()
