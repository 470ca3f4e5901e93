"""The explorer's files, its page with the token, and nothing else of the disk."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from maillage.api import explorer
from maillage.api.app import create_app
from maillage.graph.store import Store
from maillage.settings import Settings
from tests.api.conftest import client_on

EVERYWHERE = "0.0.0.0"  # noqa: S104 - what a server in a container listens on
ODD_TOKEN = 'jeton"><script>alert(1)</script>&'


def _app(store: Store, bundle: Path, **settings: str) -> FastAPI:
    app = create_app(store, token=ODD_TOKEN, settings=Settings(**settings))  # type: ignore[arg-type]
    explorer.add(app, bundle)
    return app


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    folder = tmp_path / "static"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text('<meta name="maillage-token" content="__MAILLAGE_TOKEN__"><p>Carte</p>', encoding="utf-8")
    (folder / "assets" / "index-a1b2c3.js").write_text("export {}", encoding="utf-8")
    (folder / "favicon.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    return folder


@pytest.fixture
def visitor(library: Store, bundle: Path) -> TestClient:
    return client_on(_app(library, bundle))


def test_the_page_carries_the_token_escaped_and_is_kept_by_no_cache(visitor: TestClient) -> None:
    page = visitor.get("/")
    assert page.status_code == 200
    assert 'content="jeton&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;"' in page.text
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize(("settings", "headers", "carried"), [
    ({}, {}, True),
    ({"host": EVERYWHERE}, {}, False),
    ({"host": EVERYWHERE}, {"host": "127.0.0.1"}, False),
    ({"allowed_hosts": "carte.example"}, {}, False),
    ({}, {"x-forwarded-for": "198.51.100.7"}, False),
    ({}, {"forwarded": "for=198.51.100.7"}, False),
    ({"page_token": "never"}, {}, False),
    ({"host": EVERYWHERE, "page_token": "always"}, {}, True),
])
def test_only_pages_opened_on_this_machine_carry_the_token(library: Store, bundle: Path, settings: dict[str, str],
                                                           headers: dict[str, str], carried: bool) -> None:
    page = client_on(_app(library, bundle, **settings)).get("/", headers=headers)
    assert page.status_code == 200
    assert ("jeton" in page.text) is carried


def test_the_page_as_a_file_never_shows_the_placeholder(visitor: TestClient) -> None:
    assert visitor.get("/index.html").text == visitor.get("/").text
    assert explorer.PLACEHOLDER not in visitor.get("/").text


@pytest.mark.parametrize("path", ["/pratique/ex:reseau", "/carte?seeds=ex:a", "/apis", "/n'importe quoi"])
def test_an_address_of_the_explorers_own_shows_its_page(visitor: TestClient, path: str) -> None:
    assert "Carte" in visitor.get(path).text


def test_hashed_files_are_kept_for_good_and_others_for_an_hour(visitor: TestClient) -> None:
    script = visitor.get("/assets/index-a1b2c3.js")
    assert script.text == "export {}"
    assert "immutable" in script.headers["cache-control"]
    assert "javascript" in script.headers["content-type"]
    icon = visitor.get("/favicon.svg")
    assert (icon.headers["content-type"], icon.headers["cache-control"]) == ("image/svg+xml", "max-age=3600")
    assert visitor.head("/").status_code == 200


def test_a_missing_file_is_a_problem_and_not_the_page(visitor: TestClient) -> None:
    for path in ("/assets/index-old.js", "/api", "/api/", "/api/nulle-part"):
        answer = visitor.get(path)
        assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json"), path


@pytest.mark.parametrize("path", ["/../secret.txt", "/assets/../../secret.txt", "/..%2fsecret.txt",
                                  "/assets/..%2f..%2fsecret.txt",
                                  "/%2e%2e/secret.txt", "//secret.txt", "/assets/%00", "/....//secret.txt", "/..\\secret.txt"])
def test_no_address_leads_elsewhere_on_the_disk(visitor: TestClient, path: str) -> None:
    answer = visitor.get(path)
    assert "secret" not in answer.text or answer.status_code == 404


def test_without_a_bundle_a_plain_page_says_so(library: Store, tmp_path: Path) -> None:
    page = client_on(_app(library, tmp_path / "absent")).get("/")
    assert page.status_code == 200
    assert "make web" in page.text
    assert "/api/docs" in page.text
