"""The API keeps to its OpenAPI schema: schemathesis sends what the schema allows and what it forbids, on real data.

All checks: no 5xx, no undocumented status, media type, header or shape, nothing forbidden accepted, nothing allowed
refused, no change without the token, no unknown method.
"""

from __future__ import annotations

from typing import Any

import pytest
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, settings
from schemathesis import Case
from schemathesis.config import SchemathesisConfig
from schemathesis.openapi import from_dict
from starlette.types import Receive, Scope, Send

from maillage.api import openapi
from maillage.graph.analysis.registry import MEASURES
from maillage.graph.fold import relation_id
from maillage.graph.store import Store
from tests.api import sample
from tests.api.conftest import HOME, WITH_TOKEN, app_on, client_on

# What the schema allows in form and the data or the engine may still refuse in meaning: a type or a relation that
# this ontology lacks, a cursor of another list, two names of one thing, Cypher that is none.
_USUAL = ["2xx", "3xx", 401, 403, 404]
_MEANING = {
    "/api/search": [422], "/api/graph": [422], "/api/paths": [400, 422], "/api/entities/{id}/neighbours": [422],
    "/api/entities": [400, 422], "/api/claims": [400, 422], "/api/uploads": [413, 422],
    "/api/sources": [400], "/api/imports": [400], "/api/decisions": [400],
    "/api/shared": [400, 422], "/api/query": [400, 408],
    "/api/report": [400],
    **{f"/api/analysis/{name}": [400, 422] for name in MEASURES},
}
HOST = {"Host": HOME.removeprefix("http://")}
CONFIG = SchemathesisConfig.from_dict({
    "base-url": HOME,
    "request-timeout": 60,  # an engine that has just started, on a machine with other work
    # Besides the usual refusals: what is far too long makes the address too long before it is looked at.
    "checks": {"negative_data_rejection": {"expected-statuses": [400, 401, 403, 404, 405, 413, 414, 415, 422]}},
    "operations": [{"include-path": path, "checks": {"positive_data_acceptance": {"expected-statuses": [*_USUAL, *refusals]}}}
                   for path, refusals in _MEANING.items()],
})
EXAMPLES = settings(max_examples=25, deadline=None, derandomize=True, phases=[Phase.explicit, Phase.generate],
                    suppress_health_check=list(HealthCheck))


running: list[FastAPI] = []


async def served(scope: Scope, receive: Receive, send: Send) -> None:
    """The application that the fixture made: the cases are planned before any store is there."""
    await running[-1](scope, receive, send)


schema = from_dict(openapi.schema(), config=CONFIG)
schema.app = served


@pytest.fixture(scope="module", autouse=True)
def app(library: Store) -> FastAPI:
    running.append(app_on(library, query_seconds=1, query_rows=50))
    return running[-1]


@schema.parametrize()
@EXAMPLES
@pytest.mark.timeout(300)
def test_every_operation_keeps_to_the_schema(case: Case[Any]) -> None:
    case.call_and_validate(headers={**WITH_TOKEN, **HOST})


def test_answers_about_real_things_have_the_shapes_of_the_schema(app: FastAPI) -> None:
    client = client_on(app)
    claim = client.get("/api/claims?limit=1").json()["items"][0]["id"]
    link = relation_id(sample.NETWORK, "PARTNER_IN", sample.PROGRAMME)
    asked = {
        "/api/entities/{id}": f"/api/entities/{sample.NETWORK}?evidence=true",
        "/api/entities/{id}/neighbours": f"/api/entities/{sample.PROGRAMME}/neighbours",
        "/api/relations/{id}": f"/api/relations/{link}",
        "/api/claims/{id}": f"/api/claims/{claim}",
        "/api/sources/{id}": f"/api/sources/{sample.SOURCE}",
        "/api/imports/{id}": f"/api/imports/{sample.IMPORT}",
        "/api/paths": f"/api/paths?from={sample.NETWORK}&to={sample.THEME}",
        "/api/shared": f"/api/shared?ids={sample.NETWORK},{sample.CIRCLE}",
        "/api/graph": f"/api/graph?seeds={sample.NETWORK}",
        "/api/search": "/api/search?q=exemple",
        "/api/entities": "/api/entities?limit=2",
        "/api/decisions": "/api/decisions",
        "/api/analysis": "/api/analysis",
        **{f"/api/analysis/{name}": f"/api/analysis/{name}" for name in MEASURES},
    }
    for path, address in asked.items():
        answer = client.get(address)
        assert answer.status_code == 200, address
        schema[path]["GET"].validate_response(answer)


def test_a_redirection_is_documented(app: FastAPI) -> None:
    answer = client_on(app).get(f"/api/entities/{sample.TWIN}")
    assert answer.status_code == 308
    schema["/api/entities/{id}"]["GET"].validate_response(answer)
