"""The objects of a document as nodes and edges: nested ones stand for themselves, literals become attributes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from maillage.loaders.linked_data.context import Context
from maillage.loaders.linked_data.vocabulary import Vocabulary, local
from maillage.loaders.network.jsonfile import text
from maillage.loaders.network.parts import Attributes, Edge, Node, Part
from maillage.schema.source import Refused

_DEEPEST = 50
_IN = {"name": "name_en", "description": "description_en"}
_SCHEMA = "https://schema.org/"
_GEO, _ADDRESS = f"{_SCHEMA}geo", f"{_SCHEMA}address"


class Literal(NamedTuple):
    """A value and its language."""

    text: str
    language: str = ""


class Walker:
    """Reads one document."""

    def __init__(self, vocabulary: Vocabulary, context: Context, file: str, number: int = 1) -> None:
        self._vocabulary, self._context, self._file, self._number = vocabulary, context, file, number
        self._unnamed = self._objects = 0

    def parts(self, found: Any, depth: int = 0) -> Iterator[Part]:
        """Everything that the objects in ``found`` say."""
        if isinstance(found, list):
            for one in found:
                yield from self.parts(one, depth)
        elif isinstance(found, dict):
            if (graph := self._keyed(found).get("@graph")) is not None:
                yield from self.parts(graph, depth + 1)
            else:
                yield from self._object(found, "", depth)

    def _keyed(self, one: dict[str, Any]) -> dict[str, Any]:
        """The object with its keywords under their own names."""
        return {self._context.keyword(key): value for key, value in one.items()}

    def _object(self, one: dict[str, Any], key: str, depth: int) -> Iterator[Part]:
        self._objects += 1
        place = f"{self._file}, objet {self._number}.{self._objects}"
        if depth > _DEEPEST:
            yield Refused(place, "objets imbriqués sans fin", "objects nested without end")
            return
        said = self._keyed(one)
        key = text(said.get("@id")) or key or self._blank()
        types = [self._context.expanded(text(name)) for name in _listed(said.get("@type"))]
        attributes: list[tuple[str, str]] = []
        further: list[Part] = []
        for term, value in said.items():
            if not term.startswith("@"):
                self._property(key, term, value, attributes, further, place, depth)
        if types or attributes:
            kinds = self._vocabulary.concrete(types) or [local(name) for name in types[:1]]
            named = next((value for name, value in attributes if name == "name"), "")
            called = named or next((value for name, value in attributes if name == "name_en"), local(key))
            yield Node(key, place, called, kinds[0] if kinds else "", tuple(attributes), tuple(kinds[1:]))
        yield from further

    def _blank(self) -> str:
        self._unnamed += 1
        return f"_:{self._number}.{self._unnamed}"

    def _property(
        self, key: str, term: str, value: Any, attributes: list[tuple[str, str]], further: list[Part], place: str, depth: int
    ) -> None:
        """Sorts the values of one term: literals to ``attributes``, things and links to them to ``further``."""
        address = self._context.expanded(term)
        link = self._vocabulary.links.get(address)
        for found in self._values(value):
            one = {"@id": found.text} if isinstance(found, Literal) and term in self._context.references else found
            if isinstance(one, Literal):
                attributes.append((self._name(address, one), one.text))
            elif address == _GEO:
                attributes.extend(self._point(one))
            elif address == _ADDRESS:
                further.extend(self._town(key, one, place))
            elif address in self._vocabulary.properties and "@type" not in self._keyed(one):
                attributes.append((self._vocabulary.properties[address], text(self._keyed(one).get("@id"))))
            else:
                other = text(self._keyed(one).get("@id")) or self._blank()
                if set(self._keyed(one)) - {"@id"}:
                    further.extend(self._object(one, other, depth + 1))
                backwards = (link.reverse if link else False) != (term in self._context.reversed)
                ends = (other, key) if backwards else (key, other)
                further.append(Edge(*ends, place, link.relation if link else local(address)))
        if link:
            further.extend(self._named_only(key, link.relation, address, attributes, place, reverse=link.reverse))

    def _named_only(
        self, key: str, relation: str, address: str, attributes: list[tuple[str, str]], place: str, *, reverse: bool
    ) -> Iterator[Part]:
        """A relation whose other end is given as plain text: a thing of that name (or that address)."""
        names = [value for name, value in attributes if name == local(address)]
        attributes[:] = [pair for pair in attributes if pair[0] != local(address)]
        pairs = self._vocabulary.ontology.relations[relation].pairs
        asked = {pair[not reverse] for pair in pairs}
        for name in names:
            other = name if "://" in name or name.startswith("_:") else f"nom:{local(address)}:{name}"
            if other != name:
                kinds = self._vocabulary.concrete(f"urn:maillage:ontology:{one}" for one in sorted(asked))
                yield Node(other, place, name, kinds[0] if kinds else "")
            yield Edge(*((other, key) if reverse else (key, other)), place, relation)

    def _values(self, value: Any) -> Iterator[Literal | dict[str, Any]]:
        for one in _listed(value):
            if not isinstance(one, dict):
                if said := text(one):
                    yield Literal(said)
                continue
            keyed = self._keyed(one)
            inner = keyed.get("@list", keyed.get("@set"))
            if inner is not None:
                yield from self._values(inner)
            elif "@value" in keyed:
                yield Literal(text(keyed["@value"]), text(keyed.get("@language")))
            elif keyed:
                yield one

    def _name(self, address: str, said: Literal) -> str:
        """The property that a literal fills, in its language; else the last word of the address."""
        name = self._vocabulary.properties.get(address)
        if name is None:
            return local(address)
        return _IN.get(name, name) if said.language.lower().startswith("en") else name

    def _point(self, one: dict[str, Any]) -> Attributes:
        said = {local(self._context.expanded(term)): text(value) for term, value in one.items()}
        found = (("lat", said.get("latitude", "")), ("lon", said.get("longitude", "")))
        return tuple((name, value) for name, value in found if value)

    def _town(self, key: str, one: dict[str, Any], place: str) -> Iterator[Part]:
        """The town of an address; the street stays out."""
        said = {local(self._context.expanded(term)): text(value) for term, value in one.items()}
        town, postcode = said.get("addressLocality", ""), said.get("postalCode", "")
        if town:
            other = f"lieu:{postcode} {town}".strip()
            yield Node(other, place, f"{postcode} {town}".strip(), "Territory")
            yield Edge(key, other, place, "LOCATED_IN")


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
