"""Convergence at its public surface: laws, proof, edges."""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import combinations

import networkx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maillage.errors import NotFound, UsageError
from maillage.graph.analysis.registry import MEASURES, measure
from maillage.graph.analysis.result import Analysis
from maillage.graph.snapshot import Snapshot
from tests.analysis.build import snapshot, two_mode

Edges = list[tuple[str, str]]
EDGES = st.lists(st.tuples(st.sampled_from("abcdefg"), st.sampled_from("0123456789")), min_size=1, max_size=40, unique=True)


def asked(made: Snapshot, name: str = "convergence", **given: object) -> Analysis:
    return measure(name).asked(made, {"limit": 500, **given})


def values(found: Analysis) -> dict[frozenset[str], float]:
    return {frozenset(entity.id for entity in each.entities): each.value for each in found.findings}


def of(found: Analysis, *pair: str) -> float:
    return values(found).get(frozenset(f"p:{name}" for name in pair), 0.0)


def by_sets(edges: Edges) -> dict[frozenset[str], float]:
    """The definition, a second way: Python sets and logarithms."""
    held: dict[str, set[str]] = {}
    for row, column in edges:
        held.setdefault(f"p:{row}", set()).add(column)
    weight = {column: math.log(len(held) / sum(column in items for items in held.values())) for _, column in edges}
    found = {}
    for one, other in combinations(sorted(held), 2):
        shared = held[one] & held[other]
        union = sum(weight[item] for item in held[one] | held[other])
        found[frozenset((one, other))] = (sum(weight[item] for item in shared) / union if union else 1.0) if shared else 0.0
    return found


@settings(max_examples=50, deadline=None)
@given(EDGES)
def test_it_is_the_weighted_share_of_what_two_hold(edges: Edges) -> None:
    found = values(asked(two_mode(edges)))
    for pair, value in by_sets(edges).items():
        assert found.get(pair, 0.0) == pytest.approx(value, abs=1e-9)


@settings(max_examples=25, deadline=None)
@given(EDGES, st.randoms(use_true_random=False))
def test_names_and_order_change_nothing(edges: Edges, random: object) -> None:
    shuffled = list(edges)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    new = dict(zip("abcdefg", "gfedcba", strict=True))
    renamed = two_mode([(new[row], f"x{column}") for row, column in shuffled])
    before, after = asked(two_mode(edges)), asked(renamed)
    turned = {frozenset(f"p:{new[id[2:]]}" for id in pair): value for pair, value in values(before).items()}
    assert values(after) == pytest.approx(turned, abs=1e-12)
    chances = sorted(each.p_value or 0 for each in before.findings)
    assert sorted(each.p_value or 0 for each in after.findings) == pytest.approx(chances, abs=1e-9)


@settings(max_examples=25, deadline=None)
@given(EDGES, st.sets(st.sampled_from("0123456789"), min_size=1))
def test_the_same_practices_converge_wholly_and_disjoint_ones_not_at_all(edges: Edges, items: set[str]) -> None:
    twins = [(name, item) for name in ("twin", "other") for item in items]
    found = asked(two_mode([*edges, *twins, ("apart", "x")]))
    assert of(found, "twin", "other") == pytest.approx(1.0, abs=1e-12)
    assert not [pair for pair in values(found) if "p:apart" in pair]


@settings(max_examples=25, deadline=None)
@given(EDGES)
def test_sharing_something_rare_brings_two_closer_than_sharing_something_common(edges: Edges) -> None:
    crowd = [(f"crowd{n}", item) for n in range(12) for item in ("common", f"own{n}")]
    pair = [("one", "p"), ("other", "q")]
    rare = asked(two_mode([*edges, *crowd, *pair, ("one", "rare"), ("other", "rare"), ("one", "common")]))
    common = asked(two_mode([*edges, *crowd, *pair, ("one", "common"), ("other", "common"), ("one", "rare")]))
    assert of(rare, "one", "other") > of(common, "one", "other") > 0


