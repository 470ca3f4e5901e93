"""Quadrants and missed meetings: a partition of all pairs, against plain sets; hubs; what a link is."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maillage.graph.analysis.meetings import FEW
from maillage.graph.analysis.registry import measure
from maillage.graph.analysis.result import Analysis
from maillage.graph.snapshot import Snapshot
from tests.analysis.build import snapshot

PRACTICES = "abcdefgh"
HELD = st.lists(st.tuples(st.sampled_from(PRACTICES), st.sampled_from("0123456")), max_size=30, unique=True)
TAKEN = st.lists(st.tuples(st.sampled_from("XYZ"), st.sampled_from(PRACTICES)), max_size=8, unique=True)
OUTRIGHT = st.lists(st.tuples(st.sampled_from(PRACTICES), st.sampled_from(PRACTICES)), max_size=4, unique=True)


def asked(made: Snapshot, name: str, **given: object) -> Analysis:
    return measure(name).asked(made, given)


def counts(found: Analysis) -> list[int]:
    return [int(row[1]) for row in found.grids[0].rows if isinstance(row[1], int)]


def ends(found: Analysis) -> set[frozenset[str]]:
    return {frozenset(entity.id for entity in each.entities) for each in found.findings}


@settings(max_examples=50, deadline=None)
@given(HELD, TAKEN, OUTRIGHT, st.sampled_from([0.05, 0.3, 1.0]))
def test_they_part_all_pairs_as_plain_sets_do(held: list[tuple[str, str]], taken: list[tuple[str, str]],
                                              outright: list[tuple[str, str]], level: float) -> None:
    made = snapshot(dict.fromkeys(PRACTICES, "Event") | {f"i{n}": "Theme" for n in "0123456"}
                    | dict.fromkeys("XYZ", "Company"),
                    [*((p, "CONCERNS", f"i{item}") for p, item in held), *((who, "HOSTS", p) for who, p in taken),
                     *((p, "RELATED_TO", q) for p, q in outright)])
    chance = {frozenset(e.id for e in each.entities): each for each in asked(made, "convergence", limit=500).findings}
    convergent = {pair for pair, each in chance.items()
                  if each.p_value is not None and each.p_value <= level and int(each.details["shared"] or 0) >= 2}
    by_actor = {frozenset(pair) for who in "XYZ" for pair in combinations([p for w, p in taken if w == who], 2)}
    linked = by_actor | {frozenset(pair) for pair in outright if pair[0] != pair[1]}
    every = {frozenset(pair) for pair in combinations(PRACTICES, 2)}
    found = counts(asked(made, "quadrants", level=level))
    assert found == [len(convergent & linked), len(convergent - linked), len(linked - convergent),
                     len(every - convergent - linked)]
    assert sum(found) == len(every)
    assert ends(asked(made, "missed_meetings", level=level, most=500, limit=500)) == convergent - linked


def giants() -> Snapshot:
    """Sixty practices in twelve circles, each of which deals with five themes of its own and some stray one; three giants
    deal with three quarters of everything. Nobody is linked to anybody; each has an actor.
    """
    random = np.random.default_rng(4)
    themes = [f"t{n:02}" for n in range(60)]
    held = {f"p{n:02}": {*random.choice(themes[n // 5 * 5:n // 5 * 5 + 5], 4, replace=False), str(random.choice(themes))}
            for n in range(60)}
    held |= {f"giant{n}": {str(each) for each in random.choice(themes, 45, replace=False)} for n in range(3)}
    links = [(p, "CONCERNS", str(theme)) for p, items in held.items() for theme in items]
    links += [(f"actor of {p}", "ORGANISES", p) for p in held]
    types = dict.fromkeys(held, "Programme") | dict.fromkeys(themes, "Theme") | {f"actor of {p}": "Company" for p in held}
    return snapshot(types, links)


def test_giants_do_not_fill_the_missed_meetings_and_do_when_fairness_is_turned_off() -> None:
    made = giants()
    fair, raw = (ends(asked(made, "missed_meetings", limit=20, fair=each)) for each in (True, False))
    assert len(fair) == len(raw) == 20
    assert sum(any(id.startswith("giant") for id in pair) for pair in fair) <= 1
    assert sum(any(id.startswith("giant") for id in pair) for pair in raw) >= 15


def test_with_fairness_no_practice_takes_more_places_than_allowed() -> None:
    made = giants()
    for most in (1, 2):
        places = [id for pair in ends(asked(made, "missed_meetings", limit=100, most=most)) for id in pair]
        assert max(places.count(id) for id in places) == most
    alone = asked(made, "missed_meetings", around="p00", most=1)
    assert len(alone.findings) == alone.total > 1


def sisters(*more: tuple[str, str, str]) -> Snapshot:
    """Two practices that share six themes of many, in a crowd that shares none."""
    links = [(p, "CONCERNS", f"s{n}") for p in ("one", "other") for n in range(6)]
    links += [(f"crowd{n}", "CONCERNS", f"own{n}-{k}") for n in range(9) for k in range(4)]
    types = {"one": "Event", "other": "Event", "whole": "Programme", "actor": "Company", "ana": "Person"}
    types |= {s: "Event" for s, _, _ in links if s.startswith("crowd")} | {o: "Theme" for _, _, o in links}
    return snapshot(types, [*links, *more])


@pytest.mark.parametrize("links", [
    [("actor", "HOSTS", "one"), ("actor", "FUNDS", "other")], [("one", "RELATED_TO", "other")], [("other", "PART_OF", "one")],
    [("one", "PART_OF", "whole"), ("other", "PART_OF", "whole")],
    [("one", "PART_OF", "whole"), ("whole", "PART_OF", "other")],
    [("actor", "HOSTS", "one"), ("ana", "SPEAKS_AT", "other"), ("ana", "AFFILIATED_WITH", "actor")]])
def test_what_links_two_practices(links: list[tuple[str, str, str]]) -> None:
    assert counts(asked(sisters(), "quadrants"))[:2] == [0, 1]
    assert counts(asked(sisters(*links), "quadrants"))[:2] == [1, 0]
    assert asked(sisters(*links), "missed_meetings").total == 0


def test_who_is_everywhere_links_nobody_and_is_named() -> None:
    everywhere = [("actor", "HOSTS", p) for p in ("one", "other", *(f"crowd{n}" for n in range(9)))]
    found = asked(sisters(*everywhere), "missed_meetings")
    assert ends(found) == {frozenset(("one", "other"))}
    assert any("actor" in warning["fr"] and "actor" in warning["en"] for warning in found.warnings)
    assert asked(sisters(*everywhere), "missed_meetings", everywhere=1.0).total == 0
    assert asked(sisters(*everywhere[:FEW]), "missed_meetings").total == 0  # who links no more than a few links them


def test_where_no_actor_is_known_the_doubt_is_said_and_comes_last() -> None:
    found = asked(sisters(("actor", "HOSTS", "one")), "missed_meetings").findings[0]
    assert (found.details["actors_unknown"], "« other »" in found.sentence["fr"].split("Aucun acteur")[1]) == (1, True)
    known = asked(sisters(("actor", "HOSTS", "one"), ("ana", "SPEAKS_AT", "other")), "missed_meetings").findings[0]
    assert (known.details["actors_unknown"], "Aucun acteur" in known.sentence["fr"]) == (0, False)
