"""The fewest who hold all that is needed: every choice tried."""

from __future__ import annotations

from itertools import combinations

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
