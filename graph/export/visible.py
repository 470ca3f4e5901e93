"""The visible graph, read in pages: what all formats but the backup are made of. Memory is bounded by a page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from maillage.graph.fold import EntityRow
from maillage.graph.records import source_of, statements
from maillage.schema import edtf
from maillage.schema.claim import Claim
from maillage.schema.source import Source

if TYPE_CHECKING:
    from maillage.graph.store import Store

PAGE = 2_000
# What the store keeps beside a property for its own use.
INTERNAL = frozenset({"search", "same_key"})

_ENTITIES = """
MATCH (e:Entity) WHERE e.id > $after
RETURN e.id AS id, labels(e) AS labels, properties(e) AS props ORDER BY e.id LIMIT $limit
"""
_IDS = "MATCH (e:Entity) WHERE e.id > $after RETURN e.id AS id ORDER BY e.id LIMIT $limit"
_LINKS = """
UNWIND $ids AS id MATCH (a:Entity {id: id})-[r]->(b:Entity)
RETURN id, type(r) AS relation, b.id AS object, a.name AS subject_name, b.name AS object_name, properties(r) AS props
"""
_CLAIMS = """
MATCH (c:Claim) WHERE c.id > $after RETURN c.id AS id, properties(c) AS row ORDER BY c.id LIMIT $limit
"""
_SOURCES = "MATCH (s:Source) RETURN properties(s) AS row"


class Link(NamedTuple):
    """A visible link with the names of its ends; ``props`` as in ``graph.fold.RelationRow``."""

    id: str
    relation: str
    subject: str
    object: str
    subject_name: str
    object_name: str
    props: dict[str, Any]


class Statement(NamedTuple):
    """One statement of a claim, and the claim's status after all decisions."""

    id: str
    claim: Claim
    status: str


def entities(store: Store) -> Iterator[EntityRow]:
    """All visible entities in the order of their ids, without the store's own properties."""
    for row in _paged(store, _ENTITIES):
        props = {key: value for key, value in row["props"].items() if key not in INTERNAL}
        yield EntityRow(row["id"], tuple(sorted(row["labels"])), props)


def links(store: Store) -> Iterator[Link]:
    """All visible links, by the id of their subject, then by relation and object."""
    ids: list[str] = []
    for row in _paged(store, _IDS):
        ids.append(row["id"])
        if len(ids) == PAGE:
            yield from links_from(store, ids)
            ids = []
    yield from links_from(store, ids)


def links_from(store: Store, ids: list[str]) -> list[Link]:
    """The visible links of which one of ``ids`` is the subject, in order."""
    found = [Link(row["props"]["id"], row["relation"], row["id"], row["object"], row["subject_name"], row["object_name"],
                  row["props"]) for row in store.stream(_LINKS, ids=ids)]
    return sorted(found, key=lambda link: (link.subject, link.relation, link.object))


def claims(store: Store) -> Iterator[Statement]:
    """Every statement of every claim, whatever its status."""
    for row in _paged(store, _CLAIMS):
        for claim in statements(row["row"]):
            yield Statement(row["id"], claim, row["row"]["status"])


def sources(store: Store) -> dict[str, Source]:
    """All sources by id, in the order of ids."""
    found = (source_of(row["row"]) for row in store.read(_SOURCES))
    return {source.id: source for source in sorted(found, key=lambda source: source.id)}


def _paged(store: Store, query: str) -> Iterator[dict[str, Any]]:
    after = ""
    while rows := store.read(query, after=after, limit=PAGE):
        yield from rows
        after = rows[-1]["id"]


def period(row: EntityRow) -> tuple[str | None, str | None]:
    """First and last day (ISO 8601) of a thing, for formats that know days only; None where it is open.

    What happens once lasts as long as its ``start`` covers: an event, or anything dated by an interval.
    """
    start = row.props.get("start") or row.props.get("founded") or row.props.get("date")
    end = row.props.get("end") or row.props.get("dissolved")
    if end is None and start is not None and ("/" in start or "Event" in row.labels or "date" in row.props):
        end = start
    return days(start, end)


def days(start: str | None, end: str | None) -> tuple[str | None, str | None]:
    """The first day that ``start`` covers and the last that ``end`` covers; an end before its start is left out."""
    first = edtf.bounds(start)[0].isoformat() if start else None
    last = edtf.bounds(end)[1].isoformat() if end else None
    return (first, None) if first and last and last < first else (first, last)
