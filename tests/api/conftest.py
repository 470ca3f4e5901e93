from __future__ import annotations

import warnings
from collections.abc import Iterator

import pytest
from fastapi import FastAPI

from maillage.api.app import create_app
from maillage.graph.store import Store
from maillage.settings import Settings
from maillage.viz.report.files import report
from tests.api import sample
from tests.engines.session import Engine

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # the newest Starlette would rather have another HTTP client than the one we ship
    from fastapi.testclient import TestClient

TOKEN = "jeton-d-exemple"
HOME = "http://127.0.0.1:8765"
WITH_TOKEN = {"X-Maillage-Token": TOKEN}


def app_on(store: Store, **settings: object) -> FastAPI:
    return create_app(store, token=TOKEN, settings=Settings(**settings), reporter=report)  # type: ignore[arg-type]


def client_on(app: FastAPI) -> TestClient:
    """A caller on the server's own machine, who does not follow redirections and asks for English."""
    return TestClient(app, base_url=HOME, follow_redirects=False, headers={"Accept-Language": "en"},
                      raise_server_exceptions=False)


@pytest.fixture(scope="module")
def library(default_engine: Engine) -> Store:
    """The sample graph, for the tests of a module that only read."""
    return sample.fill(default_engine.empty())


@pytest.fixture(scope="module")
def reader(library: Store) -> Iterator[TestClient]:
    with client_on(app_on(library)) as client:
        yield client


@pytest.fixture
def written(default_store: Store) -> Store:
    """The sample graph, for one test that changes it."""
    return sample.fill(default_store)


@pytest.fixture
def writer(written: Store) -> Iterator[TestClient]:
    with client_on(app_on(written)) as client:
        yield client
