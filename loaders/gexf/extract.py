"""A GEXF file into an ``Extract``: nodes and edges with their attributes and periods; colours and positions are left out."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from maillage.errors import SourceError
from maillage.loaders.extract import Extract, Note
from maillage.loaders.format import Request
from maillage.loaders.gexf.periods import periods
from maillage.loaders.network import own
from maillage.loaders.network.parts import Attributes, Edge, Node, Part
from maillage.loaders.network.reading import Gauge, network, one_file
from maillage.loaders.network.xmlfile import attribute, children, elements, name

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_WANTED = frozenset({"gexf", "meta", "graph", "attributes", "node", "edge"})


class _Titles(NamedTuple):
    """Titles and defaults of attributes by their ids."""

    titles: dict[str, str]
    defaults: dict[str, str]


_LOOKS = ("couleurs, tailles et positions sont laissées de côté", "colours, sizes and positions are left out")


def extract(request: Request) -> Extract:
    """The network, ready to be read. Raises SourceError where it is no whole GEXF."""
    path = one_file(request)
    title, creator = _meta(path)
    multiple = frozenset(prop.name for prop in request.ontology.properties.values() if prop.multiple)
    ours = creator == own.CREATOR
    read = partial(_parts, path, multiple if ours else None)
    return network(request, "gexf", read, title=title, notes=(Note(path.name, *_LOOKS),), absolute=ours)


def _meta(path: Path) -> tuple[str, str]:
    """The title that the file gives itself, and the program that made it. Raises SourceError where there is no graph."""
    title = creator = ""
    for event, local, element in elements(path, _WANTED, Gauge(0)):
        if local == "meta" and event == "end":
            said = {name(child.tag): (child.text or "").strip() for child in element}
            title, creator = said.get("title", ""), said.get("creator", "")
        if local in ("node", "edge") or (local == "graph" and event == "end"):
            return title.removesuffix(".gexf"), creator
    raise SourceError(file=path.name, problem_fr="GEXF sans graphe (<graph>)", problem_en="GEXF without a graph (<graph>)")


def _parts(path: Path, ours: frozenset[str] | None, gauge: Gauge) -> Iterator[Part]:
    """Nodes and edges in the order of the file; nodes within a node are part of it."""
    titles = {"node": _Titles({}, {}), "edge": _Titles({}, {})}
    open_nodes: list[str] = []
    counts = {"node": 0, "edge": 0}
    for event, local, element in elements(path, _WANTED, gauge):
        if event == "start" and local == "node":
            open_nodes.append(attribute(element, "id"))
        elif event == "end" and local == "attributes":
            _declare(element, titles)
        elif event == "end" and local in counts:
            counts[local] += 1
            if local == "node":
                open_nodes.pop()
                node = _node(element, titles["node"], f"{path.name}, nœud {counts['node']}")
                yield node if ours is None else own.node(node, ours)
                yield from _whole(element, node, open_nodes)
            else:
                edge = _edge(element, titles["edge"], f"{path.name}, arête {counts['edge']}")
                yield from [edge] if ours is None else own.edges(edge)


def _declare(element: Element, titles: dict[str, _Titles]) -> None:
    """Remembers the titles of attributes by their ids, and what they give to all that say nothing of their own."""
    of = titles.get(attribute(element, "class") or "node")
    if of is not None:
        for child in children(element, "attribute"):
            of.titles[attribute(child, "id")] = attribute(child, "title", "id")
            of.defaults.update((attribute(child, "id"), one.text or "") for one in children(child, "default"))


def _node(element: Element, titles: _Titles, place: str) -> Node:
    since, until, further = periods(element)
    dates = tuple((key, value) for key, value in (("start", since), ("end", until)) if value)
    values = (*_values(element, titles), *(() if own.is_own(titles.titles.values()) else dates), *further)
    return Node(attribute(element, "id"), place, attribute(element, "label"), attribute(element, "kind"), values)


def _edge(element: Element, titles: _Titles, place: str) -> Edge:
    since, until, further = periods(element)
    dates = tuple((key, value) for key, value in (("since", since), ("until", until)) if value)
    weight = attribute(element, "weight", "cardinal")
    values = (
        *((("weight", weight),) if weight else ()),
        *_values(element, titles),
        *(() if own.is_own(titles.titles.values()) else dates),
        *further,
    )
    label = attribute(element, "label") or attribute(element, "kind")
    return Edge(attribute(element, "source"), attribute(element, "target"), place, label, values)


def _values(element: Element, titles: _Titles) -> Attributes:
    """Values by the titles of their attributes; one that holds for a time says so."""
    found = []
    for child in (*children(element, "attvalues", "attvalue"), *children(element, "attvalue")):
        key, value = attribute(child, "for", "id"), attribute(child, "value")
        since, until, _ = periods(child)
        when = f" ({' – '.join((since or '…', until or '…'))})" if since or until else ""
        found.append((key, value + when if value else ""))
    given = {key for key, _ in found}
    found += [(key, value) for key, value in titles.defaults.items() if key not in given]
    return tuple((titles.titles.get(key, key), value) for key, value in found if value)


def _whole(element: Element, node: Node, open_nodes: list[str]) -> Iterator[Edge]:
    """What a node is part of: the node that ``pid`` names, or the one around it."""
    whole = attribute(element, "pid") or (open_nodes[-1] if open_nodes else "")
    if whole and whole != "0":
        yield Edge(node.key, whole, f"{node.place}, niveau supérieur", "PART_OF")
