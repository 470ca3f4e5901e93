"""Links with their two ends, all their claims, and the sentence that says them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from maillage.errors import NotFound
from maillage.graph.answers import ClaimInfo, Relation
from maillage.graph.brief import brief, brief_of
from maillage.graph.claims import claim_infos
from maillage.graph.fold import relation_of_id
from maillage.graph.rows import doubled, rows
from maillage.graph.sentences import sentence

if TYPE_CHECKING:
    from maillage.graph.store import Store
    from maillage.schema.model import Ontology


def link_of(link: str, subject: str, object: str) -> str:
    """The Cypher map that ``relations_of`` reads, of the relationship and the nodes so called."""
    return f"{{relation: type({link}), link: properties({link}), subject: {brief_of(subject)}, object: {brief_of(object)}}}"


# A statement for each relation, and IN for once: the embedded engine finds links by their ids in no other way
# (UNWIND, or the id inside the pattern, walks through all links of the type, for each id).
BATCH = 200
BY_ID = f"""
MATCH (a)-[r:{{relation}}]->(b) WHERE r.id IN $ids
RETURN collect({doubled(link_of("r", "a", "b"))}) AS rows
"""


def relation(store: Store, id: str) -> Relation:
    """One link with all its claims. Raises NotFound."""
    found = relations(store, [id])
    if id not in found:
        raise NotFound(id=id)
    return found[id]


def relations(store: Store, ids: Iterable[str]) -> dict[str, Relation]:
    """Links by id, in the order of ``ids``; those that are not there are left out."""
    asked = list(dict.fromkeys(ids))
    by_type: dict[str, list[str]] = {}
    for id in asked:
        if relation_of_id(id) in store.ontology.relations:
            by_type.setdefault(relation_of_id(id), []).append(id)
    read = [row for name, group in by_type.items() for start in range(0, len(group), BATCH)
            for row in rows(store, BY_ID.format(relation=name), ids=group[start:start + BATCH])]
    found = relations_of(store, read)
    return {id: found[id] for id in asked if id in found}


def relations_of(store: Store, read: Sequence[Mapping[str, Any]]) -> dict[str, Relation]:
    """Links by id from rows as ``link_of``, their claims read at once."""
    told = claim_infos(store, (claim for row in read for claim in row["link"]["claims"]))
    return {row["link"]["id"]: _relation(row, told, store.ontology) for row in read}


def _relation(row: Mapping[str, Any], told: Mapping[str, ClaimInfo], ontology: Ontology) -> Relation:
    link = row["link"]
    subject, object = brief(row["subject"]), brief(row["object"])
    roles, since, until = list(link.get("roles", ())), link.get("since"), link.get("until")
    return Relation(
        id=link["id"], relation=row["relation"], subject=subject, object=object,
        sentence=sentence(ontology.relations[row["relation"]], subject, object, roles, since, until),
        roles=roles, confidence=link["confidence"], contested=bool(link.get("contested")),
        claims=[told[id] for id in link["claims"] if id in told], since=since, until=until,
        notes=list(link.get("notes", ())))
