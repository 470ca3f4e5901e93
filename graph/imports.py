"""Imports: what came in when, with its counts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from maillage.errors import NotFound
from maillage.graph import cypher
from maillage.graph.answers import ImportInfo

if TYPE_CHECKING:
    from maillage.graph.store import Store

ALL = "MATCH (i:Import) RETURN properties(i) AS i ORDER BY i.started_at DESC, i.id"


def imports(store: Store) -> list[ImportInfo]:
    """All imports, the latest first."""
    return [_info(row["i"]) for row in store.read(ALL)]


def import_info(store: Store, id: str) -> ImportInfo:
    """One import. Raises NotFound."""
    rows = store.read(cypher.IMPORT_KNOWN, id=id)
    if not rows:
        raise NotFound(id=id)
    return _info(rows[0]["i"])


def _info(row: Mapping[str, Any]) -> ImportInfo:
    return ImportInfo(
        id=row["id"], title=row["title"], files=list(row.get("files", ())), author=row["author"],
        started_at=row["started_at"], finished_at=row.get("finished_at"),
        new=row["new"], known=row["known"], refused=row["refused"])
