"""Rules that say two ids name one thing, or might. Each is an author with a name; each decision can be undone.

``rule:sure-key``: the same value of a property that identifies (SIREN, RNA, INSEE code, Wikidata…): same.
``rule:same-name``: the same cleaned name within one family, in two sources of ids, and no third thing of
that name: same for organisations, territories and concepts; a question for persons, events and practices.
Two ids of one namespace are never joined for their name: a source that gives two ids means two things.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from maillage.graph.records import sure_key
from maillage.schema.claim import Claim
from maillage.schema.decision import Decision, Kind, about_pair
from maillage.schema.model import Ontology

if TYPE_CHECKING:
    from maillage.graph.store import Store

SURE_KEY, SAME_NAME = "rule:sure-key", "rule:same-name"
BY_KEY = "UNWIND $keys AS key MATCH (c:Claim {key: key}) WHERE c.status <> 'rejected' RETURN DISTINCT key, c.subject AS id"
BY_NAME = """
UNWIND $ids AS id MATCH (e:Entity {id: id})
MATCH (other:Entity {same_key: e.same_key})
RETURN e.same_key AS key, other.id AS id, other.types AS types, other.recorded_at AS at
"""
KEYS_OF = "UNWIND $ids AS id MATCH (c:Claim {topic: id}) WHERE c.key IS NOT NULL RETURN id, c.key AS key"
# A name that more things share than this says nothing.
MOST_NAMESAKES = 20


def propose(store: Store, claims: Sequence[Claim], **stamp: Any) -> list[Decision]:
    """The decisions that rules make about the ids that ``claims`` (just kept) name or identify."""
    return [*_sure_keys(store, claims, stamp), *_same_names(store, claims, stamp)]


def _sure_keys(store: Store, claims: Iterable[Claim], stamp: dict[str, Any]) -> list[Decision]:
    keys = {sure_key(c.predicate, c.value or "") for c in claims if c.object is None and _identifies(c.predicate, store.ontology)}
    groups: dict[str, set[str]] = defaultdict(set)
    for row in store.read(BY_KEY, keys=sorted(keys)) if keys else ():
        groups[row["key"]].add(row["id"])
    return [about_pair("same", first, other, author=SURE_KEY, reason=key, **stamp)
            for key, ids in sorted(groups.items()) for first, other in _star(sorted(ids))]


def _identifies(predicate: str, ontology: Ontology) -> bool:
    prop = ontology.properties.get(predicate)
    return prop is not None and prop.identifies


def _star(ids: list[str]) -> list[tuple[str, str]]:
    return [(ids[0], other) for other in ids[1:]]


def _same_names(store: Store, claims: Iterable[Claim], stamp: dict[str, Any]) -> list[Decision]:
    named = sorted({c.subject for c in claims if c.predicate == "name"})
    groups: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
    for row in store.read(BY_NAME, ids=named) if named else ():
        groups[row["key"]][row["id"]] = row
    several = {key: group for key, group in groups.items() if 1 < len(group) <= MOST_NAMESAKES and not key.endswith("|")}
    keys_of = _keys_of(store, [id for group in several.values() for id in group])
    fresh = set(named)
    decide = _decider(store.ontology, keys_of)
    return [about_pair(decide(one, other, len(group)), one["id"], other["id"], author=SAME_NAME, reason=key, **stamp)
            for key, group in sorted(several.items()) for one, other in _pairs(group, fresh)]


def _pairs(group: dict[str, dict[str, Any]], fresh: set[str]) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Each newcomer with what was there first."""
    first, *others = sorted(group.values(), key=lambda row: (row["at"], row["id"]))
    return [(first, other) for other in others if {first["id"], other["id"]} & fresh]


def _keys_of(store: Store, ids: list[str]) -> dict[str, set[str]]:
    held: dict[str, set[str]] = defaultdict(set)
    for row in store.read(KEYS_OF, ids=ids) if ids else ():
        held[row["id"]].add(row["key"])
    return held


def _decider(ontology: Ontology, keys_of: dict[str, set[str]]) -> Callable[[dict[str, Any], dict[str, Any], int], Kind]:
    def decide(one: dict[str, Any], other: dict[str, Any], namesakes: int) -> Kind:
        sure = (namesakes == 2 and ontology.same_name(one["types"]) == "decide" == ontology.same_name(other["types"])
                and _namespace(one["id"]) != _namespace(other["id"])
                and not _keys_differ(keys_of[one["id"]], keys_of[other["id"]]))
        return "same" if sure else "maybe_same"

    return decide


def _namespace(id: str) -> str:
    return id.partition(":")[0]


def _keys_differ(one: set[str], other: set[str]) -> bool:
    """Whether a sure key has one value here and another there: then the shared name is a coincidence."""
    kinds = {key.partition("|")[0] for key in one} & {key.partition("|")[0] for key in other}
    return any(not {k for k in one if k.startswith(f"{kind}|")} & {k for k in other if k.startswith(f"{kind}|")} for kind in kinds)
