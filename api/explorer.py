"""The explorer: its built files at ``/``, its page, any other address showing that page.

The page carries the token where only people at this machine can open it; elsewhere who wants to change something types it.
"""

from __future__ import annotations

import mimetypes
from html import escape
from importlib.resources import files
from importlib.resources.abc import Traversable

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.types import Receive, Scope, Send

from maillage.api.errors import NoSuchRoute
from maillage.api.hosts import served_here_alone
from maillage.api.pages import page
from maillage.settings import Settings

PLACEHOLDER = "__MAILLAGE_TOKEN__"
INDEX = "index.html"
# Vite names these files by the hash of what is in them: under one name they never change.
HASHED = "assets/"

_NO_BUNDLE = """
<h1>maillage</h1>
<p lang="fr">Le serveur fonctionne, mais l'explorateur n'a pas été construit : <code>make web</code>.
L'API est à <a href="/api/docs">/api/docs</a>.</p>
<p lang="en">The server runs, but the explorer has not been built: <code>make web</code>.
The API is at <a href="/api/docs">/api/docs</a>.</p>
"""


def add(app: FastAPI, bundle: Traversable | None = None) -> None:
    """Serves the files of ``bundle``, ``maillage/viz/static`` when it is not given, listed once at start.

    A request can name a listed file only: no address leads elsewhere on the disk. It stands behind all routes, so
    that a wrong method on one of them is told as such.
    """
    folder = bundle if bundle is not None else files("maillage.viz") / "static"
    known = dict(_listed(folder)) if folder.is_dir() else {}

    async def elsewhere(scope: Scope, receive: Receive, send: Send) -> None:
        response = await run_in_threadpool(_serve, known, Request(scope))
        await response(scope, receive, send)

    app.router.default = elsewhere


def _listed(folder: Traversable, prefix: str = "") -> list[tuple[str, Traversable]]:
    found: list[tuple[str, Traversable]] = []
    for entry in folder.iterdir():
        name = prefix + entry.name
        found += _listed(entry, f"{name}/") if entry.is_dir() else [(name, entry)]
    return found


def _serve(known: dict[str, Traversable], request: Request) -> Response:
    name = request.url.path.removeprefix("/")
    ours = name == "api" or name.startswith(("api/", HASHED))
    if request.method not in ("GET", "HEAD") or (ours and name not in known):
        raise NoSuchRoute(path=request.url.path[:200])
    if name in known and name != INDEX:
        return _file(name, known[name])
    state = request.app.state
    return _index(known.get(INDEX), state.token if _carries_token(request) else "")


def _carries_token(request: Request) -> bool:
    """Whether this visitor's page may change things without being asked for the token."""
    settings: Settings = request.app.state.settings
    here = served_here_alone(settings, request.headers)
    return {"always": True, "never": False, "auto": here}[settings.page_token]


def _file(name: str, entry: Traversable) -> Response:
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    age = "public, max-age=31536000, immutable" if name.startswith(HASHED) else "max-age=3600"
    return Response(entry.read_bytes(), headers={"Cache-Control": age}, media_type=kind)


def _index(entry: Traversable | None, token: str) -> HTMLResponse:
    """The explorer's page with the token in it, kept by no cache."""
    if entry is None:
        return page("maillage", _NO_BUNDLE)
    text = entry.read_text(encoding="utf-8").replace(PLACEHOLDER, escape(token, quote=True))
    return HTMLResponse(text, headers={"Cache-Control": "no-store"})
