"""The parts of a network as its file gives them, before the ontology is asked what they mean."""

from __future__ import annotations

from typing import NamedTuple

from maillage.schema.source import Refused

# Names and values in the order of the file; values are texts, empty ones are left out by the teller.
Attributes = tuple[tuple[str, str], ...]


class Node(NamedTuple):
    """``key`` is the node's id within the file; ``kind`` the file's own word for its type; ``place`` where it stands.

    ``further`` are more types, by the ontology's names; ``origin`` is the id and, on a second line, the title of the source
    that said it, where that is not the file itself.
    """

    key: str
    place: str
    name: str = ""
    kind: str = ""
    attributes: Attributes = ()
    further: tuple[str, ...] = ()
    origin: str = ""


class Edge(NamedTuple):
    """``source`` and ``target`` are keys of nodes; ``label`` is the file's own word for the relation; ``origin`` as above."""

    source: str
    target: str
    place: str
    label: str = ""
    attributes: Attributes = ()
    origin: str = ""


class Aside(NamedTuple):
    """What the file says that becomes no claim: the file's own name for it, its value, and why it is left out."""

    name: str
    value: str = ""
    fr: str = "rien ici pour le dire"
    en: str = "nothing here to say it"


Part = Node | Edge | Aside | Refused
LOOKS = ("dessin", "drawing")


def sense(said: str, usual: str) -> Attributes:
    """The note of an edge that is drawn otherwise than those of its file usually are: ``mutual``, ``undirected``…"""
    return (("sens", said),) if said and said != usual else ()
