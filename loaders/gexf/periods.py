"""When an element of GEXF holds: ``start`` and ``end`` as attributes, in spells, in slices (1.0), in intervals (1.3)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from maillage.loaders.network.parts import Attributes
from maillage.loaders.network.xmlfile import attribute, children

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_NEVER = {"-infinity", "infinity", "inf", "-inf", "nan"}


def periods(element: Element) -> tuple[str, str, Attributes]:
    """Start and end of the first period, empty where open, and the further ones as attributes."""
    found = [one for one in _all(element) if any(one)]
    if not found:
        return "", "", ()
    further = tuple(("période", f"{since or '…'} – {until or '…'}") for since, until in found[1:])
    return *found[0], further


def _all(element: Element) -> Iterator[tuple[str, str]]:
    yield _period(element)
    for parent, child in (("spells", "spell"), ("slices", "slice")):
        yield from (_period(one) for one in children(element, parent, child))
    for interval in attribute(element, "intervals").strip("<>[] ").split(";"):
        since, _, until = interval.strip("[]() ").partition(",")
        yield _plain(since), _plain(until)


def _period(element: Element) -> tuple[str, str]:
    since = attribute(element, "start", "startopen", "datefrom", "timestamp")
    until = attribute(element, "end", "endopen", "dateto")
    return _plain(since), _plain(until)


def _plain(moment: str) -> str:
    """A moment as text: a year written as ``1998.0`` without its point."""
    plain = moment.strip().strip('"')
    return "" if plain.lower() in _NEVER else plain.removesuffix(".0")
