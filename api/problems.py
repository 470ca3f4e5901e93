"""Errors as RFC 9457 ``application/problem+json``: one table from exceptions to answers, for every error there is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from maillage.api import errors
from maillage.api.language import language
from maillage.api.problem_types import problem_type
from maillage.api.wording import Wrong, wrongs
from maillage.errors import MaillageError

MEDIA_TYPE = "application/problem+json"


class WrongPlace(BaseModel):
    """One place of a request that is not as expected."""

    place: str = Field(description="Where: `query.limit`, `body.cypher` …")
    problem: str = Field(description="What is wrong there.")


class Problem(BaseModel):
    """What went wrong (RFC 9457), in the language asked by `lang` or `Accept-Language`, French by default."""

    type: str = Field(description="Stable kind of problem: a page that explains it.", examples=["/api/problems/not-found"])
    title: str = Field(description="The kind of problem in a few words.")
    status: int = Field(description="The HTTP status.")
    detail: str = Field(description="What is wrong here, and what to do.")
    errors: list[WrongPlace] = Field(default_factory=list, description="Each wrong place of a malformed request.")
    reference: str | None = Field(None, description="For an unexpected error: finds it in the server's log.")


def problem_response(request: Request, error: MaillageError, *, places: list[Wrong] | None = None,
                     headers: Mapping[str, str] | None = None) -> Response:
    """The answer that tells ``error``; its status is the one that its class says now."""
    lang = language(request)
    problem = Problem(
        type=f"/api/problems/{error.slug}",
        title=problem_type(error.slug).title(lang),
        status=error.status,
        detail=error.message(lang),
        errors=[WrongPlace(place=wrong.place, problem=wrong.said(lang)) for wrong in places or ()],
        reference=error.details.get("reference"),
    )
    content = problem.model_dump_json(exclude_defaults=True)
    return Response(content, error.status, {**_headers(error), **(headers or {})}, MEDIA_TYPE)


def _headers(error: MaillageError) -> dict[str, str]:
    told = {"Cache-Control": "no-store", "Vary": "Accept-Language"}
    if error.status == 401:
        told["WWW-Authenticate"] = 'Bearer realm="maillage"'
    if error.status == 503:
        told["Retry-After"] = "2"
    return told


def handle_errors(app: FastAPI) -> None:
    """Installs the table: our errors, those of the form of a request, and the framework's own."""
    app.add_exception_handler(MaillageError, _ours)
    app.add_exception_handler(RequestValidationError, _malformed)
    app.add_exception_handler(HTTPException, _framework)


def _ours(request: Request, error: Exception) -> Response:
    assert isinstance(error, MaillageError)
    return problem_response(request, error)


def _malformed(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    places = wrongs(error.errors())
    first = places[0]
    told = errors.InvalidRequest(problem_fr=f"{first.place} : {first.fr}", problem_en=f"{first.place}: {first.en}")
    return problem_response(request, told, places=places)


def _framework(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    headers = dict(error.headers or {})
    if error.status_code == 404:
        return problem_response(request, errors.NoSuchRoute(path=request.url.path[:200]))
    if error.status_code == 405:
        allow = ", ".join(sorted(_methods(request) or headers.get("Allow", "GET").split(", ")))
        told = errors.MethodNotAllowed(method=request.method[:20], allow=allow)
        return problem_response(request, told, headers={**headers, "Allow": allow})
    return problem_response(request, errors.BadRequest(str(error.detail)), headers=headers)


def _methods(request: Request) -> set[str]:
    """All methods of the address, by the most telling route that fits it; the framework names those of the first one."""
    paths: dict[str, dict[str, Any]] = request.app.openapi()["paths"]
    fitting = [path for path in paths if re.fullmatch(re.sub(r"\\{\w+\\}", ".+", re.escape(path)), request.url.path)]
    # ``{id}`` may hold a slash: of /imports/{id} and /imports/{id}/progress the longer one is meant.
    return {method.upper() for method in paths[max(fitting, key=len)]} if fitting else set()


def answers(*kinds: type[MaillageError]) -> dict[int | str, dict[str, Any]]:
    """The documentation of problem answers for a route: one entry a status, naming the kinds of problem it may tell."""
    by_status: dict[int | str, list[str]] = {}
    for kind in kinds:
        by_status.setdefault(kind.status, []).append(kind.slug)
    schema = {"$ref": "#/components/schemas/Problem"}
    return {status: {"description": " / ".join(problem_type(slug).title_en for slug in slugs),
                     "content": {MEDIA_TYPE: {"schema": schema}}}
            for status, slugs in sorted(by_status.items(), key=lambda item: str(item[0]))}
