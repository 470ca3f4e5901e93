"""Which engine an address names."""

from __future__ import annotations

from pathlib import Path

from maillage.errors import NoSuchStore
from maillage.graph.engines.base import Engine
from maillage.settings import default_directory


def engine_at(address: str, user: str, password: str | None) -> Engine:
    """The engine at ``embedded:DIRECTORY``, ``bolt://…`` or ``neo4j://…``, not yet asked anything. Raises NoSuchStore."""
    scheme, _, rest = address.partition(":")
    if scheme == "embedded":
        from maillage.graph.engines.arcadedb import ArcadeDB

        return ArcadeDB(Path(rest) if rest else default_directory())
    if scheme in ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc"):
        from maillage.graph.engines.neo4j import Neo4j

        return Neo4j(address, user, password)
    raise NoSuchStore(name=address)
