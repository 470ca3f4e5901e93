"""Work in a thread of its own. What cannot be stopped is left alone when nobody waits for it any longer, never many at once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Generic, TypeVar

T = TypeVar("T")
# Threads that go on with what nobody waits for: no more than these at once.
MOST_LEFT = 4
_left: set[threading.Thread] = set()
_lock = threading.Lock()


class Aside(Generic[T]):
    """``work``, begun: what it gives or raises comes by ``future``."""

    def __init__(self, work: Callable[[], T]) -> None:
        self.future: Future[T] = Future()
        self._thread = threading.Thread(target=_settle, args=(self.future, work), name="aside", daemon=True)
        self._thread.start()

    def leave(self) -> None:
        """Nobody waits for it any longer."""
        with _lock:
            _left.add(self._thread)


def crowded() -> bool:
    """Whether as much is left alone as may be."""
    with _lock:
        _left.intersection_update([thread for thread in _left if thread.is_alive()])
        return len(_left) >= MOST_LEFT


def _settle(future: Future[T], work: Callable[[], T]) -> None:
    try:
        future.set_result(work())
    except BaseException as error:  # noqa: BLE001 - raised again where it is waited for
        future.set_exception(error)
