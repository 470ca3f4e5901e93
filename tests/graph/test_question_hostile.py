"""Questions that mean harm, on every engine: none writes, reads a file, reaches the network, administers, or runs on."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from maillage import Store
from maillage.errors import MaillageError, QueryFailed, QueryRefused, QueryTooLong
from tests.engines.session import Engine
from tests.graph.build import SOURCES, town
from tests.graph.hostile import ADMINISTRATION, ENDLESS, FILES, PLANNED, PROCEDURES, WRITES, Hostile

SECONDS = 2.0
GRACE = 6.0  # until nobody waits any more, and a slow machine
pytestmark = pytest.mark.timeout(300)  # the first test on an engine waits for its start
STATE = ("MATCH (n) RETURN count(n) AS nodes", "MATCH ()-[r]->() RETURN count(r) AS links", "SHOW CONSTRAINTS", "SHOW INDEXES")


@pytest.fixture(scope="module")
def small(engine: Engine) -> Store:
    store = engine.empty()
    store.add(town(), (), SOURCES)
    return store


@pytest.fixture(scope="module")
def trap() -> Iterator[socket.socket]:
    """A port where nobody should knock."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        listening.setblocking(False)
        yield listening


def state(store: Store) -> list[Any]:
    """All that is kept, and the schema; statistics that change by being read left out."""
    rows = [sorted((str(row.get("name")), str(row.get("type")), row.get("nodes", row.get("links"))) for row in store.read(text))
            for text in STATE]
    return [store.mark(), [item._asdict() for item in store.dump()], *rows]


def told(store: Store, hostile: Hostile, cypher: str) -> MaillageError | list[list[Any]]:
    """The outcome, within the limit."""
    began = time.monotonic()
    try:
        outcome: MaillageError | list[list[Any]] = store.query(cypher, dict(hostile.parameters), seconds=SECONDS, rows=100).rows
    except (QueryRefused, QueryFailed, QueryTooLong) as error:
        outcome = error
    assert time.monotonic() - began < SECONDS + GRACE
    return outcome


def well(store: Store) -> None:
    """The store answers, and is what it was."""
    assert store.query("MATCH (e:Entity {id: 'essai:union'}) RETURN e.acronym AS a").rows == [["UNADEX"]]
    assert [check for check in store.doctor(deep=True) if not check.ok] == []


@pytest.mark.parametrize("hostile", [*WRITES, *ADMINISTRATION, *PROCEDURES, *FILES], ids=lambda h: h.name)
def test_nothing_is_written_read_or_reached(small: Store, hostile: Hostile, trap: socket.socket, tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("ne doit pas sortir\n")
    before = state(small)
    cypher = hostile.cypher.replace("{file}", str(secret)).replace("{port}", str(trap.getsockname()[1]))
    outcome = told(small, hostile, cypher)
    assert state(small) == before
    assert "ne doit pas sortir" not in str(outcome)
    assert isinstance(outcome, (QueryRefused, QueryFailed)) or (hostile.harmless and _no_rows_of_ours(outcome))
    assert sorted(file.name for file in tmp_path.iterdir()) == ["secret.csv"]
    with pytest.raises(BlockingIOError):
        trap.accept()


def _no_rows_of_ours(outcome: object) -> bool:
    return "essai:" not in str(outcome)


@pytest.mark.parametrize("hostile", [*ENDLESS, *PLANNED], ids=lambda h: h.name)
def test_what_is_endless_ends(small: Store, hostile: Hostile) -> None:
    before = small.mark()
    told(small, hostile, hostile.cypher)
    assert small.mark() == before
    well(small)


def test_the_list_is_long_enough() -> None:
    assert len({hostile.cypher for hostile in (*WRITES, *ADMINISTRATION, *PROCEDURES, *FILES, *ENDLESS, *PLANNED)}) >= 40


@pytest.mark.engine("embedded")
def test_a_question_that_takes_the_engine_down_leaves_others_unharmed(engine: Engine) -> None:
    """Two programs on one directory: the engine that one's question ends comes back for the other."""
    store = engine.empty()
    store.add(town(), (), SOURCES)
    with engine.open() as other:
        before = state(other)
        with pytest.raises((QueryTooLong, QueryRefused)):
            store.query("RETURN size([a IN range(1, 99999) | [b IN range(1, 99999) | [c IN range(1, 999) | 1]]])", seconds=1)
        assert other.query("MATCH (e:Territory) RETURN count(e) AS n").rows == [[3]]
        assert state(other) == before
        assert state(store) == before
        assert other.add(town()).known == len(town())


LEGAL = [
    ("three hops",
     "MATCH (a:Actor {id: 'essai:union'})-[:PARTNER_IN]->(p)-[:LOCATED_IN]->(q)-[:PART_OF]->(t) RETURN p.name, t.name",
     {}, [["Budget participatif", "Villexemple"]]),
    ("shortest path",
     "MATCH p = shortestPath((a:Entity {id: 'essai:mairie'})-[*..6]-(b:Entity {id: 'essai:atelier'})) RETURN length(p) AS n",
     {}, [[2]]),
    ("aggregation", "MATCH (e:Territory) RETURN e.type AS type, count(*) AS n, size(collect(e.id)) AS listed", {},
     [["Territory", 3, 3]]),
    ("subquery",
     "MATCH (e:Entity {id: 'essai:union'}) CALL { WITH e MATCH (e)-[r]->() RETURN count(r) AS n } RETURN e.acronym, n", {},
     [["UNADEX", 2]]),
    ("union", "RETURN 1 AS n UNION RETURN 2 AS n", {}, [[1], [2]]),
    ("parameters",
     "UNWIND $ids AS id MATCH (e:Entity {id: id}) RETURN e.name AS name", {"ids": ["essai:ville"]}, [["Villexemple"]]),
    ("words that look like writes, as text", "MATCH (e:Entity {id: 'essai:ville'}) WHERE e.name <> 'CREATE (n) DELETE n; DROP' "
     "RETURN e.name AS `CALL dbms.listConfig()` // SHOW USERS", {}, [["Villexemple"]]),
    ("comprehension", "RETURN [i IN range(1, 5) WHERE i % 2 = 1 | i * i] AS odd", {}, [[[1, 9, 25]]]),
    ("existence",
     "MATCH (e:Association) WHERE EXISTS { (e)-[:ORGANISES]->(:Event) } RETURN e.id AS id", {}, [["essai:union"]]),
]


@pytest.mark.parametrize(("name", "cypher", "parameters", "rows"), LEGAL, ids=[row[0] for row in LEGAL])
def test_honest_questions_are_answered(small: Store, name: str, cypher: str, parameters: dict[str, Any],
                                       rows: list[list[Any]]) -> None:
    assert small.query(cypher, parameters).rows == rows


def test_full_text_search_is_an_honest_question(small: Store) -> None:
    found = small.query("CALL db.index.fulltext.queryNodes($index, 'unadex') YIELD node, score RETURN node.id AS id",
                        {"index": small.engine_handle.fulltext_index})
    assert found.rows == [["essai:union"]]


def test_an_answer_is_cut_at_its_rows_and_says_so(small: Store) -> None:
    began = time.monotonic()
    answer = small.query("UNWIND range(1, 3000000) AS i RETURN i", seconds=30, rows=7)
    assert ([row[0] for row in answer.rows], answer.cut is not None) == ([1, 2, 3, 4, 5, 6, 7], True)
    assert time.monotonic() - began < 10
