"""``demo`` and ``serve``: the explorer and the API in the foreground, until somebody stops them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from maillage.cli.base import Command, chosen
from maillage.cli.opening import opened
from maillage.cli.problems import ResetRefused
from maillage.cli.progress import progress
from maillage.cli.screen import tell, without_account
from maillage.cli.values import OneOf, Whole
from maillage.cli.words import amount, say

if TYPE_CHECKING:
    from maillage.graph.store import Store

PORT = Whole(0, 65535)
PORTS_TRIED = 20
LEVELS = ("debug", "info", "warning", "error")


@click.command("demo", cls=Command)
@click.option("--no-open", is_flag=True)
@click.option("--port", type=PORT)
@click.option("--reset", is_flag=True)
def demo(no_open: bool, port: int | None, reset: bool) -> None:
    """The 2018 programme on a map: loaded once, kept, served."""
    elsewhere = chosen().store or os.environ.get("MAILLAGE_STORE")
    if reset and elsewhere:
        raise ResetRefused(url=without_account(elsewhere))
    with opened(elsewhere or f"embedded:{demo_directory()}") as store:
        if reset:
            store.wipe()
            tell(say("demo-reset"))
        load_programme(store)
        _serve_somewhere(store, port, not no_open)


def demo_directory() -> Path:
    """The demo's own store, apart from everybody's data."""
    from maillage.settings import default_directory

    return default_directory().with_name("demo")


def load_programme(store: Store) -> None:
    """Loads the programme that ships with maillage, unless it is already in ``store``."""
    import maillage.loaders
    from maillage.loaders.recognise import recognise

    folder = Path(maillage.loaders.__path__[0]) / "programme"
    extract = recognise([folder], ontology=store.ontology)
    held = store.import_record(extract.import_id)
    if held is not None and held.finished_at:
        return
    with progress(say("loading", title=extract.title), "claims") as step:
        report = store.load(extract, lambda share, so_far: step(so_far.new + so_far.known, share))
    tell(say("demo-loaded", title=extract.title, new=amount(report.new)))


def _serve_somewhere(store: Store, port: int | None, browser: bool) -> None:
    """On the port that was asked for; else on the first free one from the usual."""
    from maillage.api.errors import PortBusy
    from maillage.settings import settings

    first, host = settings().port, settings().host
    if port is not None:
        _serve(store, host, port, browser, "warning")
        return
    for candidate in _ports(first):
        try:
            _serve(store, host, candidate, browser, "warning")
            return
        except PortBusy:
            if candidate == 0:
                raise
            tell(say("port-busy", port=candidate), "warning")


def _ports(first: int) -> Iterator[int]:
    if first:
        yield from range(first, min(first + PORTS_TRIED, 65536))
    yield 0


@click.command("serve", cls=Command)
@click.option("--host", metavar="HOST")
@click.option("--port", type=PORT)
@click.option("--open", "browser", is_flag=True)
@click.option("--log-level", type=OneOf(LEVELS))
def serve(host: str | None, port: int | None, browser: bool, log_level: str | None) -> None:
    """The explorer and the API on the store."""
    from maillage.settings import settings

    level = log_level or ("warning" if sys.stderr.isatty() else "info")
    with opened() as store:
        _serve(store, host or settings().host, settings().port if port is None else port, browser, level)


def _serve(store: Store, host: str, port: int, browser: bool, level: str) -> None:
    from maillage.api.serve import serve as serve_store
    from maillage.viz.report.files import report

    serve_store(store, host, port, browser and _has_a_screen(), lambda address: _announce(store, address),
                log_level=level.upper(), reporter=report)
    tell(say("served"))


def _announce(store: Store, address: str) -> None:
    """The address alone on stdout, for programs; what to do with it on stderr."""
    tell(say("serving", url=store.url))
    sys.stdout.write(f"{address}\n")
    sys.stdout.flush()


def _has_a_screen() -> bool:
    """Whether a browser can open; on a server without one, Python would start a browser of text in this terminal."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
