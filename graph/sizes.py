"""How many links entities have: what tells a hub before anything walks through it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from maillage.graph.rows import rows

if TYPE_CHECKING:
    from maillage.graph.store import Store

SIZES = """
UNWIND $ids AS id MATCH (e:Entity {id: id})
RETURN collect([id, COUNT { (e)--() }]) AS rows
"""


def sizes(store: Store, ids: Iterable[str]) -> dict[str, int]:
    """The number of links of each of ``ids`` that is a visible entity."""
    asked = list(dict.fromkeys(ids))
    return dict(rows(store, SIZES, ids=asked)) if asked else {}
