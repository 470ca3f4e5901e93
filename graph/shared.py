"""What two or more entities have in common: the third ones that all of them are linked to, by facet, with the links."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Any

from maillage.errors import UsageError
from maillage.graph.answers import Relation, Shared, SharedItem
from maillage.graph.cards import briefs
from maillage.graph.links import link_of, relations_of
from maillage.graph.resolve import canonical_all
from maillage.graph.rows import rows
from maillage.graph.sizes import sizes

if TYPE_CHECKING:
    from maillage.graph.store import Store
    from maillage.schema.model import Ontology

OTHER = "other"
MOST_ASKED = 20
# Up to this many links an asked entity is walked from; a hub is looked up from the third ones, which are few.
WALKED = 3_000
NEIGHBOURS = "MATCH (e:Entity {id: $id})--(o) RETURN collect(DISTINCT o.id) AS rows"
# The embedded engine walks from the left end of a pattern: that must never be the hub of the two.
LINKED = "UNWIND $ids AS id MATCH (o:Entity {id: id})--(e:Entity {id: $id}) RETURN collect(DISTINCT id) AS rows"
_LINK = f"""
WITH o.id AS third, r, startNode(r) AS a, endNode(r) AS b
RETURN collect({{third: third, {link_of("r", "a", "b")[1:]}) AS rows
"""
LINKS_FROM = f"MATCH (e:Entity {{id: $id}})-[r]-(o) WHERE o.id IN $ids {_LINK}"
LINKS_TO = f"UNWIND $ids AS id MATCH (o:Entity {{id: id}})-[r]-(e:Entity {{id: $id}}) {_LINK}"


def shared(store: Store, ids: Iterable[str], limit: int = 200) -> Shared:
    """What all of ``ids`` are linked to, ``limit`` entities at most, the least linked first: they tell the most.

    An entity stands under each facet (a reading of the ontology) by which all asked ones are linked to it, under
    ``other`` where there is no such. Raises NotFound; UsageError on less than two different entities.
    """
    asked = list(dict.fromkeys(canonical_all(store, ids).values()))
    if not 2 <= len(asked) <= MOST_ASKED:
        raise UsageError(f"ids : 2 – {MOST_ASKED} ({len(asked)})")
    degrees = sizes(store, asked)
    walked = sorted(asked, key=lambda id: (degrees.get(id, 0), id))
    third = _least_linked(store, _common(store, walked, degrees), limit)
    proofs = [row for id in asked for row in _links(store, id, third, degrees)]
    direct = [row for one, other in combinations(walked, 2) for row in _links(store, one, [other], degrees)]
    links = relations_of(store, [*proofs, *direct])
    by_third: dict[str, list[Relation]] = {id: [] for id in third}
    for row in proofs:
        by_third[row["third"]].append(links[row["link"]["id"]])
    entities = briefs(store, [*asked, *third])
    items = [SharedItem(entities[id], by_third[id]) for id in third if id in entities]
    return Shared([entities[id] for id in asked if id in entities], _by_facet(items, asked, store.ontology),
                  _in_order(links[row["link"]["id"]] for row in direct))


def _common(store: Store, walked: Sequence[str], degrees: Mapping[str, int]) -> set[str]:
    """The third ones; ``walked`` are the asked entities, the one with the fewest links first."""
    common = set(rows(store, NEIGHBOURS, id=walked[0]))
    for id in walked[1:]:
        if not common:
            break
        if degrees.get(id, 0) <= WALKED:
            common &= set(rows(store, NEIGHBOURS, id=id))
        else:
            common = set(rows(store, LINKED, id=id, ids=sorted(common)))
    return common


def _links(store: Store, id: str, third: list[str], degrees: Mapping[str, int]) -> list[dict[str, Any]]:
    """The links between ``id`` and each of ``third``."""
    if not third:
        return []
    return rows(store, LINKS_FROM if degrees.get(id, 0) <= WALKED else LINKS_TO, id=id, ids=third)


def _least_linked(store: Store, ids: Iterable[str], limit: int) -> list[str]:
    degrees = sizes(store, ids)
    return sorted(degrees, key=lambda id: (degrees[id], id))[:limit]


def _by_facet(items: Iterable[SharedItem], asked: Sequence[str], ontology: Ontology) -> dict[str, list[SharedItem]]:
    facets: dict[str, list[SharedItem]] = {}
    for item in items:
        for reading, links in _readings(item, asked, ontology).items():
            facets.setdefault(reading, []).append(SharedItem(item.entity, _in_order(links)))
    return dict(sorted(facets.items(), key=lambda facet: (facet[0] == OTHER, facet[0])))


def _readings(item: SharedItem, asked: Sequence[str], ontology: Ontology) -> dict[str, list[Relation]]:
    """The links to one third entity, by each reading that reaches it from all asked ones."""
    groups: dict[str, list[Relation]] = {}
    for link in item.links:
        groups.setdefault(ontology.relations[link.relation].reading or OTHER, []).append(link)
    whole = {reading: links for reading, links in groups.items() if set(asked) <= _ends(links)}
    return whole or {OTHER: item.links}


def _ends(links: Iterable[Relation]) -> set[str]:
    return {id for link in links for id in (link.subject.id, link.object.id)}


def _in_order(links: Iterable[Relation]) -> list[Relation]:
    return sorted({link.id: link for link in links}.values(), key=lambda link: (link.subject.id, link.relation, link.object.id))
