"""What an XML file says that its reader makes nothing of: each name once, so that it can be told."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING

from maillage.loaders import limits
from maillage.loaders.network.parts import LOOKS, Aside
from maillage.loaders.network.xmlfile import COMMENT, name

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


class Unread:
    """Remembers what of a file is not read. ``known`` are the attributes that are read of each element, by local names; what is
    ``drawn`` (local names, or part of a namespace) is told as such.
    """

    def __init__(self, known: Mapping[str, Collection[str]], drawn: Collection[str]) -> None:
        self._known, self._drawn = known, drawn
        self._found: dict[str, Aside] = {}

    def take(self, local: str, element: Element) -> None:
        """Looks at one element that has just ended, or at a comment."""
        if local == COMMENT:
            self._tell(COMMENT, element.text or "")
            return
        known = self._known.get(local)
        if known is None:
            self._tell(f"<{local}>", " ".join(((element.text or "").strip(), *element.attrib.values())).strip(), element.tag)
            return
        for key, value in element.attrib.items():
            if name(key) not in known:
                self._tell(f"<{local} {name(key)}>", value)

    def _tell(self, what: str, value: str, tag: str = "") -> None:
        if what not in self._found and len(self._found) < limits.COLUMNS:
            drawn = any(one in tag for one in self._drawn) or name(tag) in self._drawn
            self._found[what] = Aside(what, "", *LOOKS) if drawn else Aside(what, value.strip()[: limits.TITLE])

    def asides(self) -> Iterator[Aside]:
        """All of it, once the file is at its end."""
        yield from self._found.values()
