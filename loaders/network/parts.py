"""The parts of a network as its file gives them, before the ontology is asked what they mean."""

from __future__ import annotations

from typing import NamedTuple

from maillage.schema.source import Refused

# Names and values in the order of the file; values are texts, empty ones are left out by the teller.
Attributes = tuple[tuple[str, str], ...]


class Node(NamedTuple):
    """``key`` is the node's id within the file; ``kind`` the file's own word for its type; ``place`` where it stands."""

    key: str
    place: str
    name: str = ""
    kind: str = ""
    attributes: Attributes = ()


class Edge(NamedTuple):
    """``source`` and ``target`` are keys of nodes; ``label`` is the file's own word for the relation."""

    source: str
    target: str
    place: str
    label: str = ""
    attributes: Attributes = ()


Part = Node | Edge | Refused
