"""Where pairs are too many to be held: the same answers as where all are, and an end in time."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maillage.graph.analysis import meetings, missed_meetings, projection, tested
from maillage.graph.analysis.convergences import Converging, convergences
from maillage.graph.analysis.registry import measure
from maillage.graph.analysis.result import Analysis
from maillage.graph.analysis.ties import Families, Ties
from maillage.graph.snapshot import Snapshot
from tests.analysis.build import snapshot

FEW = 12
EDGES = st.lists(st.tuples(st.integers(0, 11), st.integers(0, 6)), min_size=8, max_size=50, unique=True)
ACTORS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 11)), max_size=14, unique=True)
ORDER = st.sampled_from([("value", 0.05), ("value", 0.4), ("value", 1.0), ("surprise", 0.05)])


def lines(found: Analysis) -> list[tuple[Any, ...]]:
    """What is listed: who, with which numbers."""
    return [(*(entity.id for entity in each.entities), each.value, each.p_value, each.q_value) for each in found.findings]


def made(edges: list[tuple[int, int]], actors: list[tuple[int, int]], *more: tuple[str, str, str]) -> Snapshot:
    types = {f"p{n:02}": "Event" for n in range(12)} | {f"t{n}": "Theme" for n in range(7)}
    types |= {f"o{n}": "Company" for n in range(4)}
    return snapshot(types, [*((f"p{p:02}", "CONCERNS", f"t{t}") for p, t in edges),
                            *((f"o{o}", "ORGANISES", f"p{p:02}") for o, p in actors), *more])


@settings(max_examples=25, deadline=None)
@given(EDGES, ACTORS, ORDER, st.integers(1, 8))
def test_what_is_held_changes_no_answer(edges: list[tuple[int, int]], actors: list[tuple[int, int]], order: tuple[str, float],
                                        limit: int) -> None:
    asked: list[tuple[str, dict[str, Any]]] = [
        ("convergence", {"order": order[0], "level": order[1], "limit": limit}),
        ("cooperation", {"order": order[0], "level": order[1], "limit": limit}),
        ("missed_meetings", {"level": order[1], "around": "p03"})]
    whole, parts = with_all_and_with_the_best(made(edges, actors), asked)
    for one, other in zip(whole, parts, strict=True):
        assert (other.total, other.sentence, other.grids) == (one.total, one.sentence, one.grids)
        assert lines(other) == lines(one)


@settings(max_examples=40, deadline=None)
@given(EDGES, ACTORS, st.sampled_from([0.05, 0.4, 1.0]), st.sampled_from([1, 2]), st.booleans())
def test_the_pairs_of_a_list_that_is_cut_are_the_first_and_the_number_told_is_theirs(
        edges: list[tuple[int, int]], actors: list[tuple[int, int]], level: float, least: int, fair: bool) -> None:
    """Some practices have no actor: their pairs stand last among missed meetings, not among the quadrants."""
    chances = {"level": level, "least": least, "limit": 500}
    asked: list[tuple[str, dict[str, Any]]] = [
        ("quadrants", chances), ("quadrants", {**chances, "quadrant": "missed_meeting"}),
        ("missed_meetings", {**chances, "fair": fair, "most": 500}), ("missed_meetings", {**chances, "fair": fair})]
    whole, parts = with_all_and_with_the_best(made(edges, actors), asked)
    for one, other in zip(whole, parts, strict=True):
        assert (other.total, other.grids) == (one.total, one.grids)
        assert other.sentence == one.sentence or one.measure != "quadrants"
        assert lines(other) == lines(one)[:len(other.findings)]
    for one, other in zip(whole[:3], parts[:3], strict=True):
        assert len(other.findings) >= min(len(one.findings), FEW // 2)
        told = [each["en"] for each in other.warnings if "are ranked" in each["en"]]
        cut = len(other.findings) < len(one.findings)
        assert told == ([f"{one.total} pairs; the first {len(other.findings)} are ranked."] if cut else [])


@settings(max_examples=60, deadline=None)
@given(EDGES, st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=12), st.booleans(),
       st.sampled_from([FEW, tested.MOST_KEPT]))
def test_pairs_of_part_and_whole_are_taken_out_as_if_they_had_never_been_looked_at(
        edges: list[tuple[int, int]], parts: list[tuple[int, int]], two_families: bool, most: int) -> None:
    """Of all that is kept for a list, no number tells that they were: chances, corrections, totals, the best."""
    seen = made(edges, [], ("t0", "PART_OF", "t1"), ("t2", "PART_OF", "t1"))  # so that some share what is broader only
    found = convergences(seen, Converging(relatives=True))
    every = np.ones(len(found.rows), dtype=np.bool_)
    one = every & (np.arange(len(every)) % 3 > 0) if two_families else every
    apart = np.unique([min(pair) * len(every) + max(pair) for pair in parts if len(set(pair)) == 2]).astype(np.int64)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tested, "MOST_KEPT", most)
        projection = found.tested.projection
        left = tested.test(projection, Families(one, every, apart[:0])).without(apart)
        never = tested.test(projection, Families(one, every, apart))
    for name in ("keys", "counts", "p", "q"):
        assert getattr(left.significance, name).tolist() == getattr(never.significance, name).tolist(), name
    assert (left.total, left.families.possible) == (never.total, never.families.possible)
    for order, number in (("value", 4), ("surprise", 4), ("value", 100)):
        assert rows(left.ranked(order, number, 0.4)) == rows(never.ranked(order, number, 0.4))


def rows(ties: Ties) -> list[tuple[float, ...]]:
    pairs = ties.pairs
    columns = (pairs.first, pairs.second, pairs.value, pairs.shared, ties.p, ties.q)
    return list(zip(*(each.tolist() for each in columns), strict=True))


def with_all_and_with_the_best(seen: Snapshot, asked: list[tuple[str, dict[str, Any]]]) -> tuple[list[Analysis], list[Analysis]]:
    """The answers where all pairs are held, and where few are."""
    whole = [measure(name).asked(seen, given) for name, given in asked]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tested, "MOST_KEPT", FEW)
        for module in (meetings, missed_meetings):
            patch.setattr(module, "MOST_LISTED", FEW)
        patch.setattr(projection, "BLOCK", 5)
        again = replace(seen)  # another snapshot, of which nothing is kept
        return whole, [measure(name).asked(again, given) for name, given in asked]


def hub(practices: int) -> Snapshot:
    """A quarter of the practices deal with one theme; each has two of many others; ten pairs of twins share six of their own."""
    random = np.random.default_rng(3)
    themes = random.integers(0, practices // 2, (practices, 2)).tolist()
    links = [(f"p{n:05}", "CONCERNS", f"t{theme}") for n, held in enumerate(themes) for theme in held]
    links += [(f"p{n:05}", "CONCERNS", "everywhere") for n in range(0, practices, 4)]
    links += [(f"p{n:05}", "CONCERNS", f"twin{n // 2}-{k}") for n in range(20) for k in range(6)]
    types = dict.fromkeys({s for s, _, _ in links}, "Programme") | dict.fromkeys({o for _, _, o in links}, "Theme")
    return snapshot(types, links)


def test_a_theme_that_a_quarter_holds_hides_nobody() -> None:
    """A million pairs have nothing but that theme in common."""
    size = 6_000
    seen = hub(size)
    found = {name: measure(name).asked(seen, {"limit": 60}) for name in ("missed_meetings", "quadrants")}
    found["convergence"] = measure("convergence").asked(seen, {"limit": 10, "order": "surprise"})
    assert found["convergence"].total > (size // 4) * (size // 4 - 1) // 2 > tested.MOST_KEPT
    twins = {(f"p{n:05}", f"p{n + 1:05}") for n in range(0, 20, 2)}
    listed = {name: {tuple(entity.id for entity in each.entities) for each in found[name].findings} for name in found}
    assert listed["convergence"] == twins
    assert twins <= listed["missed_meetings"]
    assert sum(int(row[1]) for row in found["quadrants"].grids[0].rows if isinstance(row[1], int)) == size * (size - 1) // 2
