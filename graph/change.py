"""What a change touches, and what it makes of the visible graph: the difference of two folds.

The store keeps the graph folded. A change (claims and decisions in or out) can only alter the clusters
and links near it. ``area`` reads the claims and decisions of just that part; folding them without and
with the change, by the same pure function as the whole, gives what to write.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, product
from types import MappingProxyType
from typing import Any, NamedTuple

from maillage.graph import cypher
from maillage.graph.clusters import clusters
from maillage.graph.ends import Ends
from maillage.graph.fold import EntityRow, Graph, Kept, fold_entities, fold_relations, keep
from maillage.graph.records import claim_key, decision_of, statements
from maillage.graph.runner import Ask
from maillage.schema.claim import Claim, link_key
from maillage.schema.decision import ABOUT_CLAIM, ABOUT_PAIR, Decision
from maillage.schema.model import Ontology

# Two clusters with more pairs of ids than this are looked up by their members instead of pair by pair.
MOST_PAIRS = 2_000


class Change(NamedTuple):
    """Statements and decisions that come, statements and decisions that go (decisions by id; one that comes replaces).

    ``add`` has the statements by the id of their claim.
    """

    add: Mapping[str, Sequence[Claim]] = MappingProxyType({})
    drop: tuple[Claim, ...] = ()
    decide: tuple[Decision, ...] = ()
    forget: frozenset[str] = frozenset()


class Effect(NamedTuple):
    """Both states of the touched part: claims by id, graphs; ``recreate``: entities to be made anew for their labels.

    ``stated`` counts the claims that the change states; ``touched`` are the ids whose entities may have changed.
    """

    kept_before: dict[str, Kept]
    kept_after: dict[str, Kept]
    before: Graph
    after: Graph
    decisions_before: dict[str, Decision]
    decisions_after: dict[str, Decision]
    recreate: frozenset[str]
    stated: int
    touched: frozenset[str]


def said(done: Effect, ontology: Ontology) -> Iterator[str]:
    """The ids, topics and keys that what came with a change speaks of."""
    for id in done.kept_after.keys() - done.kept_before.keys():
        kept = done.kept_after[id]
        yield kept.topic
        if kept.claim.object is not None:
            yield from (kept.claim.subject, kept.claim.object)
        elif key := claim_key(kept.claim, ontology):
            yield key
    for decision in done.decisions_after.values():
        yield decision.target
        yield decision.other or decision.target


def effect(change: Change, ask: Ask, counts: Mapping[str, Any], ontology: Ontology, known: Ends) -> Effect:
    """Reads what ``change`` touches through ``ask``, but for the ``known``, and folds it without and with the change."""
    return _Working(change, ask, counts, ontology, known).effect()


class _Working:
    def __init__(self, change: Change, ask: Ask, counts: Mapping[str, Any], ontology: Ontology, known: Ends) -> None:
        self.change, self.ask, self.ontology, self.known = change, ask, ontology, known
        self.has_pairs = bool(counts["pairs"]) or any(d.kind in ABOUT_PAIR for d in change.decide)
        self.has_verdicts = bool(counts["verdicts"]) or any(d.kind in ABOUT_CLAIM for d in change.decide)
        self.held: dict[str, list[Claim]] = {}
        self.decisions: dict[str, Decision] = {}
        self.spoken: list[Decision] = []

    def effect(self) -> Effect:
        self.spoken = self._changed_decisions()
        touched = self._touched_claims()
        ids = self._component({claim.subject for claim in touched if claim.object is None} | self._pair_ids())
        self._load_about(cypher.CLAIMS_BY_TOPIC, ids)
        self._load_verdicts(chain(self.held, self.change.add))
        facts = self._kept(facts=True)
        before, after = self._entities(ids, facts)
        recreate = _relabelled(before.entities, after.entities)
        ends = _ends(before), _ends(after)
        moved = {id for id in ids if ends[0].get(id) != ends[1].get(id)} | _members_of(recreate, before)
        self._load_links(touched, moved, before, after, ends)
        kept = self._kept(facts=False)
        for graph, links, side in zip((before, after), kept, ends, strict=True):
            graph.relations = fold_relations(links.values(), side, self.ontology)
        return Effect(facts[0] | kept[0], facts[1] | kept[1], before, after, *self._decided(), recreate, len(self.change.add),
                      frozenset(ids))

    def _touched_claims(self) -> list[Claim]:
        """Claims that come, go, or of which a decision speaks."""
        spoken_of = [d.target for d in self.spoken if d.kind in ABOUT_CLAIM]
        if spoken_of:
            self._load(cypher.CLAIMS_BY_ID, spoken_of)
        stated = chain(self.change.add.values(), self.held.values())
        return [*(claim for group in stated for claim in group), *self.change.drop]

    def _changed_decisions(self) -> list[Decision]:
        if self.change.forget or self.change.decide:
            ids = [*self.change.forget, *(d.id for d in self.change.decide)]
            self._remember(self.ask(cypher.DECISIONS_BY_ID, ids=ids))
        gone = [self.decisions[id] for id in self.change.forget if id in self.decisions]
        return [*gone, *self.change.decide]

    def _pair_ids(self) -> set[str]:
        pairs = (d for d in self.spoken if d.kind in ABOUT_PAIR)
        return {id for d in pairs for id in (d.target, d.other) if id}

    def _component(self, ids: set[str]) -> set[str]:
        """``ids`` and all that decisions connect them with, however far."""
        if not self.has_pairs:
            return ids
        known, fresh = set(ids), ids
        while asked := self.known.spoken.among(fresh):
            rows = [*self.ask(cypher.DECISIONS_BY_TARGET, ids=asked), *self.ask(cypher.DECISIONS_BY_OTHER, ids=asked)]
            found = [d for d in self._remember(rows) if d.kind in ("same", "not_same")]
            fresh = {id for d in found for id in (d.target, d.other) if id and id not in known}
            known |= fresh
        return known

    def _remember(self, rows: Iterable[Mapping[str, Any]]) -> list[Decision]:
        found = [decision_of(row["d"]) for row in rows]
        self.decisions.update((decision.id, decision) for decision in found)
        return found

    def _load(self, query: str, ids: Iterable[str]) -> list[Claim]:
        asked = list(dict.fromkeys(ids))
        rows = self.ask(query, ids=asked) if asked else []
        read = {row["c"]["id"]: statements(row["c"]) for row in rows}
        self.held.update(read)
        return [held[0] for held in read.values()]

    def _load_about(self, query: str, ids: Iterable[str]) -> list[Claim]:
        """As ``_load``, by ids or topics of which something may be said: of the others there is nothing to read."""
        return self._load(query, self.known.spoken.among(ids))

    def _load_verdicts(self, ids: Iterable[str]) -> None:
        if self.has_verdicts:
            asked = self.known.spoken.among(ids)
            self._remember(self.ask(cypher.DECISIONS_BY_TARGET, ids=asked) if asked else ())

    def _entities(self, ids: set[str], facts: tuple[dict[str, Kept], dict[str, Kept]]) -> tuple[Graph, Graph]:
        sides = []
        for kept, decisions in zip(facts, self._decided(), strict=True):
            properties = (k for k in kept.values() if k.claim.subject in ids)
            sides.append(fold_entities(properties, decisions.values(), self.ontology))
        return sides[0], sides[1]

    def _kept(self, facts: bool) -> tuple[dict[str, Kept], dict[str, Kept]]:
        """Both sides of the claims that give properties (``facts``), or of those that make links."""
        stated = ({id: group for id, group in side.items() if (group[0].object is None) == facts}
                  for side in (self.held, self._stated_after()))
        before, after = (keep(side, decisions.values()) for side, decisions in zip(stated, self._decided(), strict=True))
        return before, after

    def _stated_after(self) -> dict[str, Sequence[Claim]]:
        dropped = {(claim.id, claim.import_id) for claim in self.change.drop}
        left: Mapping[str, Sequence[Claim]] = self.held
        if dropped:
            left = {id: [c for c in held if (id, c.import_id) not in dropped] for id, held in self.held.items()}
        stated = {**left, **{id: [*left.get(id, ()), *added] for id, added in self.change.add.items()}}
        return {id: group for id, group in stated.items() if group}

    def _decided(self) -> tuple[dict[str, Decision], dict[str, Decision]]:
        after = {id: d for id, d in self.decisions.items() if id not in self.change.forget}
        after.update((d.id, d) for d in self.change.decide)
        return self.decisions, after

    def _load_links(self, touched: list[Claim], moved: set[str], before: Graph, after: Graph,
                    ends: tuple[dict[str, str], dict[str, str]]) -> None:
        """All claims of every link that may change; and where the far ends of those links lead."""
        links = [claim for claim in touched if claim.object is not None]
        if moved:
            links += [*self._load_about(cypher.CLAIMS_FROM, moved), *self._load_about(cypher.CLAIMS_TO, moved)]
        if not links:
            return
        inside = {id for graph in (before, after) for id in (*graph.entities, *graph.aliases)}
        far = {id for claim in links for id in (claim.subject, claim.object) if id and id not in inside}
        groups = self._far_ends(far, ends)
        for decided in self._decided():
            for id, group in clusters(decided.values()).items():
                groups[id] = groups.get(id, frozenset()) | group
        self._load_about(cypher.CLAIMS_BY_TOPIC, self._topics(links, groups))
        self._load_verdicts(id for id, held in self.held.items() if held[0].object is not None)

    def _far_ends(self, far: set[str], ends: tuple[dict[str, str], dict[str, str]]) -> dict[str, frozenset[str]]:
        """Adds the unchanged far ends to both ``ends``; gives the clusters of those that share one."""
        groups: dict[str, frozenset[str]] = {}
        for id, end in self.known.of(far, self.ask, self.has_pairs).items():
            together = end.members or (id,)
            if end.members:
                groups.update((member, end.members) for member in end.members)
            if end.entity is not None:
                for side, member in product(ends, together):
                    side.setdefault(member, end.entity)
        return groups

    def _topics(self, links: list[Claim], groups: Mapping[str, frozenset[str]]) -> set[str]:
        topics: set[str] = set()
        for claim in links:
            assert claim.object is not None
            subjects, objects = groups.get(claim.subject, (claim.subject,)), groups.get(claim.object, (claim.object,))
            if len(subjects) * len(objects) > MOST_PAIRS:
                self._load(cypher.CLAIMS_FROM, subjects)
                self._load(cypher.CLAIMS_TO, subjects)
                continue
            topics.update(link_key(s, claim.predicate, o) for s in subjects for o in objects)
            relation = self.ontology.relations.get(claim.predicate)
            if relation is not None and relation.symmetric:
                topics.update(link_key(o, claim.predicate, s) for s in subjects for o in objects)
        return topics


def _ends(graph: Graph) -> dict[str, str]:
    """The visible canonical id of each id of the part."""
    ends = {id: id for id in graph.entities}
    ends.update((member, heir) for member, heir in graph.aliases.items() if heir in graph.entities)
    return ends


def _relabelled(before: Mapping[str, EntityRow], after: Mapping[str, EntityRow]) -> frozenset[str]:
    """Entities that gain some labels and lose others, which the embedded engine cannot do in one transaction."""
    return frozenset(id for id, row in after.items() if id in before
                     and set(row.labels) - set(before[id].labels) and set(before[id].labels) - set(row.labels))


def _members_of(heirs: frozenset[str], graph: Graph) -> set[str]:
    return set(heirs) | {member for member, heir in graph.aliases.items() if heir in heirs}
