"""A GraphML file into an ``Extract``: nodes and edges with their data; nested graphs are parts of the node around them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from maillage.errors import SourceError
from maillage.loaders.extract import Extract, Note
from maillage.loaders.format import Request
from maillage.loaders.network import own
from maillage.loaders.network.parts import Attributes, Edge, Node, Part
from maillage.loaders.network.reading import Gauge, network, one_file
from maillage.loaders.network.xmlfile import attribute, children, elements

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_WANTED = frozenset({"key", "graph", "node", "edge", "hyperedge"})
_NAMES = ("label", "name", "nom", "title")
# What Gephi draws: left out where all of it is there.
_DRAWN = frozenset({"x", "y", "r", "g", "b"})
_LOOKS = ("couleurs, tailles et positions sont laissées de côté", "colours, sizes and positions are left out")


class _Key(NamedTuple):
    """A declared attribute: its name, what it is of (``node``, ``edge``, ``all``), and its value where none is given."""

    name: str
    of: str
    default: str


def extract(request: Request) -> Extract:
    """The network, ready to be read. Raises SourceError where it is no whole GraphML."""
    path = one_file(request)
    keys = _keys(path)
    ours = own.is_own(key.name for key in keys.values())
    multiple = frozenset(prop.name for prop in request.ontology.properties.values() if prop.multiple)
    drawn = {*_DRAWN, "z", "size"} if {key.name for key in keys.values()} >= _DRAWN else set()
    keys = {id: key for id, key in keys.items() if key.name not in drawn}
    read = partial(_parts, path, keys, frozenset(drawn), multiple if ours else None)
    return network(request, "graphml", read, notes=(Note(path.name, *_LOOKS),) if drawn else (), absolute=ours)


def _keys(path: Path) -> dict[str, _Key]:
    """Names and defaults of attributes by the ids of their keys. Raises SourceError where there is no graph."""
    found: dict[str, _Key] = {}
    for event, local, element in elements(path, _WANTED, Gauge(0)):
        if local == "key" and event == "end":
            default = "".join(child.text or "" for child in children(element, "default"))
            found[attribute(element, "id")] = _Key(
                attribute(element, "attr.name", "yfiles.type", "id"), attribute(element, "for") or "all", default.strip()
            )
        elif local in ("node", "edge", "hyperedge") or (local == "graph" and event == "end"):
            return found
    raise SourceError(file=path.name, problem_fr="GraphML sans graphe (<graph>)", problem_en="GraphML without a graph (<graph>)")


def _parts(path: Path, keys: dict[str, _Key], drawn: frozenset[str], ours: frozenset[str] | None, gauge: Gauge) -> Iterator[Part]:
    """Nodes and edges in the order of the file; a hyperedge joins all its ends two by two."""
    open_nodes: list[str] = []
    counts = {"node": 0, "edge": 0, "hyperedge": 0}
    for event, local, element in elements(path, _WANTED, gauge):
        if event == "start" and local == "node":
            open_nodes.append(attribute(element, "id"))
        if event == "start" or local not in counts:
            continue
        counts[local] += 1
        if local == "node":
            open_nodes.pop()
            node = _node(element, keys, drawn, f"{path.name}, nœud {counts[local]}")
            yield node if ours is None else own.node(node, ours)
            if open_nodes:
                yield Edge(node.key, open_nodes[-1], f"{node.place}, niveau supérieur", "PART_OF")
        elif local == "edge":
            edge = _edge(element, keys, f"{path.name}, arête {counts[local]}")
            yield from [edge] if ours is None else own.edges(edge)
        else:
            yield from _hyperedge(element, keys, f"{path.name}, hyperarête {counts[local]}")


def _node(element: Element, keys: dict[str, _Key], drawn: frozenset[str], place: str) -> Node:
    """The name is the data that is called so, else what yEd draws on the node."""
    values = tuple((key, value) for key, value in _values(element, keys, "node") if key not in drawn)
    said = {key.lower(): value for key, value in reversed(values)}
    written = next((text.text or "" for text in element.iter() if text.tag.endswith("}NodeLabel") and text.text), "")
    called = next((said[one] for one in _NAMES if said.get(one)), written).strip()
    return Node(attribute(element, "id"), place, called, "", values)


def _edge(element: Element, keys: dict[str, _Key], place: str) -> Edge:
    drawn = next((text.text or "" for text in element.iter() if text.tag.endswith("}EdgeLabel") and text.text), "").strip()
    values = _values(element, keys, "edge")
    said = next((value for key, value in values if key.lower() in ("label", "edge label", "relation")), drawn)
    kept = tuple((key, value) for key, value in values if value != said or key.lower() not in ("label", "edge label", "relation"))
    return Edge(attribute(element, "source"), attribute(element, "target"), place, said, kept)


def _hyperedge(element: Element, keys: dict[str, _Key], place: str) -> Iterator[Edge]:
    ends = [attribute(end, "node") for end in children(element, "endpoint")]
    for index, one in enumerate(ends):
        yield from (Edge(one, other, place, "", _values(element, keys, "edge")) for other in ends[index + 1 :])


def _values(element: Element, keys: dict[str, _Key], of: str) -> Attributes:
    """Data by the names of their keys, and what the keys give to all that say nothing of their own."""
    given = {attribute(child, "key"): (child.text or "").strip() for child in children(element, "data")}
    defaults = {id: key.default for id, key in keys.items() if key.default and key.of in (of, "all") and id not in given}
    found = ((keys[id].name if id in keys else id, value) for id, value in {**given, **defaults}.items())
    return tuple((key, value) for key, value in found if value)
