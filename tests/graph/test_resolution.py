"""What rules decide while loading: sure keys and same names, whatever the order, and never against a person."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import permutations
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maillage import Store
from maillage.graph.intake import Item, Report
from maillage.graph.resolution import SAME_NAME, SURE_KEY
from maillage.schema.claim import Claim
from maillage.schema.decision import about_pair
from maillage.schema.source import Source, Stamp
from tests.engines.session import Engine
from tests.graph.build import SOURCE, links, thing

pytestmark = pytest.mark.timeout(300)  # the first test on an engine waits for its start


class Rows:
    """A table of a test: its claims, under the import's id ``imp-NAME``."""

    restores = False
    files = ("essai.csv",)
    sources = (Source(SOURCE, "Tableau d'essai (fictif)"),)
    done = 1.0

    def __init__(self, name: str, *claims: list[Claim]) -> None:
        self.title, self.import_id = name, f"imp-{name}"
        self.claims = [claim for group in claims for claim in group]

    @property
    def reading(self) -> Rows:
        return self

    def items(self, stamp: Stamp) -> Iterator[Item]:
        for claim in self.claims:
            yield claim._replace(recorded_at=stamp.recorded_at, import_id=stamp.import_id)


def load(store: Store, *tables: Rows) -> list[Report]:
    return [store.load(table) for table in tables]


def groups(store: Store) -> list[list[str]]:
    """Ids that are shown as one, for each thing that is shown, in an order of their own."""
    heirs = {row["id"]: [row["id"]] for row in store.read("MATCH (e:Entity) RETURN e.id AS id")}
    for row in store.read("MATCH (a:Alias) RETURN a.id AS id, a.entity AS entity"):
        heirs[row["entity"]].append(row["id"])
    assert all(check.ok for check in store.doctor(deep=True))
    return sorted(sorted(group) for group in heirs.values())


def decided(store: Store) -> list[tuple[str, str, str, str, bool]]:
    rows = store.read("MATCH (d:Decision) "
                      "RETURN d.kind AS k, d.target AS t, d.other AS o, d.author AS a, d.undone_at IS NULL AS active")
    return sorted((row["k"], row["t"], row["o"], row["a"], row["active"]) for row in rows)


def org(id: str, name: str, **more: Any) -> list[Claim]:
    return thing(id, "Association", name, **more)


def test_a_sure_key_joins_whatever_the_names(store: Store) -> None:
    load(store, Rows("a", org("a:x", "Réseau Exemple", siren="123456789")),
         Rows("b", org("b:y", "REX fictif", siren="123456789")))
    assert groups(store) == [["a:x", "b:y"]]
    assert decided(store) == [("same", "a:x", "b:y", SURE_KEY, True)]


def test_a_sure_key_joins_within_one_table_too(store: Store) -> None:
    load(store, Rows("a", org("a:x", "Réseau Exemple", rna="W123456789"), org("a:y", "REX fictif", rna="W123456789")))
    assert groups(store) == [["a:x", "a:y"]]


@pytest.mark.parametrize("turn", [0, 1])
def test_a_municipality_and_its_council_share_a_code_and_are_two(store: Store, turn: int) -> None:
    council, place = thing("a:mairie", "Institution", "Mairie de Villexemple", insee="99001"), \
        thing("b:ville", "Territory", "Villexemple", insee="99001")
    again = Rows("c", thing("c:mairie", "Institution", "Commune de Villexemple", insee="99001"),
                 thing("c:ville", "Territory", "Villexemple (Exemple)", insee="99001"))
    tables = [Rows("a", council), Rows("b", place)]
    load(store, *(reversed(tables) if turn else tables), again)
    assert groups(store) == [["a:mairie", "c:mairie"], ["b:ville", "c:ville"]]


def test_a_type_that_comes_after_the_key(store: Store) -> None:
    whole = org("a:x", "Réseau Exemple", siren="123456789")
    load(store, Rows("a", whole[1:]), Rows("b", org("b:y", "REX fictif", siren="123456789")))
    assert decided(store) == []
    load(store, Rows("c", whole[:1]))
    assert groups(store) == [["a:x", "b:y"]]


