"""Kumu's JSON: elements and connections, joined by ids, since two things may bear one name."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from maillage.graph.export.format import ExportFormat, pieces
from maillage.graph.export.text import titles
from maillage.graph.export.visible import Link, Visible, sources
from maillage.graph.fold import EntityRow
from maillage.schema.model import Ontology
from maillage.schema.source import Source

if TYPE_CHECKING:
    from maillage.graph.store import Store

# What Kumu knows by these names or what stands under another one there.
_OWN = frozenset({"name", "tags", "description"})


def write(store: Store) -> Iterator[bytes]:
    """One document, an element or connection a line; in memory: their ids, and a page."""
    return pieces(_texts(store))


def _texts(store: Store) -> Iterator[str]:
    known, shown = sources(store), Visible(store)
    yield '{"elements": [\n'
    yield from _joined(_element(row, store.ontology, known) for row in shown.entities())
    yield '\n],\n"connections": [\n'
    yield from _joined(_connection(link, store.ontology, known) for link in shown.links())
    yield "\n]}\n"


def _element(row: EntityRow, ontology: Ontology, known: Mapping[str, Source]) -> dict[str, Any]:
    props = row.props
    further = {name: props[name] for name in ontology.properties if name in props and name not in _OWN}
    return _filled(id=row.id, label=props["name"], type=props["type"], description=props.get("description"),
                   tags=props.get("tags"), types=props["types"], **{_safe(name): value for name, value in further.items()},
                   sources=titles(props["sources"], known), contested=props.get("contested"))


def _safe(name: str) -> str:
    """Properties whose names mean something else to Kumu."""
    return f"property_{name}" if name in ("id", "label", "type", "types", "sources", "contested", "image") else name


def _connection(link: Link, ontology: Ontology, known: Mapping[str, Source]) -> dict[str, Any]:
    relation, props = ontology.relations[link.relation], link.props
    return _filled(**{"from": link.subject, "to": link.object}, id=link.id, type=link.relation, label=relation.label["fr"],
                   direction="mutual" if relation.symmetric else "directed",
                   description="\n\n".join(props.get("notes", ())) or None, roles=props.get("roles"),
                   since=props.get("since"), until=props.get("until"), confidence=props["confidence"],
                   sources=titles(props["sources"], known), contested=props.get("contested"))


def _filled(**fields: Any) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if value is not None}


def _joined(records: Iterable[dict[str, Any]]) -> Iterator[str]:
    for number, record in enumerate(records):
        yield ("" if number == 0 else ",\n") + json.dumps(record, ensure_ascii=False)


FORMAT = ExportFormat("kumu", (".json", ".kumu.json"), "application/json", "JSON de Kumu", "Kumu's JSON", write)
