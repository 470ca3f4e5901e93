"""The card of an entity, its neighbours and its links: what is said, by whom, and how much there is of it."""

from __future__ import annotations

import pytest

from maillage.errors import NotFound, UsageError
from maillage.graph.cards import card
from maillage.graph.links import relation
from maillage.graph.neighbours import FEW, neighbours
from maillage.graph.resolve import canonical
from maillage.graph.store import Store
from maillage.schema.decision import Decision, about_pair
from maillage.schema.model import UnknownTerm
from tests.graph.build import AT, SOURCES, fact, full, link, links, thing, town

LATER = "2026-01-03T00:00:00.000Z"


@pytest.fixture
def small(store: Store) -> Store:
    store.add(town(), sources=SOURCES)
    return store


def test_card_tells_values_with_their_sources(small: Store) -> None:
    found = card(small, "essai:union")
    assert (found.name, found.kind) == ("Union nationale des acteurs (Exemple)", "Association")
    assert found.labels == ["Entity", "Actor", "Organization", "Association"]
    assert {key: [value.value for value in values] for key, values in found.properties.items()} == {
        "name": ["Union nationale des acteurs (Exemple)"], "aliases": ["Union des acteurs locaux"], "acronym": ["UNADEX"],
        "founded": ["1992"], "description": ["Une tête de réseau fictive."]}
    assert next(iter(found.properties)) == "name"
    assert found.properties["founded"][0].sources == ["essai:source"]
    assert found.properties["founded"][0].claims == []
    assert [(source.id, source.title, source.licence) for source in found.sources] == [("essai:source", "Tableau d'essai", "CC0")]
    assert found.degree == 3
    assert found.members == ["essai:union"]


def test_card_with_evidence_tells_who_says_each_value(small: Store) -> None:
    value = card(small, "essai:union", evidence=True).properties["founded"][0]
    assert [(said.predicate, said.value, said.source.title) for said in value.claims] == [
        ("founded", "1992", "Tableau d'essai")]
    assert value.claims[0].evidence[0].locator == "ligne 1"


def test_card_keeps_contradicting_values_side_by_side(small: Store) -> None:
    small.add([fact("union", "founded", "1999", source="essai:autre"), fact("union", "tags", "a"), fact("union", "tags", "b")])
    found = card(small, "essai:union", evidence=True)
    assert {value.value for value in found.properties["founded"]} == {"1992", "1999"}
    assert all(value.contested for value in found.properties["founded"])
    assert [value.contested for value in found.properties["tags"]] == [False, False]
    assert found.contested == ["founded"]


def test_numbers_are_numbers_and_find_their_claims(small: Store) -> None:
    small.add([fact("ville", "population", "12345"), fact("ville", "lat", "48.5")])
    found = card(small, "essai:ville", evidence=True).properties
    assert [(v.value, len(v.claims)) for v in (*found["population"], *found["lat"])] == [(12345, 1), (48.5, 1)]


def test_merged_ids_answer_with_the_heir_its_members_and_the_decision(small: Store) -> None:
    small.add([*thing("double", "Association", "Atelier fictif (bis)", acronym="AF")])
    made = small.decide(about_pair("same", "essai:atelier", "essai:double", author="anne"))
    assert canonical(small, "essai:double") == "essai:atelier"
    found = card(small, "essai:double")
    assert found.id == "essai:atelier"
    assert found.members == ["essai:atelier", "essai:double"]
    assert [value.value for value in found.properties["aliases"]] in (["Atelier fictif (bis)"], ["L'Atelier fictif"])
    assert found.properties["aliases"][0].sources == ["essai:source"]
    assert [(d.id, d.kind, d.author) for d in found.decisions] == [(made.id, "same", "anne")]


def test_card_asks_about_possible_duplicates_until_somebody_answers(small: Store) -> None:
    small.add([], [about_pair("maybe_same", "essai:atelier", "essai:union", author="rule:essai", recorded_at=AT)])
    assert [brief.id for brief in card(small, "essai:atelier").possible_duplicates] == ["essai:union"]
    assert [brief.id for brief in card(small, "essai:union").possible_duplicates] == ["essai:atelier"]
    small.decide(about_pair("not_same", "essai:atelier", "essai:union", author="anne"))
    assert card(small, "essai:atelier").possible_duplicates == []


def test_card_tells_decisions_about_its_claims(small: Store) -> None:
    said = fact("union", "founded", "1992")
    small.decide(Decision("contest", said.id, author="anne"))
    found = card(small, "essai:union")
    assert [(d.kind, d.target) for d in found.decisions] == [("contest", said.id)]
    assert [value.contested for value in found.properties["founded"]] == [True]


def test_nothing_answers_under_an_unknown_or_rejected_id(small: Store) -> None:
    for id in ("essai:personne", "essai:", "x", ""):
        with pytest.raises(NotFound):
            card(small, id)
    for said in thing("atelier", "Association", "L'Atelier fictif"):
        small.decide(Decision("reject", said.id, author="anne"))
    with pytest.raises(NotFound):
        card(small, "essai:atelier")


