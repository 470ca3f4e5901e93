"""Broken and hostile files, a list of what each tries: refused whole in clear words with nothing stored, or told at its place
with all that is good kept.
"""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from maillage.errors import SourceError
from maillage.graph.doctor import visible
from maillage.graph.store import Store
from maillage.loaders.recognise import recognise
from tests.loaders.tables import rezipped, text, workbook

GEXF = '<gexf xmlns="http://gexf.net/1.3" version="1.3"><graph><nodes>{nodes}</nodes><edges>{edges}</edges></graph></gexf>'
GOOD = '<node id="g" label="Réseau Exemple"/><node id="h" label="Troupe Fictive"/>'
GRAPHML = (
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><key id="n" for="node" attr.name="label"/><graph>{}</graph></graphml>'
)
LAUGHS = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
CLAIMS = (
    "id,subject,predicate,object,value,role,since,until,note,status,source,locator,original,quote,method,confidence,"
    "author,recorded_at"
)
SOURCES = "id,title,publisher,licence,date,url,sha256\ns,Source d'exemple,,,,,\n"
LONG = "n" * 10_000_000


class Hostile(NamedTuple):
    """What a file tries; the file; words of the refusal. ``kept`` are names that must come in all the same."""

    tries: str
    name: str
    make: Callable[[Path], object]
    words: str
    kept: frozenset[str] = frozenset()


def _gexf(nodes: str, edges: str = "", before: str = "") -> Callable[[Path], object]:
    return lambda path: text(path, before + GEXF.format(nodes=nodes, edges=edges))


def _text(content: str) -> Callable[[Path], object]:
    return lambda path: text(path, content)


def _exported(claims: str, sources: str = SOURCES) -> Callable[[Path], object]:
    def make(path: Path) -> None:
        with ZipFile(path, "w", ZIP_DEFLATED) as archive:
            for name, content in (("entities", ""), ("links", ""), ("claims", claims), ("sources", sources)):
                archive.writestr(f"{name}.csv", content)

    return make


def _claims(*rows: str) -> str:
    return "\n".join([CLAIMS, *rows])


def _noted(note: str) -> Callable[[Path], object]:
    """A map whose first factor bears ``note``."""
    nodes = [{"id": "g", "label": "Réseau Exemple", "note": note}, {"id": "h", "label": "Troupe Fictive"}]
    return _text(json.dumps({"mapTitle": "x", "nodes": nodes}))


def _bomb(path: Path) -> None:
    workbook(path, ("Acteurs", [["Nom"], ["Réseau Exemple"]]))
    rezipped(path, {"xl/media/zeros.bin": bytes(60_000_000)})


def _flipped(path: Path) -> None:
    """One bit of the packed claims is another."""
    _exported(
        _claims(*[f"x,ex:{n},name,,Acteur {n} Exemple,,,,,accepted,s,l,,,c,1,a,2026-01-01T00:00:00.000Z" for n in range(500)])
    )(path)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(bytes(content))


def _prsm_cut(path: Path) -> None:
    path.write_bytes(gzip.compress(b'{"mapTitle": "Carte d\'exemple", "nodes": []}')[:-9])


def _folder(path: Path) -> None:
    path.mkdir()


def _cell(inside: str) -> Callable[[Path], object]:
    """A workbook whose first sheet holds ``inside`` before its rows."""

    def make(path: Path) -> None:
        workbook(path, ("Acteurs", [["Nom"], ["Réseau Exemple"], ["Troupe Fictive"]]))
        with ZipFile(path) as archive:
            sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        rezipped(path, {"xl/worksheets/sheet1.xml": sheet.replace("<sheetData>", f"{inside}<sheetData>").encode()})

    return make


BOTH = frozenset({"Réseau Exemple", "Troupe Fictive"})
ROW = "x,ex:a,{},,{},,,,,accepted,s,ligne 1,,,curated,{},essai,2026-01-01T00:00:00.000Z"

