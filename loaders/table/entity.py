"""An entity rule compiled: from a row's cells to the ids of the entities it names, their claims put on the way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple

from maillage.loaders.clean import BadCell, cleaner, name, one_line, text
from maillage.loaders.table.mapping import EntityRule, Side, Value
from maillage.loaders.table.stating import (
    Context,
    Memory,
    Place,
    Put,
    bounded,
    original,
    placed,
    refused,
    spelled,
    template,
    template_columns,
)
from maillage.loaders.table.terms import fold, implied_type, unknown
from maillage.schema.claim import TYPE
from maillage.schema.ids import MAX_ID, is_id, slug
from maillage.schema.source import Refused

# What people write in a cell to say that there is nothing.
_NOBODY = (
    "cellule vide : la ligne ne dit pas de qui ou de quoi elle parle",
    "empty cell: the row does not say whom or what it is about",
)
NOTHING = frozenset({"", "-", "–", "—", "/", ".", "?", "…", "--", "---"})
_NOT_NAMESPACES = ("http:", "https:", "mailto:", "ftp:", "tel:")


class Made(NamedTuple):
    """An entity that a row names: its id, its type where the row says it, the cell's spelling where cleaning changed it."""

    id: str
    type: str | None = None
    original: str | None = None


# Says something of one entity from a row's cells: (cells, entity, part of a split cell, place, put) -> nothing was refused.
Stater = Callable[[list[str], str, str | None, Place, Put], bool]


# The entities of a row: (cells, number of the row, put) -> those it names.
Maker = Callable[[list[str], int, Put], tuple[Made, ...]]


class EntityMaker:
    """Makes one rule's entities, row by row. What a row says again word for word is not put again."""

    def __init__(self, rule: EntityRule, context: Context, rest: Sequence[int] = (), *, asked: bool = False) -> None:
        columns = context.columns
        self._context, self._rule, self._asked = context, rule, asked
        self._keys = [columns.index(column, rule.mark) for column in rule.key]
        self._typer = _typer(rule, context)
        self._staters = [_property(rule, prop, value, context) for prop, value in rule.properties]
        self._staters += [_rest(index, context) for index in rest]
        self._rest = rest
        self._only: int | None = None  # the one column that decides, where there is one
        memory, self._signature = self._remember()
        self._memo = context.memos.setdefault(memory, Memory())
        self._fill = template(context)
        self._suffix = context.suffix(self._keys[0])

    def _remember(self) -> tuple[object, Callable[[list[str]], Any]]:
        """Which memory to use, and what of a row to remember.

        Rules that say the same of a cell whatever its column share one memory: both ends of a link, mostly.
        """
        rule, columns = self._rule, self._context.columns
        read = dict.fromkeys([*self._keys, *columns_read(rule, self._context), *self._rest, *template_columns(self._context)])
        own = len(rule.key) == 1 and all(value == Value(rule.key[0], mark=value.mark) for _, value in rule.properties)
        constant = rule.type is None or rule.type.column is None
        shape = (rule.type and rule.type.value, tuple(name for name, _ in rule.properties), rule.split, rule.absolute)
        if rule.implied and own and constant and len(read) == 2:
            key, index, asked = self._keys[0], columns.index(rule.implied[0], rule.mark), _asked(rule, self._context)
            return ("implied", shape), lambda cells: (cells[key], asked(cells[index]))
        self._only = next(iter(read)) if len(read) == 1 else None
        return shape if own and constant and len(read) == 1 else object(), itemgetter(*read)

    def maker(self) -> Maker:
        """The function to be called for each row."""
        signature, recall, new, only = self._signature, self._memo.recent.get, self._new, self._only
        if only is not None:

            def make_of_one(cells: list[str], number: int, put: Put) -> tuple[Made, ...]:
                made = recall(cells[only])
                return new(cells, number, put, cells[only]) if made is None else made

            return make_of_one

        def make(cells: list[str], number: int, put: Put) -> tuple[Made, ...]:
            said = signature(cells)
            made = recall(said)
            return new(cells, number, put, said) if made is None else made

        return make

    def ids(self, cells: list[str]) -> list[str]:
        """The ids of the entities of the row, with nothing said of them."""
        try:
            return [self._id(clean) for _, clean in self._parts(cells)]
        except BadCell:
            return []

    def _new(self, cells: list[str], number: int, put: Put, said: str | tuple[str | None, ...]) -> tuple[Made, ...]:
        earlier: tuple[Made, ...] | None = self._memo.earlier.get(said)
        if earlier is not None:
            self._memo.keep(said, earlier)
            return earlier
        place = placed(self._context, self._fill, cells, number, put)
        try:
            parts = self._parts(cells)
        except BadCell as error:
            put(refused(place.row + self._suffix, error, cells[self._keys[0]]))
            return ()
        if not parts and self._asked:
            if any(map(str.strip, cells)):
                put(Refused(place.row + self._suffix, *_NOBODY, self._context.row(cells)))
            return ()
        states = [self._state(cells, key, clean, place, put) for key, clean in parts]
        made = tuple([one for one, _ in states])
        if all(understood for _, understood in states):
            self._memo.keep(said, made)
        return made

    def _parts(self, cells: list[str]) -> list[tuple[str, tuple[str, ...]]]:
        """First cell and clean keys of each entity that the row names: one, or one a part of a split cell.

        Raises BadCell where a key is too long to be one.
        """
        first = cells[self._keys[0]]
        if self._rule.split:
            return [(part, (clean,)) for part in dict.fromkeys(split(first, self._rule.split)) if (clean := name(part))]
        keys = tuple([clean for index in self._keys if (clean := name(cells[index])) not in NOTHING])
        return [(first, keys)] if keys else []

    def _state(self, cells: list[str], key: str, clean: tuple[str, ...], place: Place, put: Put) -> tuple[Made, bool]:
        id = self._id(clean)
        kept = original(key, clean[0]) if len(self._keys) == 1 else None
        if id in self._context.known:
            return Made(id, None, kept), True
        type_, fine = self._typer(cells, id, place, put)
        part = key if self._rule.split else None
        for state in self._staters:
            fine = state(cells, id, part, place, put) and fine
        return Made(id, type_, kept), fine

    def _id(self, keys: tuple[str, ...]) -> str:
        """``namespace:slug``; an id that a cell holds already is kept."""
        if len(keys) == 1 and self._rule.absolute and is_id(keys[0]) and not keys[0].startswith(_NOT_NAMESPACES):
            return keys[0]
        key = slug(keys[0]) if len(keys) == 1 else "-".join(map(slug, keys))
        id = f"{self._context.namespace}:{key}"
        return id if len(id) <= MAX_ID else f"{self._context.namespace}:{slug(key)}"


