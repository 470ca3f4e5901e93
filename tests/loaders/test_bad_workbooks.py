"""Bad workbooks: each is told in clear words with its place, and whatever is good in it comes in."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from maillage.loaders import limits
from tests.loaders.tables import GOOD, HEAD, ROWS, assert_good, excel_like, read, refused_whole, rezipped, text, workbook


def _book(tmp_path: Path) -> Path:
    return workbook(
        tmp_path / "acteurs.xlsx",
        (
            "Acteurs",
            [["Nom", "Type", "Création"], ["Réseau Exemple", "Association", "2018"], ["Collectif Fictif", "Association", "2019"]],
        ),
    )


def test_a_truncated_workbook(tmp_path: Path) -> None:
    path = _book(tmp_path)
    path.write_bytes(path.read_bytes()[:-2_000])
    words = refused_whole(path)
    assert words.startswith("acteurs.xlsx : classeur abîmé ou incomplet")


def test_a_workbook_with_a_flipped_bit(tmp_path: Path) -> None:
    path = _book(tmp_path)
    with ZipFile(path) as archive:
        at = archive.getinfo("xl/worksheets/sheet1.xml").header_offset + 80
    content = bytearray(path.read_bytes())
    content[at] ^= 0xFF
    path.write_bytes(bytes(content))
    assert "classeur abîmé" in refused_whole(path)


def test_the_corrupt_workbook_of_the_real_data(shared: Path) -> None:
    assert "classeur abîmé ou incomplet" in refused_whole(shared / "data" / "formats" / "overview-of-the-euro-crisis.xlsx")


def test_a_workbook_without_its_sheet(tmp_path: Path) -> None:
    assert "il y manque xl/worksheets/sheet1.xml" in refused_whole(
        rezipped(_book(tmp_path), {}, without=["xl/worksheets/sheet1.xml"])
    )


def test_formulas_and_errors(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Acteurs"
    for row in (
        ["Nom", "Type", "Note"],
        ["Réseau Exemple", "Association", "=1+1"],
        ["Collectif Fictif", "Association", "#REF!"],
        ["=A2", "Association", "bon"],
    ):
        sheet.append(row)
    sheet["C3"].data_type = "e"
    book.save(tmp_path / "acteurs.xlsx")
    found = read(tmp_path / "acteurs.xlsx")
    assert_good(found)
    assert "formule dont le résultat n'est pas enregistré" in found.told("acteurs.xlsx, feuille Acteurs, ligne 2, colonne Note")
    assert "la cellule montre une erreur (#REF!)" in found.told("acteurs.xlsx, feuille Acteurs, ligne 3, colonne Note")
    assert "formule" in found.told("acteurs.xlsx, feuille Acteurs, ligne 4, colonne Nom")
    assert found.values("note") == []


def test_a_formula_that_was_calculated_gives_its_value(tmp_path: Path) -> None:
    path = _book(tmp_path)
    with ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    changed = re.sub('<c r="C2"[^>]*>.*?</c>', '<c r="C2"><f>2000+18</f><v>2018</v></c>', sheet)
    assert changed != sheet
    found = read(rezipped(path, {"xl/worksheets/sheet1.xml": changed.encode()}))
    assert_good(found)
    assert found.values("founded") == ["2018", "2019"]
    assert not found.refusals


def test_a_bomb_by_its_ratio(tmp_path: Path) -> None:
    path = _book(tmp_path)
    with ZipFile(path, "a", ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/zeros.bin", bytes(60_000_000))
    words = refused_whole(path)
    assert words.startswith("acteurs.xlsx : classeur refusé, trop gros (décompressé, il serait ")


def test_a_bomb_by_its_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "UNZIPPED", 1_000)
    assert "octets une fois décompressées" in refused_whole(_book(tmp_path))


def test_a_row_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ELEMENT", 100_000)
    path = _book(tmp_path)
    with ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    filler = b'<row r="4"><c r="A4" t="inlineStr"><is><t>' + b"a" * 400_000 + b"</t></is></c></row></sheetData>"
    assert "une ligne de plus de 100000 octets" in refused_whole(
        rezipped(path, {"xl/worksheets/sheet1.xml": sheet.replace(b"</sheetData>", filler)})
    )


def _with_doctype(sheet: bytes) -> bytes:
    declared, rest = sheet.split(b"?>", 1) if sheet.startswith(b"<?xml") else (b'<?xml version="1.0"', sheet)
    bomb = b'<!DOCTYPE x [<!ENTITY a "exemple"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY lu SYSTEM "file:///etc/hostname">]>'
    return declared + b"?>" + bomb + rest


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml"])
def test_entities_in_a_workbook(tmp_path: Path, part: str) -> None:
    path = excel_like(tmp_path / "acteurs.xlsx", [["Nom"], ["Réseau Exemple"]])
    with ZipFile(path) as archive:
        changed = _with_doctype(archive.read(part))
    assert "entités XML ou une DTD" in refused_whole(rezipped(path, {part: changed}))


def test_a_protected_archive(tmp_path: Path) -> None:
    path = _book(tmp_path)
    content = bytearray(path.read_bytes())
    for at in _all(bytes(content), b"PK\x01\x02"):
        content[at + 8] |= 1
    path.write_bytes(bytes(content))
    assert "mot de passe" in refused_whole(path)


def _all(content: bytes, magic: bytes) -> list[int]:
    found = [content.find(magic)]
    while (at := content.find(magic, found[-1] + 1)) != -1:
        found.append(at)
    return found


def test_an_archive_that_is_no_workbook(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "acteurs.zip", "w") as archive:
        archive.writestr("acteurs.csv", HEAD + ROWS)
    assert "archive ZIP qui n'est pas un classeur" in refused_whole(tmp_path / "acteurs.zip")


def test_a_sheet_that_is_no_table_is_told_and_the_other_read(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "acteurs.xlsx",
        ("Mesures", [["x", "y"], [1, 2]]),
        ("Acteurs", [["Nom", "Type"], ["Réseau Exemple", "Association"], ["Collectif Fictif", "Association"]]),
    )
    found = read(path)
    assert_good(found)
    assert "laissée de côté" in found.told("acteurs.xlsx, feuille Mesures")


def test_a_hidden_sheet_is_told(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "acteurs.xlsx",
        ("Acteurs", [["Nom", "Type"], ["Réseau Exemple", "Association"], ["Collectif Fictif", "Association"]]),
        ("Cachée", [["Nom"], ["Secret Fictif"]]),
    )
    book = load_workbook(path)
    book["Cachée"].sheet_state = "hidden"
    book.save(path)
    found = read(path)
    assert found.names == GOOD
    assert "feuille masquée" in found.told("acteurs.xlsx, feuille Cachée")


def test_nothing_of_a_file_refused_whole_is_given(tmp_path: Path) -> None:
    """The words come before the first claim: nothing can be half loaded."""
    makers: list[Callable[[], Path]] = [
        lambda: text(tmp_path / "x.csv", "x;y\n1;2\n"),
        lambda: rezipped(_book(tmp_path), {"xl/styles.xml": b"<broken"}),
    ]
    for make in makers:
        refused_whole(make())
