"""Answers that have not changed are not sent again: an ETag from the store's mark, before anything is read."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from hashlib import blake2b
from typing import Any

from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

# What every such route may answer, for its documentation.
NOT_MODIFIED: dict[int | str, dict[str, Any]] = {304: {"description": "Not modified since the `ETag` given in `If-None-Match`."}}


class ReadRoute(APIRoute):
    """A GET route whose successful answers carry an ETag, and that answers 304 to the one it gave.

    The mark is taken before the read: a write in between makes the answer newer than its tag, which costs one
    needless answer later and never shows an old one.
    """

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        answer = super().get_route_handler()

        async def fresh(request: Request) -> Response:
            tag = await run_in_threadpool(etag, request)
            if matches(request.headers.get("if-none-match", ""), tag):
                return Response(status_code=304, headers=_headers(tag))
            response = await answer(request)
            if response.status_code == 200:
                response.headers.update(_headers(tag))
            return response

        return fresh


def _headers(tag: str) -> dict[str, str]:
    return {"ETag": tag, "Cache-Control": "no-cache", "Vary": "Accept"}


def etag(request: Request) -> str:
    """The tag of what this request is answered now: another one after each write and each start of the server."""
    state, scope = request.app.state, request.scope
    parts = (state.run, str(state.store.mark()), scope["path"], scope["query_string"].decode("latin-1"),
             request.headers.get("accept", ""))
    digest = blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=12)
    return f'W/"{digest.hexdigest()}"'


def matches(header: str, tag: str) -> bool:
    """Whether ``If-None-Match`` names ``tag``, weakly compared."""
    wanted = tag.removeprefix("W/")
    return any(given.strip().removeprefix("W/") == wanted for given in header.split(","))
