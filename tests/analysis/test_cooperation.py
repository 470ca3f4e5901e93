"""Cooperation: Newman's weights, what is inferred and what is said, persons and their organisations, published numbers."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from pathlib import Path

import networkx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maillage.graph.analysis.null_model import fit
from maillage.graph.analysis.registry import measure
from maillage.graph.analysis.result import Analysis
from maillage.graph.snapshot import Snapshot
from tests.analysis.build import snapshot
from tests.analysis.networks import published

PAIRS = st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("uvwxyz")), min_size=1, max_size=25, unique=True)


def taking_part(pairs: list[tuple[str, str]]) -> Snapshot:
    """Actors (first) in practices (second)."""
    return snapshot({who: "Association" for who, _ in pairs} | {what: "Event" for _, what in pairs},
                    [(who, "PARTNER_IN", what) for who, what in pairs])


def asked(made: Snapshot, **given: object) -> Analysis:
    return measure("cooperation").asked(made, {"limit": 500, **given})


def values(found: Analysis) -> dict[frozenset[str], float]:
    return {frozenset(entity.id for entity in each.entities): each.value for each in found.findings}


@settings(max_examples=40, deadline=None)
@given(PAIRS)
def test_weights_are_those_of_networkx_on_both_sides(pairs: list[tuple[str, str]]) -> None:
    graph, made = networkx.Graph(pairs), taking_part(pairs)
    for between, names in (("actors", {who for who, _ in pairs}), ("practices", {what for _, what in pairs})):
        theirs = networkx.bipartite.collaboration_weighted_projected_graph(graph, names)
        wanted = {frozenset(pair[:2]): pair[2]["weight"] for pair in theirs.edges(data=True)}
        assert values(asked(made, between=between)) == pytest.approx(wanted, abs=1e-9)


@settings(max_examples=25, deadline=None)
@given(PAIRS)
def test_every_weight_is_the_sum_of_its_reasons(pairs: list[tuple[str, str]]) -> None:
    for each in asked(taking_part(pairs)).findings:
        assert sum(reason.contribution for reason in each.reasons) == pytest.approx(each.value, abs=1e-12)
        assert [len(reason.links) for reason in each.reasons] == [2] * len(each.reasons)


# How often each of Davis's women (by lines and columns, in the order of the names) met each, and how often she went out herself,
# as printed under “Projected data” in the vignette of the R package backbone 1.0.0 (Domagalski, Neal and Sagan, CRAN, 2019:
# inst/doc/backbone_introduction.html). It is the matrix P of Breiger (Social Forces 53, 1974), whose page could not be looked up.
NAMES = ("EVELYN LAURA THERESA BRENDA CHARLOTTE FRANCES ELEANOR PEARL RUTH VERNE MYRNA KATHERINE SYLVIA NORA HELEN DOROTHY "
         "OLIVIA FLORA").split()
TOGETHER = """
8 6 7 6 3 4 3 3 3 2 2 2 2 2 1 2 1 1
6 7 6 6 3 4 4 2 3 2 1 1 2 2 2 1 0 0
7 6 8 6 4 4 4 3 4 3 2 2 3 3 2 2 1 1
6 6 6 7 4 4 4 2 3 2 1 1 2 2 2 1 0 0
3 3 4 4 4 2 2 0 2 1 0 0 1 1 1 0 0 0
4 4 4 4 2 4 3 2 2 1 1 1 1 1 1 1 0 0
3 4 4 4 2 3 4 2 3 2 1 1 2 2 2 1 0 0
3 2 3 2 0 2 2 3 2 2 2 2 2 2 1 2 1 1
3 3 4 3 2 2 3 2 4 3 2 2 3 2 2 2 1 1
2 2 3 2 1 1 2 2 3 4 3 3 4 3 3 2 1 1
2 1 2 1 0 1 1 2 2 3 4 4 4 3 3 2 1 1
2 1 2 1 0 1 1 2 2 3 4 6 6 5 3 2 1 1
2 2 3 2 1 1 2 2 3 4 4 6 7 6 4 2 1 1
2 2 3 2 1 1 2 2 2 3 3 5 6 8 4 1 2 2
1 2 2 2 1 1 2 1 2 3 3 3 4 4 5 1 1 1
2 1 2 1 0 1 1 2 2 2 2 2 2 1 1 2 1 1
1 0 1 0 0 0 0 1 1 1 1 1 1 2 1 1 2 2
1 0 1 0 0 0 0 1 1 1 1 1 1 2 1 1 2 2
"""


def test_southern_women_meet_as_often_as_published(shared: Path) -> None:
    folder = shared / "data" / "networks"
    names = pd.read_csv(folder / "southern_women_nodes.csv").set_index("id")["name"]
    edges = pd.read_csv(folder / "southern_women_edges.csv")
    made = taking_part([(names[who], f"event {what}") for who, what in zip(edges["source"], edges["target"], strict=True)])
    printed = np.array([line.split() for line in TOGETHER.split("\n") if line], dtype=int)
    places = combinations(range(len(NAMES)), 2)
    together = {frozenset((NAMES[one], NAMES[other])): printed[one, other] for one, other in places if printed[one, other]}
    found = {frozenset(e.name for e in each.entities): each.details["shared"]
             for each in asked(made, between="actors", limit=500).findings}
    assert found == together
    assert names[edges["source"]].value_counts().to_dict() == dict(zip(NAMES, np.diag(printed).tolist(), strict=True))


def test_ceos_and_clubs_are_as_many_as_published(shared: Path) -> None:
    """Manual of the R package SNAData 1.54.0 (2025), CEOclubs: 26 executives, 15 clubs, 98 memberships."""
    names, executives, ties = published(shared, "ceos_clubs")
    made = taking_part([(names[who], names[club]) for who, club in ties])
    found = asked(made, between="actors").findings
    assert (executives, len(names) - executives, len(set(ties))) == (26, 15, 98)
    clubs = Counter(club for _, club in ties)
    assert sum(int(each.details["shared"] or 0) for each in found) == sum(size * (size - 1) // 2 for size in clubs.values())


# Margins of the matrix, clubs, then executives, in their order: examples of the program of Miller and Harrison ("Galaskiewicz's
# CEOs and clubs"; the paper is "Exact sampling and counting for fixed-margin matrices", Annals of Statistics 41(3), 2013).
CLUBS = [3, 11, 22, 12, 3, 4, 4, 4, 6, 3, 4, 5, 5, 3, 9]
EXECUTIVES = [3, 3, 2, 3, 3, 3, 4, 3, 4, 2, 3, 2, 4, 7, 5, 5, 6, 5, 5, 5, 3, 3, 4, 5, 3, 3]


def test_ceos_and_clubs_have_the_published_margins_and_their_null_model_keeps_them(shared: Path) -> None:
    names, executives, ties = published(shared, "ceos_clubs")
    matrix = np.zeros((executives, len(names) - executives), dtype=int)
    matrix[[who for who, _ in ties], [club - executives for _, club in ties]] = 1
    assert (matrix.sum(axis=1).tolist(), matrix.sum(axis=0).tolist()) == (EXECUTIVES, CLUBS)
    model = fit(matrix.sum(axis=1), matrix.sum(axis=0))
    chances = model.probability[np.ix_(model.rows, model.columns)]
    assert chances.sum(axis=1) == pytest.approx(EXECUTIVES, abs=1e-9)
    assert chances.sum(axis=0) == pytest.approx(CLUBS, abs=1e-9)


def test_what_sources_say_outright_is_never_mixed_with_what_is_inferred() -> None:
    made = snapshot({"a": "Company", "b": "Company", "c": "Company", "d": "Company", "p": "Event"},
                    [("a", "PARTNER_IN", "p"), ("b", "PARTNER_IN", "p"), ("c", "HOSTS", "p"), ("a", "COOPERATES_WITH", "b"),
                     ("a", "COOPERATES_WITH", "d")])
    inferred, said = asked(made, between="actors"), asked(made, between="actors", ties="explicit")
    kinds = {frozenset(e.id for e in each.entities): each.details["tie"] for each in inferred.findings}
    assert kinds == {frozenset("ab"): "both", frozenset("ac"): "inferred", frozenset("bc"): "inferred"}
    assert values(said) == {frozenset("ab"): 0.5, frozenset("ad"): 0.0}
    assert [row[1] for row in said.grids[0].rows] == [1, 2, 1]
    proof = next(each for each in said.findings if each.value == 0).reasons
    assert [reason.links for reason in proof] == [["COOPERATES_WITH:a:d"]]


def test_persons_are_carried_to_their_organisations_on_request() -> None:
    made = snapshot({"ana": "Person", "bo": "Person", "collectif": "Association", "p": "Event", "q": "Event"},
                    [("ana", "SPEAKS_AT", "p"), ("bo", "SPEAKS_AT", "q"), ("ana", "AFFILIATED_WITH", "collectif"),
                     ("bo", "AFFILIATED_WITH", "collectif")])
    assert asked(made).total == 0
    found = asked(made, carried=True).findings[0]
    assert (found.value, [reason.entity.id for reason in found.reasons]) == (1.0, ["collectif"])
    assert set(found.reasons[0].links) == {"SPEAKS_AT:ana:p", "AFFILIATED_WITH:ana:collectif", "SPEAKS_AT:bo:q",
                                           "AFFILIATED_WITH:bo:collectif"}


def test_several_links_of_one_actor_count_once() -> None:
    made = snapshot({"a": "Company", "p": "Event", "q": "Event"},
                    [("a", "HOSTS", "p"), ("a", "FUNDS", "p"), ("a", "ORGANISES", "q")])
    found = asked(made).findings[0]
    assert (found.value, found.details["shared"], len(found.reasons[0].links)) == (1.0, 1, 3)


def test_confidence_asked_for_takes_links_away() -> None:
    made = snapshot({"a": "Company", "p": "Event", "q": "Event"}, [("a", "HOSTS", "p"), ("a", "HOSTS", "q")],
                    confidence=np.array([0.9, 0.2], dtype=np.float32))
    assert (asked(made).total, asked(made, confidence=0.5).total) == (1, 0)
