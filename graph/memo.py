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


def moment(store: Store) -> tuple[int, str]:
    """What an answer was true of: the store's mark, and when the store began, since one that was emptied counts anew."""
    meta = store.read(cypher.META)[0]["meta"]
    return meta["mark"], meta["created_at"]


def remembered(store: Store, key: Hashable, make: Callable[[], T]) -> T:
    """What ``make`` gives, or gave under ``key`` since the store last changed; the caller must not alter it."""
    now = moment(store)
    with _lock:
        held = _kept.get(store)
        if held is None or held[0] != now or len(held[1]) >= MOST:
            held = _kept[store] = (now, {})
    answers = held[1]
    if key not in answers:
        answers[key] = make()
    found: T = answers[key]
    return found
