"""Serving in the foreground until somebody stops it, and stopping cleanly."""

from __future__ import annotations

import contextlib
import gc
import logging
import signal
import socket
import sys
import threading
import webbrowser
from collections.abc import Callable, Iterator
from types import FrameType

import uvicorn

from maillage.api.app import create_app
from maillage.api.errors import PortBusy
from maillage.api.logs import JsonLines
from maillage.api.long_work import prepare
from maillage.api.reports import Reporter
from maillage.api.token import new_token
from maillage.graph.apart import Apart
from maillage.graph.store import Store
from maillage.settings import Settings
from maillage.settings import settings as process_settings

Ready = Callable[[str], object]
# How long an answer under way may still take once the server was told to stop.
GRACE_SECONDS = 5
_ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}  # noqa: S104 - where to reach what listens there


def serve(store: Store, host: str, port: int, open_browser: bool = False, ready: Ready | None = None, *,
          settings: Settings | None = None, log_level: str = "INFO", reporter: Reporter | None = None) -> None:
    """Serves the API and the explorer until SIGINT or SIGTERM, then returns; the caller closes the store.

    ``port`` 0 takes a free one. ``ready`` is told the address once requests are answered; without it, the address
    is written on stderr. Raises PortBusy when it cannot listen there.
    """
    chosen = (settings or process_settings()).model_copy(update={"host": host})
    token = chosen.token.get_secret_value() if chosen.token is not None else new_token()
    _log_to_stderr(log_level)
    with listening(host, port) as (listener, address):
        app = create_app(store, token=token, settings=chosen, reporter=reporter)
        config = uvicorn.Config(app, log_config=None, access_log=False, server_header=False, lifespan="off",
                                timeout_graceful_shutdown=GRACE_SECONDS)
        gc.collect()
        gc.freeze()  # code and tables that stay as long as the server: large answers make the collector walk them again and again
        apart: Apart = app.state.apart
        threading.Thread(target=prepare, args=(store, apart), name="prepare", daemon=True).start()
        try:
            _Server(config, lambda: _announce(address, ready, open_browser)).run(sockets=[listener])
        finally:
            apart.close()


@contextlib.contextmanager
def listening(host: str, port: int) -> Iterator[tuple[socket.socket, str]]:
    """A listening socket and the address to reach it at. Raises PortBusy."""
    listener = _bound(host, port)
    try:
        name = _ANYWHERE.get(host, host)
        shown = f"[{name}]" if ":" in name else name
        yield listener, f"http://{shown}:{listener.getsockname()[1]}/"
    finally:
        listener.close()


def _bound(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(host or None, port, type=socket.SOCK_STREAM,
                                                              flags=socket.AI_PASSIVE)[0]
        listener = socket.socket(family, kind, protocol)
    except OSError as error:
        raise PortBusy(host=host, port=port, reason=error.strerror or error) from error
    try:
        if sys.platform != "win32":  # There it would let two programs listen on one port.
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(place)
        listener.listen(128)
    except OSError as error:
        listener.close()
        raise PortBusy(host=host, port=port, reason=error.strerror or error) from error
    return listener


class _Server(uvicorn.Server):
    """uvicorn that says when it answers, and that returns after a signal.

    The original raises the signal anew once it has stopped, which for SIGTERM ends the process before the store
    is closed.
    """

    def __init__(self, config: uvicorn.Config, answering: Callable[[], None]) -> None:
        super().__init__(config)
        self._answering = answering

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._answering()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        former = {each: signal.signal(each, self._stop) for each in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for each, handler in former.items():
                signal.signal(each, handler)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        """The first signal stops politely, a second one at once."""
        self.force_exit = self.should_exit
        self.should_exit = True


def _announce(address: str, ready: Ready | None, open_browser: bool) -> None:
    if ready is None:
        sys.stderr.write(f"{address}\n")
    else:
        ready(address)
    if open_browser:
        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()


def _log_to_stderr(level: str) -> None:
    """JSON lines on stderr: every request from us, only warnings from the server below."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    for name, least in (("maillage.api", level), ("uvicorn.error", "WARNING")):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [handler], False
        logger.setLevel(least)
