"""How a unit of work speaks to the engine inside its transaction."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from neo4j import ManagedTransaction

from maillage.graph.engines.base import Engine, literal

Run = Callable[..., object]
Ask = Callable[..., list[dict[str, Any]]]


def runner(tx: ManagedTransaction, engine: Engine) -> tuple[Run, Ask]:
    """``run`` writes; ``ask`` gives rows. Both raise what the engine refuses, and are for statements that go through indexes."""

    # A write's answer is not read: the commit waits for all.
    def run(statement: str, **parameters: Any) -> object:
        text, given = engine.planned_once(statement, parameters)
        return tx.run(literal(text), given)

    def ask(statement: str, **parameters: Any) -> list[dict[str, Any]]:
        text, given = engine.planned_once(statement, parameters)
        return [dict(row) for row in tx.run(literal(text), given)]

    return run, ask
