"""The words of all names, held to be searched: an engine's index goes through every thing that has a common word.

What is held is true of one moment of the store. A small store is read again at once when it has changed; a large one
beside, by a thread, while the engine's own index answers.
"""

from __future__ import annotations

import logging
import threading
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, Self
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from maillage.errors import StoreError
from maillage.graph.memo import moment
from maillage.graph.sweep import entities
from maillage.schema.names import search_text

if TYPE_CHECKING:
    from maillage.graph.store import Store

# In parts, so that no record grows with the store.
NAMES = """
MATCH (e:Entity)
RETURN right(e.id, 2) AS part,
       collect([e.id, e.search, e.type, e.name, e.name_en, e.acronym, coalesce(e.aliases, [])]) AS names
"""
# So many entities are read within a search: a seventh of a second.
AT_ONCE = 10_000
# So many words at most that are one typo away; a short word could be any other.
MOST = 50
_LAST = "\U0010ffff"
_BETWEEN = "\x1f"  # no value may hold it

_log = logging.getLogger(__name__)


class Typed(NamedTuple):
    """A word as it was typed, and the beginning that is looked for."""

    word: str
    start: str


class Holders:
    """Which entities hold which words, by number: those of word ``w``, ascending, are ``_of[_starts[w]:_starts[w + 1]]``."""

    def __init__(self, held: Sequence[Sequence[int]], words: int) -> None:
        flat = np.array(array("i", (word for each in held for word in each)), dtype=np.int32)
        order = np.argsort(flat, kind="stable")
        self._all = len(held)
        self._of = np.repeat(np.arange(len(held), dtype=np.int32), [len(each) for each in held])[order]
        self._starts = np.searchsorted(flat[order], np.arange(words + 1))

    def having(self, spans: Iterable[slice]) -> NDArray[np.bool_]:
        """Of all entities, whether they hold a word among these."""
        having = np.zeros(self._all, dtype=np.bool_)
        for span in spans:
            having[self._of[self._starts[span.start]:self._starts[span.stop]]] = True
        return having


class Texts:
    """Many short texts in one piece: as values of their own they would take three times the memory."""

    def __init__(self, texts: Iterable[str]) -> None:
        encoded = [text.encode() for text in texts]
        self._all, self._ends = b"".join(encoded), np.cumsum([0, *map(len, encoded)])

    def __getitem__(self, place: int) -> str:
        return self._all[self._ends[place]:self._ends[place + 1]].decode()


