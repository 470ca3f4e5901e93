"""Identity by decisions: merged and split again with every link back, old ids that answer, people before rules."""

from __future__ import annotations

from typing import Any

import pytest

from maillage import Store
from maillage.errors import NotFound
from maillage.schema.claim import Claim
from maillage.schema.decision import Decision, Kind, about_pair
from tests.graph.build import fact, link, links, thing

LATER = "2026-02-01T00:00:00.000Z"

pytestmark = pytest.mark.timeout(300)  # the first test on an engine waits for its start


def visible(store: Store) -> dict[str, Any]:
    """All that people are shown, in one order."""
    return {
        "entities": store.read("MATCH (e:Entity) RETURN properties(e) AS e, labels(e) AS l ORDER BY e.id"),
        "links": store.read("MATCH (a:Entity)-[r]->(b:Entity) "
                            "RETURN a.id AS a, type(r) AS t, b.id AS b, properties(r) AS r ORDER BY r.id"),
        "aliases": store.read("MATCH (a:Alias) RETURN a.id AS id, a.entity AS entity ORDER BY id"),
    }


def ends(store: Store) -> list[tuple[str, str, str]]:
    rows = store.read("MATCH (a:Entity)-[r]->(b:Entity) RETURN a.id AS a, type(r) AS t, b.id AS b")
    return sorted((row["a"].partition(":")[2], row["t"], row["b"].partition(":")[2]) for row in rows)


def heir(store: Store, id: str) -> str:
    """The id under which ``id`` is shown."""
    rows = store.read("MATCH (a:Alias {id: $id}) RETURN a.entity AS entity", id=id)
    return str(rows[0]["entity"]) if rows else id


def say(store: Store, kind: Kind, one: str, other: str, author: str = "anne", at: str = LATER) -> Decision:
    return store.decide(about_pair(kind, f"essai:{one}", f"essai:{other}", author=author, recorded_at=at))


def recorded(at: str, claims: list[Claim]) -> list[Claim]:
    return [claim._replace(recorded_at=at) for claim in claims]


@pytest.fixture
def three(store: Store) -> Store:
    """Three spellings of one association, recorded c, a, b; links into, out of and among them."""
    store.add(recorded("2026-01-03T00:00:00.000Z", thing("b", "Association", "Réseau Exemple B", siren="000000002")))
    store.add(recorded("2026-01-02T00:00:00.000Z", thing("a", "Association", "Réseau Exemple A", founded="1992")))
    store.add(recorded("2026-01-01T00:00:00.000Z", thing("c", "Institution", "Réseau Exemple C", founded="1993")))
    store.add([*thing("p", "Programme", "Programme fictif"), *thing("q", "Programme", "Autre programme fictif"),
               *thing("t", "Territory", "Villexemple")])
    store.add([*links("a PARTNER_IN p", "b PARTNER_IN q", "c LOCATED_IN t", "a COOPERATES_WITH b"),
               link("b", "PARTNER_IN", "p", role="pilote"), link("c", "PARTNER_IN", "p", source="essai:autre")])
    return store


def sound(store: Store) -> bool:
    return all(check.ok for check in store.doctor(deep=True))


def test_merging_shows_one_thing_with_all_links(three: Store) -> None:
    say(three, "same", "a", "b")
    assert heir(three, "essai:b") == heir(three, "essai:a") == "essai:a", "recorded first"
    assert ends(three) == [("a", "PARTNER_IN", "p"), ("a", "PARTNER_IN", "q"), ("c", "LOCATED_IN", "t"), ("c", "PARTNER_IN", "p")]
    shown = three.read("MATCH (e:Entity {id: 'essai:a'}) RETURN e.siren AS siren, e.founded AS founded, e.aliases AS aliases")
    assert shown == [{"siren": "000000002", "founded": "1992", "aliases": ["Réseau Exemple B"]}]
    merged = three.read("MATCH (:Entity {id: 'essai:a'})-[r:PARTNER_IN]->(:Entity {id: 'essai:p'}) "
                        "RETURN r.roles AS roles, size(r.claims) AS n")
    assert merged == [{"roles": ["pilote"], "n": 2}]
    assert sound(three)


def test_a_chain_of_merges_is_one_thing_under_the_id_recorded_first(three: Store) -> None:
    say(three, "same", "a", "b")
    say(three, "same", "b", "c")
    assert {heir(three, f"essai:{id}") for id in "abc"} == {"essai:c"}
    assert ends(three) == [("c", "LOCATED_IN", "t"), ("c", "PARTNER_IN", "p"), ("c", "PARTNER_IN", "q")]
    rows = three.read("MATCH (e:Entity {id: 'essai:c'}) "
                      "RETURN e.contested AS contested, e.other_founded AS other, e.types AS types")
    assert rows == [{"contested": ["founded"], "other": ["1992"], "types": ["Association", "Institution"]}]
    assert sound(three)


