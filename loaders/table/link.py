"""A link rule compiled: from the entities that a row named to the claims of their links."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import product
from typing import Any

from maillage.loaders import limits
from maillage.loaders.circles import in_words
from maillage.loaders.clean import BadCell, date, one_line, share, text
from maillage.loaders.table.entity import Made
from maillage.loaders.table.mapping import LinkRule, Value
from maillage.loaders.table.stating import Context, Place, Put, bounded, placed, refused, template
from maillage.loaders.table.terms import Named, fold, unknown
from maillage.schema.claim import Claim
from maillage.schema.source import Refused

_FALLBACK, _PART_OF = "RELATED_TO", "PART_OF"
_LACKING = ("cellule vide : il manque un bout au lien", "empty cell: the link lacks an end")


# The links of a row: (cells, its entities by rule, its number, put).
Maker = Callable[[list[str], Sequence[tuple[Made, ...]], int, Put], None]


class LinkMaker:
    """Makes one rule's links, row by row."""

    def __init__(self, rule: LinkRule, context: Context, rest: Sequence[int] = ()) -> None:
        self._rule, self._context, self._rest = rule, context, list(rest)
        names = [entity.name for entity in context.rule.entities]
        self._subject, self._object = names.index(rule.subject), names.index(rule.object)
        keys = [context.columns.index(context.rule.entities[end].key[0], rule.mark) for end in (self._subject, self._object)]
        self._ends = tuple(context.suffix(key) for key in keys)
        # Of a row that states one link, the row is the place; of a row about a thing, the column that names the other.
        self._suffix = "" if rule.column else self._ends[1]
        self._relation = _relation(rule, context)
        self._original = context.columns.index(rule.original, rule.mark) if rule.original else None
        self._qualifiers = _qualifiers(rule, context)
        self._fill = template(context)
        self._after = ("accepted", context.stamp.import_id)

    def maker(self) -> Maker:
        """The function to be called for each row."""
        subject, object, state = self._subject, self._object, self._state
        if self._qualifiers or self._rest or self._original is not None or self._fill:
            return lambda cells, made, number, put: state(cells, made[subject], made[object], number, put)
        return self._plain_maker()

    def _plain_maker(self) -> Maker:
        """The same for links that have ends and a relation only: tables of millions of rows are of this kind."""
        context, relation, state = self._context, self._relation, self._state
        part_of = self._part_of
        subject, object, before, suffix, source = self._subject, self._object, context.before, self._suffix, context.source
        method, confidence, author, recorded_at = (
            context.rule.method,
            context.rule.confidence,
            context.author,
            context.stamp.recorded_at,
        )
        status, import_id = self._after
        new = tuple.__new__

        def make(cells: list[str], made: Sequence[tuple[Made, ...]], number: int, put: Put) -> None:
            subjects, objects = made[subject], made[object]
            named = relation(cells) if len(subjects) == 1 == len(objects) else None
            if named.__class__ is not Named:
                state(cells, subjects, objects, number, put)
                return
            name, reverse = named  # a Named: the line above made sure, at the cost of nothing
            (one, _, _), (other, _, original) = subjects[0], objects[0]
            if reverse:
                one, other = other, one
            said = (one, name, source, f"{before}{number}{suffix}", other, None, None, None, None, None)
            put(new(Claim, (*said, original, None, method, confidence, author, recorded_at, status, import_id)))
            if name == _PART_OF:
                part_of(one, other, number, put)

        return make

    def _state(self, cells: list[str], subjects: tuple[Made, ...], objects: tuple[Made, ...], number: int, put: Put) -> None:
        """Puts the claims of the links between all subjects and all objects of the row."""
        place = placed(self._context, self._fill, cells, number, put)
        if not subjects or not objects:
            if self._rule.required and any(map(str.strip, cells)):
                put(Refused(place.row + self._ends[bool(subjects)], *_LACKING, self._context.row(cells)))
            return
        named = self._relation(cells)
        if isinstance(named, Refused):
            put(named._replace(place=place.row + named.place, cell=self._context.row(cells)))
            return
        fields = self._read(cells, place, put)
        for one, other in product(subjects, objects):
            relation = named if isinstance(named, Named) else self._allowed(named, one, other)
            claim = self._claim(one, other, relation, place, fields)
            put(claim)
            if claim.predicate == _PART_OF:
                self._part_of(claim.subject, claim.object or "", number, put)

    def _part_of(self, part: str, whole: str, number: int, put: Put) -> None:
        """Tells of a circle; its links are kept, as nobody but the table's author knows which one is wrong."""
        circle = self._context.circles.closed(part, whole)
        if circle:
            said = in_words(circle)
            put(
                Refused(
                    f"{self._context.before}{number}{self._suffix}",
                    f"« fait partie de » en cercle : {said} ; ce lien est gardé, corrigez celui qui est de trop",
                    f"“is part of” in a circle: {said}; this link is kept, mend the one that is wrong",
                )
            )

    def _claim(self, one: Made, other: Made, named: Named, place: Place, fields: dict[str, Any]) -> Claim:
        context = self._context
        subject, object = (other, one) if named.reverse else (one, other)
        said = {"original": other.original, "confidence": context.rule.confidence, **fields}
        return Claim(
            subject.id,
            named.relation,
            context.source,
            place.locator(self._suffix),
            object.id,
            method=context.rule.method,
            author=context.author,
            recorded_at=context.stamp.recorded_at,
            import_id=context.stamp.import_id,
            **said,
        )

    def _allowed(self, relations: tuple[str, ...], one: Made, other: Made) -> Named:
        """The first relation that the ontology allows between the two types, either way round; the last where none is."""
        if one.type is None or other.type is None:
            return Named(relations[0])
        ontology = self._context.ontology
        for relation in relations:
            if ontology.allows(relation, (one.type,), (other.type,)):
                return Named(relation)
            if ontology.allows(relation, (other.type,), (one.type,)):
                return Named(relation, reverse=True)
        return Named(_FALLBACK if _FALLBACK in ontology.relations else relations[-1])

    def _read(self, cells: list[str], place: Place, put: Put) -> dict[str, Any]:
        """The qualifiers that the row gives."""
        fields: dict[str, Any] = {}
        for name, read in self._qualifiers:
            value = read(cells, place, put)
            if value is not None:
                fields[name] = value
        notes = [f"{self._context.columns.headings[index]} : {said}" for index in self._rest if (said := one_line(cells[index]))]
        if notes:
            fields["note"] = " ; ".join([*([str(fields["note"])] if "note" in fields else []), *notes])
        if self._original is not None and (spelled := text(cells[self._original])):
            fields["original"] = spelled
        return {name: value for name, value in fields.items() if self._is_short(value, place, put)}

    @staticmethod
    def _is_short(value: Any, place: Place, put: Put) -> bool:
        """Whether a claim may hold it; one that is too long is told and left out."""
        try:
            return not isinstance(value, str) or bool(bounded(value))
        except BadCell as error:
            put(refused(place.row, error, value))
            return False


