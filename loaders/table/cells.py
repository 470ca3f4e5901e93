"""What XLSX and ODS share: words for cells that hold no text, for merged ranges, for hidden sheets."""

from __future__ import annotations

from collections.abc import Sequence

from maillage.loaders.table.sheet import BadText, letter

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


def told_merged(ranges: Sequence[tuple[int, int, int, int]]) -> list[tuple[str, str]]:
    """One sentence on merged cells (first row, last row, first column, last column), if there are any."""
    if not ranges:
        return []
    named = [f"{letter(left)}{top}:{letter(right)}{bottom}" for top, bottom, left, right in ranges[:5]]
    listed = ", ".join(named) + (" …" if len(ranges) > 5 else "")
    return [
        (
            f"cellules fusionnées ({listed}) : leur texte vaut pour chacune de leurs lignes, dans leur première colonne",
            f"merged cells ({listed}): their text stands for each of their rows, in their first column",
        )
    ]
