"""What is looked up before somebody's decision is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillage.errors import NotFound
from maillage.graph import cypher
from maillage.schema.decision import Decision

if TYPE_CHECKING:
    from maillage.graph.store import Store


def must_exist(store: Store, decision: Decision) -> None:
    """Raises NotFound when the decision speaks of a claim or an id that is not there."""
    if decision.other is None:
        if not store.read(cypher.CLAIMS_BY_ID, ids=[decision.target]):
            raise NotFound(id=decision.target)
        return
    for id in (decision.target, decision.other):
        if not store.read(cypher.CLAIMS_BY_TOPIC + " LIMIT 1", ids=[id]):
            raise NotFound(id=id)


def last_decided(store: Store, decision: Decision) -> str:
    """When the claim, or one of the two ids, was last decided about; empty where it never was."""
    ids = [id for id in (decision.target, decision.other) if id]
    rows = [row for query in (cypher.DECISIONS_BY_TARGET, cypher.DECISIONS_BY_OTHER) for row in store.read(query, ids=ids)]
    return max((str(row["d"]["recorded_at"]) for row in rows), default="")
