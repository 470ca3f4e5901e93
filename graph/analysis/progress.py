"""How far a long measure has come, and stopping it: told to whoever started it, without passing through every function."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Watcher = Callable[[str, float], None]
_watcher: ContextVar[Watcher | None] = ContextVar("watcher", default=None)


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
        watcher(step, share)
