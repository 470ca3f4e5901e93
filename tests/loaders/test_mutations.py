"""Files that something damaged, of every format: refused in words or read, and nothing read that may not be kept."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maillage.errors import SourceError
from maillage.loaders import limits
from maillage.loaders.format import formats
from maillage.loaders.recognise import recognise
from maillage.schema.claim import Claim, check
from maillage.schema.source import Refused
from tests.loaders import test_decidim, test_network_json, test_pabulib, test_participedia, test_popolo
from tests.loaders.tables import HEAD, ONTOLOGY, ROWS, STAMP, read, text, workbook
from tests.loaders.test_hostile_files import GEXF, GOOD, GRAPHML, ROW, SOURCES
from tests.loaders.test_hostile_files import _claims as claims

KUMU = {"elements": [{"_id": "elem-1", "label": "A Exemple", "tags": ["x"]}, {"_id": "elem-2", "label": "B Exemple"}],
        "connections": [{"_id": "conn-1", "from": "elem-1", "to": "elem-2", "type": "y"}],
        "loops": [{"label": "R", "connections": ["conn-1"]}]}  # fmt: skip
PRSM = {"mapTitle": "m", "nodes": [{"id": "1", "label": "A Exemple", "grp": "group1", "note": {"ops": [{"insert": "x"}]}}],
        "edges": [], "styles": {"nodes": {"group1": {"groupLabel": "S"}}}}  # fmt: skip
LINKED = {"@context": "https://schema.org", "@type": "Organization", "name": "A Exemple", "member": [{"name": "B Exemple"}]}
NODE_LINK = {"nodes": [{"id": "a", "label": "A Exemple", "tags": ["x"]}, {"id": "b"}], "links": [{"source": "a", "target": "b"}]}
TEXTS = {
    "table.csv": HEAD + ROWS,
    "participedia.csv": test_participedia.HEAD + '3,case,,Villefictive,,France,"{consultation}",{},"{7,7,99}",12.0\n',
    "decidim.csv": test_decidim.HEAD + test_decidim.ROW,
    "pabulib.pb": test_pabulib.PB,
    "pajek.net": test_network_json.PAJEK,
    "gexf.gexf": GEXF.format(nodes=GOOD, edges='<edge source="g" target="h"/>'),
    "graphml.graphml": GRAPHML.format('<node id="a"><data key="n">A Exemple</data></node>'),
    "jsonl.jsonl": '{"maillage": 1}\n{"source": {"id": "s", "title": "Source d\'exemple"}}\n',
    "kumu.json": json.dumps(KUMU),
    "prsm.prsm": json.dumps(PRSM),
    "linked_data.jsonld": json.dumps(LINKED),
    "graphology.json": json.dumps(NODE_LINK),
    "popolo.json": json.dumps(test_popolo.SMALL),
}
NASTY = [b"", b"\x00", b'"', b"[", b"{", b"\\ud800", b"\xff", b"null", b"1e999", b"-1", b"[[]]", b"\n", b"\r", b";", b"</",
         b"\x01", b"\xc2\x85", b"9" * 5_000, b"x" * 12_000, b'"\\u0001"', b"\xe2\x80\xae", b"&#x85;"]  # fmt: skip


def _zipped(**parts: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in parts.items():
            archive.writestr(f"{name}.csv", content)
    return made.getvalue()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """One small whole file of each format, under the format's name."""
    book = workbook(tmp_path_factory.mktemp("x") / "x.xlsx", ("Acteurs", [["Nom"], ["Réseau Exemple"]]))
    row = claims(ROW.format("type", "Association", 1))
    tables = _zipped(entities="", links="", claims=row, sources=SOURCES)
    return {
        **{name: content.encode() for name, content in TEXTS.items()},
        "table.xlsx": book.read_bytes(),
        "exported.zip": tables,
    }


def test_there_is_one_of_each_format(whole: dict[str, bytes], tmp_path: Path) -> None:
    for name, content in whole.items():
        path = tmp_path / name
        path.write_bytes(content)
        assert recognise([path], ontology=ONTOLOGY).format == path.stem
    assert {name.partition(".")[0] for name in whole} == {each.name for each in formats()}


