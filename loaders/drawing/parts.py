"""The parts of a drawn map as its file gives them."""

from __future__ import annotations

from typing import NamedTuple

from maillage.schema.source import Refused

Fields = tuple[tuple[str, str], ...]


class Element(NamedTuple):
    """``key`` is its id within the file, ``kinds`` the file's own words for what it is."""

    key: str
    place: str
    label: str = ""
    kinds: tuple[str, ...] = ()
    fields: Fields = ()


class Connection(NamedTuple):
    """``start`` and ``end`` are keys of elements; ``words`` what the file calls it, the likeliest first.

    ``arrow`` is ``directed``, ``mutual`` or nothing; ``since`` and ``until`` are EDTF.
    """

    start: str
    end: str
    place: str
    words: tuple[str, ...] = ()
    arrow: str = ""
    roles: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    confidence: float = 1.0
    fields: Fields = ()
    text: str = ""


class Drawing(NamedTuple):
    """A whole map. ``title`` is what it calls itself; ``told`` what of it cannot be read; ``asides`` what it says of itself and
    becomes no claim: a name, what it says.
    """

    title: str
    elements: tuple[Element, ...]
    connections: tuple[Connection, ...]
    told: tuple[Refused, ...] = ()
    asides: Fields = ()
