"""Maps, paths and what entities share, on the made-up town."""

from __future__ import annotations

import pytest

from maillage.errors import MaillageError, NotFound, UsageError
from maillage.graph.answers import MapGraph, Shared
from maillage.graph.paths import HUB, paths
from maillage.graph.scope import parts
from maillage.graph.shared import shared
from maillage.graph.store import Store
from maillage.graph.subgraph import subgraph
from maillage.schema.decision import about_pair
from maillage.schema.model import UnknownTerm
from tests.graph.build import link, links, thing, town


@pytest.fixture
def small(store: Store) -> Store:
    store.add(town())
    return store


def ids(graph: MapGraph) -> set[str]:
    return {node.id.removeprefix("essai:") for node in graph.nodes}


def lines(graph: MapGraph) -> set[str]:
    return {f"{edge.source} {edge.relation} {edge.target}".replace("essai:", "") for edge in graph.edges}


def third(found: Shared) -> dict[str, list[str]]:
    return {facet: [item.entity.id for item in items] for facet, items in found.facets.items()}


def test_map_of_all_tells_nodes_and_edges_whole(small: Store) -> None:
    found = subgraph(small)
    assert (found.total_nodes, found.total_edges, found.cut) == (len(found.nodes), len(found.edges), None) == (10, 14, None)
    union = next(node for node in found.nodes if node.id == "essai:union")
    assert (union.name, union.kind, union.acronym, union.degree, union.sources) == (
        "Union nationale des acteurs (Exemple)", "Association", "UNADEX", 3, ["essai:source"])
    edge = next(e for e in found.edges if (e.source, e.relation) == ("essai:union", "PARTNER_IN"))
    assert (edge.target, edge.roles, edge.since, edge.until, edge.sources) == (
        "essai:budget", ["conseil", "pilote"], "2016", "2018", ["essai:autre", "essai:source"])


def test_map_around_seeds_by_degrees(small: Store) -> None:
    assert ids(subgraph(small, ["essai:mairie"], depth=0)) == {"mairie"}
    assert ids(subgraph(small, ["essai:mairie"])) == {"mairie", "budget", "ville"}
    assert ids(subgraph(small, ["essai:mairie"], depth=2)) == {
        "mairie", "budget", "ville", "union", "atelier", "budgets", "quartier", "pays"}
    assert lines(subgraph(small, ["essai:union", "essai:budget"], depth=0)) == {"union PARTNER_IN budget"}
    assert ids(subgraph(small, ["essai:mairie"], depth=2, relations=["FUNDS"])) == {"mairie", "budget"}
    assert ids(subgraph(small, ["essai:mairie"], kinds=["Practice"])) == {"mairie", "budget"}


def test_map_by_kind_theme_territory_and_source(small: Store) -> None:
    assert ids(subgraph(small, kinds=["Actor"])) == {"union", "atelier", "mairie"}
    assert lines(subgraph(small, kinds=["Actor"])) == {"atelier COOPERATES_WITH union"}
    assert ids(subgraph(small, theme="essai:democratie")) == {"budget", "forum", "atelier"}
    assert ids(subgraph(small, theme="essai:budgets")) == {"budget"}
    assert ids(subgraph(small, territory="essai:ville")) == {"budget", "mairie"}
    assert ids(subgraph(small, territory="essai:pays")) == {"budget", "mairie", "forum"}
    assert ids(subgraph(small, theme="essai:democratie", territory="essai:ville")) == {"budget"}
    small.add([*thing("nouveau", "Association", "Nouveau venu fictif")])
    assert ids(subgraph(small, source="essai:autre")) == set()
    small.add([link("union", "FUNDS", "forum", source="essai:autre")])
    assert lines(subgraph(small, ["essai:union", "essai:forum"], depth=0, source="essai:source")) == {"union ORGANISES forum"}
    assert lines(subgraph(small, ["essai:union", "essai:forum"], depth=0)) == {"union ORGANISES forum", "union FUNDS forum"}


@pytest.mark.parametrize(("since", "until", "practices"), [
    (None, None, {"budget", "forum"}), ("2018-03", "2018-03", {"budget", "forum"}), ("2018-04", None, {"budget"}),
    ("2019", None, set()), (None, "2015", set()), (None, "2016-12-31", {"budget"}), ("2010", "2030", {"budget", "forum"})])
