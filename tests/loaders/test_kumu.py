"""Kumu's projects: every element and connection comes in, under the project's own words; our own export comes back."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from maillage.graph.export import write
from maillage.loaders import limits
from maillage.loaders.clean import one_line
from maillage.loaders.format import formats
from maillage.loaders.recognise import recognise
from maillage.schema.claim import TYPE, Claim
from tests.graph.export_sample import HOSTILE, fill
from tests.loaders.tables import ONTOLOGY, Read, read, refused_whole, text

if TYPE_CHECKING:
    from maillage import Store


def project(path: Path, **parts: Any) -> Path:
    return text(path, json.dumps(parts, ensure_ascii=False))


def links(found: Read) -> list[Claim]:
    return [claim for claim in found.claims if claim.object]


def test_the_real_project(shared: Path) -> None:
    path = shared / "data" / "formats" / "kumu-changelabs-template.json"
    plain, found = json.loads(path.read_text(encoding="utf-8")), read(path)
    assert found.extract.format == "kumu"
    assert found.extract.title == plain["name"]
    assert {c.subject.partition(":")[2]: c.value for c in found.claims if c.predicate == "name"} == {
        element["_id"]: element["attributes"]["label"] for element in plain["elements"]
    }
    ends = Counter((c.subject.partition(":")[2], (c.object or "").partition(":")[2]) for c in links(found))
    assert ends == Counter((drawn["from"], drawn["to"]) for drawn in plain["connections"])
    assert (len(plain["elements"]), len(plain["connections"]), found.refusals) == (10, 11, [])
    for each in plain["maps"]:
        on_it = {c.subject.partition(":")[2] for c in found.claims if c.value == f"carte : {each['name']}"}
        assert on_it == {item["element"] for item in each["elements"]}
    noted = " ".join(c.note or "" for c in links(found))
    assert "value flows : Funding" in noted
    assert "power score : 8" in noted


@pytest.mark.filterwarnings("ignore:Unknown extension:UserWarning")  # openpyxl's, of what Kumu adds to a sheet
def test_the_real_workbook(shared: Path) -> None:
    path = shared / "data" / "formats" / "paypal-mafia.xlsx"
    book = openpyxl.load_workbook(path)
    elements, drawn = (
        [row for row in book[name].iter_rows(min_row=2, values_only=True) if row[0]] for name in ("Elements", "Connections")
    )
    found = read(path)
    typed = {c.subject for c in found.claims if c.predicate == TYPE and c.value in ("Person", "Company")}
    names = {c.subject: c.value for c in found.claims if c.predicate == "name"}
    assert {names[id] for id in typed} == {row[0] for row in elements}
    joined = Counter((names[c.subject], names[c.object or ""]) for c in links(found) if c.predicate == "RELATED_TO")
    assert joined == Counter((row[0], row[1]) for row in drawn)
    assert (len(typed), joined.total()) == (34, 49)
    assert {c.role for c in links(found) if c.role} == {str(row[3]) for row in drawn if row[3]}
    assert set(found.values("tags")) == {tag for row in elements for tag in str(row[2] or "").split("|") if tag}


def test_the_corrupt_workbook_is_refused_in_the_right_words(shared: Path) -> None:
    told = refused_whole(shared / "data" / "formats" / "overview-of-the-euro-crisis.xlsx")
    assert "enregistré comme du texte" in told
    assert "téléchargez-le" in told


def test_our_own_export_comes_back(default_store: Store, tmp_path: Path) -> None:
    store = fill(default_store)
    path = tmp_path / "carte.json"
    path.write_bytes(b"".join(write(store, "kumu")))
    before = _shown(store)
    found = read(path)
    assert not found.refusals
    types: dict[str, set[str]] = {}
    for claim in found.claims:
        if claim.predicate == TYPE:
            types.setdefault(claim.subject, set()).add(claim.value or "")
    names = {c.subject: c.value for c in found.claims if c.predicate == "name"}
    assert names == {id: one_line(row["name"]) for id, row in before.items()}
    assert types == {id: set(row["types"]) for id, row in before.items()}
    assert set(HOSTILE) <= set(names)
    said = {(c.predicate, c.value) for c in found.claims if c.subject == "ex:acteur"}
    assert {
        ("name_en", "ENGLISH-SONDE"),
        ("aliases", "ALIAS-SONDE"),
        ("founded", "1998-03"),
        ("tags", "ETIQUETTE-SONDE"),
        ("tags", "b | arre"),
        ("acronym", "RS"),
        ("description", "DESCRIPTION-SONDE : agit à Exempleville."),
    } <= said
    linked = {(c.subject, c.predicate, c.object): c for c in links(found)}
    assert set(linked) == {
        (row["a"], row["r"], row["b"])
        for row in store.read("MATCH (a:Entity)-[r]->(b:Entity) RETURN a.id AS a, type(r) AS r, b.id AS b")
    }
    one = linked["ex:acteur", "PARTNER_IN", "ex:rencontre"]
    assert (one.role, one.since, one.until, one.note) == ("ROLE-SONDE", "2017-11", "2018", "NOTE-SONDE")
    assert linked["ex:acteur", "LOCATED_IN", "ex:lieu"].confidence == 0.75


def _shown(store: Store) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in store.read("MATCH (e:Entity) RETURN e.id AS id, e.name AS name, e.types AS types")}


def test_words_of_the_ontology_and_words_of_ones_own(tmp_path: Path) -> None:
    path = project(
        tmp_path / "p.json",
        elements=[
            {"label": "Club Fictif", "type": "Association"},
            {"label": "Fête d'exemple", "type": "événement"},
            {"label": "Confiance", "type": "Facteur", "tags": ["cause", "effet"], "Force": 3},
        ],
        connections=[
            {"from": "Club Fictif", "to": "Fête d'exemple", "type": "organise"},
            {"from": "Fête d'exemple", "to": "Club Fictif", "type": "a pour partenaire"},
            {"from": "Confiance", "to": "Fête d'exemple", "type": "nourrit", "direction": "directed", "connection type": "+"},
            {"from": "Confiance", "to": "Nommé ici seulement"},
        ],
    )
    found = read(path)
    by_name = {c.subject: c.value for c in found.claims if c.predicate == "name"}
    joined = {(by_name[c.subject], c.predicate, by_name[c.object or ""]): c for c in links(found)}
    assert set(joined) == {
        ("Club Fictif", "ORGANISES", "Fête d'exemple"),
        ("Club Fictif", "PARTNER_IN", "Fête d'exemple"),
        ("Confiance", "RELATED_TO", "Fête d'exemple"),
        ("Confiance", "RELATED_TO", "Nommé ici seulement"),
    }
    own = joined["Confiance", "RELATED_TO", "Fête d'exemple"]
    assert own.role == "nourrit"
    assert own.note == "sens : Confiance → Fête d'exemple ; signe : +"
    assert {"Facteur", "cause", "effet"} <= set(found.values("tags"))
    assert "Force : 3" in found.values("note")
    assert {note.fr for note in found.extract.notes} >= {
        "type « Facteur » : thème, et mot-clé",
        "lien « nourrit » : « est lié·e à », avec ce rôle",
    }


def test_a_mapping_file(tmp_path: Path) -> None:
    path = project(
        tmp_path / "p.json",
        elements=[{"label": "A", "type": "Porteur"}, {"label": "B", "type": "Chose"}, {"label": "C"}],
        connections=[{"from": "A", "to": "B", "type": "Value Flows"}],
    )
    words = "types: {porteur: Organization, chose: Programme}\nrelations: {value flows: FUNDS}\ndefault: Method\n"
    found = read(path, mapping=text(tmp_path / "mots.yaml", words))
    assert found.values(TYPE) == ["Organization", "Programme", "Method"]
    assert [c.predicate for c in links(found)] == ["FUNDS"]
    bad = text(tmp_path / "faux.yaml", "types: {porteur: Organisasion}\nrelations: {a: RIEN}\ndefault: Zut\nautre: 1\n")
    told = refused_whole(path, bad)
    for word in ("Organisasion", "RIEN", "Zut", "autre"):
        assert word in told


def test_loops_and_parallel_and_circular_connections(tmp_path: Path) -> None:
    elements = [{"_id": f"elem-{n}", "attributes": {"label": f"Exemple {n}", "element type": "Programme"}} for n in range(3)]
    ends = [(0, 1, "part of"), (1, 2, "part of"), (2, 0, "part of"), (0, 1, "x"), (0, 1, "x"), (1, 1, "x"), (0, 9, "x")]
    drawn = [
        {"_id": f"conn-{n}", "from": f"elem-{a}", "to": f"elem-{b}", "attributes": {"connection type": kind}}
        for n, (a, b, kind) in enumerate(ends)
    ]
    loops = [
        {"_id": "loop-1", "attributes": {"label": "R1 fictive", "description": "S'entretient"}, "connections": ["conn-0"]},
        {"_id": "loop-2", "attributes": {"label": "B9 fictive"}, "connections": []},
    ]
    found = read(project(tmp_path / "p.json", elements=elements, connections=drawn, loops=loops))
    assert "boucle : R1 fictive – S'entretient" in (links(found)[0].note or "")
    assert [c.predicate for c in links(found)] == ["PART_OF", "PART_OF", "RELATED_TO", "RELATED_TO"]
    assert len({c.id for c in links(found)}) == 4, "as many statements as connections drawn"
    assert "partie d'elle-même" in found.told("p.json, /connections/2")
    assert "d'un élément à lui-même" in found.told("p.json, /connections/5")
    assert "aucun élément n'est « elem-9 »" in found.told("p.json, /connections/6")
    assert "boucle sans lien" in found.told("p.json")
    assert "lien avec elle-même : x" in found.values("note")


def test_ids_that_differ_in_case_only_are_two_elements(tmp_path: Path) -> None:
    found = read(
        project(
            tmp_path / "p.json",
            elements=[
                {"_id": "elem-Ab", "label": "Un"},
                {"_id": "elem-aB", "label": "Deux"},
                {"_id": "elem-Ab", "label": "Trois"},
            ],
            connections=[],
        )
    )
    assert found.names == {"Un", "Deux"}
    assert "déjà celui d'un autre élément" in found.told("p.json, /elements/2")


def test_names_without_end_and_parts_that_are_none(tmp_path: Path) -> None:
    found = read(
        project(
            tmp_path / "p.json",
            elements=[{"_id": "elem-1", "label": "x" * 10_000_000}, 3, {"_id": "elem-2", "label": ""}],
            connections=[{"from": "elem-1", "to": "elem-2", "type": "y" * 1_000_000}],
        )
    )
    assert found.names == {"elem-1", "elem-2"}
    assert "signes" in found.told("p.json, /elements/0")
    assert "attendu : un objet" in found.told("p.json, /elements/1")
    assert "rôle de 1000000 signes" in found.told("p.json, /connections/0")
    assert len(links(found)) == 1


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('{"elements": [{"label": "A"}], "connections": [', "coupé ou abîmé"),
        ('{"elements": [' + "[" * 100_000, "imbriqué sans fin"),
        ('{"elements": [], "connections": 3}', "« connections » n'est pas une liste"),
        ('{"elements": [{"label": NaN}], "connections": []}', "coupé ou abîmé"),
    ],
)
def test_a_damaged_project_is_refused_whole(tmp_path: Path, content: str, words: str) -> None:
    assert words in refused_whole(text(tmp_path / "p.json", content))


def test_a_project_beyond_measure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "DRAWING", 10)
    assert "carte de" in refused_whole(project(tmp_path / "p.json", elements=[], connections=[]))


def test_another_json_is_no_project(tmp_path: Path) -> None:
    kumu = next(found for found in formats() if found.name == "kumu")
    others: tuple[dict[str, Any], ...] = ({"elements": [{"data": {"id": "a"}}]}, {"nodes": [], "edges": []}, {"elements": {}})
    for content in others:
        assert kumu.accepts(json.dumps(content).encode(), tmp_path) == 0
    assert recognise([project(tmp_path / "k.txt", elements=[{"label": "A"}])], ontology=ONTOLOGY).format == "kumu"
