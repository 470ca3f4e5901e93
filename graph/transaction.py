"""What a unit of work does inside its transaction, beyond the fold: the lock, sources, the import's record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from neo4j import ManagedTransaction

from maillage.graph import cypher
from maillage.graph.change import Effect
from maillage.graph.engines.base import literal
from maillage.graph.records import import_of, import_row
from maillage.graph.write import Counts
from maillage.schema.claim import Claim
from maillage.schema.source import Import, Source

Run = Callable[..., object]
Ask = Callable[..., list[dict[str, Any]]]


def runner(tx: ManagedTransaction) -> tuple[Run, Ask]:
    # A write is not waited for: the engine works on it while the next one is made ready, and the commit waits for all.
    def run(statement: str, **parameters: Any) -> object:
        return tx.run(literal(statement), parameters)

    def ask(statement: str, **parameters: Any) -> list[dict[str, Any]]:
        return [dict(row) for row in tx.run(literal(statement), parameters)]

    return run, ask


def wipe_some(tx: ManagedTransaction) -> bool:
    """Deletes up to a batch of each kind; whether there may be more."""
    deleted = [int(tx.run(literal(text)).single(strict=True)["n"]) for text in cypher.WIPE]
    return max(deleted) == cypher.WIPE_BATCH


class Done(NamedTuple):
    """A unit of work that was committed: what it counted, what it changed, and the store's moment that its lock gave it."""

    counts: Counts
    effect: Effect
    moment: Mapping[str, Any]


def lock(ask: Ask) -> dict[str, Any]:
    """First statement of every write: holds off other writers until this one has committed. Gives mark and counts."""
    return ask(cypher.LOCK)[0]


def wanted_sources(claims: Iterable[Claim], given: Iterable[Source]) -> dict[str, Source]:
    """The sources to keep: those given, and one with its id as title for any that is only named."""
    wanted = {claim.source: Source(claim.source, claim.source) for claim in claims}
    wanted.update((source.id, source) for source in given)
    return wanted


def save_import(record: Import, counts: Counts, run: Run, ask: Ask) -> None:
    held = ask(cypher.IMPORT_KNOWN, id=record.id)
    if held and not counts.new:
        return
    so_far = import_of(held[0]["i"]) if held else record
    merged = record._replace(started_at=so_far.started_at, new=so_far.new + counts.new, known=so_far.known + counts.known)
    run(cypher.IMPORT_SAVE, id=record.id, row=import_row(merged))
