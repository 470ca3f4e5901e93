"""Pajek, graphology and node-link data: as networkx writes or reads them, and as people do."""

from __future__ import annotations

import json
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maillage.loaders import limits
from maillage.loaders.clean import one_line
from tests.loaders.tables import read, refused_whole, text
from tests.loaders.test_network_files import counts

PAJEK = """*Network exemple
*Vertices 4
1 "Réseau Exemple" 0.1 0.2 0.5 ellipse ic Red
2 "Troupe Fictive" [1998-2003]
% un commentaire
3 Collectif
*Arcs :1 "finance"
1 2 2.5
*Edges
2 3
2 3
*Arcslist
3 1 2
"""


def test_pajek_as_people_write_it(tmp_path: Path) -> None:
    found = read(text(tmp_path / "x.net", PAJEK))
    assert counts(found) == (4, 5)
    assert found.names == {"Réseau Exemple", "Troupe Fictive", "Collectif", "4"}
    assert found.values("note", "2") == ["période : 1998-2003"]
    stated = [claim for claim in found.claims if claim.object]
    links = sorted((c.subject[-1], c.predicate, (c.object or "")[-1], c.role or "", c.note or "") for c in stated)
    assert links == [
        ("1", "FUNDS", "2", "", "weight : 2.5"),
        ("2", "RELATED_TO", "3", "", ""),
        ("2", "RELATED_TO", "3", "", "n° 2"),
        ("3", "RELATED_TO", "1", "", ""),
        ("3", "RELATED_TO", "2", "", ""),
    ]


def test_pajek_matrix_and_old_encodings(tmp_path: Path) -> None:
    matrix = '*Vertices 3\n1 "Été Exemple"\n2 "B"\n3 "C"\n*Matrix\n0 1 0\n0 0 2\n0 0 0\n'
    found = read(text(tmp_path / "x.net", matrix, "cp1252"))
    assert "Été Exemple" in found.names
    assert [(c.subject[-1], (c.object or "")[-1], c.note) for c in found.claims if c.object] == [
        ("1", "2", "weight : 1"),
        ("2", "3", "weight : 2"),
    ]


def test_pajek_vertices_with_lines_of_their_own_are_as_many_as_they_like(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "NODES", 2)
    listed = "".join(f'{n} "Acteur {n}"\n' for n in range(1, 6))
    assert len(read(text(tmp_path / "x.net", f"*Vertices 7\n{listed}*Edges\n1 7\n")).names) == 7
    assert "trop grand" in refused_whole(text(tmp_path / "x.net", f"*Vertices 8\n{listed}"))
    for far in (limits.NUMBERED + 1, "9" * 5_000):
        assert "trop grand" in refused_whole(text(tmp_path / "x.net", f"*Vertices {far}\n{listed}"))


def test_pajek_networks_over_the_same_vertices_name_them_once(tmp_path: Path) -> None:
    found = read(text(tmp_path / "x.paj", "*Network a\n*Vertices 3\n*Edges\n1 2\n*Network b\n*Vertices 4\n*Edges\n3 4\n"))
    assert counts(found) == (4, 2)
    assert not found.refusals


NAMES = st.text("abcéàœ ", min_size=1, max_size=8).map(one_line).filter(bool)


@settings(max_examples=25, deadline=None)
@given(st.lists(NAMES, min_size=1, max_size=8, unique=True), st.data())
def test_as_many_as_networkx_writes(tmp_path_factory: pytest.TempPathFactory, names: list[str], data: st.DataObject) -> None:
    graph: nx.MultiGraph[str] = data.draw(st.sampled_from([nx.MultiGraph, nx.MultiDiGraph]))()
    graph.add_nodes_from(names)
    ends = st.sampled_from(names)
    graph.add_edges_from(data.draw(st.lists(st.tuples(ends, ends), max_size=12)))
    folder = tmp_path_factory.mktemp("reseau")
    nx.write_pajek(graph, folder / "x.net")
    nx.write_graphml(graph, folder / "x.graphml")
    nx.write_gexf(graph, folder / "x.gexf")
    (folder / "x.json").write_text(json.dumps(nx.node_link_data(graph, edges="links")), encoding="utf-8")
    for suffix in ("net", "graphml", "gexf", "json"):
        found = read(folder / f"x.{suffix}")
        assert counts(found) == (graph.number_of_nodes(), graph.number_of_edges()), suffix
        assert not found.refusals
        assert found.names == set(names), suffix


def test_graphology_keeps_attributes_apart(tmp_path: Path) -> None:
    drawn = {"x": 1, "y": 2, "size": 3}
    graph = {
        "options": {"type": "mixed", "multi": False, "allowSelfLoops": True},
        "attributes": {"name": "Réseau d'exemple"},
        "nodes": [
            {"key": "a", "attributes": {"label": "Association Exemple", "type": "association", **drawn, "siren": "123456789"}},
            {"key": "b", "attributes": {"label": "Rencontre Fictive", "type": "event", "tags": ["un", "deux"], "vide": None}},
        ],
        "edges": [
            {"key": "e", "source": "a", "target": "b", "attributes": {"label": "organise", "weight": 2}},
            {"source": "b", "target": "a", "undirected": True},
        ],
    }
    found = read(text(tmp_path / "x.json", json.dumps(graph, ensure_ascii=False)))
    assert (found.extract.format, found.extract.title) == ("graphology", "Réseau d'exemple")
    assert found.links == {("a", "ORGANISES", "b"), ("b", "RELATED_TO", "a")}
    assert found.values("siren") == ["123456789"]
    assert found.values("tags") == ["un", "deux"]
    assert not found.values("note")


def test_node_link_data_of_d3_names_ends_by_place(tmp_path: Path) -> None:
    nodes = [{"name": "Myriel Exemple", "group": 1}, {"name": "Napoléon Fictif", "group": 1}]
    graph = {"nodes": nodes, "links": [{"source": 1, "target": 0, "value": 1}]}
    found = read(text(tmp_path / "x.json", json.dumps(graph)))
    assert found.links == {("1", "RELATED_TO", "0")}
    assert found.values("note") == ["group : 1", "group : 1"]
    assert next(claim.note for claim in found.claims if claim.object) == "value : 1"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('{"nodes": [{"id": 1}], "links": [{"source": 1, "target": 1, "w": NaN}]}', "NaN n'est pas un nombre"),
        ('{"nodes": [{"id": 1}], "links": [', "JSON abîmé"),
        ('{"nodes": [1, 2], "links": []}', "liste d'objets"),
        ('{"nodes": ' + "[" * 200_000, "JSON"),
        ("*Vertices 99999999999\n", "trop grand"),
    ],
)
def test_what_is_no_graph(tmp_path: Path, content: str, words: str) -> None:
    assert words in refused_whole(text(tmp_path / "x.json", content))
