"""What a workbook says beside its cells: what is read is noted, what is left out is told with all that it says."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

from odf.office import Annotation
from odf.text import P
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment

from maillage.loaders import limits
from maillage.loaders.preview import preview
from tests.loaders.tables import ONTOLOGY, read, refused_whole, rezipped, workbook
from tests.loaders.test_workbooks import cell, ods_file, plain

PLACE = "acteurs.xlsx, feuille Acteurs"
ROWS = [
    ["Nom", "Type", "Renvoi"],
    ["Un Exemple", "Association", "voir ici"],
    ["Deux Exemple", "Association", "https://deux.invalid"],
]


def changed(tmp_path: Path, **changes: object) -> Path:
    path = workbook(tmp_path / "acteurs.xlsx", ("Acteurs", ROWS))
    book = load_workbook(path)
    sheet = book["Acteurs"]
    if "comments" in changes:
        sheet["A2"].comment = Comment("M1-MARQUE", "Camille Exemple")
        sheet["B3"].comment = Comment("M2-MARQUE", "Camille Exemple")
    if "addresses" in changes:
        sheet["C2"].hyperlink = "https://un.invalid/page"
        sheet["C3"].hyperlink = "https://deux.invalid/"
    if "hidden" in changes:
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["C"].hidden = True
        sheet.column_dimensions["K"].hidden = True
    if "chart" in changes:
        for place in (sheet, book.create_chartsheet("Graphique")):
            chart = BarChart()
            chart.add_data(Reference(sheet, min_col=1, min_row=1, max_row=3))
            place.add_chart(chart)
    book.save(path)
    return path


def test_comments_on_cells_are_told_with_their_words_in_the_preview_too(tmp_path: Path) -> None:
    found = read(changed(tmp_path, comments=True))
    assert "commentaires de cellules, laissés de côté (A2, B3)" in found.told(PLACE)
    assert found.refusals[0].cell == "A2 : M1-MARQUE ; B3 : M2-MARQUE"
    assert preview(found.extract, ONTOLOGY).refusals == found.refusals


def test_newer_comments_stand_for_the_older_ones_of_their_cells(tmp_path: Path) -> None:
    path = changed(tmp_path, comments=True)
    kind = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
    said = '<ThreadedComments><threadedComment ref="A2"><text>M3-MARQUE</text></threadedComment></ThreadedComments>'
    rels = "xl/worksheets/_rels/sheet1.xml.rels"
    added = f'<Relationship Id="t" Type="{kind}" Target="../threadedComments/t.xml"/></Relationships>'
    old = rezipped(path, {"xl/threadedComments/t.xml": said.encode()})
    with ZipFile(old) as archive:
        listed = archive.read(rels).decode()
    found = read(rezipped(path, {rels: listed.replace("</Relationships>", added).encode()}))
    assert found.refusals[0].cell == "A2 : M3-MARQUE ; B3 : M2-MARQUE"


def test_an_address_under_a_text_is_told_and_one_that_the_cell_shows_is_not(tmp_path: Path) -> None:
    found = read(changed(tmp_path, addresses=True))
    assert "adresses sous le texte de cellules, laissées de côté (C2)" in found.told(PLACE)
    assert [refused.cell for refused in found.refusals] == ["C2 : https://un.invalid/page"]


def test_hidden_rows_and_columns_are_read_and_noted(tmp_path: Path) -> None:
    found = read(changed(tmp_path, hidden=True))
    assert {"Un Exemple", "Deux Exemple"} <= found.names
    said = {note.fr for note in found.extract.notes}
    assert {"lignes masquées (3) : lues comme les autres", "colonnes masquées (C) : lues comme les autres"} <= said
    assert not found.refusals


def test_charts_are_told(tmp_path: Path) -> None:
    found = read(changed(tmp_path, chart=True))
    for place in (PLACE, "acteurs.xlsx, feuille Graphique"):
        assert "images, graphiques ou zones de texte" in found.told(place)


def test_a_workbook_of_hidden_sheets_only_is_refused_in_words(tmp_path: Path) -> None:
    path = workbook(tmp_path / "acteurs.xlsx", ("Vide", []), ("Cachée", ROWS))
    book = load_workbook(path)
    book["Cachée"].sheet_state = "hidden"
    book.save(path)
    assert "toutes ses feuilles sont vides ou masquées" in refused_whole(path)


def test_a_workbook_of_more_columns_than_are_read_is_refused_in_words(tmp_path: Path) -> None:
    wide = [["Nom", *(f"Mesure {n}" for n in range(limits.COLUMNS))], ["Un Exemple"]]
    path = workbook(tmp_path / "acteurs.xlsx", ("Acteurs", wide))
    assert "1001 colonnes ; 1000 au plus" in refused_whole(path)


def test_cells_far_beyond_the_headings_are_told(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Acteurs"
    sheet.append(["Nom", "Type"])
    sheet.append(["Un Exemple", "Association"])
    sheet["XFD2"] = "M1-MARQUE"
    book.save(tmp_path / "acteurs.xlsx")
    found = read(tmp_path / "acteurs.xlsx")
    assert "16384 cellules pour 2 colonnes" in found.told(f"{PLACE}, ligne 2")
    assert found.refusals[0].cell == "M1-MARQUE"


def test_ods_comments_and_what_is_hidden(tmp_path: Path) -> None:
    note = Annotation()
    note.addElement(P(text="M1-MARQUE"))
    noted = cell("Un Exemple")
    noted.addElement(note)
    rows = [*plain(["Nom", "Type"]), [noted, cell("Association")], [cell("Deux Exemple"), cell("Association")]]
    path = ods_file(tmp_path / "acteurs.ods", Acteurs=rows)
    with ZipFile(path) as archive:
        begin, last, end = archive.read("content.xml").decode().rpartition("<table:table-row>")
    begin = begin.replace("<table:table-row>", '<table:table-column table:visibility="collapse"/><table:table-row>', 1)
    hidden = begin + last.replace(">", ' table:visibility="filter">') + end
    rezipped(path, {"content.xml": hidden.encode()})
    found = read(path)
    assert "commentaires de cellules, laissés de côté (A2)" in found.told("acteurs.ods, feuille Acteurs")
    assert found.refusals[0].cell == "A2 : M1-MARQUE"
    said = {note.fr for note in found.extract.notes}
    assert {"lignes masquées (3) : lues comme les autres", "colonnes masquées (A) : lues comme les autres"} <= said
