"""Elements and connections of a drawn map into claims.

A word for a type that nobody knows becomes a keyword, so that people find the elements by it; a connection whose words
name no relation, or one that its ends do not allow, is RELATED_TO with these words as its role.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from maillage.loaders import limits
from maillage.loaders.circles import Circles
from maillage.loaders.clean import one_line, shown, whole
from maillage.loaders.drawing.parts import Connection, Element
from maillage.loaders.drawing.words import MapWords
from maillage.loaders.extract import Item
from maillage.loaders.saying import CUT, Saying, whole_id
from maillage.schema.source import Refused

UNTYPED = "RELATED_TO"


@dataclass
class Telling:
    """One telling of a map. ``ids`` and ``types`` are those of the elements told so far, by key."""

    say: Saying
    words: MapWords
    ids: dict[str, str] = field(default_factory=dict)
    types: dict[str, frozenset[str]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    circles: Circles = field(default_factory=Circles)
    drawn: dict[int, int] = field(default_factory=dict)

    def of(self, part: Element | Connection) -> Iterator[Item]:
        """The claims of one part; elements come before the connections between them."""
        return self._element(part) if isinstance(part, Element) else self._connection(part)

    # ---------------------------------------------------------------- elements
    def _element(self, element: Element) -> Iterator[Item]:
        if element.key in self.ids:
            yield _twice(element)
            return
        id = self.ids[element.key] = whole_id(element.key) or self.say.id(element.key)
        known = {type_: word for word in element.kinds if (type_ := self.words.type(word))}
        self.types[element.key] = frozenset(known or {self.words.default})
        for type_, word in (known or {self.words.default: ""}).items():
            yield self.say.type(id, type_, element.place, word if word and word != type_ else None)
        yield from self._name(id, element)
        for word in element.kinds:
            if not self.words.type(word):
                yield from self.say.value(id, "tags", word, element.place)
        for name, value in element.fields:
            yield from self._field(id, name, value, element)

    def _name(self, id: str, element: Element) -> Iterator[Item]:
        """Its label; where it has none that can be a name, its key."""
        named = False
        for item in self.say.value(id, "name", element.label, element.place):
            named = not isinstance(item, Refused)
            yield item
        if not named:
            yield from self.say.value(id, "name", element.key[: limits.NAME], element.place)
        self.names[element.key] = shown(element.label or element.key)

    def _field(self, id: str, name: str, value: str, element: Element) -> Iterator[Item]:
        """The property that a field fills, else a note under the field's own name."""
        for type_ in sorted(self.types[element.key]):
            filled = self.words.filled(name, value, type_) if len(value) <= limits.CELL else None
            if filled:
                yield from self.say.value(id, filled[0], value, element.place)
                return
        yield from self.say.note(id, one_line(name)[: limits.NAME], value, element.place)

    # ---------------------------------------------------------------- connections
    def _connection(self, drawn: Connection) -> Iterator[Item]:
        lacking = [key for key in (drawn.start, drawn.end) if key not in self.ids]
        if lacking:
            yield _dangling(drawn, lacking[0])
            return
        if drawn.start == drawn.end:
            yield from self._to_itself(drawn)
            return
        relation, reverse, word = self._relation(drawn)
        subject, object = (drawn.end, drawn.start) if reverse else (drawn.start, drawn.end)
        if relation == "PART_OF" and self.circles.closed(self.ids[subject], self.ids[object]):
            yield _circle(drawn, self.names)
            return
        yield from self._links(drawn, subject, relation, object, word)

    def _relation(self, drawn: Connection) -> tuple[str, bool, str]:
        """Relation, whether it is said from the other end, and the words that name it."""
        types = self.types[drawn.start], self.types[drawn.end]
        for word in drawn.words:
            named = self.words.relation(word)
            for reverse in (named.reverse, not named.reverse) if named else ():
                ends = types[::-1] if reverse else types
                if named and self.words.ontology.allows(named.relation, *ends):
                    return named.relation, reverse, word
        return UNTYPED, False, ""

    def _links(self, drawn: Connection, subject: str, relation: str, object: str, word: str) -> Iterator[Item]:
        """One claim for each role; words that name no relation are a role as well."""
        own = [said for said in drawn.words if said != word and one_line(said)]
        roles: list[str | None] = list(dict.fromkeys((*drawn.roles, *own))) or [None]
        note = self._note(drawn, relation)
        for role in roles:
            if role is not None and len(role) > limits.NAME:
                yield Refused(drawn.place, f"rôle de {len(role)} signes", f"role of {len(role)} characters", whole((role,)))
                role = None
            said = hash((subject, relation, object, role, note))
            self.drawn[said] = number = self.drawn.get(said, 0) + 1
            told = note if number == 1 else f"{note} ; n° {number}".removeprefix(" ; ")
            if len(told) > limits.CELL:
                yield Refused(drawn.place, *CUT)
            yield self.say.link(
                self.ids[subject],
                relation,
                self.ids[object],
                drawn.place,
                role=role,
                note=told[: limits.CELL] or None,
                since=drawn.since,
                until=drawn.until,
            )._replace(confidence=drawn.confidence)

    def _note(self, drawn: Connection, relation: str) -> str:
        """What a connection says beside; which way its arrow points where the relation does not."""
        parts = [drawn.text] if drawn.text else []
        if relation == UNTYPED and drawn.arrow == "directed":
            parts.append(f"sens : {self.names[drawn.start]} → {self.names[drawn.end]}")
        elif relation != UNTYPED and drawn.arrow == "mutual" and not self.words.ontology.relations[relation].symmetric:
            parts.append("dans les deux sens")
        elif relation != UNTYPED and drawn.arrow == "undirected" and not self.words.ontology.relations[relation].symmetric:
            parts.append("sans sens")
        parts += [f"{one_line(name)} : {one_line(value)}" for name, value in drawn.fields if value.strip()]
        return " ; ".join(parts)

    def _to_itself(self, drawn: Connection) -> Iterator[Item]:
        yield Refused(
            drawn.place,
            "ce lien va d'un élément à lui-même : il est gardé en note de l'élément",
            "this connection leads from an element to itself: it is kept as a note of the element",
        )
        words = ", ".join((*drawn.words, *drawn.roles)) or "sans nom"
        yield from self.say.note(self.ids[drawn.start], "lien avec elle-même", f"{words} {self._note(drawn, '')}", drawn.place)


