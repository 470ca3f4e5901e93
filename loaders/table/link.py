"""A link rule compiled: from the entities that a row named to the claims of their links."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import product

from maillage.loaders.clean import BadCell, date, one_line, share, text
from maillage.loaders.table.entity import Made
from maillage.loaders.table.mapping import LinkRule, Value
from maillage.loaders.table.stating import Context, Place, Put, refused
from maillage.loaders.table.terms import Named, fold, unknown
from maillage.schema.claim import Claim
from maillage.schema.source import Refused

_NEW = Claim._make
_FALLBACK = "RELATED_TO"
_LACKING = ("cellule vide : il manque un bout au lien", "empty cell: the link lacks an end")


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
        self._plain = not self._qualifiers and not self._rest and self._original is None
        self._after = (None, None, None, None)
        self._fixed = (None, context.rule.method, context.rule.confidence, context.author, context.stamp.recorded_at, "accepted", context.stamp.import_id)

    def __call__(self, cells: list[str], made: Sequence[tuple[Made, ...]], place: Place, put: Put) -> None:
        """Puts the claims of the links between all subjects and all objects of the row."""
        subjects, objects = made[self._subject], made[self._object]
        if not subjects or not objects:
            if self._rule.required and any(map(str.strip, cells)):
                put(Refused(place.row + self._ends[bool(subjects)], *_LACKING))
            return
        named = self._relation(cells, place, put)
        if named is None:
            return
        fields: dict[str, str | float] = {} if self._plain else self._read(cells, place, put)
        locator = place.stated or place.row + self._suffix
        for one, other in product(subjects, objects):
            put(self._claim(one, other, named if isinstance(named, Named) else self._allowed(named, one, other), locator, fields))

    def _claim(self, one: Made, other: Made, named: Named, locator: str, fields: dict[str, str | float]) -> Claim:
        relation, reverse = named
        subject, object = (other, one) if reverse else (one, other)
        kept = other.original
        if not fields:
            return _NEW((subject.id, relation, self._context.source, locator, object.id, None, *self._after, kept, *self._fixed))
        claim = _NEW((subject.id, relation, self._context.source, locator, object.id, None, *self._after, kept, *self._fixed))
        return claim._replace(**fields)

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

    def _read(self, cells: list[str], place: Place, put: Put) -> dict[str, str | float]:
        """The qualifiers that the row gives."""
        fields: dict[str, str | float] = {}
        for name, read in self._qualifiers:
            value = read(cells, place, put)
            if value is not None:
                fields[name] = value
        notes = [f"{self._context.columns.headings[index]} : {said}" for index in self._rest if (said := one_line(cells[index]))]
        if notes:
            fields["note"] = " ; ".join([*([str(fields["note"])] if "note" in fields else []), *notes])
        if self._original is not None and (spelled := text(cells[self._original])):
            fields["original"] = spelled
        return fields


Reader = Callable[[list[str], Place, Put], Named | tuple[str, ...] | None]
Qualifier = Callable[[list[str], Place, Put], "str | float | None"]


def _relation(rule: LinkRule, context: Context) -> Reader:
    """Gives the relation of a row, or those to choose from."""
    if rule.column is None or rule.column.column is None:
        constant = (rule.column.value or "",) if rule.column else rule.relations
        said: Named | tuple[str, ...] = Named(constant[0]) if len(constant) == 1 else constant
        return lambda cells, place, put: said
    index = context.columns.index(rule.column.column, rule.column.mark)
    suffix, default = context.suffix(index), rule.column.default
    read: dict[str, Named | None] = {"": Named(default) if default else None}

    def state(cells: list[str], place: Place, put: Put) -> Named | None:
        cell = cells[index]
        found = read.get(cell)
        if found is None:
            word = one_line(cell)
            found = context.relations.get(fold(word)) or (Named(default) if default else None)
            if found is None:
                put(refused(place.row + suffix, _unknown(word, context), cell))
                return None
            if len(read) < 10_000:
                read[cell] = found
        return found

    return state


def _unknown(word: str, context: Context) -> BadCell:
    if not word:
        return BadCell("la relation manque : le lien ne peut être fait", "the relation is missing: the link cannot be made")
    return unknown("relation inconnue", "unknown relation", word if len(word) <= 60 else f"{word[:60]}…", context.relations)


def _qualifiers(rule: LinkRule, context: Context) -> list[tuple[str, Qualifier]]:
    said = (("role", rule.role, one_line), ("since", rule.since, date), ("until", rule.until, date), ("note", rule.note, text),
            ("confidence", rule.confidence, share))
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


def columns_read(rules: Iterable[LinkRule], context: Context) -> None:
    """Marks the columns of these rules as used, so that they are no rest."""
    for rule in rules:
        for value in (rule.column, rule.role, rule.since, rule.until, rule.note, rule.confidence):
            if value is not None and value.column:
                context.columns.index(value.column, value.mark)
        if rule.original:
            context.columns.index(rule.original, rule.mark)
