"""The documentation is whole, and asks nothing of any other server."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

from fastapi.testclient import TestClient

from maillage.api import openapi


def test_the_page_names_every_route_and_every_shape(reader: TestClient) -> None:
    page = reader.get("/api/docs").text
    schema = reader.get("/api/openapi.json").json()
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            assert f"{method.upper()} {path}" in page
            assert f'id="{operation["operationId"]}"' in page
    for name in schema["components"]["schemas"]:
        assert f'id="shape-{name}"' in page
    for target in re.findall(r'href="#([^"]+)"', page):
        assert f'id="{target}"' in page


def test_no_page_of_ours_loads_anything_from_elsewhere(reader: TestClient) -> None:
    for path in ("/api/docs", "/api/problems/usage"):
        page = reader.get(path).text
        assert not re.findall(r'(?:src|href)="(?!/|#)', page)
        assert "<script" not in page
        assert "@import" not in page
        assert "url(" not in page


def test_the_schema_that_the_explorer_is_built_from_is_current(root: Path) -> None:
    kept = (root / "viz" / "web" / "openapi.json").read_text(encoding="utf-8")
    assert kept == openapi.text(), "run: python -m maillage.api.openapi viz/web/openapi.json"


def test_the_command_writes_the_same_schema_each_time(tmp_path: Path) -> None:
    for name in ("un.json", "deux.json"):
        subprocess.run([sys.executable, "-m", "maillage.api.openapi", str(tmp_path / name)], check=True, timeout=60)
    assert (tmp_path / "un.json").read_bytes() == (tmp_path / "deux.json").read_bytes()
    assert json.loads((tmp_path / "un.json").read_text(encoding="utf-8"))["openapi"].startswith("3.1")


def test_every_route_says_what_it_does_and_has_a_plain_name() -> None:
    names = []
    for methods in openapi.schema()["paths"].values():
        for operation in methods.values():
            names.append(operation["operationId"])
            assert operation["description"]
            assert operation["tags"]
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)+", name) for name in names)
    assert {"get_entity", "search_entities", "get_graph", "run_query", "create_decision"} <= set(names)


def test_every_parameter_and_every_problem_is_described() -> None:
    for path, methods in openapi.schema()["paths"].items():
        for operation in methods.values():
            assert all(parameter.get("description") for parameter in operation.get("parameters", ())), path
            for status, answer in operation["responses"].items():
                if int(status) >= 400:
                    assert list(answer["content"]) == ["application/problem+json"], (path, status)
