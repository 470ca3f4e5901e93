"""Territories that sources name, joined to those of the official code that are in the store.

A name that means one territory for certain makes the two one (``rule:territory``); one that may mean several makes them
possible duplicates. Both are decisions of the import that brought the name, and go with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from maillage.loaders.territories.place import SPACE, Place
from maillage.loaders.territories.resolver import Found, resolve
from maillage.schema.decision import Decision, Kind, about_pair

if TYPE_CHECKING:
    from maillage.graph.store import Store
    from maillage.schema.source import Import

RULE = "rule:territory"
_OTHERS = """
MATCH (e:Territory) WHERE NOT e.id STARTS WITH $space AND e.name IS NOT NULL
OPTIONAL MATCH (e)-[:PART_OF]->(w:Territory)
RETURN e.id AS id, e.name AS name, e.level AS level, e.code AS code, e.insee AS insee, collect(w.name) AS within
"""
# By what is said of it, since an official territory may be shown under the id of one that it was joined to.
_THERE = "UNWIND $ids AS id MATCH (c:Claim {topic: id}) RETURN DISTINCT id"
_DECIDED = "MATCH (d:Decision) WHERE d.other = $id OR d.target = $id RETURN d.kind AS kind, d.target AS one, d.other AS other"


class Placed(NamedTuple):
    """How many territories were recognised for certain, and how many names may mean several."""

    same: int = 0
    questions: int = 0


def find_places(store: Store, record: Import) -> Placed:
    """Decides, for the import ``record``, about every territory that no official one was found for yet."""
    if not store.read(_THERE, ids=[f"{SPACE}:pays-fr"]):
        return Placed()
    made = [decisions for row in store.read(_OTHERS, space=f"{SPACE}:") if (decisions := list(_about(store, row, record)))]
    if made:
        store.add((), [decision for decisions in made for decision in decisions])
    same = sum(any(decision.kind == "same" for decision in decisions) for decisions in made)
    return Placed(same, len(made) - same)


def _about(store: Store, row: dict[str, Any], record: Import) -> Iterator[Decision]:
    """What is decided about one named territory, none of it decided before."""
    found = resolve(row["name"], level=row["level"], code=row["insee"] or row["code"], within=row["within"])
    there = _there(store, found)
    if not there:
        return
    before = {(each["kind"], *sorted((each["one"], each["other"]))) for each in store.read(_DECIDED, id=row["id"])}
    for kind, other in _kinds(found, there, before, row["id"]):
        if (kind, *sorted((row["id"], other))) not in before:
            yield about_pair(
                kind, row["id"], other, author=RULE, reason=row["name"], recorded_at=record.started_at, import_id=record.id
            )


def _there(store: Store, found: Found) -> list[str]:
    """Ids of the territories found that are in the store."""
    listed: tuple[Place, ...] = (found.place,) if found.place else found.candidates
    return [row["id"] for row in store.read(_THERE, ids=[place.id for place in listed])] if listed else []


def _kinds(found: Found, there: list[str], before: set[tuple[str, ...]], id: str) -> Iterator[tuple[Kind, str]]:
    """A sure place answers what another rule asked about its namesakes."""
    if found.place is None:
        yield from (("maybe_same", other) for other in there)
        return
    yield "same", there[0]
    for kind, *pair in before:
        (other,) = set(pair) - {id} or {id}
        if kind == "maybe_same" and other.startswith(f"{SPACE}:") and other != there[0]:
            yield "not_same", other
