"""Rules that say two ids name one thing, or might. Each is an author with a name; each decision can be undone.

``rule:sure-key``: the same value of a property that identifies (SIREN, RNA, INSEE code, Wikidata…), within one
family (a municipality and its council share their INSEE code, and are two things): same.
``rule:same-name``: the same cleaned name within one family. Same for organisations, territories and concepts when
nothing speaks against it; a question for persons, events and practices, and as soon as something does: two ids of
one namespace (a source that gives two ids means two things), another sure key, another code or level.
A namesake that arrives later and speaks against it makes the rule keep apart what it had joined for that name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from maillage.graph import cypher
from maillage.graph.clusters import clusters
from maillage.graph.records import decision_of, sure_key
from maillage.schema.claim import TYPE, Claim
from maillage.schema.decision import Decision, about_pair
from maillage.schema.model import Ontology
from maillage.schema.names import name_key

if TYPE_CHECKING:
    from maillage.graph.store import Store

SURE_KEY, SAME_NAME = "rule:sure-key", "rule:same-name"
BY_KEY = "UNWIND $keys AS key MATCH (c:Claim {key: key}) WHERE c.status <> 'rejected' RETURN DISTINCT key, c.subject AS id"
TYPES = "UNWIND $ids AS id MATCH (e:Entity {id: id}) RETURN id, e.types AS types"
BY_NAME = """
UNWIND $ids AS id MATCH (e:Entity {id: id})
MATCH (other:Entity {same_key: e.same_key})
RETURN DISTINCT e.same_key AS key, other.id AS id, other.types AS types
"""
MARKS_OF = """
UNWIND $ids AS id MATCH (c:Claim {topic: id})
WHERE c.status <> 'rejected' AND (c.key IS NOT NULL OR c.predicate IN ['code', 'level'])
RETURN id, c.predicate AS predicate, c.value AS value
"""
# A name that more things share than this says nothing.
MOST_NAMESAKES = 20


class Thing(NamedTuple):
    """Ids that are one thing by all but their name; ``types`` of the entity they are shown as; what tells it apart."""

    ids: frozenset[str]
    types: tuple[str, ...]
    marks: Mapping[str, frozenset[str]]


def propose(store: Store, claims: Sequence[Claim], **stamp: Any) -> list[Decision]:
    """The decisions, not kept yet, that rules make about the ids that ``claims`` (just kept) name or identify."""
    made = [*_sure_keys(store, claims, stamp), *_same_names(store, claims, stamp)]
    rows = store.read(cypher.DECISIONS_BY_ID, ids=[d.id for d in made]) if made else []
    held = {row["d"]["id"]: decision_of(row["d"]) for row in rows}
    return [d for d in made if d.id not in held]


def _sure_keys(store: Store, claims: Iterable[Claim], stamp: dict[str, Any]) -> list[Decision]:
    facts = [claim for claim in claims if claim.object is None]
    keys = {sure_key(c.predicate, c.value or "") for c in facts if _identifies(c.predicate, store.ontology)}
    typed = sorted({c.subject for c in facts if c.predicate == TYPE})  # a type may come after the key
    keys.update(sure_key(row["predicate"], row["value"]) for row in _marks(store, typed)
                if _identifies(row["predicate"], store.ontology))
    rows = store.read(BY_KEY, keys=sorted(keys)) if keys else []
    families = _families(store, {row["id"] for row in rows})
    groups: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows:
        if row["id"] in families:
            groups[row["key"], families[row["id"]]].add(row["id"])
    return [about_pair("same", first, other, author=SURE_KEY, reason=key, **stamp)
            for (key, _), ids in sorted(groups.items()) for first, other in _star(ids)]


def _identifies(predicate: str, ontology: Ontology) -> bool:
    prop = ontology.properties.get(predicate)
    return prop is not None and prop.identifies


def _marks(store: Store, ids: Sequence[str]) -> list[dict[str, Any]]:
    return store.read(MARKS_OF, ids=list(ids)) if ids else []


def _families(store: Store, ids: set[str]) -> dict[str, str]:
    """The family of the entity that each id is shown as; ids that show nothing are left out."""
    if not ids:
        return {}
    heirs = {id: id for id in ids}
    heirs.update((row["id"], row["entity"]) for row in store.read(cypher.HEIRS, ids=sorted(ids)))
    types = {row["id"]: row["types"] for row in store.read(TYPES, ids=sorted(set(heirs.values())))}
    return {id: store.ontology.family(types[heir]) or "" for id, heir in heirs.items() if heir in types}


def _star(ids: Iterable[str]) -> list[tuple[str, str]]:
    first, *others = sorted(ids)
    return [(first, other) for other in others]


def _same_names(store: Store, claims: Iterable[Claim], stamp: dict[str, Any]) -> list[Decision]:
    named = {c.subject for c in claims if c.object is None}
    groups: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    merged = bool(store.read(cypher.META)[0]["meta"]["pairs"])
    for row in store.read(BY_NAME, ids=_shown(store, named) if merged else sorted(named)) if named else ():
        groups[row["key"]][row["id"]] = tuple(row["types"])
    members = _members(store, {id for group in groups.values() for id in group}, merged)
    several = {key: group for key, group in groups.items()
               if sum(len(members[id]) for id in group) > 1 and len(group) <= MOST_NAMESAKES and not key.endswith("|")}
    everyone = sorted({member for group in several.values() for id in group for member in members[id]})
    decided, things = _decisions(store, everyone), _things(store, everyone)
    return [decision for key, group in sorted(several.items())
            for decision in _of_name(key, things(group, members, decided), decided, store.ontology, stamp)]


def _shown(store: Store, ids: set[str]) -> list[str]:
    heirs = {row["id"]: row["entity"] for row in store.read(cypher.HEIRS, ids=sorted(ids))}
    return sorted({heirs.get(id, id) for id in ids})


def _members(store: Store, heirs: set[str], merged: bool) -> dict[str, set[str]]:
    members = {id: {id} for id in heirs}
    for row in store.read(cypher.MEMBERS, ids=sorted(heirs)) if heirs and merged else ():
        members[row["entity"]].add(row["id"])
    return members


def _decisions(store: Store, ids: list[str]) -> dict[str, Decision]:
    """All decisions about pairs of ``ids``, by id."""
    rows = store.read(cypher.DECISIONS_BY_TARGET, ids=ids) if ids else []
    return {row["d"]["id"]: decision_of(row["d"]) for row in rows}


Things = Callable[[Mapping[str, tuple[str, ...]], Mapping[str, set[str]], Mapping[str, Decision]], list[Thing]]


def _things(store: Store, ids: list[str]) -> Things:
    marks: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in _marks(store, ids):
        marks[row["id"]][_mark(row["predicate"], row["value"])].add(name_key(row["value"]))

    def things(group: Mapping[str, tuple[str, ...]], members: Mapping[str, set[str]],
               decided: Mapping[str, Decision]) -> list[Thing]:
        joined = clusters(d for d in decided.values() if d.author != SAME_NAME)
        shown = {member: types for id, types in group.items() for member in members[id]}
        parts = {frozenset(joined.get(id, {id}) & shown.keys()) for id in shown}
        return [Thing(part, shown[min(part)], _gathered(part, marks)) for part in sorted(parts, key=min)]

    return things


def _mark(predicate: str, value: str) -> str:
    """What two values must be of to contradict: addresses in two reference bases do not."""
    return f"{predicate} {urlsplit(value).netloc}" if "://" in value else predicate


def _gathered(ids: Iterable[str], marks: Mapping[str, Mapping[str, set[str]]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for id in ids:
        for predicate, values in marks.get(id, {}).items():
            found[predicate] |= values
    return {predicate: frozenset(values) for predicate, values in found.items()}


def _of_name(key: str, things: list[Thing], decided: Mapping[str, Decision], ontology: Ontology,
             stamp: dict[str, Any]) -> list[Decision]:
    if len(things) < 2:
        return []
    sure = all(ontology.same_name(thing.types) == "decide" for thing in things) and not _differ(things)
    pairs = _star(min(thing.ids) for thing in things) if sure else _open(things)
    made = [about_pair("same" if sure else "maybe_same", *pair, author=SAME_NAME, reason=key, **stamp) for pair in pairs]
    return made if sure else [*made, *_taken_back(key, decided, stamp)]


def _open(things: list[Thing]) -> list[tuple[str, str]]:
    """The pairs to ask about. Where some are told apart for certain, each other thing is compared with each of them."""
    pairs = list(combinations(sorted(things, key=lambda thing: min(thing.ids)), 2))
    asked = [(min(one.ids), min(other.ids)) for one, other in pairs if not _certain(one, other)]
    return asked if len(asked) < len(pairs) else _star(min(thing.ids) for thing in things)


def _certain(one: Thing, other: Thing) -> bool:
    """Whether one source gives the two both ids and codes of their own: a register of towns leaves no question."""
    return _one_source(one, other) and _contradict(one, other)


def _differ(things: Iterable[Thing]) -> bool:
    """Whether anything tells two of them apart: then the shared name may be a coincidence."""
    return any(_apart(one, other) for one, other in combinations(things, 2))


def _apart(one: Thing, other: Thing) -> bool:
    return _one_source(one, other) or _contradict(one, other)


def _one_source(one: Thing, other: Thing) -> bool:
    return bool({id.partition(":")[0] for id in one.ids} & {id.partition(":")[0] for id in other.ids})


def _contradict(one: Thing, other: Thing) -> bool:
    return any(one.marks[mark].isdisjoint(other.marks[mark]) for mark in one.marks.keys() & other.marks.keys())


def _taken_back(key: str, decided: Mapping[str, Decision], stamp: Mapping[str, Any]) -> list[Decision]:
    """A decision of its own, so that it goes when the import that brought the namesake is undone."""
    return [about_pair("not_same", d.target, d.other or "", author=SAME_NAME, reason=key, **stamp) for d in decided.values()
            if d.kind == "same" and d.author == SAME_NAME and d.reason == key and d.active]
