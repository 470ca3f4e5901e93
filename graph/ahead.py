"""A stream of which the next item is made while the last one is dealt with."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from concurrent.futures import Future, wait
from threading import Thread
from typing import TypeVar

T = TypeVar("T")


def ahead(items: Iterator[T]) -> Generator[T, None, None]:
    """``items`` in their order, each made by a thread of its own, one ahead and no more.

    What making an item raises is raised in its place, after the items before it. Once closed, nothing is being made.
    """
    coming = _begun(items)
    try:
        while (made := coming.result()) is not None:
            coming = _begun(items)
            yield made
    finally:
        wait([coming])  # the files that it reads may be about to go


def _begun(items: Iterator[T]) -> Future[T | None]:
    coming: Future[T | None] = Future()
    # A daemon: a program that is told twice to end does not wait for a slow source.
    Thread(target=_make, args=(items, coming), name="ahead", daemon=True).start()
    return coming


def _make(items: Iterator[T], coming: Future[T | None]) -> None:
    try:
        coming.set_result(next(items, None))
    except BaseException as error:  # noqa: BLE001 - whatever it is, it belongs to who waits for the item
        coming.set_exception(error)