def test_map_by_period(small: Store, since: str | None, until: str | None, practices: set[str]) -> None:
    assert ids(subgraph(small, kinds=["Practice"], since=since, until=until)) == practices


def test_map_by_period_leaves_out_links_of_other_times(small: Store) -> None:
    assert "union PARTNER_IN budget" in lines(subgraph(small, ["essai:union", "essai:budget"], depth=0, since="2018"))
    assert lines(subgraph(small, ["essai:union", "essai:budget"], depth=0, since="2019")) == set()


def test_map_cuts_the_least_linked_and_says_so(small: Store) -> None:
    found = subgraph(small, limit_nodes=2)
    assert [node.id for node in found.nodes] == ["essai:budget", "essai:atelier"]
    assert (found.total_nodes, found.total_edges) == (10, 14)
    assert found.cut is not None
    assert found.cut["fr"].startswith("2 éléments sur 10")
    assert found.cut["en"].startswith("2 of 10 entities")
    near = subgraph(small, ["essai:pays"], depth=6, limit_nodes=3)
    assert near.nodes[0].id == "essai:pays"
    assert ids(near) == {"pays", "forum", "ville"}
    thin = subgraph(small, limit_edges=1)
    assert lines(thin) < {"atelier PARTNER_IN budget", "union PARTNER_IN budget"}
    assert (len(thin.edges), thin.total_edges) == (1, 14)
    assert thin.cut is not None
    assert "1 of 14 links" in thin.cut["en"]


def test_map_refuses_what_it_does_not_know(small: Store) -> None:
    for wrong in ({"kinds": ["Acteur"]}, {"relations": ["AIME"]}):
        with pytest.raises(UnknownTerm):
            subgraph(small, **wrong)
    for missing in ({"seeds": ["essai:rien"]}, {"theme": "essai:rien"}, {"territory": "x"}):
        with pytest.raises(NotFound):
            subgraph(small, **missing)
    for silly in ({"depth": -1}, {"depth": 99}, {"since": "hier"}, {"limit_nodes": -1}):
        with pytest.raises(UsageError):
            subgraph(small, **silly)


def test_parts_of_parts_even_in_a_circle(small: Store) -> None:
    assert {id.removeprefix("essai:") for id in parts(small, "essai:pays")} == {"pays", "ville", "quartier"}
    small.add(links("pays PART_OF quartier"))
    assert {id.removeprefix("essai:") for id in parts(small, "essai:ville")} == {"pays", "ville", "quartier"}
    assert ids(subgraph(small, territory="essai:quartier")) == {"budget", "mairie", "forum"}


def test_a_merged_id_is_drawn_as_its_heir(small: Store) -> None:
    small.add(thing("double", "Institution", "Ville fictive"))
    small.decide(about_pair("same", "essai:double", "essai:mairie", author="anne"))
    found = subgraph(small, ["essai:mairie"])
    assert ids(found) == {"double", "budget", "ville"} == ids(subgraph(small, ["essai:double"]))


def test_paths_are_told_as_sentences_with_claims(small: Store) -> None:
    first, *rest = paths(small, "essai:mairie", "essai:forum")
    assert [entity.id for entity in first.entities] == ["essai:mairie", "essai:ville", "essai:pays", "essai:forum"]
    assert [step.sentence["fr"] for step in first.steps] == [
        "Mairie de Villexemple se situe à Villexemple", "Villexemple fait partie de Pays fictif",
        "Forum citoyen se situe à Pays fictif"]
    assert [step.claims[0].source.id for step in first.steps] == ["essai:source"] * 3
    assert [path.length for path in (first, *rest)] == [3, 3, 4]
    assert [entity.id for entity in rest[0].entities] == ["essai:mairie", "essai:budget", "essai:union", "essai:forum"]
    assert first.length == len(first.steps) == len(first.entities) - 1


def test_paths_by_relation_and_within_a_length(small: Store) -> None:
    (only,) = paths(small, "essai:mairie", "essai:forum", k=5, relations=["FUNDS", "PARTNER_IN", "ORGANISES"])
    assert [step.relation for step in only.steps] == ["FUNDS", "PARTNER_IN", "ORGANISES"]
    assert paths(small, "essai:mairie", "essai:forum", longest=2) == []
    assert paths(small, "essai:mairie", "essai:union", longest=2, k=1)[0].length == 2
    small.add(thing("seul", "Person", "Personne Fictive"))
    assert paths(small, "essai:seul", "essai:union") == []


