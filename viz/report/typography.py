"""Where a line may not end: between a French guillemet and its words, before a colon or a percent sign, within a number."""

from __future__ import annotations

import re
from dataclasses import replace

from maillage.viz.report.document import Document, Figure, Section, Table

_BOUND = re.compile(r"(?<=«) | (?=[»;:?!%])|(?<=\d)(?<!\d{4}) (?=\d{3}\b)")


def typeset(document: Document) -> Document:
    """The same with no-break spaces where French wants them; English has no space there."""
    if document.lang != "fr":
        return document
    return replace(document, title=bound(document.title), subtitle=bound(document.subtitle), facts=_all(document.facts),
                   sections=tuple(_section(each) for each in document.sections))


def bound(text: str) -> str:
    return _BOUND.sub("\u00a0", text)


def _all(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(bound, texts))


def _section(section: Section) -> Section:
    return Section(bound(section.title), _all(section.paragraphs), _all(section.warnings), _all(section.points),
                   tuple(map(_table, section.tables)), tuple(map(_figure, section.figures)))


def _table(table: Table) -> Table:
    return Table(_all(table.heads), tuple(map(_all, table.rows)), table.numbers, bound(table.title))


def _figure(figure: Figure) -> Figure:
    return Figure(figure.drawing, bound(figure.caption), _all(figure.legend))
