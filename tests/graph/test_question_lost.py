"""A question whose server goes away is told so in words, and answered again once the server is back; one whose
connection breaks while the server lives is asked again by itself.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from maillage import open_store
from maillage.errors import StoreError
from tests.engines.neo4j import Neo4jServer
from tests.engines.relay import Relay

LONG = "UNWIND range(1, 20000000) AS i WITH i WHERE i > 0 RETURN count(i) AS n"


@pytest.mark.timeout(300)
def test_a_question_to_a_server_that_is_gone(new_neo4j: Callable[[str], Neo4jServer]) -> None:
    server = new_neo4j("neo4j-lts")
    with open_store(server.url, user=server.user, password=server.password) as store:
        assert store.query("RETURN 1 AS n").rows == [[1]]
        server.kill()
        with pytest.raises(StoreError) as caught:
            store.query("RETURN 1 AS n")
        assert "Neo4j" in caught.value.message("fr")
        server.start()
        assert store.query("RETURN 2 AS n").rows == [[2]]


@pytest.mark.timeout(300)
def test_a_question_whose_connection_breaks_is_asked_again(new_neo4j: Callable[[str], Neo4jServer]) -> None:
    server = new_neo4j("neo4j-lts")
    with Relay(server.port) as relay, ThreadPoolExecutor(1) as asker, open_store(
            f"bolt://127.0.0.1:{relay.port}", user=server.user, password=server.password) as store:
        asked = asker.submit(store.query, LONG, seconds=60)
        wait_for_long(server)
        assert not asked.done()
        assert relay.cut() > 0
        assert asked.result(60).rows == [[20_000_000]]


def wait_for_long(server: Neo4jServer) -> None:
    """Until the long question runs."""
    with server.driver() as driver:
        end = time.monotonic() + 60
        while not driver.execute_query("SHOW TRANSACTIONS YIELD currentQuery WHERE currentQuery = $long RETURN 1",
                                       long=LONG).records:
            assert time.monotonic() < end
