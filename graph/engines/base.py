"""What the store asks of an engine beyond Cypher. All that differs between engines is behind this."""

from __future__ import annotations

import logging
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, LiteralString

from neo4j import Driver, Result, Session

from maillage.errors import QueryRefused

# Procedures a reader may call: what they read is this store's, and they change nothing.
READ_PROCEDURES = frozenset({
    "db.labels", "db.relationshiptypes", "db.propertykeys", "db.index.fulltext.querynodes",
    "db.schema.visualization", "db.schema.nodetypeproperties", "db.schema.reltypeproperties",
})

# The driver tells each broken connection on stderr where no log is set up; what matters reaches people as an error.
logging.getLogger("neo4j").addHandler(logging.NullHandler())

# With less left on its disk, an engine may fail at any write.
LEAST_FREE_BYTES = 200_000_000


class EngineLost(Exception):
    """The engine ended under a question, for a reason that lay elsewhere: it may be asked again."""


class Engine(ABC):
    """A running engine: one driver to write with, one way to read without being able to write."""

    name: str
    version: str
    url: str
    fulltext_index: str
    driver: Driver
    database: str | None
    finds_typos = True  # quickly, by its own index
    seeks_links = False  # finds a link at once by its own number of it, and keeps those of near numbers side by side
    batch = 5_000  # claims a transaction in a load, where the settings say nothing: what is quickest here

    @abstractmethod
    def session(self, read: bool = False) -> Session:
        """A session that may write; with ``read`` one that a cluster may serve from any of its members."""

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """Held while one unit of work is written, where the engine's own locks do not suffice."""
        yield

    @property
    @abstractmethod
    def opening(self) -> tuple[str, str | None, str | None]:
        """Address, account and password by which another process opens the same store. Never to be shown."""

    @property
    def alive(self) -> bool:
        """Whether the engine's process runs, where it is ours to know: one that is stopping answers with any error."""
        return True

    @property
    def free_bytes(self) -> int | None:
        """What is left on the disk that holds the engine's files; None where that is another machine's."""
        return None

    @abstractmethod
    def reopen(self) -> None:
        """After the connection was lost: connects again, starting the engine where that is ours to do."""

    @abstractmethod
    def close(self) -> None:
        """Lets go of the engine; stops it when it was ours and nobody else uses it."""

    @abstractmethod
    def create_fulltext(self, session: Session) -> None:
        """Makes the full-text index on Entity.search, where the engine did not at its creation."""

    @contextmanager
    @abstractmethod
    def guarded(self, cypher: str, parameters: dict[str, Any], seconds: float) -> Iterator[Result]:
        """Runs a stranger's query so that it can only read, and is cut after ``seconds``.

        Raises QueryRefused, QueryTooLong, QueryFailed; EngineLost when another's question took the engine down.
        """

    def planned_once(self, statement: str, parameters: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        """A statement that goes through indexes whatever the store holds, as it is sent for its first plan to serve for good."""
        return statement, parameters

    def link_by_row(self, relation: str) -> str:
        """Cypher that binds ``r`` to the link with ``row.id`` between ``row.s`` and ``row.o``, by the quickest way here."""
        return f"MATCH ()-[r:{relation} {{id: row.id}}]->()"

    @abstractmethod
    def py2neo(self) -> Any:
        """A ``py2neo.Graph`` on the same store."""


def refuse_procedure(name: str) -> None:
    """Raises QueryRefused for a procedure that is not known to be a plain read."""
    if name.lower() not in READ_PROCEDURES:
        raise QueryRefused(problem_fr=f"la procédure {name} n'est pas de celles qui ne font que lire",
                           problem_en=f"the procedure {name} is not one of those that only read")


def literal(text: str) -> LiteralString:
    """Marks Cypher that was built from the ontology's checked names as fit for the driver's typing."""
    return text
