"""The fewest who hold all that is needed: every choice tried."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maillage.graph.analysis.structure.covering import cover, harmonic

Held = st.dictionaries(st.integers(0, 7), st.frozensets(st.integers(0, 6), max_size=4), max_size=8)


@settings(max_examples=50, deadline=None)
@given(st.frozensets(st.integers(0, 8), max_size=7), Held)
def test_the_fewest_and_what_nobody_holds(needed: frozenset[int], held: dict[int, frozenset[int]]) -> None:
    found = cover(needed, held)
    reached = needed & frozenset().union(*held.values())
    assert found.missing == needed - reached
    assert reached <= frozenset().union(*(held[who] for who in found.chosen))
    fewest = next(size for size in range(len(held) + 1) for choice in combinations(held, size)
                  if reached <= frozenset().union(*(held[who] for who in choice)))
    assert len(found.chosen) == fewest == found.at_least
    assert found.smallest


@settings(max_examples=50, deadline=None)
@given(st.frozensets(st.integers(0, 6), min_size=1), Held)
def test_without_proof_the_bounds_hold(needed: frozenset[int], held: dict[int, frozenset[int]]) -> None:
    quick, sure = cover(needed, held, exact=0), cover(needed, held)
    largest = max((len(what & needed) for what in held.values()), default=0)
    assert quick.at_least <= len(sure.chosen) <= len(quick.chosen) <= harmonic(largest) * len(sure.chosen) + 1e-9


@pytest.mark.parametrize(("held", "number", "at_least"), [
    (("bc", "ab", "cd"), 3, 2),  # greedy takes the middle first: 3 where 2 do, H(2) = 1.5 times as many
    (("ab", "cd", "ef"), 3, 3),  # six needs, two at a time
    (("abcd", "e", "f", "g", "h"), 5, 3)])  # 5 / H(4) = 2.4; eight needs four at a time would say 2
def test_what_is_not_proved_has_the_larger_of_both_bounds(held: tuple[str, ...], number: int, at_least: int) -> None:
    found = cover({ord(need) for each in held for need in each},
                  {who: {ord(need) for need in each} for who, each in enumerate(held)}, exact=0)
    assert (len(found.chosen), found.at_least, found.smallest) == (number, at_least, number == at_least)
