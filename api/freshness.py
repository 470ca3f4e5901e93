"""Answers that have not changed are not sent again: an ETag from the store's mark, before anything is read."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Coroutine
from contextvars import ContextVar
from functools import cached_property, wraps
from hashlib import blake2b
from typing import Any

from fastapi.routing import APIRoute
from pydantic import TypeAdapter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from maillage.graph.memo import moment, one_moment

# What every such route may answer, for its documentation.
NOT_MODIFIED: dict[int | str, dict[str, Any]] = {304: {"description": "Not modified since the `ETag` given in `If-None-Match`."}}
_asked: ContextVar[Request] = ContextVar("asked")


class ReadRoute(APIRoute):
    """A GET route whose successful answers carry an ETag, and that answers 304 to the one it gave.

    The mark is taken before the read: a write in between makes the answer newer than its tag, which costs one
    needless answer later and never shows an old one. A plain function is asked in one thread from the mark to the
    JSON, which is made of what it gives as it is: FastAPI would take a thread for each, and check our own shapes anew.
    """

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        self._at_once = not inspect.iscoroutinefunction(endpoint)
        super().__init__(path, self._tagged(endpoint) if self._at_once else endpoint, **options)

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        answer = super().get_route_handler()

        async def noted(request: Request) -> Response:
            _asked.set(request)
            return await answer(request)

        async def fresh(request: Request) -> Response:
            tag = await run_in_threadpool(lambda: _tag(request, moment(request.app.state.store)))
            return _unchanged(request, tag) or _with(tag, await answer(request))

        return noted if self._at_once else fresh

    def _tagged(self, endpoint: Callable[..., Any]) -> Callable[..., Response]:
        @wraps(endpoint)
        def answer(*given: Any, **named: Any) -> Response:
            request = _asked.get()
            with one_moment(request.app.state.store, named.get("id")) as now:
                tag = _tag(request, now)
                return _unchanged(request, tag) or _with(tag, self._response(endpoint(*given, **named)))

        return answer

    def _response(self, found: Any) -> Response:
        if isinstance(found, Response):
            return found
        return Response(self._shape.dump_json(found, by_alias=True), media_type="application/json")

    @cached_property
    def _shape(self) -> TypeAdapter[Any]:
        return TypeAdapter(self.response_model)


def _with(tag: str, response: Response) -> Response:
    if response.status_code == 200:
        response.headers.update(_headers(tag))
    return response


def _unchanged(request: Request, tag: str) -> Response | None:
    if matches(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers=_headers(tag))
    return None


def _headers(tag: str) -> dict[str, str]:
    return {"ETag": tag, "Cache-Control": "no-cache", "Vary": "Accept"}


def _tag(request: Request, now: tuple[int, str]) -> str:
    """The tag of what this request is answered at this moment: another one after each write and each start of the server."""
    scope = request.scope
    parts = (request.app.state.run, *map(str, now), scope["path"], scope["query_string"].decode("latin-1"),
             request.headers.get("accept", ""))
    digest = blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=12)
    return f'W/"{digest.hexdigest()}"'


def matches(header: str, tag: str) -> bool:
    """Whether ``If-None-Match`` names ``tag``, weakly compared."""
    wanted = tag.removeprefix("W/")
    return any(given.strip().removeprefix("W/") == wanted for given in header.split(","))
