"""Which entity answers under an id: itself, or the one that it was merged into."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from maillage.errors import NotFound
from maillage.graph import cypher
from maillage.graph.memo import seen_visible

if TYPE_CHECKING:
    from maillage.graph.store import Store


def canonical(store: Store, id: str) -> str:
    """The id of the visible entity that ``id`` names. Raises NotFound."""
    return id if seen_visible(store, id) else canonical_all(store, [id])[id]


def canonical_all(store: Store, ids: Iterable[str]) -> dict[str, str]:
    """The canonical id of each of ``ids``, in their order. Raises NotFound on the first that names no visible entity."""
    asked = list(dict.fromkeys(ids))
    found = known(store, asked)
    for id in asked:
        if id not in found:
            raise NotFound(id=id)
    return {id: found[id] for id in asked}


def known(store: Store, ids: Iterable[str]) -> dict[str, str]:
    """The canonical id of each of ``ids`` that names a visible entity."""
    asked = list(dict.fromkeys(ids))
    found = {id: id for id in _visible(store, asked)}
    rest = [id for id in asked if id not in found]
    heirs = {row["id"]: row["entity"] for row in store.read(cypher.HEIRS, ids=rest)} if rest else {}
    shown = _visible(store, sorted(set(heirs.values()))) if heirs else set()
    found.update((id, heir) for id, heir in heirs.items() if heir in shown)
    return found


def members(store: Store, id: str) -> list[str]:
    """All ids of the thing whose canonical id is ``id``, that one first, the others by the alphabet."""
    return [id, *sorted(row["id"] for row in store.read(cypher.MEMBERS, ids=[id]))]


def cluster(store: Store, id: str) -> list[str]:
    """All ids of the thing that ``id`` names, whether or not it is visible, and ``id`` alone where nothing knows it."""
    heirs = store.read(cypher.HEIRS, ids=[id])
    return members(store, heirs[0]["entity"] if heirs else id)


def _visible(store: Store, ids: list[str]) -> set[str]:
    return set(store.read(cypher.VISIBLE, ids=ids)[0]["ids"])
