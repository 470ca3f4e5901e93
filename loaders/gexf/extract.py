"""A GEXF file into an ``Extract``: nodes and edges with their attributes and periods; what else it says is told."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from maillage.errors import SourceError
from maillage.loaders import limits
from maillage.loaders.extract import Extract
from maillage.loaders.files import Gauge
from maillage.loaders.format import Request
from maillage.loaders.gexf.periods import periods
from maillage.loaders.network import own
from maillage.loaders.network.parts import Aside, Attributes, Edge, Node, Part, sense
from maillage.loaders.network.reading import network, one_file
from maillage.loaders.network.unread import Unread
from maillage.loaders.network.xmlfile import attribute, children, elements, name

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_WANTED = frozenset({"gexf", "meta", "graph", "attributes", "node", "edge"})
_WHEN = ("start", "end", "startopen", "endopen", "datefrom", "dateto", "timestamp", "intervals")
# What is read, or says how the file is written.
_KNOWN = {
    "gexf": ("version", "variant", "schemaLocation"),
    "meta": (),
    "title": (),
    "graph": ("defaultedgetype", "type", "mode", "timeformat", "timerepresentation", "timetype", "idtype"),
    **dict.fromkeys(("nodes", "edges"), ("count",)),
    "attributes": ("class", "mode"),
    "attribute": ("id", "title", "type"),
    **dict.fromkeys(("default", "attvalues", "spells", "slices", "parents"), ()),
    "attvalue": ("for", "id", "value", *_WHEN),
    **dict.fromkeys(("spell", "slice"), _WHEN),
    "parent": ("for",),
    "node": ("id", "label", "kind", "pid", *_WHEN),
    "edge": ("source", "target", "label", "kind", "weight", "cardinal", "type", *_WHEN),
}
_DRAWN = ("/viz", "color", "size", "position", "shape", "thickness")


class _Titles(NamedTuple):
    """Titles and defaults of attributes by their ids."""

    titles: dict[str, str]
    defaults: dict[str, str]


def extract(request: Request) -> Extract:
    """The network, ready to be read. Raises SourceError where it is no whole GEXF."""
    path = one_file(request)
    title, creator = _meta(path)
    multiple = frozenset(prop.name for prop in request.ontology.properties.values() if prop.multiple)
    ours = creator == own.CREATOR
    read = partial(_parts, path, multiple if ours else None)
    return network(request, "gexf", read, title=title, absolute=ours)


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
    levels, usual, unread = _Levels(), "", Unread(_KNOWN, _DRAWN)
    counts = {"node": 0, "edge": 0}
    for event, local, element in elements(path, _WANTED, gauge, unread.take):
        if event == "start" and local == "node":
            levels.open.append(attribute(element, "id"))
        elif event == "start" and local == "graph":
            usual = attribute(element, "defaultedgetype") or "undirected"
        elif event == "end" and local == "attributes":
            _declare(element, titles)
        elif event == "end" and local in counts:
            counts[local] += 1
            if local == "node":
                node = _node(element, titles["node"], f"{path.name}, nœud {counts['node']}")
                yield node if ours is None else own.node(node, ours)
                yield from levels.above(element, node)
            else:
                edge = _edge(element, titles["edge"], usual, f"{path.name}, arête {counts['edge']}")
                yield from [edge] if ours is None else own.edges(edge)
    yield from levels.of_zero()
    yield from unread.asides()
    yield from _default_of_edges(usual)


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


def _edge(element: Element, titles: _Titles, usual: str, place: str) -> Edge:
    since, until, further = periods(element)
    dates = tuple((key, value) for key, value in (("since", since), ("until", until)) if value)
    weight = attribute(element, "weight", "cardinal")
    values = (
        *((("weight", weight),) if weight else ()),
        *_values(element, titles),
        *(() if own.is_own(titles.titles.values()) else dates),
        *further,
        *sense(attribute(element, "type"), usual),
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


def _default_of_edges(usual: str) -> Iterator[Aside]:
    """Edges that have no direction are read from their source to their target."""
    if usual != "directed":
        yield Aside("defaultedgetype", usual, *_AS_WRITTEN)


_AS_WRITTEN = ("chaque lien se lit de sa source à sa cible", "each link is read from its source to its target")


class _Levels:
    """What nodes are part of: the node around each, and those that ``pid`` (1.1) or ``parents`` (1.2) name.

    Old files write ``pid="0"`` for none; it names a node where one has that id.
    """

    def __init__(self) -> None:
        self.open: list[str] = []
        self._zero = False
        self._under_zero: list[Edge] = []

    def above(self, element: Element, node: Node) -> Iterator[Edge]:
        """The links of a node that has just ended to what it is part of."""
        self.open.pop()
        self._zero = self._zero or node.key == "0"
        named = [attribute(element, "pid"), *(attribute(one, "for") for one in children(element, "parents", "parent"))]
        for whole in dict.fromkeys((*named, *self.open[-1:])):
            edge = Edge(node.key, whole, f"{node.place}, niveau supérieur", "PART_OF")
            if whole == "0" and not self._zero and whole not in self.open:
                self._under_zero += [edge] * (len(self._under_zero) < limits.NODES)
            elif whole:
                yield edge

    def of_zero(self) -> list[Edge]:
        """Links to a node called 0, where there is one."""
        return self._under_zero if self._zero else []
