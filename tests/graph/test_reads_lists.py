"""Lists of entities, claims, sources and imports; counts of the whole; how links and dates are said."""

from __future__ import annotations

import base64
import json

import pytest

from maillage.errors import NotFound, UsageError
from maillage.graph.answers import Brief
from maillage.graph.claims import claim, claims
from maillage.graph.cursors import BadCursor, read_cursor, write_cursor
from maillage.graph.imports import import_info, imports
from maillage.graph.listing import entities
from maillage.graph.periods import period as period_of
from maillage.graph.sentences import period, sentence
from maillage.graph.sources import source, sources
from maillage.graph.stats import stats
from maillage.graph.store import Store
from maillage.schema.decision import Decision, about_pair
from maillage.schema.model import UnknownTerm, default_ontology
from maillage.schema.source import Import
from tests.graph.build import SOURCES, fact, link, thing, town


@pytest.fixture
def small(store: Store) -> Store:
    store.add(town(), sources=SOURCES)
    return store


def listed(store: Store, limit: int = 3, **conditions: str) -> list[str]:
    """All pages, one after the other; each is as long as it may be and knows the total."""
    found: list[str] = []
    cursor: str | None = None
    totals = set()
    while True:
        page = entities(store, limit=limit, cursor=cursor, **conditions)
        found += [item.id.removeprefix("essai:") for item in page.items]
        totals.add(page.total)
        cursor = page.cursor
        if cursor is None:
            assert totals == {len(found)}
            return found
        assert len(page.items) == limit


def test_entities_by_name_accents_aside(small: Store) -> None:
    small.add([*thing("ecole", "Academic", "École fictive"), *thing("eaux", "Theme", "Eaux")])
    assert listed(small) == ["budget", "budgets", "democratie", "eaux", "ecole", "forum", "atelier", "mairie", "pays",
                             "quartier", "union", "ville"]
    assert listed(small, limit=100) == listed(small, limit=1)


def test_entities_by_degree_and_by_the_latest_recorded(small: Store) -> None:
    small.add([fact("tard", "type", "Theme", recorded_at="2026-02-01T00:00:00.000Z")])
    assert listed(small, sort="degree") == ["budget", "atelier", "democratie", "forum", "union", "ville", "budgets", "mairie",
                                            "pays", "quartier", "tard"]
    assert listed(small, sort="recorded")[0] == "tard"
    assert [item.degree for item in entities(small, sort="degree", limit=2).items] == [5, 3]


def test_entities_by_conditions(small: Store) -> None:
    assert listed(small, kind="Organization") == ["atelier", "mairie", "union"]
    assert listed(small, theme="essai:democratie") == ["budget", "forum", "atelier"]
    assert listed(small, theme="essai:democratie", kind="Practice", limit=1) == ["budget", "forum"]
    assert listed(small, territory="essai:ville") == ["budget", "mairie"]
    assert listed(small, q="fictif") == ["atelier", "pays"]
    assert listed(small, q="fictif", kind="Territory") == ["pays"]
    assert listed(small, source="essai:source", kind="Event") == ["forum"]
    assert listed(small, source="essai:autre") == []
    assert listed(small, territory="essai:ville", sort="degree") == ["budget", "mairie"]


def test_entities_refuse_what_they_do_not_know(small: Store) -> None:
    with pytest.raises(UnknownTerm):
        entities(small, kind="Acteur")
    with pytest.raises(NotFound):
        entities(small, theme="essai:rien")
    for wrong in ({"sort": "hasard"}, {"limit": 0}):
        with pytest.raises(UsageError):
            entities(small, **wrong)


def test_a_cursor_fits_its_own_list_only(small: Store) -> None:
    cursor = entities(small, limit=2).cursor
    assert cursor is not None
    mark = json.loads(base64.urlsafe_b64decode(cursor + "=="))[0]
    forged = base64.urlsafe_b64encode(json.dumps([mark, 5, "x"]).encode()).decode()
    for wrong in (forged, cursor[:-4], cursor + "A", "é", "x" * 9999, base64.urlsafe_b64encode(b"[1,2]").decode(), "e30"):
        with pytest.raises(BadCursor):
            entities(small, limit=2, cursor=wrong)
    with pytest.raises(BadCursor):
        entities(small, limit=2, cursor=cursor, kind="Actor")
    with pytest.raises(BadCursor):
        claims(small, cursor=cursor)


