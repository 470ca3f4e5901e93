"""Rows as the wire likes them: what all rows share is sent once, the rest as lists instead of maps.

There is less to pack on one side, and less to unpack on the other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

MANY = 100


class Columns(NamedTuple):
    """``assignments`` is the inside of a Cypher map over ``row`` and ``$shared``; ``rows`` are lists of values."""

    assignments: str
    rows: list[list[Any]]
    shared: dict[str, Any]


def columns(rows: Sequence[Mapping[str, Any]], lead: Sequence[str] = ()) -> Columns:
    """``rows`` by column. The values of ``lead`` stand first in each row, and are no property of their own.

    A key that a row lacks is null there, which makes no property. Keys come from the ontology's checked
    names and our own; they are quoted all the same. Of few rows nothing is shared: each set of shared keys
    is another statement, for which an engine makes another plan.
    """
    keys = sorted({key for row in rows for key in row if key not in lead})
    shared = {key: rows[0].get(key) for key in keys if _same(rows, key)} if len(rows) >= MANY else {}
    varying = [key for key in keys if key not in shared]
    parts = [f"`{key}`: row[{index}]" for index, key in enumerate(varying, start=len(lead))]
    parts += [f"`{key}`: $shared.`{key}`" for key in shared]
    wanted = [*lead, *varying]
    return Columns(", ".join(parts), [[row.get(key) for key in wanted] for row in rows], shared)


def _same(rows: Sequence[Mapping[str, Any]], key: str) -> bool:
    first = rows[0].get(key)
    return all(row.get(key) == first and type(row.get(key)) is type(first) for row in rows)
