"""A JSON-LD document into an ``Extract``. Raises SourceError for a context that is neither in the file nor known."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from maillage.loaders.extract import Extract
from maillage.loaders.files import Gauge
from maillage.loaders.format import Request
from maillage.loaders.linked_data import own
from maillage.loaders.linked_data.context import Context
from maillage.loaders.linked_data.nodes import Walker
from maillage.loaders.linked_data.vocabulary import Vocabulary
from maillage.loaders.network.jsonfile import document
from maillage.loaders.network.parts import Node, Part
from maillage.loaders.network.reading import network, one_file
from maillage.schema.model import Ontology


def extract(request: Request) -> Extract:
    """The things and links of the document, ready to be read."""
    path = one_file(request)
    data = document(path)
    read = partial(_parts, path, data, request.ontology)
    return network(request, "linked_data", read, absolute=own.is_own(data))


def _parts(path: Path, data: Any, ontology: Ontology, gauge: Gauge) -> Iterator[Part]:
    if own.is_own(data):
        yield from own.parts(data, ontology, path.name)
        return
    nodes: dict[str, Node] = {}
    others: list[Part] = []
    # One document may be several objects, each under a context of its own; one thing may be described in several places.
    for number, one in enumerate(data if isinstance(data, list) else [data], 1):
        context = Context(one.get("@context") if isinstance(one, dict) else None, dict(ontology.prefixes), path.name)
        for part in Walker(Vocabulary(ontology), context, path.name, number).parts(one):
            if isinstance(part, Node):
                nodes[part.key] = _joined(nodes.get(part.key), part)
            else:
                others.append(part)
    yield from nodes.values()
    yield from others


def _joined(held: Node | None, more: Node) -> Node:
    """What two places say of one thing, in one."""
    if held is None:
        return more
    kinds = tuple(dict.fromkeys(kind for kind in (held.kind, *held.further, more.kind, *more.further) if kind))
    said = tuple(dict.fromkeys((*held.attributes, *more.attributes)))
    named = held if any(key == "name" for key, _ in held.attributes) else more
    return held._replace(name=named.name, kind=kinds[0] if kinds else "", further=kinds[1:], attributes=said)