@settings(max_examples=25, deadline=None)
@given(EDGES)
def test_every_value_is_the_sum_of_its_reasons_and_each_reason_is_proved_on_both_sides(edges: Edges) -> None:
    made = two_mode(edges)
    for each in asked(made).findings:
        assert sum(reason.contribution for reason in each.reasons) == pytest.approx(each.value, abs=1e-9)
        assert len(each.reasons) == each.details["shared"]
        for reason in each.reasons:
            ends = {link.split(":", 1)[1].rsplit(":i:", 1)[0] for link in reason.links}
            assert ends == {entity.id for entity in each.entities}
            assert set(reason.links) <= set(made.link_ids)


def test_english_sentences_use_english_names_where_there_are_some() -> None:
    made = snapshot({"p": "Event", "q": "Event", "t": "Theme"}, [("p", "CONCERNS", "t"), ("q", "CONCERNS", "t")],
                    names=("Foire", "Marché", "Terre"), names_en=("Fair", None, "Soil"))
    found = asked(made).findings[0]
    assert "« Foire » et « Marché »" in found.sentence["fr"]
    assert "« Terre »" in found.sentence["fr"]
    assert "“Fair” and “Marché”" in found.sentence["en"]
    assert "“Soil”" in found.sentence["en"]


def test_facets_count_equally_unless_weighed_and_only_where_either_fills_them() -> None:
    made = snapshot({"a": "Practice", "b": "Practice", "c": "Practice", "t": "Theme", "u": "Theme", "m": "Method"},
                    [("a", "CONCERNS", "t"), ("b", "CONCERNS", "t"), ("c", "CONCERNS", "u"), ("a", "USES", "m")])
    found = values(asked(made))
    assert found[frozenset("ab")] == pytest.approx(0.5)
    assert values(asked(made, weights="CONCERNS=3"))[frozenset("ab")] == pytest.approx(0.75)
    assert values(asked(made, facets="CONCERNS"))[frozenset("ab")] == pytest.approx(1.0)
    assert values(asked(made, weights="USES=0"))[frozenset("ab")] == pytest.approx(1.0)
    weighed = asked(made, weights="CONCERNS=3").findings[0]
    assert [reason.contribution for reason in weighed.reasons] == pytest.approx([0.75])  # as much as in the value
    assert (weighed.details["CONCERNS"], weighed.details["USES"]) == pytest.approx((1.0, 0.0))


def test_narrower_and_broader_meet_at_a_discount_which_chance_does_not_count() -> None:
    made = snapshot({"a": "Practice", "b": "Practice", "c": "Practice", "narrow": "Theme", "broad": "Theme", "far": "Theme"},
                    [("a", "CONCERNS", "narrow"), ("b", "CONCERNS", "broad"), ("narrow", "PART_OF", "broad"),
                     ("c", "CONCERNS", "far")])
    found = asked(made, discount=0.5).findings[0]
    rare, shared = math.log(3), math.log(3 / 2)
    assert found.value == pytest.approx(0.5 * shared / (rare + shared))
    assert (found.details["shared"], found.p_value) == (0, 1.0)
    assert "0 of them more than chance (at a level of 100%)" in asked(made, discount=0.5, level=1).sentence["en"]
    assert set(found.reasons[0].links) == {"CONCERNS:a:narrow", "PART_OF:narrow:broad", "CONCERNS:b:broad"}
    assert asked(made, discount=0).total == 0


def test_what_is_held_outright_is_not_proved_by_what_is_narrower_as_well() -> None:
    made = snapshot({"a": "Practice", "b": "Practice", "c": "Practice", "narrow": "Theme", "broad": "Theme", "far": "Theme"},
                    [("a", "CONCERNS", "narrow"), ("a", "CONCERNS", "broad"), ("b", "CONCERNS", "broad"),
                     ("narrow", "PART_OF", "broad"), ("c", "CONCERNS", "far")])
    found = asked(made, discount=0.5).findings[0]
    assert [(reason.entity.id, set(reason.links)) for reason in found.reasons] == [
        ("broad", {"CONCERNS:a:broad", "CONCERNS:b:broad"})]


def test_a_part_and_its_whole_are_no_convergence_unless_asked() -> None:
    made = snapshot({"a": "Event", "b": "Programme", "c": "Programme", "t": "Theme", "u": "Theme"},
                    [("a", "CONCERNS", "t"), ("b", "CONCERNS", "t"), ("c", "CONCERNS", "t"), ("c", "CONCERNS", "u"),
                     ("a", "PART_OF", "b"), ("b", "PART_OF", "c")])
    assert asked(made).total == 0
    assert set(values(asked(made, relatives=True))) == {frozenset("ab"), frozenset("bc"), frozenset("ac")}