class Vocabulary:
    """Entities by the words of their names, from the shortest name to the longest.

    ``texts`` are all words of each entity, ``heads`` those with which its name, or another of its spellings, begins;
    ``spelled`` are its type, its name, the English one, its acronym and its aliases, joined by ``_BETWEEN``.
    """

    def __init__(self, ids: Sequence[str], texts: Sequence[str], heads: Sequence[Sequence[str]],
                 spelled: Iterable[str] = ()) -> None:
        split = [text.split() for text in texts]
        self._words = sorted({word for words in split for word in words})
        number = {word: place for place, word in enumerate(self._words)}
        self._held = Holders([[number[word] for word in words] for words in split], len(number))
        self._begun = Holders([[number[word] for word in words if word in number] for words in heads], len(number))
        self._ids, self._spelled = Texts(ids), Texts(spelled)

    @classmethod
    def read(cls, store: Store) -> Self:
        """Raises StoreError."""
        rows = (each for row in store.stream(NAMES) for each in row["names"])
        named = sorted(_named(*each) for each in rows)
        return cls([each.id for each in named], [each.text for each in named], [each.heads for each in named],
                   (each.spelled for each in named))

    def find(self, typed: Sequence[Typed], most: int, typos: bool = False) -> list[str]:
        """Ids of entities that have all words, as beginnings (or with a typo): the ``most`` that may be meant."""
        return [self._ids[place] for place in self._places(typed, most, typos)]

    def spellings(self, typed: Sequence[Typed], most: int, typos: bool = False) -> list[dict[str, Any]]:
        """The same with their types and all ways they are written."""
        return [{"id": self._ids[place], **_spellings(self._spelled[place])} for place in self._places(typed, most, typos)]

    def _places(self, typed: Sequence[Typed], most: int, typos: bool) -> list[int]:
        """Where they are, those first that are meant most.

        Half of the places at most are first for what has the words whole, then come names that begin so, and the rest;
        the shortest names come first in each.
        """
        spans = [self._span(each.start) for each in typed]
        having = np.logical_and.reduce([
            self._held.having([span, *(self._whole(near) for near in (self.near(each.word) if typos else ()))])
            for each, span in zip(typed, spans, strict=True)])
        found = np.flatnonzero(having)
        whole = np.logical_and.reduce([self._held.having([self._whole(each.word)]) for each in typed])[found]
        begins = self._begun.having(spans[:1])[found]
        first = found[np.argsort(2 * ~whole + ~begins, kind="stable")][:min(most // 2, np.count_nonzero(whole))]
        then = found[np.argsort(2 * ~begins + ~whole, kind="stable")][:most]
        return list(dict.fromkeys([*first.tolist(), *then.tolist()]))[:most]

    def near(self, word: str) -> list[str]:
        """Words that differ from ``word`` by one letter more, less or other, or by two swapped; itself among them."""
        alike = [other for length in range(len(word) - 1, len(word) + 2) for other in self._by_length.get(length, ())]
        return sorted(found for found, _, _ in extract(word, alike, scorer=OSA.distance, score_cutoff=1, limit=MOST))

    @cached_property
    def _by_length(self) -> dict[int, list[str]]:
        by_length: dict[int, list[str]] = defaultdict(list)
        for word in self._words:
            by_length[len(word)].append(word)
        return by_length

    def _span(self, start: str) -> slice:
        return slice(bisect_left(self._words, start), bisect_left(self._words, start + _LAST))

    def _whole(self, word: str) -> slice:
        place = bisect_left(self._words, word)
        return slice(place, place + (self._words[place:place + 1] == [word]))


class _Named(NamedTuple):
    """What is sorted of an entity: how long its shortest name is, counting a word once, its words, and its heads."""

    size: int
    id: str
    text: str
    heads: list[str]
    spelled: str


def _named(id: str, text: str, kind: str, name: str, name_en: str | None, acronym: str | None,
           aliases: Sequence[str]) -> _Named:
    words = [folded for other in (acronym, name_en, *aliases) if other and (folded := search_text(other))]
    heads = [*text.split()[:1], *(each.split()[0] for each in words)]
    return _Named(min(len(name), len(text), *map(len, words)), id, text, heads,
                  _BETWEEN.join((kind, name, name_en or "", acronym or "", *aliases)))


def _spellings(spelled: str) -> dict[str, Any]:
    kind, name, name_en, acronym, *aliases = spelled.split(_BETWEEN)
    return {"type": kind, "name": name, "name_en": name_en, "acronym": acronym, "aliases": aliases}


class Held:
    """What is held of one store: the words read last, and when they were true; ``failed``: when they could not be read."""

    def __init__(self) -> None:
        self.reading = threading.Lock()
        self.words: tuple[tuple[int, str], Vocabulary] | None = None
        self.failed: tuple[int, str] | None = None

    def now(self, store: Store) -> Vocabulary:
        """The words of ``store`` as it is once nobody else reads them. Raises StoreError."""
        with self.reading:
            now = moment(store)
            if self.words is None or self.words[0] != now:
                self.words = now, Vocabulary.read(store)
            return self.words[1]

    def beside(self, store: Store, now: tuple[int, str]) -> None:
        """The same in a thread of its own; a failure is logged, and not tried again until the store changes."""
        try:
            self.now(store)
        except StoreError as error:  # the store was closed, or its engine is gone: whoever waits for the words is told
            self.failed = now
            _log.info("the words of names could not be read: %s", error.message("en"))


_held: WeakKeyDictionary[Store, Held] = WeakKeyDictionary()
_adding = threading.Lock()


def held(store: Store) -> Held:
    """What is held of ``store``: the same at each call."""
    with _adding:
        return _held.setdefault(store, Held())


def vocabulary(store: Store, wait: bool = False) -> Vocabulary | None:
    """The words of the store as it is now; None while a large store is read beside, unless it is worth the ``wait``.

    Raises StoreError.
    """
    kept, now = held(store), moment(store)
    if kept.words and kept.words[0] == now:
        return kept.words[1]
    if wait or entities(store) <= AT_ONCE:
        return kept.now(store)
    if kept.failed != now and not kept.reading.locked():
        threading.Thread(target=kept.beside, args=(store, now), name="words of names", daemon=True).start()
    return None
