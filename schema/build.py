"""Checked entries into types, properties and relations, those that extend merged into those they extend."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from maillage.schema.check import check, line_of
from maillage.schema.definitions import ROOT, EntityType, PropertyDef, RelationType
from maillage.schema.problems import Problems
from maillage.schema.read import Entries, Entry, Property


class Parts(NamedTuple):
    """All of an ontology by name: types parents first, relations in the order of the alphabet."""

    types: Mapping[str, EntityType]
    relations: Mapping[str, RelationType]
    properties: Mapping[str, PropertyDef]
    prefixes: Mapping[str, str]


def build(entries: Entries, problems: Problems) -> Parts:
    """The parts that ``entries`` make.

    Raises:
        OntologyError: with ``problems`` and what the entries do wrong together.
    """
    check(entries, problems)
    problems.stop()
    types, relations = _merged(entries, "types"), _merged(entries, "relations")
    made = {name: _type(types[name], types) for name in _parents_first(types)}
    return Parts(
        types=made,
        relations={name: _relation(relations[name]) for name in sorted(relations)},
        properties={name: p for t in reversed(made.values()) for name, p in t.properties.items()},
        prefixes=dict(sorted((prefix, iri) for e in entries if e.form == "prefixes" for prefix, iri in e.fields.items())),
    )


def _merged(entries: Entries, form: str) -> dict[str, Entry]:
    """Entries by name, with what was added to them by others."""
    found = {e.name: e for e in entries if e.form == form and not e.extends}
    for more in (e for e in entries if e.form == form and e.extends):
        entry = found[more.name]
        found[more.name] = Entry(form, entry.name, entry.mark, _sum(entry.fields, more.fields), entry.marks)
    return found


def _sum(fields: Mapping[str, Any], more: Mapping[str, Any]) -> dict[str, Any]:
    """Texts and properties of ``more`` stand over those of ``fields``; pairs and alignments come after them."""
    result = dict(fields)
    for key, value in more.items():
        if key == "pairs":
            result[key] = tuple(dict.fromkeys((*fields[key], *value)))
        elif key == "align":
            old = fields.get(key, {})
            result[key] = {k: tuple(dict.fromkeys((*old.get(k, ()), *value.get(k, ())))) for k in {**old, **value}}
        elif key != "extends":
            result[key] = {**fields.get(key, {}), **value}
    return result


def _parents_first(types: Mapping[str, Entry]) -> Iterator[str]:
    """Names in the order of the tree: each right before its kinds, these in the order of the alphabet."""
    kinds: dict[str, list[str]] = {}
    for name in sorted(types, reverse=True):
        kinds.setdefault(types[name].fields.get("parent", ""), []).append(name)
    ahead = [ROOT]
    while ahead:
        name = ahead.pop()
        yield name
        ahead += kinds.get(name, ())


def _type(entry: Entry, types: Mapping[str, Entry]) -> EntityType:
    fields = entry.fields
    line = [types[name].fields for name in line_of(entry.name, types)]
    properties: Mapping[str, Property] = fields.get("properties", {})
    return EntityType(
        name=entry.name, parent=fields.get("parent"), abstract=fields.get("abstract", False), label=fields["label"],
        plural=fields["plural"], definition=fields["definition"], align=fields.get("align", {}),
        family=next((above["family"] for above in line if "family" in above), None),
        same_name=next((above["same_name"] for above in line if "same_name" in above), None),
        properties={name: _property(name, prop.fields) for name, prop in properties.items()},
    )


def _property(name: str, fields: Mapping[str, Any]) -> PropertyDef:
    return PropertyDef(
        name=name, kind=fields["kind"], multiple=fields.get("multiple", False), identifies=fields.get("identifies", False),
        label=fields["label"], definition=fields["definition"], align=fields.get("align", {}),
    )


def _relation(entry: Entry) -> RelationType:
    fields = entry.fields
    return RelationType(
        name=entry.name, pairs=fields["pairs"], symmetric=fields.get("symmetric", False), reading=fields.get("reading"),
        label=fields["label"], inverse=fields["inverse"], sentence=fields["sentence"], definition=fields["definition"],
        align=fields.get("align", {}),
    )
