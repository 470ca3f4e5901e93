"""The collector of cycles held back while millions of objects are made of which none is in a cycle."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# New objects between two rounds of the collector. By Python's own number (700) it goes through the same batch hundreds of times.
SELDOM = 100_000


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Inside, and for all of this program meanwhile, the collector works seldom; who held it back first lets it go."""
    young, *older = gc.get_threshold()
    if not 0 < young < SELDOM:  # 0: somebody has turned it off
        yield
        return
    gc.set_threshold(SELDOM, *older)
    try:
        yield
    finally:
        gc.set_threshold(young, *older)


@contextmanager
def never_collected() -> Iterator[None]:
    """Inside, and for all of this program meanwhile, the collector does not work: it would walk what stays over and over."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
