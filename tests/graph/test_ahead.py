"""A stream made one item ahead: the same items, in the same order, and the same errors in the same places."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from maillage.graph.ahead import ahead

LONG = 10.0


def test_the_items_come_in_their_order() -> None:
    assert list(ahead(iter("abcdef"))) == list("abcdef")
    assert list(ahead(iter(()))) == []


def test_the_next_item_is_made_while_one_is_dealt_with() -> None:
    made: list[int] = []
    second = threading.Event()

    def items() -> Iterator[int]:
        for number in range(3):
            made.append(number)
            if number == 1:
                second.set()
            yield number

    given = ahead(items())
    assert next(given) == 0
    assert second.wait(LONG)
    assert made == [0, 1]  # one ahead and no more, however long we take
    assert list(given) == [1, 2]


def test_once_closed_nothing_is_being_made() -> None:
    under_way, over = threading.Event(), threading.Event()

    def items() -> Iterator[int]:
        yield 1
        under_way.set()
        over.wait(LONG)
        yield 2

    given = ahead(items())
    assert next(given) == 1
    assert under_way.wait(LONG)
    closer = threading.Thread(target=given.close)
    closer.start()
    closer.join(0.1)
    assert closer.is_alive()  # it waits for the item under way
    over.set()
    closer.join(LONG)
    assert not closer.is_alive()


def test_an_error_comes_after_the_items_before_it() -> None:
    def items() -> Iterator[int]:
        yield 1
        yield 2
        raise ValueError("the file ends in the middle of a row")

    given = ahead(items())
    assert [next(given), next(given)] == [1, 2]
    with pytest.raises(ValueError, match="in the middle"):
        next(given)
