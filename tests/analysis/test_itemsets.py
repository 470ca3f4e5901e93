"""Closed sets that come together: every subset tried."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maillage.graph.analysis.progress import watched
from maillage.graph.analysis.structure.itemsets import together

Rows = st.lists(st.lists(st.integers(0, 5), max_size=6), max_size=7)


@settings(max_examples=60, deadline=None)
@given(Rows, st.integers(1, 3), st.integers(1, 2))
def test_exactly_the_closed_sets_once_each_most_frequent_first(rows: list[list[int]], least: int, smallest: int) -> None:
    found, more = together(rows, least=least, smallest=smallest)
    assert {(each.items, each.rows) for each in found} == tried(rows, least, smallest)
    assert len({each.items for each in found}) == len(found)
    assert not more
    assert [len(each.rows) for each in found] == sorted((len(each.rows) for each in found), reverse=True)


def tried(rows: list[list[int]], least: int, smallest: int) -> set[tuple[tuple[int, ...], tuple[int, ...]]]:
    held: dict[tuple[int, ...], tuple[int, ...]] = {}
    for size in range(smallest, 7):
        for items in combinations(range(6), size):
            where = tuple(place for place, row in enumerate(rows) if set(items) <= set(row))
            if where and len(where) >= least:
                held[items] = where
    return {(items, where) for items, where in held.items()
            if not any(set(items) < set(other) and where == also for other, also in held.items())}


def test_what_is_cut_is_the_least_frequent() -> None:
    rows = [[1, 2], [1, 2], [1, 2], [3, 4], [3, 4], [5, 6], [5, 6]]
    found, more = together(rows, most=2)
    assert more
    assert found[0].items == (1, 2)
    assert len(found) == 2


def test_when_more_than_so_many_are_looked_at_it_says_that_there_may_be_more() -> None:
    rows = [list(range(12)), *([item for item in range(12) if item != without] for without in range(12))]
    assert together(rows, smallest=2, most=5000)[1] is False
    assert together(rows, smallest=11, most=5000, looked=100) == ([], True)


def test_it_tells_how_far_it_is_and_stops_when_told_to() -> None:
    rows, told = [[item, item + 1, item + 2] for item in range(200) for _ in range(2)], list[float]()

    def listen(step: str, share: float) -> None:
        told.append(share)
        if step == "patterns" and share > 0.3:
            raise InterruptedError

    with watched(listen), pytest.raises(InterruptedError):
        together(rows)
    assert told == sorted(told)
    assert 0.3 < told[-1] < 0.9
