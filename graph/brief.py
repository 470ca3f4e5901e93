"""An entity in one line (``Brief``), or as a point of the map (``Node``), from the properties that Cypher projects."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from maillage.graph.answers import Brief, Node

# Descriptions may be pages long; one line shows their beginning.
SHOWN = 300
_PLAIN = ("id", "name", "type", "types", "name_en", "acronym", "start", "end")
_POINT = ("id", "name", "type", "name_en", "acronym", "start", "end", "sources", "contested")


def brief_of(variable: str) -> str:
    """The Cypher map that ``brief`` reads, of the node called ``variable``."""
    cut = ", ".join(f"{name}: left({variable}.{name}, {SHOWN + 1})" for name in ("description", "description_en"))
    return f"{{{_plain(variable, _PLAIN)}, {cut}}}"


def node_of(variable: str) -> str:
    """The Cypher map that ``node`` reads, of the node called ``variable``."""
    return f"{{{_plain(variable, _POINT)}}}"


def _plain(variable: str, names: Iterable[str]) -> str:
    """Written out: a projection (``e {.id}``) inside another map takes that map's place on the embedded engine."""
    return ", ".join(f"{name}: {variable}.{name}" for name in names)


def brief(row: Mapping[str, Any], degree: int | None = None) -> Brief:
    """The entity in one line; ``row`` by ``brief_of``."""
    return Brief(
        id=row["id"], name=row["name"], kind=row["type"], types=list(row["types"]),
        description=short(row.get("description")), description_en=short(row.get("description_en")),
        name_en=row.get("name_en"), acronym=row.get("acronym"), start=row.get("start"), end=row.get("end"), degree=degree)


def node(row: Mapping[str, Any], degree: int) -> Node:
    """The entity as a point of the map; ``row`` by ``node_of``."""
    return Node(
        id=row["id"], name=row["name"], kind=row["type"], degree=degree, name_en=row.get("name_en"),
        acronym=row.get("acronym"), start=row.get("start"), end=row.get("end"),
        sources=list(row.get("sources") or ()), contested=bool(row.get("contested")))


def short(text: str | None) -> str | None:
    """The beginning of ``text``, cut between two words."""
    if text is None or len(text) <= SHOWN:
        return text
    kept = text[:SHOWN - 1]
    return (kept.rpartition(" ")[0] or kept) + "…"
