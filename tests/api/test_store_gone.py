"""When the store does not answer, the server says so in words, and says of itself that it is alive."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from maillage import open_store
from maillage.schema.ids import MAX_ID
from tests.api import sample
from tests.api.conftest import WITH_TOKEN, app_on, client_on


@pytest.fixture(scope="module")
def orphan(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """A server whose store was closed under it."""
    folder: Path = tmp_path_factory.mktemp("store")
    with open_store(f"embedded:{folder}") as store:
        sample.fill(store)
        client = client_on(app_on(store))
        assert client.get("/api/ready").status_code == 200
    return client


@pytest.mark.parametrize("path", ["ready", "stats", "search?q=x", f"entities/{sample.NETWORK}", "graph", "claims", "export"])
def test_a_read_without_a_store_is_503_in_words(orphan: TestClient, path: str) -> None:
    answer = orphan.get(f"/api/{path}")
    assert (answer.status_code, answer.json()["type"]) == (503, "/api/problems/store-unavailable")
    assert "does not answer" in answer.json()["detail"]
    assert answer.headers["retry-after"]
    assert "password" not in answer.text.lower()


def test_a_question_and_a_change_are_503_too(orphan: TestClient) -> None:
    assert orphan.post("/api/query", json={"cypher": "RETURN 1"}).status_code == 503
    assert orphan.delete("/api/imports/x", headers=WITH_TOKEN).status_code == 503


def test_the_server_itself_stays_alive_and_documented(orphan: TestClient) -> None:
    for path in ("/api/health", "/", "/api/docs", "/api/openapi.json"):
        assert orphan.get(path).status_code == 200, path


def test_what_is_malformed_is_told_before_the_store_is_asked(orphan: TestClient) -> None:
    assert orphan.post("/api/query", json={}).status_code == 422
    assert orphan.delete(f"/api/imports/{'x' * (MAX_ID + 1)}", headers=WITH_TOKEN).status_code == 422
