"""Questions in Cypher over HTTP: JSON or CSV, read-only, within limits; and everything as a file."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from urllib.parse import unquote

import pytest
from fastapi.testclient import TestClient

from maillage.api.csv_text import csv_text
from maillage.api.negotiation import prefers_csv
from maillage.graph.export import FORMATS
from maillage.graph.store import Store
from tests.api import sample
from tests.api.conftest import app_on, client_on

CSV = {"Accept": "text/csv"}
NAMES = "MATCH (n:Entity) WHERE n.id STARTS WITH 'ex:h-' RETURN n.id AS id, n.name AS name ORDER BY id"


def test_a_question_gives_columns_rows_and_the_graph_in_it(reader: TestClient) -> None:
    cypher = "MATCH (a:Association)-[r:PARTNER_IN]->(p:Programme) WHERE a.id = $id RETURN a, r, p.name AS name"
    answer = reader.post("/api/query", json={"cypher": cypher, "parameters": {"id": sample.NETWORK}})
    assert answer.status_code == 200
    told = answer.json()
    assert told["columns"] == ["a", "r", "name"]
    assert told["rows"][0][2] == "Programme d'exemple 2018"
    assert sample.NETWORK in {node["id"] for node in told["graph"]["nodes"]}
    assert told["seconds"] >= 0
    assert told["cut"] is None


def test_no_token_is_needed_to_ask(reader: TestClient) -> None:
    assert reader.post("/api/query", json={"cypher": "RETURN 1 AS un"}).json()["rows"] == [[1]]


@pytest.mark.parametrize(("cypher", "slug", "status"), [
    ("CREATE (n:Entity {id: 'x:y'})", "query-refused", 403),
    ("MATCH (n) DETACH DELETE n", "query-refused", 403),
    ("MATCH (n RETURN", "query-failed", 400),
])
def test_what_is_no_read_is_refused_in_words(reader: TestClient, library: Store, cypher: str, slug: str, status: int) -> None:
    before = library.mark()
    answer = reader.post("/api/query", json={"cypher": cypher})
    assert (answer.status_code, answer.json()["type"]) == (status, f"/api/problems/{slug}")
    assert library.mark() == before


@pytest.mark.parametrize("body", [{}, {"cypher": ""}, {"cypher": 1}, {"cypher": "RETURN 1", "parameters": []},
                                  {"cypher": "x" * 20_001}, {"cypher": "RETURN 1", "autre": 1}])
def test_a_question_of_another_form_is_refused(reader: TestClient, body: object) -> None:
    assert reader.post("/api/query", json=body).status_code == 422


@pytest.mark.parametrize(("parameters", "status"), [
    ('{"a": 9223372036854775807}', 200), ('{"a": -9223372036854775808}', 200), ('{"a": 9223372036854775808}', 422),
    ('{"a": [{"b": 1000000000000000000000000}]}', 422), ('{"a": "\\ud800"}', 422), ('{"\\ud800": 1, "a": 1}', 422),
    ('{"a": 1e400}', 200), ('{"a": NaN}', 200), ('{"a": ' + "[" * 100_000 + "]" * 100_000 + "}", 400), ('{"b": 1}', 400),
])
def test_values_that_no_engine_could_take_are_refused_in_words(reader: TestClient, parameters: str, status: int) -> None:
    body = f'{{"cypher": "RETURN $a AS a", "parameters": {parameters}}}'
    answer = reader.post("/api/query", content=body.encode(), headers={"Content-Type": "application/json"})
    assert answer.status_code == status, answer.text[:500]


@pytest.fixture(scope="module")
def narrow(library: Store) -> Iterator[TestClient]:
    with client_on(app_on(library, query_seconds=0.5, query_rows=3)) as client:
        yield client


def test_rows_over_the_limit_are_cut_and_told(narrow: TestClient) -> None:
    question = {"cypher": "UNWIND range(1, 10) AS n RETURN n"}
    told = narrow.post("/api/query", json=question).json()
    assert told["rows"] == [[1], [2], [3]]
    assert told["cut"]["fr"] != told["cut"]["en"]
    file = narrow.post("/api/query", json=question, headers=CSV)
    assert file.text == "n\r\n1\r\n2\r\n3\r\n"
    assert unquote(file.headers["x-maillage-cut"]) == told["cut"]["en"]


def test_a_question_without_end_is_cut_at_its_time(narrow: TestClient) -> None:
    cypher = "UNWIND range(1, 3000) AS a UNWIND range(1, 3000) AS b UNWIND range(1, 3000) AS c RETURN sum(a * b * c) AS n"
    answer = narrow.post("/api/query", json={"cypher": cypher})
    assert (answer.status_code, answer.json()["type"]) == (408, "/api/problems/query-timeout")


def test_names_come_out_of_csv_as_text_that_no_spreadsheet_runs(reader: TestClient) -> None:
    answer = reader.post("/api/query", json={"cypher": NAMES}, headers=CSV)
    assert answer.headers["content-type"] == "text/csv; header=present; charset=utf-8"
    assert answer.headers["content-disposition"].startswith("attachment")
    columns, *rows = csv.reader(io.StringIO(answer.text, newline=""))
    assert columns == ["id", "name"]
    names = dict(rows)
    assert names["ex:h-formula"] == "'" + sample.HOSTILE["ex:h-formula"]
    assert names["ex:h-script"] == sample.HOSTILE["ex:h-script"]
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


@pytest.mark.parametrize(("value", "shown"), [
    ("=1+1", "'=1+1"), ("+33 1", "'+33 1"), ("-a", "'-a"), ("@SUM(1)", "'@SUM(1)"), ("\t=1", "'\t=1"), ("\r=1", "'\r=1"),
    (-3, "-3"), (1.5, "1.5"), (True, "true"), (None, ""), ("a=b", "a=b"), (["=1", 2], '["=1", 2]'), ({"é": 1}, '{"é": 1}'),
])
def test_each_kind_of_value_as_a_cell(value: object, shown: str) -> None:
    assert list(csv.reader(io.StringIO(csv_text(["v"], [[value, "x"]]), newline="")))[1] == [shown, "x"]


def test_column_names_are_guarded_too() -> None:
    assert csv_text(["=cmd", "a,b"], []) == "'=cmd,\"a,b\"\r\n"


@pytest.mark.parametrize(("accept", "wanted"), [
    ("text/csv", True), ("text/csv;q=0.9, application/json;q=0.8", True), ("text/csv, */*;q=0.1", True), ("text/*", True),
    ("application/json", False), ("*/*", False), ("", False), ("text/csv;q=0.1, */*", False), ("text/csv;q=nan", False),
    ("text/csv;q=0", False), ("text/html", False),
])
def test_csv_is_given_to_who_prefers_it(accept: str, wanted: bool) -> None:
    assert prefers_csv(accept) is wanted


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_every_format_is_given_as_a_file(reader: TestClient, name: str) -> None:
    answer = reader.get("/api/export", params={"format": name})
    assert answer.status_code == 200
    assert answer.headers["content-type"].split(";")[0] == FORMATS[name].media_type.split(";")[0]
    assert FORMATS[name].suffix in answer.headers["content-disposition"]
    assert len(answer.content) > 100


def test_the_backup_holds_every_claim(reader: TestClient) -> None:
    lines = [json.loads(line) for line in reader.get("/api/export").text.splitlines()]
    assert sum("claim" in line for line in lines) == len(sample.claims())


def test_an_unknown_format_names_those_that_there_are(reader: TestClient) -> None:
    answer = reader.get("/api/export?format=docx")
    assert answer.status_code == 400
    assert "jsonl" in answer.json()["detail"]
