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
    words = _WORD.findall(ascii_fold(name))
    telling = [word for word in words if word not in _EMPTY_WORDS]
    return " ".join(telling or words)


def search_text(*names: str) -> str:
    """The words of ``names`` without accents, each once, in order: what full-text search indexes."""
    words = (word for name in names for word in _WORD.findall(ascii_fold(name)))
    return " ".join(dict.fromkeys(words))
