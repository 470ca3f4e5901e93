"""Sources: where claims come from, each with the number of its claims."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from maillage.errors import NotFound
from maillage.graph.answers import SourceInfo
from maillage.graph.rows import rows
from maillage.schema.ids import ascii_fold

if TYPE_CHECKING:
    from maillage.graph.store import Store

ALL = "MATCH (s:Source) RETURN collect(properties(s)) AS rows"
BY_ID = "UNWIND $ids AS id MATCH (s:Source {id: id}) RETURN collect(properties(s)) AS rows"
_FIELDS = ("id", "title", "publisher", "licence", "date", "url", "sha256", "claims")


def sources(store: Store) -> list[SourceInfo]:
    """All sources, by title."""
    return sorted(map(_info, rows(store, ALL)), key=lambda info: (ascii_fold(info.title), info.id))


def source(store: Store, id: str) -> SourceInfo:
    """One source. Raises NotFound."""
    found = rows(store, BY_ID, ids=[id])
    if not found:
        raise NotFound(id=id)
    return _info(found[0])


def source_infos(store: Store, ids: Iterable[str]) -> dict[str, SourceInfo]:
    """Sources by id, in the order of ``ids``."""
    asked = list(dict.fromkeys(ids))
    found = {row["id"]: _info(row) for row in rows(store, BY_ID, ids=asked)} if asked else {}
    return {id: found.get(id) or SourceInfo(id, id) for id in asked}


def _info(row: Mapping[str, Any]) -> SourceInfo:
    return SourceInfo(**{key: row[key] for key in _FIELDS if key in row})
