"""A question whose server goes away is told so in words, and answered again once the server is back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from maillage import open_store
from maillage.errors import StoreError
from tests.engines.neo4j import Neo4jServer


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
