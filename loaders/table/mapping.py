"""A mapping: how the rows of tables become entities and links. Read from YAML, or guessed from headings.

The format is public: ``docs/mapping.md``.
"""

from __future__ import annotations

from collections.abc import Mapping as Map
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path
from typing import Literal

from maillage.schema.problems import Mark
from maillage.schema.source import Source

Notes = Literal["rest", "links", "ignore"]
Side = Literal["subject", "object"]
NOWHERE = Mark("", 0)


@dataclass(frozen=True)
class Value:
    """What a field is filled with: a column's cells (with ``also``, joined by a space), or one constant.

    ``split`` lists signs that part a cell in several.

    ``default`` stands in where the cell is empty or not understood; ``original`` is the column of the source's own spelling.
    """

    column: str | None = None
    value: str | None = None
    split: tuple[str, ...] = ()
    original: str | None = None
    default: str | None = None
    also: tuple[str, ...] = ()
    mark: Mark = NOWHERE

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns that are read."""
        return tuple(column for column in (self.column, *self.also, self.original) if column)


@dataclass(frozen=True)
class EntityRule:
    """One entity a row makes: its id from ``key`` columns. A split key makes several, of which ``key``'s column is one part.

    ``implied``, in guessed tables of links: the type is the one that the relation in that column asks of its subject or object.
    """

    name: str
    key: tuple[str, ...]
    split: tuple[str, ...] = ()
    absolute: bool = True
    type: Value | None = None
    types: Map[str, str] = field(default_factory=dict)
    implied: tuple[str, Side] | None = None
    properties: tuple[tuple[str, Value], ...] = ()
    mark: Mark = NOWHERE

    @property
    def stated(self) -> bool:
        """Whether rows say something of it, or merely refer to it."""
        return self.type is not None or bool(self.properties)


@dataclass(frozen=True)
class LinkRule:
    """One link a row makes. ``fitting``: of ``relations``, the first that the ontology allows between the two, either way round.

    ``required``: a row that lacks one of the two ends is told.
    """

    subject: str
    object: str
    relations: tuple[str, ...] = ()
    column: Value | None = None
    role: Value | None = None
    since: Value | None = None
    until: Value | None = None
    note: Value | None = None
    confidence: Value | None = None
    original: str | None = None
    required: bool = False
    fitting: bool = False
    mark: Mark = NOWHERE


@dataclass(frozen=True)
class TableRule:
    """How one table is read."""

    file: str | None = None
    sheet: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    head: int | None = None
    locator: str | None = None
    author: str | None = None
    method: str = "table"
    confidence: float = 1.0
    entities: tuple[EntityRule, ...] = ()
    links: tuple[LinkRule, ...] = ()
    notes: Notes = "rest"
    mark: Mark = NOWHERE

    def wants(self, file: Path, folder: Path) -> bool:
        """Whether it is written for ``file``: by its name, or by its path below ``folder``."""
        if self.file is None or fnmatch(file.name, self.file):
            return True
        return file.is_relative_to(folder) and fnmatch(file.relative_to(folder).as_posix(), self.file)


@dataclass(frozen=True)
class Mapping:
    """Tables of one source. ``namespace`` begins the ids of its entities."""

    namespace: str
    source: Source
    tables: tuple[TableRule, ...]
