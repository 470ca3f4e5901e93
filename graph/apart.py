"""Long work on a large store in a process of its own: a snapshot or a measure would keep every other request waiting.

Python computes in one thread at a time, whatever the number of processors. The second process opens the same store, keeps
the snapshot for all who ask, and ends with the first. A small store is worked on at once: there starting takes longer.
"""

from __future__ import annotations

import gc
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Future, wait
from contextlib import suppress
from functools import cached_property
from itertools import count
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any, TypeAlias

from maillage.errors import StoreError
from maillage.graph.analysis.progress import OFTEN, Watcher, watched
from maillage.graph.memo import remembered
from maillage.graph.sweep import entities

if TYPE_CHECKING:
    from maillage.graph.store import Store

# A function of a module, or a ``functools.partial`` of one: it is sent.
Work: TypeAlias = Callable[["Store"], bytes]
# A store of so many entities at most is small: its snapshot takes a tenth of a second.
SMALL = 10_000
POLITE = 5  # who waits for a measure lets who types a name go first


class Stopped(Exception):
    """Raised within work that nobody waits for, where it says how far it is."""


class Apart:
    """Where long work on ``store`` is done. Of several threads; close it."""

    def __init__(self, store: Store, small: int = SMALL) -> None:
        self._store, self._small = store, small
        self._lock = threading.Lock()
        self._other: _Other | None = None

    @property
    def needed(self) -> bool:
        """Whether the store is large. Raises StoreError."""
        return int(remembered(self._store, "entities", lambda: entities(self._store))) > self._small

    def ask(self, work: Work, watcher: Watcher = lambda step, share: None) -> bytes:
        """What ``work`` gives; ``watcher`` is told how far it is, and what that raises stops it. Raises what ``work`` raises."""
        if self.needed:
            return self._running().ask(work, watcher)
        with watched(watcher):
            return work(self._store)

    def close(self) -> None:
        """Ends the other process, whatever it does."""
        with self._lock:
            if self._other is not None:
                self._other.close()
                self._other = None

    def _running(self) -> _Other:
        with self._lock:
            if self._other is None or self._other.lost:
                self._other = _Other(self._store)
            return self._other


class _Call:
    """Work that was sent: what it gives or raises, and how far it said that it is."""

    def __init__(self) -> None:
        self.future: Future[bytes] = Future()
        self.told = ("", 0.0)


class _Other:
    """The other process, from here."""

    def __init__(self, store: Store) -> None:
        spawn = get_context("spawn")  # a fork would take this process's threads' locks along
        self._wire, there = spawn.Pipe()
        self._url, self.lost = store.url, False
        self._sending, self._calls, self._numbers = threading.Lock(), dict[int, _Call](), count()
        self._process = spawn.Process(target=_work, args=(there, store.engine_handle.opening, store.ontology),
                                      name="maillage-apart", daemon=True)
        self._process.start()
        there.close()
        threading.Thread(target=self._listen, name="apart", daemon=True).start()

    def ask(self, work: Work, watcher: Watcher) -> bytes:
        number, call = next(self._numbers), _Call()
        self._calls[number] = call
        try:
            self._send(number, work)
            while not wait([call.future], OFTEN).done:
                watcher(*call.told)
        except BaseException:
            with suppress(StoreError):
                self._send(number, None)
            raise
        finally:
            del self._calls[number]
        return call.future.result()

    def close(self) -> None:
        self._process.terminate()
        self._process.join()

    def _send(self, number: int, work: Work | None) -> None:
        with self._sending:
            try:
                self._wire.send((number, work))
            except OSError as error:
                raise self._gone() from error

    def _listen(self) -> None:
        while True:
            try:
                number, said, value = self._wire.recv()
            except (EOFError, OSError):
                break
            call = self._calls.get(number)
            if call is not None:
                _SAID[said](call, value)
        self.lost = True
        for call in list(self._calls.values()):
            if not call.future.done():
                call.future.set_exception(self._gone())

    def _gone(self) -> StoreError:
        return StoreError(url=self._url, problem_fr="le calcul s'est arrêté, peut-être faute de mémoire ; redemandez-le",
                          problem_en="the computation ended, perhaps for want of memory; ask for it again")


def _tell(call: _Call, told: tuple[str, float]) -> None:
    call.told = told


_SAID: dict[str, Callable[[_Call, Any], None]] = {
    "told": _tell, "gives": lambda call, given: call.future.set_result(given),
    "raises": lambda call, error: call.future.set_exception(error)}


def _work(wire: Connection, opening: tuple[str, str | None, str | None], ontology: Any) -> None:
    """The other process, from within: does what comes, each in a thread, until nobody is at the other end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for whoever started it, who ends this
    if hasattr(os, "nice"):
        os.nice(POLITE)
    gc.freeze()
    bench = _Bench(wire, opening, ontology)
    while True:
        try:
            number, work = wire.recv()
        except (EOFError, OSError):
            return
        if work is None:
            bench.unwanted.add(number)
        else:
            threading.Thread(target=bench.do, args=(number, work), daemon=True).start()


class _Bench:
    """Where work is done in the other process."""

    def __init__(self, wire: Connection, opening: tuple[str, str | None, str | None], ontology: Any) -> None:
        self._wire, self._opening, self._ontology = wire, opening, ontology
        self._sending, self._first = threading.Lock(), threading.Lock()
        self.unwanted: set[int] = set()

    @cached_property
    def _store(self) -> Store:
        from maillage.graph.store import open_store

        url, user, password = self._opening
        return open_store(url, user=user, password=password, ontology=self._ontology)

    def do(self, number: int, work: Work) -> None:
        def watcher(step: str, share: float) -> None:
            if number in self.unwanted:
                raise Stopped
            self._say(number, "told", (step, share))

        try:
            with self._first:
                store = self._store
            with watched(watcher):
                self._say(number, "gives", work(store))
        except Exception as error:  # noqa: BLE001 - raised again where it is waited for
            self._say(number, "raises", error)
        finally:
            self.unwanted.discard(number)

    def _say(self, number: int, said: str, value: object) -> None:
        with self._sending:
            self._wire.send((number, said, value))
