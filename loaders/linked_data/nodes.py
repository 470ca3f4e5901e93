"""The objects of a document as nodes and edges: nested ones stand for themselves, literals become attributes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from maillage.loaders.linked_data.context import Context
from maillage.loaders.linked_data.vocabulary import Vocabulary, local
from maillage.loaders.network.jsonfile import text
from maillage.loaders.network.parts import Aside, Attributes, Edge, Node, Part
from maillage.schema.source import Refused

_DEEPEST = 50
_IN = {"name": "name_en", "description": "description_en"}
_SCHEMA = "https://schema.org/"
_GRAPH, _READ = ("@graph", "@context", "@id"), ("@id", "@type", "@context")
_OF_THE_GRAPH = ("dit du document, non de ce qui y est", "said of the document, not of what is in it")
_POINT = {"latitude": "lat", "longitude": "lon"}
_LETTER_HEAD, _PRIVATE = "adresse", ("adresse d'une personne : la commune suffit", "address of a person: the town is enough")
_LETTER = ("streetAddress", "postOfficeBoxNumber", "postalCode", "addressLocality", "addressRegion", "addressCountry")
_GEO, _ADDRESS = f"{_SCHEMA}geo", f"{_SCHEMA}address"


class Literal(NamedTuple):
    """A value and its language."""

    text: str
    language: str = ""


class _Thing(NamedTuple):
    """One object while it is read: what it says of itself, and the parts that come after it."""

    key: str
    place: str
    depth: int
    attributes: list[tuple[str, str]]
    further: list[Part]

    def node(self, kinds: list[str]) -> Node:
        """The thing under its name, else its English name, else the last word of its address."""
        named = next((value for name, value in self.attributes if name == "name"), "")
        called = named or next((value for name, value in self.attributes if name == "name_en"), local(self.key))
        return Node(self.key, self.place, called, kinds[0] if kinds else "", tuple(self.attributes), tuple(kinds[1:]))

    def keep_home(self) -> None:
        """Where a person lives is nobody's business: the town is enough."""
        kept = [pair for pair in self.attributes if pair[0] != _LETTER_HEAD]
        self.further.extend([Aside(_LETTER_HEAD, "", *_PRIVATE)] * (len(kept) < len(self.attributes)))
        self.attributes[:] = kept


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
            said = self._keyed(found)
            if (graph := said.get("@graph")) is not None:
                yield from self.parts(graph, depth + 1)
                yield from (Aside(key, text(value), *_OF_THE_GRAPH) for key, value in said.items() if key not in _GRAPH)
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
        thing = _Thing(text(said.get("@id")) or key or self._blank(), place, depth, [], [])
        types = [self._context.expanded(text(name)) for name in _listed(said.get("@type"))]
        for term, value in said.items():
            self._term(thing, term, value)
        kinds = self._vocabulary.concrete(types) or [local(name) for name in types[:1]]
        other = [local(name) for name in types if name not in self._vocabulary.types and local(name) not in kinds]
        thing.attributes.extend(("type", name) for name in other)
        if "Person" in kinds:
            thing.keep_home()
        if types or thing.attributes:
            yield thing.node(kinds)
        yield from thing.further

    def _term(self, thing: _Thing, term: str, value: Any) -> None:
        """A property; what is said the other way round, of the same thing in a box, or of others beside; else a note."""
        if not term.startswith("@"):
            self._property(thing, term, value)
        elif term in ("@reverse", "@nest") and isinstance(value, dict):
            for name, others in value.items():
                self._property(thing, name, others, turned=term == "@reverse")
        elif term == "@included":
            thing.further.extend(self.parts(value, thing.depth + 1))
        elif term not in _READ and (said := text(value)):
            thing.attributes.append((term, said))

    def _blank(self) -> str:
        self._unnamed += 1
        return f"_:{self._number}.{self._unnamed}"

    def _property(self, thing: _Thing, term: str, value: Any, *, turned: bool = False) -> None:
        """Sorts the values of one term: literals to the thing's attributes, things and links to them to ``further``."""
        address = self._context.expanded(term)
        link = self._vocabulary.links.get(address)
        for found in self._values(value):
            one = {"@id": found.text} if isinstance(found, Literal) and term in self._context.references else found
            if isinstance(one, Literal):
                thing.attributes.append((self._name(address, one), one.text))
                if one.language and not one.language.lower().startswith(("fr", "en")):
                    thing.further.append(Aside("@language", one.language))
            else:
                self._object_of(thing, address, one, backwards=(term in self._context.reversed) != turned)
        if link:
            named = self._named_only(thing.key, link.relation, address, thing.attributes, thing.place, reverse=link.reverse)
            thing.further.extend(named)

    def _object_of(self, thing: _Thing, address: str, one: dict[str, Any], *, backwards: bool) -> None:
        """A point, a postal address, the web address of a property, or another thing and the link to it."""
        more = set(self._keyed(one)) - {"@id"}
        if more and address == _GEO:
            thing.attributes.extend(self._point(one))
        elif more and address == _ADDRESS:
            thing.attributes.extend(self._letter(one))
            thing.further.extend(self._town(thing.key, one, thing.place))
        elif not more and address in self._vocabulary.properties:
            thing.attributes.append((self._vocabulary.properties[address], text(self._keyed(one).get("@id"))))
        else:
            other = text(self._keyed(one).get("@id")) or self._blank()
            if more:
                thing.further.extend(self._object(one, other, thing.depth + 1))
            link = self._vocabulary.links.get(address)
            ends = (other, thing.key) if (link.reverse if link else False) != backwards else (thing.key, other)
            thing.further.append(Edge(*ends, thing.place, link.relation if link else local(address)))

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
        kept = ((_POINT.get(name, f"geo, {name}"), value) for name, value in said.items() if not name.startswith("@"))
        return tuple((name, value) for name, value in kept if value)

    def _letter(self, one: dict[str, Any]) -> Attributes:
        """The address as it would be written on a letter."""
        said = {local(self._context.expanded(term)): text(value) for term, value in self._keyed(one).items()}
        lines = [said.get(name, "") for name in _LETTER]
        lines += [value for name, value in said.items() if name not in _LETTER and not name.startswith("@")]
        written = ", ".join(line for line in lines if line)
        return ((_LETTER_HEAD, written),) if set(said) - {"@type", "addressLocality", "postalCode"} and written else ()

    def _town(self, key: str, one: dict[str, Any], place: str) -> Iterator[Part]:
        """The town of an address."""
        said = {local(self._context.expanded(term)): text(value) for term, value in one.items()}
        town, postcode = said.get("addressLocality", ""), said.get("postalCode", "")
        if town:
            other = f"lieu:{postcode} {town}".strip()
            yield Node(other, place, f"{postcode} {town}".strip(), "Territory")
            yield Edge(key, other, place, "LOCATED_IN")


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
