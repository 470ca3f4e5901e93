"""How well a text that somebody types matches the names of a thing: accents, case, plurals and one typo forgiven."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property, lru_cache
from typing import NamedTuple

from rapidfuzz.distance import DamerauLevenshtein

from maillage.schema.names import telling, words_of

# The reasons, best first, and what each is worth at most; no two ranges meet.
WORTH = {"exact": 1.0, "acronym": 0.95, "name": 0.9, "alias": 0.85, "prefix": 0.8, "words": 0.7, "typo": 0.6}
_STEP = 0.04
# A word of less than this many letters with a typo could be any other.
SHORTEST_WITH_TYPO = 3
INITIALS = 2


class Match(NamedTuple):
    """Why a thing was found, by which of its spellings, and how well (0 to 1)."""

    why: str
    spelling: str
    score: float


class Spelling(NamedTuple):
    """One way a thing is written; ``role``: name, alias or acronym."""

    text: str
    role: str


class Wanted(NamedTuple):
    """What is searched: the words as typed, and the telling ones (articles left out)."""

    folded: str
    words: tuple[str, ...]


class Written:
    """A text as it is compared: its words without accents, each once, and what is asked of them less often."""

    def __init__(self, text: str) -> None:
        self._every = words_of(text)
        self.words = tuple(dict.fromkeys(self._every))
        self.telling = tuple(dict.fromkeys(telling(self._every)))
        self.folded = " ".join(self.words)
        self.letters = len(self.folded) - len(self.words) + 1

    @cached_property
    def joined(self) -> str:
        return "".join(self._every)

    @cached_property
    def initials(self) -> str:
        return "".join(word[0] for word in telling(self._every))

    @cached_property
    def singulars(self) -> frozenset[str]:
        return frozenset(map(singular, self.words))


@lru_cache(maxsize=50_000)
def written(text: str) -> Written:
    """The same names are judged again at each letter that somebody types."""
    return Written(text)


def wanted(text: str, most: int = 12) -> Wanted:
    """The words of ``text``, ``most`` at most. ``U.N.A.D.E.L.`` is one word, as a reader takes it."""
    every = written(text)
    words = every.words[:most]
    if len(every.joined) > 1 and all(len(word) == 1 for word in every.words):
        words = (every.joined,)
    return Wanted(" ".join(words), tuple(word for word in every.telling if word in words) or words)


def best(asked: Wanted, spellings: Iterable[Spelling]) -> Match | None:
    """The best match of ``asked`` among the spellings of one thing; None where a word is in none of them."""
    listed = list(spellings)
    found = [match for spelling in listed if (match := _match(asked, spelling))]
    if not found and len(listed) > 1:  # the words may be spread: an acronym and a word of the name
        everything = Spelling(" ".join(spelling.text for spelling in listed), "all")
        found = [match._replace(spelling=listed[0].text) for match in [_match(asked, everything)] if match]
    return max(found, key=lambda match: match.score, default=None)


def _match(asked: Wanted, spelling: Spelling) -> Match | None:
    """The first reason that holds, from the surest to the weakest."""
    own = written(spelling.text)
    if not own.words:
        return None
    if asked.folded in (own.folded, own.joined):
        why = {"name": "exact", "all": "words"}.get(spelling.role, spelling.role)
        return Match(why, spelling.text, WORTH[why])
    if spelling.role == "name" and len(own.initials) > INITIALS and asked.words == (own.initials,):
        return Match("acronym", spelling.text, WORTH["acronym"] - _STEP)  # CNFPT: Centre national de la fonction publique…
    for why, holds in (("name", _same), ("prefix", _begins), ("words", _has), ("typo", _nearly)):
        if holds(asked, own):
            reason = "alias" if why == "name" and spelling.role != "name" else why
            return Match(reason, spelling.text, round(WORTH[reason] - _STEP + _STEP * _coverage(asked, own), 4))
    return None


def _same(asked: Wanted, own: Written) -> bool:
    """The same telling words in the same number, whatever their order, articles and plurals."""
    return len(asked.words) == len(own.telling) and sorted(map(singular, asked.words)) == sorted(map(singular, own.telling))


def _begins(asked: Wanted, own: Written) -> bool:
    """The name begins so, or one of its words does where one is asked; the last word may be half typed."""
    if own.folded.startswith(asked.folded):
        return True
    *first, last = asked.words or ("",)
    return bool(last) and len(own.telling) > len(first) and own.telling[len(first)].startswith(last) and all(
        map(_equal, first, own.telling))


def _has(asked: Wanted, own: Written) -> bool:
    return bool(asked.words) and all(_held(word, own) for word in asked.words)


def _nearly(asked: Wanted, own: Written) -> bool:
    """As ``_has``, with one typo in one of the words."""
    missing = [word for word in asked.words if not _held(word, own)]
    return len(missing) == 1 and any(typo(missing[0], word) for word in own.words)


def _held(word: str, own: Written) -> bool:
    """Whether one of the words is ``word``, or begins with it, or differs by a plural."""
    return singular(word) in own.singulars or any(other.startswith(word) for other in own.words)


def _equal(word: str, own: str) -> bool:
    return word == own or singular(word) == singular(own)


def typo(word: str, own: str) -> bool:
    """Whether one letter more, less, other or swapped makes ``word`` of ``own``, or of its beginning while one types."""
    if len(word) < SHORTEST_WITH_TYPO:
        return False
    if DamerauLevenshtein.distance(word, own, score_cutoff=1) <= 1:
        return True
    return len(word) > SHORTEST_WITH_TYPO and len(own) > len(word) and any(
        DamerauLevenshtein.distance(word, own[:length], score_cutoff=1) <= 1
        for length in (len(word) - 1, len(word), len(word) + 1))


@lru_cache(maxsize=100_000)
def singular(word: str) -> str:
    """French and English plurals undone, roughly but the same way on both sides: ``locaux`` -> ``local``."""
    if len(word) > 4 and word.endswith("aux"):
        return word[:-3] + "al"
    if len(word) > 3 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word[-1] in "sx" else word


def _coverage(asked: Wanted, own: Written) -> float:
    """How much of the spelling was typed."""
    return min(1.0, sum(map(len, asked.words)) / max(1, own.letters))
