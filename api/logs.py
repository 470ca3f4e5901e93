"""One JSON line for each request, without what people typed; and words for what nobody expected."""

from __future__ import annotations

import json
import logging
import re
import secrets
import time
from datetime import UTC, datetime

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from maillage.api.errors import InternalError
from maillage.api.problems import problem_response

logger = logging.getLogger("maillage.api")
_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")


class JsonLines(logging.Formatter):
    """A log record as one line of JSON: time, level, message, and the fields given as ``extra={"fields": …}``."""

    def format(self, record: logging.LogRecord) -> str:
        line = {"time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
                "level": record.levelname.lower(), "message": record.getMessage(), **getattr(record, "fields", {})}
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


class RequestLog:
    """Logs each request (method, path, status, milliseconds, id) and answers 500 in words where a route failed.

    The query string is left out: it holds what people search for.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started, status, id = time.perf_counter(), 0, _request_id(scope)

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message).setdefault("X-Request-Id", id)
            await send(message)

        try:
            await self.app(scope, receive, noted)
        except Exception:
            logger.exception("unexpected error", extra={"fields": {"request_id": id, "path": scope["path"]}})
            if status:  # The answer had begun: only breaking it off tells that it is not whole.
                raise
            await problem_response(Request(scope), InternalError(reference=id))(scope, receive, noted)
        finally:
            fields = {"method": scope["method"], "path": scope["path"], "status": status, "request_id": id,
                      "ms": round((time.perf_counter() - started) * 1000, 1)}
            logger.info("request", extra={"fields": fields})


def _request_id(scope: Scope) -> str:
    """The id that a proxy gave the request, when it is a plain one; a new one otherwise."""
    given = Headers(scope=scope).get("x-request-id", "")
    return given if _REQUEST_ID.fullmatch(given) else secrets.token_hex(8)