def test_a_list_goes_on_where_it_ended_although_something_came_before(small: Store) -> None:
    page = entities(small, limit=2)
    small.add(thing("aaa", "Theme", "Aaa"))
    assert [item.id for item in entities(small, limit=1, cursor=page.cursor).items] == ["essai:democratie"]


def test_cursors_keep_what_they_were_given() -> None:
    assert read_cursor(write_cursor("x", {"a": None}, "é\n'", 5), "x", {"a": None}) == ("é\n'", 5)
    assert read_cursor(None, "x", {}) is None


def test_claims_by_every_condition(small: Store) -> None:
    assert {c.predicate for c in claims(small, subject="essai:mairie").items} == {"type", "name", "LOCATED_IN", "FUNDS"}
    assert {c.subject for c in claims(small, object="essai:budget").items} == {"essai:union", "essai:atelier", "essai:mairie"}
    assert [c.value for c in claims(small, subject="essai:union", predicate="founded").items] == ["1992"]
    assert [(c.subject, c.role) for c in claims(small, source="essai:autre").items] == [("essai:union", "conseil")]
    assert claims(small, subject="essai:rien").total == 0
    (said,) = claims(small, source="essai:autre").items
    small.decide(Decision("reject", said.id, author="anne"))
    assert [c.id for c in claims(small, status="rejected").items] == [said.id]
    assert claims(small, status="accepted").total == claims(small).total - 1


def test_claims_of_a_merged_thing_are_those_of_all_its_ids(small: Store) -> None:
    small.add(thing("double", "Institution", "Ville fictive"))
    small.decide(about_pair("same", "essai:double", "essai:mairie", author="anne"))
    for id in ("essai:double", "essai:mairie"):
        assert {c.subject for c in claims(small, subject=id).items} == {"essai:double", "essai:mairie"}
    assert claims(small, subject="essai:mairie", object="essai:ville").total == 1


def test_claims_come_page_by_page_each_once(small: Store) -> None:
    found, cursor = [], None
    while True:
        page = claims(small, limit=7, cursor=cursor)
        found += [c.id for c in page.items]
        cursor = page.cursor
        if cursor is None:
            break
        assert len(page.items) == 7
    assert len(found) == len(set(found)) == page.total == len({c.id for c in town()})
    assert claim(small, found[0]).id == found[0]
    with pytest.raises(NotFound):
        claim(small, "0123")


def test_sources_count_their_claims(small: Store) -> None:
    assert [(s.id, s.title, s.claims) for s in sources(small)] == [
        ("essai:autre", "Autre tableau d'essai", 1), ("essai:source", "Tableau d'essai", len(town()) - 1)]
    assert source(small, "essai:source").licence == "CC0"
    with pytest.raises(NotFound):
        source(small, "essai:rien")


def test_imports_tell_the_latest_first(store: Store) -> None:
    for day in (1, 2):
        at = f"2026-01-0{day}T00:00:00.000Z"
        record = Import(f"imp-{day}", f"Essai {day}", ("un.csv", "deux.csv"), "anne", at, refused=day)
        store.add([fact(f"t{day}", "type", "Theme", import_id=f"imp-{day}")], record=record)
    found = imports(store)
    assert [(i.id, i.title, i.files, i.new, i.known, i.refused) for i in found] == [
        ("imp-2", "Essai 2", ["un.csv", "deux.csv"], 1, 0, 2), ("imp-1", "Essai 1", ["un.csv", "deux.csv"], 1, 0, 1)]
    assert import_info(store, "imp-1") == found[1]
    assert [c.subject for c in claims(store, import_id="imp-2").items] == ["essai:t2"]
    with pytest.raises(NotFound):
        import_info(store, "imp-3")


