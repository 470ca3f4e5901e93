"""The report over HTTP: a page that any browser may show, or a Word document; problems in words."""

from __future__ import annotations

import zipfile
from io import BytesIO

from fastapi.testclient import TestClient

from maillage.api.app import create_app
from maillage.graph.store import Store
from maillage.settings import Settings
from tests.api import sample
from tests.api.conftest import TOKEN, client_on


def test_it_comes_as_a_page_in_the_language_asked_and_as_a_document(reader: TestClient) -> None:
    page = reader.get(f"/api/report?about={sample.TOWN}&lang=fr")
    assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert "Note de synthèse — Exempleville" in page.text
    assert "Synthesis note" in reader.get("/api/report").text
    word = reader.get("/api/report?format=docx")
    assert word.headers["content-disposition"] == 'attachment; filename="maillage.docx"'
    assert "word/document.xml" in zipfile.ZipFile(BytesIO(word.content)).namelist()
    assert reader.get("/api/report", headers={"If-None-Match": reader.get("/api/report").headers["etag"]}).status_code == 304


def test_what_it_cannot_be_about_is_a_problem(reader: TestClient) -> None:
    for query, status in ((f"about={sample.EVENT}", 400), ("about=ex:absent", 404), ("format=pdf", 422), ("limit=0", 422)):
        assert reader.get(f"/api/report?{query}").status_code == status, query


def test_a_server_without_a_reporter_says_so(library: Store) -> None:
    with client_on(create_app(library, token=TOKEN, settings=Settings())) as client:
        answer = client.get("/api/report")
        assert (answer.status_code, answer.json()["type"]) == (501, "/api/problems/no-reports")
