"""A stream of which the next item is made while the last one is dealt with."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from concurrent.futures import wait
from typing import TypeVar

from maillage.graph.aside import Aside

T = TypeVar("T")


def ahead(items: Iterator[T]) -> Generator[T, None, None]:
    """``items`` in their order, each made by a thread of its own, one ahead and no more.

    What making an item raises is raised in its place, after the items before it. Once closed, nothing is being made.
    """
    def begun() -> Aside[T | None]:
        return Aside(lambda: next(items, None))

    coming = begun()
    try:
        while (made := coming.future.result()) is not None:
            coming = begun()
            yield made
    finally:
        wait([coming.future])  # the files that it reads may be about to go
