"""The embedded engine: ArcadeDB, in a process of its own that the first user starts and the last one ends."""

from __future__ import annotations

import re
import secrets
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import neo4j
from filelock import FileLock, Timeout
from neo4j import Driver, Result, Session
from neo4j.exceptions import DriverError, Forbidden, Neo4jError, ServiceUnavailable

from maillage.errors import QueryFailed, QueryRefused, QueryTooLong, StoreError
from maillage.graph.engines.base import Engine, EngineLost, literal, refuse_procedure
from maillage.graph.engines.client import Host
from maillage.graph.engines.host import DATABASE

# How long a query that was told to end may go on before its engine is ended.
GRACE_SECONDS = 2.0
# How long a program waits for another's turn to write before it says so.
WRITE_SECONDS = 600.0
_QUOTED = re.compile(r"`((?:[^`]|``)*)`|'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|//[^\n]*|/\*.*?\*/", re.DOTALL)
_CALL = re.compile(r"\bcall\s+([\w.\s]+?)\s*(?:\(|\byield\b|$|\n)", re.IGNORECASE)
_ADMIN = re.compile(r"^\s*(?:explain\s+|profile\s+)?(show|terminate|alter|grant|deny|revoke|drop|create\s+user)\b", re.IGNORECASE)


class ArcadeDB(Engine):
    """One directory, opened by this program and perhaps by others at the same time."""

    name = "ArcadeDB"
    fulltext_index = "Entity[search]"
    database: str | None = DATABASE
    finds_typos = False  # it compares every word of the index, and takes two swapped letters for two typos

    def __init__(self, directory: Path) -> None:
        self._host = Host(directory)
        self._lock = FileLock(self._host.directory / "write.lock")
        self._reopening = threading.Lock()
        self._closed = False
        self.url = f"embedded:{self._host.directory}"
        self._connect()

    def _connect(self) -> None:
        self._host.open()
        address = self._host.address
        self.version = str(address["engine"])
        self._bookmarks = neo4j.GraphDatabase.bookmark_manager()
        self.driver = self._driver(address["user"], address["password"])
        self._reader = self._driver(address["reader"], address["reader_password"])

    def _driver(self, user: str, password: str) -> Driver:
        return neo4j.GraphDatabase.driver(self._host.bolt, auth=(user, password), keep_alive=True,
                                          notifications_min_severity="OFF", telemetry_disabled=True,
                                          max_transaction_retry_time=0)  # the store tries again: it can start the engine

    def session(self, read: bool = False) -> Session:
        return self.driver.session(database=DATABASE)

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """One writer at a time over all processes: the system frees the lock of one that was killed."""
        try:
            self._lock.acquire(timeout=WRITE_SECONDS)
        except Timeout as error:
            raise StoreError(
                url=self.url,
                problem_fr=f"un autre programme y écrit depuis plus de {WRITE_SECONDS:g} s ; attendez-le ou arrêtez-le",
                problem_en=f"another program has been writing for over {WRITE_SECONDS:g} s; wait for it or stop it") from error
        try:
            yield
        finally:
            self._lock.release()

    @property
    def opening(self) -> tuple[str, str | None, str | None]:
        return self.url, None, None

    @property
    def alive(self) -> bool:
        return self._host.alive

    @property
    def free_bytes(self) -> int | None:
        return shutil.disk_usage(self._host.directory).free

    def reopen(self) -> None:
        if self._closed:  # by this program, for good: a late question must not bring the engine back
            raise StoreError(url=self.url, problem_fr="elle a été fermée", problem_en="it was closed")
        with self._reopening:
            if not self._host.alive:  # no other thread has done it meanwhile
                self._drop()
                self._connect()

    def close(self) -> None:
        self._closed = True
        self._drop()
        self._host.close()

    def _drop(self) -> None:
        for driver in (self.driver, self._reader):
            try:
                driver.close()
            except (DriverError, OSError):  # the engine is gone: nothing to say goodbye to
                continue

    def link_by_row(self, relation: str) -> str:
        """Through its first end: this engine does not use indexes of relationships for looking them up."""
        return f"MATCH (a:Entity {{id: row.s}})-[r:{relation} {{id: row.id}}]->(b:Entity {{id: row.o}})"

    def create_fulltext(self, session: Session) -> None:
        """The host made it with the database; it cannot be made over Bolt."""

    @contextmanager
    def guarded(self, cypher: str, parameters: dict[str, Any], seconds: float) -> Iterator[Result]:
        """As an account that may only read records: this engine's plans do not tell a read from a write."""
        _refuse_by_words(cypher)
        if not self._host.alive:
            self.reopen()
        watch = _Watch(seconds, self._terminate, self._host.kill)
        with watch, self._reader.session(database=DATABASE) as session:
            try:
                result = session.run(literal(f"/* {watch.tag} */ {cypher}"), parameters)
                yield result
                if not result.closed():  # enough was read: else the engine would work out the rest for nobody
                    self._terminate(watch.tag)
            except (Neo4jError, DriverError) as error:
                if isinstance(error, ServiceUnavailable) and not watch.cut.is_set() and self._ended():
                    raise EngineLost from error
                raise _in_words(error, watch.cut, seconds) from error

    def _ended(self) -> bool:
        """Whether the engine's process is gone; its end is seen a little after that of its connections."""
        for _ in range(10):
            if not self._host.alive:
                return True
            time.sleep(0.05)
        return False

    def _terminate(self, tag: str) -> bool:
        """Asks the engine to end the query; whether it was still running."""
        with self.session() as session:
            ids = [row["transactionId"] for row in session.run("SHOW TRANSACTIONS").data() if tag in row["currentQuery"]]
            for id in ids:
                session.run("TERMINATE TRANSACTIONS $id", id=id).consume()
        return bool(ids)

    def py2neo(self) -> Any:
        from py2neo import Graph

        address = self._host.address
        return Graph(self._host.bolt, auth=(address["user"], address["password"]), name=DATABASE)


