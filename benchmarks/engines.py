"""The engines under measure, each with a folder of its own that goes when the run ends."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

import psutil

from maillage import open_store
from maillage.graph.engines.host import ADDRESS
from maillage.graph.store import Store
from tests.engines.neo4j import FULL, Neo4jServer
from tests.engines.releases import RELEASES
from tests.engines.session import EMBEDDED, embedded_version

NAMES = (EMBEDDED, *RELEASES)
REST_SECONDS = 60.0


class Site(Protocol):
    """Where one engine keeps its data."""

    name: str
    version: str

    @property
    def url(self) -> str: ...
    @property
    def folder(self) -> Path: ...
    @property
    def password(self) -> str | None: ...
    @property
    def pid(self) -> int:
        """The engine's process; the store must be open."""

    def empty(self) -> Store:
        """An open store with nothing in it but constraints and indexes; the caller closes it."""

    def open(self) -> Store:
        """The store as it is; the caller closes it."""

    def rest(self) -> None:
        """Waits until an engine that lives with its users has left after the last of them."""

    @property
    def environment(self) -> dict[str, str]:
        """What ``maillage`` needs to find this store."""


class EmbeddedSite:
    """A directory of its own for each emptying: nothing of the former run is left in it."""

    name = EMBEDDED
    password = None

    def __init__(self, folder: Path) -> None:
        self.version = embedded_version()
        self._above, self._numbers = folder, count(1)
        self.folder = folder / "0"
        self._engines: set[int] = set()

    @classmethod
    def of(cls, folder: Path) -> EmbeddedSite:
        """The store that is in ``folder`` already; it is read, and must not be emptied."""
        found = cls(folder.parent)
        found.folder = folder
        return found

    @property
    def url(self) -> str:
        return f"embedded:{self.folder}"

    @property
    def environment(self) -> dict[str, str]:
        return {"MAILLAGE_STORE": self.url}

    @property
    def pid(self) -> int:
        return int(json.loads((self.folder / ADDRESS).read_text(encoding="utf-8"))["pid"])

    def empty(self) -> Store:
        self.rest()
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder = self._above / str(next(self._numbers))
        return self.open()

    def open(self) -> Store:
        store = open_store(self.url)
        self._engines.add(self.pid)
        return store

    def rest(self) -> None:
        deadline = time.monotonic() + REST_SECONDS
        while (self.folder / ADDRESS).exists() or any(map(_runs, self._engines)):
            if time.monotonic() > deadline:
                raise TimeoutError(f"the engine in {self.folder} does not leave")
            time.sleep(0.05)


class Neo4jSite:
    """One server for the whole run, wiped for each emptying: a server that has just started is slow."""

    def __init__(self, server: Neo4jServer) -> None:
        self.name, self.version = server.release.name, server.version()
        self._server = server
        self.url, self.password, self.folder = server.url, server.password, server.folder

    @property
    def environment(self) -> dict[str, str]:
        return {"MAILLAGE_STORE": self.url, "MAILLAGE_STORE_PASSWORD": self.password}

    @property
    def pid(self) -> int:
        assert self._server.pid is not None
        return self._server.pid

    def empty(self) -> Store:
        store = self.open()
        store.wipe()
        return store

    def open(self) -> Store:
        return open_store(self.url, user=self._server.user, password=self.password)

    def rest(self) -> None:
        """A server stays."""


def _runs(process: int) -> bool:
    try:
        return bool(psutil.Process(process).status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


@contextmanager
def site(name: str) -> Iterator[Site]:
    """The engine of this name, on the disk of the system's temporary folder. Raises Absent where this machine lacks it."""
    with TemporaryDirectory(prefix="maillage-mesures-", ignore_cleanup_errors=True) as folder:
        if name == EMBEDDED:
            embedded = EmbeddedSite(Path(folder))
            yield embedded
            embedded.rest()  # else its last words come after the folder has gone
        else:
            with Neo4jServer(RELEASES[name], Path(folder), options=FULL) as server:
                yield Neo4jSite(server)
