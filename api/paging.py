"""Pages of lists that are short enough to be read whole: sources, imports."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from maillage.graph.cursors import BadCursor, read_cursor, write_cursor


class _Named(Protocol):
    @property
    def id(self) -> str: ...


T = TypeVar("T", bound=_Named)


def paged(name: str, items: Sequence[T], limit: int, cursor: str | None) -> tuple[list[T], str | None]:
    """The items after ``cursor``, ``limit`` at most, and the cursor of the next page. Raises BadCursor."""
    begin = _after(items, read_cursor(cursor, name, {}))
    shown = list(items[begin:begin + limit])
    return shown, write_cursor(name, {}, shown[-1].id) if begin + limit < len(items) else None


def _after(items: Sequence[_Named], position: tuple[object, ...] | None) -> int:
    if position is None:
        return 0
    places = {item.id: place for place, item in enumerate(items)}
    if position[0] not in places:
        raise BadCursor
    return places[str(position[0])] + 1
