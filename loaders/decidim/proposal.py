"""A proposal as either way gives it, its texts without markup."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urlsplit

_LONGEST_HOST = 254  # RFC 1035
_KINDS = ("processes", "assemblies", "initiatives", "conferences", "consultations")


class Space(NamedTuple):
    """The participatory space of an installation (``host``); ``kind`` is the platform's own word where it is known."""

    host: str
    slug: str
    kind: str = ""
    title: str = ""


class Proposal(NamedTuple):
    """``themes`` go from the broad to the fine. ``district`` is the place that it is about, of a ``level`` where that is known.

    ``organisation`` is an author that is no person. ``comments`` are those announced: all, for, against; None where
    nothing is announced.
    """

    key: str
    place: str
    title: str
    title_en: str = ""
    space: Space | None = None
    body: str = ""
    body_en: str = ""
    url: str = ""
    date: str = ""
    themes: tuple[str, ...] = ()
    district: str = ""
    level: str = ""
    organisation: str = ""
    official: bool = False
    comments: tuple[int, int, int] | None = None
    notes: tuple[tuple[str, str], ...] = ()


def space_of(url: str) -> Space | None:
    """The space that the address of a proposal lies in: ``/processes/SLUG/f/1/proposals/2``, or ``/SLUG/proposals/…``."""
    try:
        parts = urlsplit(url)
        path = [part for part in parts.path.split("/") if part]
        host = parts.hostname or ""
    except ValueError:
        return None
    if not 0 < len(host) < _LONGEST_HOST or len(path) < 2:
        return None
    return Space(host, path[1], path[0]) if path[0] in _KINDS else Space(host, path[0])
