"""What refers to what in a Kumu project: connections to elements, maps and loops to both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from maillage.loaders.clean import whole
from maillage.loaders.drawing.extract import as_text, asides, listed
from maillage.loaders.drawing.parts import Element
from maillage.schema.source import Refused


class Refs:
    """Elements by id, and by label where one element alone has it. A blueprint, which has no ids, may name an element
    in its connections only: Kumu then makes it, and so do we (``named``).
    """

    def __init__(self, elements: Iterable[Element]) -> None:
        self.named: list[Element] = []
        self._keys: set[str] = set()
        self._labels: dict[str, str | None] = {}
        self._without_ids = True
        for element in elements:
            self._keys.add(element.key)
            self._labels[element.label] = None if element.label in self._labels else element.key
            self._without_ids = self._without_ids and element.key == element.label

    def key(self, said: str, place: str) -> str:
        """The key of the element that a connection means; what it says itself where that is none."""
        if said in self._keys:
            return said
        by_label = self._labels.get(said)
        if by_label is None and said not in self._labels and self._without_ids and said.strip():
            self._keys.add(said)
            self.named.append(Element(said, place, said))
        return by_label or said


@dataclass
class Loops:
    """What loops say, by the connection that they pass through."""

    by_connection: dict[str, list[str]] = field(default_factory=dict)
    empty: list[str] = field(default_factory=list)

    def of(self, connection: str) -> list[str]:
        """The loops through a connection."""
        return self.by_connection.get(connection, [])

    def lost(self, path: Path) -> Iterable[Refused]:
        """Loops that pass through nothing: no connection can bear their note."""
        for said in self.empty:
            yield Refused(path.name, "boucle sans lien : laissée de côté", "loop without connections: left out", whole((said,)))


def found_loops(project: dict[str, Any], path: Path) -> Loops:
    """The loops of a project in words: label, type, description."""
    loops = Loops()
    for item in listed(project, "loops", path):
        if not isinstance(item, dict):
            loops.empty.append(as_text(item))
            continue
        said = {**item, **(item["attributes"] if isinstance(item.get("attributes"), dict) else {})}
        rest = {name: value for name, value in said.items() if name not in _OF_A_LOOP}
        words = " – ".join(
            filter(None, (as_text(said.get(name)) for name in ("label", "name", "type", "loop type", "description")))
        )
        words = " – ".join(filter(None, (words, *(f"{name} : {value}" for name, value in asides(rest, ())))))
        through = _ids(item.get("connections"), "connection")
        for connection in through:
            loops.by_connection.setdefault(connection, []).append(words or "sans nom")
        if not through:
            loops.empty.append(words or "sans nom")
    return loops


def found_maps(project: dict[str, Any], path: Path) -> Mapping[str, list[str]]:
    """The names of the maps that each element is on, where there are several maps."""
    maps = [item for item in listed(project, "maps", path) if isinstance(item, dict)]
    found: dict[str, list[str]] = {}
    for item in maps if len(maps) > 1 else ():
        name = as_text(item.get("name")).strip()
        for element in _ids(item.get("elements"), "element") if name else ():
            found.setdefault(element, []).append(name)
    return found


def of_maps(project: dict[str, Any], path: Path) -> Iterable[tuple[str, str]]:
    """What maps say of themselves: their names become keywords where there are several; elements have places on them."""
    maps = [item if isinstance(item, dict) else {"": item} for item in listed(project, "maps", path)]
    for item in maps:
        yield from asides(item, _OF_A_MAP if len(maps) > 1 else _OF_A_MAP - {"name"}, "maps.")


_OF_A_MAP = frozenset({"_id", "id", "name", "elements", "connections", "loops"})
_OF_A_LOOP = frozenset(
    {"_id", "id", "label", "name", "type", "loop type", "description", "connections", "elements", "attributes"}
)


def _ids(items: object, field_: str) -> list[str]:
    """Ids in a list, bare or as ``{element: id}``."""
    listed_ = items if isinstance(items, list) else []
    said = (item.get(field_) if isinstance(item, dict) else item for item in listed_)
    return list(dict.fromkeys(text for one in said if (text := as_text(one))))
