"""What was computed from a snapshot, kept as long as the snapshot lives: the next question with other limits finds it done."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from maillage.graph.snapshot import Snapshot

T = TypeVar("T")
MOST = 32
_kept: dict[int, dict[Hashable, Any]] = {}
_lock = threading.Lock()


def kept(snapshot: Snapshot, key: Hashable, make: Callable[[], T]) -> T:
    """What ``make`` gives, or gave for this snapshot under ``key``; the oldest of many goes. Nobody must alter it."""
    held = _of(snapshot)
    with _lock:
        if key in held:
            held[key] = held.pop(key)  # used last, goes last
            found: T = held[key]
            return found
    made = make()
    with _lock:
        while len(held) >= MOST:
            held.pop(next(iter(held)))
        held[key] = made
    return made


def _of(snapshot: Snapshot) -> dict[Hashable, Any]:
    """By identity: a snapshot holds arrays and has no hash."""
    with _lock:
        if id(snapshot) not in _kept:
            _kept[id(snapshot)] = {}
            weakref.finalize(snapshot, _kept.pop, id(snapshot), None)
        return _kept[id(snapshot)]
