"""GraphML, for yEd, Gephi, igraph, networkx: the graph with typed attributes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from maillage.graph.export.fields import Field, entity_fields, link_fields
from maillage.graph.export.format import ExportFormat, pieces
from maillage.graph.export.text import attribute, xml
from maillage.graph.export.visible import Visible, sources

if TYPE_CHECKING:
    from maillage.graph.store import Store

_TYPES = {"text": "string", "list": "string", "integer": "long", "number": "double", "flag": "boolean"}
_OPEN = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
"""


def write(store: Store) -> Iterator[bytes]:
    """All entities, then all links; in memory: their ids, and a page."""
    return pieces(_texts(store))


def _texts(store: Store) -> Iterator[str]:
    known, shown = sources(store), Visible(store)
    of_entities = _labelled(entity_fields(store.ontology, known), lambda row: row.props["name"])
    of_links = _labelled(link_fields(store.ontology, known), lambda link: store.ontology.relations[link.relation].label["fr"])
    yield _OPEN
    yield from (_key("node", field) for field in of_entities)
    yield from (_key("edge", field) for field in of_links)
    yield '<graph id="maillage" edgedefault="directed">\n'
    for row in shown.entities():
        yield f"<node id={attribute(row.id)}>{_data('node', row, of_entities)}</node>\n"
    for link in shown.links():
        yield (f"<edge id={attribute(link.id)} source={attribute(link.subject)} target={attribute(link.object)}>"
               f"{_data('edge', link, of_links)}</edge>\n")
    yield "</graph>\n</graphml>\n"


def _labelled(fields: tuple[Field, ...], get: Any) -> tuple[Field, ...]:
    """With ``label``, which programs draw; without ``id``, which the element itself bears."""
    return (Field("label", "text", get, "", ""), *(field for field in fields if field.name != "id"))


def _key(kind: str, field: Field) -> str:
    return f'<key id="{kind}_{field.name}" for="{kind}" attr.name="{field.name}" attr.type="{_TYPES[field.kind]}"/>\n'


def _data(kind: str, row: Any, fields: Iterable[Field]) -> str:
    given = ((field.name, field.get(row)) for field in fields)
    return "".join(f'<data key="{kind}_{name}">{xml(value)}</data>' for name, value in given if value is not None)


FORMAT = ExportFormat("graphml", (".graphml",), "application/graphml+xml", "GraphML, pour yEd, Gephi, igraph, networkx",
                      "GraphML, for yEd, Gephi, igraph, networkx", write)