def test_the_same_name_joins_organisations_of_two_sources(store: Store) -> None:
    load(store, Rows("a", org("a:x", "L'Institut Exemple")), Rows("b", thing("b:y", "Institution", "INSTITUT, exemple")))
    assert groups(store) == [["a:x", "b:y"]]
    assert decided(store) == [("same", "a:x", "b:y", SAME_NAME, True)]


def test_the_same_name_of_another_family_says_nothing(store: Store) -> None:
    load(store, Rows("a", org("a:x", "Exemple")), Rows("b", thing("b:y", "Territory", "Exemple")))
    assert (groups(store), decided(store)) == ([["a:x"], ["b:y"]], [])


@pytest.mark.parametrize("kind", ["Person", "Event", "Programme"])
def test_people_events_and_practices_of_one_name_are_a_question(store: Store, kind: str) -> None:
    load(store, Rows("a", thing("a:x", kind, "Camille Fictive")), Rows("b", thing("b:y", kind, "Camille Fictive")))
    assert groups(store) == [["a:x"], ["b:y"]]
    assert decided(store) == [("maybe_same", "a:x", "b:y", SAME_NAME, True)]


def test_two_ids_of_one_source_are_two_things(store: Store) -> None:
    load(store, Rows("a", org("a:x", "Comité Exemple"), org("a:y", "Comité Exemple")))
    assert groups(store) == [["a:x"], ["a:y"]]


def test_names_shared_by_things_with_other_sure_keys(store: Store) -> None:
    load(store, Rows("a", org("a:x", "Comité Exemple", siren="111111111")),
         Rows("b", org("b:y", "Comité Exemple", siren="222222222")))
    assert groups(store) == [["a:x"], ["b:y"]]


def test_addresses_in_two_reference_bases_do_not_tell_apart(store: Store) -> None:
    load(store, Rows("a", org("a:x", "Comité Exemple", same_as="https://www.wikidata.org/wiki/Q0")),
         Rows("b", org("b:y", "Comité Exemple", same_as="https://data.exemple.fr/1")))
    assert groups(store) == [["a:x", "b:y"]]


@pytest.mark.parametrize(("one", "other", "joined"), [
    ({"level": "région"}, {"level": "département"}, False),
    ({"code": "11"}, {"code": "75"}, False),
    ({"level": "région", "code": "11"}, {"level": "département", "code": "11"}, False),
    ({"level": "Région"}, {"level": "région"}, True),
    ({"level": "région", "code": "11"}, {}, True),
])
def test_homonymous_territories(store: Store, one: dict[str, str], other: dict[str, str], joined: bool) -> None:
    load(store, Rows("a", thing("a:x", "Territory", "Pays d'Exemple", **one)),
         Rows("b", thing("b:y", "Territory", "Pays d'Exemple", **other)))
    assert groups(store) == ([["a:x", "b:y"]] if joined else [["a:x"], ["b:y"]])


WORLDS = {
    "three sources of one": [Rows("a", org("a:x", "Réseau Exemple")), Rows("b", org("b:x", "Réseau Exemple")),
                             Rows("c", org("c:x", "Réseau Exemple"))],
    "two of one source": [Rows("a", org("a:x", "Réseau Exemple"),
                               links("a:x CONCERNS t:un"), thing("t:un", "Theme", "Thème fictif")),
                          Rows("b", org("b:x", "Réseau Exemple")), Rows("c", org("a:y", "Réseau Exemple"))],
    "one that has another key": [Rows("a", org("a:x", "Réseau Exemple", siren="111111111")),
                                 Rows("b", org("b:x", "Réseau Exemple")),
                                 Rows("c", org("c:x", "Réseau Exemple", siren="222222222"))],
}


@pytest.mark.parametrize("world", WORLDS)
def test_the_order_of_loading_does_not_matter(store: Store, world: str) -> None:
    outcomes = []
    for order in permutations(WORLDS[world]):
        store.wipe()
        load(store, *order)
        outcomes.append(groups(store))
    assert all(outcome == outcomes[0] for outcome in outcomes), outcomes


_NAMES = ("Réseau Exemple", "Autre nom fictif", "Collectif Essai")
_things = st.tuples(st.sampled_from("abc"), st.integers(1, 3), st.sampled_from(_NAMES), st.sampled_from([None, None, "1", "2"]))


