"""Names that are held to be searched: what they find, beside the engine's own index and a plain look through all."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from maillage.errors import StoreError
from maillage.graph import vocabulary as holding
from maillage.graph.listing import entities
from maillage.graph.matching import Spelling, best, wanted
from maillage.graph.search import CANDIDATES, probe, search
from maillage.graph.store import Store
from maillage.graph.vocabulary import MOST, Typed, Vocabulary, vocabulary
from maillage.loaders.recognise import recognise
from maillage.schema.names import search_text
from tests.graph.build import thing, town

WORDS = st.text("abc", min_size=1, max_size=5)
NAMES = st.lists(st.lists(WORDS, min_size=1, max_size=4, unique=True).map(" ".join), max_size=12)


def numbered(names: list[str]) -> tuple[Vocabulary, dict[str, list[str]]]:
    """The names held, and the words of each by its id."""
    ids = [f"essai:é{place}" for place in range(len(names))]
    spelled = {id: name.split() for id, name in zip(ids, names, strict=True)}
    return Vocabulary(ids, names, [words[:1] for words in spelled.values()]), spelled


def slips(word: str) -> set[str]:
    """All that one slip makes of a word, written out."""
    cut = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    return {word, *(a + b[1:] for a, b in cut), *(a + c + b for a, b in cut for c in "abc"),
            *(a + c + b[1:] for a, b in cut if b for c in "abc"), *(a + b[1] + b[0] + b[2:] for a, b in cut if len(b) > 1)}


@given(NAMES, st.lists(WORDS, min_size=1, max_size=3))
def test_all_that_have_the_words_are_found_as_beginnings(names: list[str], typed: list[str]) -> None:
    held, spelled = numbered(names)
    having = {id for id, words in spelled.items() if all(any(word.startswith(one) for word in words) for one in typed)}
    assert set(held.find([Typed(one, one) for one in typed], 100)) == having


@given(NAMES, WORDS)
def test_all_that_are_one_slip_away_are_found(names: list[str], typed: str) -> None:
    held, spelled = numbered(names)
    near = {word for words in spelled.values() for word in words} & slips(typed)
    assert set(held.near(typed)) == near or len(near) > MOST
    having = {id for id, words in spelled.items() if any(word in near or word.startswith(typed) for word in words)}
    assert set(held.find([Typed(typed, typed)], 100, typos=True)) == having or len(near) > MOST


PLURALS = st.text("aulsx", min_size=2, max_size=6).filter(lambda word: word not in ("la", "au", "aux", "les", "du", "sa", "ses"))


@given(st.lists(st.lists(PLURALS, min_size=1, max_size=3, unique=True).map(" ".join), max_size=12),
       st.lists(PLURALS, min_size=1, max_size=3, unique=True))
def test_what_is_counted_without_being_judged_is_what_the_judge_would_take(names: list[str], typed: list[str]) -> None:
    held, spelled = numbered(names)
    asked = wanted(" ".join(typed))
    judged = {id: best(asked, [Spelling(" ".join(words), "alias")]) for id, words in spelled.items()}
    assume(all("".join(words) != "".join(asked.words) or len(words) == 1 for words in spelled.values()))
    taken = {id for id, match in judged.items() if match and match.why != "typo"}
    assert set(held.find([Typed(word, probe(word)) for word in asked.words], 100)) == taken


def test_all_that_has_the_words_is_counted_and_a_type_does_not_drown(default_store: Store) -> None:
    crowd = [claim for i in range(CANDIDATES + 50) for claim in thing(f"foule-{i}", "Person", f"Lac {i}")]
    default_store.add([*crowd, *thing("zz", "Theme", "Le soin des lacs et des rivières d'un pays fictif")])
    found = search(default_store, "lac")
    assert (found.total, found.facets, len(found.hits)) == (CANDIDATES + 51, {"Person": CANDIDATES + 50, "Theme": 1}, 20)
    themes = search(default_store, "lac", kinds=["Theme"])
    assert ([hit.entity.id for hit in themes.hits], themes.total) == (["essai:zz"], 1)
    assert entities(default_store, q="lac", sort="degree", limit=1).total == CANDIDATES + 51


def test_what_is_meant_most_is_kept_of_many() -> None:
    names = ["de", "art de", "art de a", "decidim", "art d en de", "demos en vue", "un decidim de plus", "tous degres"]
    held = Vocabulary(names, names, [name.split()[:1] for name in names])
    assert held.find([Typed("de", "de")], 4) == ["de", "art de", "decidim", "demos en vue"]
    assert held.find([Typed("de", "de")], 100) == [
        "de", "art de", "art de a", "art d en de", "un decidim de plus", "decidim", "demos en vue", "tous degres"]


def test_an_acronym_that_begins_so_is_kept_among_many_names_that_do(default_store: Store) -> None:
    crowd = [claim for i in range(CANDIDATES + 50) for claim in thing(f"foule-{i}", "Person", f"Aaexemple{i} Fictive")]
    default_store.add([*crowd, *thing("zz", "Institution", "Tout autre chose et plus encore", acronym="AAEX")])
    assert search(default_store, "aa").hits[0].entity.id == "essai:zz"


@contextmanager
def by_the_index(store: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As while the names of a large store are being read: the engine's index answers."""
    with monkeypatch.context() as patch, holding.held(store).reading:
        patch.setattr(holding, "AT_ONCE", -1)
        yield


