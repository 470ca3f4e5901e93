"""The application: routes, guards, the explorer, and the table of errors, around one store."""

from __future__ import annotations

import secrets
from typing import Any

from fastapi import Depends, FastAPI
from fastapi.routing import APIRoute
from starlette.types import Lifespan

from maillage import __version__
from maillage.api import docs, explorer
from maillage.api.analyses import Desk
from maillage.api.arrivals import Loads
from maillage.api.errors import AddressTooLong, HostRefused, InternalError, InvalidRequest
from maillage.api.guards import Doorkeeper, SecurityHeaders
from maillage.api.hosts import Names
from maillage.api.logs import RequestLog
from maillage.api.parameters import asked_language
from maillage.api.problems import Problem, answers, handle_errors
from maillage.api.reports import Reporter
from maillage.api.routes import analysis, areas, claims, decisions, entities, imports, links, query, report, state
from maillage.api.uploads import Uploads
from maillage.graph.apart import Apart
from maillage.graph.store import Store
from maillage.settings import Settings

DESCRIPTION = """\
What the graph knows, with the source of every statement. Reads are open; a change needs the server's token.

Every answer has an `ETag` that changes with each write. Problems are told as RFC 9457 `application/problem+json`,
in the language of `lang`, else of `Accept-Language`, else in French. Every list has an upper limit.
"""
_ROUTERS = (state.router, state.reads, entities.router, links.router, imports.reads, imports.writes, claims.reads,
            claims.writes, decisions.reads, decisions.writes, analysis.router, analysis.reads, analysis.writes, analysis.others,
            report.router, query.router, areas.router)
# Every route can meet these, whatever it does.
_ALWAYS = answers(HostRefused, AddressTooLong, InvalidRequest, InternalError)


def create_app(store: Store, *, token: str, settings: Settings, lifespan: Lifespan[FastAPI] | None = None,
               reporter: Reporter | None = None) -> FastAPI:
    """The API and the explorer on ``store``. Changes need ``token``, which the explorer's page carries.

    ``reporter`` writes the files of ``/api/report``: how they look is not the API's own.
    """
    app = _Application(title="maillage", version=__version__, description=DESCRIPTION, openapi_url="/api/openapi.json",
                       docs_url=None, redoc_url=None, redirect_slashes=False, lifespan=lifespan,
                       generate_unique_id_function=_operation_id)
    app.state.store, app.state.token, app.state.settings = store, token, settings
    app.state.desk, app.state.apart, app.state.reporter = Desk(), Apart(store), reporter
    app.state.uploads = Uploads(settings.upload_bytes, settings.upload_files)
    app.state.loads = Loads(app.state.uploads)
    app.state.run = secrets.token_hex(8)
    for router in _ROUTERS:  # one by one: FastAPI goes anew through each router that holds routers
        app.include_router(router, prefix="/api", responses=_ALWAYS, dependencies=[Depends(asked_language)])
    docs.add(app)
    explorer.add(app)
    handle_errors(app)
    # The last added is the outermost: headers on everything, then the log, then the door.
    app.add_middleware(Doorkeeper, names=Names.of(settings))
    app.add_middleware(RequestLog)
    app.add_middleware(SecurityHeaders)
    return app


class _Application(FastAPI):
    """FastAPI, with the shape of problems in the schema: no route answers it as its success."""

    def openapi(self) -> dict[str, Any]:
        if self.openapi_schema is None:
            schema = super().openapi()
            shape = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
            schemas = schema.setdefault("components", {}).setdefault("schemas", {})
            schemas.update({**shape.pop("$defs", {}), "Problem": shape})
            schema["components"]["schemas"] = dict(sorted(schemas.items()))
        assert self.openapi_schema is not None
        return self.openapi_schema


def _operation_id(route: APIRoute) -> str:
    return route.name
