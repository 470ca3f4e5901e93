"""Networks that this product exported itself: its own names of attributes, lists joined by a bar, sources by id.

What a link says of several roles and notes comes back as several claims. A source comes back where a thing has but one: of
two, the file does not tell which said what, so that the file itself stands for both and a note names them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest

from maillage.loaders.network.parts import Attributes, Edge, Node

CREATOR = "maillage"
_BAR = " | "
# What an export says beside what was claimed.
_OF_BOTH = frozenset("id contested sources source_titles recorded_at".split())
_OF_NODE = _OF_BOTH | {"type", "types", "label"}
_OF_EDGE = _OF_BOTH | set("relation label label_fr label_en symmetric claims roles notes".split())


def is_own(keys: Iterable[str]) -> bool:
    """Whether these names of attributes are those of our exports."""
    return {"source_titles", "contested", "sources"} <= set(keys)


def node(found: Node, multiple: frozenset[str]) -> Node:
    """A node of our own with its properties told apart; ``multiple`` are those that hold lists."""
    said = dict(found.attributes)
    kept = [(key, one) for key, value in found.attributes if key not in _OF_NODE for one in _split(key, value, multiple)]
    origin, note = _origin(said)
    types = tuple(one for one in said.get("types", "").split(_BAR) if one and one != said.get("type"))
    kept += [("note", note)] if note else []
    return found._replace(kind=said.get("type", ""), further=types, attributes=tuple(kept), origin=origin)


def edges(found: Edge) -> Iterator[Edge]:
    """An edge of our own, once for each role or note that it was given."""
    said = dict(found.attributes)
    origin, note = _origin(said)
    kept = tuple((key, value) for key, value in found.attributes if key not in _OF_EDGE)
    roles, notes = (_listed(said[key]) if said.get(key) else [] for key in ("roles", "notes"))
    for role, own in zip_longest(roles or [""], notes):
        more: Attributes = tuple((key, value) for key, value in (("role", role), ("note", own), ("note", note)) if value)
        yield found._replace(label=said.get("relation", found.label), attributes=(*more, *kept), origin=origin)


def _split(key: str, value: str, multiple: frozenset[str]) -> list[str]:
    return _listed(value) if key in multiple else [value]


def _listed(value: str) -> list[str]:
    return [one.replace("¦", "|") for one in value.split(_BAR)]


def _origin(said: dict[str, str]) -> tuple[str, str]:
    """The one source, by id and title; or the note that names several."""
    ids, titles = said.get("sources", "").split(_BAR), said.get("source_titles", "")
    return (f"{ids[0]}\n{titles}", "") if len(ids) == 1 and ids[0] else ("", f"sources : {titles}" if titles else "")