def test_stats_count_and_follow_every_change(small: Store) -> None:
    found = stats(small)
    assert (found.entities, found.relations, found.claims, found.decisions) == (10, 14, len(town()), 0)
    assert found.by_kind == {"Association": 2, "Event": 1, "Institution": 1, "Programme": 1, "Territory": 3, "Theme": 2}
    assert found.by_relation["PARTNER_IN"] == 2
    assert found.by_status == {"accepted": len(town())}
    assert [s.id for s in found.by_source] == ["essai:autre", "essai:source"]
    assert [(t.entity.id, t.count) for t in found.by_territory] == [("essai:pays", 1), ("essai:quartier", 1), ("essai:ville", 1)]
    small.add([*thing("n", "Person", "Personne Fictive"), link("n", "LOCATED_IN", "ville")])
    again = stats(small)
    assert (again.entities, again.by_kind["Person"], again.by_relation["LOCATED_IN"]) == (11, 1, 4)
    assert (again.by_territory[0].entity.id, again.by_territory[0].count) == ("essai:ville", 2)
    assert again.mark != found.mark


def test_stats_of_nothing(store: Store) -> None:
    found = stats(store)
    assert (found.entities, found.relations, found.claims, found.by_kind, found.by_territory) == (0, 0, 0, {}, [])


def test_stats_are_not_remembered_over_an_emptied_store(small: Store) -> None:
    assert stats(small).entities == 10
    small.wipe()
    small.add(thing("n", "Person", "Personne Fictive"))
    assert stats(small).by_kind == {"Person": 1}


def brief(name: str, name_en: str | None = None) -> Brief:
    return Brief("essai:x", name, "Theme", ["Theme"], name_en=name_en)


@pytest.mark.parametrize(("roles", "since", "until", "fr", "en"), [
    ([], None, None, "A finance B", "A funds Bee"),
    (["pilote"], None, None, "A finance B (pilote)", "A funds Bee (pilote)"),
    ([], "2018", "2018", "A finance B (2018)", "A funds Bee (2018)"),
    (["x", "y"], "2016", "2018-03", "A finance B (x, y ; 2016 – mars 2018)", "A funds Bee (x, y; 2016 – March 2018)"),
    ([], "2018-03-19", None, "A finance B (depuis le 19 mars 2018)", "A funds Bee (since 19 March 2018)"),
    ([], "2018-03", None, "A finance B (depuis mars 2018)", "A funds Bee (since March 2018)"),
    ([], None, "2018-03-01", "A finance B (jusqu'au 1er mars 2018)", "A funds Bee (until 1 March 2018)"),
    ([], None, "2018", "A finance B (jusqu'à 2018)", "A funds Bee (until 2018)"),
])
def test_sentences(roles: list[str], since: str | None, until: str | None, fr: str, en: str) -> None:
    funds = default_ontology().relations["FUNDS"]
    assert sentence(funds, brief("A"), brief("B", "Bee"), roles, since, until) == {"fr": fr, "en": en}


def test_sentences_take_names_as_they_are() -> None:
    said = sentence(default_ontology().relations["FUNDS"], brief("{object}"), brief("{0} %s <b>"))
    assert said["fr"] == "{object} finance {0} %s <b>"


def test_every_relation_of_the_ontology_has_its_sentence() -> None:
    for relation in default_ontology().relations.values():
        for text in sentence(relation, brief("Premier"), brief("Second")).values():
            assert text.count("Premier") == text.count("Second") == 1


@pytest.mark.parametrize(("since", "until", "inside"), [
    ("2017", "2018", True), (None, "2016", False), ("2020", None, False), (None, None, True), ("2018-12-31", None, True),
    ("2018-05-31/2018-06-01", "2018-05-31/2018-06-01", True), (None, "2017-12-31", False), (None, "2018-01-01", True)])
def test_periods_touch_when_they_share_a_day(since: str | None, until: str | None, inside: bool) -> None:
    asked = period_of("2018", "2018")
    assert asked is not None
    assert asked.touches(since, until) is inside
    assert period("fr", None, None) == ""
