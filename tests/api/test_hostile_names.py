"""Names that try to do harm go through every route without any effect other than being shown."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from maillage.graph.fold import relation_id
from maillage.graph.store import Store
from tests.api import sample

ALL = sorted(sample.HOSTILE)


@pytest.mark.parametrize("id", ALL)
def test_a_card_shows_the_name_as_it_is(reader: TestClient, id: str) -> None:
    answer = reader.get(f"/api/entities/{id}?evidence=true")
    assert answer.json()["name"].strip() == sample.HOSTILE[id].strip()
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("id", ALL)
def test_a_sentence_holds_the_name_as_it_is(reader: TestClient, id: str) -> None:
    link = reader.get(f"/api/relations/{relation_id(id, 'PARTNER_IN', sample.PROGRAMME)}").json()
    assert sample.HOSTILE[id].strip() in link["sentence"]["fr"]
    assert link["subject"]["name"].strip() == sample.HOSTILE[id].strip()


@pytest.mark.parametrize("id", ALL)
def test_searching_for_the_name_finds_it_and_breaks_nothing(reader: TestClient, library: Store, id: str) -> None:
    before = library.mark()
    answer = reader.get("/api/search", params={"q": sample.HOSTILE[id][:500], "limit": 50})
    assert answer.status_code == 200
    assert id in {hit["entity"]["id"] for hit in answer.json()["hits"]}
    assert library.mark() == before


def test_the_map_holds_all_the_names(reader: TestClient) -> None:
    names = {node["id"]: node["name"].strip() for node in reader.get("/api/graph").json()["nodes"]}
    assert {id: names[id] for id in ALL} == {id: name.strip() for id, name in sample.HOSTILE.items()}


TEXTS = [
    *sample.HOSTILE.values(), "\x00", "a\x00b", "\u202egnirts", "*", "~", "AND OR NOT", "name:*", "(", "\"", "\\", "/.*/",
    "[a TO z]", "!!!", "\U0001d54f" * 100, "e\u0301" * 50, " ", "+", "-", "%", "'", "`", "\U0001f3f3\ufe0f\u200d\U0001f308",
]
ROUTES = {
    "q": ("search", "entities"), "type": ("search", "entities", "graph"), "theme": ("entities", "graph"),
    "territory": ("entities", "graph"), "source": ("entities", "claims"), "cursor": ("entities", "claims"),
    "relation": ("graph",), "since": ("graph",), "subject": ("claims",), "target": ("decisions",), "ids": ("shared",),
    "seeds": ("graph",), "from": ("paths",), "import": ("claims",), "format": ("export",), "lang": ("health",),
    "limit": ("graph",),
}


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize(("where", "route"), [(where, route) for where, routes in ROUTES.items() for route in routes])
def test_hostile_text_in_any_parameter_is_answered_and_changes_nothing(
        reader: TestClient, library: Store, where: str, route: str, text: str) -> None:
    before = library.mark()
    answer = reader.get(f"/api/{route}", params={where: text[:400], **({"to": sample.NETWORK} if route == "paths" else {})})
    assert answer.status_code < 500, answer.text
    assert answer.headers["content-type"].startswith(("application/json", "application/problem+json"))
    assert library.mark() == before


@pytest.mark.parametrize("id", ["..", "%2e%2e%2f", "ex:%00", "ex:%0d%0aX-Injected: 1",
                                "<script>", "ex:%ff", "$", "a" * 300,
                                "'--", "ex:reseau/neighbours/neighbours", "%F0%9F%98%80", "ex:%E2%80%AE"])
@pytest.mark.parametrize("route", ["entities", "relations", "claims", "sources", "imports"])
def test_hostile_text_as_an_id_is_not_found(reader: TestClient, route: str, id: str) -> None:
    answer = reader.get(f"/api/{route}/{id}")
    assert answer.status_code in (404, 422)
    assert answer.headers["content-type"] == "application/problem+json"
    assert "x-injected" not in answer.headers
