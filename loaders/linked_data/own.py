"""JSON-LD that this product exported: entities under their ids, links as statements with all that qualifies them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from maillage.loaders.network import own
from maillage.loaders.network.jsonfile import text
from maillage.loaders.network.parts import Edge, Node, Part
from maillage.schema.model import Ontology

_ENTITY, _SOURCE = "urn:maillage:entity:", "urn:maillage:source:"
_QUALIFIERS = ("roles", "notes", "since", "until", "confidence", "relation")
_BAR = " | "
Row = dict[str, Any]


def is_own(document: Any) -> bool:
    """Whether a document bears the terms of our record."""
    context = document.get("@context") if isinstance(document, dict) else None
    return isinstance(context, dict) and "maillage" in context and "Link" in context


def parts(document: Row, ontology: Ontology, file: str) -> Iterator[Part]:
    """Entities and statements of links; the vocabulary and the plain triples say nothing more."""
    rows = [row for row in document.get("@graph", ()) if isinstance(row, dict)]
    titles = {_id(row): text(row.get("title")) for row in rows if row.get("type") == "Source"}
    multiple = frozenset(prop.name for prop in ontology.properties.values() if prop.multiple)
    for number, row in enumerate(rows, 1):
        place = f"{file}, objet {number}"
        if row.get("type") == "Link":
            yield from own.edges(_edge(row, titles, place))
        elif text(row.get("id")).startswith(_ENTITY) and "identifier" in row:
            yield own.node(_node(row, titles, ontology, place), multiple)


def _id(row: Row) -> str:
    """The id that an address was made of."""
    return unquote(text(row.get("id")).removeprefix(_ENTITY).removeprefix(_SOURCE))


def _node(row: Row, titles: dict[str, str], ontology: Ontology, place: str) -> Node:
    labels = row.get("type")
    types = [text(name) for name in (labels if isinstance(labels, list) else [labels]) if name in ontology.types]
    concrete = [name for name in ontology.specific(types) if not ontology.types[name].abstract]
    said = {key: _joined(row[key]) for key in row if key in ontology.properties}
    said |= {"type": ontology.main(types), "types": _BAR.join(concrete), **_sources(row, titles)}
    return Node(text(row["identifier"]), place, said.get("name", ""), "", tuple(said.items()))


def _edge(row: Row, titles: dict[str, str], place: str) -> Edge:
    said: dict[str, str] = {key: _joined(row[key]) for key in _QUALIFIERS if key in row}
    said |= _sources(row, titles)
    one, other = (unquote(text(row.get(end)).removeprefix(_ENTITY)) for end in ("from", "to"))
    return Edge(one, other, place, said.get("relation", ""), tuple(said.items()))


def _sources(row: Row, titles: dict[str, str]) -> dict[str, str]:
    ids = [unquote(text(one).removeprefix(_SOURCE)) for one in row.get("sources", ()) if text(one)]
    return {"sources": _BAR.join(ids), "source_titles": _BAR.join(titles.get(id, id) for id in ids)}


def _joined(value: Any) -> str:
    """A list as the other exports write it."""
    return _BAR.join(text(one).replace("|", "¦") for one in value) if isinstance(value, list) else text(value)
