"""Sets of things that come together in several rows: closed frequent itemsets, most frequent first.

The search is Uno's (LCM, 2004) by descending support, so that when it is cut what it has is
exactly the most frequent. A closed set is one to which nothing can be added without losing a row.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, islice
from typing import NamedTuple

from maillage.graph.analysis.progress import tell


@dataclass(frozen=True)
class Together:
    """``items`` ascending, and the ``rows`` (ascending) that hold them all."""

    items: tuple[int, ...]
    rows: tuple[int, ...]


class _Set(NamedTuple):
    items: frozenset[int]
    rows: frozenset[int]
    last: int
    open: list[int]


def together(rows: Sequence[Sequence[int]], *, least: int = 2, smallest: int = 2,
             most: int = 1000) -> tuple[list[Together], bool]:
    """Closed sets of at least ``smallest`` items in at least ``least`` rows, the most frequent first.

    At most ``most`` of them; the second value says whether there are more.
    """
    wanted = (found for found in _Search(rows, least).sets() if len(found.items) >= smallest)
    taken = list(islice(wanted, most + 1))
    return [Together(tuple(sorted(found.items)), tuple(sorted(found.rows))) for found in taken[:most]], len(taken) > most


class _Search:
    """``held[row]`` and ``holders[item]`` are the two sides of one table; items of too few rows are not looked at."""

    def __init__(self, rows: Sequence[Sequence[int]], least: int) -> None:
        self.least = max(1, least)
        self.holders: dict[int, frozenset[int]] = {}
        places: dict[int, list[int]] = {}
        for place, row in enumerate(rows):
            for item in set(row):
                places.setdefault(item, []).append(place)
        self.holders = {item: frozenset(at) for item, at in sorted(places.items()) if len(at) >= self.least}
        self.held = [frozenset(item for item in row if item in self.holders) for row in rows]

    def sets(self) -> Iterator[_Set]:
        """Every closed set once, by descending number of rows."""
        everywhere = frozenset(range(len(self.held)))
        order = count()
        waiting: list[tuple[int, int, _Set]] = []
        if len(self.held) >= self.least:
            waiting.append((-len(self.held), next(order), _Set(self._common(everywhere), everywhere, -1, list(self.holders))))
        while waiting:
            _, turn, found = heapq.heappop(waiting)
            if turn % 100 == 0:
                tell("patterns", 0.5)
            yield found
            for more in self._larger(found):
                heapq.heappush(waiting, (-len(more.rows), next(order), more))

    def _larger(self, found: _Set) -> Iterator[_Set]:
        """Sets that add one later item and what follows from it; what would follow from an earlier item is found there."""
        shared = {item: found.rows & self.holders[item] for item in found.open}
        open_ = [item for item, rows in shared.items() if len(rows) >= self.least]
        for item in open_:
            if item <= found.last or item in found.items:
                continue
            items = self._common(shared[item])
            if all(other in found.items for other in items if other < item):
                yield _Set(items, shared[item], item, open_)

    def _common(self, rows: frozenset[int]) -> frozenset[int]:
        """What all these rows hold; nothing where there are no rows."""
        held = [self.held[row] for row in rows]
        return held[0].intersection(*held[1:]) if held else frozenset()
