"""`kill -9` at random moments of a load of 20,000 rows: nothing acknowledged is lost, and loading again completes."""

from __future__ import annotations

import json
import os
import random
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from maillage import Store, open_store
from maillage.schema.claim import Claim
from maillage.schema.decision import Decision
from tests.engines.neo4j import Neo4jServer
from tests.graph.programs import Program, Table, claims_of

EMBEDDED_ROUNDS, NEO4J_ROUNDS = 30, 10
# A store is loaded on after some kills, and then another begun: what is checked stays small, and most kills meet new claims.
ROUNDS_A_STORE = 3
LONGEST_SECONDS = 5.0
TABLE = Table()
Undisturbed = tuple[list[Claim | Decision], list[tuple[str, str]], float]
CLAIMS = [claim.id for claim in claims_of(TABLE)]


def host_pid(directory: Path) -> int | None:
    try:
        return int(json.loads((directory / "server.json").read_text())["pid"])
    except (OSError, ValueError, KeyError):
        return None


def kill_host(directory: Path) -> None:
    pid = host_pid(directory)
    if pid is not None:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def check(store: Store, kept: int) -> None:
    """What was acknowledged is there, and the graph is what its claims say."""
    there = {row["id"] for row in store.read("UNWIND $ids AS id MATCH (c:Claim {id: id}) RETURN c.id AS id", ids=CLAIMS[:kept])}
    assert len(there) == len(set(CLAIMS[:kept]))
    assert [check for check in store.doctor(deep=True) if not check.ok] == []


def said(store: Store) -> list[Claim | Decision]:
    """All claims and decisions, without the moment: the load that is compared ran at another."""
    held = [item for item in store.dump() if isinstance(item, (Claim, Decision))]
    assert len({item.recorded_at for item in held}) == 1, "a load that was cut goes on under the time it began with"
    return [item._replace(recorded_at="") for item in held]


def shown(store: Store) -> list[tuple[str, str]]:
    return [(row["id"], row["name"]) for row in store.read("MATCH (e:Entity) RETURN e.id AS id, e.name AS name ORDER BY id")]


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    """What a load that nobody disturbs leaves, and how long it takes."""
    with open_store(f"embedded:{tmp_path_factory.mktemp('undisturbed')}") as store:
        began = time.monotonic()
        report = store.load(Table())
        seconds = time.monotonic() - began
        assert report.new == len(set(CLAIMS))
        assert report.decisions >= 40
        return said(store), shown(store), seconds


@pytest.mark.slow
@pytest.mark.timeout(1800)  # a guard against hanging, for slow machines
def test_embedded_engine_survives_kills(tmp_path: Path, undisturbed: Undisturbed) -> None:
    dice, seconds = random.Random(2018), undisturbed[2]
    number, directory = 0, tmp_path
    for turn in range(EMBEDDED_ROUNDS):
        if turn % ROUNDS_A_STORE == 0:
            number += 1
        directory = tmp_path / f"store-{number}"
        program = Program("load", f"embedded:{directory}", TABLE.space)
        program.hear("open")
        time.sleep(dice.uniform(0, min(LONGEST_SECONDS, 0.7 * seconds)))
        victims = dice.choice(("program", "host", "both"))
        if victims != "program":
            kill_host(directory)
        if victims == "host":
            time.sleep(dice.uniform(0, 3))  # the program starts the engine again and goes on
        program.kill()
        outcome = program.rest()
        with open_store(f"embedded:{directory}") as store:
            check(store, outcome.get("kept", 0))
            if "done" in outcome:
                number += 1
                assert (said(store), shown(store)) == undisturbed[:2]
    complete(f"embedded:{directory}", undisturbed)


def complete(url: str, undisturbed: Undisturbed, user: str | None = None, password: str | None = None) -> None:
    """Loading again completes to what a load that nobody disturbs leaves; and then there is nothing new."""
    with open_store(url, user=user, password=password) as store:
        store.load(Table())
        check(store, len(CLAIMS))
        assert (said(store), shown(store)) == undisturbed[:2]
        mark = store.mark()
        assert store.load(Table()).new == 0
        assert said(store) == undisturbed[0]
        assert mark < store.mark()  # each batch takes its turn, even when it brings nothing


@pytest.mark.slow
@pytest.mark.timeout(1800)  # a guard against hanging, for slow machines
def test_neo4j_survives_kills(new_neo4j: Callable[[str], Neo4jServer],
                              undisturbed: Undisturbed) -> None:
    server = new_neo4j("neo4j-lts")
    dice, seconds = random.Random(2018), undisturbed[2]
    for turn in range(NEO4J_ROUNDS):
        program = Program("load", server.url, TABLE.space, password=server.password)
        program.hear("open")
        time.sleep(dice.uniform(0, min(LONGEST_SECONDS, seconds / 3)))
        if turn % 2:
            server.kill()
            server.start()
            time.sleep(dice.uniform(0, 1))  # the program finds the server again and goes on
        program.kill()
        kept = program.rest().get("kept", 0)
        with open_store(server.url, user=server.user, password=server.password) as store:
            check(store, kept)
    complete(server.url, undisturbed, server.user, server.password)
