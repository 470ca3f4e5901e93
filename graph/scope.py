"""Which entities belong to a theme or a territory, following what is part of what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillage.graph.resolve import canonical
from maillage.graph.rows import rows

if TYPE_CHECKING:
    from maillage.graph.store import Store

PARTS = """
UNWIND $ids AS id MATCH (:Entity {{id: id}})<-[:{relations}]-(part)
RETURN collect(DISTINCT part.id) AS rows
"""
# A chain of parts longer than this is a mistake in the data.
DEEPEST = 20


def scope(store: Store, theme: str | None = None, territory: str | None = None) -> frozenset[str] | None:
    """Ids of what is linked to the theme and located in the territory, or in a part of either; None: no condition.

    Raises NotFound on a theme or territory that is not there.
    """
    conditions = ((theme, "convergence"), (territory, "territory"))
    found = [linked(store, id, reading) for id, reading in conditions if id is not None]
    return frozenset.intersection(*found) if found else None


def linked(store: Store, id: str, reading: str) -> frozenset[str]:
    """What a link of this reading leads from to ``id`` or to a part of it. Raises NotFound."""
    return frozenset(_towards(store, list(parts(store, canonical(store, id))), reading))


def parts(store: Store, id: str) -> frozenset[str]:
    """``id``, what is part of it, what is part of that, and so on; circles in the data do no harm."""
    known, fresh = {id}, [id]
    for _ in range(DEEPEST):
        fresh = sorted(set(_towards(store, fresh, "hierarchy")) - known)
        if not fresh:
            break
        known.update(fresh)
    return frozenset(known)


def _towards(store: Store, ids: list[str], reading: str) -> list[str]:
    relations = sorted(store.ontology.reading(reading))
    if not relations:
        return []
    return rows(store, PARTS.format(relations="|".join(relations)), ids=ids)
