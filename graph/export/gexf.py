"""GEXF 1.3, for Gephi: the graph with types, dates as spells, sources, and the colours of the explorer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from maillage.graph.export.colours import look
from maillage.graph.export.fields import Field, entity_fields, link_fields
from maillage.graph.export.format import ExportFormat, pieces
from maillage.graph.export.text import attribute, xml
from maillage.graph.export.visible import Link, Visible, days, period, sources
from maillage.graph.fold import EntityRow
from maillage.schema.model import Ontology

if TYPE_CHECKING:
    from maillage.graph.store import Store

_TYPES = {"text": "string", "list": "string", "integer": "long", "number": "double", "flag": "boolean"}
_OPEN = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">
"""


def write(store: Store) -> Iterator[bytes]:
    """All entities, then all links; in memory: their ids, and a page."""
    return pieces(_texts(store))


def _texts(store: Store) -> Iterator[str]:
    known, shown = sources(store), Visible(store)
    of_entities, of_links = entity_fields(store.ontology, known), link_fields(store.ontology, known)
    yield _OPEN
    yield "<meta>\n<creator>maillage</creator>\n<description>"
    yield xml(" ; ".join(f"{s.title}{f' ({s.licence})' if s.licence else ''}" for s in known.values()))
    yield '</description>\n</meta>\n<graph defaultedgetype="directed" idtype="string" mode="dynamic" timeformat="date">\n'
    yield from _declared("node", of_entities)
    yield from _declared("edge", of_links)
    yield "<nodes>\n"
    yield from (_node(row, of_entities, store.ontology) for row in shown.entities())
    yield "</nodes>\n<edges>\n"
    yield from (_edge(link, of_links, store.ontology) for link in shown.links())
    yield "</edges>\n</graph>\n</gexf>\n"


def _declared(kind: str, fields: Iterable[Field]) -> Iterator[str]:
    yield f'<attributes class="{kind}" mode="static">\n'
    yield from (f'<attribute id="{field.name}" title="{field.name}" type="{_TYPES[field.kind]}"/>\n' for field in fields)
    yield "</attributes>\n"


def _node(row: EntityRow, fields: Iterable[Field], ontology: Ontology) -> str:
    drawn = look(row.props["type"], ontology)
    return (f"<node id={attribute(row.id)} label={attribute(row.props['name'])}>{_values(row, fields)}{_spell(*period(row))}"
            f'<viz:color r="{drawn.red}" g="{drawn.green}" b="{drawn.blue}"/><viz:shape value="{drawn.shape}"/></node>\n')


def _edge(link: Link, fields: Iterable[Field], ontology: Ontology) -> str:
    label = ontology.relations[link.relation].label["fr"]
    when = days(link.props.get("since"), link.props.get("until"))
    return (f'<edge id={attribute(link.id)} source={attribute(link.subject)} target={attribute(link.object)} type="directed" '
            f'kind="{link.relation}" label={attribute(label)}>{_values(link, fields)}{_spell(*when)}</edge>\n')


def _values(row: Any, fields: Iterable[Field]) -> str:
    given = ((field.name, field.get(row)) for field in fields)
    shown = "".join(f'<attvalue for="{name}" value={attribute(value)}/>' for name, value in given if value is not None)
    return f"<attvalues>{shown}</attvalues>"


def _spell(first: str | None, last: str | None) -> str:
    if first is None and last is None:
        return ""
    start = f' start="{first}"' if first else ""
    end = f' end="{last}"' if last else ""
    return f"<spells><spell{start}{end}/></spells>"


FORMAT = ExportFormat("gexf", (".gexf",), "application/gexf+xml", "GEXF 1.3, pour Gephi", "GEXF 1.3, for Gephi", write)
