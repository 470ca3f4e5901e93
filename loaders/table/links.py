"""A guessed table of links: two columns for the ends, perhaps one that says how, others that qualify."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from maillage.loaders.table.entities import DEFAULT
from maillage.loaders.table.headings import Headings
from maillage.loaders.table.mapping import EntityRule, LinkRule, Mapping, Side, TableRule, Value
from maillage.loaders.table.rows import Table
from maillage.loaders.table.sheet import Sheet

_UNTYPED = "RELATED_TO"
_FROM, _TO = "from", "to"


def link_table(sheet: Sheet, headings: Headings, mapping: Mapping, things: Sequence[Table]) -> Table:
    """How the sheet is read: names at both ends, of the type that columns or the relation say; or ids known elsewhere."""
    subject, object = headings.role("from") or "", headings.role("to") or ""
    taken = [subject, object]
    relation = headings.relation(taken)
    taken += [relation] if relation else []
    default = _default(things)
    ends = [
        _end(_FROM, subject, "subject", headings, relation, taken, default),
        _end(_TO, object, "object", headings, relation, taken, default),
    ]
    by_column = Value(relation, default=_UNTYPED) if relation else None
    link = replace(
        LinkRule(_FROM, _TO, () if relation else (_UNTYPED,), by_column, required=True), **_qualifiers(headings, taken)
    )
    rule = TableRule(file=sheet.path.name, sheet=sheet.name, entities=tuple(ends), links=(link,), notes="links")
    return Table(sheet, rule, mapping, headings.ontology, notes=(_said(headings, relation),))


def _default(things: Sequence[Table]) -> str:
    """The type of the entities that a table beside this one states."""
    found = next((table.rule.entities[0].type for table in things), None)
    return (found.value or found.default or DEFAULT) if found else DEFAULT


def _end(
    name: str, column: str, side: Side, headings: Headings, relation: str | None, taken: list[str], default: str
) -> EntityRule:
    """One end: stated by its name and type, or merely referred to where cells are ids already."""
    if headings.are_ids(column):
        return EntityRule(name, (column,))
    by_column = headings.role(f"{name}_type", taken)
    if by_column:
        taken.append(by_column)
    implied = (relation, side) if relation and not by_column else None
    type_ = Value(by_column, default=default) if by_column else Value(value=default)
    return EntityRule(name, (column,), type=type_, implied=implied, properties=(("name", Value(column)),))


def _qualifiers(headings: Headings, taken: list[str]) -> dict[str, Any]:
    """Columns that say more of a link, each once; dates only where they are."""
    found: dict[str, Value] = {}
    for role, qualifier in (
        ("since", "since"),
        ("until", "until"),
        ("role", "role"),
        ("link_note", "note"),
        ("confidence", "confidence"),
    ):
        column = headings.role(role, taken)
        if column is not None and headings.qualifies(column, qualifier):
            taken.append(column)
            found[qualifier] = Value(column)
    return found


def _said(headings: Headings, relation: str | None) -> tuple[str, str]:
    if relation:
        return (
            f"tableau de liens, relation d'après la colonne « {relation} »",
            f"table of links, relation from the column “{relation}”",
        )
    return (
        "tableau de liens sans colonne de relation : « est lié·e à »",
        "table of links without a column of relations: “is related to”",
    )
