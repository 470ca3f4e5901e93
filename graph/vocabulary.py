"""The words of all names, held to be searched: an engine's index goes through every thing that has a common word.

What is held is true of one moment of the store. A small store is read again at once when it has changed; a large one
beside, by a thread, while the engine's own index answers.
"""

from __future__ import annotations

import logging
import threading
from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property, reduce
from typing import TYPE_CHECKING, Any, NamedTuple, Self
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from maillage.errors import StoreError
from maillage.graph.matching import singular
from maillage.graph.memo import moment
from maillage.graph.postings import Postings, Texts
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
    """A word as it was typed, and the beginning that its plural and its singular share with it."""

    word: str
    start: str


class Finding(NamedTuple):
    """What has the words that were typed: those that may be meant most, as they are written, and how many of each type."""

    spelled: Sequence[Mapping[str, Any]]
    counts: Mapping[str, int]


class Vocabulary:
    """Entities by the words of their names, from the shortest name to the longest.

    ``texts`` are all words of each entity, ``heads`` those with which its name, or another of its spellings, begins;
    ``spelled`` are its type, its name, the English one, its acronym and its aliases, joined by ``_BETWEEN``.
    """

    def __init__(self, ids: Sequence[str], texts: Sequence[str], heads: Sequence[Sequence[str]],
                 spelled: Sequence[str] = ()) -> None:
        split = [text.split() for text in texts]
        self._words = sorted({word for words in split for word in words})
        number = {word: place for place, word in enumerate(self._words)}
        self._held = Postings([[number[word] for word in words] for words in split], len(number))
        self._begun = Postings([[number[word] for word in words if word in number] for words in heads], len(number))
        self._ids, self._spelled = Texts(ids), Texts(spelled)
        kinds = [text.partition(_BETWEEN)[0] for text in spelled]
        self._kinds = sorted(set(kinds))
        place = {kind: at for at, kind in enumerate(self._kinds)}
        self._kind = np.array([place[kind] for kind in kinds], dtype=np.int16)

    @classmethod
    def read(cls, store: Store) -> Self:
        """Raises StoreError."""
        rows = (each for row in store.stream(NAMES) for each in row["names"])
        named = sorted(_named(*each) for each in rows)
        return cls([each.id for each in named], [each.text for each in named], [each.heads for each in named],
                   [each.spelled for each in named])

    def find(self, typed: Sequence[Typed], most: int, typos: bool = False) -> list[str]:
        """Ids of entities that have all words, as beginnings (or with a typo): the ``most`` that may be meant."""
        return [self._ids[place] for place in self._meant(typed, self._having(typed, typos), most)]

    def finding(self, typed: Sequence[Typed], most: int, typos: bool = False, kinds: Collection[str] = ()) -> Finding:
        """The same with all ways they are written, and the counts of all that have the words; of ``kinds`` only, if any."""
        having = self._having(typed, typos)
        if kinds:
            having &= np.isin(self._kind, [at for at, kind in enumerate(self._kinds) if kind in kinds])
        counts = np.bincount(self._kind[having], minlength=len(self._kinds)).tolist()
        return Finding(
            [{"id": self._ids[place], **_spellings(self._spelled[place])} for place in self._meant(typed, having, most)],
            {kind: count for kind, count in zip(self._kinds, counts, strict=True) if count})

    def _having(self, typed: Sequence[Typed], typos: bool) -> NDArray[np.bool_]:
        """Of all entities, whether they have every word."""
        spans = [self._spans(each) for each in typed]
        if typos:
            spans = [[*those, *map(self._whole, self.near(each.word))] for each, those in zip(typed, spans, strict=True)]
        return _all_of([self._held.having(those) for those in spans])

    def _meant(self, typed: Sequence[Typed], having: NDArray[np.bool_], most: int) -> list[int]:
        """Where they are, those first that are meant most.

        Half of the places at most are first for what has the words whole, then come names that begin so, and the rest;
        the shortest names come first in each.
        """
        whole = having & _all_of([self._held.having([self._whole(each.word)]) for each in typed])
        begins = having & self._begun.having(self._spans(typed[0]))
        both = whole & begins
        first = _first((both, whole & ~both), most // 2)
        then = _first((both, begins & ~both, whole & ~both, having & ~whole & ~begins), most)
        return list(dict.fromkeys([*first, *then]))[:most]

    def near(self, word: str) -> list[str]:
        """Words that differ from ``word`` by one letter more, less or other, or by two swapped; itself among them.

        One slip leaves one half of a word as it was, unless it swaps the two letters in the middle.
        """
        half = len(word) // 2
        swapped = word[:half - 1] + word[half:half + 1] + word[half - 1:half] + word[half + 1:] if half else word
        ending = word[half:][::-1]
        alike = {*self._words[self._span(word[:half])], *self._words[self._whole(swapped)],
                 *(other[::-1] for other in self._backwards[_span(self._backwards, ending)])}
        return sorted(found for found, _, _ in extract(word, sorted(alike), scorer=OSA.distance, score_cutoff=1, limit=MOST))

    @cached_property
    def _backwards(self) -> list[str]:
        return sorted(word[::-1] for word in self._words)

    def _spans(self, typed: Typed) -> list[slice]:
        """Where the words are that begin with the typed one, or differ from it by a plural."""
        begun, wider = self._span(typed.word), self._span(typed.start)
        plain = singular(typed.word)
        beside = [place for place in (*range(wider.start, begun.start), *range(begun.stop, wider.stop))
                  if singular(self._words[place]) == plain]
        return [begun, *(slice(place, place + 1) for place in beside)]

    def _span(self, start: str) -> slice:
        return _span(self._words, start)

    def _whole(self, word: str) -> slice:
        place = bisect_left(self._words, word)
        return slice(place, place + (self._words[place:place + 1] == [word]))


def _span(words: Sequence[str], start: str) -> slice:
    """Where, in sorted ``words``, those are that begin with ``start``."""
    return slice(bisect_left(words, start), bisect_left(words, start + _LAST))


def _all_of(masks: Sequence[NDArray[np.bool_]]) -> NDArray[np.bool_]:
    return reduce(np.logical_and, masks)


def _first(masks: Iterable[NDArray[np.bool_]], most: int) -> list[int]:
    """The first places of each of ``masks``, which have none in common, ``most`` in all."""
    found: list[int] = []
    for mask in masks:
        found += np.flatnonzero(mask)[:most - len(found)].tolist()
    return found


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
