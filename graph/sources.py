"""Sources: where claims come from, each with the number of its claims."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from maillage.errors import NotFound
from maillage.graph.answers import SourceInfo

if TYPE_CHECKING:
    from maillage.graph.store import Store

ALL = "MATCH (s:Source) RETURN properties(s) AS s ORDER BY s.title, s.id"
BY_ID = "UNWIND $ids AS id MATCH (s:Source {id: id}) RETURN properties(s) AS s"
_FIELDS = ("id", "title", "publisher", "licence", "date", "url", "sha256", "claims")


def sources(store: Store) -> list[SourceInfo]:
    """All sources, by title."""
    return [_info(row["s"]) for row in store.read(ALL)]


def source(store: Store, id: str) -> SourceInfo:
    """One source. Raises NotFound."""
    rows = store.read(BY_ID, ids=[id])
    if not rows:
        raise NotFound(id=id)
    return _info(rows[0]["s"])


def source_infos(store: Store, ids: Iterable[str]) -> dict[str, SourceInfo]:
    """Sources by id, in the order of ``ids``."""
    asked = list(dict.fromkeys(ids))
    rows = store.read(BY_ID, ids=asked) if asked else []
    found = {row["s"]["id"]: _info(row["s"]) for row in rows}
    return {id: found.get(id) or SourceInfo(id, id) for id in asked}


def _info(row: Mapping[str, Any]) -> SourceInfo:
    return SourceInfo(**{key: row[key] for key in _FIELDS if key in row})
