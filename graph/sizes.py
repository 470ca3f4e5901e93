"""How many links entities have: what tells a hub before anything walks through it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from maillage.graph.store import Store

# Two lists in one record: the embedded engine takes longer to send many records than to count.
SIZES = """
UNWIND $ids AS id MATCH (e:Entity {id: id}) WITH id, COUNT { (e)--() } AS size
RETURN collect(id) AS ids, collect(size) AS sizes
"""


def sizes(store: Store, ids: Iterable[str]) -> dict[str, int]:
    """The number of links of each of ``ids`` that is a visible entity."""
    asked = list(dict.fromkeys(ids))
    rows = store.read(SIZES, ids=asked) if asked else []
    return {id: size for row in rows for id, size in zip(row["ids"], row["sizes"], strict=True)}