def test_two_families_are_paired_across_only() -> None:
    made = snapshot({"conseil": "InstitutedBody", "comite": "InstitutedBody", "jardin": "CitizenInitiative", "fete": "Event",
                     "t": "Theme"}, [(name, "CONCERNS", "t") for name in ("conseil", "comite", "jardin", "fete")])
    found = asked(made, types="InstitutedBody", against="CitizenInitiative")
    assert set(values(found)) == {frozenset(("conseil", "jardin")), frozenset(("comite", "jardin"))}
    assert found.sentence["fr"].startswith("Parmi 2 formes instituées de participation et 1 initiative citoyenne, ")
    assert found.sentence["en"].startswith("Among 2 instituted bodies and 1 citizen initiative, ")
    assert not any("en tout" in warning["fr"] for warning in found.warnings)


def test_where_nothing_is_shared_it_is_said_why_and_what_would_make_a_pair() -> None:
    made = snapshot({"conseil": "InstitutedBody", "jardin": "CitizenInitiative", "t": "Theme", "u": "Theme", "c": "Competence"},
                    [("conseil", "CONCERNS", "t"), ("jardin", "CONCERNS", "u"), ("jardin", "MOBILISES", "c")])
    found = asked(made, types="InstitutedBody", against="CitizenInitiative")
    assert not found.findings
    assert "3 choses en tout de 1 forme instituée de participation et 1 initiative citoyenne" in found.warnings[0]["fr"]
    assert "a source must say of both the same theme, competence or method" in found.warnings[0]["en"]


def test_professions_converge_by_the_competences_they_draw_on() -> None:
    made = snapshot({"urbaniste": "Profession", "paysagiste": "Profession", "juriste": "Profession", "plan": "Competence",
                     "droit": "Competence"},
                    [("urbaniste", "MOBILISES", "plan"), ("paysagiste", "MOBILISES", "plan"), ("juriste", "MOBILISES", "droit")])
    found = asked(made, types="Profession")
    assert set(values(found)) == {frozenset(("urbaniste", "paysagiste"))}
    assert "3 métiers" in found.sentence["fr"]
    assert "3 professions" in found.sentence["en"]


def test_around_one_practice_are_exactly_its_pairs() -> None:
    made = two_mode([(row, column) for row in "abcd" for column in f"{row}xyz"[:3]] + [("e", "y")])
    whole, near = values(asked(made)), values(asked(made, around="p:e"))
    assert near == pytest.approx({pair: value for pair, value in whole.items() if "p:e" in pair})
    with pytest.raises(NotFound):
        asked(made, around="p:nobody")


def test_pairs_beyond_chance_come_first() -> None:
    pair = [("one", f"s{n}") for n in range(6)] + [("other", f"s{n}") for n in range(6)] + [("one", f"o{n}") for n in range(2)]
    crowd = [(f"crowd{n}", f"own{n}-{k}") for n in range(10) for k in range(5)]
    thin = [("a", "only"), ("b", "only"), ("c", "only"), ("d", "x")]
    found = asked(two_mode([*pair, *crowd, *thin]), level=0.001)
    assert {entity.id for entity in found.findings[0].entities} == {"p:one", "p:other"}
    assert found.findings[1].value == pytest.approx(1.0)


def test_a_list_that_chance_could_fill_is_told_so() -> None:
    random = np.random.default_rng(2)
    thin = two_mode([(f"p{n}", f"i{random.integers(12)}") for n in range(80) for _ in range(3)])
    assert any("le hasard seul" in warning["fr"] and warning["en"] for warning in asked(thin).warnings)


def test_what_goes_without_saying_is_not_said() -> None:
    made = snapshot({"a": "Practice", "b": "Practice", "c": "Practice", "étroit": "Theme", "large": "Theme", "loin": "Theme"},
                    [("a", "CONCERNS", "étroit"), ("b", "CONCERNS", "étroit"), ("étroit", "PART_OF", "large"),
                     ("c", "CONCERNS", "loin")])
    found = asked(made).findings[0]
    assert [reason.entity.id for reason in found.reasons] == ["étroit", "large"]
    assert "« étroit »" in found.sentence["fr"]
    assert "large" not in found.sentence["fr"]


