"""Answers that cost the engine much, kept until the store changes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar
from weakref import WeakKeyDictionary

from maillage.graph import cypher

if TYPE_CHECKING:
    from maillage.graph.store import Store

T = TypeVar("T")
MOST = 1_000
_kept: WeakKeyDictionary[Store, tuple[tuple[int, str], dict[Hashable, Any]]] = WeakKeyDictionary()
_lock = threading.Lock()


class _Held(NamedTuple):
    store: Store
    now: tuple[int, str]
    visible: str | None


_held: ContextVar[_Held | None] = ContextVar("held", default=None)


def moment(store: Store) -> tuple[int, str]:
    """What an answer was true of: the store's mark, and when the store began, since one that was emptied counts anew.

    Raises StoreError.
    """
    held = _held.get()
    return held.now if held is not None and held.store is store else _read(store, None).now


@contextmanager
def one_moment(store: Store, id: str | None = None) -> Iterator[tuple[int, str]]:
    """The moment, which inside stays the same: what is read there is as new or newer. Raises StoreError.

    With it, by one question to the engine, comes whether the entity ``id`` is visible: ``seen_visible`` tells.
    """
    held = _read(store, id)
    token = _held.set(held)
    try:
        yield held.now
    finally:
        _held.reset(token)


def seen_visible(store: Store, id: str) -> bool:
    """Whether ``id`` was seen to be a visible entity, at the moment within which this is asked."""
    held = _held.get()
    return held is not None and held.store is store and held.visible == id


def _read(store: Store, id: str | None) -> _Held:
    row = store.read(cypher.META)[0] if id is None else store.read(cypher.META_AND_VISIBLE, id=id)[0]
    return _Held(store, (row["meta"]["mark"], row["meta"]["created_at"]), row.get("id"))


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