def _twice(element: Element) -> Refused:
    return Refused(
        element.place,
        f"l'identifiant « {shown(element.key)} » est déjà celui d'un autre élément : celui-ci est laissé de côté",
        f"the id “{shown(element.key)}” is already that of another element: this one is left out",
        whole((element.label, *element.kinds), element.fields),
    )


def _dangling(drawn: Connection, lacking: str) -> Refused:
    return Refused(
        drawn.place,
        f"aucun élément n'est « {shown(lacking)} » : le lien est laissé de côté",
        f"no element is “{shown(lacking)}”: the connection is left out",
        _all_of(drawn, shown(drawn.start, limits.TITLE), shown(drawn.end, limits.TITLE)),
    )


def _all_of(drawn: Connection, start: str, end: str) -> str:
    """The connection with all that it says."""
    said = [("début", drawn.since or ""), ("fin", drawn.until or ""), ("confiance", f"{drawn.confidence:g}")]
    beside = (*(said if drawn.confidence != 1 else said[:2]), ("sens", drawn.arrow))
    return whole((f"{start} → {end}", *drawn.words, *drawn.roles, drawn.text), (*beside, *drawn.fields))


def _circle(drawn: Connection, names: dict[str, str]) -> Refused:
    return Refused(
        drawn.place,
        "ce lien ferait d'une chose une partie d'elle-même (« fait partie de » en cercle) : il est laissé de côté",
        "this connection would make a thing a part of itself (“is part of” in a circle): it is left out",
        _all_of(drawn, names[drawn.start], names[drawn.end]),
    )
