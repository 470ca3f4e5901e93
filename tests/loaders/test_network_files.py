"""Network files, real and made: as many nodes and links as an independent reader finds, and what they say with them."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pytest

from maillage.loaders.recognise import recognise
from maillage.schema.claim import TYPE
from tests.loaders.tables import ONTOLOGY, Read, read, refused_whole, text

GEXF = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="{space}" xmlns:viz="{space}/viz" version="{version}">
 <meta lastmodifieddate="2018-03-19"><title>Réseau d'exemple</title></meta>
 <graph defaultedgetype="undirected" timeformat="date">
  <attributes class="node"><attribute id="0" title="Type" type="string"/>
   <attribute id="1" title="siren" type="string"/>
   <attribute id="2" title="actif" type="boolean"><default>oui</default></attribute></attributes>
  <attributes class="edge"><attribute id="0" title="rôle" type="string"/></attributes>
  <nodes>
   <node id="a" label="Réseau Exemple"><attvalues>
     <attvalue {ref}="0" value="Association"/>
     <attvalue {ref}="1" value="123 456 789"/></attvalues>
    <viz:color r="1" g="2" b="3"/></node>
   <node id="b" label="Fête Fictive" start="2018-03-19" end="2018-03-20"><attvalues>
     <attvalue {ref}="0" value="Event"/></attvalues></node>
   <node id="c" label="Troupe Fictive"/>
  </nodes>
  <edges>
   <edge id="0" source="a" target="b" label="finance" weight="2.5" start="2017" end="2018"><attvalues>
     <attvalue {ref}="0" value="appui"/></attvalues></edge>
   <edge id="1" source="a" target="c"/><edge id="2" source="c" target="a"/><edge id="3" source="a" target="c"/>
  </edges>
 </graph>
</gexf>
"""


def counts(found: Read) -> tuple[int, int]:
    """Nodes and links that a reading states."""
    return len({claim.subject for claim in found.claims if claim.predicate == TYPE}), sum(
        claim.object is not None for claim in found.claims
    )


def _xml(path: Path) -> tuple[int, int]:
    tags = [element.tag.rpartition("}")[2] for element in ElementTree.parse(path).iter()]  # noqa: S314  # a file of ours
    return tags.count("node"), tags.count("edge")


def _networkx(reader: Callable[[Path], nx.Graph[str]]) -> Callable[[Path], tuple[int, int]]:
    def count(path: Path) -> tuple[int, int]:
        graph = reader(path)
        return graph.number_of_nodes(), graph.number_of_edges()

    return count


REAL = {
    "Les_Miserables.gexf": (_networkx(nx.read_gexf), (77, 254)),
    "gephi-lite.gexf": (_xml, None),
    "quakers-network.graphml": (_networkx(nx.read_graphml), None),
}


@pytest.mark.parametrize("name", REAL)
def test_real_files_have_as_many_nodes_and_edges_as_others_count(shared: Path, name: str) -> None:
    reader, published = REAL[name]
    path = shared / "data" / "formats" / name
    found = read(path)
    assert not found.refusals
    assert counts(found) == reader(path) == (published or reader(path))


def test_gephi_lite_types_and_years(shared: Path) -> None:
    found = read(shared / "data" / "formats" / "gephi-lite.gexf")
    types = {claim.subject: claim.value for claim in found.claims if claim.predicate == TYPE}
    assert types["gephi-lite:mathieu_jacomy"] == "Person"
    assert "start_year : 2007" in found.values("note", "mathieu_jacomy")


PAIRS = [
    (("formats/quaker-nodes.csv", "formats/quaker-edges.csv"), None),
    (("networks/southern_women_nodes.csv", "networks/southern_women_edges.csv"), (32, 89)),
    (("networks/ceos_clubs_nodes.csv", "networks/ceos_clubs_edges.csv"), (41, 98)),
    (("networks/cosponsor_nodes.csv", "networks/cosponsor_edges.csv"), (3_984, 26_392)),
]


@pytest.mark.parametrize(("files", "published"), PAIRS, ids=[pair[0][0] for pair in PAIRS])
def test_pairs_of_tables(shared: Path, files: tuple[str, str], published: tuple[int, int] | None) -> None:
    nodes, edges = (shared / "data" / file for file in files)
    found = read(nodes, edges)
    with nodes.open(encoding="utf-8-sig", newline="") as of_nodes, edges.open(encoding="utf-8-sig", newline="") as of_edges:
        rows = list(csv.reader(of_nodes))[1:], list(csv.reader(of_edges))[1:]
    assert counts(found) == (len({row[0] for row in rows[0]}), len(rows[1]))
    assert published in (None, counts(found))
    assert not found.refusals


@pytest.mark.parametrize("city", ["amsterdam", "toulouse"])
def test_packed_lists_of_votes_are_refused_in_words(shared: Path, city: str) -> None:
    assert "décompressez" in refused_whole(shared / "data" / "networks" / f"pabulib_{city}_edges.csv.gz")


SPACES = [
    ("http://www.gexf.net/1.0draft", "1.0", "id"),
    ("http://www.gexf.net/1.1draft", "1.1", "for"),
    ("http://www.gexf.net/1.2draft", "1.2", "for"),
    ("http://www.gexf.net/1.2", "1.2", "for"),
    ("http://gexf.net/1.3", "1.3", "for"),
    ("", "1.2", "for"),
]


