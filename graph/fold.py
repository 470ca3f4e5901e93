"""The visible graph as a pure function of claims and decisions.

``fold`` is the whole of it, and the oracle that the store is compared with. Its two halves,
``fold_entities`` and ``fold_relations``, are what the store calls on the part that a change touches.
Nothing here depends on the order in which claims or decisions arrived.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from maillage.graph import clusters as identity
from maillage.graph.values import entity_props
from maillage.schema.claim import TYPE, Claim, link_key
from maillage.schema.decision import ABOUT_CLAIM, Decision
from maillage.schema.model import Ontology

VISIBLE = ("accepted", "contested")


class Kept(NamedTuple):
    """A claim with all its statements: the smallest of each import, in order; the first stands for it."""

    id: str
    topic: str
    claim: Claim
    statements: tuple[Claim, ...]
    status: str

    @property
    def confidence(self) -> float:
        return max(statement.confidence for statement in self.statements)

    @property
    def recorded_at(self) -> str:
        return self.claim.recorded_at


class EntityRow(NamedTuple):
    """A node as it is shown: all its types and their ancestors as labels, and its properties."""

    id: str
    labels: tuple[str, ...]
    props: dict[str, Any]


class RelationRow(NamedTuple):
    """A link as it is shown, between two canonical ids."""

    id: str
    type: str
    subject: str
    object: str
    props: dict[str, Any]


@dataclass
class Graph:
    """Entities and relations by id; ``aliases`` gives the canonical id of every other member of a cluster."""

    entities: dict[str, EntityRow] = field(default_factory=dict)
    relations: dict[str, RelationRow] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)


def fold(claims: Iterable[Claim], decisions: Iterable[Decision], ontology: Ontology) -> Graph:
    """The visible graph of all ``claims`` (statements, in any order) and ``decisions``."""
    listed = list(decisions)
    kept = keep(by_claim(claims), listed)
    graph = fold_entities((k for k in kept.values() if k.claim.object is None), listed, ontology)
    ends = {member: heir for member, heir in graph.aliases.items() if heir in graph.entities}
    ends.update({id: id for id in graph.entities})
    links = (k for k in kept.values() if k.claim.object is not None)
    graph.relations = fold_relations(links, ends, ontology)
    return graph


def by_claim(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    """Statements by the id of the claim that they state."""
    statements: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        statements[claim.id].append(claim)
    return statements


def keep(statements: Mapping[str, Sequence[Claim]], decisions: Iterable[Decision]) -> dict[str, Kept]:
    """Statements by claim made one: the smallest of each import, and the status that decisions give the claim."""
    verdicts = _verdicts(decisions)
    return {id: _kept(id, tuple(group) if len(group) == 1 else _smallest(group), verdicts)
            for id, group in statements.items()}


def _smallest(group: Iterable[Claim]) -> tuple[Claim, ...]:
    by_import: dict[str | None, Claim] = {}
    for claim in group:
        held = by_import.get(claim.import_id)
        if held is None or claim.rank < held.rank:
            by_import[claim.import_id] = claim
    return tuple(sorted(by_import.values(), key=lambda claim: claim.rank))


def _kept(id: str, ordered: tuple[Claim, ...], verdicts: Mapping[str, str]) -> Kept:
    stated = ordered[0].status if len(ordered) == 1 else max((s.status for s in ordered), key=_WEIGHT.__getitem__)
    return Kept(id, ordered[0].topic, ordered[0], ordered, verdicts.get(id, stated))


# Where imports disagree about a claim's first status, the one that shows more of it wins.
_WEIGHT = {"rejected": 0, "proposed": 1, "accepted": 2, "contested": 3}
_STATUS = {"accept": "accepted", "reject": "rejected", "contest": "contested"}


def _verdicts(decisions: Iterable[Decision]) -> dict[str, str]:
    last: dict[str, Decision] = {}
    for decision in decisions:
        if decision.kind in ABOUT_CLAIM and decision.active:
            held = last.get(decision.target)
            if held is None or decision.order > held.order:
                last[decision.target] = decision
    return {target: _STATUS[decision.kind] for target, decision in last.items()}


def fold_entities(kept: Iterable[Kept], decisions: Iterable[Decision], ontology: Ontology) -> Graph:
    """Entities and aliases from property claims. A cluster is visible once a visible claim gives it a type."""
    by_id: dict[str, list[Kept]] = defaultdict(list)
    for claim in kept:
        by_id[claim.claim.subject].append(claim)
    groups = identity.clusters(decisions)
    graph = Graph()
    done: set[str] = set()
    for member in [*by_id, *groups]:
        if member in done:
            continue
        members = groups.get(member, (member,))
        done.update(members)
        _fold_cluster(members, by_id, graph, ontology)
    return graph


def _fold_cluster(members: Iterable[str], by_id: Mapping[str, list[Kept]], graph: Graph, ontology: Ontology) -> None:
    first = {m: min(k.recorded_at for k in by_id[m]) for m in members if m in by_id}
    heir = identity.canonical(members, first)
    graph.aliases.update({member: heir for member in members if member != heir})
    visible = [k for member in members for k in by_id.get(member, ()) if k.status in VISIBLE]
    types = {k.claim.value for k in visible if k.claim.predicate == TYPE and k.claim.value in ontology.types}
    if types:
        known = frozenset(t for t in types if t)
        labels = tuple(sorted(ontology.labels(known)))
        graph.entities[heir] = EntityRow(heir, labels, entity_props(heir, visible, known, ontology))


def fold_relations(kept: Iterable[Kept], ends: Mapping[str, str], ontology: Ontology) -> dict[str, RelationRow]:
    """Links from relation claims; ``ends`` gives the visible canonical id of each id, and lacks the others.

    One link for each subject, relation and object after clustering; a link of a thing to itself is not shown.
    """
    groups: dict[tuple[str, str, str], list[Kept]] = defaultdict(list)
    for k in kept:
        claim = k.claim
        subject, object = ends.get(claim.subject), ends.get(claim.object or "")
        if k.status not in VISIBLE or subject is None or object is None or subject == object:
            continue
        relation = ontology.relations.get(claim.predicate)
        if relation is None:
            continue
        if relation.symmetric and object < subject:
            subject, object = object, subject
        groups[subject, claim.predicate, object].append(k)
    rows = (_relation(*key, group) for key, group in groups.items())
    return {row.id: row for row in rows}


def relation_id(subject: str, relation: str, object: str) -> str:
    """Id of the visible link: its relation, readable, and the topic of the claim of it that was recorded first.

    So a link is found from its id through the index of claims, and keeps its id when an end is merged.
    """
    return f"{relation}-{link_key(subject, relation, object)}"


def relation_of_id(id: str) -> str:
    """The relation that a link's id names."""
    return id.rpartition("-")[0]


