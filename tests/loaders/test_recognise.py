"""A file's format is found from its content, by asking each folder of `loaders/` that is a format."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import maillage.loaders
from maillage.errors import SourceError
from maillage.loaders.format import formats
from maillage.loaders.recognise import recognise
from tests.loaders.tables import ONTOLOGY, STAMP, read, text

SIBLING = """
from maillage.loaders.extract import Extract
from maillage.loaders.format import Format
from maillage.schema.source import Refused


class Reading:
    done = 1.0

    def items(self, stamp):
        yield Refused("ici", "essai", "trial")


def extract(request):
    return Extract("essai", "Essai", tuple(path.name for path in request.files), "x", (), Reading())


FORMAT = Format("essai", "format d'essai", "trial format", lambda head, path: float(head.startswith(b"ESSAI")), extract)
"""


@pytest.fixture
def sibling(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A folder beside the others: another format, no other file touched."""
    folder = tmp_path / "plus" / "essai_fictif"
    folder.mkdir(parents=True)
    (folder / "__init__.py").write_text(SIBLING, encoding="utf-8")
    monkeypatch.setattr(maillage.loaders, "__path__", [*maillage.loaders.__path__, str(folder.parent)])
    formats.cache_clear()
    yield
    formats.cache_clear()
    sys.modules.pop("maillage.loaders.essai_fictif", None)


@pytest.mark.usefixtures("sibling")
def test_a_folder_more_is_a_format_more(tmp_path: Path) -> None:
    path = text(tmp_path / "x.csv", "ESSAI;Nom\nUn;Exemple\n")
    extract = recognise([path], ontology=ONTOLOGY)
    assert extract.format == "essai"
    assert len(list(extract.reading.items(STAMP))) == 1
    with pytest.raises(SourceError, match="trial format"):
        recognise([text(tmp_path / "y.bin", "\x00\x01\x02")], ontology=ONTOLOGY)


def test_the_formats_there_are() -> None:
    assert {"table", "jsonl"} <= {found.name for found in formats()}
    assert len({found.fr for found in formats()}) == len(formats())


def test_formats_are_not_mixed(tmp_path: Path) -> None:
    table = text(tmp_path / "acteurs.csv", "Nom;Type\nUn Exemple;Association\n")
    kept = text(tmp_path / "s.jsonl", '{"maillage": 1}\n')
    with pytest.raises(SourceError) as caught:
        recognise([table, kept], ontology=ONTOLOGY)
    assert "s.jsonl (jsonl), acteurs.csv (table) ; chargez-les l'un après l'autre" in caught.value.message("fr")


ODD = [b'\r"a": 1', b'a,"b\rc\nd', b"\x00\xff", b"\xff\xfea\x00\r\x00", b"", b'"' * 500, b"{" * 500, b"<" * 500]


@pytest.mark.parametrize("head", ODD)
def test_no_format_crashes_on_a_beginning(tmp_path: Path, head: bytes) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(head)
    for found in formats():
        assert 0 <= found.accepts(head, path) <= 1


def test_nothing_asked(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no file to read"):
        recognise([], ontology=ONTOLOGY)
    with pytest.raises(SourceError, match="one mapping file at a time"):
        recognise([text(tmp_path / "a.yaml", "a: 1"), text(tmp_path / "b.yaml", "a: 1")], ontology=ONTOLOGY)


def test_hidden_files_of_a_folder_are_no_data(tmp_path: Path) -> None:
    text(tmp_path / "acteurs.csv", "Nom;Type\nUn Exemple;Association\n")
    text(tmp_path / ".caché.csv", "Nom;Type\nSecret Fictif;Association\n")
    (tmp_path / ".git").mkdir()
    text(tmp_path / ".git" / "x.csv", "Nom;Type\nSecret Fictif;Association\n")
    assert read(tmp_path).names == {"Un Exemple"}


@pytest.mark.parametrize(
    ("named", "count"),
    [
        ("territories/epci_2026.csv", 1_255),
        ("networks/southern_women_nodes.csv", 32),
        ("competences/banatic-codes-competences.csv", 118),
    ],
)
def test_real_tables_come_in_whole(shared: Path, named: str, count: int) -> None:
    import csv

    path = shared / "data" / named
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = sum(any(row) for row in csv.reader(file, delimiter=";" if "banatic" in named else ",")) - 1
    found = read(path)
    seen = {c.subject for c in found.claims if c.predicate == "name" and c.value}
    assert rows == count
    assert len(seen) == count
    assert len(found.refusals) <= 5