def test_two_entities_linked_in_two_ways_are_one_step_that_says_most(small: Store) -> None:
    small.add(links("mairie RELATED_TO budget", "mairie HOSTS budget"))
    (only,) = paths(small, "essai:budget", "essai:mairie", longest=1)
    assert [step.relation for step in only.steps] == ["FUNDS"]


def test_paths_refuse_what_makes_no_sense(small: Store) -> None:
    for wrong in ({"b": "essai:mairie"}, {"k": 0}, {"longest": 0}, {"longest": 99}, {"k": 999}):
        with pytest.raises(UsageError):
            paths(small, **{"a": "essai:mairie", "b": "essai:forum", **wrong})  # type: ignore[arg-type]
    with pytest.raises(NotFound):
        paths(small, "essai:mairie", "essai:rien")
    with pytest.raises(UnknownTerm):
        paths(small, "essai:mairie", "essai:forum", relations=["AIME"])


@pytest.mark.slow
@pytest.mark.engine("embedded")
def test_paths_reach_a_hub_but_do_not_walk_through_all_of_it(small: Store) -> None:
    crowd = [claim for i in range(HUB + 1) for claim in (*thing(f"foule-{i}", "Person", f"Personne Fictive {i}"),
                                                       link(f"foule-{i}", "LOCATED_IN", "pays"))]
    for start in range(0, len(crowd), 3000):
        small.add(crowd[start:start + 3000])
    assert [path.length for path in paths(small, "essai:foule-1", "essai:foule-2")] == [2]
    assert [path.length for path in paths(small, "essai:foule-1", "essai:pays")] == [1]
    assert paths(small, "essai:pays", "essai:mairie")[0].length == 2
    assert len(subgraph(small, ["essai:pays"]).nodes) == 3000


def test_shared_by_facet_with_the_links_that_prove_it(small: Store) -> None:
    small.add([*thing("ecoute", "Competence", "Écoute"), *links("union HOLDS ecoute", "budget NEEDS ecoute")])
    found = shared(small, ["essai:union", "essai:atelier"])
    assert [entity.id for entity in found.entities] == ["essai:union", "essai:atelier"]
    assert [entity.id for entity in shared(small, ["essai:atelier", "essai:union"]).entities] == ["essai:atelier", "essai:union"]
    assert third(found) == {"cooperation": ["essai:budget"]}
    (item,) = found.facets["cooperation"]
    assert [(proof.subject.id, proof.relation) for proof in item.links] == [
        ("essai:atelier", "PARTNER_IN"), ("essai:union", "PARTNER_IN")]
    assert [claim.source.id for claim in item.links[0].claims] == ["essai:source"]
    assert [proof.relation for proof in found.direct] == ["COOPERATES_WITH"]
    both = shared(small, ["essai:union", "essai:budget"])
    assert third(both) == {"complementarity": ["essai:ecoute"], "cooperation": ["essai:atelier"]}


def test_shared_by_different_kinds_of_links_is_other(small: Store) -> None:
    found = shared(small, ["essai:mairie", "essai:quartier"])
    assert third(found) == {"other": ["essai:ville", "essai:budget"]}


def test_shared_by_three_and_the_least_linked_first(small: Store) -> None:
    small.add([*thing("petit", "Theme", "Petit thème"), *links("union CONCERNS petit", "atelier CONCERNS petit",
               "union CONCERNS democratie")])
    found = shared(small, ["essai:union", "essai:atelier"])
    assert [item.entity.id for item in found.facets["convergence"]] == ["essai:petit", "essai:democratie"]
    assert [len(items) for items in shared(small, ["essai:union", "essai:atelier"], limit=1).facets.values()] == [1]
    three = shared(small, ["essai:union", "essai:atelier", "essai:mairie"])
    assert third(three) == {"cooperation": ["essai:budget"]}
    assert len(three.facets["cooperation"][0].links) == 3


@pytest.mark.parametrize("asked", [[], ["essai:union"], ["essai:union", "essai:union"], ["essai:union", "essai:rien"],
                                   [f"essai:{i}" for i in range(30)]])
def test_shared_needs_at_least_two_that_are_there(small: Store, asked: list[str]) -> None:
    with pytest.raises(MaillageError) as told:
        shared(small, asked)
    assert told.value.status in (400, 404)
