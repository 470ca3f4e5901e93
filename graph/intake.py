"""Loading: a stream of items into the store, in batches, each acknowledged once it is safe on disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Protocol

from maillage.graph.recent import Recent
from maillage.graph.resolution import propose
from maillage.schema.claim import Claim, now
from maillage.schema.decision import Decision
from maillage.schema.source import Import, Refused, Source, Stamp
from maillage.settings import settings

if TYPE_CHECKING:
    from maillage.graph.store import Store

MOST_REFUSALS_KEPT = 1_000
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
    claims: list[Claim] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    imports: list[Import] = field(default_factory=list)


def load(store: Store, arrival: Arrival, progress: Callable[[float, Report], object] | None = None,
         author: str | None = None) -> Report:
    """Reads all of ``arrival`` into ``store``. A load that was cut is completed by loading again.

    Raises SourceError when the files cannot be read, having kept the batches before; InvalidClaim likewise.
    """
    held = store.import_record(arrival.import_id)
    cut = held is not None and held.finished_at is None
    # A load that was cut goes on under the time it began with, and ends as if nothing had happened.
    began = held.started_at if held is not None and cut else now()
    stamp = Stamp(author or settings().author, began, arrival.import_id)
    record = held or Import(stamp.import_id, arrival.title, arrival.files, stamp.author, stamp.recorded_at)
    report = Report(record)
    seen: Recent[str, None] = Recent(REMEMBERED)
    for batch in _batches(arrival.reading.items(stamp), report, seen, settings().batch):
        _keep(store, batch, arrival, report, stamp, cut)
        if progress is not None:
            progress(arrival.reading.done, report)
    report.record = _finish(store, record, held, report, arrival)
    return report


def _batches(items: Iterator[Item], report: Report, seen: Recent[str, None], size: int) -> Iterator[_Batch]:
    while True:
        batch = _Batch()
        taken = 0
        for item in islice(items, size):
            taken += 1
            _sort(item, batch, report, seen)
        if not taken:
            return
        yield batch


def _sort(item: Item, batch: _Batch, report: Report, seen: Recent[str, None]) -> None:
    if isinstance(item, Claim):
        # A backup brings the statements of several imports: one claim, as often as somebody stated it.
        id = item.id if item.import_id == report.record.id else f"{item.id} {item.import_id or ''}"
        if id not in seen:
            seen.put(id, None)
            batch.claims.append(item)
    elif isinstance(item, Refused):
        report.refused += 1
        if len(report.refusals) < MOST_REFUSALS_KEPT:
            report.refusals.append(item)
    elif isinstance(item, Decision):
        batch.decisions.append(item)
    elif isinstance(item, Source):
        batch.sources.append(item)
    else:
        batch.imports.append(item)


def _keep(store: Store, batch: _Batch, arrival: Arrival, report: Report, stamp: Stamp, cut: bool) -> None:
    record = None if arrival.restores else report.record
    sources = [*arrival.sources, *batch.sources]
    for restored in batch.imports:
        if store.import_record(restored.id) is None:
            store.save_import(restored)
    done = store.keep(batch.claims, batch.decisions, sources, record)
    report.new += done.counts.new
    report.known += done.counts.known
    if arrival.restores or not (done.counts.new or cut):  # what was cut may have kept claims that no rule has seen
        return
    decided = propose(store, done.effect, recorded_at=stamp.recorded_at, import_id=stamp.import_id)
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
