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
    """Sources, imports, claims (every statement) and decisions; memory bounded by a page."""
    yield from (source_of(row) for row in _rows(store, "Source"))
    yield from (import_of(row) for row in _rows(store, "Import"))
    for row in _rows(store, "Claim"):
        yield from statements(row)
    yield from (decision_of(row) for row in _rows(store, "Decision"))


def _rows(store: Store, label: str) -> Iterator[dict[str, Any]]:
    after = ""
    page = f"MATCH (n:{label}) WHERE n.id > $after RETURN properties(n) AS row ORDER BY n.id LIMIT $limit"
    while True:
        rows = store.read(page, after=after, limit=PAGE)
        yield from (row["row"] for row in rows)
        if len(rows) < PAGE:
            return
        after = rows[-1]["row"]["id"]