def test_neighbours_are_grouped_by_relation_direction_and_kind(small: Store) -> None:
    groups = neighbours(small, "essai:budget")
    assert [(g.relation, g.outgoing, g.kind, g.count, [link.other.id for link in g.links]) for g in groups] == [
        ("CONCERNS", True, "Theme", 1, ["essai:budgets"]),
        ("FUNDS", False, "Institution", 1, ["essai:mairie"]),
        ("LOCATED_IN", True, "Territory", 1, ["essai:quartier"]),
        ("PARTNER_IN", False, "Association", 2, ["essai:atelier", "essai:union"]),
    ]
    partner = groups[3].links[1]
    assert (partner.roles, partner.since, partner.until, len(partner.sources)) == (["conseil", "pilote"], "2016", "2018", 2)


def test_a_relation_without_direction_is_seen_alike_from_both_ends(small: Store) -> None:
    for id, other in (("essai:union", "essai:atelier"), ("essai:atelier", "essai:union")):
        (group,) = neighbours(small, id, relation="COOPERATES_WITH")
        assert (group.outgoing, [link.other.id for link in group.links]) == (True, [other])


def test_neighbours_by_relation_and_by_kind_with_subtypes(small: Store) -> None:
    assert {g.relation for g in neighbours(small, "essai:budget", relation="PARTNER_IN")} == {"PARTNER_IN"}
    assert {g.kind for g in neighbours(small, "essai:budget", kind="Actor")} == {"Association", "Institution"}
    (group,) = neighbours(small, "essai:budget", relation="PARTNER_IN", limit=1)
    assert (group.count, [link.other.id for link in group.links]) == (2, ["essai:atelier"])
    with pytest.raises(UnknownTerm):
        neighbours(small, "essai:budget", relation="PARTNER_IN]-() DETACH DELETE")
    with pytest.raises(UnknownTerm):
        neighbours(small, "essai:budget", kind="Acteur")
    with pytest.raises(UsageError):
        neighbours(small, "essai:budget", limit=-1)


def test_a_hub_has_full_counts_and_some_of_its_links(small: Store) -> None:
    crowd = [claim for i in range(FEW) for claim in thing(f"foule-{i:04}", "Person", f"Personne Fictive {i:04}")]
    small.add([*crowd, *(link(f"foule-{i:04}", "LOCATED_IN", "ville") for i in range(FEW))])
    groups = {(g.relation, g.outgoing, g.kind): g for g in neighbours(small, "essai:ville", limit=3)}
    assert {key: group.count for key, group in groups.items()} == {
        ("LOCATED_IN", False, "Institution"): 1, ("LOCATED_IN", False, "Person"): FEW,
        ("PART_OF", True, "Territory"): 1, ("PART_OF", False, "Territory"): 1}
    assert [link.other.name for link in groups["LOCATED_IN", False, "Person"].links] == [
        f"Personne Fictive {i:04}" for i in range(3)]
    assert [g.count for g in neighbours(small, "essai:ville", kind="Actor", relation="LOCATED_IN", limit=0)] == [1, FEW]
    assert card(small, "essai:ville").degree == FEW + 3
    small.add([link("budget", "LOCATED_IN", "ville")])
    assert card(small, "essai:ville").degree == FEW + 4


def test_a_link_tells_all_its_claims_and_its_sentence(small: Store) -> None:
    (group,) = [g for g in neighbours(small, "essai:union") if g.relation == "PARTNER_IN"]
    found = relation(small, group.links[0].id)
    assert (found.subject.id, found.object.id, found.relation) == ("essai:union", "essai:budget", "PARTNER_IN")
    assert found.sentence == {
        "fr": "Union nationale des acteurs (Exemple) est partenaire de Budget participatif (conseil, pilote ; 2016 – 2018)",
        "en": "Union nationale des acteurs (Exemple) is a partner in Participatory budget (conseil, pilote; 2016 – 2018)"}
    assert {(claim.role, claim.source.title) for claim in found.claims} == {
        ("pilote", "Tableau d'essai"), ("conseil", "Autre tableau d'essai")}
    assert len({claim.id for claim in found.claims}) == 2


def test_a_claim_restated_by_another_import_shows_both_pieces_of_evidence(small: Store) -> None:
    said = links("mairie FUNDS budget")[0]
    small.add([said._replace(locator="page 3", import_id="imp-deux", quote="La mairie paie.", recorded_at=LATER)])
    (group,) = neighbours(small, full("mairie"), relation="FUNDS")
    (claim,) = relation(small, group.links[0].id).claims
    assert [(e.locator, e.import_id, e.quote) for e in claim.evidence] == [
        ("ligne 1", None, None), ("page 3", "imp-deux", "La mairie paie.")]


@pytest.mark.parametrize("id", ["FUNDS-0123", "NO_RELATION-0123", "", "FUNDS", "FUNDS]-() DELETE r-1"])
def test_unknown_links_are_not_found(small: Store, id: str) -> None:
    with pytest.raises(NotFound):
        relation(small, id)