FILES = [
    Hostile(
        "a billion laughs",
        "x.gexf",
        _gexf('<node id="a" label="&l9;"/>', before=f'<!DOCTYPE gexf [<!ENTITY l0 "ha">{LAUGHS}]>'),
        "entités XML ou une DTD",
    ),
    Hostile(
        "an external entity that reads a file",
        "x.graphml",
        _text(
            '<!DOCTYPE graphml [<!ENTITY f SYSTEM "file:///etc/hostname">]>'
            + GRAPHML.format('<node id="a"><data key="n">&f;</data></node>')
        ),
        "entités XML ou une DTD",
    ),
    Hostile(
        "ten thousand nodes within one another",
        "x.gexf",
        _gexf('<node id="a"><nodes>' * 10_000 + "</nodes></node>" * 10_000),
        "imbriqués sans fin",
    ),
    Hostile("half a file, after good nodes", "x.gexf", _text(GEXF.format(nodes=GOOD, edges="")[:-40]), "XML abîmé ou incomplet"),
    Hostile(
        "an element larger than memory should hold",
        "x.graphml",
        _text(GRAPHML.format(f'<node id="a"><data key="n">{LONG + LONG}</data></node>')),
        "un élément de plus de",
    ),
    Hostile(
        "a name of ten million characters",
        "x.gexf",
        _gexf(GOOD + f'<node id="long" label="{LONG}"/>'),
        "nom de 10000000 signes",
        BOTH,
    ),
    Hostile(
        "edges that lead nowhere",
        "x.gexf",
        _gexf(GOOD, '<edge source="g" target="nulle part"/><edge source="g" target="h"/>'),
        "aucun nœud n'a l'identifiant",
        BOTH,
    ),
    Hostile(
        "one id for two things",
        "x.graphml",
        _text(
            GRAPHML.format(
                '<node id="a"><data key="n">Réseau Exemple</data></node><node id="b"><data key="n">Troupe Fictive</data></node>'
                '<node id="a"><data key="n">Tout autre</data></node>'
            )
        ),
        "est déjà celui d'un nœud",
        BOTH,
    ),
    Hostile(
        "wholes that are parts of their parts",
        "x.gexf",
        _gexf('<node id="g" label="Réseau Exemple" pid="h"/><node id="h" label="Troupe Fictive" pid="g"/>'),
        "une partie d'elle-même",
        BOTH,
    ),
    Hostile(
        "NaN for a number",
        "x.json",
        _text('{"nodes": [{"id": 1, "label": "Exemple"}], "links": [{"source": 1, "target": 1, "weight": NaN}]}'),
        "NaN n'est pas un nombre",
    ),
    Hostile("brackets without end", "x.json", _text('{"nodes": ' + "[" * 1_000_000), "JSON"),
    Hostile("more vertices than there are people", "x.net", _text('*Vertices 99999999999\n1 "Exemple"\n'), "trop grand"),
    Hostile(
        "half a parliament",
        "x.json",
        _text('{"persons": [{"id": "1", "name": "Camille Exemple"}], "memberships": [{"person_id"'),
        "JSON abîmé ou incomplet",
    ),
    Hostile(
        "a context to be fetched from elsewhere",
        "x.jsonld",
        _text('{"@context": "https://exemple.invalid/c", "@type": "Person", "name": "Camille Exemple"}'),
        "contexte inconnu",
    ),
    Hostile(
        "a context that points to itself",
        "x.jsonld",
        _text(
            json.dumps(
                {
                    "@context": {"a": "b", "b": "a", "n": "https://schema.org/name"},
                    "@type": "a",
                    "n": "Réseau Exemple",
                    "b": {"@id": "x:y"},
                }
            )
        ),
        "aucun nœud",
        frozenset({"Réseau Exemple"}),
    ),
    Hostile("a bomb in a workbook", "x.xlsx", _bomb, "trop gros"),
    Hostile("tables of ours without a column", "x.zip", _exported("id,subject\n1,ex:a\n"), "il manque les colonnes"),
    Hostile("tables of ours with a flipped bit", "x.zip", _flipped, "abîmé"),
    Hostile(
        "claims of an unknown relation, of no date, of more than certainty",
        "x.zip",
        _exported(
            _claims(
                ROW.format("type", "Association", 1),
                ROW.format("name", "Réseau Exemple", 1),
                ROW.format("SABOTE", "x", 1),
                ROW.format("founded", "jamais", 1),
                ROW.format("tags", "x", "NaN"),
            )
        ),
        "propriété inconnue",
        frozenset({"Réseau Exemple"}),
    ),
    Hostile(
        "a page of the web under another name",
        "x.gexf",
        _text("<!DOCTYPE html><html><body>Exemple</body></html>"),
        "document XML ou HTML d'un genre inconnu",
    ),
    Hostile(
        "an encoding that does not exist",
        "x.graphml",
        _text('<?xml version="1.0" encoding="exemple-8"?>' + GRAPHML.format("")),
        "XML abîmé ou incomplet",
    ),
    Hostile(
        "names that are scripts, formulas, queries",
        "x.gexf",
        _gexf(
            GOOD
            + '<node id="&lt;script&gt;" label="&lt;script&gt;alert(1)&lt;/script&gt;"/>'
            + '<node id="\'}) DETACH DELETE n //" label="=1+1"/>'
        ),
        "",
        BOTH | {"<script>alert(1)</script>", "=1+1"},
    ),
    Hostile("nothing at all", "x.csv", _text(""), "fichier vide"),
    Hostile("a mark of encoding and nothing else", "x.csv", _text("\ufeff\x00\x00"), "fichier vide"),
    Hostile("a hundred thousand columns", "x.csv", _text(",".join(f"c{n}" for n in range(100_000)) + "\n1\n"), "1000 au plus"),
    Hostile(
        "two columns of one name, names turned around, bytes of zero",
        "x.csv",
        _text("\ufeffNom;Nom;Type\n\u202eRéseau Exemple;x;Association\nTroupe\x00 Fictive;y;Association\n"),
        "déjà pris par la colonne A",
        BOTH,
    ),
    Hostile("a map packed by another program, and cut", "x.prsm", _prsm_cut, "carte coupée"),
    Hostile("a folder that is called as a table", "x.csv", _folder, "rien à lire ici"),
    Hostile("a pipe", "x.csv", os.mkfifo, "pas un fichier ordinaire"),
    Hostile("a link to nowhere", "x.csv", lambda path: path.symlink_to("nulle-part.csv"), "fichier introuvable"),
    Hostile(
        "three hundred lists within one another", "x.json", _text('{"nodes": ' + "[" * 300 + "]" * 300 + "}"), "imbriqué sans fin"
    ),
    Hostile(
        "a thousand elements within one another in a workbook",
        "x.xlsx",
        _cell("<a>" * 1_000 + "</a>" * 1_000),
        "imbriqué sans fin",
    ),
    Hostile("a search that begins anew at every sign", "x.xlsx", _cell(f"<!-- {'<mergeCell ' * 100_000} -->"), "", BOTH),
    Hostile(
        "a line of spaces",
        "x.net",
        _text(f'*Vertices 2\n1 "Réseau Exemple"\n2 "Troupe Fictive"\n*Arcs x{" " * 50_000}\n'),
        "",
        BOTH,
    ),
    Hostile("tags that never end", "x.prsm", _noted("<b>x</b>" + "<a " * 200_000), "", BOTH),
    Hostile("a tag whose name never ends", "x.prsm", _noted("<b>x</b><" + "a" * 200_000), "", BOTH),
    Hostile("a row without end in tables of ours", "x.zip", _exported(_claims("x," + "y" * 9_000_000)), "une ligne de plus de"),
    Hostile("more vertices than lines", "x.net", _text("*Vertices 900000\n*Arcs\n1 2\n"), "trop grand"),
]