def split(cell: str, signs: Sequence[str]) -> list[str]:
    """The parts of a cell, blank ones left out."""
    for sign in signs[1:]:
        cell = cell.replace(sign, signs[0])
    parts = cell.split(signs[0]) if signs else [cell]
    return [part for piece in parts if (part := piece.strip()) not in NOTHING]


def columns_read(rule: EntityRule, context: Context) -> list[int]:
    """The columns that decide what is said, beside the key."""
    values = [*([rule.type] if rule.type else []), *(value for _, value in rule.properties)]
    names = [(column, value.mark) for value in values for column in value.columns]
    if rule.implied:
        names.append((rule.implied[0], rule.mark))
    return [context.columns.index(name, mark) for name, mark in names]


# ---------------------------------------------------------------- types

Typer = Callable[[list[str], str, Place, Put], tuple[str | None, bool]]


def _typer(rule: EntityRule, context: Context) -> Typer:
    """Puts the claim of the type and gives the type."""
    if rule.implied:
        return _implied(rule, context)
    value = rule.type
    if value is None:
        return lambda cells, id, place, put: (None, True)
    if value.column is None:
        return _constant(value.value or "", context.suffix(context.columns.index(rule.key[0], rule.mark)), context)
    return _from_column(rule, value, context)


def _constant(type_: str, suffix: str, context: Context) -> Typer:
    def state(cells: list[str], id: str, place: Place, put: Put) -> tuple[str | None, bool]:
        put(context.value(id, TYPE, type_, place.locator(suffix)))
        return type_, True

    return state


