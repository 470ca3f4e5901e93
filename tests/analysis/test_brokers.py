"""Brokers as people ask for them: pairs counted by hand, networkx's numbers in the details, the programme."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maillage.graph.analysis.phrases import figures
from maillage.graph.analysis.registry import measure
from maillage.graph.analysis.result import Analysis
from maillage.graph.analysis.structure import between
from maillage.graph.snapshot import Snapshot
from tests.analysis.build import programme, snapshot

KINDS = {"i": "Institution", "c": "Company", "a": "Association", "u": "Academic"}
NAMES = [f"{kind}{number}" for kind in KINDS for number in range(3)]
PAIRS = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from("uvwxyz")), min_size=1, max_size=25, unique=True)


def meeting(pairs: list[tuple[str, str]]) -> Snapshot:
    return snapshot({who: KINDS[who[0]] for who, _ in pairs} | {f"p:{what}": "Event" for _, what in pairs},
                    [(who, "PARTNER_IN", f"p:{what}") for who, what in pairs])


def asked(made: Snapshot, **given: object) -> Analysis:
    return measure("brokers").asked(made, {"limit": 500, **given})


@settings(max_examples=40, deadline=None)
@given(PAIRS)
def test_value_is_the_number_of_untied_pairs_of_two_asked_kinds_and_details_are_networkxs(pairs: list[tuple[str, str]]) -> None:
    graph = networkx.bipartite.projected_graph(networkx.Graph([(who, f"p:{what}") for who, what in pairs]),
                                               {who for who, _ in pairs})
    wanted = {node: sum(not graph.has_edge(a, b) for a, b in combinations(graph[node], 2)
                        if a[0] != b[0] and {a[0], b[0]} <= set("ica")) for node in graph}
    found = asked(meeting(pairs))
    assert {each.entities[0].id: each.value for each in found.findings} == {node: n for node, n in wanted.items() if n}
    ways, held = networkx.betweenness_centrality(graph), networkx.constraint(graph)
    for each in found.findings:
        node = each.entities[0].id
        assert each.details["betweenness"] == pytest.approx(ways[node], abs=1e-9)
        assert each.details["constraint"] == pytest.approx(held[node], abs=1e-9)
        assert each.details["effective_size"] == pytest.approx(networkx.effective_size(graph)[node], abs=1e-9)
        assert each.details["cut_point"] == (node in set(networkx.articulation_points(graph)))


def test_an_estimate_tells_from_how_many_and_its_largest_errors(monkeypatch: pytest.MonkeyPatch) -> None:
    made = meeting([(who, chr(ord("k") + (at + step) % 12)) for at, who in enumerate(NAMES) for step in (0, 1, 5)])
    assert not any("estim" in each["en"] for each in asked(made).warnings)
    monkeypatch.setattr(between, "EXACT", 0)
    monkeypatch.setattr(between, "FEWEST", 8)
    monkeypatch.setattr(between, "FOLLOWED", 1)
    found = asked(replace(made), between=tuple(KINDS.values()))
    assert len(found.findings) == len(NAMES)  # of all an error is told
    wanted = [100 * max(float(each.details[name] or 0) for each in found.findings)
              for name in ("betweenness_deviation", "betweenness_error")]
    assert min(wanted) > 0
    told, = (each for each in found.warnings if "estimated" in each["en"])
    numbers = [[float(text.replace(",", ".")) for text in re.findall(r"([\d.,]+) ?%", told[lang])] for lang in ("fr", "en")]
    for each in numbers:
        assert each == pytest.approx(wanted, rel=0.05)
    assert "depuis 8 acteurs" in told["fr"]
    assert "from 8 actors" in told["en"]


@pytest.mark.parametrize(("number", "fr"), [(0.000123, "0,00012"), (3.44, "3,4"), (120.4, "120"), (0, "0,0"), (99.9, "100")])
def test_a_number_of_two_figures_is_written_out(number: float, fr: str) -> None:
    assert (figures(number, "fr"), figures(number, "en")) == (fr, fr.replace(",", "."))


def test_every_contact_is_proved_by_links_and_contributions_add_up() -> None:
    found = asked(meeting([("a0", "u"), ("i0", "u"), ("a0", "v"), ("c0", "v"), ("u0", "v")]))
    best = found.findings[0]
    assert (best.entities[0].id, best.value) == ("a0", 1)
    assert {reason.entity.id: (reason.contribution, sorted(reason.links)) for reason in best.reasons} == {
        "i0": (0.5, ["PARTNER_IN:a0:p:u", "PARTNER_IN:i0:p:u"]), "c0": (0.5, ["PARTNER_IN:a0:p:v", "PARTNER_IN:c0:p:v"])}
    assert "1 paire d'acteurs sans lien direct (entre institutions publiques et entreprises)" in best.sentence["fr"]
    assert "1 pair of actors with no direct tie (between public institutions and companies)" in best.sentence["en"]
    assert "serait coupée" in best.sentence["fr"]


def test_a_stated_link_ties_as_well_and_a_crowd_does_not() -> None:
    made = snapshot({"a": "Association", "i": "Institution", "c": "Company", "p": "Event"},
                    [("a", "COOPERATES_WITH", "i"), ("a", "COOPERATES_WITH", "c"),
                     *((who, "PARTNER_IN", "p") for who in "aic")])
    assert asked(made).total == 0
    alone = asked(made, crowd=2)
    assert [each.entities[0].id for each in alone.findings] == ["a"]
    assert any("trop d'acteurs" in each["fr"] for each in alone.warnings)


def test_between_territories() -> None:
    made = snapshot({"a": "Association", "b": "Association", "c": "Association", "t": "Territory", "s": "Territory"},
                    [("a", "COOPERATES_WITH", "b"), ("a", "COOPERATES_WITH", "c"), ("b", "LOCATED_IN", "t"),
                     ("c", "LOCATED_IN", "s")])
    found = asked(made, by="territory")
    assert [(each.entities[0].id, each.value) for each in found.findings] == [("a", 1)]


def test_many_territories_are_told_apart_by_the_number_of_their_actors() -> None:
    towns = 250
    entities = {f"o{town}": "Association" for town in range(towns)} | {f"t{town}": "Territory" for town in range(towns)}
    links = [(f"o{town}", "LOCATED_IN", f"t{town}") for town in range(towns)]
    links += [("hub", "COOPERATES_WITH", f"o{town}") for town in range(towns)]
    found = asked(snapshot({**entities, "hub": "Institution"}, links), by="territory")
    assert [(each.entities[0].id, each.value) for each in found.findings] == [("hub", 200 * 199 / 2)]


def test_the_programmes_mediators(root: Path) -> None:
    found = asked(programme(root))
    assert [each.entities[0].name for each in found.findings[:3]] == [
        "Carrefour des métiers du développement territorial", "CGET", "UNADEL"]
    assert any("entreprises" in each["fr"] for each in found.warnings), "the programme names no company, and that is said"
    for each in found.findings:
        told = [each.details[name] for name in ("coordinator", "itinerant", "gatekeeper", "representative", "liaison")]
        assert sum(int(number or 0) for number in told) == 2 * int(each.details["untied_pairs"] or 0)
