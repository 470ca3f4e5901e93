"""Graphology's and node-link JSON into an ``Extract``: they differ in where a node keeps its key and its attributes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from maillage.errors import SourceError
from maillage.loaders import limits
from maillage.loaders.extract import Extract
from maillage.loaders.files import Gauge
from maillage.loaders.format import Request
from maillage.loaders.network.jsonfile import attributes, document, objects, text
from maillage.loaders.network.parts import LOOKS, Aside, Edge, Node, Part, sense
from maillage.loaders.network.reading import network, one_file

_NAMES = ("label", "name", "nom", "title")
_RELATIONS = ("label", "relation", "type", "kind")
# How a program draws a node or an edge: left out, and told.
_LOOKS = frozenset({"x", "y", "size", "color", "hidden", "forceLabel", "zIndex", "highlighted", "fixed", "vx", "vy"})
_ENDS = ("source", "target", "key", "id", "undirected")
_READ = frozenset({"nodes", "edges", "links"})
_OF_AN_EDGE = ("un lien se reconnaît à ce qu'il dit", "a link is known by what it says")
_OF_THE_GRAPH = ("dit du réseau, non de ce qui y est", "said of the network, not of what is in it")


def extract(request: Request) -> Extract:
    """The graph, ready to be read. Raises SourceError where it is no whole one."""
    path = one_file(request)
    graph = document(path)
    if not isinstance(graph, dict) or not isinstance(graph.get("nodes"), list):
        raise SourceError(file=path.name, problem_fr="JSON sans liste « nodes »", problem_en="JSON without a list “nodes”")
    head = graph.get("attributes") if isinstance(graph.get("attributes"), dict) else graph.get("graph")
    title = text(head.get("name") or head.get("title")) if isinstance(head, dict) else ""
    return network(request, "graphology", partial(_parts, path, graph), title=title)


def _parts(path: Path, graph: dict[str, Any], gauge: Gauge) -> Iterator[Part]:
    """Nodes, then edges; in node-link data without ids a node is named by its place in the list, as d3 does."""
    nodes = objects(path, graph["nodes"], "nodes")
    edges = objects(path, graph.get("edges", graph.get("links")), "edges")
    numbered = not any("key" in one or "id" in one for one in nodes)
    for number, one in enumerate(nodes):
        yield _node(one, str(number) if numbered else "", f"{path.name}, nœud {number + 1}")
        gauge.at = int(gauge.size * number / (len(nodes) + len(edges)))
    usual = _usual(graph)
    for number, one in enumerate(edges, 1):
        yield _edge(one, usual, f"{path.name}, arête {number}")
        gauge.at = int(gauge.size * (len(nodes) + number) / (len(nodes) + len(edges)))
    yield from _asides(graph, nodes, edges)


def _usual(graph: dict[str, Any]) -> str:
    """What edges are that do not say it themselves."""
    options = graph.get("options")
    said = options.get("type") if isinstance(options, dict) else None
    return "undirected" if said == "undirected" or graph.get("directed") is False else "directed"


def _asides(graph: dict[str, Any], nodes: list[dict[str, Any]], edges: list[dict[str, Any]]) -> Iterator[Aside]:
    """What is said of the graph as a whole, what is drawn of its nodes and edges, and the keys of edges."""
    for name, value in graph.items():
        if name not in _READ:
            inner = value if isinstance(value, dict) else {"": value}
            for key, said in inner.items():
                yield Aside(f"{name}.{key}".strip("."), text(said)[: limits.TITLE], *_OF_THE_GRAPH)
    drawn = {name for one in chain(nodes, edges) for said in (one, _apart(one)) for name in _LOOKS & said.keys()}
    yield from (Aside(name, "", *LOOKS) for name in sorted(drawn))
    for name in ("key", "id"):
        said = next((text(one[name]) for one in edges if name in one), None)
        if said is not None:
            yield Aside(f"edges.{name}", said, *_OF_AN_EDGE)


def _parted(one: dict[str, Any], own: tuple[str, ...]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The attributes beside the fields that are the format's ``own``, and those that graphology keeps apart."""
    apart = _apart(one)
    return {key: value for key, value in one.items() if key not in own and value is not apart}, apart


def _apart(one: dict[str, Any]) -> dict[str, Any]:
    inner = one.get("attributes")
    return inner if isinstance(inner, dict) else {}


def _node(one: dict[str, Any], number: str, place: str) -> Node:
    own = "key" if isinstance(one.get("attributes"), dict) or "id" not in one else "id"
    beside, apart = _parted(one, (own,))
    said = {**beside, **apart}
    called = next((text(said[name]) for name in _NAMES if text(said.get(name))), "")
    drawn = _LOOKS if _is_drawn(said) else frozenset[str]()
    kept = (*attributes(beside, drawn), *attributes(apart, drawn))
    return Node(text(one.get(own)) or number, place, called, "", kept)


def _is_drawn(said: dict[str, Any]) -> bool:
    return isinstance(said.get("x"), (int, float)) and isinstance(said.get("y"), (int, float))


def _edge(one: dict[str, Any], usual: str, place: str) -> Edge:
    beside, apart = _parted(one, _ENDS)
    said = {**beside, **apart}
    label = next((text(said[name]) for name in _RELATIONS if isinstance(said.get(name), str)), "")
    without = {*_LOOKS, *(name for name in _RELATIONS if said.get(name) == label)}
    turned = one.get("undirected")
    how = ("undirected" if turned else "directed") if isinstance(turned, bool) else ""
    kept = (*attributes(beside, without), *attributes(apart, without), *sense(how, usual))
    return Edge(text(one.get("source")), text(one.get("target")), place, label, kept)
