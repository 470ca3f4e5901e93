"""What XLSX and ODS share: words for cells that hold no text, for merged ranges, for hidden sheets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from maillage.errors import SourceError
from maillage.loaders.clean import whole
from maillage.loaders.table.sheet import BadText, Sheet, index_of, letter
from maillage.schema.source import Refused

FORMULA = (
    "formule dont le résultat n'est pas enregistré ; ouvrez le classeur dans un tableur et enregistrez-le",
    "formula whose result was not saved; open the workbook in a spreadsheet and save it",
)
HIDDEN = (
    "feuille masquée, laissée de côté ; nommez-la dans un fichier de correspondance pour la lire",
    "hidden sheet, left out; name it in a mapping file to read it",
)


def error_cell(shown: str) -> BadText:
    """A cell that shows an error, such as ``#REF!``."""
    return BadText(f"la cellule montre une erreur ({shown})", f"the cell shows an error ({shown})", shown)


def in_words(truth: bool) -> str:
    """How a truth value reads in a French table."""
    return "vrai" if truth else "faux"


def with_hidden(path: Path, found: list[Sheet], hidden: Sequence[Refused]) -> list[Sheet]:
    """The sheets, the first of which tells of hidden ones. Raises SourceError where there are hidden ones only."""
    if hidden and not found:
        raise SourceError(
            file=path.name,
            problem_fr="toutes ses feuilles sont vides ou masquées ; affichez celle qu'il faut lire",
            problem_en="all its sheets are empty or hidden; show the one that is to be read",
        )
    return [replace(found[0], told=(*found[0].told, *hidden)), *found[1:]] if hidden else found


def _told_hidden(rows: Sequence[str], columns: Sequence[str]) -> list[tuple[str, str]]:
    """One sentence on rows and one on columns that the workbook hides: they are read."""
    said = (("lignes masquées", "hidden rows", rows), ("colonnes masquées", "hidden columns", columns))
    return [
        (f"{fr} ({_first(named)}) : lues comme les autres", f"{en} ({_first(named)}): read like the others")
        for fr, en, named in said
        if named
    ]


COMMENTS = ("commentaires de cellules, laissés de côté", "comments on cells, left out")
ADDRESSES = ("adresses sous le texte de cellules, laissées de côté", "addresses under the text of cells, left out")
DRAWN = ("images, graphiques ou zones de texte, laissés de côté", "pictures, charts or text boxes, left out")


def told_beside(place: str, what: tuple[str, str], said: Mapping[str, str]) -> list[Refused]:
    """One refusal of all that is ``said`` on cells, such as comments, with what it says."""
    fr, en = (f"{words} ({_first(list(said))})" for words in what)
    fr, en = f"{fr} ; copiez dans une colonne ce qui compte", f"{en}; copy what matters into a column"
    return [Refused(place, fr, en, whole((), said.items()))] if said else []


def _first(named: Sequence[str]) -> str:
    return ", ".join(named[:5]) + (f" … {len(named)}" if len(named) > 5 else "")


@dataclass
class Beside:
    """What a sheet says beside its cells. ``ranges`` are merged: first row, last row, first column, last column; ``rows`` and
    ``columns`` are hidden; ``comments`` are texts by cell (``B2``), ``addresses`` by row and column.
    """

    ranges: list[tuple[int, int, int, int]] = field(default_factory=list)
    rows: list[str] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    comments: dict[str, str] = field(default_factory=dict)
    addresses: dict[int, dict[int, str]] = field(default_factory=dict)
    drawn: bool = False

    def notes(self, width: int) -> Iterator[tuple[str, str]]:
        """How a sheet of so many columns was read."""
        yield from _told_merged(self.ranges)
        yield from _told_hidden(self.rows, [one for one in self.columns if index_of(one) < width])


def _told_merged(ranges: Sequence[tuple[int, int, int, int]]) -> list[tuple[str, str]]:
    """One sentence on merged cells, if there are any."""
    if not ranges:
        return []
    listed = _first([f"{letter(left)}{top}:{letter(right)}{bottom}" for top, bottom, left, right in ranges])
    return [
        (
            f"cellules fusionnées ({listed}) : leur texte vaut pour chacune de leurs lignes, dans leur première colonne",
            f"merged cells ({listed}): their text stands for each of their rows, in their first column",
        )
    ]
