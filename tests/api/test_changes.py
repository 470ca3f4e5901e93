"""Deciding, undoing, taking an import back: what changes in the graph, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from maillage.graph.store import Store
from maillage.schema.claim import Claim
from tests.api import sample
from tests.api.conftest import WITH_TOKEN


def _decide(client: TestClient, **body: Any) -> dict[str, Any]:
    answer = client.post("/api/decisions", json=body, headers=WITH_TOKEN)
    assert answer.status_code == 201, answer.text
    told: dict[str, Any] = answer.json()
    return told


def _claim(client: TestClient, **params: str) -> str:
    (claim,) = client.get("/api/claims", params=params).json()["items"]
    return str(claim["id"])


def test_rejecting_a_claim_hides_the_link_and_undoing_brings_it_back(writer: TestClient) -> None:
    id = _claim(writer, subject=sample.PROGRAMME, predicate="CONCERNS")
    decision = _decide(writer, kind="reject", target=id, reason="Exemple")
    assert (decision["kind"], decision["target"], decision["reason"], decision["author"]) == ("reject", id, "Exemple", "local")
    assert writer.get(f"/api/claims/{id}").json()["status"] == "rejected"
    assert writer.get(f"/api/entities/{sample.THEME}").json()["groups"] == []
    undone = writer.delete(f"/api/decisions/{decision['id']}", headers=WITH_TOKEN)
    assert undone.status_code == 200
    assert undone.json()["undone_by"] == "local"
    assert writer.get(f"/api/claims/{id}").json()["status"] == "accepted"
    assert writer.get(f"/api/entities/{sample.THEME}").json()["groups"][0]["count"] == 1


@pytest.mark.parametrize(("kind", "status"), [("accept", "accepted"), ("contest", "contested"), ("reject", "rejected")])
def test_a_claim_takes_the_status_that_is_decided(writer: TestClient, kind: str, status: str) -> None:
    id = _claim(writer, subject=sample.PROGRAMME, predicate="CONCERNS")
    _decide(writer, kind=kind, target=id)
    assert writer.get(f"/api/claims/{id}").json()["status"] == status


def test_two_entities_become_one_and_two_again(writer: TestClient) -> None:
    decision = _decide(writer, kind="same", target=sample.CIRCLE, other=sample.NETWORK)
    answers = {id: writer.get(f"/api/entities/{id}").status_code for id in (sample.CIRCLE, sample.NETWORK, sample.TWIN)}
    assert sorted(answers.values()) == [200, 308, 308]
    assert writer.delete(f"/api/decisions/{decision['id']}", headers=WITH_TOKEN).status_code == 200
    assert writer.get(f"/api/entities/{sample.CIRCLE}").status_code == 200
    assert writer.get(f"/api/entities/{sample.NETWORK}").status_code == 200


@pytest.mark.parametrize(("body", "status"), [
    ({"kind": "accept", "target": "0" * 24}, 404),
    ({"kind": "same", "target": "ex:absent", "other": sample.NETWORK}, 404),
    ({"kind": "same", "target": sample.NETWORK, "other": sample.NETWORK}, 400),
    ({"kind": "same", "target": "pas un id", "other": sample.NETWORK}, 400),
    ({"kind": "same", "target": sample.NETWORK}, 422),
    ({"kind": "accept", "target": "x", "other": "y"}, 422),
    ({"kind": "maybe_same", "target": sample.NETWORK, "other": sample.CIRCLE}, 422),
    ({"kind": "delete", "target": "x"}, 422),
    ({"target": "x"}, 422),
    ({"kind": "accept", "target": ""}, 422),
    ({"kind": "accept", "target": "x", "author": "rule:same-name"}, 422),
    ({"kind": "accept", "target": "x", "reason": "x" * 2001}, 422),
    ({"kind": "accept", "target": "x", "reason": "a\x00b"}, 422),
    ([], 422),
    ("accept", 422),
])
def test_a_decision_that_makes_no_sense_is_refused_and_changes_nothing(
        writer: TestClient, written: Store, body: object, status: int) -> None:
    before = written.mark()
    answer = writer.post("/api/decisions", json=body, headers=WITH_TOKEN)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert written.mark() == before


def test_taking_an_import_back_leaves_what_others_state(writer: TestClient, written: Store) -> None:
    kept = Claim(sample.THEME, "name", "doc:autre-exemple", "page 1", value="Énergie (exemple)", import_id="imp-autre")
    typed = kept._replace(predicate="type", value="Theme")
    written.add([kept, typed])
    answer = writer.delete(f"/api/imports/{sample.IMPORT}", headers=WITH_TOKEN)
    assert answer.json() == {"id": sample.IMPORT, "removed": len(sample.claims())}
    assert writer.get(f"/api/imports/{sample.IMPORT}").status_code == 404
    assert [item["id"] for item in writer.get("/api/entities").json()["items"]] == [sample.THEME]
    assert writer.delete(f"/api/imports/{sample.IMPORT}", headers=WITH_TOKEN).status_code == 404
