"""One line of JSON for each request, which tells nothing that people typed and no secret."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from maillage.api.logs import JsonLines
from tests.api.conftest import TOKEN, WITH_TOKEN


class _Lines(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(JsonLines())
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@pytest.fixture
def lines() -> Iterator[list[str]]:
    handler, logger = _Lines(), logging.getLogger("maillage.api")
    level = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    yield handler.lines
    logger.removeHandler(handler)
    logger.setLevel(level)


def test_a_request_is_one_line(reader: TestClient, lines: list[str]) -> None:
    answer = reader.get("/api/search?q=Nom+Fictif")
    (line,) = (json.loads(each) for each in lines)
    assert {"time", "level", "message", "method", "path", "status", "ms", "request_id"} == set(line)
    assert (line["method"], line["path"], line["status"], line["level"]) == ("GET", "/api/search", 200, "info")
    assert line["request_id"] == answer.headers["x-request-id"]
    assert line["ms"] > 0


def test_what_people_search_for_and_the_token_are_in_no_line(reader: TestClient, lines: list[str]) -> None:
    reader.get("/api/search?q=Nom+Fictif")
    reader.delete("/api/imports/imp-absent", headers=WITH_TOKEN)
    reader.post("/api/query", json={"cypher": "RETURN 'Nom Fictif'"}, headers={"Authorization": f"Bearer {TOKEN}"})
    told = "\n".join(lines)
    assert len(lines) == 3
    assert "Fictif" not in told
    assert TOKEN not in told


def test_refusals_are_logged_too(reader: TestClient, lines: list[str]) -> None:
    reader.get("/api/stats", headers={"Host": "exemple.invalid"})
    assert json.loads(lines[0])["status"] == 403


def test_a_name_cannot_forge_a_line(reader: TestClient, lines: list[str]) -> None:
    reader.get("/api/entities/ex:%0A%7B%22level%22%3A%22forged%22%7D")
    assert len(lines) == 1
    assert "\n" not in lines[0]
    assert json.loads(lines[0])["level"] == "info"


@pytest.mark.parametrize(("given", "kept"), [("proxy-42", True), ("x" * 65, False), ("a b", False), ("é", False)])
def test_a_proxys_id_is_kept_when_it_is_plain(reader: TestClient, given: str, kept: bool) -> None:
    answer = reader.get("/api/health", headers={"X-Request-Id": given.encode("latin-1")})
    assert (answer.headers["x-request-id"] == given) is kept
