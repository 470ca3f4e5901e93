"""load, imports, undo: counts, places of refusals, the id on stdout, and taking back exactly that."""

from __future__ import annotations

import csv
import json
import re
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from maillage.graph.doctor import visible
from maillage.graph.store import Store
from maillage.loaders import limits
from tests.cli.conftest import ACTORS, MAPPING, Maillage
from tests.loaders.tables import rezipped, workbook


def test_load_prints_the_import_on_stdout_and_the_counts_on_stderr(maillage: Maillage, empty: Store, actors: Path) -> None:
    first = maillage("load", actors, "--source", "Atelier d'exemple", "--author", "Camille Exemple")
    assert first.code == 0
    id = first.out.strip()
    record = empty.import_record(id)
    assert record is not None
    assert (record.title, record.author, record.refused) == ("Atelier d'exemple", "Camille Exemple", 0)
    assert f"« Atelier d'exemple » : {record.new} affirmations nouvelles, 0 déjà connues, 0 refus." in first.err
    again = maillage("load", actors, "--source", "Atelier d'exemple", "--author", "Camille Exemple", "--lang", "en")
    assert (again.code, again.out.strip()) == (0, id)
    assert f"0 new claims, {record.new} already known" in again.err


def test_a_refusal_is_told_with_its_place_and_the_rest_is_kept(
        maillage: Maillage, empty: Store, actors: Path, mapping: Path) -> None:
    actors.write_text(ACTORS.replace("2018-04-02", "32 brumaire"), encoding="utf-8")
    refusals = actors.with_name("refus.csv")
    done = maillage("load", actors, "--mapping", mapping, "--refusals", refusals)
    assert done.code == 0
    assert "1 refus" in done.err
    assert "acteurs.csv" in done.err
    assert "ligne 3" in done.err
    assert empty.read("MATCH (e:Association) RETURN count(e) AS n")[0]["n"] == 2
    with refusals.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["Endroit", "Problème", "Cellule"]
    assert "ligne 3" in rows[1][0]
    assert rows[1][2] == "32 brumaire"


def test_twenty_refusals_are_shown_and_the_others_counted(
        maillage: Maillage, empty: Store, actors: Path, mapping: Path) -> None:
    rows = "".join(f"Association Exemple {n};Association;Ville Fictive;jamais\n" for n in range(25))
    actors.write_text(ACTORS.splitlines()[0] + "\n" + rows, encoding="utf-8")
    done = maillage("load", actors, "--mapping", mapping)
    assert done.code == 0
    assert done.err.count("  acteurs.csv, ligne ") == 20
    assert "et 5 autres refus" in done.err


def test_a_load_of_which_nothing_can_be_kept_fails(maillage: Maillage, empty: Store, actors: Path, mapping: Path) -> None:
    actors.write_text(ACTORS.splitlines()[0] + "\nExemple;Sorcellerie;;\n", encoding="utf-8")
    mapping.write_text(MAPPING.replace("          name: nom\n", ""), encoding="utf-8")
    done = maillage("load", actors, "--mapping", mapping)
    assert done.code == 1
    assert "Rien de « Table d'exemple » n'a pu être chargé" in done.err


def test_a_log_hears_of_progress_now_and_then(
        maillage: Maillage, empty: Store, actors: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Chargement" not in maillage("load", actors, "--source", "Exemple").err
    monkeypatch.setattr("maillage.cli.progress.EVERY", 0.0)
    assert "Chargement de « Autre exemple » 100 % " in maillage("load", actors, "--source", "Autre exemple").err


def test_what_cannot_be_read_at_all_fails_and_leaves_nothing(maillage: Maillage, empty: Store, tmp_path: Path) -> None:
    file = tmp_path / "image.csv"
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    done = maillage("load", file)
    assert (done.code, done.out) == (1, "")
    assert "image.csv" in done.err
    assert "Traceback" not in done.err
    assert maillage("imports").out == ""


def test_a_load_that_fails_half_way_says_what_is_kept_and_how_to_undo(
        maillage: Maillage, empty: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A workbook too large to be read beforehand, broken behind its four hundredth row."""
    monkeypatch.setattr(limits, "CHECKED", 0)
    monkeypatch.setenv("MAILLAGE_BATCH", "100")
    book = workbook(tmp_path / "acteurs.xlsx", ("Acteurs", [["Nom"], *[[f"Acteur {n} Exemple"] for n in range(400)]]))
    with ZipFile(book) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    rezipped(book, {"xl/worksheets/sheet1.xml": sheet.replace(b"</sheetData>", b"<row></sheetData>")})
    done = maillage("load", book)
    assert done.code == 1
    assert "classeur abîmé" in done.err
    found = re.search(r"(\d+) affirmations nouvelles sont déjà gardées.*maillage undo (imp-\w+)", done.err)
    assert found, done.err
    assert len(visible(empty).entities) == int(found[1]) / 2
    assert maillage("undo", found[2], "--yes").code == 0
    assert not visible(empty).entities


def test_a_dry_run_shows_what_would_come_and_keeps_nothing(maillage: Maillage, empty: Store, actors: Path) -> None:
    mark = empty.mark()
    done = maillage("load", actors, "--dry-run")
    assert done.code == 0
    assert "Association Exemple Nord" in done.out
    assert "ville" in done.out
    assert empty.mark() == mark
    assert maillage("imports").err.startswith("Rien n'a encore été chargé")


def test_a_dry_run_needs_no_store(maillage: Maillage, actors: Path) -> None:
    assert maillage("load", actors, "--dry-run", "--store", "bolt://127.0.0.1:1").code == 0


def test_imports_lists_what_came_in(maillage: Maillage, empty: Store, actors: Path) -> None:
    id = maillage("load", actors).out.strip()
    head, row = maillage("imports").out.splitlines()
    assert head.split("\t")[0] == "Import"
    assert row.split("\t")[0] == id
    assert row.endswith("\tcomplet")
    assert json.loads(maillage("imports", "--format", "json").out)[0]["files"] == ["acteurs.csv"]
    assert maillage("imports", "--format", "csv").out.splitlines()[1].startswith(f"{id},")


def test_undo_gives_back_the_former_store(maillage: Maillage, library: Store, actors: Path) -> None:
    before = list(library.dump())
    id = maillage("load", actors).out.strip()
    assert list(library.dump()) != before
    done = maillage("undo", id)
    assert (done.code, done.out) == (0, "")
    assert "est retiré" in done.err
    assert list(library.dump()) == before


def test_undoing_what_is_not_there_names_the_nearest(maillage: Maillage, empty: Store, actors: Path) -> None:
    id = maillage("load", actors).out.strip()
    done = maillage("undo", id[:-1] + "x")
    assert done.code == 1
    assert f"« {id} »" in done.err


def test_a_person_is_asked_before_undoing(
        maillage: Maillage, empty: Store, actors: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    id = maillage("load", actors).out.strip()
    for stream in (sys.stdin, sys.stderr):
        monkeypatch.setattr(stream, "isatty", lambda: True)
    monkeypatch.setattr(sys.stdin, "readline", lambda: "n\n")
    done = maillage("undo", id)
    assert "[o/N]" in done.err
    assert "Rien n'a été changé." in done.err
    assert done.code == 130
    assert empty.import_record(id) is not None
    monkeypatch.setattr(sys.stdin, "readline", lambda: "oui\n")
    assert maillage("undo", id).code == 0
    assert empty.import_record(id) is None
