"""A table rule bound to a sheet: rows in, claims and refusals out."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass

from maillage.loaders.circles import Circles
from maillage.loaders.clean import shown
from maillage.loaders.extract import Item
from maillage.loaders.table import entity, terms
from maillage.loaders.table.columns import Columns
from maillage.loaders.table.entity import EntityMaker
from maillage.loaders.table.entity import Maker as EntityOf
from maillage.loaders.table.link import LinkMaker, links_read
from maillage.loaders.table.link import Maker as LinkOf
from maillage.loaders.table.mapping import EntityRule, Mapping, TableRule
from maillage.loaders.table.sheet import Row, Sheet
from maillage.loaders.table.stating import Context, Put, template_columns
from maillage.schema.model import Ontology
from maillage.schema.problems import Problems
from maillage.schema.source import Refused, Stamp

_NO_STAMP = Stamp("", "", "")
_AT_ONCE = 500  # items handed over together: one by one costs more than making them


@dataclass(frozen=True)
class Table:
    """One sheet, read by one rule of a mapping. ``known`` holds ids that another table states: here they are referred to."""

    sheet: Sheet
    rule: TableRule
    mapping: Mapping
    ontology: Ontology
    known: Container[str] = ()
    notes: tuple[tuple[str, str], ...] = ()

    def check(self, problems: Problems) -> None:
        """Tells what the rule asks of the sheet that is not there."""
        Reader(self, _NO_STAMP, problems)

    def items(self, stamp: Stamp, circles: Circles) -> Iterator[Item]:
        """Claims and refusals in the order of the rows; ``circles`` holds what tables before said to be part of what."""
        read = Reader(self, stamp, Problems(), circles).reader()
        out: list[Item] = []
        put, empty = out.append, True
        for row in self.sheet.body():
            read(row, put)
            if len(out) >= _AT_ONCE:
                empty = False
                yield from out
                out.clear()
        yield from out
        if empty and not out and next(self.sheet.body(), None) is None:
            yield Refused(
                f"{self.sheet.place}, ligne {self.sheet.head}",
                "rien sous la ligne de titres",
                "nothing under the row of headings",
            )


class Reader:
    """Reads rows of one table: everything that can be found out beforehand has been."""

    def __init__(self, table: Table, stamp: Stamp, problems: Problems, circles: Circles | None = None) -> None:
        rule, place = table.rule, table.sheet.place
        self.columns = Columns(table.sheet.columns, place, problems)
        types, relations = terms.types(table.ontology), terms.relations(table.ontology)
        self._before, self._width = f"{place}, ligne ", len(table.sheet.columns)
        context = Context(
            table.ontology,
            table.mapping.namespace,
            table.mapping.source.id,
            rule,
            self.columns,
            stamp,
            types,
            relations,
            table.known,
            self._before,
            circles=circles or Circles(),
        )
        self.noted, self.rest = _rest(context)
        by_entity = {id(self.noted): self.rest} if isinstance(self.noted, EntityRule) else {}
        first = rule.entities[0] if rule.entities and rule.entities[0].stated else None
        self.makers = [EntityMaker(one, context, by_entity.get(id(one), ()), asked=one is first) for one in rule.entities]
        self._make = [one.maker() for one in self.makers]
        self._links = [LinkMaker(one, context, self.rest if one is self.noted else ()).maker() for one in rule.links]

    def reader(self) -> Callable[[Row, Put], None]:
        """The function that puts what a row says."""
        width, makers, links, repaired = self._width, self._make, self._links, self._repaired
        if len(makers) == 2 and len(links) == 1:
            return _link_reader(width, makers[0], makers[1], links[0], repaired)

        def read(row: Row, put: Put) -> None:
            number, cells, bad = row
            if bad or len(cells) != width:
                cells = repaired(row, put)
            made = [make(cells, number, put) for make in makers]
            for link in links:
                link(cells, made, number, put)

        return read

    def _repaired(self, row: Row, put: Put) -> list[str]:
        """The cells, as many as there are headings; what is bad or beyond them is told."""
        place = f"{self._before}{row.number}"
        for index, (fr, en, seen) in sorted((row.bad or {}).items()):
            named = f", colonne {self.columns.headings[index]}" if 0 <= index < self._width else ""
            put(Refused(place + named, fr, en, seen))
        beyond = [shown(cell) for cell in row.cells[self._width :] if cell.strip()]
        if beyond:
            put(
                Refused(
                    place,
                    f"{len(row.cells)} cellules pour {self._width} colonnes ; celles en trop sont laissées de côté",
                    f"{len(row.cells)} cells for {self._width} columns; those beyond are left out",
                    " | ".join(beyond)[:200],
                )
            )
        return [*row.cells[: self._width], *([""] * (self._width - len(row.cells)))]


def _rest(context: Context) -> tuple[object, Sequence[int]]:
    """The rule that keeps the columns nothing else asks for as notes, and these columns."""
    rule = context.rule
    template_columns(context)
    for one in rule.entities:
        for column in one.key:
            context.columns.index(column, one.mark)
        entity.columns_read(one, context)
    links_read(rule.links, context)
    rest = context.columns.unused()
    if rule.notes == "ignore" or not rest:
        return None, ()
    stated = next((one for one in rule.entities if one.stated), None)
    if rule.notes == "links" and rule.links:
        return rule.links[0], rest
    return stated or (rule.links[0] if rule.links else rule.entities[0]), rest


def _link_reader(
    width: int, first: EntityOf, second: EntityOf, link: LinkOf, repaired: Callable[[Row, Put], list[str]]
) -> Callable[[Row, Put], None]:
    """The same for a table of links, which may be the longest: two ends and what joins them, without loops."""

    def read(row: Row, put: Put) -> None:
        number, cells, bad = row
        if bad or len(cells) != width:
            cells = repaired(row, put)
        link(cells, (first(cells, number, put), second(cells, number, put)), number, put)

    return read