NOBODY: dict[str, tuple[dict[str, str], Iterable[tuple[str, str, str]]]] = {
    "empty": ({}, []), "one": ({"p": "Practice"}, []), "no theme": ({"p": "Practice", "q": "Practice"}, []),
    "isolated": ({f"p{n}": "Practice" for n in range(9)} | {"t": "Theme"}, []),
    "one with a theme": ({"p": "Practice", "t": "Theme"}, [("p", "CONCERNS", "t")]),
    "itself": ({"p": "Practice"}, [("p", "RELATED_TO", "p")]),
    "all the same": ({f"p{n}": "Practice" for n in range(9)} | {"t": "Theme", "o": "Company"},
                     [(f"p{n}", "CONCERNS", "t") for n in range(9)] + [("o", "ORGANISES", f"p{n}") for n in range(9)]),
    "a circle": ({"p": "Event", "q": "Event"}, [("p", "PART_OF", "q"), ("q", "PART_OF", "p")])}


@pytest.mark.parametrize("name", ["convergence", "cooperation", "quadrants", "missed_meetings"])
@pytest.mark.parametrize("case", NOBODY)
def test_thin_graphs_get_an_answer_in_words_and_never_a_nan(case: str, name: str) -> None:
    found = asked(snapshot(*NOBODY[case]), name)
    assert found.sentence["fr"]
    assert found.sentence["en"]
    numbers = [number for each in found.findings for number in (each.value, each.p_value, each.q_value) if number is not None]
    numbers += [cell for grid in found.grids for row in grid.rows for cell in row if isinstance(cell, int | float)]
    assert all(math.isfinite(number) for number in numbers)
    if case == "all the same" and name == "convergence":
        assert {each.value for each in found.findings} == {1.0}


@pytest.mark.parametrize("weights", ["CONCERNS", "CONCERNS=much", "CONCERNS=-1", "CONCERNS=nan", "CONCERNS=1e9"])
def test_unreadable_weights_are_refused(weights: str) -> None:
    with pytest.raises(UsageError):
        asked(two_mode([("a", "x")]), weights=weights)


def test_every_measure_describes_itself_and_links_to_its_method() -> None:
    for name in ("convergence", "cooperation", "quadrants", "missed_meetings"):
        each = MEASURES[name]
        assert each.title.keys() == each.question.keys() == {"fr", "en"}
        assert each.asked(two_mode([("a", "x"), ("b", "x")]), {}).method.startswith("#")
        assert all(option.label.keys() == {"fr", "en"} for option in each.options)


@settings(max_examples=25, deadline=None)
@given(EDGES)
def test_shared_counts_are_those_of_networkx(edges: Edges) -> None:
    graph = networkx.Graph([(f"p:{row}", f"i:{column}") for row, column in edges])
    rows = [name for name in graph if name.startswith("p:")]
    counted = networkx.bipartite.weighted_projected_graph(graph, rows)
    assert {frozenset(e.id for e in each.entities): each.details["shared"] for each in asked(two_mode(edges)).findings} == {
        frozenset((one, other)): data["weight"] for one, other, data in counted.edges(data=True)}


def test_fifty_thousand_practices_are_answered() -> None:
    """Each deals with three of twenty thousand themes; fifty pairs of twins share six that nobody else has."""
    random = np.random.default_rng(1)
    themes = random.integers(0, 20_000, (50_000, 3)).tolist()
    links = [(f"p{n:05}", "CONCERNS", f"t{theme}") for n, held in enumerate(themes) for theme in held]
    links += [(f"p{n:05}", "CONCERNS", f"twin{n // 2}-{k}") for n in range(100) for k in range(6)]
    types = dict.fromkeys({s for s, _, _ in links}, "Programme") | dict.fromkeys({o for _, _, o in links}, "Theme")
    made = snapshot(types, links)
    found = measure("missed_meetings").asked(made, {"limit": 60})
    twins = [{int(entity.id[1:]) // 2 for entity in each.entities} for each in found.findings[:50]]
    assert all(len(pair) == 1 for pair in twins)
    assert len({*map(tuple, twins)}) == 50
    assert asked(made).total > 500_000
