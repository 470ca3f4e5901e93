"""Lists as the catalogue's database writes them in a cell: ``{consultation,research}``, ``{"(145,method,A name)"}``."""

from __future__ import annotations

import csv
import re
from typing import NamedTuple

from maillage.loaders.dates import BadCell

_NUMBER = re.compile(r"(\d{1,12})(?:\.0+)?")


class Named(NamedTuple):
    """A reference to another record: its number, and its title where the cell gives it."""

    number: str
    title: str = ""


def array(cell: str) -> list[str]:
    """The elements of ``{…}`` in order, repeated ones too; none for an empty cell. Raises BadCell where it is no list."""
    plain = cell.strip()
    if not plain:
        return []
    if not (plain.startswith("{") and plain.endswith("}")):
        raise BadCell("ce n'est pas une liste « {…} »", "this is no list “{…}”")
    return [part.strip() for part in _split(plain[1:-1]) if part.strip()]


def references(cell: str) -> list[Named]:
    """The records that a list refers to, each by its number alone or as ``(number,kind,title)``. Raises BadCell."""
    return [_reference(part) for part in array(cell)]


def number(cell: str) -> str:
    """The number of a record; a spreadsheet may have made ``318.0`` of it. Raises BadCell."""
    found = _NUMBER.fullmatch(cell.strip())
    if found is None:
        raise BadCell(f"« {cell[:60]} » n'est pas le numéro d'une fiche", f"“{cell[:60]}” is not the number of a record")
    return found[1]


def _reference(part: str) -> Named:
    if not part.startswith("("):
        return Named(number(part))
    fields = _split(part.removeprefix("(").removesuffix(")"))
    return Named(number(fields[0]), fields[2].strip() if len(fields) > 2 else "")


def _split(text: str) -> list[str]:
    try:
        return next(csv.reader([text.replace("\n", " ")], escapechar="\\", doublequote=True), [])
    except csv.Error as error:
        raise BadCell(f"liste illisible ({error})", f"unreadable list ({error})") from error
