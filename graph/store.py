"""The store: where claims and decisions are kept and the graph that they make is asked. One class, two engines."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

from neo4j import ManagedTransaction
from neo4j.exceptions import (
    AuthError,
    ConstraintError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
    TransientError,
)

from maillage.errors import NotFound, StoreError, UsageError
from maillage.graph import cypher
from maillage.graph.change import Change, effect, said
from maillage.graph.deciding import last_decided, must_exist
from maillage.graph.ends import Ends
from maillage.graph.engines.address import engine_at
from maillage.graph.engines.base import LEAST_FREE_BYTES, Engine, literal
from maillage.graph.fold import by_claim
from maillage.graph.records import decision_of, import_of, import_row, statements
from maillage.graph.resolution import shareable
from maillage.graph.runner import Ask, runner
from maillage.graph.transaction import Done, create_sources, lock, save_import, wanted_sources, wipe_some
from maillage.graph.write import Counts, write
from maillage.schema.claim import Claim, check_all, now
from maillage.schema.decision import Decision
from maillage.schema.model import Ontology, default_ontology, load_ontology
from maillage.schema.source import Import, Source
from maillage.settings import settings

if TYPE_CHECKING:
    from maillage.graph.analysis.result import Analysis
    from maillage.graph.answers import Answer
    from maillage.graph.doctor import Check
    from maillage.graph.intake import Arrival, Report
    from maillage.graph.snapshot import Snapshot

T = TypeVar("T")
# A write that meets another writer, or a connection that breaks, is tried again whole: it is idempotent.
_AGAIN = (AuthError, TransientError, ConstraintError, ServiceUnavailable, SessionExpired)
_TRIES = 12
UNDO_BATCH = 2_000


class Store:
    """An open store. Use ``open_store``; close it, or use it as a context manager."""

    def __init__(self, engine: Engine, ontology: Ontology) -> None:
        from maillage.graph.migrations import prepare

        self.engine_handle = engine
        self.ontology = ontology
        self._writing = threading.Lock()
        self._taking = threading.Lock()
        self._snapshot: Snapshot | None = None
        self._ends = Ends()
        prepare(self)

    @property
    def url(self) -> str:
        """The address, without any secret."""
        return self.engine_handle.url

    @property
    def engine(self) -> str:
        return self.engine_handle.name

    @property
    def version(self) -> str:
        return self.engine_handle.version

    def close(self) -> None:
        self.engine_handle.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    # Reading

    def read(self, query: str, /, **parameters: Any) -> list[dict[str, Any]]:
        """Rows of one of our own reading queries. Raises StoreError when the store is gone for good."""
        return self.again(lambda: self._read(query, parameters))

    def seek(self, query: str, /, **parameters: Any) -> list[dict[str, Any]]:
        """As ``read``, of a query that finds by index whatever the store holds: in a load it is asked time and again."""
        text, given = self.engine_handle.planned_once(query, parameters)
        return self.read(text, **given)

    def _read(self, query: str, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
        # A transaction of its own for each statement: a managed one would send three messages, and ``again`` retries anyway.
        with self.engine_handle.session(read=True) as session:
            return [dict(row) for row in session.run(literal(query), dict(parameters))]

    def stream(self, query: str, /, **parameters: Any) -> Iterator[dict[str, Any]]:
        """Rows one by one, for answers larger than memory. Not retried once begun. Raises StoreError."""
        try:
            with self.engine_handle.session(read=True) as session:
                for row in session.run(literal(query), parameters):
                    yield dict(row)
        except (Neo4jError, DriverError) as error:
            raise self._gone(error) from error

    def mark(self) -> int:
        """Changes with every write, of whatever process."""
        return int(self.read(cypher.META)[0]["meta"]["mark"])

    def fulltext(self, query: str, limit: int) -> list[tuple[str, float]]:
        """Ids and scores from the full-text index; ``query`` in Lucene's syntax."""
        rows = self.read("CALL db.index.fulltext.queryNodes($index, $query, {limit: $limit}) YIELD node, score "
                         "RETURN collect([node.id, score]) AS rows",
                         index=self.engine_handle.fulltext_index, query=query, limit=limit)
        return sorted(((id, float(score)) for id, score in rows[0]["rows"]), key=lambda found: (-found[1], found[0]))

    def query(self, question: str, parameters: Mapping[str, Any] | None = None, *,
              seconds: float | None = None, rows: int | None = None) -> Answer:
        """A stranger's Cypher, read-only, within limits. Raises QueryRefused, QueryTooLong, QueryFailed."""
        from maillage.graph.question import ask

        return ask(self, question, dict(parameters or {}), seconds or settings().query_seconds,
                   rows or settings().query_rows)

    def snapshot(self) -> Snapshot:
        """The visible graph as arrays, read once and kept until the store changes."""
        from maillage.graph.taking import take

        with self._taking:
            mark = self.mark()
            if self._snapshot is None or self._snapshot.mark != mark:
                self._snapshot = take(self, mark)
            return self._snapshot

    def analyse(self, measure: str, /, draws: int = 0, **options: Any) -> Analysis:
        """What a measure answers (``maillage analyse`` lists them). Raises UnknownMeasure, UnknownOption, BadOption."""
        from maillage.graph.analysis.asking import answer

        return answer(self.snapshot, measure, options, draws)

    def py2neo(self) -> Any:
        """A ``py2neo.Graph`` on the same store (extra: ``maillage[py2neo]``)."""
        try:
            return self.engine_handle.py2neo()
        except ImportError as error:
            raise UsageError("pip install 'maillage[py2neo]'") from error

    def doctor(self, deep: bool = False) -> list[Check]:
        """Whether the store is sound; ``deep`` folds everything anew and compares."""
        from maillage.graph.doctor import examine

        return examine(self, deep)

    def dump(self) -> Iterator[Source | Import | Claim | Decision]:
        """All that is kept, in an order that does not depend on how it arrived: the backup."""
        from maillage.graph.dump import dump

        return dump(self)

    # Writing

    def add(self, claims: Iterable[Claim], decisions: Iterable[Decision] = (), sources: Iterable[Source] = (),
            record: Import | None = None) -> Counts:
        """Keeps claims and decisions and folds what they change, in one transaction.

        Raises InvalidClaim, before anything is written, on the first claim that may not be kept.
        """
        return self.keep(by_claim(check_all(claims, self.ontology)), decisions, sources, record).counts

    def keep(self, stated: Mapping[str, Sequence[Claim]], decisions: Iterable[Decision] = (), sources: Iterable[Source] = (),
             record: Import | None = None) -> Done:
        """As ``add``, of statements that were checked, by the id of their claim; gives also what has changed."""
        change = Change(add=stated, decide=tuple({d.id: d for d in decisions}.values()))
        wanted = wanted_sources(stated, sources)
        return self._write(lambda tx: self._keep_in(tx, change, wanted, record), self._remember)

    def _remember(self, done: Done) -> None:
        self._ends.keep(done.moment, said(done.effect, self.ontology), done.effect.touched, done.effect.after)

    def _keep_in(self, tx: ManagedTransaction, change: Change, wanted: Mapping[str, Source], record: Import | None) -> Done:
        run, ask = runner(tx, self.engine_handle)
        counts = lock(ask)
        self._ends.begin(counts, ask)
        create_sources(wanted, run, ask)
        settled = change._replace(decide=self._settled(change.decide, ask))
        outcome = effect(settled, ask, counts, self.ontology, self._ends)
        write(outcome, run, self.engine_handle, self.ontology)
        new = len(outcome.kept_after.keys() - outcome.kept_before.keys())
        result = Counts(new, outcome.stated - new)
        if record is not None:
            save_import(record, result, run, ask)  # not when all was known: loading again changes nothing
        return Done(result, outcome, counts, shareable(outcome, self._ends.spoken, self.ontology))

    def load(self, arrival: Arrival, progress: Callable[[float, Report], object] | None = None,
             author: str | None = None) -> Report:
        """Loads what a loader made of files (see ``maillage.loaders.recognise``). Raises SourceError, InvalidClaim."""
        from maillage.graph.intake import load

        return load(self, arrival, progress, author)

    def _settled(self, decided: tuple[Decision, ...], ask: Ask) -> tuple[Decision, ...]:
        """Decisions that are new, or that undo a known one: one that was undone is not done again by repeating it."""
        if not decided:
            return ()
        held = {row["d"]["id"]: decision_of(row["d"]) for row in ask(cypher.DECISIONS_BY_ID, ids=[d.id for d in decided])}
        return tuple(d for d in decided if d.id not in held or (held[d.id].active and not d.active))

    def decide(self, decision: Decision) -> Decision:
        """Keeps one decision; without a date it comes after what was decided about the same, whatever the clock says.

        Raises NotFound when it speaks of a claim or an id that is not there.
        """
        must_exist(self, decision)
        dated = decision if decision.recorded_at else decision._replace(recorded_at=now(last_decided(self, decision)))
        self.add((), (dated,))
        return dated

    def undo_decision(self, id: str, author: str) -> Decision:
        """Marks a decision as undone, and gives back the former graph. Raises NotFound."""
        rows = self.read(cypher.DECISIONS_BY_ID, ids=[id])
        if not rows:
            raise NotFound(id=id)
        undone = decision_of(rows[0]["d"])
        if undone.active:
            undone = undone._replace(undone_at=now(), undone_by=author)
            self.add((), (undone,))
        return undone

    def undo_import(self, id: str, progress: Callable[[int], object] | None = None) -> int:
        """Takes back exactly what one import brought; gives the number of claims that left. Raises NotFound."""
        if not self.read(cypher.IMPORT_KNOWN, id=id):
            raise NotFound(id=id)
        total = 0
        while True:
            removed, more = self._write(lambda tx: self._undo_some(tx, id))
            total += removed
            if progress is not None:
                progress(total)
            if not more:
                return total

    def _undo_some(self, tx: ManagedTransaction, id: str) -> tuple[int, bool]:
        run, ask = runner(tx, self.engine_handle)
        counts = lock(ask)
        ids = [row["id"] for row in ask(cypher.CLAIMS_BY_IMPORT, id=id, limit=UNDO_BATCH)]
        if not ids and counts["restated"]:
            ids = [row["id"] for row in ask(cypher.CLAIMS_RESTATED, id=id, limit=UNDO_BATCH)]
        held = [c for row in ask(cypher.CLAIMS_BY_ID, ids=ids) for c in statements(row["c"])] if ids else []
        drop = tuple(claim for claim in held if claim.import_id == id)
        decided = ask(cypher.DECISIONS_BY_IMPORT, id=id, limit=UNDO_BATCH)
        forget = frozenset(row["d"]["id"] for row in decided)
        outcome = effect(Change(drop=drop, forget=forget), ask, counts, self.ontology, Ends())
        write(outcome, run, self.engine_handle, self.ontology)
        run(cypher.SOURCE_DROP_EMPTY, ids=sorted({claim.source for claim in drop}))
        more = bool(drop or forget)
        if not more:
            run(cypher.IMPORT_DELETE, id=id)
        return len(outcome.kept_before.keys() - outcome.kept_after.keys()), more

    def save_import(self, record: Import) -> None:
        """Keeps the record of an import as it is given."""
        self._write(lambda tx: runner(tx, self.engine_handle)[0](cypher.IMPORT_SAVE, id=record.id, row=import_row(record)))

    def import_record(self, id: str) -> Import | None:
        """The record of an import, None when there is none."""
        rows = self.seek(cypher.IMPORT_KNOWN, id=id)
        return import_of(rows[0]["i"]) if rows else None

    def write_raw(self, statements: Iterable[tuple[str, dict[str, Any]]]) -> None:
        """Our own statements outside the fold (migrations, wiping), in one transaction."""
        listed = list(statements)
        self._write(lambda tx: [tx.run(literal(text), values).consume() for text, values in listed])

    def wipe(self) -> None:
        """Empties the store: everything, for good. For tests and ``demo --reset``."""
        while self._write(wipe_some):
            continue
        self.write_raw([(cypher.META_RESET, {})])
        self._snapshot = None

    # Trying again

    def _write(self, work: Callable[[ManagedTransaction], T], committed: Callable[[T], object] | None = None) -> T:
        """What ``work`` gives; ``committed`` is told of it before another thread of this program may write."""
        def once() -> T:
            with self._writing, self.engine_handle.exclusive(), self.engine_handle.session() as session:
                outcome = session.execute_write(work)
                if committed is not None:
                    committed(outcome)
                return outcome

        return self.again(once)

    def again(self, once: Callable[[], T]) -> T:
        """The outcome of ``once``, tried again while another writer or a lost engine is in its way. Raises StoreError."""
        for attempt in range(_TRIES):
            driver = self.engine_handle.driver
            try:
                return once()
            except (Neo4jError, DriverError, OSError) as error:
                replaced = self.engine_handle.driver is not driver  # by another thread, which closed ours
                stopped = not self.engine_handle.alive
                if attempt == _TRIES - 1 or not (replaced or stopped or isinstance(error, _AGAIN)):
                    raise self._gone(error) from error
                time.sleep(min(2.0, 0.02 * 2**attempt) * random.uniform(0.5, 1.0))  # noqa: S311 - spreads retries
                if stopped or isinstance(error, (AuthError, ServiceUnavailable, SessionExpired)):
                    self.engine_handle.reopen()
        raise AssertionError("unreachable")

    def _gone(self, error: Exception) -> StoreError:
        text = str(getattr(error, "message", None) or error).splitlines()[0][:300]
        free = self.engine_handle.free_bytes
        if free is None or free >= LEAST_FREE_BYTES:
            return StoreError(url=self.url, problem_fr=text, problem_en=text)
        left = free // 10**6
        return StoreError(url=self.url, problem_fr=f"il ne reste que {left} Mo sur son disque, faites de la place ({text})",
                          problem_en=f"only {left} MB are left on its disk, make room ({text})")


def open_store(url: str | None = None, *, user: str | None = None, password: str | None = None,
               ontology: Ontology | None = None) -> Store:
    """Opens ``embedded:DIRECTORY``, ``bolt://…``, ``neo4j://…`` or ``neo4j+s://…`` (default: the settings).

    Raises StoreError, in words, when a port, a lock, a password or a version is wrong; UsageError on another address.
    """
    known = settings()
    address = url or known.store
    words = ontology or (load_ontology(known.ontology) if known.ontology else default_ontology())
    return Store(engine_at(address, user or known.store_user, password or known.password()), words)
