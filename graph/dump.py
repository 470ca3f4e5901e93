"""Everything that is kept, in one order whatever the order of arrival: by kind, then by id."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from maillage.graph.records import decision_of, import_of, source_of, statements
from maillage.schema.claim import Claim
from maillage.schema.decision import Decision
from maillage.schema.source import Import, Source

if TYPE_CHECKING:
    from maillage.graph.store import Store

PAGE = 5_000


def dump(store: Store) -> Iterator[Source | Import | Claim | Decision]:
    """Sources, imports, claims (every statement) and decisions; memory bounded by a page, and the ids."""
    yield from (source_of(row) for row in _rows(store, "Source"))
    yield from (import_of(row) for row in _rows(store, "Import"))
    for row in _rows(store, "Claim"):
        yield from statements(row)
    yield from (decision_of(row) for row in _rows(store, "Decision"))


def _rows(store: Store, label: str) -> Iterator[dict[str, Any]]:
    # By ids in Python's order: the same on every engine, and no engine sorts everything anew for each page.
    ids = sorted(row["id"] for row in store.stream(f"MATCH (n:{label}) RETURN n.id AS id"))
    page = f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) RETURN collect(properties(n)) AS page"
    for start in range(0, len(ids), PAGE):
        rows = store.read(page, ids=ids[start:start + PAGE])[0]["page"]  # one list: the protocol's cost is by the row
        yield from sorted(rows, key=lambda row: str(row["id"]))
