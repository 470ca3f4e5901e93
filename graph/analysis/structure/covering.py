"""The fewest sets that together hold all that is needed (set cover)."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from math import ceil

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

EXACT = 400
SECONDS = 5.0
COMPARED = 3_000


@dataclass(frozen=True)
class Cover:
    """``chosen`` holders, in the order in which each adds most; ``missing``: what nobody holds.

    ``at_least`` is a number below which nobody can go: equal to the number chosen when the cover is proved smallest.
    """

    chosen: tuple[int, ...]
    missing: frozenset[int]
    at_least: int

    @property
    def smallest(self) -> bool:
        return len(self.chosen) == self.at_least


def cover(needed: Set[int], held: Mapping[int, Set[int]], exact: int = EXACT) -> Cover:
    """The fewest of ``held`` that hold all of ``needed`` that anybody holds.

    Exact (HiGHS) while at most ``exact`` holders are worth considering and it proves the optimum in time; else greedy, which
    takes at most H(k) = 1 + 1/2 + … + 1/k times the fewest, for k needs met by one holder (Chvátal 1979).
    """
    useful = _undominated({who: frozenset(what & needed) for who, what in held.items()})
    reached: frozenset[int] = frozenset().union(*useful.values())
    missing = frozenset(needed - reached)
    if not reached:
        return Cover((), missing, 0)
    quick = _greedy(reached, useful)
    best, floor = (quick, _floor(quick, useful))
    if len(useful) <= exact and len(quick) > floor:
        best, floor = _proved(reached, useful) or (best, floor)
    return Cover(_by_gain(best, useful), missing, floor)


def harmonic(k: int) -> float:
    """1 + 1/2 + … + 1/k."""
    return sum(1 / each for each in range(1, k + 1))


def _undominated(held: dict[int, frozenset[int]]) -> dict[int, frozenset[int]]:
    """Without those who hold nothing that another does not hold as well; of equals the first stays."""
    first: dict[frozenset[int], int] = {}
    for who, what in sorted(held.items()):
        if what:
            first.setdefault(what, who)
    kept: dict[int, frozenset[int]] = {}
    for what, who in sorted(first.items(), key=lambda pair: (-len(pair[0]), pair[1])):
        if len(first) > COMPARED or not any(what <= other for other in kept.values()):
            kept[who] = what
    return kept


def _greedy(needed: frozenset[int], held: Mapping[int, frozenset[int]]) -> list[int]:
    left, chosen = set(needed), []
    while left:
        best = max(held, key=lambda who: (len(held[who] & left), -who))
        chosen.append(best)
        left -= held[best]
    return chosen


def _floor(chosen: list[int], held: Mapping[int, frozenset[int]]) -> int:
    """No fewer than the needs divided by the most that one holds, nor than greedy's number divided by its bound."""
    largest = max(len(what) for what in held.values())
    needs = len(frozenset().union(*held.values()))
    return max(ceil(needs / largest), ceil(len(chosen) / harmonic(largest) - 1e-9))


def _proved(needed: frozenset[int], held: Mapping[int, frozenset[int]]) -> tuple[list[int], int] | None:
    who, what = list(held), sorted(needed)
    place = {need: row for row, need in enumerate(what)}
    at = [(place[need], column) for column, each in enumerate(who) for need in held[each]]
    rows, columns = zip(*at, strict=True)
    matrix = csr_array((np.ones(len(at)), (rows, columns)), shape=(len(what), len(who)))
    found = milp(np.ones(len(who)), constraints=LinearConstraint(matrix, lb=1), bounds=Bounds(0, 1),
                 integrality=np.ones(len(who), dtype=np.int64), options={"time_limit": SECONDS})
    if found.status != 0 or found.x is None:
        return None
    chosen = [who[column] for column in np.flatnonzero(found.x > 0.5).tolist()]
    return chosen, len(chosen)


def _by_gain(chosen: list[int], held: Mapping[int, frozenset[int]]) -> tuple[int, ...]:
    """The chosen in the order in which each adds most to those before."""
    left, ordered, known = sorted(chosen), [], frozenset[int]()
    while left:
        best = max(left, key=lambda who: (len(held[who] - known), -who))
        left.remove(best)
        ordered.append(best)
        known |= held[best]
    return tuple(ordered)
