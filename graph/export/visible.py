"""The visible graph, read in pages: what all formats but the backup are made of. In memory: the ids, and one page."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from maillage.graph.export.pages import all_ids, hashed, paged
from maillage.graph.fold import EntityRow
from maillage.graph.records import source_of, statements
from maillage.schema import edtf
from maillage.schema.claim import Claim
from maillage.schema.source import Source

if TYPE_CHECKING:
    from maillage.graph.store import Store

# What the store keeps beside a property for its own use.
INTERNAL = frozenset({"search", "same_key"})

_ENTITIES = "UNWIND $ids AS id MATCH (e:Entity {id: id}) RETURN id, labels(e) AS labels, properties(e) AS props"
_LINKS = """
UNWIND $ids AS id MATCH (a:Entity {id: id})-[r]->(b:Entity)
RETURN id, type(r) AS relation, b.id AS object, a.name AS subject_name, b.name AS object_name, properties(r) AS props
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


class Visible:
    """Entities and links of one moment: whatever is written meanwhile, no link has an end that is not listed."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._ids = all_ids(store, "Entity")

    def entities(self) -> Iterator[EntityRow]:
        """All visible entities in the order of their ids, without the store's own properties."""
        for ids in paged(self._ids):
            rows = sorted(self._store.read(_ENTITIES, ids=ids), key=lambda row: str(row["id"]))
            for row in rows:
                props = {key: value for key, value in row["props"].items() if key not in INTERNAL}
                yield EntityRow(row["id"], tuple(sorted(row["labels"])), props)

    def links(self) -> Iterator[Link]:
        """All visible links, by the id of their subject, then by relation and object."""
        for ids in paged(self._ids):
            yield from (link for link in links_from(self._store, ids) if self._lists(link.object))

    def _lists(self, id: str) -> bool:
        place = bisect_left(self._ids, id)
        return place < len(self._ids) and self._ids[place] == id


def links_from(store: Store, ids: list[str]) -> list[Link]:
    """The visible links of which one of ``ids`` is the subject, in order."""
    found = [Link(row["props"]["id"], row["relation"], row["id"], row["object"], row["subject_name"], row["object_name"],
                  row["props"]) for row in store.stream(_LINKS, ids=ids)]
    return sorted(found, key=lambda link: (link.subject, link.relation, link.object))


def claims(store: Store) -> Iterator[Statement]:
    """Every statement of every claim, whatever its status, in the order of the claims' ids."""
    for row in hashed(store, "Claim"):
        for claim in statements(row):
            yield Statement(row["id"], claim, row["status"])


def sources(store: Store) -> dict[str, Source]:
    """All sources by id, in the order of ids."""
    found = (source_of(row["row"]) for row in store.read(_SOURCES))
    return {source.id: source for source in sorted(found, key=lambda source: source.id)}


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
