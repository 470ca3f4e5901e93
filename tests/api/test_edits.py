"""Saying something from the page: entities, links and values with their source, kept whole, undone alone."""

from __future__ import annotations

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient

from maillage.graph.store import Store
from tests.api import sample
from tests.api.conftest import WITH_TOKEN

SAID = {"author": "Personne Fictive", "method": "workshop", "source": {"title": "Atelier d'exemple", "date": "2026-11"},
        "locator": "table 2"}


def _say(client: TestClient, **more: Any) -> dict[str, Any]:
    answer = client.post("/api/claims", json={**SAID, **more}, headers=WITH_TOKEN)
    assert answer.status_code == 201, answer.text
    told: dict[str, Any] = answer.json()
    return told


def _value(**more: Any) -> dict[str, Any]:
    return {"subject": sample.CIRCLE, "predicate": "description", "value": "Un cercle d'exemple.", **more}


def test_a_value_is_on_the_card_with_its_evidence_and_undone_alone(writer: TestClient, written: Store) -> None:
    before = list(written.dump())
    said = _say(writer, claims=[_value()], quote="« un cercle »")
    (value,) = writer.get(f"/api/entities/{sample.CIRCLE}?evidence=true").json()["properties"]["description"]
    (claim,) = value["claims"]
    assert value["value"] == "Un cercle d'exemple."
    assert (claim["source"]["title"], claim["source"]["date"]) == ("Atelier d'exemple", "2026-11")
    (evidence,) = claim["evidence"]
    assert {key: evidence[key] for key in ("author", "method", "locator", "quote", "import_id")} == {
        "author": "Personne Fictive", "method": "workshop", "locator": "table 2", "quote": "« un cercle »",
        "import_id": said["import_id"]}
    assert (said["new"], said["known"], [each["id"] for each in said["claims"]]) == (1, 0, [claim["id"]])
    assert writer.delete(f"/api/imports/{said['import_id']}", headers=WITH_TOKEN).json()["removed"] == 1
    assert list(written.dump()) == before


def test_a_new_entity_comes_with_its_links(writer: TestClient) -> None:
    said = _say(writer, entity={"type": "Association", "name": " Amicale Fictive "},
                claims=[{"subject": "_:new", "predicate": "PARTNER_IN", "object": sample.PROGRAMME, "role": "invitée"}])
    card = writer.get(f"/api/entities/{said['entity']}").json()
    assert (card["name"], card["kind"]) == ("Amicale Fictive", "Association")
    (group,) = card["groups"]
    (link,) = group["links"]
    assert (link["relation"], link["other"]["id"], link["roles"]) == ("PARTNER_IN", sample.PROGRAMME, ["invitée"])
    assert writer.get("/api/search?q=amicale").json()["hits"][0]["entity"]["id"] == said["entity"]
    writer.delete(f"/api/imports/{said['import_id']}", headers=WITH_TOKEN)
    assert writer.get(f"/api/entities/{said['entity']}").status_code == 404


def test_a_namesake_is_a_new_id_and_is_told_as_a_possible_duplicate(writer: TestClient) -> None:
    name = "Journée d'exemple"
    said = _say(writer, entity={"type": "Event", "name": name})
    again = _say(writer, entity={"type": "Event", "name": name})
    assert len({said["entity"], again["entity"], sample.EVENT}) == 3
    assert said["decisions"] == 1
    card = writer.get(f"/api/entities/{said['entity']}").json()
    assert sample.EVENT in [each["id"] for each in card["possible_duplicates"]]
    body = {"kind": "not_same", "target": said["entity"], "other": sample.EVENT}
    assert writer.post("/api/decisions", json=body, headers=WITH_TOKEN).status_code == 201
    card = writer.get(f"/api/entities/{said['entity']}").json()
    assert sample.EVENT not in [each["id"] for each in card["possible_duplicates"]]


