"""What an entity is linked to, grouped by relation, direction and kind of neighbour, with the full count of each group."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from maillage.errors import UsageError
from maillage.graph.answers import Link, LinkGroup
from maillage.graph.brief import brief, brief_of
from maillage.graph.memo import remembered
from maillage.graph.resolve import canonical
from maillage.graph.rows import doubled, rows
from maillage.schema.problems import UnknownTerm

if TYPE_CHECKING:
    from maillage.graph.store import Store
    from maillage.schema.model import Ontology

# Up to this many links are read at once and grouped here; a hub's are counted by the engine, group by group.
FEW = 300
# Of a group up to this size the first by name are listed; of a larger one, those that the engine gives first.
SORTED = 2_000
_LINK = doubled(
    "{relation: type(r), outgoing: startNode(r).id = $id, link: properties(r), search: o.search, other: " + brief_of("o") + "}")
LINKS = f"""
MATCH (e:Entity {{{{id: $id}}}})-[r{{relation}}]-(o){{where}}
WITH r, o LIMIT $limit RETURN collect({_LINK}) AS rows
"""
COUNTS = """
MATCH (e:Entity {{id: $id}})-[r{relation}]-(o)
RETURN type(r) AS relation, startNode(r).id = $id AS outgoing, o.type AS kind, count(*) AS count
"""
SOME = f"""
MATCH (e:Entity {{{{id: $id}}}}){{left}}-[r:{{relation}}]-{{right}}(o:{{kind}}) WHERE o.type = $kind
WITH r, o {{order}} LIMIT $limit RETURN collect({_LINK}) AS rows
"""


class Group(NamedTuple):
    """What the links of one group have in common. A relation without direction is always ``outgoing``."""

    relation: str
    outgoing: bool
    kind: str


def neighbours(store: Store, id: str, relation: str | None = None, kind: str | None = None, limit: int = 50) -> list[LinkGroup]:
    """The groups of links of the entity ``id``, each with ``limit`` links at most, the first by name.

    ``kind`` is a type: its subtypes count as well. Groups come in the order of the ontology's relations, outgoing first.
    Raises NotFound; UnknownTerm on a relation or type that the ontology has not; UsageError on a limit below 0.
    """
    if limit < 0:
        raise UsageError(f"limit = {limit}")
    return groups_of(store, canonical(store, id), relation, kind, limit)


def groups_of(store: Store, id: str, relation: str | None = None, kind: str | None = None, limit: int = 50) -> list[LinkGroup]:
    """As ``neighbours``, of an id that is known to be canonical."""
    pattern = ":" + known_relation(store.ontology, relation) if relation else ""
    where = f" WHERE o:{known_type(store.ontology, kind)}" if kind else ""
    found = rows(store, LINKS.format(relation=pattern, where=where), id=id, limit=FEW + 1)
    if len(found) <= FEW:
        return _in_order(_gathered(found, store.ontology, limit), store.ontology)
    counts = _counts(store, id, pattern)
    wanted = {group: n for group, n in counts.items() if kind is None or store.ontology.is_a(group.kind, kind)}
    return _in_order([_large(store, id, group, n, limit) for group, n in wanted.items()], store.ontology)


def _gathered(found: Iterable[Mapping[str, Any]], ontology: Ontology, limit: int) -> list[LinkGroup]:
    groups: dict[Group, list[Mapping[str, Any]]] = {}
    for row in found:
        groups.setdefault(_group(row, row["other"]["type"], ontology), []).append(row)
    return [_shaped(group, len(held), held, limit) for group, held in groups.items()]


def _group(row: Mapping[str, Any], kind: str, ontology: Ontology) -> Group:
    return Group(row["relation"], row["outgoing"] or ontology.relations[row["relation"]].symmetric, kind)


def _counts(store: Store, id: str, pattern: str) -> dict[Group, int]:
    """The size of each group: the engine walks all links for it, which is worth remembering."""
    counted = remembered(store, ("neighbours", id, pattern), lambda: store.read(COUNTS.format(relation=pattern), id=id))
    counts: dict[Group, int] = {}
    for row in counted:
        group = _group(row, row["kind"], store.ontology)
        counts[group] = counts.get(group, 0) + row["count"]
    return counts


def _large(store: Store, id: str, group: Group, count: int, limit: int) -> LinkGroup:
    symmetric = store.ontology.relations[group.relation].symmetric
    left, right = ("", "") if symmetric else ("", ">") if group.outgoing else ("<", "")
    query = SOME.format(left=left, right=right, relation=group.relation, kind=group.kind,
                        order="ORDER BY o.search, o.id" if count <= SORTED else "")
    found = rows(store, query, id=id, kind=group.kind, limit=limit) if limit else []
    return _shaped(group, count, found, limit)


def _shaped(group: Group, count: int, found: Iterable[Mapping[str, Any]], limit: int) -> LinkGroup:
    ordered = sorted(found, key=lambda row: (row["search"], row["other"]["id"], row["link"]["id"]))[:limit]
    return LinkGroup(*group, count, [_link(group, row) for row in ordered])


def _link(group: Group, row: Mapping[str, Any]) -> Link:
    link = row["link"]
    return Link(
        id=link["id"], relation=group.relation, outgoing=group.outgoing, other=brief(row["other"]),
        roles=list(link.get("roles", ())), sources=list(link["sources"]), confidence=link["confidence"],
        contested=bool(link.get("contested")), since=link.get("since"), until=link.get("until"),
        notes=list(link.get("notes", ())))


def _in_order(groups: Iterable[LinkGroup], ontology: Ontology) -> list[LinkGroup]:
    place = {name: i for i, name in enumerate(ontology.relations)}
    return sorted(groups, key=lambda group: (place[group.relation], not group.outgoing, group.kind))


def known_relation(ontology: Ontology, name: str) -> str:
    """``name`` itself; raises UnknownTerm when the ontology has no such relation."""
    if name not in ontology.relations:
        raise UnknownTerm.of(name, ontology.relations)
    return name


def known_type(ontology: Ontology, name: str) -> str:
    """``name`` itself; raises UnknownTerm when the ontology has no such type."""
    if name not in ontology.types:
        raise UnknownTerm.of(name, ontology.types)
    return name
