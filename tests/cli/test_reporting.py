"""report: a note in a file whose suffix says the form."""

from __future__ import annotations

import zipfile
from pathlib import Path

from maillage.graph.store import Store
from tests.cli.conftest import Maillage


def test_it_writes_a_page_and_a_document(maillage: Maillage, library: Store, tmp_path: Path) -> None:
    page, word = tmp_path / "note.htm", tmp_path / "note.DOCX"
    done = maillage("report", page, "--about", "Exempleville", "--lang", "en")
    assert (done.code, done.out) == (0, "")
    assert "Synthesis note — Exempleville" in page.read_text(encoding="utf-8")
    assert maillage("report", word, "--limit", "3").code == 0
    assert zipfile.is_zipfile(word)


def test_wrong_use_is_told_and_leaves_no_file(maillage: Maillage, library: Store, tmp_path: Path) -> None:
    done = maillage("report", tmp_path / "note.pdf")
    assert (done.code, ".html, .docx" in done.err) == (2, True)
    assert maillage("report", tmp_path / "note.html", "--about", "zzqqxx").code == 1
    assert maillage("report", tmp_path / "note.html", "--about", "Rapport d'exemple").code == 2
    assert list(tmp_path.iterdir()) == []
