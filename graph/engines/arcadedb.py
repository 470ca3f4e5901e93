"""The embedded engine: ArcadeDB, in a process of its own that the first user starts and the last one ends."""

from __future__ import annotations

import re
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import neo4j
from filelock import FileLock
from neo4j import Driver, Result, Session
from neo4j.exceptions import ClientError, DriverError, Forbidden, Neo4jError

from maillage.errors import QueryFailed, QueryRefused, QueryTooLong
from maillage.graph.engines.base import Engine, literal, refuse_procedure
from maillage.graph.engines.client import Host
from maillage.graph.engines.host import DATABASE

# How long a query that was told to end may go on before its engine is ended.
GRACE_SECONDS = 2.0
_QUOTED = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|//[^\n]*|/\*.*?\*/", re.DOTALL)
_CALL = re.compile(r"\bcall\s+([\w.`\s]+?)\s*(?:\(|\byield\b|$|\n)", re.IGNORECASE)
_ADMIN = re.compile(r"^\s*(?:explain\s+|profile\s+)?(show|terminate|alter|grant|deny|revoke|drop|create\s+user)\b", re.IGNORECASE)


class ArcadeDB(Engine):
    """One directory, opened by this program and perhaps by others at the same time."""

    name = "ArcadeDB"
    fulltext_index = "Entity[search]"
    database: str | None = DATABASE

    def __init__(self, directory: Path) -> None:
        self._host = Host(directory)
        self._lock = FileLock(self._host.directory / "write.lock")
        self._reopening = threading.Lock()
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
                                          notifications_min_severity="OFF", telemetry_disabled=True)

    def session(self) -> Session:
        return self.driver.session(database=DATABASE)

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """One writer at a time over all processes: the system frees the lock of one that was killed."""
        with self._lock:
            yield

    def reopen(self) -> None:
        address = self._host.address
        with self._reopening:
            if self._host.address is address:  # no other thread has done it meanwhile
                self._drop()
                self._connect()

    def close(self) -> None:
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
        tag = secrets.token_hex(8)
        cut = threading.Event()
        timer = threading.Timer(seconds, self._cut, (tag, cut))
        with self._reader.session(database=DATABASE) as session:
            timer.start()
            try:
                yield session.run(literal(f"/* {tag} */ {cypher}"), parameters)
            except (Neo4jError, DriverError) as error:
                raise _in_words(error, cut, seconds) from error
            finally:
                timer.cancel()

    def _cut(self, tag: str, cut: threading.Event) -> None:
        """Ends a query that ran too long; and the engine's process, when the query does not listen.

        Some expressions (a list built inside one row) are never interrupted by the engine. What was
        committed is on disk, and the next call starts the engine anew.
        """
        cut.set()
        for _ in range(int(GRACE_SECONDS / 0.25)):
            try:
                if not self._terminate(tag):
                    return
            except (Neo4jError, DriverError):  # memory is full: let it try again, or be killed
                pass
            time.sleep(0.25)
        self._host.kill()

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


def _refuse_by_words(cypher: str) -> None:
    plain = _QUOTED.sub(" ", cypher)
    found = _ADMIN.match(plain)
    if found:
        raise QueryRefused(problem_fr=f"{found[1].upper()} administre la base, ce que la question ne peut faire",
                           problem_en=f"{found[1].upper()} administers the store, which a question may not")
    for name in _CALL.findall(plain):
        refuse_procedure(re.sub(r"[`\s]", "", name))


def _in_words(error: Exception, cut: threading.Event, seconds: float) -> Exception:
    if cut.is_set():
        return QueryTooLong(seconds=seconds)
    text = str(getattr(error, "message", None) or error).splitlines()[0][:500]
    if isinstance(error, Forbidden) or "not allowed to" in text:
        return QueryRefused(problem_fr="elle ne fait pas que lire", problem_en="it does more than read")
    if isinstance(error, ClientError) or isinstance(error, Neo4jError):
        return QueryFailed(text)
    return QueryRefused(problem_fr="elle dépasse la mémoire permise", problem_en="it exceeds the memory allowed")
