"""Answers that cost the engine much, kept until the store changes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, Any, TypeVar
from weakref import WeakKeyDictionary

from maillage.graph import cypher

if TYPE_CHECKING:
    from maillage.graph.store import Store

T = TypeVar("T")
MOST = 1_000
_kept: WeakKeyDictionary[Store, tuple[tuple[int, str], dict[Hashable, Any]]] = WeakKeyDictionary()
_lock = threading.Lock()


def remembered(store: Store, key: Hashable, make: Callable[[], T]) -> T:
    """What ``make`` gives, or gave under ``key`` since the store last changed; the caller must not alter it."""
    meta = store.read(cypher.META)[0]["meta"]
    moment = meta["mark"], meta["created_at"]  # a store that was emptied counts its marks anew
    with _lock:
        held = _kept.get(store)
        if held is None or held[0] != moment or len(held[1]) >= MOST:
            held = _kept[store] = (moment, {})
    answers = held[1]
    if key not in answers:
        answers[key] = make()
    found: T = answers[key]
    return found
