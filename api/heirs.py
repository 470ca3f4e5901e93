"""A merged id still answers: 308 to its heir, with the query kept, so that links in articles stay good."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from maillage.graph.resolve import canonical
from maillage.graph.store import Store

MOVED: dict[int | str, dict[str, Any]] = {308: {
    "description": "The entity was merged into another one.",
    "headers": {"Location": {"description": "Address of the heir.", "schema": {"type": "string"}}},
}}


def heir_response(request: Request, store: Store, id: str, route: str) -> Response | None:
    """The redirection to the heir of ``id`` on the same route; None when ``id`` is canonical.

    Raises:
        NotFound: when nothing has the id.
    """
    heir = canonical(store, id)
    if heir == id:
        return None
    tail = "/neighbours" if route == "get_neighbours" else ""
    query = f"?{request.url.query}" if request.url.query else ""
    location = f"/api/entities/{quote(heir, safe=':')}{tail}{query}"
    return Response(status_code=308, headers={"Location": location, "Cache-Control": "no-cache"})
