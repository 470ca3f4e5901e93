"""JSON-LD: the graph in known vocabularies (PAIR, schema.org, SKOS, PROV), its context within.

Each link stands twice: as a plain triple between two things, and as a statement that carries what is said of
the link (roles, dates, confidence, sources).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from maillage.graph.export.format import ExportFormat, pieces
from maillage.graph.export.visible import Link, Visible, sources
from maillage.graph.fold import EntityRow
from maillage.schema.model import EntityType, Ontology, RelationType
from maillage.schema.source import Source

if TYPE_CHECKING:
    from maillage.graph.store import Store

ENTITY, LINK, SOURCE = "urn:maillage:entity:", "urn:maillage:link:", "urn:maillage:source:"
# What the ontology does not say, since it is about the record and not about the world.
_TERMS: dict[str, Any] = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "subClassOf": {"@id": "rdfs:subClassOf", "@type": "@id", "@container": "@set"},
    "subPropertyOf": {"@id": "rdfs:subPropertyOf", "@type": "@id", "@container": "@set"},
    "closeMatch": {"@id": "skos:closeMatch", "@type": "@id", "@container": "@set"},
    "label_fr": {"@id": "rdfs:label", "@language": "fr"},
    "label_en": {"@id": "rdfs:label", "@language": "en"},
    "Link": {"@id": "rdf:Statement"},
    "Source": {"@id": "prov:Entity"},
    "identifier": {"@id": "dcterms:identifier"},
    "from": {"@id": "rdf:subject", "@type": "@id"},
    "relation": {"@id": "rdf:predicate", "@type": "@vocab"},
    "to": {"@id": "rdf:object", "@type": "@id"},
    "sources": {"@id": "prov:wasDerivedFrom", "@type": "@id", "@container": "@set"},
    "recorded_at": {"@id": "prov:generatedAtTime", "@type": "xsd:dateTime"},
    "confidence": {"@id": "maillage:confidence", "@type": "xsd:double"},
    "contested": {"@id": "maillage:contested", "@container": "@set"},
    "roles": {"@id": "schema:roleName", "@container": "@set"},
    "notes": {"@id": "skos:note", "@container": "@set"},
    "title": {"@id": "dcterms:title"},
    "publisher": {"@id": "dcterms:publisher"},
    "licence": {"@id": "dcterms:license"},
    "published": {"@id": "dcterms:issued", "@type": "edtf:EDTF"},
    "address": {"@id": "dcterms:source"},
    "sha256": {"@id": "maillage:sha256"},
}
_QUALIFIERS = ("roles", "since", "until", "notes", "confidence")
_SOURCE_TERMS = {"title": "title", "publisher": "publisher", "licence": "licence", "date": "published", "url": "address",
                 "sha256": "sha256"}


def iri(space: str, id: str) -> str:
    """An address for an id: what an IRI may not hold is percent-encoded, so that any id has one and keeps it."""
    return space + quote(id, safe=":/.-_~")


def context(ontology: Ontology) -> dict[str, Any]:
    """The ontology's context, and the terms of the record beside it."""
    terms: dict[str, Any] = ontology.context()["@context"]
    return {**_TERMS, **terms}


def write(store: Store) -> Iterator[bytes]:
    """One document, a node a line; in memory: their ids, and a page."""
    return pieces(_texts(store))


def _texts(store: Store) -> Iterator[str]:
    yield '{"@context": ' + _json(context(store.ontology)) + ',\n"@graph": [\n'
    yield from _joined(_nodes(store))
    yield "\n]}\n"


def _nodes(store: Store) -> Iterator[Mapping[str, Any]]:
    shown = Visible(store)
    yield from _vocabulary(store.ontology)
    for source in sources(store).values():
        yield _source(source)
    for row in shown.entities():
        yield _entity(row, store.ontology)
    for link in shown.links():
        # The triple, on a node of its own: a reader joins it with the others of its subject.
        yield {"id": iri(ENTITY, link.subject), link.relation: [iri(ENTITY, link.object)]}
        yield _link(link)


def _vocabulary(ontology: Ontology) -> Iterator[dict[str, Any]]:
    """Our own types and relations: what they are kinds of, and what comes near them in other vocabularies.

    Of terms that are another vocabulary's own, nothing is said: that is not ours to say.
    """
    terms = ontology.context()["@context"]
    own = {name: term["@id"] for name, term in terms.items() if isinstance(term, dict) and term["@id"].startswith("maillage:")}
    for type in (type for type in ontology.types.values() if type.name in own):
        yield _term(own[type.name], type, "subClassOf", [terms[type.parent]["@id"]] if type.parent else [])
    for relation in (relation for relation in ontology.relations.values() if relation.name in own):
        yield _term(own[relation.name], relation, "subPropertyOf", [])


def _term(id: str, said: EntityType | RelationType, kind_of: str, above: list[str]) -> dict[str, Any]:
    node = {"id": id, "label_fr": said.label["fr"], "label_en": said.label["en"],
            kind_of: [*above, *said.align.get("broader", ())], "closeMatch": list(said.align.get("close", ()))}
    return {name: value for name, value in node.items() if value}


def _entity(row: EntityRow, ontology: Ontology) -> dict[str, Any]:
    said = {name: row.props[name] for name in ontology.properties if name in row.props}
    node = {"id": iri(ENTITY, row.id), "type": list(row.labels), "identifier": row.id, **said,
            "sources": [iri(SOURCE, id) for id in row.props["sources"]], "recorded_at": row.props["recorded_at"]}
    return {**node, "contested": row.props["contested"]} if row.props.get("contested") else node


def _link(link: Link) -> dict[str, Any]:
    node: dict[str, Any] = {"id": iri(LINK, link.id), "type": "Link", "from": iri(ENTITY, link.subject),
                            "relation": link.relation, "to": iri(ENTITY, link.object)}
    node.update((name, link.props[name]) for name in _QUALIFIERS if name in link.props)
    node["sources"] = [iri(SOURCE, id) for id in link.props["sources"]]
    return {**node, "contested": ["link"]} if link.props.get("contested") else node


def _source(source: Source) -> dict[str, Any]:
    said = {term: getattr(source, field) for field, term in _SOURCE_TERMS.items() if getattr(source, field)}
    return {"id": iri(SOURCE, source.id), "type": "Source", "identifier": source.id, **said}


def _joined(nodes: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    for number, node in enumerate(nodes):
        yield ("" if number == 0 else ",\n") + _json(node)


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False)


FORMAT = ExportFormat("jsonld", (".jsonld",), "application/ld+json", "JSON-LD, vocabulaires PAIR, schema.org, SKOS, PROV",
                      "JSON-LD, in the vocabularies PAIR, schema.org, SKOS, PROV", write)
