"""Tables without a mapping: which sheets are tables of entities, which of links, and how their things are called.

How headings are read is in `headings`. A sheet that is neither is told and left out; none at all is an error.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace
from itertools import takewhile
from pathlib import Path

from maillage.errors import SourceError
from maillage.loaders import limits
from maillage.loaders.clean import shown
from maillage.loaders.format import Request
from maillage.loaders.table.entities import entity_table
from maillage.loaders.table.headings import Headings
from maillage.loaders.table.links import link_table
from maillage.loaders.table.mapping import Mapping
from maillage.loaders.table.rows import Reader, Table
from maillage.loaders.table.sheet import Sheet
from maillage.loaders.table.terms import fold, words
from maillage.schema.ids import slug
from maillage.schema.problems import Problems
from maillage.schema.source import Refused, Source, Stamp

_SHORTEST_PREFIX = 3
_NO_TABLE = ("ce n'est pas un tableau", "this is no table")
_NOT_A_TABLE = (
    "aucune colonne ne dit le nom des choses (Nom, Name, Intitulé, Acteur…) ni les deux bouts d'un lien (de/vers, source/target)",
    "no column gives the names of things (Nom, Name, Title, Actor…) nor the two ends of a link (from/to, source/target)",
)


class _Everything(Container[str]):
    """Holds whatever it is asked for: stands for more ids than can be remembered."""

    def __contains__(self, item: object) -> bool:
        return True


def tables(request: Request, sheets: Sequence[Sheet]) -> tuple[list[Table], list[Refused]]:
    """A rule for each sheet that can be read, and what is said of those that cannot.

    Raises SourceError where there is none that can.
    """
    if not sheets:
        raise SourceError(
            file=request.files[0].name,
            problem_fr="fichier vide : ni titres ni lignes",
            problem_en="empty file: neither headings nor rows",
        )
    called, space = _called(request)
    mapping = Mapping(space, Source(space, called), ())
    read = [(sheet, Headings(sheet, request.ontology)) for sheet in sheets]
    ends = {end for _, headings in read if headings.is_link_table for end in headings.ends()}
    things = [
        table
        for sheet, headings in read
        if not headings.is_link_table and (table := entity_table(sheet, headings, mapping, ends))
    ]
    links = [link_table(sheet, headings, mapping, things) for sheet, headings in read if headings.is_link_table]
    if links and things:
        known = _ids(things)
        links = [replace(table, known=known) for table in links]
    found = {id(table.sheet): table for table in (*things, *links)}
    if not found:
        raise _none(sheets[0])
    ordered = [found[id(sheet)] for sheet in sheets if id(sheet) in found]
    return ordered, [*_left(request, sheets), *(_unread(sheet) for sheet in sheets if id(sheet) not in found)]


def _none(sheet: Sheet) -> SourceError:
    listed = ", ".join(f"« {shown(column, 30)} »" for column in sheet.columns[:12]) + (" …" if len(sheet.columns) > 12 else "")
    return SourceError(
        file=f"{sheet.place}, ligne {sheet.head}",
        problem_fr=f"{_NOT_A_TABLE[0]} ; titres : {listed}. Renommez une colonne ou écrivez une correspondance (docs/mapping.md)",
        problem_en=f"{_NOT_A_TABLE[1]}; headings read: {listed}. Rename a column, or write a mapping file (docs/mapping.en.md)",
    )


def _unread(sheet: Sheet) -> Refused:
    return Refused(
        sheet.place, f"{_NOT_A_TABLE[0]} : laissée de côté", f"{_NOT_A_TABLE[1]}: left out", ", ".join(sheet.columns)[:200]
    )


def _left(request: Request, sheets: Sequence[Sheet]) -> list[Refused]:
    held = {sheet.path for sheet in sheets}
    strange = [(path, *_NO_TABLE) for path in request.left_out]
    empty = [(path, "fichier vide", "empty file") for path in request.files if path not in held]
    return [Refused(path.name, f"{fr} : laissé de côté", f"{en}: left out") for path, fr, en in (*strange, *empty)]


def _ids(things: Sequence[Table]) -> Container[str]:
    """The ids of all entities that these tables state."""
    known: set[str] = set()
    for table in things:
        maker = Reader(table, Stamp("", "", ""), Problems()).makers[0]
        width = len(table.sheet.columns)
        for row in table.sheet.body():
            known.update(maker.ids([*row.cells, *([""] * (width - len(row.cells)))]))
            if len(known) > limits.KNOWN:
                return _Everything()
    return known


def _called(request: Request) -> tuple[str, str]:
    """How the source is called, and its namespace: by the title given, else by the file, else by what the files share."""
    if request.title:
        return request.title, slug(request.title)
    stems = [path.stem for path in request.files]
    if len(stems) == 1 and request.folder is None:
        called = _with_folder(request.files[0])
    elif request.folder is not None:
        called = request.folder.resolve().name or stems[0]
    else:
        prefix = _shared(stems).rstrip(" -_.")
        called = prefix if len(prefix) >= _SHORTEST_PREFIX else request.files[0].resolve().parent.name or stems[0]
    return called, slug(called)


def _with_folder(path: Path) -> str:
    """A file whose name says nothing (``nodes.csv``) is called with its folder, so that two of them are two sources."""
    plain = {fold(word) for word in words()["plain_files"]}
    return f"{path.resolve().parent.name} {path.stem}".strip() if fold(path.stem) in plain else path.stem


def _shared(names: Sequence[str]) -> str:
    """What all names begin with."""
    return "".join(signs[0] for signs in takewhile(lambda signs: len(set(signs)) == 1, zip(*names, strict=False)))
