"""The token that every change needs, so that a stranger's page cannot write through somebody's browser."""

from __future__ import annotations

import secrets
from typing import Annotated

from fastapi import Depends, Security
from fastapi.security import APIKeyHeader, HTTPAuthorizationCredentials, HTTPBearer
from starlette.requests import Request

from maillage.api.errors import HostRefused, OriginRefused, TokenRequired
from maillage.api.problems import answers
from maillage.errors import StoreError

_HEADER = APIKeyHeader(name="X-Maillage-Token", scheme_name="Token", auto_error=False,
                       description="The token that the server draws at start and the explorer's page carries.")
_BEARER = HTTPBearer(scheme_name="Bearer", auto_error=False, description="The same token, for programs.")


def new_token() -> str:
    """A token that nobody can guess: 256 random bits."""
    return secrets.token_urlsafe(32)


def require_token(
    request: Request,
    header: Annotated[str | None, Security(_HEADER)],
    bearer: Annotated[HTTPAuthorizationCredentials | None, Security(_BEARER)],
) -> None:
    """Lets the request pass when it carries the token; raises TokenRequired. Compared in constant time."""
    given = header if header is not None else bearer.credentials if bearer is not None else ""
    if not secrets.compare_digest(given.encode(), request.app.state.token.encode()):
        raise TokenRequired


Writing = Depends(require_token)
WRITE_PROBLEMS = answers(StoreError, TokenRequired, OriginRefused, HostRefused)
