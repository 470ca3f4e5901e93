"""Every error there is becomes a problem+json with its status, a stable type, and words in the language asked."""

from __future__ import annotations

import importlib
import pkgutil
from typing import Any

import pytest
from fastapi.testclient import TestClient

import maillage
from maillage.api.app import create_app
from maillage.api.problem_types import TYPES
from maillage.errors import MaillageError
from maillage.graph.store import Store
from maillage.settings import Settings
from tests.api.conftest import TOKEN, WITH_TOKEN, client_on


def _every_error() -> list[type[MaillageError]]:
    for module in pkgutil.walk_packages(maillage.__path__, "maillage."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    found, waiting = [], [MaillageError]
    while waiting:
        kind = waiting.pop()
        found.append(kind)
        waiting += kind.__subclasses__()
    return sorted((kind for kind in found if kind.__module__.startswith("maillage.")), key=lambda kind: kind.__qualname__)


ERRORS = _every_error()
# The command's own errors never come near a request.
TOLD = [kind for kind in ERRORS if not kind.__module__.startswith("maillage.cli")]
DETAILS: dict[str, Any] = {"detail": "the detail", "id": "x:y", "seconds": 2.5}


@pytest.fixture(scope="module")
def failing(library: Store) -> TestClient:
    """The application with one more route, which raises the error that it is asked for."""
    app = create_app(library, token=TOKEN, settings=Settings())

    @app.get("/raise/{name}")
    def fail(name: str) -> None:
        if name == "Unexpected":
            raise RuntimeError("a secret: /home/someone/password")
        raise next(kind for kind in ERRORS if kind.__name__ == name)(**DETAILS)

    return client_on(app)


@pytest.mark.parametrize("kind", ERRORS, ids=lambda kind: kind.__name__)
def test_each_error_answers_with_the_status_and_type_of_its_class(failing: TestClient, kind: type[MaillageError]) -> None:
    answer = failing.get(f"/raise/{kind.__name__}")
    assert answer.status_code == kind.status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["type"] == f"/api/problems/{kind.slug}"
    assert answer.json()["status"] == kind.status
    assert answer.json()["detail"] == kind(**DETAILS).message("en")


def test_the_status_is_read_from_the_class_when_the_error_happens(failing: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    kind = next(each for each in ERRORS if each.__name__ == "NotFound")
    monkeypatch.setattr(kind, "status", 410)
    assert failing.get("/raise/NotFound").status_code == 410


@pytest.mark.parametrize("kind", TOLD, ids=lambda kind: kind.__name__)
def test_each_kind_of_problem_has_a_page_in_both_languages(failing: TestClient, kind: type[MaillageError]) -> None:
    assert kind.slug in TYPES, f"{kind.__name__}: tell people about {kind.slug!r} in api/problem_types.py"
    page = failing.get(f"/api/problems/{kind.slug}")
    assert page.status_code == 200
    assert 'lang="fr"' in page.text
    assert 'lang="en"' in page.text


def test_titles_and_advice_differ_between_the_languages() -> None:
    for slug, known in TYPES.items():
        assert known.help_fr != known.help_en, slug
        assert all((known.title_fr, known.title_en, known.help_fr, known.help_en)), slug


@pytest.mark.parametrize(("query", "header", "expected"), [
    ("", None, "Rien ne porte"),
    ("?lang=en", None, "Nothing has"),
    ("?lang=fr", "en", "Rien ne porte"),
    ("", "en-GB,en;q=0.8", "Nothing has"),
    ("", "fr;q=0.2, en;q=0.9", "Nothing has"),
    ("", "de-DE", "Rien ne porte"),
    ("", "en;q=banana", "Rien ne porte"),
])
def test_problems_speak_the_language_asked_for(failing: TestClient, query: str, header: str | None, expected: str) -> None:
    answer = failing.get(f"/raise/NotFound{query}", headers={"Accept-Language": header or ""})
    assert expected in answer.json()["detail"]


def test_an_unexpected_error_gives_a_reference_and_nothing_else_away(
        failing: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    answer = failing.get("/raise/Unexpected")
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert "secret" not in answer.text
    assert "RuntimeError" not in answer.text
    reference = answer.json()["reference"]
    assert reference == answer.headers["x-request-id"]
    logged = next(record for record in caplog.records if record.exc_info)
    assert logged.fields["request_id"] == reference  # type: ignore[attr-defined]
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_unknown_addresses_and_wrong_methods_are_problems_too(reader: TestClient) -> None:
    unknown = reader.get("/api/nulle-part")
    assert (unknown.status_code, unknown.json()["type"]) == (404, "/api/problems/no-such-route")
    posted = reader.post("/api/nulle-part")
    assert (posted.status_code, posted.json()["type"]) == (404, "/api/problems/no-such-route")
    for method, path in (("PUT", "/api/stats"), ("GET", "/api/query"), ("TRACE", "/api/search"), ("POST", "/api/docs")):
        wrong = reader.request(method, path)
        assert (wrong.status_code, wrong.json()["type"]) == (405, "/api/problems/method-not-allowed"), path
        assert wrong.headers["allow"]
    assert reader.put("/api/decisions").headers["allow"] == "GET, POST"
    assert reader.put("/api/imports/x").headers["allow"] == "DELETE, GET"
    assert reader.get("/api/problems/nulle-part").status_code == 404


def test_a_malformed_request_names_every_place_and_what_was_expected(reader: TestClient) -> None:
    answer = reader.get("/api/entities?limit=0&sort=taille")
    assert answer.status_code == 422
    assert answer.json()["type"] == "/api/problems/invalid-request"
    places = {wrong["place"]: wrong["problem"] for wrong in answer.json()["errors"]}
    assert places == {"query.limit": "at least 1", "query.sort": "expected: 'name', 'degree' or 'recorded'"}


def test_places_are_told_in_french_too(reader: TestClient) -> None:
    answer = reader.get("/api/entities?limit=beaucoup&lang=fr")
    assert answer.json()["detail"] == ("La demande n'a pas la forme attendue : query.limit : un nombre entier est attendu.")


def test_a_body_that_is_not_json_is_told_as_such(reader: TestClient) -> None:
    answer = reader.post("/api/query", content=b'{"cypher": ', headers={"Content-Type": "application/json"})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["problem"] == "is not JSON"


def test_bytes_that_are_no_text_are_a_bad_request(reader: TestClient) -> None:
    answer = reader.post("/api/query", content=b'{"cypher": "\xff\xfe"}', headers={"Content-Type": "application/json"})
    assert answer.status_code in (400, 422)
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_body_without_its_type_is_refused(reader: TestClient) -> None:
    """A form or plain text is what a stranger's page may send without asking; only JSON is read."""
    for kind in ("text/plain", "application/x-www-form-urlencoded"):
        answer = reader.post("/api/query", content=b'{"cypher": "RETURN 1"}', headers={"Content-Type": kind})
        assert answer.status_code == 422, kind


def test_nothing_there_is_404_on_every_route_that_names_one_thing(reader: TestClient) -> None:
    for path in ("entities/ex:absent", "entities/ex:absent/neighbours", "relations/PARTNER_IN-0", "claims/0",
                 "sources/doc:absent", "imports/imp-absent"):
        answer = reader.get(f"/api/{path}")
        assert (answer.status_code, answer.json()["type"]) == (404, "/api/problems/not-found"), path
    for path in ("imports/imp-absent", "decisions/0"):
        assert reader.delete(f"/api/{path}", headers=WITH_TOKEN).status_code == 404, path