def test_there_are_more_than_twenty() -> None:
    assert len({each.tries for each in FILES}) == len(FILES) > 20


@pytest.fixture
def made(tmp_path: Path) -> Callable[[Hostile], Path]:
    def make(each: Hostile) -> Path:
        each.make(tmp_path / each.name)
        return tmp_path / each.name

    return make


@pytest.mark.parametrize("each", FILES, ids=[each.tries for each in FILES])
def test_clear_words_and_nothing_by_halves(made: Callable[[Hostile], Path], default_store: Store, each: Hostile) -> None:
    path = made(each)
    told = list(_loaded(default_store, path))
    if each.words:
        assert any(each.words in fr for fr, _ in told), told
        assert all(fr != en and len(fr) < 2_000 for fr, en in told)
    else:
        assert not told
    graph = visible(default_store)
    assert {row.props["name"] for row in graph.entities.values()} == set(each.kept)
    if not each.kept:
        assert not default_store.read("MATCH (c:Claim) RETURN c.id AS id LIMIT 1")
        assert not default_store.read("MATCH (i:Import) RETURN i.id AS id LIMIT 1")
    assert all(check.ok for check in default_store.doctor(deep=True))


def test_a_file_that_vanishes_before_it_is_read(tmp_path: Path, default_store: Store) -> None:
    path = text(tmp_path / "acteurs.csv", "Nom\nRéseau Exemple\n")
    extract = recognise([path], ontology=default_store.ontology)
    path.unlink()
    with pytest.raises(SourceError) as caught:
        default_store.load(extract)
    assert "acteurs.csv : le fichier ne se lit plus" in caught.value.message("fr")
    assert not visible(default_store).entities
    assert not default_store.read("MATCH (i:Import) RETURN i.id AS id LIMIT 1")


def _loaded(store: Store, path: Path) -> Iterator[tuple[str, str]]:
    """What is told, in both languages."""
    try:
        report = store.load(recognise([path], ontology=store.ontology))
    except SourceError as error:
        yield error.message("fr"), error.message("en")
        return
    yield from ((refused.problem_fr, refused.problem_en) for refused in report.refusals)
