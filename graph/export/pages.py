"""Reading many nodes in the order of their ids, a page at a time, in a time that grows with their number only.

``WHERE n.id > $after ORDER BY n.id LIMIT …`` would not do: the embedded engine sorts all that is left for each page.
It does use its index for a closed range of ids and for ids that are given.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from maillage.graph.store import Store

PAGE = 2_000
_DIGITS = "0123456789abcdef"
_AFTER = "g"  # sorts behind every hexadecimal digit


def all_ids(store: Store, label: str) -> list[str]:
    """The ids of all nodes of ``label``, sorted by code point: some 100 MB for a million of them."""
    return sorted(row["id"] for row in store.stream(f"MATCH (n:{label}) RETURN n.id AS id"))


def paged(ids: Sequence[str]) -> Iterator[list[str]]:
    """``ids``, a page at a time."""
    return (list(ids[start:start + PAGE]) for start in range(0, len(ids), PAGE))


def hashed(store: Store, label: str) -> Iterator[dict[str, Any]]:
    """The properties of all nodes of ``label``, whose ids are content hashes, in the order of ids."""
    count = int(store.read(f"MATCH (n:{label}) RETURN count(n) AS n")[0]["n"])
    query = f"MATCH (n:{label}) WHERE n.id >= $low AND n.id < $high RETURN properties(n) AS row"
    for low, high in ranges(count):
        rows = [row["row"] for row in store.read(query, low=low, high=high)]
        yield from sorted(rows, key=lambda row: row["id"])


def ranges(count: int) -> Iterator[tuple[str, str]]:
    """Bounds, from inclusive and to exclusive, that part ``count`` hashes into ranges of about a page.

    >>> list(ranges(10)), list(ranges(30_000))[:2], len(list(ranges(1_000_000)))
    ([('', 'g')], [('0', '0g'), ('1', '1g')], 4096)
    """
    digits = 0
    while PAGE * 16**digits < count:
        digits += 1
    for first in product(_DIGITS, repeat=digits):
        low = "".join(first)
        yield low, low + _AFTER
