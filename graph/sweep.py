"""All of the graph, read in parts: what a query over every entity collects, two parts at a time."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import TYPE_CHECKING, Any

from maillage.graph.rows import rows

if TYPE_CHECKING:
    from maillage.graph.store import Store

# Each question keeps one processor of the engine busy, while this program unpacks the answer to another.
READERS = 2
# Entities of one part: their links fit into one record.
PER_PART = 25_000
COUNT = "MATCH (e:Entity) RETURN count(e) AS n"
# Links of one part, where they are found by number: with those of 25,000 entities as many again may come.
LINKS_PER_PART = 100_000
LAST = "MATCH ()-[r]->() RETURN coalesce(max(id(r)), -1) AS n"
FROM_ENTITIES = "MATCH (e:Entity) WHERE id(e) % $parts = $part MATCH (e)-[r]->(o:Entity)"
BY_NUMBER = """
UNWIND range($part * $size, ($part + 1) * $size - 1) AS number MATCH (e)-[r]->(o) WHERE id(r) = number
"""


def sweep(store: Store, query: str) -> Iterator[Any]:
    """What ``query`` collected in ``rows``, in no order. It asks for the entities ``e`` with ``id(e) % $parts = $part``.

    ``id(e)`` is the engine's own number of an entity, by which a link names its ends in eight bytes. It holds until
    the entity changes: never show or keep it. Answers that wait to be taken are ``READERS + 1`` at most. Raises StoreError.
    """
    return _parts(store, query, 1 + entities(store) // PER_PART)


def sweep_links(store: Store, query: str) -> Iterator[Any]:
    """What ``query`` collected of all links ``r`` from ``e`` to ``o``, in no order. It is what follows the ``MATCH`` of these.

    A link that is made anew meanwhile may come twice. For the rest as ``sweep``.
    """
    if store.engine_handle.seeks_links:  # from its entities, each part would be looked for all over the disk
        last = int(store.read(LAST)[0]["n"])
        return _parts(store, BY_NUMBER + query, 1 + last // LINKS_PER_PART, size=LINKS_PER_PART)
    return sweep(store, FROM_ENTITIES + query)


def _parts(store: Store, query: str, parts: int, **parameters: int) -> Iterator[Any]:
    readers = ThreadPoolExecutor(READERS)
    asked = (readers.submit(rows, store, query, part=part, parts=parts, **parameters) for part in range(parts))
    try:
        ahead = deque(islice(asked, READERS + 1))
        while ahead:
            found = ahead.popleft().result()
            ahead.extend(islice(asked, 1))
            yield from found
    finally:
        readers.shutdown(cancel_futures=True)


def entities(store: Store) -> int:
    """How many there are. Raises StoreError."""
    return int(store.read(COUNT)[0]["n"])
