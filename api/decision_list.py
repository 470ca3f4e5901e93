"""Decisions page by page, the latest first."""

from __future__ import annotations

from typing import Any

from maillage.api.shapes import DecisionPage
from maillage.graph.answers import DecisionInfo
from maillage.graph.cursors import BadCursor, read_cursor, write_cursor
from maillage.graph.store import Store

_PAGE = "MATCH (d:Decision){where} RETURN properties(d) AS d ORDER BY d.recorded_at DESC, d.id LIMIT $limit"
_TESTS = {"target": "(d.target IN $target OR d.other IN $target)", "kind": "d.kind = $kind"}
_AFTER = "(d.recorded_at < $at OR (d.recorded_at = $at AND d.id > $after))"


def decisions(store: Store, *, targets: list[str], kind: str | None, limit: int, cursor: str | None) -> DecisionPage:
    """Decisions about ``targets`` (claims or entities) and of one ``kind``, where these are given. Raises BadCursor."""
    given: dict[str, Any] = {name: value for name, value in (("target", targets), ("kind", kind)) if value}
    position = read_cursor(cursor, "decisions", given)
    tests = [_TESTS[name] for name in given] + ([_AFTER] if position else [])
    where = f" WHERE {' AND '.join(tests)}" if tests else ""
    rows = [row["d"] for row in store.read(_PAGE.format(where=where), **given, **_position(position), limit=limit + 1)]
    items = [DecisionInfo(**row) for row in rows[:limit]]
    more = write_cursor("decisions", given, items[-1].recorded_at, items[-1].id) if len(rows) > limit else None
    return DecisionPage(items=items, cursor=more)


def _position(position: tuple[Any, ...] | None) -> dict[str, str]:
    if position is None:
        return {}
    if len(position) != 2:
        raise BadCursor
    return {"at": str(position[0]), "after": str(position[1])}