@pytest.mark.parametrize("order", ["ab bc ac", "ac bc ab", "bc ab ac"])
def test_the_order_of_merges_does_not_matter(three: Store, order: str) -> None:
    for pair in order.split():
        say(three, "same", pair[0], pair[1])
    assert {heir(three, f"essai:{id}") for id in "abc"} == {"essai:c"}
    assert sound(three)


def test_undoing_gives_everything_back(three: Store) -> None:
    before = visible(three)
    first, second = say(three, "same", "a", "b"), say(three, "same", "b", "c")
    between = visible(three)
    three.undo_decision(second.id, "bob")
    three.undo_decision(first.id, "bob")
    assert visible(three) == before
    kept = three.read("MATCH (d:Decision {id: $id}) RETURN d.undone_by AS by", id=first.id)
    assert kept == [{"by": "bob"}], "what was decided is kept, with who undid it"
    say(three, "same", "a", "b", at="2026-03-01T00:00:00.000Z")
    say(three, "same", "b", "c", at="2026-03-01T00:00:00.000Z")
    assert visible(three) == between
    assert sound(three)


def test_splitting_one_of_a_chain_leaves_the_others_together(three: Store) -> None:
    say(three, "same", "a", "b")
    say(three, "same", "b", "c")
    say(three, "not_same", "b", "c", at="2026-03-01T00:00:00.000Z")
    assert [heir(three, f"essai:{id}") for id in "abc"] == ["essai:a", "essai:a", "essai:c"]
    assert ("c", "LOCATED_IN", "t") in ends(three)
    assert ("a", "PARTNER_IN", "q") in ends(three)
    assert sound(three)


def test_a_person_outranks_every_rule(three: Store) -> None:
    say(three, "not_same", "a", "b", at="2026-01-05T00:00:00.000Z")
    say(three, "same", "a", "b", author="rule:essai", at="2026-12-31T00:00:00.000Z")
    assert heir(three, "essai:b") == "essai:b"
    say(three, "same", "a", "b", at="2026-01-06T00:00:00.000Z")
    assert heir(three, "essai:b") == "essai:a", "the same person, later"
    assert sound(three)


def test_what_people_keep_apart_no_chain_joins(three: Store) -> None:
    say(three, "not_same", "a", "c")
    say(three, "same", "a", "b", at="2026-02-02T00:00:00.000Z")
    say(three, "same", "b", "c", author="rule:essai", at="2026-02-03T00:00:00.000Z")
    assert [heir(three, f"essai:{id}") for id in "abc"] == ["essai:a", "essai:a", "essai:c"]
    assert sound(three)


def test_claims_that_come_later_find_the_merged_thing(three: Store) -> None:
    say(three, "same", "a", "b")
    three.add([*thing("r", "Programme", "Troisième programme fictif"), *links("b PARTNER_IN r")])
    assert ("a", "PARTNER_IN", "r") in ends(three)
    assert sound(three)


def test_a_link_keeps_its_id_when_an_end_is_merged(three: Store) -> None:
    def ids() -> dict[tuple[str, str], str]:
        rows = three.read("MATCH (a:Entity)-[r:PARTNER_IN]->(b:Entity) RETURN a.id AS a, b.id AS b, r.id AS id")
        return {(row["a"], row["b"]): row["id"] for row in rows}

    before = ids()
    say(three, "same", "a", "b")
    after = ids()
    assert after["essai:a", "essai:q"] == before["essai:b", "essai:q"]
    assert after["essai:c", "essai:p"] == before["essai:c", "essai:p"]
    assert after["essai:a", "essai:p"] in {before["essai:a", "essai:p"], before["essai:b", "essai:p"]}


def test_an_older_record_that_comes_later_takes_the_lead(three: Store) -> None:
    say(three, "same", "a", "b")
    three.add(recorded("2025-01-01T00:00:00.000Z", [fact("b", "name", "Réseau Exemple B", source="essai:archive")]))
    assert heir(three, "essai:a") == "essai:b"
    assert ("b", "PARTNER_IN", "p") in ends(three)
    assert sound(three)


def test_a_clock_that_went_back_does_not_hide_the_last_decision(three: Store) -> None:
    say(three, "not_same", "a", "b", at="2099-01-01T00:00:00.000Z")
    undated = about_pair("same", "essai:a", "essai:b", author="anne")
    last = three.decide(undated)
    assert last.recorded_at > "2099-01-01T00:00:00.000Z"
    assert heir(three, "essai:b") == "essai:a"
    three.undo_decision(last.id, "anne")
    assert heir(three, "essai:b") == "essai:b"
    three.decide(undated)  # of the same words, and perhaps of the same millisecond: yet another decision
    assert heir(three, "essai:b") == "essai:a"
    assert sound(three)


def test_deciding_about_what_is_not_there(three: Store) -> None:
    with pytest.raises(NotFound):
        say(three, "same", "a", "absent")
