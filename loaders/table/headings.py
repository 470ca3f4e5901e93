"""Headings as French and English speakers read them: which column names, which links, which fills a property."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, cached_property
from typing import NamedTuple

from maillage.loaders.clean import BadCell, cleaner, date, share
from maillage.loaders.table.entity import NOTHING, split
from maillage.loaders.table.sheet import Sheet
from maillage.loaders.table.terms import fold, types, words
from maillage.schema.ids import is_id
from maillage.schema.model import Ontology

SPLIT = (";", "|", "\n")
_LONGEST_NAME = 80
_NGRAM = 3


class Linked(NamedTuple):
    """What the cells of a column name: things of this type, under the first of these relations that fits."""

    type: str
    relations: tuple[str, ...]


@cache
def _roles() -> Mapping[str, tuple[str, ...]]:
    """Folded headings of each role, in order of preference."""
    plain = (
        "name",
        "id",
        "type",
        "from",
        "to",
        "relation",
        "from_type",
        "to_type",
        "role",
        "since",
        "until",
        "link_note",
        "confidence",
    )
    return {role: tuple(fold(word) for word in words()[role]) for role in plain}


@cache
def _named_types() -> Mapping[str, str]:
    return {fold(word): type_ for type_, listed in words()["named_type"].items() for word in listed}


@cache
def _properties() -> Mapping[str, tuple[str, ...]]:
    """For each folded heading, the properties that it may fill, the likeliest first."""
    found: dict[str, tuple[str, ...]] = {}
    for name, listed in words()["properties"].items():
        for word in listed:
            found[fold(word)] = (*found.get(fold(word), ()), name)
    return found


@cache
def _linked() -> Mapping[str, Linked]:
    return {
        fold(word): Linked(entry["type"], tuple(entry["relations"])) for entry in words()["linked"] for word in entry["words"]
    }


def _singular(words_: str) -> str:
    """Words without the endings of their plurals: files are called by many things, types by one."""
    return " ".join(word.removesuffix("s").removesuffix("x") for word in words_.split())


class Headings:
    """The headings of one sheet, with a sample of what stands below them."""

    def __init__(self, sheet: Sheet, ontology: Ontology) -> None:
        self.sheet, self.ontology = sheet, ontology
        self.folded = {fold(column): column for column in reversed(sheet.columns)}
        self.types = types(ontology)

    @cached_property
    def _sample(self) -> list[list[str]]:
        return [row.cells for row in self.sheet.sample()]

    def cells(self, column: str) -> list[str]:
        """The filled cells of a column among the first rows."""
        index = self.sheet.columns.index(column)
        return [cells[index].strip() for cells in self._sample if index < len(cells) and cells[index].strip() not in NOTHING]

    def role(self, role: str, taken: Iterable[str] = ()) -> str | None:
        """The column that plays a role, the likeliest word first; None where there is none but those taken."""
        found = (self.folded[word] for word in _roles()[role] if word in self.folded)
        return next((column for column in found if column not in taken), None)

    # ------------------------------------------------------------ links
    @property
    def is_link_table(self) -> bool:
        """Whether two columns are the ends of a link."""
        return self.role("from") is not None and self.role("to") is not None

    def ends(self) -> Iterator[str]:
        """Cells at the ends of the first links."""
        for role in ("from", "to"):
            yield from self.cells(self.role(role) or "")

    def relation(self, taken: Iterable[str]) -> str | None:
        """The column that says how the two ends are linked."""
        column = self.role("relation", taken)
        directions = {fold(word) for word in words()["directions"]}
        if column is not None and {fold(cell) for cell in self.cells(column)} <= directions and self.cells(column):
            return self.role("relation", (*taken, column))
        return column

    def qualifies(self, column: str, qualifier: str) -> bool:
        """Whether half the cells at least can be what this qualifier of a link holds."""
        clean = {"since": date, "until": date, "confidence": share}.get(qualifier)
        return clean is None or self._can_be(column, clean)

    def are_ids(self, column: str) -> bool:
        """Whether most cells are ids of this product already (``programme-2018:unadel``)."""
        cells = self.cells(column)
        return bool(cells) and 2 * sum(map(is_id, cells)) > len(cells)

    # ------------------------------------------------------------ names and types
    def naming(self) -> tuple[str | None, str | None]:
        """The column that names the thing of each row, and the type that its heading says."""
        column = self.role("name")
        if column is not None:
            return column, None
        named = next((column for column in self.sheet.columns if fold(column) in _named_types()), None)
        if named is not None:
            return named, _named_types()[fold(named)]
        return (family, "Person") if (family := self.filling("family_name")) else (None, None)

    def speaks_of_people(self) -> bool:
        """Whether a heading is one that only people have (gender, birth date)."""
        return any(fold(word) in self.folded for word in words()["of_people"])

    def sure_code(self) -> str | None:
        """The column of a code that stands for one thing only (SIREN, RNA, INSEE)."""
        return next((column for column in map(self.filling, ("siren", "rna", "insee")) if column), None)

    def filling(self, property: str) -> str | None:
        """The column whose heading may fill this property."""
        return next((column for column in self.sheet.columns if property in _properties().get(fold(column), ())), None)

    def typing(self, taken: Iterable[str]) -> tuple[str | None, frozenset[str]]:
        """The column of types and the types it says, where half of its cells at least name one."""
        column = self.role("type", taken)
        if column is None:
            return None, frozenset()
        said = [self.types.get(fold(cell)) for cell in self.cells(column)]
        known = frozenset(type_ for type_ in said if type_)
        return (column, known) if 2 * sum(map(bool, said)) >= len(said) and known else (None, frozenset())

    def type_of_file(self) -> str | None:
        """The type that the sheet's or the file's name says (``associations.csv``)."""
        for called in (self.sheet.name, self.sheet.path.stem):
            words_ = fold(called or "").split()
            runs = [" ".join(words_[at : at + n]) for n in range(_NGRAM, 0, -1) for at in range(len(words_) - n + 1)]
            found = next((self._singulars[_singular(run)] for run in runs if _singular(run) in self._singulars), None)
            if found:
                return found
        return None

    @cached_property
    def _singulars(self) -> Mapping[str, str]:
        return {_singular(word): type_ for word, type_ in self.types.items()}

    # ------------------------------------------------------------ properties and links of a column
    def property(self, column: str, of: frozenset[str]) -> str | None:
        """The property that a column fills, one that a type among ``of`` has, and that half its cells at least can be."""
        word = fold(column)
        own = {name: prop for type_ in of for name, prop in self.ontology.properties_of(type_).items()}
        labelled = (name for name, prop in own.items() if word in {fold(label) for label in (name, *prop.label.values())})
        for name in (*_properties().get(word, ()), *labelled):
            if name in own and self._can_be(column, cleaner(name, own[name].kind)):
                return name
        return None

    def _can_be(self, column: str, clean: Callable[[str], object]) -> bool:
        """Whether half the cells at least can be cleaned so."""
        cells = self.cells(column)
        wrong = 0
        for cell in cells:
            try:
                clean(cell)
            except BadCell:
                wrong += 1
        return 2 * wrong <= len(cells)

    def linked(self, column: str, of: frozenset[str]) -> Linked | None:
        """What a column names and how it is linked; None where no relation fits, or the cells are no names."""
        found = _linked().get(fold(column))
        if found is None or not self.are_names(column):
            return None
        fitting = tuple(
            relation
            for relation in found.relations
            if relation in self.ontology.relations
            and any(
                self.ontology.allows(relation, (one,), (other,))
                for type_ in of
                for one, other in ((type_, found.type), (found.type, type_))
            )
        )
        return Linked(found.type, fitting) if fitting and found.type in self.ontology.types else None

    def are_names(self, column: str) -> bool:
        """Whether cells can be names: neither numbers nor addresses, and short enough, for the most part."""
        parts = [part for cell in self.cells(column) for part in split(cell, SPLIT)]
        odd = sum(1 for part in parts if len(part) > _LONGEST_NAME or "@" in part or not any(map(str.isalpha, part)))
        return 2 * odd <= len(parts)
