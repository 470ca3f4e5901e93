"""How far a long measure has come, and stopping it: told to whoever started it, without passing through every function."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import wait
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from maillage.graph.aside import Aside, crowded

Watcher = Callable[[str, float], None]
_watcher: ContextVar[Watcher | None] = ContextVar("watcher", default=None)
_told: ContextVar[tuple[str, float]] = ContextVar("told", default=("", 0.0))
OFTEN = 0.25  # seconds
T = TypeVar("T")


@contextmanager
def watched(watcher: Watcher) -> Iterator[None]:
    """Within, ``watcher(step, share)`` is called as measures go on (share from 0 to 1); what it raises stops them."""
    token = _watcher.set(watcher)
    try:
        yield
    finally:
        _watcher.reset(token)


def tell(step: str, share: float) -> None:
    """``share`` of ``step`` is done. A measure that takes more than a second calls this some times a second."""
    watcher = _watcher.get()
    if watcher is not None:
        _told.set((step, share))
        watcher(step, share)


def aside(work: Callable[[], T]) -> T:
    """What ``work`` gives, a call into a library that cannot be stopped: done in a thread that is left alone when the measure is.

    Without anyone to tell, it is a plain call. Where as many threads as may be are left alone already, it is waited for.
    """
    if _watcher.get() is None:
        return work()
    begun = Aside(work)
    try:
        while not wait([begun.future], OFTEN).done:
            tell(*_told.get())
    except BaseException:
        while crowded() and not wait([begun.future], OFTEN).done:
            pass
        begun.leave()
        raise
    return begun.future.result()
