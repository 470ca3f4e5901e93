"""One map into an ``Extract``: a document that is read whole, within limits, each time it is asked for."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from maillage.errors import SourceError
from maillage.loaders import limits
from maillage.loaders.clean import shown
from maillage.loaders.drawing.parts import Connection, Drawing, Element
from maillage.loaders.drawing.telling import Telling
from maillage.loaders.drawing.words import MapWords, OwnWords, own_words
from maillage.loaders.extract import Extract, Item, Note, Use
from maillage.loaders.files import digest
from maillage.loaders.format import Request
from maillage.loaders.jsontext import BadJson, parsed
from maillage.loaders.saying import Saying, fingerprint
from maillage.schema.ids import slug
from maillage.schema.model import Ontology
from maillage.schema.source import Source, Stamp


@dataclass
class MapReading:
    """The claims of one map."""

    read: Callable[[], Drawing]
    source: str
    method: str
    ontology: Ontology
    own: OwnWords
    told: int = 0
    whole: int = 1

    def items(self, stamp: Stamp) -> Iterator[Item]:
        """What the reading itself refused, then elements, then connections."""
        say = Saying(self.source, self.source, self.ontology, stamp, self.method)
        drawing = self.read()
        self.told, self.whole = 0, 1 + len(drawing.elements) + len(drawing.connections)
        telling = Telling(say, MapWords(self.ontology, self.own))
        yield from drawing.told
        parts: Iterator[Element | Connection] = chain(drawing.elements, drawing.connections)
        for part in parts:
            yield from telling.of(part)
            self.told += 1
        self.told = self.whole

    @property
    def done(self) -> float:
        """The share of the parts that has been told."""
        return self.told / self.whole


def map_extract(request: Request, format: str, read: Callable[[Path], Drawing], left_out: tuple[Use, ...]) -> Extract:
    """The extract of one map. Raises SourceError where it cannot be read, MappingError for the mapping file."""
    if len(request.files) > 1:
        raise SourceError(
            file=request.files[1].name,
            problem_fr="une carte à la fois : chargez-les l'une après l'autre",
            problem_en="one map at a time: load them one after the other",
        )
    path = request.files[0]
    own = own_words(request.mapping, request.ontology)
    drawing = read(path)
    title = request.title or shown(drawing.title, 200) or path.stem
    source = Source(slug(title), title, sha256=digest(path))
    how = digest(request.mapping) if request.mapping else "1"
    return Extract(
        format=format,
        title=title,
        files=(path.name,),
        fingerprint=fingerprint(f"{format}-1", how, source.id, source.sha256 or ""),
        sources=(source,),
        reading=MapReading(lambda: read(path), source.id, format, request.ontology, own),
        columns=(*left_out, *_left_out(drawing)),
        notes=tuple(_notes(path, drawing, MapWords(request.ontology, own))),
    )


def _left_out(drawing: Drawing) -> Iterator[Use]:
    """What the map says of itself: each with what it says."""
    for name, value in dict.fromkeys(drawing.asides[: limits.COLUMNS]):
        said = shown(value, 200)
        fr, en = f"dit de la carte : laissé de côté : « {said} »", f"said of the map: left out: “{said}”"
        yield Use("carte", shown(name), fr, en, kept=False)


def asides(data: Mapping[str, Any], read: Collection[str], of: str = "") -> Iterator[tuple[str, str]]:
    """Fields of an object that are not ``read``, as asides under their names; empty ones are none."""
    for name, value in data.items():
        if name not in read and value not in (None, "", [], {}):
            yield f"{of}{name}", as_text(value)[: limits.TITLE]


def _notes(path: Path, drawing: Drawing, words: MapWords) -> Iterator[Note]:
    """The words of the map that nobody knows, and what becomes of them."""
    label = words.ontology.types[words.default].label
    if any(not element.kinds for element in drawing.elements):
        yield Note(path.name, f"éléments sans type : {label['fr']}", f"elements without a type: {label['en']}")
    kinds = dict.fromkeys(kind for element in drawing.elements for kind in element.kinds if not words.type(kind))
    for kind in list(kinds)[:50]:
        fr, en = f"type « {kind[:60]} » : {label['fr']}, et mot-clé", f"type “{kind[:60]}”: {label['en']}, and a keyword"
        yield Note(path.name, fr, en)
    said = dict.fromkeys(word for drawn in drawing.connections for word in drawn.words[:1] if not words.relation(word))
    for word in list(said)[:50]:
        yield Note(
            path.name,
            f"lien « {word[:60]} » : « est lié·e à », avec ce rôle",
            f"connection “{word[:60]}”: “is related to”, with this role",
        )


def json_object(text: str | bytes, path: Path) -> dict[str, Any]:
    """The JSON object of a file. Raises SourceError."""
    try:
        data = parsed(text)
    except BadJson as error:
        raise SourceError(
            file=path.name,
            problem_fr=f"JSON coupé ou abîmé ({error.fr}) ; exportez la carte à nouveau",
            problem_en=f"JSON cut or damaged ({error.en}); export the map again",
        ) from error
    if not isinstance(data, dict):
        raise SourceError(file=path.name, problem_fr="attendu : un objet JSON", problem_en="expected a JSON object")
    return data


def content(path: Path) -> bytes:
    """All bytes of a file that is held in memory as a whole. Raises SourceError beyond the limit."""
    size = path.stat().st_size
    if size > limits.DRAWING:
        raise SourceError(
            file=path.name,
            problem_fr=f"carte de {size} octets ; {limits.DRAWING} au plus : exportez ses éléments et ses liens en tableaux",
            problem_en=f"map of {size} bytes; at most {limits.DRAWING}: export its elements and connections as tables",
        )
    return path.read_bytes()


def listed(data: dict[str, Any], name: str, path: Path) -> list[Any]:
    """The list of that name, empty where there is none. Raises SourceError where it is no list."""
    found = data.get(name) or []
    if not isinstance(found, list):
        raise SourceError(file=path.name, problem_fr=f"« {name} » n'est pas une liste", problem_en=f"“{name}” is no list")
    return found


def as_text(value: object) -> str:
    """A JSON value in words: lists joined, objects as JSON, true and false as said."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, list) and all(not isinstance(item, (list, dict)) for item in value):
        return ", ".join(as_text(item) for item in value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def texts(value: object) -> list[str]:
    """A text, or each text of a list; blank ones left out."""
    items = value if isinstance(value, list) else [value]
    return [text for item in items if (text := as_text(item).strip())]