@given(rows=st.lists(_things, min_size=2, max_size=4, unique_by=lambda row: row[:2]), chance=st.randoms(use_true_random=False))
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_order_of_loads_does_not_matter_to_merged_things(
        engine: Engine, rows: list[tuple[str, int, str, str | None]], chance: random.Random) -> None:
    tables = [Rows(str(number), org(f"{space}:{key}", name, **({"siren": siren} if siren else {})))
              for number, (space, key, name, siren) in enumerate(rows)]
    outcomes = []
    for _ in range(2):
        load(engine.empty(), *tables)
        outcomes.append([set(group) for group in groups(engine.store)])
        chance.shuffle(tables)
    assert outcomes[0] == outcomes[1]


def test_a_thing_that_a_key_joins_is_told_apart_under_all_its_names(store: Store) -> None:
    tables = [Rows("a", org("a:x", "Réseau Exemple", siren="123456789")), Rows("b", org("b:y", "Réseau Exemple")),
              Rows("c", org("b:z", "REX fictif", siren="123456789"))]
    for order in permutations(tables):
        load(store, *order)
        assert groups(store) == [["a:x", "b:z"], ["b:y"]], [table.title for table in order]
        store.wipe()


@pytest.mark.parametrize("turn", [0, 1])
def test_a_merged_thing_is_known_by_the_name_it_is_not_shown_under(store: Store, turn: int) -> None:
    merged = [Rows("a", org("a:x", "Réseau Exemple", siren="123456789")), Rows("b", org("b:y", "REX fictif", siren="123456789"))]
    namesake = [Rows("c", org("c:z", "REX fictif"))]
    load(store, *(namesake + merged if turn else merged + namesake))
    assert groups(store) == [["a:x", "b:y", "c:z"]]


def test_one_table_or_two_say_the_same(store: Store) -> None:
    for world in WORLDS.values():
        store.wipe()
        load(store, *world)
        apart = groups(store)
        store.wipe()
        load(store, Rows("all", *(table.claims for table in world)))
        assert groups(store) == apart


def test_what_was_undone_is_not_decided_again(store: Store) -> None:
    tables = [Rows("a", org("a:x", "Réseau Exemple")), Rows("b", org("b:y", "Réseau Exemple"))]
    load(store, *tables)
    (rule,) = store.read("MATCH (d:Decision) RETURN d.id AS id")
    store.undo_decision(rule["id"], "anne")
    load(store, *tables)
    load(store, Rows("c", org("b:y", "Réseau Exemple", founded="1992")))
    assert groups(store) == [["a:x"], ["b:y"]]
    assert decided(store) == [("same", "a:x", "b:y", SAME_NAME, False)]


def test_what_a_person_keeps_apart_stays_apart(store: Store) -> None:
    load(store, Rows("a", org("a:x", "Réseau Exemple")), Rows("b", org("b:y", "Autre nom fictif")))
    store.decide(about_pair("not_same", "a:x", "b:y", author="anne"))
    load(store, Rows("c", org("b:y", "Réseau Exemple", siren="111111111"), org("a:x", "Réseau Exemple", siren="111111111")))
    assert groups(store) == [["a:x"], ["b:y"]]


def test_loading_again_changes_nothing(store: Store) -> None:
    tables = WORLDS["two of one source"]
    load(store, *tables)
    before = list(store.dump())
    assert [report.new for report in load(store, *tables)] == [0, 0, 0]
    assert list(store.dump()) == before


def test_undoing_an_import_takes_its_decisions_along(store: Store) -> None:
    first, second = Rows("a", org("a:x", "Réseau Exemple")), Rows("b", org("b:y", "Réseau Exemple"))
    load(store, first)
    before = list(store.dump())
    load(store, second)
    store.undo_import("imp-b")
    assert list(store.dump()) == before


def test_two_ids_with_codes_of_their_own_are_no_question_but_a_third_is_one_for_each(store: Store) -> None:
    load(store, Rows("a", org("a:x", "Comité Exemple", siren="111111111"), org("a:y", "Comité Exemple", siren="222222222")))
    assert decided(store) == []
    load(store, Rows("b", org("b:z", "Comité Exemple")))
    assert decided(store) == [("maybe_same", "a:x", "b:z", SAME_NAME, True), ("maybe_same", "a:y", "b:z", SAME_NAME, True)]
    assert groups(store) == [["a:x"], ["a:y"], ["b:z"]]
