"""The words of all names, read once: where the engine goes through all of its index for a typo, this is quicker."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from maillage.graph.memo import remembered

if TYPE_CHECKING:
    from maillage.graph.store import Store

# In parts, so that no record grows with the store.
NAMES = "MATCH (e:Entity) RETURN right(e.id, 2) AS part, collect(e.search) AS names"
# So many words at most that are one typo away; a short word could be any other.
MOST = 50


def one_typo_away(store: Store, word: str) -> list[str]:
    """Words of names that differ from ``word`` by one letter more, less or other, or by two swapped; itself among them."""
    by_length = remembered(store, "words of names", lambda: _words(store))
    near = [other for length in range(len(word) - 1, len(word) + 2) for other in by_length.get(length, ())]
    return sorted(found for found, _, _ in extract(word, near, scorer=OSA.distance, score_cutoff=1, limit=MOST))


def _words(store: Store) -> Mapping[int, list[str]]:
    words = {word for row in store.stream(NAMES) for name in row["names"] for word in name.split()}
    by_length: dict[int, list[str]] = defaultdict(list)
    for word in words:
        by_length[len(word)].append(word)
    return by_length