def test_contradicting_a_value_keeps_both(writer: TestClient) -> None:
    _say(writer, source={"id": sample.SOURCE}, claims=[{"subject": sample.NETWORK, "predicate": "founded", "value": "2001"}])
    _say(writer, claims=[{"subject": sample.NETWORK, "predicate": "founded", "value": "1987"}])
    values = writer.get(f"/api/entities/{sample.NETWORK}").json()["properties"]["founded"]
    assert {each["value"] for each in values} == {"1987", "2001"}
    assert all(each["contested"] for each in values)


@pytest.mark.parametrize(("more", "status"), [
    ({"claims": []}, 422),
    ({"claims": [_value(subject="ex:absent")]}, 404),
    ({"claims": [_value(subject="_:new")]}, 422),
    ({"claims": [_value(predicate="inconnue")]}, 422),
    ({"claims": [_value(predicate="url", value="javascript:alert(1)")]}, 422),
    ({"claims": [_value(predicate="founded", value="hier")]}, 422),
    ({"claims": [_value(value="a\x00b")]}, 422),
    ({"claims": [_value(value="\ud800")]}, 422),
    ({"claims": [_value(value=None)]}, 422),
    ({"claims": [_value(since="demain")]}, 422),
    ({"claims": [_value(), _value(predicate="inconnue")]}, 422),
    ({"claims": [{"subject": sample.TOWN, "predicate": "PARTNER_IN", "object": sample.THEME}]}, 422),
    ({"claims": [{"subject": sample.CIRCLE, "predicate": "INCONNUE", "object": sample.THEME}]}, 422),
    ({"entity": {"type": "Entity", "name": "Abstraite"}}, 422),
    ({"entity": {"type": "Association", "name": "   "}}, 422),
    ({"claims": [_value()], "author": ""}, 422),
    ({"claims": [_value()], "author": "rule:same-name"}, 422),
    ({"claims": [_value()], "source": {"id": "doc:absent"}}, 404),
    ({"claims": [_value()], "source": {"title": " "}}, 422),
    ({"claims": [_value()], "source": {"title": "Atelier", "date": "demain"}}, 422),
    ({"claims": [_value()], "source": {"title": "Atelier", "url": "javascript:alert(1)"}}, 422),
    ({"claims": [_value()], "locator": ""}, 422),
    ({"claims": [_value()], "method": "reader:x"}, 422),
    ({"claims": [_value()] * 101}, 422),
    ({"claims": [_value()], "import_id": "imp-exemple"}, 422),
])
def test_what_may_not_be_said_is_refused_in_words_and_nothing_is_kept(
        writer: TestClient, written: Store, more: dict[str, Any], status: int) -> None:
    before = written.mark()
    content = json.dumps({**SAID, **more})
    answer = writer.post("/api/claims", content=content, headers={**WITH_TOKEN, "Content-Type": "application/json"})
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"]
    assert written.mark() == before


def test_nothing_is_said_without_the_token_nor_from_a_strange_page(writer: TestClient, written: Store) -> None:
    before = written.mark()
    body = {**SAID, "claims": [_value()]}
    assert writer.post("/api/claims", json=body).status_code == 401
    assert writer.post("/api/claims", json=body, headers={**WITH_TOKEN, "Origin": "https://exemple.invalid"}).status_code == 403
    assert written.mark() == before


def test_hostile_names_are_kept_as_text(writer: TestClient) -> None:
    for name in sample.HOSTILE.values():
        said = _say(writer, entity={"type": "Theme", "name": name[:500]})
        assert writer.get(f"/api/entities/{said['entity']}").json()["name"] == name[:500].strip()


def test_an_answer_read_before_is_not_fresh_after(writer: TestClient) -> None:
    tag = writer.get(f"/api/entities/{sample.CIRCLE}").headers["etag"]
    assert writer.get(f"/api/entities/{sample.CIRCLE}", headers={"If-None-Match": tag}).status_code == 304
    _say(writer, claims=[_value()])
    assert writer.get(f"/api/entities/{sample.CIRCLE}", headers={"If-None-Match": tag}).status_code == 200
