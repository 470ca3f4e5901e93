"""What a unit of work does inside its transaction, beyond the fold: the lock, sources, the import's record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from neo4j import ManagedTransaction

from maillage.graph import cypher
from maillage.graph.change import Effect
from maillage.graph.engines.base import literal
from maillage.graph.records import import_of, import_row, source_row
from maillage.graph.runner import Ask, Run
from maillage.graph.write import Counts
from maillage.schema.claim import Claim
from maillage.schema.source import Import, Source


def wipe_some(tx: ManagedTransaction) -> bool:
    """Deletes up to a batch of each kind; whether there may be more."""
    deleted = [int(tx.run(literal(text)).single(strict=True)["n"]) for text in cypher.WIPE]
    return max(deleted) == cypher.WIPE_BATCH


class Done(NamedTuple):
    """A unit of work that was committed: what it counted, what it changed, the store's moment that its lock gave it, and the
    keys by which rules may find things that are one.
    """

    counts: Counts
    effect: Effect
    moment: Mapping[str, Any]
    keys: list[str]


def lock(ask: Ask) -> dict[str, Any]:
    """First statement of every write: holds off other writers until this one has committed. Gives mark and counts."""
    return ask(cypher.LOCK)[0]


def wanted_sources(stated: Mapping[str, Sequence[Claim]], given: Iterable[Source]) -> dict[str, Source]:
    """The sources to keep: those given, and one with its id as title for any that is only named."""
    named = {claim.source for group in stated.values() for claim in group}
    wanted = {id: Source(id, id) for id in named}
    wanted.update((source.id, source) for source in given)
    return wanted


def create_sources(wanted: Mapping[str, Source], run: Run, ask: Ask) -> None:
    """Those of ``wanted`` that are not there yet."""
    known = {row["id"] for row in ask(cypher.SOURCE_KNOWN, ids=list(wanted))}
    fresh = [{**source_row(source), "claims": 0} for id, source in wanted.items() if id not in known]
    if fresh:
        run(cypher.SOURCE_CREATE, rows=fresh)


def save_import(record: Import, counts: Counts, run: Run, ask: Ask) -> None:
    held = ask(cypher.IMPORT_KNOWN, id=record.id)
    if held and not counts.new:
        return
    so_far = import_of(held[0]["i"]) if held else record
    merged = record._replace(started_at=so_far.started_at, new=so_far.new + counts.new, known=so_far.known + counts.known)
    run(cypher.IMPORT_SAVE, id=record.id, row=import_row(merged))
