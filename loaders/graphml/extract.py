"""A GraphML file into an ``Extract``: nodes and edges with their data; nested graphs are parts of the node around them."""

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
from maillage.loaders.network import own
from maillage.loaders.network.parts import LOOKS, Aside, Attributes, Edge, Node, Part, sense
from maillage.loaders.network.reading import network, one_file
from maillage.loaders.network.unread import Unread
from maillage.loaders.network.xmlfile import attribute, children, elements

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_WANTED = frozenset({"key", "graph", "node", "edge", "hyperedge"})
_NAMES = ("label", "name", "nom", "title")
# What Gephi draws: left out where all of it is there.
_DRAWN = frozenset({"x", "y", "r", "g", "b"})
# What is read, or says how the file is written.
_KNOWN = {
    "graphml": ("schemaLocation",),
    "key": ("id", "for", "attr.name", "attr.type", "yfiles.type"),
    "graph": ("id", "edgedefault", "parse.nodes", "parse.edges", "parse.order", "parse.nodeids", "parse.edgeids"),
    **dict.fromkeys(("default", "desc"), ()),
    "node": ("id",),
    "edge": ("source", "target", "directed", "sourceport", "targetport"),
    "port": ("name",),
    "data": ("key",),
    "hyperedge": (),
    "endpoint": ("node",),
}
_PORTS = ("sourceport", "targetport")
_TWO_BY_TWO = ("ses bouts sont reliés deux à deux", "its ends are joined two by two")
_AS_WRITTEN = ("chaque lien se lit de sa source à sa cible", "each link is read from its source to its target")


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
    return network(request, "graphml", read, absolute=ours)


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
    """Nodes and edges in the order of the file, then what of it becomes neither."""
    reader = _Reader(path.name, keys, drawn, ours)
    for event, local, element in elements(path, _WANTED, gauge, reader.look):
        if event == "start":
            reader.begins(local, element)
        elif local in reader.read:
            reader.counts[local] = reader.counts.get(local, 0) + 1
            yield from reader.read[local](element)
    yield from reader.asides()


