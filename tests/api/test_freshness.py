"""What has not changed is not sent again, and a change is always seen."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from maillage.graph.store import Store
from maillage.schema.claim import Claim
from tests.api import sample
from tests.api.conftest import WITH_TOKEN, app_on, client_on
from tests.graph.build import fact

READS = ["/api/stats", "/api/ontology", "/api/search?q=exemple", "/api/entities?limit=2", f"/api/entities/{sample.NETWORK}",
         f"/api/entities/{sample.NETWORK}/neighbours", "/api/graph", "/api/claims", "/api/sources", "/api/imports",
         "/api/decisions",
         f"/api/paths?from={sample.NETWORK}&to={sample.CIRCLE}", f"/api/shared?ids={sample.NETWORK},{sample.CIRCLE}"]


@pytest.mark.parametrize("path", READS)
def test_an_answer_that_is_known_is_not_sent_again(reader: TestClient, path: str) -> None:
    first = reader.get(path)
    assert first.status_code == 200
    assert first.headers["cache-control"] == "no-cache"
    again = reader.get(path, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    strong = reader.get(path, headers={"If-None-Match": '"autre", ' + first.headers["etag"].removeprefix("W/")})
    assert strong.status_code == 304


def test_a_write_makes_every_tag_old(writer: TestClient) -> None:
    tags = {path: writer.get(path).headers["etag"] for path in READS}
    claim = writer.get("/api/claims?limit=1").json()["items"][0]["id"]
    assert writer.post("/api/decisions", json={"kind": "contest", "target": claim}, headers=WITH_TOKEN).status_code == 201
    for path, tag in tags.items():
        assert writer.get(path, headers={"If-None-Match": tag}).status_code == 200, path


def test_each_question_and_each_form_has_its_own_tag(reader: TestClient) -> None:
    asked = [("/api/search?q=a", "*/*"), ("/api/search?q=b", "*/*"), ("/api/search?q=a", "application/json"),
             ("/api/stats", "*/*")]
    tags = {reader.get(path, headers={"Accept": accept}).headers["etag"] for path, accept in asked}
    assert len(tags) == len(asked)


def test_a_server_started_anew_knows_no_old_tag(library: Store) -> None:
    """Its ontology, or the code that answers, may be another one on the same data."""
    tag = client_on(app_on(library)).get("/api/ontology").headers["etag"]
    assert client_on(app_on(library)).get("/api/ontology", headers={"If-None-Match": tag}).status_code == 200


def test_a_refusal_has_no_tag(reader: TestClient) -> None:
    for path in ("/api/entities/ex:absent", "/api/entities?limit=0"):
        answer = reader.get(path)
        assert "etag" not in answer.headers
        assert answer.headers["cache-control"] == "no-store"


class Noting(Store):
    """A store that notes what it is asked, and into which another program writes at the first question after the moment."""

    def __init__(self, store: Store, meanwhile: list[Claim]) -> None:
        self.noted: list[str] = []
        self.other, self.meanwhile = store, meanwhile
        super().__init__(store.engine_handle, store.ontology)

    def read(self, query: str, /, **parameters: Any) -> list[dict[str, Any]]:
        self.noted.append(query)
        if self.meanwhile and "Meta" not in query:
            self.other.add(self.meanwhile)
            self.meanwhile = []
        return super().read(query, **parameters)


def test_neighbours_cost_the_engine_two_questions(library: Store) -> None:
    store = Noting(library, [])
    client = client_on(app_on(store))
    store.noted.clear()
    assert client.get(f"/api/entities/{sample.NETWORK}/neighbours").status_code == 200
    assert len(store.noted) == 2


def test_what_is_written_while_it_is_read_makes_its_tag_old(written: Store) -> None:
    client = client_on(app_on(Noting(written, [fact("ex:tard", "type", "Event")])))
    path = f"/api/entities/{sample.NETWORK}/neighbours"
    tag = client.get(path).headers["etag"]
    assert client.get(path, headers={"If-None-Match": tag}).status_code == 200
