"""A large store, whose long work is done in another process: nothing of what is answered changes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from maillage.api.long_work import FIRST_MAP, prepare
from maillage.graph import shelf
from maillage.graph.apart import Apart
from maillage.graph.store import Store
from tests.api import sample
from tests.api.conftest import app_on, client_on

PATHS = ("graph", "graph?limit=2&limit_links=1", "graph?type=Actor", f"graph?seeds={sample.NETWORK}", "graph?territory=ex:absent",
         "graph?type=Licorne", "stats", "analysis/convergence", "analysis/coverage?territory=ex:absent", "report")


@pytest.fixture(scope="module")
def large(library: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The sample, as if it were large."""
    cache = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch, client_on(app_on(library)) as client:
        patch.setattr(shelf, "user_cache_path", lambda name, appauthor: cache / name)
        client.app.state.apart = apart = Apart(library, small=0)  # type: ignore[attr-defined]
        prepare(library, apart)
        yield client
        apart.close()


@pytest.mark.parametrize("path", PATHS)
def test_it_answers_as_a_small_one(reader: TestClient, large: TestClient, path: str) -> None:
    for _ in range(2):  # what was kept says the same as what was made
        small, same = reader.get(f"/api/{path}"), large.get(f"/api/{path}")
        assert (same.status_code, same.headers["content-type"]) == (small.status_code, small.headers["content-type"])
        assert same.content == small.content


def test_the_map_made_ahead_is_the_one_that_the_explorer_opens_with(root: Path) -> None:
    text = (root / "viz/web/src/ui/data.ts").read_text(encoding="utf-8")
    limits = [int(re.search(rf"const {name} = ([\d_]+);", text)[1]) for name in ("MOST", "MOST_LINKS")]  # type: ignore[index]
    assert limits == [FIRST_MAP.limit_nodes, FIRST_MAP.limit_edges]
