"""The card of one entity: all that is known of it, every value with its sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from maillage.errors import NotFound
from maillage.graph.answers import Brief, Card, ClaimInfo, DecisionInfo, Value
from maillage.graph.brief import brief, brief_of
from maillage.graph.claims import claims_of
from maillage.graph.fold import VISIBLE
from maillage.graph.neighbours import groups_of
from maillage.graph.resolve import canonical, known, members
from maillage.graph.rows import rows
from maillage.graph.sources import source_infos
from maillage.graph.values import contradict, typed
from maillage.schema.definitions import PropertyDef

if TYPE_CHECKING:
    from maillage.graph.store import Store
    from maillage.schema.model import Ontology

ENTITY = "MATCH (e:Entity {id: $id}) RETURN properties(e) AS props, labels(e) AS labels"
BRIEFS = f"UNWIND $ids AS id MATCH (e:Entity {{id: id}}) RETURN collect({brief_of('e')}) AS rows"
# A property claim's topic is its subject; a link's topic is another.
SAID = "UNWIND $ids AS id MATCH (c:Claim {topic: id}) RETURN collect(properties(c)) AS rows"
DECIDED = """
UNWIND $ids AS id MATCH (d:Decision {{{end}: id}})
RETURN collect(properties(d)) AS rows
"""


def card(store: Store, id: str, evidence: bool = False, per_group: int = 10) -> Card:
    """All that is known of the entity ``id``; claims with each value where ``evidence`` is asked. Raises NotFound."""
    return card_of(store, canonical(store, id), evidence, per_group)


def card_of(store: Store, heir: str, evidence: bool = False, per_group: int = 10) -> Card:
    """As ``card``, of an id that is known to be canonical."""
    found = store.read(ENTITY, id=heir)
    if not found:
        raise NotFound(id=heir)
    props, labels = found[0]["props"], found[0]["labels"]
    ids = members(store, heir)
    said = _property_claims(store, ids)
    decisions = _decisions(store, ids, [claim.id for claim in said])
    groups = groups_of(store, heir, limit=per_group)
    return Card(
        id=heir, name=props["name"], kind=props["type"], types=list(props["types"]), labels=_labels(labels, store.ontology),
        properties=_properties(props, said, store.ontology, evidence), groups=groups,
        degree=sum(group.count for group in groups), sources=list(source_infos(store, props["sources"]).values()),
        recorded_at=props["recorded_at"], contested=list(props.get("contested", ())), members=ids, decisions=decisions,
        possible_duplicates=_duplicates(store, ids, decisions))


def briefs(store: Store, ids: Iterable[str]) -> dict[str, Brief]:
    """Visible entities in one line each, by id, in the order of ``ids``; those that are not there are left out."""
    asked = list(dict.fromkeys(ids))
    found = {row["id"]: brief(row) for row in rows(store, BRIEFS, ids=asked)} if asked else {}
    return {id: found[id] for id in asked if id in found}


def _labels(labels: Iterable[str], ontology: Ontology) -> list[str]:
    """From the most general type to the most special."""
    return sorted(labels, key=lambda name: (len(ontology.ancestors(name)) if name in ontology.types else 0, name))


def _property_claims(store: Store, ids: list[str]) -> list[ClaimInfo]:
    """What is said of the entity itself, links apart, whatever its status."""
    return sorted(claims_of(store, rows(store, SAID, ids=ids)), key=lambda claim: (claim.source.id, claim.id))


def _properties(props: Mapping[str, Any], said: Sequence[ClaimInfo], ontology: Ontology,
                evidence: bool) -> dict[str, list[Value]]:
    """Every value of every property, in the order of the ontology, the value that stands first in front."""
    defined: dict[str, PropertyDef] = {}
    for kind in (props["type"], *props["types"]):
        defined.update({name: prop for name, prop in ontology.properties_of(kind).items() if name not in defined})
    defined.update({name: prop for name, prop in ontology.properties.items() if name in props and name not in defined})
    values = {name: _values(props, prop, said, evidence) for name, prop in defined.items() if name in props}
    return {name: held for name, held in values.items() if held}


def _values(props: Mapping[str, Any], prop: PropertyDef, said: Sequence[ClaimInfo], evidence: bool) -> list[Value]:
    first = props[prop.name]
    listed = first if isinstance(first, list) else [first]
    further = [typed(prop.kind, text) for text in props.get(f"other_{prop.name}", ())]
    # A name that another one displaced has become an alias.
    sayers = ("name", "aliases") if prop.name == "aliases" else (prop.name,)
    claims = [claim for claim in said if claim.predicate in sayers and claim.status in VISIBLE]
    opposed = prop.name in props.get("contested", ()) and contradict(prop, [str(value) for value in (*listed, *further)])
    return [_value(value, prop, claims, opposed, evidence) for value in (*listed, *further)]


def _value(value: str | int | float, prop: PropertyDef, claims: Iterable[ClaimInfo], opposed: bool, evidence: bool) -> Value:
    telling = [claim for claim in claims if claim.value is not None and typed(prop.kind, claim.value) == value]
    contested = opposed or any(claim.status == "contested" for claim in telling)
    return Value(value, contested, sorted({claim.source.id for claim in telling}), telling if evidence else [])


def _decisions(store: Store, ids: Sequence[str], claims: Sequence[str]) -> list[DecisionInfo]:
    """What was decided about the entity's ids and about what is said of it, the latest first."""
    about = [*rows(store, DECIDED.format(end="target"), ids=[*ids, *claims]), *rows(store, DECIDED.format(end="other"), ids=ids)]
    found = {row["id"]: DecisionInfo(**row) for row in about}
    return sorted(found.values(), key=lambda decision: (decision.recorded_at, decision.id), reverse=True)


def _duplicates(store: Store, ids: Sequence[str], decisions: Iterable[DecisionInfo]) -> list[Brief]:
    """Entities of which a rule asks whether they are the same, as long as nobody has answered."""
    active = [d for d in decisions if d.undone_at is None and d.other is not None]
    answered = {(d.target, d.other) for d in active if d.kind in ("same", "not_same")}
    asked = [d for d in active if d.kind == "maybe_same" and (d.target, d.other) not in answered]
    others = [id for d in asked for id in (d.target, d.other) if id is not None and id not in ids]
    heirs = dict.fromkeys(heir for heir in known(store, others).values() if heir not in ids) if others else {}
    return list(briefs(store, sorted(heirs)).values())