class _Watch:
    """Ends a query that runs too long; and the engine's process, when the query does not listen.

    Some expressions (a list built inside one row) are never interrupted by the engine. What was
    committed is on disk, and the next call starts the engine anew.
    """

    def __init__(self, seconds: float, terminate: Callable[[str], bool], kill: Callable[[], None]) -> None:
        self.tag = secrets.token_hex(8)
        self.cut = threading.Event()
        self._over = threading.Event()
        self._terminate, self._kill = terminate, kill
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True

    def __enter__(self) -> None:
        self._timer.start()

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._timer.cancel()

    def _end(self) -> None:
        self.cut.set()
        threading.Thread(target=self._ask, daemon=True).start()  # an engine out of memory may never answer this
        if not self._over.wait(GRACE_SECONDS):
            self._kill()

    def _ask(self) -> None:
        """Asks the engine to end the query, until it has."""
        while not self._over.wait(0.25):
            try:
                if not self._terminate(self.tag):
                    self._over.set()
            except (Neo4jError, DriverError, OSError):  # memory is full: let it try again, or be killed
                continue


def _refuse_by_words(cypher: str) -> None:
    plain = _QUOTED.sub(lambda found: re.sub(r"\W", "_", found[1]) if found[1] else " ", cypher)
    found = _ADMIN.match(plain)
    if found:
        raise QueryRefused(problem_fr=f"{found[1].upper()} administre la base, ce que la question ne peut faire",
                           problem_en=f"{found[1].upper()} administers the store, which a question may not")
    for name in _CALL.findall(plain):
        refuse_procedure(re.sub(r"\s", "", name))


def _in_words(error: Exception, cut: threading.Event, seconds: float) -> Exception:
    if cut.is_set():
        return QueryTooLong(seconds=seconds)
    text = str(getattr(error, "message", None) or error).splitlines()[0][:500]
    if isinstance(error, Forbidden) or "not allowed to" in text:
        return QueryRefused(problem_fr="elle ne fait pas que lire", problem_en="it does more than read")
    if isinstance(error, Neo4jError):
        return QueryFailed(text)
    return QueryRefused(problem_fr="elle dépasse la mémoire permise", problem_en="it exceeds the memory allowed")
