"""Graphology's and node-link JSON into an ``Extract``: they differ in where a node keeps its key and its attributes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from maillage.errors import SourceError
from maillage.loaders.extract import Extract, Note
from maillage.loaders.format import Request
from maillage.loaders.network.jsonfile import attributes, document, objects, text
from maillage.loaders.network.parts import Edge, Node, Part
from maillage.loaders.network.reading import Gauge, network, one_file

_NAMES = ("label", "name", "nom", "title")
_RELATIONS = ("label", "relation", "type", "kind")
# How a program draws a node or an edge: left out, and told.
_LOOKS = frozenset({"x", "y", "size", "color", "hidden", "forceLabel", "zIndex", "highlighted", "fixed", "vx", "vy"})
_TOLD = ("couleurs, tailles et positions sont laissées de côté", "colours, sizes and positions are left out")


def extract(request: Request) -> Extract:
    """The graph, ready to be read. Raises SourceError where it is no whole one."""
    path = one_file(request)
    graph = document(path)
    if not isinstance(graph, dict) or not isinstance(graph.get("nodes"), list):
        raise SourceError(file=path.name, problem_fr="JSON sans liste « nodes »", problem_en="JSON without a list “nodes”")
    head = graph.get("attributes") if isinstance(graph.get("attributes"), dict) else graph.get("graph")
    title = text(head.get("name") or head.get("title")) if isinstance(head, dict) else ""
    return network(request, "graphology", partial(_parts, path, graph), title=title, notes=(Note(path.name, *_TOLD),))


def _parts(path: Path, graph: dict[str, Any], gauge: Gauge) -> Iterator[Part]:
    """Nodes, then edges; in node-link data without ids a node is named by its place in the list, as d3 does."""
    nodes = objects(path, graph["nodes"], "nodes")
    edges = objects(path, graph.get("edges", graph.get("links")), "edges")
    numbered = not any("key" in one or "id" in one for one in nodes)
    for number, one in enumerate(nodes):
        yield _node(one, str(number) if numbered else "", f"{path.name}, nœud {number + 1}")
        gauge.at = int(gauge.size * number / (len(nodes) + len(edges)))
    for number, one in enumerate(edges, 1):
        yield _edge(one, f"{path.name}, arête {number}")
        gauge.at = int(gauge.size * (len(nodes) + number) / (len(nodes) + len(edges)))


def _said(one: dict[str, Any]) -> dict[str, Any]:
    """The attributes: graphology keeps them apart, node-link data beside the rest."""
    inner = one.get("attributes")
    return inner if isinstance(inner, dict) else one


def _node(one: dict[str, Any], number: str, place: str) -> Node:
    said = _said(one)
    key = text(one.get("key") if "attributes" in one or "id" not in one else one["id"]) or number
    called = next((text(said[name]) for name in _NAMES if text(said.get(name))), "")
    drawn = _LOOKS if _is_drawn(said) else frozenset[str]()
    return Node(key, place, called, "", attributes(said, {*drawn, *({"id", "key", "attributes"} if said is one else ())}))


def _is_drawn(said: dict[str, Any]) -> bool:
    return isinstance(said.get("x"), (int, float)) and isinstance(said.get("y"), (int, float))


def _edge(one: dict[str, Any], place: str) -> Edge:
    said = _said(one)
    label = next((text(said[name]) for name in _RELATIONS if isinstance(said.get(name), str)), "")
    ends = ("source", "target", "key", "id", "attributes", "undirected") if said is one else ()
    kept = attributes(said, {*ends, *_LOOKS, *(name for name in _RELATIONS if said.get(name) == label)})
    return Edge(text(one.get("source")), text(one.get("target")), place, label, kept)
