"""A Kumu project into the parts of a drawn map: elements, connections, the maps they are on, the loops they close."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from maillage.loaders.clean import BadCell, date, share, whole
from maillage.loaders.drawing.extract import as_text, asides, content, json_object, listed, map_extract, texts
from maillage.loaders.drawing.parts import Connection, Drawing, Element
from maillage.loaders.extract import Extract, Use
from maillage.loaders.format import Request
from maillage.loaders.kumu.refs import Refs, found_loops, found_maps, of_maps
from maillage.loaders.saying import whole_id
from maillage.schema.source import Refused

_IDS = ("_id", "id")
# Of a connection: what is understood; all else is kept in its note.
_UNDERSTOOD = frozenset(
    {
        *_IDS,
        "from",
        "to",
        "type",
        "connection type",
        "label",
        "direction",
        "description",
        "roles",
        "since",
        "until",
        "confidence",
        "attributes",
    }
)
_SIGNS = frozenset("+-±")  # the polarity of a causal link: no name of a relation
# What our own export says beside, and Kumu's own values that change nothing.
_LEFT_OUT = frozenset({"sources", "contested"})
_PROJECT = frozenset({*_IDS, "name", "elements", "connections", "loops", "maps", "perspectives"})
_PLAIN = frozenset({"delayed", "reversed"})
COLUMNS = (
    Use("projet", "perspectives, positions", "mise en page : laissée de côté", "layout: left out", kept=False),
    Use(
        "export de maillage",
        "sources, contested",
        "laissées de côté : l'export devient la source",
        "left out: the export becomes the source",
        kept=False,
    ),
)


def extract(request: Request) -> Extract:
    """The project, ready to be read. Raises SourceError where it cannot be."""
    return map_extract(request, "kumu", drawing, COLUMNS)


def drawing(path: Path) -> Drawing:
    """The parts of the project. Raises SourceError where the file is damaged or too large."""
    project = json_object(content(path), path)
    told: list[Refused] = []
    elements = list(_objects(project, "elements", path, told))
    maps, loops = found_maps(project, path), found_loops(project, path)
    made = tuple(_element(data, place, maps) for data, place in elements)
    refs = Refs(made)
    drawn = [_connection(data, place, refs, loops) for data, place in _objects(project, "connections", path, told)]
    said = (*asides(project, _PROJECT), *of_maps(project, path))
    return Drawing(as_text(project.get("name")), (*made, *refs.named), tuple(drawn), (*told, *loops.lost(path)), said)


def _objects(project: dict[str, Any], name: str, path: Path, told: list[Refused]) -> Iterator[tuple[dict[str, Any], str]]:
    """The objects of a list, each with its fields as one level and its place."""
    for index, item in enumerate(listed(project, name, path)):
        place = f"{path.name}, /{name}/{index}"
        if isinstance(item, dict):
            own = item.get("attributes")
            yield (
                {**{key: value for key, value in item.items() if key != "attributes"}, **(own if isinstance(own, dict) else {})},
                place,
            )
        else:
            told.append(Refused(place, "attendu : un objet", "expected an object", whole((as_text(item),))))


def _element(data: Mapping[str, Any], place: str, maps: Mapping[str, list[str]]) -> Element:
    label = as_text(data.get("label") or data.get("name"))
    key = key_of(data) or label
    kinds = [*texts(data.get("types")), *texts(data.get("element type")), *texts(data.get("type"))]
    fields = [("tags", tag) for tag in texts(data.get("tags"))]
    fields += [("tags", f"carte : {name}") for name in maps.get(key, ())]
    for name, value in data.items():
        if name in (*_IDS, "label", "name", "types", "element type", "type", "tags") or name in _LEFT_OUT:
            continue
        fields += [(name.removeprefix("property_"), text) for text in texts(value)]
    return Element(key, place, label, tuple(dict.fromkeys(kinds)), tuple(fields))


def _connection(data: Mapping[str, Any], place: str, refs: Refs, loops: Any) -> Connection:
    key = key_of(data)
    said = [word for name in ("type", "connection type", "label") for word in texts(data.get(name))]
    own = whole_id(as_text(data.get("from"))) is not None
    words = tuple(dict.fromkeys(word for word in said if word not in _SIGNS))[: 1 if own else None]
    fields = [("signe", word) for word in dict.fromkeys(said) if word in _SIGNS]
    fields += [("boucle", loop) for loop in loops.of(key)]
    for name, value in data.items():
        if name not in _UNDERSTOOD and name not in _LEFT_OUT and not (name in _PLAIN and value is False):
            fields += [(name, text) for text in texts(value)]
    since, until, confidence = (_clean(data, name, fields) for name in ("since", "until", "confidence"))
    return Connection(
        refs.key(as_text(data.get("from")), place),
        refs.key(as_text(data.get("to")), place),
        place,
        words,
        as_text(data.get("direction")),
        tuple(texts(data.get("roles"))),
        since,
        until,
        float(confidence) if confidence else 1.0,
        tuple(fields),
        as_text(data.get("description")),
    )


def _clean(data: Mapping[str, Any], name: str, fields: list[tuple[str, str]]) -> str | None:
    """A date or a confidence; what is none is kept among the other fields."""
    said = as_text(data.get(name))
    if not said:
        return None
    try:
        return str(share(said)) if name == "confidence" else date(said)
    except BadCell:
        fields.append((name, said))
        return None


def key_of(data: Mapping[str, Any]) -> str:
    """The id that a part has in its file."""
    return next((as_text(data[name]) for name in _IDS if data.get(name) is not None), "")
