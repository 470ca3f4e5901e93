"""What stands before every route: limits on size, the server's own names and pages, and the security headers."""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from maillage.api.errors import AddressTooLong, BodyTooLarge, HostRefused, OriginRefused
from maillage.api.hosts import Names
from maillage.api.problems import problem_response
from maillage.api.uploads import PATH as UPLOADS
from maillage.errors import MaillageError

MOST_BODY = 1_000_000
MOST_ADDRESS = 16_384
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})

# 'unsafe-inline' for styles only: the map and the panels place things by style attributes, which no hash can name.
# Scripts come from our own files alone, so a style is all that injected text could ever bring.
CONTENT_POLICY = "; ".join((
    "default-src 'self'", "script-src 'self'", "style-src 'self' 'unsafe-inline'", "img-src 'self' data: blob:",
    "worker-src 'self' blob:", "connect-src 'self'", "object-src 'none'", "base-uri 'self'", "form-action 'self'",
    "frame-ancestors 'none'",
))
SECURITY_HEADERS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class SecurityHeaders:
    """Adds the security headers to every answer, also to refusals."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in SECURITY_HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, secured)


class Doorkeeper:
    """Refuses what no route should see: too long, called by a strange name, or sent by a strange page."""

    def __init__(self, app: ASGIApp, names: Names) -> None:
        self.app = app
        self.names = names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        try:
            self._check(scope)
            receive = await _bounded(scope, receive)
        except MaillageError as refusal:
            await problem_response(Request(scope), refusal)(scope, receive, send)
            return
        await self.app(scope, receive, send)

    def _check(self, scope: Scope) -> None:
        if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > MOST_ADDRESS:
            raise AddressTooLong(limit=MOST_ADDRESS)
        headers = Headers(scope=scope)
        host, origin = headers.get("host", ""), headers.get("origin")
        if not self.names.host_is_ours(host):
            raise HostRefused(host=host[:200])
        if scope["method"] not in SAFE_METHODS and origin is not None and not self.names.origin_is_ours(origin, host):
            raise OriginRefused(origin=origin[:200])


async def _bounded(scope: Scope, receive: Receive) -> Receive:
    """``receive`` with the body already read, so that one too large is refused before any route starts."""
    if scope["method"] in SAFE_METHODS or scope["path"] == UPLOADS:  # files go to disk as they come, under limits of their own
        return receive
    declared = Headers(scope=scope).get("content-length", "0")
    if declared.isdecimal() and int(declared[:20]) > MOST_BODY:
        raise BodyTooLarge(limit=MOST_BODY)
    return _replayed(await _body(receive), receive)


async def _body(receive: Receive) -> bytes:
    body = bytearray()
    while True:
        message = await receive()
        body += message.get("body", b"")
        if len(body) > MOST_BODY:
            raise BodyTooLarge(limit=MOST_BODY)
        if message["type"] != "http.request" or not message.get("more_body", False):
            return bytes(body)


def _replayed(body: bytes, receive: Receive) -> Receive:
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def replay() -> Message:
        return waiting.pop() if waiting else await receive()

    return replay
