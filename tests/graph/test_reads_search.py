"""Finding things by what one remembers of their names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.graph.matching import Spelling, best, singular, typo, wanted
from maillage.graph.search import CANDIDATES, search
from maillage.graph.store import Store
from maillage.schema.decision import about_pair
from maillage.schema.model import UnknownTerm
from tests.graph.build import link, thing, town

NAMED = [
    *town(),
    *thing("cnfex", "Institution", "Centre national de la formation (Exemple)", acronym="CNFEX"),
    *thing("conseil", "InstitutedBody", "Conseil de développement de l'Exemple"),
    *thing("elus", "Theme", "Élus locaux"),
    *thing("oeuvre", "Theme", "Œuvre commune"),
    *thing("pays-2", "Theme", "Pays"),
    *thing("reseau", "Association", "Network for Democracy (Example)"),
    *thing("hostile", "Association", "<script>alert(1)</script> \"); DROP (OR) AND* ~ [x TO y]"),
    *thing("chinois", "Theme", "民主 参与"),
    *thing("lyon", "Territory", "Ly Exemple"),
]

CASES = [
    ("budget participatif", "budget", "exact"),
    ("BUDGET PARTICIPATIF", "budget", "exact"),
    ("Participatory budget", "budget", "exact"),
    ("democratie participative", "democratie", "exact"),
    ("elus locaux", "elus", "exact"),
    ("oeuvre commune", "oeuvre", "exact"),
    ("unadex", "union", "acronym"),
    ("U.N.A.D.E.X.", "union", "acronym"),
    ("una", "union", "prefix"),
    ("cn", "cnfex", "prefix"),
    ("Union des acteurs locaux", "union", "alias"),
    ("atelier fictif", "atelier", "name"),
    ("budgets participatifs", "budget", "name"),
    ("élu local", "elus", "name"),
    ("conseil de dev", "conseil", "prefix"),
    ("conseils de développement", "conseil", "prefix"),
    ("développement conseil", "conseil", "words"),
    ("acteurs unadex", "union", "words"),
    ("unadix", "union", "typo"),
    ("inadex", "union", "typo"),
    ("unaedx", "union", "typo"),
    ("budgt participatif", "budget", "typo"),
    ("xudget participatif", "budget", "typo"),
    ("network for democracy", "reseau", "prefix"),
    ("script alert", "hostile", "prefix"),
    ("民主", "chinois", "prefix"),
    ("ly", "lyon", "prefix"),
    ("essai:mairie", "mairie", "exact"),
]


@pytest.fixture
def named(store: Store) -> Store:
    store.add(NAMED)
    return store


def test_each_way_of_typing_finds_its_thing_and_says_why(named: Store) -> None:
    found = {q: search(named, q).hits for q, _, _ in CASES}
    told = [(q, hits[0].entity.id.partition(":")[2], hits[0].why) if hits else (q, None, None) for q, hits in found.items()]
    assert told == CASES


def test_the_hit_tells_the_spelling_that_matched(named: Store) -> None:
    for q, spelling in (("unadex", "UNADEX"), ("union des acteurs locaux", "Union des acteurs locaux"),
                        ("Participatory budget", "Participatory budget"), ("essai:mairie", "essai:mairie")):
        assert search(named, q).hits[0].matched == spelling


@pytest.mark.parametrize("q", [
    "", "   ", "zzzzzz", "*", "ET", "\"", "(", "~", "essai:rien", "\\", "a" * 5000, "+-&|!(){}[]^\"~*?:\\/", "NOT NOT", "\x00",
    "budget introuvablement"])
def test_what_finds_nothing_finds_nothing_quietly(named: Store, q: str) -> None:
    found = search(named, q)
    assert (found.hits, found.total, found.facets) == ([], 0, {})


def test_facets_count_all_hits_and_kinds_narrow_them(named: Store) -> None:
    found = search(named, "exemple", limit=1)
    assert len(found.hits) == 1
    assert found.total == sum(found.facets.values()) == 4
    assert found.facets == {"Association": 1, "InstitutedBody": 1, "Institution": 1, "Territory": 1}
    assert {hit.entity.kind for hit in search(named, "exemple", kinds=["Organization"]).hits} == {"Association", "Institution"}
    assert search(named, "exemple", kinds=["Person"]).total == 0
    with pytest.raises(UnknownTerm):
        search(named, "exemple", kinds=["Acteur"])


def test_a_whole_name_comes_before_names_that_begin_so(named: Store) -> None:
    assert [hit.entity.id for hit in search(named, "pays").hits] == ["essai:pays-2", "essai:pays"]


def test_among_equals_the_most_linked_comes_first(named: Store) -> None:
    named.add([*thing("double-a", "Person", "Camille Fictif"), *thing("double-b", "Person", "Camille Fictif"),
               link("double-b", "SPEAKS_AT", "forum")])
    hits = search(named, "camille fictif").hits
    assert [(hit.entity.id, hit.entity.degree) for hit in hits] == [("essai:double-b", 1), ("essai:double-a", 0)]
    assert hits[0].score == hits[1].score


def test_an_exact_name_is_found_among_very_many_that_begin_so(named: Store) -> None:
    crowd = [claim for i in range(CANDIDATES + 50) for claim in thing(f"foule-{i}", "Person", f"Aaexemple{i} Fictive")]
    named.add([*crowd, *thing("zz", "Person", "Aaexemple"), *thing("zy", "Association", "Tout autre chose", acronym="AAEXEMPLE")])
    hits = search(named, "aaexemple").hits
    assert {hit.entity.id: hit.why for hit in hits[:2]} == {"essai:zz": "exact", "essai:zy": "acronym"}


def test_a_merged_id_finds_its_heir(named: Store) -> None:
    named.add(thing("double", "Association", "Autre nom fictif"))
    named.decide(about_pair("same", "essai:atelier", "essai:double", author="anne"))
    assert [hit.entity.id for hit in search(named, "essai:double").hits] == ["essai:atelier"]
    assert [(hit.entity.id, hit.why) for hit in search(named, "atelier fictif").hits] == [("essai:atelier", "alias")]


@given(st.text(max_size=60))
def test_any_name_matches_itself(name: str) -> None:
    asked = wanted(name, most=100)
    found = best(asked, [Spelling(name, "name")])
    assert (found is not None and found.why == "exact") == bool(asked.words)


LETTERS = st.text("abcdefghij", min_size=4, max_size=12)


@given(LETTERS, st.integers(0, 11), st.sampled_from("klm"), st.sampled_from(["more", "less", "other", "swap"]))
def test_one_typo_anywhere_is_forgiven(word: str, place: int, letter: str, slip: str) -> None:
    at = min(place, len(word) - 2)
    before, own, after = word[:at], word[at], word[at + 1:]
    typed = {"more": before + letter + own + after, "less": before + after, "other": before + letter + after,
             "swap": before + after[0] + own + after[1:]}[slip]
    assert typo(typed, word)


@pytest.mark.parametrize(("typed", "word"), [("ab", "ac"), ("chat", "chien"), ("budgte", "bdget"), ("abcd", "efgh")])
def test_more_than_one_typo_is_not(typed: str, word: str) -> None:
    assert not typo(typed, word)


@pytest.mark.parametrize(("plural", "one"), [
    ("conseils", "conseil"), ("locaux", "local"), ("enjeux", "enjeu"), ("cities", "city"), ("pays", "pays"), ("os", "os")])
def test_plurals(plural: str, one: str) -> None:
    assert singular(plural) == singular(one)