def test_the_index_and_the_held_names_answer_alike_on_the_programme(
        root: Path, default_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    default_store.load(recognise([root / "loaders" / "programme"], ontology=default_store.ontology))
    asked = list(typed(default_store, random.Random(7)))
    with by_the_index(default_store, monkeypatch):
        by_index = {q: search(default_store, q) for q in asked}
    assert vocabulary(default_store)
    assert {q: search(default_store, q) for q in asked} == by_index
    assert sum(bool(found.hits) for found in by_index.values()) == len(asked) == 100


def typed(store: Store, rng: random.Random) -> Iterator[str]:
    """A hundred beginnings of one or two words of the programme's names, as somebody types them."""
    names = sorted(row["name"] for row in store.read("MATCH (e:Entity) RETURN e.name AS name"))
    spelled = sorted({text for name in names if (text := search_text(name))})
    asked: dict[str, None] = {}
    while len(asked) < 100:
        words = rng.choice(spelled).split()
        at = rng.randrange(len(words))
        asked[" ".join([*words[max(0, at - 1):at], words[at][:rng.randint(2, 8)]])] = None
    return iter(asked)


def test_what_was_just_written_is_found_before_a_large_store_is_read_again(
        store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(holding, "AT_ONCE", 0)
    store.add(town())
    assert [hit.entity.id for hit in search(store, "unadex").hits] == ["essai:union"]
    assert until(lambda: vocabulary(store) is not None)
    store.add(thing("neuf", "Association", "Ruche fictive"))
    assert [hit.entity.id for hit in search(store, "ruche").hits] == ["essai:neuf"]
    assert until(lambda: vocabulary(store) is not None)
    assert [hit.entity.id for hit in search(store, "ruhce fictive").hits] == ["essai:neuf"]


class Watched(Store):
    """A store that counts how often all its names are read; the first ``lost`` times its engine does not answer."""

    def __init__(self, store: Store, lost: int = 0) -> None:
        self.readings, self.lost = 0, lost
        super().__init__(store.engine_handle, store.ontology)

    def stream(self, query: str, /, **parameters: Any) -> Iterator[dict[str, Any]]:
        if query == holding.NAMES:
            self.readings += 1
            if self.readings <= self.lost:
                raise StoreError(url="bolt://exemple", problem_fr="le moteur ne répond pas", problem_en="the engine is silent")
        return super().stream(query, **parameters)


def test_names_that_could_not_be_read_are_not_read_again_until_the_store_changes(
        default_store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setattr(holding, "AT_ONCE", 0)
    caplog.set_level("INFO", holding.__name__)
    store = Watched(default_store, lost=1)
    store.add(town())
    found = [[hit.entity.id for hit in search(store, "unadex").hits]]
    assert until(lambda: holding.held(store).failed is not None)
    found += [[hit.entity.id for hit in search(store, "unadex").hits] for _ in range(3)]
    assert found == [["essai:union"]] * 4
    assert store.readings == 1
    assert "the engine is silent" in caplog.text
    store.add(thing("neuf", "Association", "Ruche fictive"))
    assert until(lambda: vocabulary(store) is not None)
    assert store.readings == 2


def test_names_are_read_once_for_all_who_wait_though_the_store_changes_meanwhile(default_store: Store) -> None:
    store = Watched(default_store)
    store.add(town())
    with ThreadPoolExecutor(2) as askers:
        with holding.held(store).reading:
            waiting = [askers.submit(vocabulary, store, wait=True) for _ in range(2)]
            time.sleep(0.3)
            store.add(thing("neuf", "Association", "Ruche fictive"))
        found = [each.result(20) for each in waiting]
    assert found == [vocabulary(store)] * 2
    assert store.readings == 1


def test_a_store_is_read_while_another_is(default_store: Store) -> None:
    other = Watched(default_store)
    other.add(town())
    with holding.held(default_store).reading, ThreadPoolExecutor(1) as asker:
        assert asker.submit(vocabulary, other, wait=True).result(20)


def until(true: Callable[[], bool], seconds: float = 20) -> bool:
    end = time.monotonic() + seconds
    while not (held := true()) and time.monotonic() < end:
        time.sleep(0.02)
    return held