def topic_of_id(id: str) -> str:
    """The topic that a link's id names: claims of the link have it."""
    return id.rpartition("-")[2]


def _relation(subject: str, type: str, object: str, group: list[Kept]) -> RelationRow:
    if len(group) == 1:
        id = f"{type}-{group[0].topic}"
        return RelationRow(id, type, subject, object, _single(id, group[0]))
    claims = [k.claim for k in group]
    id = f"{type}-{min((k.recorded_at, k.topic) for k in group)[1]}"
    props: dict[str, Any] = {
        "id": id,
        "claims": sorted(k.id for k in group),
        "sources": sorted({claim.source for claim in claims}),
        "confidence": max(k.confidence for k in group),
        "roles": sorted({claim.role for claim in claims if claim.role}),
        "notes": sorted({claim.note for claim in claims if claim.note}),
        "since": min((claim.since for claim in claims if claim.since), default=None),
        "until": max((claim.until for claim in claims if claim.until), default=None),
        "contested": any(k.status == "contested" for k in group) or None,
    }
    return RelationRow(id, type, subject, object, _filled(props))


def _single(id: str, k: Kept) -> dict[str, Any]:
    claim = k.claim
    return _filled({
        "id": id, "claims": [k.id], "sources": [claim.source], "confidence": k.confidence,
        "roles": [claim.role] if claim.role else None, "notes": [claim.note] if claim.note else None,
        "since": claim.since, "until": claim.until, "contested": True if k.status == "contested" else None,
    })


def _filled(props: dict[str, Any]) -> dict[str, Any]:
    """Without what holds nothing: an engine keeps no nulls, and an absent list reads as an empty one."""
    return {key: value for key, value in props.items() if value is not None and value != []}
