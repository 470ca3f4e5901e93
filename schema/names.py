"""Names: how they are cleaned for comparison, and which words of a name tell nothing."""

from __future__ import annotations

import re
from functools import lru_cache

from maillage.schema.ids import ascii_fold

_WORD = re.compile(r"[^\W_]+")
# Articles and prepositions that sources put in or leave out at will.
_EMPTY_WORDS = frozenset("a au aux d de des du en et l la le les of the un une".split())


@lru_cache(maxsize=100_000)
def name_key(name: str) -> str:
    """What is left of a name to compare: no accent, case, punctuation nor article; order kept.

    ``L'Institut de la Concertation`` and ``institut concertation`` share the key ``institut concertation``.
    A name made of such words only keeps them (``Les Uns et les Autres`` -> ``uns autres``; ``La La`` -> ``la la``).
    """
    return " ".join(telling(words_of(name)))


def words_of(text: str) -> list[str]:
    """Its words without accents, in order."""
    return _WORD.findall(ascii_fold(text))


def telling(words: list[str]) -> list[str]:
    """Those that say something; all of them where none does."""
    return [word for word in words if word not in _EMPTY_WORDS] or words


def search_text(*names: str) -> str:
    """The words of ``names`` without accents, each once, in order: what full-text search indexes."""
    words = (word for name in names for word in words_of(name))
    return " ".join(dict.fromkeys(words))
