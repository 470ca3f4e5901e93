"""The values of one entity: which stand first, which are kept beside them, which are contested."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from maillage.schema import edtf
from maillage.schema.claim import TYPE
from maillage.schema.model import Ontology, PropertyDef
from maillage.schema.names import name_key, search_text

if TYPE_CHECKING:
    from maillage.graph.fold import Kept

NAMES = ("name", "name_en", "acronym", "aliases")
# Two sources that describe a thing in different words do not contradict one another.
_NEVER_CONTESTED = frozenset({"name", "name_en"})


def entity_props(id: str, visible: Sequence[Kept], types: frozenset[str], ontology: Ontology) -> dict[str, Any]:
    """The node's properties, from the visible claims of its cluster (never empty: one gives its type)."""
    by_property: dict[str, list[Kept]] = defaultdict(list)
    for k in visible:
        by_property[k.claim.predicate].append(k)
    props: dict[str, Any] = {
        "id": id,
        "types": list(ontology.specific(types)),
        "type": ontology.main(types),
        "sources": sorted({k.claim.source for k in visible}),
        "recorded_at": min(k.recorded_at for k in visible),
    }
    contested = [name for name, group in by_property.items() if name != TYPE and _fill(props, name, group, ontology)]
    if any(k.status == "contested" for k in by_property[TYPE]):
        contested.append(TYPE)
    if contested:
        props["contested"] = sorted(contested)
    _name(props, id)
    return _searchable(props, ontology.family(types))


def _fill(props: dict[str, Any], name: str, group: list[Kept], ontology: Ontology) -> bool:
    """Puts the values of one property into ``props``; tells whether they are contested."""
    prop = ontology.properties.get(name)
    if prop is None:
        return False
    ordered = _ordered(group, prop)
    if prop.multiple:
        props[name] = sorted(ordered)
    else:
        props[name] = typed(prop.kind, ordered[0])
        if len(ordered) > 1:
            props[f"other_{name}"] = ordered[1:]
    return any(k.status == "contested" for k in group) or (name not in _NEVER_CONTESTED and contradict(prop, ordered))


def _ordered(group: Iterable[Kept], prop: PropertyDef) -> list[str]:
    """Values, best first: most sources, more precise (dates), most confident, recorded first, then by text."""
    support: dict[str, list[Kept]] = defaultdict(list)
    for k in group:
        support[k.claim.value or ""].append(k)
    if len(support) == 1:
        return list(support)

    def rank(value: str) -> tuple[int, int, float, str, str]:
        stated = support[value]
        return (-len({k.claim.source for k in stated}), edtf.precision(value) if prop.kind == "date" else 0,
                -max(k.confidence for k in stated), min(k.recorded_at for k in stated), value)

    return sorted(support, key=rank)


def contradict(prop: PropertyDef, values: Collection[str]) -> bool:
    """Whether two of ``values`` cannot both be true of a property that has one value."""
    if prop.multiple or prop.kind in ("text", "url") or len(values) < 2:
        return False
    if prop.kind != "date":
        return len({typed(prop.kind, value) for value in values}) > 1
    listed = list(values)
    return any(not edtf.compatible(a, b) for i, a in enumerate(listed) for b in listed[i + 1:])


def typed(kind: str, value: str) -> str | int | float:
    """The value as the engine keeps it: text, 64-bit integer or float by the property's kind."""
    if kind == "integer":
        return int(value)
    return float(value) if kind == "number" else value


def _name(props: dict[str, Any], id: str) -> None:
    """An entity always has a name; names that merging brought beside it are aliases."""
    props.setdefault("name", id.partition(":")[2])
    others = [*props.pop("other_name", ()), *props.get("aliases", ())]
    aliases = sorted({other for other in others if other != props["name"]})
    props.pop("aliases", None)
    if aliases:
        props["aliases"] = aliases


def _searchable(props: dict[str, Any], family: str | None) -> dict[str, Any]:
    names = [text for key in NAMES for text in _texts(props.get(key))]
    props["search"] = search_text(*names)[:8000]
    props["same_key"] = f"{family or ''}|{name_key(props['name'])}"[:1000]
    return props


def _texts(value: Any) -> list[str]:
    return [] if value is None else value if isinstance(value, list) else [str(value)]
