"""What no route should see is refused at the door, and every answer carries the security headers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from maillage.api.guards import MOST_ADDRESS, MOST_BODY
from maillage.graph.store import Store
from tests.api import sample
from tests.api.conftest import HOME, TOKEN, WITH_TOKEN, app_on, client_on

SAME = {"kind": "not_same", "target": sample.NETWORK, "other": sample.CIRCLE}
QUESTION = {"cypher": "RETURN 1 AS un"}


@pytest.mark.parametrize("headers", [
    {}, {"X-Maillage-Token": ""}, {"X-Maillage-Token": "faux"}, {"X-Maillage-Token": TOKEN + "x"}, {"X-Maillage-Token": "é"},
    {"Authorization": "Bearer faux"}, {"Authorization": f"Basic {TOKEN}"}, {"Authorization": TOKEN},
])
@pytest.mark.parametrize(("method", "path"), [
    ("POST", "decisions"), ("DELETE", "decisions/x"), ("DELETE", f"imports/{sample.IMPORT}"),
])
def test_a_change_without_the_token_is_refused_and_changes_nothing(
        reader: TestClient, library: Store, method: str, path: str, headers: dict[str, str]) -> None:
    before = library.mark()
    sent = {name: value.encode("latin-1") for name, value in headers.items()}
    answer = reader.request(method, f"/api/{path}", json=SAME if method == "POST" else None, headers=sent)
    assert (answer.status_code, answer.json()["type"]) == (401, "/api/problems/token-required")
    assert answer.headers["www-authenticate"].startswith("Bearer")
    assert library.mark() == before


def test_the_token_is_taken_from_either_header(writer: TestClient) -> None:
    assert writer.post("/api/decisions", json=SAME, headers=WITH_TOKEN).status_code == 201
    assert writer.post("/api/decisions", json=SAME, headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 201


def test_every_route_that_changes_something_needs_the_token(reader: TestClient) -> None:
    schema = reader.get("/api/openapi.json").json()
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            free = method == "get" or path == "/api/query"
            assert bool(operation.get("security")) != free, f"{method} {path}"


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8765", "localhost", "LOCALHOST:1", "[::1]:8765"])
def test_loopback_names_are_ours(reader: TestClient, host: str) -> None:
    assert reader.get("/api/health", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("host", ["exemple.invalid", "exemple.invalid:8765", "127.0.0.1.exemple.invalid",
                                  "localhost.exemple.invalid", "", "[::1", "user@exemple.invalid", "192.0.2.7"])
@pytest.mark.parametrize("path", ["/", "/api/health", "/api/stats", "/api/docs"])
def test_a_strange_host_is_refused_everywhere(reader: TestClient, host: str, path: str) -> None:
    answer = reader.get(path, headers={"Host": host})
    assert (answer.status_code, answer.json()["type"]) == (403, "/api/problems/host-refused")
    assert TOKEN not in answer.text


@pytest.fixture
def published(library: Store) -> Iterator[TestClient]:
    with client_on(app_on(library, allowed_hosts="carte.exemple.invalid, Autre.exemple.invalid", host="192.0.2.7")) as client:
        yield client


def test_names_of_the_keeper_and_the_address_listened_on_are_ours(published: TestClient) -> None:
    for host in ("carte.exemple.invalid", "autre.exemple.invalid:8443", "192.0.2.7:8765", "localhost"):
        assert published.get("/api/health", headers={"Host": host}).status_code == 200, host


def test_an_allowed_name_is_an_origin_behind_a_proxy(published: TestClient) -> None:
    headers = {"Host": "localhost:8765", "Origin": "https://carte.exemple.invalid"}
    assert published.post("/api/query", json=QUESTION, headers=headers).status_code == 200


@pytest.mark.parametrize("origin", ["https://exemple.invalid", "null", "http://127.0.0.1:9999", "http://localhost",
                                    "file://127.0.0.1:8765", "http://127.0.0.1:8765.exemple.invalid", ""])
@pytest.mark.parametrize(("method", "path"), [("POST", "query"), ("POST", "decisions"), ("DELETE", "imports/x")])
def test_a_strangers_page_may_not_act_even_with_the_token(reader: TestClient, method: str, path: str, origin: str) -> None:
    answer = reader.request(method, f"/api/{path}", json=QUESTION, headers={**WITH_TOKEN, "Origin": origin})
    assert (answer.status_code, answer.json()["type"]) == (403, "/api/problems/origin-refused")


@pytest.mark.parametrize("origin", ["https://carte.exemple.invalid:9999", "https://exemple.invalid", "http://192.0.2.7:9999"])
def test_an_allowed_name_on_another_port_is_another_site(published: TestClient, origin: str) -> None:
    headers = {"Host": "carte.exemple.invalid", "Origin": origin}
    assert published.post("/api/query", json=QUESTION, headers=headers).status_code == 403


def test_our_own_page_may_ask(reader: TestClient) -> None:
    assert reader.post("/api/query", json=QUESTION, headers={"Origin": HOME}).status_code == 200


def test_no_answer_is_shared_with_other_sites(reader: TestClient) -> None:
    answer = reader.get("/api/stats", headers={"Origin": "https://exemple.invalid"})
    assert not [name for name in answer.headers if name.startswith("access-control")]
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    asking = {"Origin": "https://exemple.invalid", "Access-Control-Request-Method": "POST"}
    preflight = reader.options("/api/query", headers=asking)
    assert preflight.status_code == 405


@pytest.mark.parametrize("path", ["/", "/api/health", "/api/stats", "/api/docs", "/api/problems/usage", "/api/nulle-part",
                                  "/api/entities/ex:absent", "/api/entities?limit=0", "/api/openapi.json"])
def test_every_answer_carries_the_security_headers(reader: TestClient, path: str) -> None:
    headers = reader.get(path).headers
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == policy["script-src"] == policy["connect-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["object-src"] == "'none'"
    assert policy["worker-src"] == "'self' blob:"
    assert "http" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "geolocation=()" in headers["permissions-policy"]
    assert "server" not in headers


def test_a_body_over_the_limit_is_refused_before_it_is_read(reader: TestClient) -> None:
    large = {"cypher": "RETURN 1", "parameters": {"texte": "x" * MOST_BODY}}
    declared = reader.post("/api/query", json=large)
    assert (declared.status_code, declared.json()["type"]) == (413, "/api/problems/body-too-large")


def test_a_body_that_hides_its_length_is_cut_at_the_limit(reader: TestClient) -> None:
    sent = 0

    def endless() -> Iterator[bytes]:
        nonlocal sent
        while sent < 50 * MOST_BODY:
            sent += 100_000
            yield b" " * 100_000

    answer = reader.post("/api/query", content=endless(), headers={"Content-Type": "application/json"})
    assert answer.status_code == 413


def test_a_body_at_the_limit_passes(reader: TestClient) -> None:
    body = b'{"cypher": "RETURN 1 AS un"}'
    answer = reader.post("/api/query", content=body.ljust(MOST_BODY), headers={"Content-Type": "application/json"})
    assert answer.json()["rows"] == [[1]]


def test_an_address_over_the_limit_is_refused(reader: TestClient) -> None:
    answer = reader.get("/api/search", params={"q": "x" * MOST_ADDRESS})
    assert (answer.status_code, answer.json()["type"]) == (414, "/api/problems/address-too-long")


@pytest.mark.parametrize("path", ["search", "entities", "claims", "sources", "imports", "decisions",
                                  f"entities/{sample.NETWORK}/neighbours"])
def test_every_list_has_an_upper_limit(reader: TestClient, path: str) -> None:
    assert reader.get(f"/api/{path}", params={"limit": 500}).status_code == 200
    over = reader.get(f"/api/{path}", params={"limit": 501})
    assert over.status_code == 422
    assert over.json()["errors"] == [{"place": "query.limit", "problem": "at most 500"}]


@pytest.mark.parametrize(("path", "params"), [
    ("graph", {"limit": 20_001}), ("graph", {"limit_links": 100_001}), ("graph", {"depth": 5}),
    ("graph", {"seeds": ["ex:x"] * 101}), ("graph", {"type": ["Actor"] * 51}),
    ("paths", {"from": sample.NETWORK, "to": sample.CIRCLE, "k": 21}),
    ("paths", {"from": sample.NETWORK, "to": sample.CIRCLE, "longest": 9}),
    ("shared", {"ids": ["ex:x"] * 21}), ("search", {"q": "x" * 501}), ("entities/" + "x" * 301, {}),
])
def test_what_could_grow_without_end_is_bounded(reader: TestClient, path: str, params: dict[str, object]) -> None:
    assert reader.get(f"/api/{path}", params=params).status_code == 422
