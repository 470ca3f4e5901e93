"""Tables made for a test, and what reading them gives. The people and places in them are invented, and say so."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from maillage.errors import SourceError
from maillage.loaders.extract import Extract
from maillage.loaders.recognise import recognise
from maillage.schema.claim import TYPE, Claim, check_all
from maillage.schema.model import default_ontology
from maillage.schema.source import Refused, Stamp

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
ONTOLOGY = default_ontology()
STAMP = Stamp("essai", "2026-01-01T00:00:00.000Z", "imp-essai")


GOOD = {"Réseau Exemple", "Collectif Fictif"}
HEAD = "Nom;Type;Ville\n"
ROWS = "Réseau Exemple;Association;Villefictive\nCollectif Fictif;Association;Villefictive\n"


@dataclass
class Read:
    """Everything that one reading gave; every claim of it may be kept."""

    extract: Extract
    claims: list[Claim]
    refusals: list[Refused]

    @property
    def names(self) -> set[str]:
        """Names of the entities that can be seen: those that have a type as well."""
        typed = {claim.subject for claim in self.claims if claim.predicate == TYPE}
        return {claim.value or "" for claim in self.claims if claim.predicate == "name" and claim.subject in typed}

    def values(self, predicate: str, subject: str | None = None) -> list[str]:
        return [
            claim.value or ""
            for claim in self.claims
            if claim.predicate == predicate and subject in (None, claim.subject.partition(":")[2])
        ]

    @property
    def links(self) -> set[tuple[str, str, str]]:
        """Links as (slug of subject, relation, slug of object)."""
        return {(c.subject.partition(":")[2], c.predicate, c.object.partition(":")[2]) for c in self.claims if c.object}

    def told(self, place: str) -> str:
        """What is refused at a place, in French; fails the test where nothing is."""
        found = [refused.problem_fr for refused in self.refusals if refused.place == place]
        assert found, f"nothing refused at {place!r}, but at {[refused.place for refused in self.refusals]}"
        assert all(refused.problem_en != refused.problem_fr for refused in self.refusals)
        return " / ".join(found)


def read(*paths: Path, mapping: Path | None = None, title: str | None = None) -> Read:
    """Recognises and reads all of ``paths``."""
    return read_extract(recognise(paths, mapping=mapping, title=title, ontology=ONTOLOGY))


def read_extract(extract: Extract) -> Read:
    items = list(extract.reading.items(STAMP))
    claims = check_all((item for item in items if isinstance(item, Claim)), ONTOLOGY)
    return Read(extract, claims, [item for item in items if isinstance(item, Refused)])


def text(path: Path, content: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(content.encode(encoding))
    return path


def csv_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a real table as the csv module reads them: an independent reading."""
    csv.field_size_limit(10_000_000)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def workbook(path: Path, *sheets: tuple[str, Sequence[Sequence[object]]]) -> Path:
    """An XLSX of sheets as (name, rows)."""
    book = Workbook()
    book.remove(book.active)  # type: ignore[arg-type]  # a new workbook always has an active sheet
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def excel_like(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    """An XLSX as Excel writes it: texts in a table of their own, to which cells point."""
    texts = list(dict.fromkeys(cell for row in rows for cell in row))
    cells = "".join("<row>" + "".join(f'<c t="s"><v>{texts.index(cell)}</v></c>' for cell in row) + "</row>" for row in rows)
    items = "".join(f"<si><t xml:space='preserve'>{escape(item)}</t></si>" for item in texts)
    workbook(path, ("Feuille", [["x"]]))
    with ZipFile(path) as archive:
        relations = archive.read("xl/_rels/workbook.xml.rels").decode()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    return rezipped(
        path,
        {
            "xl/sharedStrings.xml": f'<?xml version="1.0"?><sst xmlns="{_MAIN}">{items}</sst>'.encode(),
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}"><sheetData>{cells}</sheetData></worksheet>'.encode(),
            "xl/_rels/workbook.xml.rels": relations.replace(
                "</Relationships>", f'<Relationship Id="textes" Type="{kind}" Target="sharedStrings.xml"/></Relationships>'
            ).encode(),
        },
    )


def rezipped(path: Path, changed: dict[str, bytes], *, without: Iterable[str] = ()) -> Path:
    """The archive with some of its parts changed, added or left out."""
    with ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if name not in without}
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, content in {**parts, **changed}.items():
            archive.writestr(name, content)
    return path


def refused_whole(*paths: Path) -> str:
    """The words with which a whole source is refused; those in English are there as well."""
    with pytest.raises(SourceError) as caught:
        read(*paths)
    assert caught.value.message("fr") != caught.value.message("en")
    return caught.value.message("fr")


def assert_good(found: Read) -> None:
    assert found.names >= GOOD