class _Reader:
    """Reads one file; a hyperedge joins all its ends two by two."""

    def __init__(self, file: str, keys: dict[str, _Key], drawn: frozenset[str], ours: frozenset[str] | None) -> None:
        self._file, self._keys, self._drawn, self._ours = file, keys, drawn, ours
        self._open: list[str] = []
        self._directions = [""]  # of the graphs that are open
        self._usual, self._within = "", 0
        self._unread = Unread(_KNOWN, ("yworks", "graphml/xaml"))
        self._told = dict.fromkeys(Aside(key, "", *LOOKS) for key in sorted(drawn))
        self.counts: dict[str, int] = {}
        self.read = {"node": self._node, "edge": self._edge, "hyperedge": self._hyperedge, "graph": self._graph, "key": self._key}

    def begins(self, local: str, element: Element) -> None:
        """A node that nodes may be within, or a graph whose edges have a direction or none; most are as the first graph's."""
        self._within += 1
        if local == "node":
            self._open.append(attribute(element, "id"))
        elif local == "graph":
            self._directions.append(attribute(element, "edgedefault") or "undirected")
            self._usual = self._usual or self._directions[-1]
            if self._directions[-1] != "directed":
                self._told[Aside("edgedefault", self._directions[-1], *_AS_WRITTEN)] = None

    def look(self, local: str, element: Element) -> None:
        """What stands under no graph is said of the file."""
        self._unread.take(local, element)
        self._within -= local in _WANTED
        if not self._within and local in ("data", "desc"):
            self._tell(f"graphml, {attribute(element, 'key') or local}", (element.text or "").strip())

    def _tell(self, what: str, value: str) -> None:
        if value and len(self._told) < limits.COLUMNS:
            self._told[Aside(what, value[: limits.TITLE], *_OF_THE_GRAPH)] = None

    def asides(self) -> Iterator[Aside]:
        """What was read of the file and becomes nothing."""
        yield from self._told
        yield from self._unread.asides()

    def _place(self, word: str, local: str) -> str:
        return f"{self._file}, {word} {self.counts[local]}"

    def _node(self, element: Element) -> Iterator[Part]:
        """The name is the data that is called so, else what yEd draws on the node."""
        self._open.pop()
        values = tuple((key, value) for key, value in self._values(element, "node") if key not in self._drawn)
        values += tuple(("port", " ".join((attribute(port, "name"), *port.itertext()))) for port in children(element, "port"))
        said = {key.lower(): value for key, value in reversed(values)}
        drawn = _drawn_text(element, "NodeLabel")
        called = next((said[one] for one in _NAMES if said.get(one)), "") or next(iter(drawn), "")
        values += tuple(("étiquette", text) for text in drawn if text != called)
        node = Node(attribute(element, "id"), self._place("nœud", "node"), called, "", values)
        yield node if self._ours is None else own.node(node, self._ours)
        if self._open:
            yield Edge(node.key, self._open[-1], f"{node.place}, niveau supérieur", "PART_OF")

    def _edge(self, element: Element) -> Iterator[Part]:
        drawn = _drawn_text(element, "EdgeLabel")
        values = self._values(element, "edge")
        said = next((value for key, value in values if key.lower() in _LABELS), next(iter(drawn), ""))
        kept = [(key, value) for key, value in values if value != said or key.lower() not in _LABELS]
        kept += [("étiquette", text) for text in drawn if text != said]
        kept += [(end, value) for end in _PORTS if (value := attribute(element, end))]
        kept += sense(_DIRECTED.get(attribute(element, "directed"), self._directions[-1]), self._usual)
        ends = attribute(element, "source"), attribute(element, "target")
        edge = Edge(*ends, self._place("arête", "edge"), said, tuple(kept))
        yield from [edge] if self._ours is None else own.edges(edge)

    def _hyperedge(self, element: Element) -> Iterator[Part]:
        self._told[Aside("hyperedge", "", *_TWO_BY_TWO)] = None
        place = self._place("hyperarête", "hyperedge")
        ends = [attribute(end, "node") for end in children(element, "endpoint")]
        values = self._values(element, "edge")
        values += tuple(("bout", text) for end in children(element, "endpoint") if (text := "".join(end.itertext()).strip()))
        for index, one in enumerate(ends):
            yield from (Edge(one, other, place, "", values) for other in ends[index + 1 :])

    def _graph(self, element: Element) -> Iterator[Part]:
        """What is said of the graph itself, which ends."""
        self._directions.pop()
        for key, value in self._values(element, "graph"):
            self._tell(f"graph, {key}", value)
        return iter(())

    def _key(self, element: Element) -> Iterator[Part]:
        """What a key says of itself; its name and its default were read before."""
        for text in children(element, "desc"):
            self._tell(f"key {attribute(element, 'attr.name', 'id')}, desc", (text.text or "").strip())
        return iter(())

    def _values(self, element: Element, of: str) -> Attributes:
        """Data by the names of their keys, and what the keys give to all that say nothing of their own."""
        given = [(attribute(child, "key"), (child.text or "").strip()) for child in children(element, "data")]
        held = {key for key, _ in given}
        given += [(id, key.default) for id, key in self._keys.items() if key.default and key.of in (of, "all") and id not in held]
        given += [("description", (child.text or "").strip()) for child in children(element, "desc")]
        return tuple((self._keys[id].name if id in self._keys else id, value) for id, value in given if value)


_LABELS = ("label", "edge label", "relation")
_DIRECTED = {"true": "directed", "false": "undirected"}
_OF_THE_GRAPH = ("dit du réseau, non de ce qui y est", "said of the network, not of what is in it")


def _drawn_text(element: Element, local: str) -> list[str]:
    """What yEd writes on a node or an edge."""
    return [said for text in element.iter() if text.tag.endswith("}" + local) and (said := (text.text or "").strip())]
