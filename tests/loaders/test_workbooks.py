"""XLSX and ODS: what a reader of the sheet sees is what comes in, and as an independent reader gives it."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style, TableProperties
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P
from openpyxl import Workbook, load_workbook
from python_calamine import CalamineWorkbook

from maillage.errors import SourceError
from maillage.loaders.table import ods, xlsx
from maillage.schema.names import name_key
from tests.loaders.tables import excel_like, read, rezipped, workbook


def filled(rows: list[list[object]]) -> list[list[str]]:
    """Rows of an independent reader as texts, blank rows and blank ends left out."""
    texts = [["" if cell is None else str(cell) for cell in row] for row in rows]
    for row in texts:
        while row and not row[-1]:
            row.pop()
    return [row for row in texts if row]


@pytest.mark.filterwarnings("ignore:Unknown extension:UserWarning")  # openpyxl, of what it leaves out
def test_real_workbook_as_openpyxl_reads_it(shared: Path) -> None:
    path = shared / "data" / "formats" / "paypal-mafia.xlsx"
    book = load_workbook(path, data_only=True)
    sheets = {sheet.name: sheet for sheet in xlsx.sheets(path)}
    for name in book.sheetnames:
        wanted = filled([list(row) for row in book[name].iter_rows(values_only=True)])
        assert filled([list(row.cells) for row in sheets[name].rows()]) == wanted
    assert sum(1 for _ in sheets["Elements"].body()) > 30


@pytest.mark.filterwarnings("ignore:Unknown extension:UserWarning")  # openpyxl, of what it leaves out
def test_real_workbook_entities_and_links(shared: Path) -> None:
    path = shared / "data" / "formats" / "paypal-mafia.xlsx"
    book = load_workbook(path, data_only=True)
    labels = {row[0] for row in book["Elements"].iter_rows(min_row=2, values_only=True) if row[0]}
    pairs = {(row[0], row[1]) for row in book["Connections"].iter_rows(min_row=2, values_only=True) if row[0] and row[1]}
    found = read(path)
    assert {name_key(str(label)) for label in labels} <= {name_key(name) for name in found.names}
    ends = {(s, o) for s, relation, o in found.links if relation != "LOCATED_IN"}
    assert len(ends) == len(pairs)
    assert not found.refusals


def test_texts_in_a_table_of_their_own(tmp_path: Path) -> None:
    found = read(
        excel_like(
            tmp_path / "acteurs.xlsx",
            [["Nom", "Type"], ["Réseau <Exemple> & Cie", "Association"], [" Collectif  Fictif ", "Association"]],
        )
    )
    assert found.names == {"Réseau <Exemple> & Cie", "Collectif Fictif"}


def test_dates_as_serial_numbers_and_as_dates(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "rencontres.xlsx",
        (
            "Rencontres",
            [
                ["Nom", "Date"],
                ["Un Exemple", date(2018, 3, 19)],
                ["Deux Exemple", datetime.fromisoformat("2018-03-20T14:30:00")],
                ["Trois Exemple", 43180],
                ["Quatre Exemple", "22 mars 2018"],
                ["Cinq Exemple", 2018],
            ],
        ),
    )
    assert read(path).values("start") == ["2018-03-19", "2018-03-20", "2018-03-21", "2018-03-22", "2018"]


def test_dates_of_the_other_calendar(tmp_path: Path) -> None:
    book = Workbook()
    book.epoch = datetime.fromisoformat("1904-01-01T00:00:00")
    sheet = book.worksheets[0]
    for row in (["Nom", "Date"], ["Un Exemple", date(2018, 3, 19)]):
        sheet.append(row)
    book.save(tmp_path / "rencontres.xlsx")
    assert read(tmp_path / "rencontres.xlsx").values("start") == ["2018-03-19"]


def test_numbers_are_written_as_people_would(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "communes.xlsx",
        ("Communes", [["Nom", "Population", "Latitude", "Budget", "Ouvert"], ["Villefictive", 1234.0, 48.85, 0.1, True]]),
    )
    found = read(path)
    assert found.values("population") == ["1234"]
    assert found.values("lat") == ["48.85"]
    assert found.values("note") == ["Budget : 0.1", "Ouvert : vrai"]


def test_merged_cells_hold_for_all_their_rows(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "acteurs.xlsx",
        (
            "Acteurs",
            [
                ["Ville", "Nom", "Type"],
                ["Villefictive", "Un Exemple", "Association"],
                [None, "Deux Exemple", "Association"],
                [None, "Trois Exemple", "Association"],
                [None, "Quatre Exemple", "Association"],
            ],
        ),
    )
    book = load_workbook(path)
    book["Acteurs"].merge_cells("A2:A4")
    book["Acteurs"].merge_cells("B5:C5")
    book.save(path)
    found = read(path)
    assert {subject for subject, relation, _ in found.links} == {"un-exemple", "deux-exemple", "trois-exemple"}
    assert found.names >= {"Quatre Exemple"}
    assert any("A2:A4" in note.fr and "B5:C5" in note.fr for note in found.extract.notes)


def test_a_sheet_may_be_named_by_a_mapping_though_hidden(tmp_path: Path) -> None:
    path = workbook(tmp_path / "acteurs.xlsx", ("Vue", [["Nom"], ["Un Exemple"]]), ("Cachée", [["Nom"], ["Secret Fictif"]]))
    book = load_workbook(path)
    book["Cachée"].sheet_state = "veryHidden"
    book.save(path)
    mapping = tmp_path / "m.yaml"
    mapping.write_text(
        "namespace: essai\ntables:\n  - sheet: Cachée\n    entities:\n"
        "      it: {key: [Nom], type: Association, properties: {name: Nom}}\n",
        encoding="utf-8",
    )
    assert read(path, mapping=mapping).names == {"Secret Fictif"}


# ---------------------------------------------------------------- ODS


def cell(value: object, **more: object) -> TableCell:
    if value is None:
        return TableCell(**more)
    if isinstance(value, date):
        made = TableCell(valuetype="date", datevalue=value.isoformat(), **more)
    elif isinstance(value, (int, float)):
        made = TableCell(valuetype="float", value=str(value), **more)
    else:
        made = TableCell(valuetype="string", **more)
    for line in str(value).split("\n"):
        made.addElement(P(text=line))
    return made


def ods_file(path: Path, **sheets: list[list[TableCell]]) -> Path:
    document = OpenDocumentSpreadsheet()
    hidden = Style(name="cachee", family="table")
    hidden.addElement(TableProperties(display="false"))
    document.automaticstyles.addElement(hidden)
    for name, rows in sheets.items():
        table = Table(name=name, **({"stylename": hidden} if name.startswith("Hidden") else {}))
        for cells in rows:
            row = TableRow()
            for one in cells:
                row.addElement(one)
            table.addElement(row)
        document.spreadsheet.addElement(table)
    document.save(str(path))
    return path


def plain(*rows: list[object]) -> list[list[TableCell]]:
    return [[cell(value) for value in row] for row in rows]


def test_ods_as_calamine_reads_it(tmp_path: Path) -> None:
    rows = plain(
        ["Nom", "Type", "Population"],
        ["Réseau  Exemple", "Association", 12],
        ["Collectif\nFictif", "", 3.5],
        ["Dernier Exemple", "Association"],
    )
    path = ods_file(tmp_path / "acteurs.ods", Acteurs=rows)
    wanted = filled(CalamineWorkbook.from_path(str(path)).get_sheet_by_name("Acteurs").to_python())  # type: ignore[arg-type]
    ours = filled([list(row.cells) for row in ods.sheets(path)[0].rows()])
    assert [[text.replace("\n", "").replace(" ", "") for text in row] for row in ours] == [
        [text.removesuffix(".0").replace("\n", "").replace(" ", "") for text in row] for row in wanted
    ]
    assert read(path).names == {"Réseau Exemple", "Collectif Fictif", "Dernier Exemple"}


def test_ods_repeats_merges_dates_formulas_errors_and_hidden_sheets(tmp_path: Path) -> None:
    rows = [
        *plain(["Nom", "Création", "Ville", "Note"]),
        [cell("Un Exemple"), cell(date(2018, 3, 19)), cell("Villefictive", numberrowsspanned=2), TableCell(formula="of:=1/0")],
        [cell("Deux Exemple"), cell("mars 2018"), CoveredTableCell(), cell("#DIV/0!")],
        [TableCell(numbercolumnsrepeated=1000)],
        [cell("Trois Exemple"), TableCell(numbercolumnsrepeated=16_000)],
    ]
    path = ods_file(tmp_path / "acteurs.ods", Acteurs=rows, Hidden=plain(["Nom"], ["Secret Fictif"]))
    found = read(path)
    assert found.names == {"Un Exemple", "Deux Exemple", "Trois Exemple", "Villefictive"}
    assert found.values("founded") == ["2018-03-19", "2018-03"]
    assert {s for s, _, o in found.links} == {"un-exemple", "deux-exemple"}
    assert "formule" in found.told("acteurs.ods, feuille Acteurs, ligne 2, colonne Note")
    assert "#DIV/0!" in found.told("acteurs.ods, feuille Acteurs, ligne 3, colonne Note")
    assert "masquée" in found.told("acteurs.ods, feuille Hidden")
    assert (
        next(c for c in found.claims if c.value == "Trois Exemple").locator
        == "acteurs.ods, feuille Acteurs, ligne 5, colonne Nom"
    )


def test_ods_rows_repeated_without_end(tmp_path: Path) -> None:
    rows = plain(["Nom"], ["Un Exemple"])
    path = ods_file(tmp_path / "acteurs.ods", Acteurs=rows)
    with ZipFile(path) as archive:
        content = archive.read("content.xml").decode()
    endless = content.replace(
        "</table:table>",
        '<table:table-row table:number-rows-repeated="99999999"><table:table-cell/></table:table-row></table:table>',
    )
    assert read(rezipped(path, {"content.xml": endless.encode()})).names == {"Un Exemple"}
    filled_rows = endless.replace(
        "<table:table-cell/></table:table-row></table:table>",
        '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row></table:table>',
    )
    with pytest.raises(SourceError, match="more than 1048576 rows"):
        read(rezipped(path, {"content.xml": filled_rows.encode()}))


def test_ods_with_a_password(tmp_path: Path) -> None:
    path = ods_file(tmp_path / "acteurs.ods", Acteurs=plain(["Nom"], ["Un Exemple"]))
    with ZipFile(path) as archive:
        manifest = archive.read("META-INF/manifest.xml").decode()
    locked = manifest.replace(
        "</manifest:manifest>",
        '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/>'
        "</manifest:file-entry></manifest:manifest>",
    )
    with pytest.raises(SourceError, match="password"):
        read(rezipped(path, {"META-INF/manifest.xml": locked.encode()}))
