"""How a unit of work speaks to the engine inside its transaction."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from neo4j import ManagedTransaction

from maillage.graph.engines.base import literal

Run = Callable[..., object]
Ask = Callable[..., list[dict[str, Any]]]


def runner(tx: ManagedTransaction) -> tuple[Run, Ask]:
    """``run`` writes; ``ask`` gives rows. Both raise what the engine refuses."""

    # A write's answer is not read: the commit waits for all.
    def run(statement: str, **parameters: Any) -> object:
        return tx.run(literal(statement), parameters)

    def ask(statement: str, **parameters: Any) -> list[dict[str, Any]]:
        return [dict(row) for row in tx.run(literal(statement), parameters)]

    return run, ask
