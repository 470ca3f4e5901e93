"""A Neo4j server or cluster: the engine to grow on."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any
from urllib.parse import unquote, urlsplit

import neo4j
from neo4j import READ_ACCESS, WRITE_ACCESS, Query, Result, Session
from neo4j.exceptions import AuthError, ClientError, DriverError, Forbidden, Neo4jError, ServiceUnavailable, SessionExpired

from maillage.errors import QueryFailed, QueryRefused, QueryTooLong, StoreError
from maillage.graph.engines.base import Engine, EngineLost, literal, refuse_procedure

OLDEST = (5, 24)
FULLTEXT = "maillage_entity_search"
MOST_STEPS = 10_000_000
_LOOP = re.compile(r"(?i)(?<!\w)in\s+range\s*\(\s*\d+\s*,\s*(\d{1,19})")
GIVEN = "given"
_PARAMETER = re.compile(r"\$(\w+)")
_TIMED_OUT = ("Neo.ClientError.Transaction.TransactionTimedOut",
              "Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration",
              "Neo.TransientError.Transaction.Terminated")


class Neo4j(Engine):
    """``bolt://``, ``neo4j://`` (a cluster: the driver routes) or ``neo4j+s://``; ``/NAME`` names the database."""

    name = "Neo4j"
    fulltext_index = FULLTEXT
    seeks_links = True
    batch = 20_000

    def __init__(self, url: str, user: str, password: str | None) -> None:
        parts = urlsplit(url)
        self.url = url.replace(f"{parts.netloc.rpartition('@')[0]}@", "", 1) if "@" in parts.netloc else url
        user, password = parts.username or user, unquote(parts.password) if parts.password else password
        self.database = parts.path.strip("/") or None
        self._address = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
        self._auth = (user, password) if password else None
        self._bookmarks = neo4j.GraphDatabase.bookmark_manager()
        try:
            self.driver = neo4j.GraphDatabase.driver(self._address, auth=self._auth, notifications_min_severity="OFF",
                                                     telemetry_disabled=True, max_transaction_retry_time=5)
            self._greet()
        except (Neo4jError, DriverError, ValueError) as error:
            raise StoreError(url=self.url, **_why(error)) from error

    def _greet(self) -> None:
        info = self.driver.execute_query("CALL dbms.components() YIELD versions RETURN versions[0] AS version",
                                         database_=self.database).records[0]
        self.version = str(info["version"])
        if _numbers(self.version) < OLDEST:
            wanted = ".".join(map(str, OLDEST))
            raise StoreError(url=self.url, problem_fr=f"Neo4j {self.version} est trop ancien, il faut {wanted} ou plus récent",
                             problem_en=f"Neo4j {self.version} is too old, {wanted} or newer is needed")

    def session(self, read: bool = False) -> Session:
        return self.driver.session(database=self.database, bookmark_manager=self._bookmarks,
                                   default_access_mode=READ_ACCESS if read else WRITE_ACCESS)

    @property
    def opening(self) -> tuple[str, str | None, str | None]:
        return (self.url, *(self._auth or (None, None)))

    def planned_once(self, statement: str, parameters: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        """A plan costs this engine as much as some hundred rows, and it makes one for each power of ten of a list's length and of
        a text's (not of what is within a map), and again as the store grows: in a load, for each batch.
        """
        return (_planned_once(statement), {GIVEN: parameters}) if parameters else (_planned_once(statement), {})

    def reopen(self) -> None:
        """The driver's pool connects again by itself."""

    def close(self) -> None:
        self.driver.close()

    def create_fulltext(self, session: Session) -> None:
        session.run(f"CREATE FULLTEXT INDEX {FULLTEXT} IF NOT EXISTS FOR (e:Entity) ON EACH [e.search] "
                    "OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-no-stop-words'}}").consume()

    @contextmanager
    def guarded(self, cypher: str, parameters: dict[str, Any], seconds: float) -> Iterator[Result]:
        """Only what the engine's own plan shows to be a read, in a read transaction with the engine's timeout."""
        _check_loops(cypher)
        with self.driver.session(database=self.database, default_access_mode=READ_ACCESS,
                                 bookmark_manager=self._bookmarks) as session:
            try:
                self._check_plan(session, cypher, parameters, seconds)
                yield session.run(Query(literal(cypher), timeout=seconds), parameters)
            except (ServiceUnavailable, SessionExpired) as error:
                raise self._lost(error) from error
            except (Neo4jError, DriverError) as error:
                raise _in_words(error, seconds) from error

    def _lost(self, error: DriverError) -> Exception:
        """A server short of memory drops connections, and may be asked again; one that does not answer is gone."""
        try:
            self.driver.verify_connectivity()
        except (Neo4jError, DriverError, OSError):
            return StoreError(url=self.url, **_why(error))
        return EngineLost()

    def _check_plan(self, session: Session, cypher: str, parameters: dict[str, Any], seconds: float) -> None:
        explained = session.run(Query(literal(f"EXPLAIN {cypher}"), timeout=seconds), parameters).consume()
        if explained.query_type != "r" or explained.plan is None:
            raise QueryRefused(problem_fr="elle ne fait pas que lire", problem_en="it does more than read")
        for operator, arguments in _operators(explained.plan):
            _check_operator(operator, arguments)

    def py2neo(self) -> Any:
        from py2neo import Graph

        # py2neo knows bolt only as a single server's protocol
        return Graph(self._address, auth=self._auth, name=self.database)


@lru_cache(maxsize=1_000)
def _planned_once(statement: str) -> str:
    return "CYPHER replan=skip " + _PARAMETER.sub(rf"${GIVEN}.\1", statement)


def _check_loops(cypher: str) -> None:
    """Raises QueryRefused on loops inside one expression that are long as they are written: Neo4j cannot end those.

    Rows (UNWIND) can be ended at any time, and may be as many as one likes.
    """
    steps = math.prod(max(1, int(last)) for last in _LOOP.findall(cypher))
    if steps > MOST_STEPS:
        raise QueryRefused(problem_fr="elle fait une boucle trop longue dans une expression ; écrivez UNWIND range(…) AS i",
                           problem_en="it makes too long a loop within an expression; write UNWIND range(…) AS i")


def _operators(plan: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    yield plan["operatorType"].partition("@")[0], plan.get("args", {})
    for child in plan.get("children", ()):
        yield from _operators(child)


def _check_operator(operator: str, arguments: dict[str, Any]) -> None:
    if operator == "LoadCSV":
        raise QueryRefused(problem_fr="LOAD CSV lit des fichiers", problem_en="LOAD CSV reads files")
    if operator.startswith(("Show", "Terminate", "Administration", "System", "Alter", "Create", "Drop")):
        raise QueryRefused(problem_fr="elle administre la base", problem_en="it administers the store")
    if operator == "ProcedureCall":
        refuse_procedure(str(arguments.get("Details", "?")).partition("(")[0].strip())


def _in_words(error: Exception, seconds: float) -> Exception:
    if not isinstance(error, Neo4jError):
        return error
    text = (error.message or str(error)).splitlines()[0][:500]
    if error.code in _TIMED_OUT or "timeout" in text.lower():
        return QueryTooLong(seconds=seconds)
    if isinstance(error, Forbidden) or "access mode" in text:
        return QueryRefused(problem_fr="elle ne fait pas que lire", problem_en="it does more than read")
    if "MemoryPoolOutOfMemory" in (error.code or "") or "memory" in text.lower():
        return QueryRefused(problem_fr="elle dépasse la mémoire permise", problem_en="it exceeds the memory allowed")
    return QueryFailed(text)


def _why(error: Exception) -> dict[str, str]:
    if isinstance(error, AuthError):
        return {"problem_fr": "compte ou mot de passe refusé ; voyez MAILLAGE_STORE_USER et MAILLAGE_STORE_PASSWORD",
                "problem_en": "account or password refused; see MAILLAGE_STORE_USER and MAILLAGE_STORE_PASSWORD"}
    if isinstance(error, ServiceUnavailable):
        return {"problem_fr": "rien n'écoute à cette adresse ; Neo4j est-il démarré, le port est-il le bon ?",
                "problem_en": "nothing listens at this address; is Neo4j started, is the port right?"}
    if isinstance(error, ClientError) and "DatabaseNotFound" in (error.code or ""):
        return {"problem_fr": "cette base de données n'existe pas sur le serveur",
                "problem_en": "this database does not exist on the server"}
    text = str(error).splitlines()[0][:300]
    return {"problem_fr": text, "problem_en": text}


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("-")[0].split(".") if part.isdecimal())
