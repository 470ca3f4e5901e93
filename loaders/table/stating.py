"""What every claim of one table carries, and how a row says where it stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from maillage.loaders import limits
from maillage.loaders.circles import Circles
from maillage.loaders.clean import BadCell, shown, text, visible, whole
from maillage.loaders.extract import Item
from maillage.loaders.table.columns import Columns
from maillage.loaders.table.mapping import TableRule
from maillage.loaders.table.terms import Named
from maillage.schema.claim import Claim
from maillage.schema.model import Ontology
from maillage.schema.source import Refused, Stamp

Put = Callable[[Item], object]
Template = Callable[[list[str]], str]
_FIELD = re.compile(r"\{([^{}]+)\}")
_LONG_PLACE = (
    f"endroit dans la source de plus de {limits.NAME} signes : coupé",
    f"place in the source of more than {limits.NAME} characters: cut",
)
_NO_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")


class Place(NamedTuple):
    """Where a row stands: ``row`` for people (``acteurs.csv, ligne 12``), ``stated`` the locator a mapping made, if any."""

    row: str
    stated: str | None = None

    def locator(self, suffix: str = "") -> str:
        """The locator of a claim made from the column that ``suffix`` names."""
        return self.stated or self.row + suffix


class Memory:
    """What was said lately, and what it made: the older half is forgotten whenever the newer half is full."""

    def __init__(self) -> None:
        self.recent: dict[Any, Any] = {}
        self.earlier: dict[Any, Any] = {}

    def keep(self, said: str | tuple[str | None, ...], made: object) -> None:
        """Remembers one more, unless it is long."""
        if (len(said) if isinstance(said, str) else sum(len(cell or "") for cell in said)) > limits.REMEMBERED_SIGNS:
            return
        if len(self.recent) >= limits.REMEMBERED // 2:
            self.earlier.clear()
            self.earlier.update(self.recent)
            self.recent.clear()
        self.recent[said] = made


@dataclass(frozen=True)
class Context:
    """What the makers of one table share while it is read once.

    ``before`` begins the place of each row (``acteurs.csv, ligne ``); ``memos`` hold what was said already,
    ``circles`` what is part of what.
    """

    ontology: Ontology
    namespace: str
    source: str
    rule: TableRule
    columns: Columns
    stamp: Stamp
    types: dict[str, str]
    relations: dict[str, Named]
    known: Container[str] = ()
    before: str = ""
    memos: dict[object, Memory] = field(default_factory=dict)
    circles: Circles = field(default_factory=Circles)

    @property
    def author(self) -> str:
        return self.rule.author or self.stamp.author

    def suffix(self, index: int) -> str:
        """What a place is followed by to name a column."""
        return f", colonne {self.columns.headings[index]}" if index < len(self.columns.headings) else ""

    def row(self, cells: list[str]) -> str:
        """A row that is left out, with all that it says."""
        return whole((), zip(self.columns.headings, cells, strict=False))

    def value(self, subject: str, predicate: str, value: str, locator: str, original: str | None = None) -> Claim:
        """A claim of a property."""
        return Claim(
            subject,
            predicate,
            self.source,
            locator,
            None,
            value,
            original=original,
            method=self.rule.method,
            confidence=self.rule.confidence,
            author=self.author,
            recorded_at=self.stamp.recorded_at,
            import_id=self.stamp.import_id,
        )


def bounded(cell: str) -> str:
    """``cell`` itself. Raises BadCell where it is longer than a claim may hold."""
    if len(cell) > limits.CELL:
        raise BadCell(
            f"cellule de {len(cell)} signes ; {limits.CELL} au plus", f"cell of {len(cell)} characters; at most {limits.CELL}"
        )
    return cell


def refused(place: str, error: BadCell, cell: str) -> Refused:
    """A cell that could not be cleaned, told at its place."""
    return Refused(place, error.fr, error.en, whole((cell,)))


def original(cell: str, value: str) -> str | None:
    """The cell's own spelling, where cleaning changed it."""
    return None if cell == value else visible(cell) or None


def spelled(index: int, context: Context) -> Callable[[list[str], Place, Put], tuple[str | None, bool]]:
    """Reads a column that holds the source's own spelling; one that is too long is told and left out."""
    suffix = context.suffix(index)

    def read(cells: list[str], place: Place, put: Put) -> tuple[str | None, bool]:
        try:
            return bounded(text(cells[index])) or None, True
        except BadCell as error:
            put(refused(place.row + suffix, error, cells[index]))
            return None, False

    return read


def template(context: Context) -> Template | None:
    """The function that fills the mapping's locator from a row; None where the mapping has none."""
    if context.rule.locator is None:
        return None
    parts = _FIELD.split(context.rule.locator)  # texts and names of columns by turns
    indices = [context.columns.index(name, context.rule.mark) for name in parts[1::2]]
    texts = parts[0::2]

    def fill(cells: list[str]) -> str:
        filled = texts[0] + "".join(cells[index] + after for index, after in zip(indices, texts[1:], strict=True))
        return _NO_CONTROL.sub(" ", filled).strip()

    return fill


def placed(context: Context, fill: Template | None, cells: list[str], number: int, put: Put) -> Place:
    """Where a row stands. A locator that is too long is cut, and told once a row however many things the row names."""
    row = f"{context.before}{number}"
    stated = fill(cells) if fill else ""
    if len(stated) > limits.NAME:
        told = context.memos.setdefault(_LONG_PLACE, Memory())
        if row not in told.recent:
            put(Refused(row, *_LONG_PLACE, shown(stated)))
        told.keep(row, True)
    return Place(row, stated[: limits.NAME] or None)


def template_columns(context: Context) -> list[int]:
    """The columns that the locator is made of."""
    names = _FIELD.split(context.rule.locator or "")[1::2]
    return [context.columns.index(name, context.rule.mark) for name in names]
