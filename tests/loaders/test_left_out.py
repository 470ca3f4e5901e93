"""A link or a thing that is left out is told with all that it says, whatever its format: nothing is lost in silence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from maillage.loaders import limits
from tests.loaders.tables import read, text
from tests.loaders.test_hostile_files import GEXF, GOOD

SAID = ("finance", "appui", "2017-03", "M1-MARQUE", "M2-MARQUE")
GEXF_EDGE = (
    '<edge source="g" target="absent" label="finance" weight="7" start="2017-03"><attvalues>'
    '<attvalue for="appui" value="M1-MARQUE"/><attvalue for="autre" value="M2-MARQUE"/></attvalues></edge>'
)
KEYS = "".join(f'<key id="{key}" for="all" attr.name="{key}"/>' for key in ("label", "appui", "depuis", "autre"))
GRAPHML_EDGE = (
    '<edge source="g" target="absent"><data key="label">finance</data><data key="appui">M1-MARQUE</data>'
    '<data key="depuis">2017-03</data><data key="autre">M2-MARQUE</data></edge>'
)
KUMU_EDGE = {
    "from": "g",
    "to": "absent",
    "type": "finance",
    "attributes": {"appui": "M1-MARQUE", "since": "2017-03", "description": "M2-MARQUE"},
}
KUMU = {"elements": [{"_id": "g", "label": "Réseau Exemple"}], "connections": [KUMU_EDGE]}
NODE_LINK = {
    "nodes": [{"id": "g"}],
    "links": [
        {"source": "g", "target": "absent", "label": "finance", "appui": ["M1-MARQUE", "M2-MARQUE"], "depuis": "2017-03"},
    ],
}
FILES = {
    "x.gexf": GEXF.format(nodes=GOOD, edges=GEXF_EDGE),
    "x.graphml": f'<graphml>{KEYS}<graph edgedefault="directed"><node id="g"/>{GRAPHML_EDGE}</graph></graphml>',
    "kumu.json": json.dumps(KUMU),
    "x.json": json.dumps(NODE_LINK),
    "x.csv": "Source;Cible;Relation;Depuis;Appui;Autre\ng;h;finance;2016;;\ng;;finance;2017-03;M1-MARQUE appui;M2-MARQUE\n",
}


@pytest.mark.parametrize("name", FILES)
def test_a_link_without_an_end_is_told_whole(tmp_path: Path, name: str) -> None:
    (refused,) = read(text(tmp_path / name, FILES[name])).refusals
    said = refused.cell or ""
    assert [word for word in SAID if word not in said] == []
    assert name == "x.csv" or "absent" in said


def test_a_circle_of_parts_in_a_map_is_told_whole(tmp_path: Path) -> None:
    ends = [("a", "b", "M1-MARQUE"), ("b", "a", "M2-MARQUE")]
    connections = [{"from": one, "to": other, "type": "PART_OF", "attributes": {"depuis quand": m}} for one, other, m in ends]
    elements = [{"_id": id, "label": id.upper(), "type": "Organization"} for id in "ab"]
    found = read(text(tmp_path / "k.json", json.dumps({"elements": elements, "connections": connections})))
    (refused,) = found.refusals
    assert "M2-MARQUE" in (refused.cell or "")


def test_a_circle_of_parts_in_a_network_is_told_whole(tmp_path: Path) -> None:
    edges = "".join(
        f'<edge source="{one}" target="{other}" label="PART_OF"><attvalues><attvalue for="n" value="{mark}"/></attvalues></edge>'
        for one, other, mark in (("g", "h", "M1-MARQUE"), ("h", "g", "M2-MARQUE"))
    )
    (refused,) = read(text(tmp_path / "x.gexf", GEXF.format(nodes=GOOD, edges=edges))).refusals
    assert "M2-MARQUE" in (refused.cell or "")
    assert "→ h" in (refused.cell or "")


@pytest.mark.parametrize("name", ["x.gexf", "k.json"])
def test_a_second_thing_of_one_id_is_told_whole(tmp_path: Path, name: str) -> None:
    double = '<node id="g" label="Autre Exemple"><attvalues><attvalue for="n" value="M1-MARQUE"/></attvalues></node>'
    elements = [{"_id": "g", "label": "Un Exemple"}, {"_id": "g", "label": "Autre Exemple", "attributes": {"n": "M1-MARQUE"}}]
    kumu = json.dumps({"elements": elements, "connections": []})
    content = GEXF.format(nodes=GOOD + double, edges="") if name == "x.gexf" else kumu
    (refused,) = read(text(tmp_path / name, content)).refusals
    assert "Autre Exemple" in (refused.cell or "")
    assert "M1-MARQUE" in (refused.cell or "")


def test_a_row_whose_relation_nobody_knows_is_told_whole(tmp_path: Path) -> None:
    mapping = text(
        tmp_path / "m.yaml",
        "namespace: x\ntables:\n  - file: x.csv\n    entities:\n"
        "      a: {key: [De], type: Organization, properties: {name: De}}\n"
        "      b: {key: [Vers], type: Organization, properties: {name: Vers}}\n"
        "    links:\n      - {from: a, to: b, relation: {column: Lien}, note: Note}\n",
    )
    path = text(tmp_path / "x.csv", "De;Vers;Lien;Note\nUn Exemple;Deux Exemple;balivernes;M1-MARQUE\n")
    (refused,) = read(path, mapping=mapping).refusals
    assert [word for word in ("Un Exemple", "Deux Exemple", "balivernes", "M1-MARQUE") if word not in (refused.cell or "")] == []


def test_what_is_told_has_a_bound(tmp_path: Path) -> None:
    edge = GEXF_EDGE.replace("M1-MARQUE", "m" * 10 * limits.REFUSED)
    (refused,) = read(text(tmp_path / "x.gexf", GEXF.format(nodes=GOOD, edges=edge))).refusals
    assert len(refused.cell or "") == limits.REFUSED + 1
    assert (refused.cell or "").endswith("…")


def test_words_too_long_for_a_role_or_a_keyword_are_kept_as_notes(tmp_path: Path) -> None:
    long = "m" * (limits.NAME + 1)
    node = f'<node id="i" label="Exemple"><attvalues><attvalue for="type" value="{long}"/></attvalues></node>'
    edge = f'<edge source="g" target="h" label="{long}"/>'
    found = read(text(tmp_path / "x.gexf", GEXF.format(nodes=GOOD + node, edges=edge)))
    assert found.values("note", "i") == [long]
    assert [(claim.role, claim.note) for claim in found.claims if claim.object] == [(None, long)]
    assert not found.refusals


def test_a_note_of_a_connection_that_is_cut_is_told(tmp_path: Path) -> None:
    elements = [{"_id": id, "label": f"Exemple {id}"} for id in "ab"]
    drawn = {"from": "a", "to": "b", "type": "finance", "attributes": {"description": "m" * limits.CELL}}
    kumu = {"elements": elements, "connections": [drawn, drawn]}
    found = read(text(tmp_path / "k.json", json.dumps(kumu)))
    assert [refused.place for refused in found.refusals] == ["k.json, /connections/1"]
    assert {len(claim.note or "") for claim in found.claims if claim.object} == {limits.CELL}
