"""Places as intervals: what many sources say holds, what one says wavers; and a ranking that is none says so."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maillage.graph.analysis.registry import MEASURES
from maillage.graph.analysis.resampling import UNRANKED, ask
from maillage.graph.analysis.thinned import thinned
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