@st.composite
def damages(draw: st.DrawFn) -> Callable[[bytes], bytes]:
    """Something done to the bytes of a file: cut, changed, put in, said twice, a word for another."""
    share, nasty = draw(st.floats(0, 1)), draw(st.sampled_from(NASTY))
    how = draw(st.sampled_from(["cut", "put in", "word", "word", "byte", "twice", "out"]))

    def damage(content: bytes) -> bytes:
        at = int(share * (len(content) - 1))
        found = list(re.finditer(rb'"[^"]*"|\w+', content)) if how == "word" else []
        if found:
            word = found[int(share * (len(found) - 1))]
            return content[: word.start()] + nasty + content[word.end() :]
        return {
            "cut": content[:at],
            "byte": content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :],
            "twice": content[:at] + content[at : at + 40] + content[at:],
            "out": content[:at] + content[at + 12 :],
        }.get(how, content[:at] + nasty + content[at:])

    return damage


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(sorted([*TEXTS, "table.xlsx", "exported.zip"])), damage=damages())
def test_a_damaged_file_is_read_or_refused_in_words(
    whole: dict[str, bytes], tmp_path: Path, name: str, damage: Callable[[bytes], bytes]
) -> None:
    path = tmp_path / name
    path.write_bytes(damage(whole[name]))
    for said in _said(path):
        said.encode()
        assert len(said) < 3_000


def _said(path: Path) -> Iterator[str]:
    """All that people are told of a file."""
    try:
        extract = recognise([path], ontology=ONTOLOGY)
        yield from (extract.title, *(part for note in extract.notes for part in note))
        yield from (part for use in extract.columns for part in use[:4])
        for item in extract.reading.items(STAMP):
            if isinstance(item, Claim):
                check(item, ONTOLOGY)
            elif isinstance(item, Refused):
                left_out = item.cell or ""
                assert len(left_out.encode("utf-8").decode()) <= limits.REFUSED + len("…")
                yield from item[:3]
    except SourceError as error:
        yield error.message("fr")
        yield error.message("en")


def _flipped(at: str) -> Callable[[bytes], bytes]:
    def change(content: bytes) -> bytes:
        changed, start = bytearray(content), content.find(at.encode()) + len(at)
        for place in range(start + 5, start + 40, 5):
            changed[place] ^= 0xFF
        return bytes(changed)

    return change


def _listed_with(offset: int, value: int) -> Callable[[bytes], bytes]:
    """A field of every entry of the archive's directory is another."""

    def change(content: bytes) -> bytes:
        changed = bytearray(content)
        for found in re.finditer(rb"PK\x01\x02", content):
            changed[found.start() + offset] = value
        return bytes(changed)

    return change


BROKEN: dict[str, Callable[[bytes], bytes]] = {
    "its list of sheets": _flipped("xl/workbook.xml"),
    "a version of zip that is to come": _listed_with(6, 99),
    "a way of packing that nobody knows": _listed_with(10, 96),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_workbook_broken_where_it_is_recognised(whole: dict[str, bytes], tmp_path: Path, what: str) -> None:
    path = tmp_path / "acteurs.xlsx"
    path.write_bytes(BROKEN[what](whole["table.xlsx"]))
    with pytest.raises(SourceError):
        recognise([path], ontology=ONTOLOGY)


def test_half_a_sign_at_the_end_of_a_table(tmp_path: Path) -> None:
    path = tmp_path / "acteurs.csv"
    path.write_bytes("Nom;Type\nRéseau Exemple;Association\nCollectif".encode("utf-16")[:-1])
    found = read(path)
    assert found.extract.format == "table"
    assert found.names == {"Réseau Exemple"}
    assert "n'appartiennent pas à l'encodage" in found.told("acteurs.csv, ligne 3, colonne Nom")


def test_half_a_pair_of_signs_written_out_in_a_table(tmp_path: Path) -> None:
    found = read(text(tmp_path / "acteurs.csv", "Nom;Type\nRés\\ud800eau;x\n"))
    assert found.names == {"Rés\\ud800eau"}
    assert found.values("tags") == ["x"]
    assert not found.refusals
