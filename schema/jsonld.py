"""The ontology for programs: JSON data for the explorer and the API, and the JSON-LD context of our exports."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from maillage.schema.definitions import Alignment, PropertyDef
    from maillage.schema.model import Ontology

# Terms that no known vocabulary has exactly get an address of our own that promises no web page.
OWN = "urn:maillage:ontology:"
_DATATYPES = {"date": "edtf:EDTF", "integer": "xsd:integer", "number": "xsd:double", "url": "@id"}
# What every relation may carry; ``note`` is a property of entities as well and stands there.
_QUALIFIERS = {
    "role": {"@id": "schema:roleName"},
    "since": {"@id": "schema:startDate", "@type": "edtf:EDTF"},
    "until": {"@id": "schema:endDate", "@type": "edtf:EDTF"},
}


def as_json(ontology: Ontology) -> dict[str, Any]:
    """Prefixes, types (each with its ancestors), relations, and relations by reading."""
    readings = sorted({r.reading for r in ontology.relations.values() if r.reading})
    return {
        "prefixes": dict(ontology.prefixes),
        "types": {name: {**asdict(t), "ancestors": list(ontology.ancestors(name))} for name, t in ontology.types.items()},
        "relations": {
            name: {**asdict(r), "pairs": [list(pair) for pair in r.pairs]} for name, r in ontology.relations.items()
        },
        "readings": {reading: sorted(ontology.reading(reading)) for reading in readings},
    }


def context(ontology: Ontology) -> dict[str, Any]:
    """``{"@context": …}``: prefixes, then one term for each type, property and relation."""
    terms: dict[str, Any] = {"@version": 1.1, "maillage": OWN, **ontology.prefixes, "id": "@id", "type": "@type", **_QUALIFIERS}
    for name, type_ in ontology.types.items():
        terms[name] = {"@id": _iri(name, type_.align)}
    for name in sorted(ontology.properties):
        terms[name] = _property(ontology.properties[name])
    for name, relation in ontology.relations.items():
        terms[name] = {"@id": _iri(name, relation.align), "@type": "@id", "@container": "@set"}
    return {"@context": terms}


def _property(prop: PropertyDef) -> dict[str, str]:
    base, _, lang = prop.name.rpartition("_")
    term = {"@id": _iri(prop.name, prop.align)}
    if base and lang == "en":
        term["@language"] = "en"
    elif prop.kind in _DATATYPES:
        term["@type"] = _DATATYPES[prop.kind]
    if prop.multiple:
        term["@container"] = "@set"
    return term


def _iri(name: str, align: Alignment) -> str:
    exact = align.get("exact", ())
    return exact[0] if exact else f"maillage:{name}"