@pytest.mark.parametrize(("space", "version", "ref"), SPACES, ids=[f"{space[-8:]}-{version}" for space, version, _ in SPACES])
def test_every_version_of_gexf_says_the_same(tmp_path: Path, space: str, version: str, ref: str) -> None:
    content = GEXF.format(space=space, version=version, ref=ref)
    if not space:
        content = content.replace(' xmlns="" xmlns:viz="/viz"', ' xmlns:viz="http://gexf.net/1.3/viz"')
    found = read(text(tmp_path / "x.gexf", content))
    assert found.extract.title == "Réseau d'exemple"
    assert counts(found) == (3, 4)
    assert found.values("siren") == ["123456789"]
    assert sorted(found.values("note")) == ["actif : oui"] * 3
    assert (found.values("start"), found.values("end")) == (["2018-03-19"], ["2018-03-20"])
    link = next(claim for claim in found.claims if claim.predicate == "FUNDS")
    assert (link.role, link.since, link.until, link.note) == ("appui", "2017", "2018", "weight : 2.5")
    assert len({claim.id for claim in found.claims}) == len(found.claims)
    left_out = {use.column: use.fr for use in found.extract.columns if not use.kept}
    assert left_out["<color>"] == "laissé de côté (dessin)"
    assert left_out["<meta lastmodifieddate>"] == "laissé de côté (rien ici pour le dire) : « 2018-03-19 »"


def test_nested_nodes_are_parts_and_dynamic_values_keep_their_time(tmp_path: Path) -> None:
    nested = """<gexf xmlns="http://gexf.net/1.3" version="1.3"><graph mode="dynamic" timeformat="double">
    <attributes class="node" mode="dynamic"><attribute id="e" title="effectif" type="integer"/></attributes><nodes>
    <node id="o" label="Organisation Exemple"><nodes><node id="s" label="Section Fictive"/></nodes>
     <spells><spell start="1998.0" end="2003.0"/><spell start="2010"/></spells>
     <attvalues><attvalue for="e" value="3" start="1998" end="2000"/><attvalue for="e" value="5" start="2001"/></attvalues></node>
    <node id="p" label="Pôle Fictif" pid="o"/></nodes><edges/></graph></gexf>"""
    found = read(text(tmp_path / "x.gexf", nested))
    assert found.links == {("s", "PART_OF", "o"), ("p", "PART_OF", "o")}
    assert set(found.values("note", "o")) == {
        "effectif : 3 (1998 – 2000)",
        "effectif : 5 (2001 – …)",
        "start : 1998",
        "end : 2003",
        "période : 2010 – …",
    }


def test_graphml_of_networkx_and_yed(tmp_path: Path) -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_node("n1", label="Réseau Exemple", type="Association", effectif=12)
    graph.add_node("n2", label="Fête Fictive", type="event")
    for key in (1, 2):
        graph.add_edge("n1", "n2", relation="partenaire de", weight=1.5, key=key)
    nx.write_graphml(graph, tmp_path / "x.graphml")
    found = read(tmp_path / "x.graphml")
    assert counts(found) == (2, 2)
    assert {(c.predicate, c.note) for c in found.claims if c.object} == {
        ("PARTNER_IN", "weight : 1.5"),
        ("PARTNER_IN", "weight : 1.5 ; n° 2"),
    }
    assert found.values("note", "n1") == ["effectif : 12"]
    yed = """<graphml xmlns="http://graphml.graphdrawing.org/xmlns"
     xmlns:y="http://www.yworks.com/xml/graphml">
    <key for="node" id="d6" yfiles.type="nodegraphics"/>
    <key id="v" for="node" attr.name="ville"><default>Villefictive</default></key>
    <graph edgedefault="directed"><node id="g">
    <data key="d6"><y:ShapeNode><y:NodeLabel>Groupe Exemple</y:NodeLabel></y:ShapeNode></data>
    <graph><node id="g::1">
     <data key="d6"><y:ShapeNode><y:NodeLabel>Membre Fictif</y:NodeLabel></y:ShapeNode></data></node></graph></node>
    <hyperedge><endpoint node="g"/><endpoint node="g::1"/></hyperedge></graph></graphml>"""
    drawn = read(text(tmp_path / "yed.graphml", yed))
    assert drawn.names == {"Groupe Exemple", "Membre Fictif"}
    assert drawn.values("note") == ["ville : Villefictive"] * 2
    assert {relation for _, relation, _ in drawn.links} == {"PART_OF", "RELATED_TO"}


def test_a_preview_says_what_becomes_of_attributes(tmp_path: Path) -> None:
    content = GEXF.format(space="http://gexf.net/1.3", version="1.3", ref="for")
    extract = recognise([text(tmp_path / "x.gexf", content)], ontology=ONTOLOGY)
    said = {use.column: use.fr for use in extract.columns}
    assert (said["Type"], said["siren"], said["rôle"]) == ("type", "SIREN, sinon note", "rôle du lien")
    assert any(note.fr == "3 nœuds, 4 arêtes" for note in extract.notes)
    assert any(note.fr == "1 nœuds ne disent pas un type connu : organisation" for note in extract.notes)


def test_edges_of_a_graph_within_have_its_own_direction_and_those_after_it_the_outer_one(tmp_path: Path) -> None:
    edges = '<edge source="{0}" target="{1}"/><edge source="{1}" target="{0}" directed="{2}"/>'
    inner = f'<graph edgedefault="undirected"><node id="b"/><node id="c"/>{edges.format("b", "c", "true")}</graph>'
    outer = f'<node id="a">{inner}</node><node id="d"/>{edges.format("a", "d", "false")}'
    content = f'<graphml><graph edgedefault="directed">{outer}</graph></graphml>'
    found = read(text(tmp_path / "x.graphml", content))
    said = {(c.locator, c.note) for c in found.claims if c.object and c.predicate == "RELATED_TO"}
    assert said == {
        ("x.graphml, arête 1", "sens : undirected"),
        ("x.graphml, arête 2", None),
        ("x.graphml, arête 3", None),
        ("x.graphml, arête 4", "sens : undirected"),
    }
