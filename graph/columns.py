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
    rows: list[tuple[Any, ...]]
    shared: dict[str, Any]


def columns(rows: Sequence[Mapping[str, Any]], lead: Sequence[str] = ()) -> Columns:
    """``rows`` by column. The values of ``lead`` stand first in each row, and are no property of their own.

    A key that a row lacks is null there, which makes no property. Keys come from the ontology's checked
    names and our own; they are quoted all the same. Of few rows nothing is shared: each set of shared keys
    is another statement, for which an engine makes another plan.
    """
    keys = sorted({key for row in rows for key in row}.difference(lead))
    return of_values({key: [row.get(key) for row in rows] for key in (*lead, *keys)}, len(rows), lead)


def of_values(by_key: Mapping[str, Sequence[Any]], size: int, lead: Sequence[str] = ()) -> Columns:
    """As ``columns``, of ``size`` rows whose values stand by key already."""
    keys = [key for key in by_key if key not in lead]
    shared = {key: by_key[key][0] for key in keys if _same(by_key[key])} if size >= MANY else {}
    varying = [key for key in keys if key not in shared]
    parts = [f"`{key}`: row[{index}]" for index, key in enumerate(varying, start=len(lead))]
    parts += [f"`{key}`: $shared.`{key}`" for key in shared]
    sent = [by_key[key] for key in (*lead, *varying)]
    return Columns(", ".join(parts), list(zip(*sent, strict=True)) if sent else [()] * size, shared)


def _same(values: Sequence[Any]) -> bool:
    """Whether all are one value of one type: 1, 1.0 and True are equal."""
    return values.count(values[0]) == len(values) and len(set(map(type, values))) == 1
