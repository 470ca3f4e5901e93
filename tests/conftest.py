"""Fixtures shared by all tests.

- `store`: an open, empty store, once for each engine (embedded, Neo4j LTS, newest Neo4j);
- `engine`: the same engines by themselves, for tests that open, count or empty stores as they go;
- `default_store`, `default_engine`: one engine, MAILLAGE_TEST_ENGINE (else embedded), for suites above the store;
- `new_neo4j`: servers of a test's own, to be killed;
- `shared`: the folder of real documents and tables beside the checkout.

`@pytest.mark.engine("embedded")` keeps a test that uses `store` or `engine` to the engines it names.
With MAILLAGE_REQUIRE=1 what is missing fails instead of being skipped.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.engines.neo4j import Neo4jServer
from tests.engines.releases import RELEASES, Absent
from tests.engines.session import EMBEDDED, NAMES, Engine, Engines, planned
from tests.require import missing

if TYPE_CHECKING:
    from maillage import Store

ROOT = Path(__file__).resolve().parent.parent
# Settings of the tests themselves; every other MAILLAGE_… belongs to the person at the keyboard and must not leak in.
OURS = {"MAILLAGE_REQUIRE", "MAILLAGE_SHARED", "MAILLAGE_TEST_ENGINE", "MAILLAGE_NEO4J_HOME"}
ENGINES = pytest.StashKey[Engines]()
HOME = pytest.StashKey[tempfile.TemporaryDirectory[str]]()


def pytest_configure(config: pytest.Config) -> None:
    """Nobody's own settings, and nobody's own data: a bare `embedded:` leads into a folder that ends with the session."""
    for name in set(os.environ) - OURS:
        if name.startswith("MAILLAGE_"):
            del os.environ[name]
    home = tempfile.TemporaryDirectory(prefix="maillage-tests-", ignore_cleanup_errors=True)
    os.environ["XDG_DATA_HOME"] = os.environ["LOCALAPPDATA"] = home.name
    config.stash[HOME] = home
    config.stash[ENGINES] = Engines(Path(home.name))


def pytest_unconfigure(config: pytest.Config) -> None:
    config.stash[ENGINES].close()
    config.stash[HOME].cleanup()


def pytest_report_header() -> list[str]:
    return planned()


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A process that runs a part of the tests tells the one that reports which engines it spoke to."""
    if (told := getattr(session.config, "workeroutput", None)) is not None:
        engines = session.config.stash[ENGINES]
        told["engines"] = [[name, version, engines.used[name]] for name, version in engines.versions().items()]


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """What such a process told; nothing when it has died."""
    for name, version, used in getattr(node, "workeroutput", {}).get("engines", []):
        engines = node.config.stash[ENGINES]
        engines.elsewhere[name] = version
        engines.used[name] += used


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Which engines the tests really spoke to, in the engines' own words."""
    engines = config.stash[ENGINES]
    for name, version in sorted(engines.versions().items()):
        terminalreporter.write_line(f"ran on {name}: {version}, {engines.used[name]} tests")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "engine" in metafunc.fixturenames:
        named = [name for mark in metafunc.definition.iter_markers("engine") for name in mark.args]
        metafunc.parametrize("engine", named or NAMES, indirect=True, scope="session")


@pytest.fixture(scope="session")
def engines(pytestconfig: pytest.Config) -> Engines:
    return pytestconfig.stash[ENGINES]


@pytest.fixture(scope="session")
def engine(request: pytest.FixtureRequest, engines: Engines) -> Engine:
    """Each engine in turn, with whatever the last test left in it."""
    return running(engines, request.param)


@pytest.fixture
def store(engine: Engine) -> Store:
    """An open, empty store on each engine in turn."""
    return engine.empty()


@pytest.fixture(scope="session")
def default_engine(engines: Engines) -> Engine:
    """The one engine of suites that look at what stands above the store."""
    return running(engines, os.environ.get("MAILLAGE_TEST_ENGINE") or EMBEDDED)


@pytest.fixture
def default_store(default_engine: Engine) -> Store:
    """An open, empty store on the one engine."""
    return default_engine.empty()


@pytest.fixture(autouse=True)
def _count_by_engine(request: pytest.FixtureRequest, engines: Engines) -> Iterator[None]:
    yield
    for name in ("engine", "default_engine"):
        if name in request.fixturenames:
            engines.used[request.getfixturevalue(name).name] += 1


@pytest.fixture
def new_neo4j(tmp_path: Path) -> Iterator[Callable[[str], Neo4jServer]]:
    """Makes a running server of the test's own, by the release's name (`neo4j-lts`, `neo4j-newest`)."""
    servers: list[Neo4jServer] = []

    def make(name: str) -> Neo4jServer:
        server = Neo4jServer(RELEASES[name], tmp_path / f"{name}-{len(servers)}")
        servers.append(server)
        try:
            server.start()
        except Absent as reason:
            missing(str(reason))
        return server

    yield make
    for server in servers:
        server.kill()


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents and tables: MAILLAGE_SHARED, else `shared` beside the checkout."""
    folder = Path(os.environ.get("MAILLAGE_SHARED") or ROOT.parent / "shared")
    if not (folder / "data").is_dir():
        missing(f"no data in {folder}: set MAILLAGE_SHARED to the folder that holds `data`")
    return folder


def running(engines: Engines, name: str) -> Engine:
    """The engine, started; the test is skipped (or fails, where required) with the reason when it cannot be."""
    if name not in NAMES:
        raise pytest.UsageError(f"MAILLAGE_TEST_ENGINE={name}: must be one of {', '.join(NAMES)}")
    try:
        return engines.get(name)
    except Absent as reason:
        missing(f"{name}: {reason}")
