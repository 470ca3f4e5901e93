"""Nodes and edges into claims. Types and relations are known by their names and labels; what has no place elsewhere is a note.

An edge whose ends are unknown waits until the end of the file: some formats give edges first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from maillage.loaders import limits
from maillage.loaders.circles import Circles, in_words
from maillage.loaders.clean import BadCell, date, name, one_line, share, shown, text, visible, whole
from maillage.loaders.extract import Item
from maillage.loaders.network.parts import Aside, Attributes, Edge, Node, Part
from maillage.loaders.network.words import Words
from maillage.loaders.saying import CUT, Saying
from maillage.schema.claim import TYPE, Claim
from maillage.schema.ids import is_id
from maillage.schema.source import Refused, Stamp

DEFAULT = "Organization"
UNTYPED = "RELATED_TO"


class Known(NamedTuple):
    """What is remembered of a node: its type, its id in the graph, and what it said."""

    type: str
    id: str
    said: int


class Teller:
    """Makes the claims of one network. ``absolute`` keeps keys that are whole ids (``space:key``), of files of our own."""

    def __init__(
        self, words: Words, namespace: str, source: str, stamp: Stamp, *, default: str = DEFAULT, absolute: bool = False
    ) -> None:
        self._words, self._source, self._stamp = words, source, stamp
        self._default, self._absolute = default, absolute
        self._nodes: dict[str, Known] = {}
        self._saying = Saying(source, namespace, words.ontology, stamp)
        self._origin = source
        self._waiting: list[Edge] = []
        self._edges: dict[int, int] = {}
        self._circles = Circles()

    def items(self, parts: Iterator[Part]) -> Iterator[Item]:
        """The claims of all parts, and what of them is refused."""
        for part in parts:
            if isinstance(part, Node):
                yield from self._node(part)
            elif isinstance(part, Edge):
                yield from self._edge_or_wait(part)
            elif not isinstance(part, Aside):
                yield part
        for edge in self._waiting:
            yield from self._edge(edge)

    # ------------------------------------------------------------ nodes
    def _node(self, node: Node) -> Iterator[Item]:
        said = hash(node._replace(place=""))
        held = self._nodes.get(node.key)
        if held is not None:
            if held.said != said:
                yield _twice(node)
            return
        try:
            called = name(node.name or self._named(node.attributes) or node.key)
        except BadCell as error:
            yield Refused(node.place, error.fr, error.en, _all_of_node(node))
            return
        type = self._words.type_of(node) or self._default
        id = self._id(node.key)
        self._nodes[node.key] = Known(type, id, said)
        self._origin = node.origin.partition("\n")[0] or self._source
        yield self._value(id, TYPE, type, node.place)
        for more in node.further:
            if more in self._words.ontology.types and not self._words.ontology.types[more].abstract:
                yield self._value(id, TYPE, more, node.place)
        if called:
            yield self._value(id, "name", called, node.place, node.name)
        yield from self._attributes(id, type, node)

    def _id(self, key: str) -> str:
        return key if self._absolute and is_id(key) else self._saying.id(key)

    def _named(self, attributes: Attributes) -> str:
        return next((value for key, value in attributes if self._words.plays(key, "name") and value.strip()), "")

    def _attributes(self, id: str, type: str, node: Node) -> Iterator[Item]:
        """A word for a type that the ontology does not know is kept as a keyword, unless it is a property (``kind``)."""
        properties = self._words.ontology.properties_of(type)
        for key, value in (*((("type", node.kind),) if node.kind else ()), *node.attributes):
            clean = text(value)
            if not clean or (self._words.plays(key, "name") and clean in (text(node.name), self._named(node.attributes))):
                continue
            known = self._words.type(value) is not None
            if self._words.plays(key, "type") and not (key in properties and (self._absolute or not known)):
                if not known:
                    predicate = "tags" if len(clean) <= limits.NAME else "note"
                    yield self._value(id, predicate, one_line(clean), node.place)
                continue
            filled = self._words.filled(key, clean, type)
            predicate, said = filled or ("note", f"{one_line(key)} : {clean}")
            if len(said) > limits.CELL:
                yield _too_long(node, key)
                continue
            yield self._value(id, predicate, said, node.place, value if filled else None)

    def _value(self, subject: str, predicate: str, value: str, place: str, spelled: str | None = None) -> Claim:
        original = visible(spelled) if spelled and spelled != value else None
        return Claim(subject, predicate, self._origin, place, value=value, original=original, **self._by)

    @property
    def _by(self) -> dict[str, Any]:
        return {"author": self._stamp.author, "recorded_at": self._stamp.recorded_at, "import_id": self._stamp.import_id}

    # ------------------------------------------------------------ edges
    def _edge_or_wait(self, edge: Edge) -> Iterator[Item]:
        if edge.source in self._nodes and edge.target in self._nodes:
            yield from self._edge(edge)
        elif len(self._waiting) < limits.WAITING:
            self._waiting.append(edge)
        else:
            yield _dangling(edge, self._nodes)

    def _edge(self, edge: Edge) -> Iterator[Item]:
        one, other = self._nodes.get(edge.source), self._nodes.get(edge.target)
        if one is None or other is None:
            yield _dangling(edge, self._nodes)
            return
        label = edge.label or self._said(edge.attributes, "relation")
        relation, reverse, known = self._relation(label, one.type, other.type)
        subject, object = (other, one) if reverse else (one, other)
        if relation == "PART_OF" and (circle := self._circles.closed(subject.id, object.id)):
            yield _circle(edge, circle)
            return
        fields = self._qualifiers(edge, "" if known or self._words.says_nothing(label) else one_line(label))
        fields = self._parallel(edge, relation, fields)
        source = edge.origin.partition("\n")[0] or self._source
        if len(fields["note"] or "") > limits.CELL:
            fields["note"] = fields["note"][: limits.CELL]
            yield Refused(edge.place, *CUT)
        yield Claim(subject.id, relation, source, edge.place, object.id, **fields, **self._by)

    def _said(self, attributes: Attributes, role: str) -> str:
        return next((value for key, value in attributes if self._words.plays(key, role) and value.strip()), "")

    def _relation(self, label: str, subject: str, object: str) -> tuple[str, bool, bool]:
        """Relation, whether it is said from the other end, and whether the label names it and the types allow it."""
        named = self._words.relation(label) if label else None
        if named is None:
            return UNTYPED, False, False
        allows = self._words.ontology.allows
        for reverse in (named.reverse, not named.reverse):
            ends = ((object,), (subject,)) if reverse else ((subject,), (object,))
            if allows(named.relation, *ends):
                return named.relation, reverse, True
        return UNTYPED, False, False

    def _qualifiers(self, edge: Edge, role: str) -> dict[str, Any]:
        """Role, dates and confidence where attributes say them; all others as one note. The label's own words are the role."""
        fits = len(role) <= limits.NAME
        fields: dict[str, Any] = {"role": (role if fits else "") or None}
        notes = [] if fits else [role]
        for key, value in edge.attributes:
            if value.strip() and not (self._words.plays(key, "relation") and (not edge.label or value == edge.label)):
                notes += self._qualifier(key, value, fields)
        fields["note"] = " ; ".join(notes) or None
        return fields

    def _qualifier(self, key: str, value: str, fields: dict[str, Any]) -> list[str]:
        """Fills one field, or gives the note to keep."""
        for role, field, clean in _FIELDS:
            if self._words.plays(key, role) and not fields.get(field):
                try:
                    fields[field] = clean(value)
                except BadCell:
                    break
                return []
        return [text(value)] if self._words.plays(key, "link_note") else [f"{one_line(key)} : {one_line(value)}"]

    def _parallel(self, edge: Edge, relation: str, fields: dict[str, Any]) -> dict[str, Any]:
        """Edges that say the very same are told apart by their number, so that as many links are stated as drawn."""
        said = hash((edge.source, edge.target, relation, *fields.values()))
        number = self._edges[said] = self._edges.get(said, 0) + 1
        if number == 1:
            return fields
        note = f"n° {number}"
        return {**fields, "note": f"{fields['note']} ; {note}" if fields.get("note") else note}


