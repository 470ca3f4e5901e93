"""Loading: a stream of items into the store, in batches, each acknowledged once it is safe on disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from maillage.graph.ahead import ahead
from maillage.graph.collecting import seldom_collected
from maillage.graph.recent import Recent
from maillage.graph.resolution import propose
from maillage.schema.claim import Claim, check, now
from maillage.schema.decision import Decision
from maillage.schema.model import Ontology
from maillage.schema.source import Import, Refused, Source, Stamp
from maillage.settings import settings

if TYPE_CHECKING:
    from maillage.graph.store import Store

MOST_REFUSALS_KEPT = 1_000
# Characters of text after which a batch ends, however few its claims: what is held at once does not depend on the file.
MOST_TEXT = 4_000_000
# Claims of one import that were just written: a table names the same town on every row.
REMEMBERED = 200_000
Item = Claim | Decision | Source | Import | Refused


class Reading(Protocol):
    """A stream of items under way; ``done`` is the share read."""

    def items(self, stamp: Stamp) -> Iterator[Item]: ...

    @property
    def done(self) -> float: ...


class Arrival(Protocol):
    """What is loaded: the ``Extract`` of a loader."""

    @property
    def title(self) -> str: ...
    @property
    def files(self) -> tuple[str, ...]: ...
    @property
    def sources(self) -> tuple[Source, ...]: ...
    @property
    def reading(self) -> Reading: ...
    @property
    def restores(self) -> bool: ...
    @property
    def import_id(self) -> str: ...


@dataclass
class Report:
    """What a load did. ``refusals`` keeps the first thousand; ``record.refused`` counts them all."""

    record: Import
    new: int = 0
    known: int = 0
    refused: int = 0
    decisions: int = 0
    refusals: list[Refused] = field(default_factory=list)


@dataclass
class _Batch:
    """Items that come in together: statements by the id of their claim; ``done``: the share of the source up to their end."""

    stated: dict[str, list[Claim]] = field(default_factory=dict)
    decisions: list[Decision] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    imports: list[Import] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    done: float = 0.0


def load(store: Store, arrival: Arrival, progress: Callable[[float, Report], object] | None = None,
         author: str | None = None) -> Report:
    """Reads all of ``arrival`` into ``store``. A load that was cut is completed by loading again.

    ``progress`` is told of each batch once it is safe: the share of the source up to its end, and the report so far.

    Raises SourceError when the files cannot be read, having kept the batches before; InvalidClaim likewise.
    """
    held = store.import_record(arrival.import_id)
    cut = held is not None and held.finished_at is None
    # A load that was cut goes on under the time it began with, and ends as if nothing had happened.
    began = held.started_at if held is not None and cut else now()
    stamp = Stamp(author or settings().author, began, arrival.import_id)
    record = held or Import(stamp.import_id, arrival.title, arrival.files, stamp.author, stamp.recorded_at)
    report = Report(record)
    size = settings().batch or store.engine_handle.batch
    # A batch is read, checked and hashed while the engine writes the one before.
    with seldom_collected(), closing(ahead(_batches(arrival, stamp, store.ontology, size))) as batches:
        for batch in batches:
            _keep(store, batch, arrival, report, stamp, cut)
            if progress is not None:
                progress(batch.done, report)
    report.record = _finish(store, record, held, report, arrival)
    return report


def _batches(arrival: Arrival, stamp: Stamp, ontology: Ontology, size: int) -> Iterator[_Batch]:
    """Raises SourceError where the files cannot be read on, InvalidClaim on a claim that may not be kept."""
    items = arrival.reading.items(stamp)
    seen: Recent[str, None] = Recent(REMEMBERED)
    while taken := _next(items, size):
        batch = _Batch()
        for item in taken:
            _sort(item, batch, stamp.import_id, seen, ontology)
        batch.done = arrival.reading.done
        yield batch


def _next(items: Iterator[Item], size: int) -> list[Item]:
    taken: list[Item] = []
    room = MOST_TEXT
    for item in items:
        taken.append(item)
        room -= _length(item)
        if len(taken) == size or room < 0:
            break
    return taken


def _length(item: Item) -> int:
    if isinstance(item, Refused):
        return len(item.cell or "")
    if not isinstance(item, Claim):
        return 0
    return sum(len(text) for text in (item.value, item.note, item.quote, item.original) if text)


def _sort(item: Item, batch: _Batch, import_id: str | None, seen: Recent[str, None], ontology: Ontology) -> None:
    if isinstance(item, Claim):
        id = item.id
        # A backup brings the statements of several imports: one claim, as often as somebody stated it.
        statement = id if item.import_id == import_id else f"{id} {item.import_id or ''}"
        if statement not in seen:
            seen.put(statement, None)
            batch.stated.setdefault(id, []).append(check(item, ontology))
    elif isinstance(item, Refused):
        batch.refused.append(item)
    elif isinstance(item, Decision):
        batch.decisions.append(item)
    elif isinstance(item, Source):
        batch.sources.append(item)
    else:
        batch.imports.append(item)


def _keep(store: Store, batch: _Batch, arrival: Arrival, report: Report, stamp: Stamp, cut: bool) -> None:
    record = None if arrival.restores else report.record
    report.refused += len(batch.refused)
    report.refusals += batch.refused[:MOST_REFUSALS_KEPT - len(report.refusals)]
    sources = [*arrival.sources, *batch.sources]
    for restored in batch.imports:
        if store.import_record(restored.id) is None:
            store.save_import(restored)
    done = store.keep(batch.stated, batch.decisions, sources, record)
    report.new += done.counts.new
    report.known += done.counts.known
    if arrival.restores or not (done.counts.new or cut):  # what was cut may have kept claims that no rule has seen
        return
    decided = propose(store, done.keys, recorded_at=stamp.recorded_at, import_id=stamp.import_id)
    if decided:
        store.add((), decided)
        report.decisions += len(decided)


def _finish(store: Store, record: Import, held: Import | None, report: Report, arrival: Arrival) -> Import:
    if arrival.restores:
        return record._replace(new=report.new, known=report.known, refused=report.refused, finished_at=now())
    if held is not None and held.finished_at and not report.new:
        return held  # the same files again: nothing changes, not even the record
    kept = store.import_record(record.id) or record
    finished = kept._replace(finished_at=now(), refused=report.refused)
    store.save_import(finished)
    return finished