def _from_column(rule: EntityRule, value: Value, context: Context) -> Typer:
    index = context.columns.index(value.column or "", value.mark)
    suffix = context.suffix(index)
    known = {**context.types, **{fold(word): type_ for word, type_ in rule.types.items()}}

    def state(cells: list[str], id: str, place: Place, put: Put) -> tuple[str | None, bool]:
        cell = cells[index]
        word = one_line(cell)
        type_ = known.get(fold(word)) if word else value.default
        fine = type_ is not None or not word
        if not fine:
            put(refused(place.row + suffix, _unknown_type(word, value.default, known), cell))
            type_ = value.default
        if type_ is not None:
            put(context.value(id, TYPE, type_, place.locator(suffix), original(cell, type_) if word else None))
        return type_, fine

    return state


def _unknown_type(word: str, default: str | None, known: dict[str, str]) -> BadCell:
    error = unknown("type inconnu", "unknown type", word if len(word) <= 60 else f"{word[:60]}…", known)
    if default is None:
        return error
    return BadCell(f"{error.fr} ; pris pour {default}", f"{error.en}; taken for {default}")


def _implied(rule: EntityRule, context: Context) -> Typer:
    """The type that the row's relation asks of this end, else the default."""
    assert rule.implied is not None
    index = context.columns.index(rule.implied[0], rule.mark)
    suffix = context.suffix(context.columns.index(rule.key[0], rule.mark))
    asked = _asked(rule, context)

    def state(cells: list[str], id: str, place: Place, put: Put) -> tuple[str | None, bool]:
        type_ = asked(cells[index])
        if type_ is not None:
            put(context.value(id, TYPE, type_, place.locator(suffix)))
        return type_, True

    return state


def _asked(rule: EntityRule, context: Context) -> Callable[[str], str | None]:
    """From the words of a relation to the type that it asks of this end."""
    assert rule.implied is not None
    side, default = rule.implied[1], rule.type.value if rule.type else None
    other: Side = "object" if side == "subject" else "subject"

    @lru_cache(maxsize=10_000)
    def asked(word: str) -> str | None:
        named = context.relations.get(fold(word))
        return (
            default
            if named is None
            else implied_type(context.ontology, named.relation, other if named.reverse else side) or default
        )

    return asked


# ---------------------------------------------------------------- properties


def _property(rule: EntityRule, prop: str, value: Value, context: Context) -> Stater:
    """Puts the claims of one property."""
    clean = cleaner(prop, context.ontology.properties[prop].kind)
    if value.column is None:
        constant, key = value.value or "", context.suffix(context.columns.index(rule.key[0], rule.mark))
        return lambda cells, id, part, place, put: _put_value(context, id, prop, clean, constant, None, place, key, put)
    index = context.columns.index(value.column, value.mark)
    spelling = spelled(context.columns.index(value.original, value.mark), context) if value.original else None
    also = [context.columns.index(column, value.mark) for column in value.also]
    suffix, signs, default = context.suffix(index), value.split, value.default
    is_part = bool(rule.split) and value.column == rule.key[0]

    def state(cells: list[str], id: str, part: str | None, place: Place, put: Put) -> bool:
        cell = part if is_part and part is not None else cells[index]
        if also:
            cell = " ".join(filter(None, (cell.strip(), *(cells[more].strip() for more in also))))
        stated, fine = spelling(cells, place, put) if spelling else (None, True)
        for one in split(cell, signs) if signs else [cell]:
            if one.strip() or default:
                fine = (
                    _put_value(context, id, prop, clean, one if one.strip() else default or "", stated, place, suffix, put)
                    and fine
                )
        return fine

    return state


def _put_value(
    context: Context,
    id: str,
    prop: str,
    clean: Callable[[str], str],
    cell: str,
    stated: str | None,
    place: Place,
    suffix: str,
    put: Put,
) -> bool:
    try:
        value = clean(bounded(cell))
    except BadCell as error:
        put(refused(place.row + suffix, error, cell))
        return False
    if value:
        put(context.value(id, prop, value, place.locator(suffix), stated or original(cell, value)))
    return True


def _rest(index: int, context: Context) -> Stater:
    """Keeps a column that nothing was made of as a note."""
    heading, suffix = context.columns.headings[index], context.suffix(index)

    def note(cell: str) -> str:
        return f"{heading} : {words}" if (words := text(cell)) else ""

    def state(cells: list[str], id: str, part: str | None, place: Place, put: Put) -> bool:
        cell = cells[index]
        if not cell.strip():
            return True
        try:
            value = note(bounded(cell))
        except BadCell as error:
            put(refused(place.row + suffix, error, cell))
            return False
        if value:
            put(context.value(id, "note", value, place.locator(suffix)))
        return True

    return state
