"""How well a text that somebody types matches the names of a thing: accents, case, plurals and one typo forgiven."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rapidfuzz.distance import DamerauLevenshtein

from maillage.schema.ids import ascii_fold
from maillage.schema.names import name_key, search_text

# The reasons, best first, and what each is worth at most; no two ranges meet.
WORTH = {"exact": 1.0, "acronym": 0.95, "name": 0.9, "alias": 0.85, "prefix": 0.8, "words": 0.7, "typo": 0.6}
_STEP = 0.04
# A word of less than this many letters with a typo could be any other.
SHORTEST_WITH_TYPO = 3
INITIALS = 2
_WORD = re.compile(r"[^\W_]+")


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


def wanted(text: str, most: int = 12) -> Wanted:
    """The words of ``text``, ``most`` at most. ``U.N.A.D.E.L.`` is one word, as a reader takes it."""
    all_words = _words(text)
    folded = search_text(text).split()[:most]
    if len(all_words) > 1 and all(len(word) == 1 for word in all_words):
        folded = ["".join(all_words)]
    telling = [word for word in name_key(text).split() if word in folded] or folded
    return Wanted(" ".join(folded), tuple(dict.fromkeys(telling)))


def best(asked: Wanted, spellings: Iterable[Spelling]) -> Match | None:
    """The best match of ``asked`` among the spellings of one thing; None where a word is in none of them."""
    listed = list(spellings)
    found = [match for spelling in listed if (match := _match(asked, spelling))]
    if not found:  # the words may be spread: an acronym and a word of the name
        everything = Spelling(" ".join(spelling.text for spelling in listed), "all")
        found = [match._replace(spelling=listed[0].text) for match in [_match(asked, everything)] if match and listed]
    return max(found, key=lambda match: match.score, default=None)


def _match(asked: Wanted, spelling: Spelling) -> Match | None:
    """The first reason that holds, from the surest to the weakest."""
    folded = search_text(spelling.text)
    if not folded:
        return None
    if asked.folded == folded or asked.folded == "".join(_words(spelling.text)):
        why = {"name": "exact", "all": "words"}.get(spelling.role, spelling.role)
        return Match(why, spelling.text, WORTH[why])
    words = folded.split()
    if spelling.role == "name" and _is_initials(asked, spelling.text):
        return Match("acronym", spelling.text, WORTH["acronym"] - _STEP)
    for why, holds in (("name", _same), ("prefix", _begins), ("words", _has), ("typo", _nearly)):
        if holds(asked, words):
            reason = "alias" if why == "name" and spelling.role != "name" else why
            return Match(reason, spelling.text, round(WORTH[reason] - _STEP + _STEP * _coverage(asked, words), 4))
    return None


def _words(text: str) -> list[str]:
    return _WORD.findall(ascii_fold(text))


def _is_initials(asked: Wanted, name: str) -> bool:
    """``CNFPT`` for *Centre national de la fonction publique territoriale*."""
    initials = "".join(word[0] for word in name_key(name).split())
    return len(initials) > INITIALS and asked.words == (initials,)


def _same(asked: Wanted, words: Sequence[str]) -> bool:
    """The same telling words in the same number, whatever their order, articles and plurals."""
    telling = name_key(" ".join(words)).split()
    return sorted(map(singular, asked.words)) == sorted(map(singular, telling))


def _begins(asked: Wanted, words: Sequence[str]) -> bool:
    """The name begins so, or one of its words does where one is asked; the last word may be half typed."""
    if " ".join(words).startswith(asked.folded):
        return True
    telling = name_key(" ".join(words)).split()
    return bool(asked.words) and len(telling) >= len(asked.words) and all(
        map(_equal, asked.words[:-1], telling)) and telling[len(asked.words) - 1].startswith(asked.words[-1])


def _has(asked: Wanted, words: Sequence[str]) -> bool:
    return bool(asked.words) and all(any(_equal(word, own) or own.startswith(word) for own in words) for word in asked.words)


def _nearly(asked: Wanted, words: Sequence[str]) -> bool:
    """As ``_has``, with one typo in one of the words."""
    missing = [word for word in asked.words if not any(_equal(word, own) or own.startswith(word) for own in words)]
    return len(missing) == 1 and any(typo(missing[0], own) for own in words)


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


def singular(word: str) -> str:
    """French and English plurals undone, roughly but the same way on both sides: ``locaux`` -> ``local``."""
    if len(word) > 4 and word.endswith("aux"):
        return word[:-3] + "al"
    if len(word) > 3 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word[-1] in "sx" else word


def _coverage(asked: Wanted, words: Sequence[str]) -> float:
    """How much of the spelling was typed."""
    return min(1.0, sum(map(len, asked.words)) / max(1, sum(map(len, words))))
