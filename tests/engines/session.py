"""The engines of one test session: each started at its first use, shared by all tests, gone at the end."""

from __future__ import annotations

from collections import Counter
from contextlib import ExitStack
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.engines.neo4j import Neo4jServer
from tests.engines.releases import RELEASES, Absent

if TYPE_CHECKING:
    from maillage import Store

EMBEDDED = "embedded"
NAMES = (EMBEDDED, *RELEASES)


class Engine:
    """A running engine: where it answers, and one store open on it for the whole session."""

    def __init__(self, name: str, url: str, version: str, user: str | None = None, password: str | None = None) -> None:
        self.name = name
        self.url = url
        self.version = version
        self.user = user
        self.password = password
        self.store = self.open()

    @property
    def account(self) -> dict[str, str | None]:
        """The account of the store, as `open_store` takes it."""
        return {"user": self.user, "password": self.password}

    def empty(self) -> Store:
        """The store with nothing in it: for each example of a property test, where a fixture would be too late."""
        self.store.wipe()
        return self.store

    def open(self, **options: Any) -> Store:
        """One more store on the same data, as a second program would have; the caller closes it."""
        from maillage import open_store  # here, so that tests of other folders run without the store

        return open_store(self.url, user=self.user, password=self.password, **options)


class Engines:
    """All engines of the session, by name."""

    def __init__(self, folder: Path) -> None:
        self.used: Counter[str] = Counter()
        self.elsewhere: dict[str, str] = {}
        self._folder = folder
        self._running: dict[str, Engine] = {}
        self._ending = ExitStack()

    def get(self, name: str) -> Engine:
        """The engine of this name, started where it is not yet; raises Absent where this machine cannot."""
        if name not in self._running:
            self._running[name] = self._embedded() if name == EMBEDDED else self._neo4j(name)
            self._ending.callback(self._running[name].store.close)
        return self._running[name]

    def versions(self) -> dict[str, str]:
        """What each engine that was used says of itself, here or in another process of the same session."""
        return self.elsewhere | {name: engine.version for name, engine in self._running.items()}

    def close(self) -> None:
        self._ending.close()

    def _embedded(self) -> Engine:
        return Engine(EMBEDDED, f"embedded:{self._folder / EMBEDDED}", embedded_version())

    def _neo4j(self, name: str) -> Engine:
        server = Neo4jServer(RELEASES[name], self._folder / name)
        self._ending.callback(server.kill)  # nothing in it is kept: no need for a clean stop
        server.start()
        return Engine(name, server.url, server.version(), user=server.user, password=server.password)


def embedded_version() -> str:
    """The embedded engine's name and version; raises Absent where neither build is installed."""
    for package in ("arcadedb", "arcadedb-embedded"):
        try:
            return f"ArcadeDB {version(package)} ({package})"
        except PackageNotFoundError:
            continue
    raise Absent("the embedded engine is not installed: pip install arcadedb")


def planned() -> list[str]:
    """One line for each engine: what this machine has, or why not."""
    return [f"engine {name}: {_planned(name)}" for name in NAMES]


def _planned(name: str) -> str:
    try:
        if name == EMBEDDED:
            return embedded_version()
        release = RELEASES[name]
        release.check()
        return f"Neo4j {release.version} on Java {release.java}"
    except Absent as reason:
        return f"absent, {reason}"
