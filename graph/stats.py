"""Counts of the whole store. What the engine must walk everything for is remembered until the store changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillage.graph.answers import Stats, TerritoryCount
from maillage.graph.cards import briefs
from maillage.graph.memo import remembered
from maillage.graph.sources import sources
from maillage.graph.sweep import entities

if TYPE_CHECKING:
    from maillage.graph.store import Store

TERRITORIES = 50
CLAIMS = "MATCH (c:Claim) RETURN count(c) AS n"
DECISIONS = "MATCH (d:Decision) RETURN count(d) AS n"
# By the type that an entity shows: a label counts its subtypes as well, so it is not that.
BY_KIND = "MATCH (e:Entity) RETURN e.type AS key, count(*) AS n"
BY_RELATION = "MATCH (:Entity)-[r]->() RETURN type(r) AS key, count(*) AS n"
BY_STATUS = "MATCH (c:Claim) RETURN c.status AS key, count(*) AS n"
BY_TERRITORY = """
MATCH (t:{territory}) WITH t, COUNT {{ (t)<-[{located}]-() }} AS n WHERE n > 0
RETURN t.id AS id, n ORDER BY n DESC, id LIMIT $limit
"""


def stats(store: Store) -> Stats:
    """Entities by kind, links by relation, claims by status and source, the territories where most is located."""
    mark = store.mark()
    by_kind, by_relation, by_status, by_territory = remembered(store, "stats", lambda: (
        _grouped(store, BY_KIND), _grouped(store, BY_RELATION), _grouped(store, BY_STATUS), _by_territory(store)))
    return Stats(
        entities=entities(store), relations=sum(by_relation.values()), claims=_count(store, CLAIMS),
        decisions=_count(store, DECISIONS), by_kind=dict(by_kind), by_relation=dict(by_relation), by_status=dict(by_status),
        by_source=sources(store), by_territory=list(by_territory), mark=mark)


def _count(store: Store, query: str) -> int:
    return int(store.read(query)[0]["n"])


def _grouped(store: Store, query: str) -> dict[str, int]:
    return dict(sorted((row["key"], row["n"]) for row in store.read(query)))


def _by_territory(store: Store) -> list[TerritoryCount]:
    """Places are what the links that the ontology reads as ``territory`` lead to."""
    located = sorted(store.ontology.reading("territory"))
    if not located:
        return []
    kinds = sorted({object for name in located for _, object in store.ontology.relations[name].pairs})
    found: dict[str, int] = {}
    for kind in kinds:
        query = BY_TERRITORY.format(territory=kind, located=":" + "|".join(located))
        found.update((row["id"], row["n"]) for row in store.read(query, limit=TERRITORIES))
    first = sorted(found, key=lambda id: (-found[id], id))[:TERRITORIES]
    return [TerritoryCount(brief, found[brief.id]) for brief in briefs(store, first).values()]
