"""Rules that say two ids name one thing, or might. Each is an author with a name; each decision can be undone.

``rule:sure-key``: the same value of a property that identifies (SIREN, RNA, INSEE code, Wikidata…), within one
family (a municipality and its council share their INSEE code, and are two things): same.
``rule:same-name``: the same cleaned name within one family. Same for organisations, territories and concepts when
nothing speaks against it; a question for persons, events and practices, and as soon as something does: two ids of
one namespace (a source that gives two ids means two things), another sure key, another code or level.
A namesake that arrives later and speaks against it makes the rule keep apart what it had joined for that name.

Names and keys are those of the claims, of every id: what a merged thing is shown as plays no part.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from maillage.graph import cypher
from maillage.graph.change import Effect
from maillage.graph.clusters import clusters
from maillage.graph.fold import VISIBLE, Kept
from maillage.graph.records import NAME, claim_key, decision_of
from maillage.graph.spoken import Spoken
from maillage.schema.decision import Decision, about_pair
from maillage.schema.model import Ontology
from maillage.schema.names import name_key

if TYPE_CHECKING:
    from maillage.graph.store import Store

SURE_KEY, SAME_NAME = "rule:sure-key", "rule:same-name"
BY_KEY = f"""
UNWIND $keys AS key MATCH (c:Claim {{key: key}})
WHERE c.status <> 'rejected' AND (c.predicate <> '{NAME}' OR c.status <> 'proposed')
WITH key, collect(DISTINCT c.subject) AS ids WHERE size(ids) > 1
RETURN collect({{key: key, ids: ids[0..$most]}}) AS rows
"""
NAMES_OF = f"""
UNWIND $ids AS id MATCH (c:Claim {{topic: id}}) WHERE c.predicate = '{NAME}' AND c.key IS NOT NULL
RETURN collect(DISTINCT c.key) AS rows
"""
TYPES = "UNWIND $ids AS id MATCH (e:Entity {id: id}) RETURN id, e.types AS types"
MARKS_OF = f"""
UNWIND $ids AS id MATCH (c:Claim {{topic: id}})
WHERE c.status <> 'rejected' AND c.predicate <> '{NAME}' AND (c.key IS NOT NULL OR c.predicate IN ['code', 'level'])
RETURN id, c.predicate AS predicate, c.value AS value
"""
# A name that more things share than this says nothing.
MOST_NAMESAKES = 20
MOST_IDS = 500


class Thing(NamedTuple):
    """Ids that are one thing by all but their name; of these the ``named``, which have it; what tells it apart."""

    ids: frozenset[str]
    named: frozenset[str]
    types: tuple[str, ...]
    marks: Mapping[str, frozenset[str]]


class Shown(NamedTuple):
    """What some ids are shown as: types and family by id (those that show nothing are left out), members by id."""

    types: Mapping[str, tuple[str, ...]]
    families: Mapping[str, str]
    members: Mapping[str, frozenset[str]]


def shareable(done: Effect, spoken: Spoken, ontology: Ontology) -> list[str]:
    """The keys that a unit of work touched and that several ids may have: said before it, or of several ids within it."""
    ids: dict[str, set[str]] = defaultdict(set)
    for kept in done.kept_after.values():
        if kept.claim.object is None and (key := _key(kept, ontology)):
            ids[key].add(kept.claim.subject)
    before = set(spoken.among(ids))
    return [key for key, group in ids.items() if len(group) > 1 or key in before]


def propose(store: Store, keys: Iterable[str], **stamp: Any) -> list[Decision]:
    """The decisions, not kept yet, that rules make about what shares one of ``keys``: those that were ``shareable``."""
    shared = _sharing(store, set(keys))
    if not shared:
        return []
    shown = _shown(store, shared)
    sure = _unheard(store, _sure_keys(shared, shown, stamp))
    if sure:  # what they join may now be told apart from its namesakes, under any of its names
        joined = {member for d in sure for id in (d.target, d.other) if id for member in shown.members[id]}
        shared.update(_sharing(store, set(store.seek(NAMES_OF, ids=sorted(joined))[0]["rows"]) - shared.keys()))
        shown = _shown(store, shared)
    return [*sure, *_unheard(store, _same_names(store, shared, shown, sure, stamp))]


def _sharing(store: Store, keys: set[str]) -> dict[str, list[str]]:
    """Ids by key, for those of ``keys`` that several have."""
    return {row["key"]: row["ids"] for row in store.seek(BY_KEY, keys=sorted(keys), most=MOST_IDS)[0]["rows"]} if keys else {}


def _key(kept: Kept, ontology: Ontology) -> str | None:
    """A name counts once it is accepted, a sure key unless it is rejected: as in ``BY_KEY``."""
    claim = kept.claim
    counts = kept.status in VISIBLE if claim.predicate == NAME else kept.status != "rejected"
    return claim_key(claim, ontology) if counts else None


def _unheard(store: Store, made: list[Decision]) -> list[Decision]:
    found = store.seek(cypher.DECISIONS_BY_ID, ids=[d.id for d in made]) if made else []
    held = {row["d"]["id"] for row in found}
    return [d for d in made if d.id not in held]


def _shown(store: Store, shared: Mapping[str, Iterable[str]]) -> Shown:
    ids = {id for group in shared.values() for id in group}
    heirs = {id: id for id in ids}
    heirs.update((row["id"], row["entity"]) for row in store.seek(cypher.HEIRS, ids=sorted(ids)))
    entities = sorted(set(heirs.values()))
    members = {heir: {heir} for heir in entities}
    for row in store.seek(cypher.MEMBERS, ids=entities):
        members[row["entity"]].add(row["id"])
    typed = store.seek(TYPES, ids=entities)
    if any(row["types"] is None for row in typed):
        return _shown(store, shared)  # Neo4j found a node that another writer was just merging into its heir: look again
    types = {row["id"]: tuple(row["types"]) for row in typed}
    return Shown({id: types[heir] for id, heir in heirs.items() if heir in types},
                 {id: store.ontology.family(types[heir]) or "" for id, heir in heirs.items() if heir in types},
                 {id: frozenset(members[heir]) for id, heir in heirs.items()})


def _groups(shared: Mapping[str, Sequence[str]], shown: Shown) -> dict[tuple[str, str], set[str]]:
    """Ids by key and family, where several have both."""
    groups: dict[tuple[str, str], set[str]] = defaultdict(set)
    for key, ids in shared.items():
        for id in ids:
            if id in shown.families:
                groups[key, shown.families[id]].add(id)
    return {place: ids for place, ids in sorted(groups.items()) if len(ids) > 1}


def _is_name(key: str) -> bool:
    return key.startswith(f"{NAME}|")


def _sure_keys(shared: Mapping[str, Sequence[str]], shown: Shown, stamp: Mapping[str, Any]) -> list[Decision]:
    sure = {key: ids for key, ids in shared.items() if not _is_name(key)}
    return [about_pair("same", first, other, author=SURE_KEY, reason=key, **stamp)
            for (key, _), ids in _groups(sure, shown).items() for first, other in _star(ids)]


def _star(ids: Iterable[str]) -> list[tuple[str, str]]:
    first, *others = sorted(ids)
    return [(first, other) for other in others]


def _same_names(store: Store, shared: Mapping[str, Sequence[str]], shown: Shown, sure: Iterable[Decision],
                stamp: Mapping[str, Any]) -> list[Decision]:
    """``sure`` are the decisions by key that are about to be kept."""
    groups = _groups({key: ids for key, ids in shared.items() if _is_name(key)}, shown)
    everyone = sorted({member for ids in groups.values() for id in ids for member in shown.members[id]})
    if not everyone:
        return []
    decided = {d.id: d for d in [*sure, *_decisions(store, everyone)]}
    joined = clusters(d for d in decided.values() if d.author != SAME_NAME)
    marks = _marks(store, sorted({*everyone, *(id for other in everyone for id in joined.get(other, ()))}))
    made: list[Decision] = []
    for (key, family), ids in groups.items():
        reason = f"{family}|{key.partition('|')[2]}"
        made += _of_name(reason, _things(ids, shown, joined, marks), decided, store.ontology, stamp)
    return made


def _decisions(store: Store, ids: list[str]) -> list[Decision]:
    """All decisions about pairs of ``ids``."""
    return [decision_of(row["d"]) for row in store.seek(cypher.DECISIONS_BY_TARGET, ids=ids)]


def _things(ids: set[str], shown: Shown, joined: Mapping[str, frozenset[str]],
            marks: Mapping[str, Mapping[str, set[str]]]) -> list[Thing]:
    parts = {joined.get(id, frozenset({id})) for id in ids}
    return [Thing(part, part & ids, shown.types[min(part & ids)], _gathered(part, marks)) for part in sorted(parts, key=min)]


def _marks(store: Store, ids: Sequence[str]) -> dict[str, dict[str, set[str]]]:
    """What tells each id apart: values by what they are of."""
    marks: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in store.seek(MARKS_OF, ids=list(ids)):
        marks[row["id"]][_mark(row["predicate"], row["value"])].add(name_key(row["value"]))
    return marks


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
             stamp: Mapping[str, Any]) -> list[Decision]:
    if len(things) > MOST_NAMESAKES:
        return _taken_back(key, decided, stamp)
    if len(things) < 2:
        return []
    sure = all(ontology.same_name(thing.types) == "decide" for thing in things) and not _differ(things)
    pairs = _star(min(thing.named) for thing in things) if sure else _open(things)
    made = [about_pair("same" if sure else "maybe_same", *pair, author=SAME_NAME, reason=key, **stamp) for pair in pairs]
    return made if sure else [*made, *_taken_back(key, decided, stamp)]


def _open(things: list[Thing]) -> list[tuple[str, str]]:
    """The pairs to ask about. Where some are told apart for certain, each other thing is compared with each of them."""
    pairs = list(combinations(sorted(things, key=lambda thing: min(thing.named)), 2))
    asked = [(min(one.named), min(other.named)) for one, other in pairs if not _certain(one, other)]
    return asked if len(asked) < len(pairs) else _star(min(thing.named) for thing in things)


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
