"""Bringing files in from the page: sent, looked at, mapped, loaded with progress, taken back; hostile ones refused."""

from __future__ import annotations

import time
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from maillage.graph.store import Store
from tests.api.conftest import WITH_TOKEN, app_on, client_on

TABLE = ("Nom;Type;Thème\nAmicale Fictive;Association;Eau (exemple)\n"
         "Cercle Inventé;Association;Eau (exemple)|Air (exemple)\n").encode()
ODD = b"Quoi,Qui,Sujet\nJournee d'exemple,Amicale Fictive,Eau\nSoiree d'exemple,Cercle Invente|Amicale Fictive,Air\n"
MIB = 1_048_576


@pytest.fixture
def client(default_store: Store) -> Iterator[TestClient]:
    with client_on(app_on(default_store, upload_bytes=3 * MIB, upload_files=2)) as client:
        yield client


def _send(client: TestClient, name: str, content: bytes, into: str | None = None) -> Any:
    params = {"name": name, **({"into": into} if into else {})}
    return client.post("/api/uploads", params=params, content=content, headers=WITH_TOKEN)


def _post(client: TestClient, path: str, **body: Any) -> Any:
    return client.post(f"/api/{path}", json=body, headers=WITH_TOKEN)


def _loaded(client: TestClient, **body: Any) -> dict[str, Any]:
    begun = _post(client, "imports", **body)
    assert begun.status_code == 202, begun.text
    told: dict[str, Any] = {}
    for _ in range(600):
        told = client.get(f"/api/imports/{begun.json()['id']}/progress").json()
        if told["state"] != "loading":
            return told
        time.sleep(0.05)
    raise AssertionError(told)


def _folders(client: TestClient) -> list[Path]:
    root = client.app.state.uploads._root  # type: ignore[attr-defined]
    return list(Path(root.name).iterdir()) if root else []


def test_a_table_is_looked_at_loaded_and_taken_back(client: TestClient, default_store: Store) -> None:
    upload = _send(client, "acteurs d'exemple.csv", TABLE).json()
    assert upload["files"] == {"acteurs d'exemple.csv": len(TABLE)}
    seen = _post(client, "imports/preview", upload=upload["id"]).json()
    assert (seen["headings"], seen["problem"], seen["types"]) == (["Nom", "Type", "Thème"], None, {"Association": 2, "Theme": 2})
    assert seen["entities"][0]["fr"].startswith("Amicale Fictive (association")
    assert all(column["kept"] for column in seen["columns"])
    assert default_store.mark() == 0 or not client.get("/api/imports").json()["items"]
    told = _loaded(client, upload=upload["id"], author="Personne Fictive")
    assert (told["state"], told["share"], told["new"], told["refused"]) == ("done", 1.0, 4 + 4 + 3, 0)  # types, names, links
    (record,) = client.get("/api/imports").json()["items"]
    assert (record["id"], record["author"], record["files"]) == (told["id"], "Personne Fictive", ["acteurs d'exemple.csv"])
    assert client.get("/api/search?q=amicale").json()["total"] == 1
    assert _folders(client) == []
    assert client.delete(f"/api/imports/{told['id']}", headers=WITH_TOKEN).json()["removed"] == told["new"]
    assert client.get("/api/stats").json()["entities"] == 0


def test_columns_are_mapped_by_hand(client: TestClient) -> None:
    upload = _send(client, "agenda.csv", ODD).json()["id"]
    first = _post(client, "imports/preview", upload=upload).json()
    assert first["headings"] == ["Quoi", "Qui", "Sujet"]
    table = {"type": "Event", "columns": {"Quoi": "name", "Qui": "HOSTS:Association", "Sujet": "CONCERNS:Theme"}}
    refused = _post(client, "imports/preview", upload=upload, table={**table, "columns": {"Qui": ""}})
    assert refused.json()["problem"]["fr"].endswith("aucune colonne ne donne le nom : choisissez-en une.")
    table["columns"] = {"Quoi": "name", "Qui": "", "Sujet": "CONCERNS:Theme"}
    seen = _post(client, "imports/preview", upload=upload, table=table).json()
    assert (seen["types"], seen["relations"]) == ({"Event": 2, "Theme": 2}, {"CONCERNS": 2})
    assert {column["column"]: column["kept"] for column in seen["columns"]}["Qui"] is False
    assert _loaded(client, upload=upload, table=table, title="Agenda d'exemple")["state"] == "done"
    hits = client.get("/api/search?q=journee").json()["hits"]
    assert [hit["entity"]["kind"] for hit in hits] == ["Event"]
    (source,) = client.get("/api/sources").json()["items"]
    assert source["title"] == "Agenda d'exemple"