_FIELDS = (("role", "role", one_line), ("since", "since", date), ("until", "until", date), ("confidence", "confidence", share))


def _too_long(node: Node, key: str) -> Refused:
    return Refused(
        node.place,
        f"« {shown(key)} » : texte de plus de {limits.CELL} signes, laissé de côté",
        f"“{shown(key)}”: text of more than {limits.CELL} characters, left out",
    )


def _twice(node: Node) -> Refused:
    return Refused(
        node.place,
        f"l'identifiant « {shown(node.key)} » est déjà celui d'un nœud qui dit autre chose : celui-ci est laissé de côté",
        f"the id “{shown(node.key)}” is already that of a node that says something else: this one is left out",
        _all_of_node(node),
    )


def _all_of_node(node: Node) -> str:
    return whole((shown(node.name or node.key, limits.TITLE), node.kind, *node.further), node.attributes)


def _all_of_edge(edge: Edge) -> str:
    ends = f"{shown(edge.source, limits.TITLE)} → {shown(edge.target, limits.TITLE)}"
    return whole((ends, edge.label), (*edge.attributes, ("source", edge.origin.partition("\n")[2])))


def _dangling(edge: Edge, nodes: dict[str, Known]) -> Refused:
    lacking = edge.source if edge.source not in nodes else edge.target
    return Refused(
        edge.place,
        f"aucun nœud n'a l'identifiant « {shown(lacking)} » : le lien est laissé de côté",
        f"no node has the id “{shown(lacking)}”: the link is left out",
        _all_of_edge(edge),
    )


def _circle(edge: Edge, circle: Sequence[str]) -> Refused:
    return Refused(
        edge.place,
        "ce lien ferait d'une chose une partie d'elle-même (« fait partie de » en cercle) : il est laissé de côté",
        "this link would make a thing a part of itself (“is part of” in a circle): it is left out",
        whole((_all_of_edge(edge), in_words(circle))),
    )
