"""Several programs on one store at once: all complete, nothing is lost, nothing is there twice."""

from __future__ import annotations

import json
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from maillage import Store, open_store
from tests.engines.session import Engine
from tests.graph.programs import Program, Table, claims_of

ROWS = 4_000


def sound(store: Store, *tables: Table) -> None:
    """All claims of ``tables`` are there, once, and the graph is what they say."""
    wanted = {claim.id for table in tables for claim in claims_of(table)}
    found = [row["id"] for row in store.read("MATCH (c:Claim) RETURN c.id AS id")]
    assert (len(found), set(found)) == (len(wanted), wanted)
    ids = [row["id"] for row in store.read("MATCH (e:Entity) RETURN e.id AS id")]
    assert len(ids) == len(set(ids))
    assert [check for check in store.doctor(deep=True) if not check.ok] == []


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_two_loads_at_once(engine: Engine) -> None:
    """Both name the same themes, and some of their actors share a sure key."""
    store = engine.empty()
    programs = [Program("load", engine.url, space, str(ROWS), password=engine.password) for space in ("a", "b")]
    outcomes = [program.rest() for program in programs]
    assert [outcome["code"] for outcome in outcomes] == [0, 0], outcomes
    sound(store, Table("a", ROWS), Table("b", ROWS))
    siren = store.read("MATCH (e:Entity {siren: '000000007'}) RETURN e.id AS id")
    assert len(siren) == 1, "what both loads identify is one"


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_the_same_load_twice_at_once(engine: Engine) -> None:
    store = engine.empty()
    programs = [Program("load", engine.url, "a", str(ROWS), password=engine.password) for _ in range(2)]
    assert [program.rest()["code"] for program in programs] == [0, 0]
    sound(store, Table("a", ROWS))
    assert [(i["id"], i["new"]) for i in _imports(store)] == [("imp-a", len({c.id for c in claims_of(Table("a", ROWS))}))]


def _imports(store: Store) -> list[dict[str, object]]:
    return [row["i"] for row in store.read("MATCH (i:Import) RETURN properties(i) AS i")]


@pytest.fixture
def directory(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "store"
    deadline = time.monotonic() + 30
    while (tmp_path / "store" / "server.json").exists() and time.monotonic() < deadline:
        time.sleep(0.1)  # else the folder is removed under a running engine


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_server_and_load_on_one_directory(directory: Path) -> None:
    """The server answers all along, and shows in the end what was loaded beside it."""
    url = f"embedded:{directory}"
    server = Program("serve", url)
    try:
        address = str(server.hear("address")).rstrip("/")
        load = Program("load", url, "a", str(ROWS))
        answers = []
        while load.process.poll() is None:
            answers.append(_count(address, "Claim"))
            time.sleep(0.2)
        assert load.rest()["code"] == 0
        assert answers == sorted(answers)  # claims only come; entities may become fewer as rules join them
        with open_store(url) as store:
            sound(store, Table("a", ROWS))
            assert _count(address, "Entity") == store.read("MATCH (e:Entity) RETURN count(e) AS n")[0]["n"] > 0
    finally:
        server.process.terminate()
    outcome = server.rest()
    assert (outcome["code"], outcome["closed"]) == (0, True), outcome


def _count(address: str, label: str) -> int:
    body = json.dumps({"cypher": f"MATCH (n:{label}) RETURN count(n)"}).encode()
    request = urllib.request.Request(f"{address}/api/query", body, {"Content-Type": "application/json"})  # noqa: S310
    with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310 - our own server on loopback
        return int(json.load(answer)["rows"][0][0])


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_who_started_the_engine_may_leave_first(directory: Path) -> None:
    url = f"embedded:{directory}"
    first = Program("hold", url)
    first.hear("open")
    pid = json.loads((directory / "server.json").read_text())["pid"]
    load = Program("load", url, "a", str(ROWS))
    load.hear("kept")
    first.kill()
    first.rest()
    assert load.rest()["code"] == 0
    with open_store(url) as store:
        sound(store, Table("a", ROWS))
        assert pid  # the engine that the first one started went on for the others