# The relation of a row, those to choose from, or why there is none.
Reader = Callable[[list[str]], "Named | tuple[str, ...] | Refused"]
Qualifier = Callable[[list[str], Place, Put], "str | float | None"]


def _relation(rule: LinkRule, context: Context) -> Reader:
    """Gives the relation of a row, or those to choose from."""
    if rule.column is None or rule.column.column is None:
        constant = (rule.column.value or "",) if rule.column else rule.relations
        said: Named | tuple[str, ...] = constant if rule.fitting else Named(constant[0])
        return lambda cells: said
    index = context.columns.index(rule.column.column, rule.column.mark)
    suffix, default = context.suffix(index), Named(rule.column.default) if rule.column.default else None
    read: dict[str, Named] = {}

    def find(cells: list[str]) -> Named | Refused:
        cell = cells[index]
        found = read.get(cell)
        if found is None:
            word = one_line(cell)
            found = context.relations.get(fold(word)) or default
            if found is None:
                return refused(suffix, _unknown(word, context), cell)
            if len(read) < limits.REMEMBERED:
                read[cell] = found
        return found

    return find


def _unknown(word: str, context: Context) -> BadCell:
    if not word:
        return BadCell("la relation manque : le lien ne peut être fait", "the relation is missing: the link cannot be made")
    return unknown("relation inconnue", "unknown relation", word if len(word) <= 60 else f"{word[:60]}…", context.relations)


def _qualifiers(rule: LinkRule, context: Context) -> list[tuple[str, Qualifier]]:
    said = (
        ("role", rule.role, one_line),
        ("since", rule.since, date),
        ("until", rule.until, date),
        ("note", rule.note, text),
        ("confidence", rule.confidence, share),
    )
    found = [(name, _qualifier(value, clean, context)) for name, value, clean in said if value is not None]
    if rule.column and rule.column.default and rule.column.column and rule.role is None:
        found.insert(0, ("role", _own_words(rule.column, context)))
    return found


def _qualifier(value: Value, clean: Callable[[str], str | float], context: Context) -> Qualifier:
    index = context.columns.index(value.column, value.mark) if value.column else None
    suffix = context.suffix(index) if index is not None else ""

    def read(cells: list[str], place: Place, put: Put) -> str | float | None:
        cell = (cells[index] if index is not None else value.value or "").strip() or value.default
        if not cell:
            return None
        try:
            cleaned = clean(cell)
            return None if cleaned == "" else cleaned
        except BadCell as error:
            put(refused(place.row + suffix, error, cell))
            return None

    return read


def _own_words(column: Value, context: Context) -> Qualifier:
    """What a relation that the ontology does not know is called by its source, kept as the role."""
    index = context.columns.index(column.column or "", column.mark)

    def read(cells: list[str], place: Place, put: Put) -> str | None:
        word = one_line(cells[index])
        return word if word and fold(word) not in context.relations else None

    return read


def links_read(rules: Iterable[LinkRule], context: Context) -> None:
    """Marks the columns of these rules as used, so that they are no rest."""
    for rule in rules:
        for value in (rule.column, rule.role, rule.since, rule.until, rule.note, rule.confidence):
            if value is not None and value.column:
                context.columns.index(value.column, value.mark)
        if rule.original:
            context.columns.index(rule.original, rule.mark)
