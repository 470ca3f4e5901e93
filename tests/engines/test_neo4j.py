"""The harness itself: a server that was killed comes back with what it acknowledged, and none outlives its session."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from tests.engines.neo4j import Neo4jServer
from tests.engines.releases import RELEASES, Absent, Release, find_java
from tests.require import missing


@pytest.mark.parametrize("name", RELEASES)
def test_a_killed_server_comes_back_with_what_it_acknowledged(new_neo4j: Callable[[str], Neo4jServer], name: str) -> None:
    server = new_neo4j(name)
    assert RELEASES[name].version in server.version()
    with server.driver() as driver:
        driver.execute_query("CREATE (:Kept {name: 'Exemple'})")
    server.kill()
    assert server.pid is None
    server.start()
    with server.driver() as driver:
        assert driver.execute_query("MATCH (k:Kept) RETURN k.name AS name").records[0]["name"] == "Exemple"


ORPHAN = """
import os, sys
from pathlib import Path
from tests.engines.neo4j import Neo4jServer
from tests.engines.releases import LTS
server = Neo4jServer(LTS, Path(sys.argv[1]))
server.start()
print(server.pid, flush=True)
os.kill(os.getpid(), 9)
"""


def test_a_server_ends_with_the_program_that_started_it(root: Path, tmp_path: Path) -> None:
    try:
        RELEASES["neo4j-lts"].check()
    except Absent as reason:
        missing(str(reason))
    started = subprocess.run([sys.executable, "-c", ORPHAN, tmp_path / "db"], cwd=root, capture_output=True, text=True)
    pid = int(started.stdout)
    until = time.monotonic() + 60
    while alive(pid) and time.monotonic() < until:
        time.sleep(0.2)
    assert not alive(pid)


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2][:4]


def test_a_java_that_is_not_there_is_told() -> None:
    with pytest.raises(Absent, match="no Java 3 in JAVA_HOME"):
        find_java(3)


def test_jars_that_are_not_there_are_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("MAILLAGE_NEO4J_HOME", str(tmp_path))
    any_java = Release("neo4j-lts", _pom(tmp_path, _some_java()))
    with pytest.raises(Absent, match=r"Neo4j 0\.0\.0 has not been fetched: run `make engines`"):
        any_java.check()


def _some_java() -> int:
    for major in (17, 21, 25):
        with suppress(Absent):
            find_java(major)
            return major
    return missing("no Java here")


def _pom(folder: Path, java: int) -> Path:
    pom = folder / "pom.xml"
    version = "<dependencies><dependency><version>0.0.0</version></dependency></dependencies>"
    pom.write_text(f"<project><properties><java>{java}</java></properties>{version}</project>")
    return pom