def test_several_files_are_one_import(client: TestClient) -> None:
    first = _send(client, "acteurs.csv", TABLE).json()["id"]
    both = _send(client, "agenda.csv", b"Nom,Type\nJournee Fictive,Event\n", into=first).json()
    assert sorted(both["files"]) == ["acteurs.csv", "agenda.csv"]
    assert _send(client, "trop.csv", TABLE, into=first).json()["type"] == "/api/problems/too-many-files"
    seen = _post(client, "imports/preview", upload=first).json()
    assert seen["types"]["Event"] == 1
    assert client.delete(f"/api/uploads/{first}", headers=WITH_TOKEN).status_code == 200
    assert _post(client, "imports/preview", upload=first).status_code == 404
    assert _folders(client) == []


def _bomb() -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", b" " * 300_000_000)
    return packed.getvalue()


@pytest.mark.parametrize(("name", "content"), [
    ("vide.csv", b""), ("image.png", b"\x89PNG\r\n\x1a\n"), ("ancien.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    ("page.html", b"<html><script>alert(1)</script></html>"), ("bombe.xlsx", _bomb()),
    ("choix.yaml", b"a: &a [x]\nb: [*a, *a]\n"),
    ("mapping.yaml", b"tables: [{file: ../../../etc/passwd, entities: {it: {key: [a], type: Event}}}]"),
])
def test_what_cannot_be_read_is_refused_in_words(client: TestClient, default_store: Store, name: str, content: bytes) -> None:
    before = default_store.mark()
    upload = _send(client, name, content).json()["id"]
    for path in ("imports/preview", "imports"):
        answer = _post(client, path, upload=upload)
        assert answer.status_code == 422, answer.text
        assert answer.headers["content-type"] == "application/problem+json"
        assert "passwd:" not in answer.text
        assert "maillage-uploads" not in answer.text
    assert default_store.mark() == before


@pytest.mark.parametrize("name", ["../x.csv", "/etc/passwd", "a\\b.csv", ".choices.yaml", "..", "x\x00.csv", "a/b.csv"])
def test_a_name_that_leads_elsewhere_is_refused(client: TestClient, name: str) -> None:
    answer = _send(client, name, TABLE)
    assert (answer.status_code, answer.json()["type"]) == (422, "/api/problems/unfit-name")
    assert _folders(client) == []


def test_files_over_the_limit_are_cut_and_nothing_stays(client: TestClient) -> None:
    sent = 0

    def endless() -> Iterator[bytes]:
        nonlocal sent
        while sent < 300 * MIB:
            sent += MIB // 4
            yield b"x" * (MIB // 4)

    answer = client.post("/api/uploads?name=long.csv", content=endless(), headers=WITH_TOKEN)
    assert (answer.status_code, answer.json()["type"]) == (413, "/api/problems/upload-too-large")
    assert _folders(client) == []
    assert client.get("/api/limits").json()["upload_bytes"] == 3 * MIB


def test_nothing_is_sent_without_the_token_nor_from_a_strange_page(client: TestClient) -> None:
    assert client.post("/api/uploads?name=x.csv", content=TABLE).status_code == 401
    strange = {**WITH_TOKEN, "Origin": "https://exemple.invalid"}
    assert client.post("/api/uploads?name=x.csv", content=TABLE, headers=strange).status_code == 403
    assert client.post("/api/imports", json={"upload": "x"}).status_code == 401
    assert _folders(client) == []


def test_a_load_nobody_knows_is_not_found(client: TestClient) -> None:
    assert client.get("/api/imports/imp-absent/progress").status_code == 404
    assert _post(client, "imports", upload="absent").status_code == 404
