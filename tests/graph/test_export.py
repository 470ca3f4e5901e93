"""Each export, opened by another's reader: what is in the graph is in the file, and names are names."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import igraph
import pyshacl
import pytest
import rdflib

from maillage.graph.doctor import visible
from maillage.graph.export import FORMATS, UnknownFormat, format_of, write
from maillage.graph.export.format import PIECE
from maillage.graph.export.text import legal
from maillage.graph.fold import Graph
from maillage.graph.store import Store
from maillage.schema.claim import CONTROL
from tests.engines.session import Engine
from tests.graph import readers
from tests.graph.export_sample import ACTOR, EVENT, FORMER, HOSTILE, NAME, PLACE, claims, fill
from tests.viz.tokens_file import colour

NAMES = {**HOSTILE, ACTOR: NAME}
GEXF = "{http://gexf.net/1.3}"


@pytest.fixture(scope="module")
def filled(default_engine: Engine) -> Store:
    return fill(default_engine.empty())


@pytest.fixture(scope="module")
def exports(filled: Store) -> dict[str, bytes]:
    return {name: b"".join(write(filled, name)) for name in FORMATS}


@pytest.fixture(scope="module")
def shown(filled: Store) -> Graph:
    return visible(filled)


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_content_gives_the_same_bytes(filled: Store, exports: dict[str, bytes], name: str) -> None:
    assert b"".join(write(filled, name)) == exports[name]


def test_an_unknown_format_names_the_known_ones(filled: Store) -> None:
    with pytest.raises(UnknownFormat) as caught:
        write(filled, "docx")
    assert all(name in caught.value.message(lang) for name in FORMATS for lang in ("fr", "en"))
    assert caught.value.status == 400
    assert caught.value.exit_code == 2


@pytest.mark.parametrize(("file", "name"), [
    ("a.jsonl", "jsonl"), ("dossier/B.GEXF", "gexf"), ("x.graphml", "graphml"), ("x.csv", "csv"), ("x.csv.zip", "csv"),
    ("x.xlsx", "xlsx"), ("x.jsonld", "jsonld"), ("x.json", "kumu"), ("x.kumu.json", "kumu"), ("x.cypher", "cypher")])
def test_the_ending_says_the_format(file: str, name: str) -> None:
    assert format_of(Path(file)).name == name


@pytest.mark.parametrize("file", ["x.docx", "x", ".", "jsonl"])
def test_another_ending_is_refused_with_the_known_ones(file: str) -> None:
    with pytest.raises(UnknownFormat, match=r"\.gexf"):
        format_of(file)


def test_no_two_formats_share_an_ending_or_a_name() -> None:
    endings = [suffix for format in FORMATS.values() for suffix in format.suffixes]
    assert len(set(endings)) == len(endings)
    assert all(name == format.name and format.label("fr") != format.label("en") for name, format in FORMATS.items())


@pytest.mark.parametrize("name", ["gexf", "graphml"])
def test_networkx_finds_the_same_graph(exports: dict[str, bytes], shown: Graph, name: str) -> None:
    graph = getattr(readers, name)(exports[name])
    assert set(graph.nodes) == set(shown.entities)
    ends = sorted((s, o, data["relation"]) for s, o, data in graph.edges(data=True))
    assert ends == sorted((row.subject, row.object, row.type) for row in shown.relations.values())
    actor, place = graph.nodes[ACTOR], graph.nodes[PLACE]
    assert {actor["label"], actor["name"]} == {NAME}
    assert (actor["type"], actor["types"]) == ("Academic", "Academic | ResourceCentre")
    assert (actor["founded"], place["lat"], place["population"]) == ("1998-03", 47.2181, 320732)
    assert actor["tags"] == "ETIQUETTE-SONDE | b ¦ arre"
    link = next(data for s, o, data in graph.edges(data=True) if (s, o) == (ACTOR, EVENT))
    assert (link["roles"], link["since"], link["until"], link["label"]) == ("ROLE-SONDE", "2017-11", "2018", "est partenaire de")
    assert link["source_titles"] == "TITRE-SONDE d'été"


@pytest.mark.parametrize("name", ["gexf", "graphml"])
def test_names_go_through_xml_unchanged(exports: dict[str, bytes], name: str) -> None:
    graph = getattr(readers, name)(exports[name])
    assert {id: graph.nodes[id]["label"] for id in NAMES} == NAMES


def test_gexf_has_the_structure_of_its_schema(exports: dict[str, bytes]) -> None:
    root = ElementTree.fromstring(exports["gexf"])  # noqa: S314  # our own file
    assert (root.tag, root.get("version")) == (f"{GEXF}gexf", "1.3")
    assert [child.tag for child in root] == [f"{GEXF}meta", f"{GEXF}graph"]
    meta, graph = root
    assert "lastmodifieddate" not in meta.attrib  # the time of the export is no content
    assert graph.attrib == {"defaultedgetype": "directed", "idtype": "string", "mode": "dynamic", "timeformat": "date"}
    assert [child.tag.removeprefix(GEXF) for child in graph] == ["attributes", "attributes", "nodes", "edges"]
    for declared, items in zip(graph[:2], graph[2:], strict=True):
        known = {attribute.get("id") for attribute in declared}
        assert len(known) == len(declared)
        assert {value.get("for") for value in items.iter(f"{GEXF}attvalue")} <= known
    ids = {node.get("id") for node in graph[2]}
    assert {end for edge in graph[3] for end in (edge.get("source"), edge.get("target"))} <= ids


def test_gexf_dates_are_spells_of_days(exports: dict[str, bytes]) -> None:
    root = ElementTree.fromstring(exports["gexf"])  # noqa: S314  # our own file
    spells = {item.get("id"): found.attrib for tag in ("node", "edge") for item in root.iter(GEXF + tag)
              if (found := item.find(f"{GEXF}spells/{GEXF}spell")) is not None}
    assert spells.pop(EVENT) == {"start": "2018-05-31", "end": "2018-06-01"}
    assert spells.pop(ACTOR) == {"start": "1998-03-01"}
    assert list(spells.values()) == [{"start": "2017-11-01", "end": "2018-12-31"}]


def test_gexf_wears_the_colours_of_the_explorer(exports: dict[str, bytes]) -> None:
    root = ElementTree.fromstring(exports["gexf"])  # noqa: S314  # our own file
    viz = "{http://gexf.net/1.3/viz}"
    seen = {node.get("id"): node.find(f"{viz}color") for node in root.iter(f"{GEXF}node")}
    for id, kind in ((ACTOR, "Academic"), (EVENT, "Event"), (PLACE, "Territory")):
        found = seen[id]
        assert found is not None
        assert "#{:02x}{:02x}{:02x}".format(*(int(found.get(part, "")) for part in "rgb")) == colour(kind)


def test_csv_and_xlsx_hold_all_claims_and_links(exports: dict[str, bytes], shown: Graph) -> None:
    for tables in (readers.csv_tables(exports["csv"]), readers.xlsx(exports["xlsx"])):
        assert list(tables) == ["entities", "links", "claims", "sources"]
        assert {row["id"] for row in tables["entities"]} == set(shown.entities)
        assert {row["id"] for row in tables["links"]} == set(shown.relations)
        assert {row["id"] for row in tables["claims"]} == {claim.id for claim in claims()}
        assert {(row["title"], row["licence"] or "") for row in tables["sources"]} == {
            ("TITRE-SONDE d'été", "LICENCE-SONDE"), ("Autre document d'exemple", "")}
        proposed = [row for row in tables["claims"] if row["value"] == "PROPOSEE-SONDE"]
        assert [row["status"] for row in proposed] == ["proposed"]
        partner = next(row for row in tables["links"] if row["roles"])
        assert (partner["from_name"], partner["to_name"]) == (NAME, "Rencontre d'exemple")


def test_csv_cells_are_not_run_by_a_spreadsheet(exports: dict[str, bytes]) -> None:
    tables = readers.csv_tables(exports["csv"])
    cells = [value for table in tables.values() for row in table for value in row.values()]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@", "\t", "\r"))]
    assert {cell for cell in cells if cell.startswith("-")} == {"-1.5528"}  # a number is a number
    named = {row["id"]: row["name"].removeprefix("'") for row in tables["entities"]}
    assert {id: named[id] for id in NAMES} == NAMES


def test_xlsx_cells_are_texts_and_numbers(exports: dict[str, bytes]) -> None:
    tables = readers.xlsx(exports["xlsx"])
    named = {row["id"]: row["name"] for row in tables["entities"]}
    assert {id: named[id] for id in NAMES} == NAMES  # the reader has checked that no cell is a formula
    place = next(row for row in tables["entities"] if row["id"] == PLACE)
    assert (place["lat"], place["population"], place["insee"]) == (47.2181, 320732, None)


def test_the_dictionary_explains_every_column_and_licence(exports: dict[str, bytes]) -> None:
    with ZipFile(io.BytesIO(exports["csv"])) as archive:
        about = archive.read("README.md").decode()
    for name, table in readers.csv_tables(exports["csv"]).items():
        section = about.partition(f"## {name}\n")[2].partition("\n## ")[0]
        explained = dict(re.findall(r"^\| (\w+) \| (.+) \| .+ \|$", section, re.MULTILINE))
        assert list(explained) == list(table[0])
    assert "LICENCE-SONDE" in about
    assert "licence non précisée" in about


def test_kumu_joins_elements_by_their_ids(exports: dict[str, bytes], shown: Graph) -> None:
    project = json.loads(exports["kumu"])
    elements = {element["id"]: element for element in project["elements"]}
    assert set(elements) == set(shown.entities)
    assert {id: elements[id]["label"] for id in NAMES} == NAMES
    assert elements[ACTOR]["tags"] == ["ETIQUETTE-SONDE", "b | arre"]
    assert elements[ACTOR]["type"] == "Academic"
    found = sorted((c["from"], c["type"], c["to"], c["direction"]) for c in project["connections"])
    assert found == sorted((row.subject, row.type, row.object, "mutual" if row.type == "COOPERATES_WITH" else "directed")
                           for row in shown.relations.values())


def test_json_ld_explains_every_term_it_uses(exports: dict[str, bytes], shown: Graph) -> None:
    document = json.loads(exports["jsonld"])
    terms = document["@context"]
    used = {key for node in document["@graph"] for key in node}
    types = [node["type"] for node in document["@graph"] if "type" in node]
    used |= {name for type in types for name in ([type] if isinstance(type, str) else type)}
    assert used <= set(terms)
    prefixes = {text.partition(":")[0] for term in terms.values() if isinstance(term, dict)
                for text in (term["@id"], term.get("@type", "@id")) if not text.startswith("@")}
    assert prefixes <= set(terms)
    entities = [node for node in document["@graph"] if str(node["id"]).startswith("urn:maillage:entity:") and "type" in node]
    assert {node["identifier"]: node["name"] for node in entities if node["identifier"] in NAMES} == NAMES
    assert len([node for node in document["@graph"] if node.get("type") == "Link"]) == len(shown.relations)
    assert all(re.fullmatch(r"[!-~]+", node["id"]) for node in document["@graph"])


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # the peer's own reader uses what it deprecates
def test_rdflib_reads_the_json_ld(exports: dict[str, bytes], shown: Graph) -> None:
    graph = rdflib.Graph().parse(data=exports["jsonld"], format="json-ld")
    rdf, prov = rdflib.RDF, rdflib.Namespace("http://www.w3.org/ns/prov#")
    assert len(set(graph.subjects(rdf.type, rdf.Statement))) == len(shown.relations)
    source = next(graph.subjects(rdflib.DCTERMS.title, rdflib.Literal("TITRE-SONDE d'été")))
    actor = rdflib.URIRef(f"urn:maillage:entity:{ACTOR}")
    assert (actor, prov.wasDerivedFrom, source) in graph
    for row in shown.relations.values():
        statement = rdflib.URIRef(f"urn:maillage:link:{row.id}")
        subject, predicate, object = (graph.value(statement, part) for part in (rdf.subject, rdf.predicate, rdf.object))
        assert (subject, predicate, object) in graph


# What any reader of linked data may count on: an actor or practice has one name, a link two ends, its relation and a source.
SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix schema: <https://schema.org/> . @prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
[] a sh:NodeShape ; sh:targetClass rdf:Statement ;
  sh:property [ sh:path rdf:subject ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ],
    [ sh:path rdf:object ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ],
    [ sh:path rdf:predicate ; sh:minCount 1 ; sh:nodeKind sh:IRI ],
    [ sh:path prov:wasDerivedFrom ; sh:minCount 1 ; sh:nodeKind sh:IRI ] .
[] a sh:NodeShape ; sh:targetSubjectsOf schema:identifier ;
  sh:property [ sh:path schema:name ; sh:minCount 1 ; sh:minLength 1 ; sh:nodeKind sh:Literal ] .
"""


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")
def test_shacl_finds_names_ends_and_sources_in_the_json_ld(exports: dict[str, bytes], shown: Graph) -> None:
    graph = rdflib.Graph().parse(data=exports["jsonld"], format="json-ld")
    conforms, _, words = pyshacl.validate(graph, shacl_graph=rdflib.Graph().parse(data=SHAPES, format="turtle"))
    assert conforms, words
    some = rdflib.URIRef(f"urn:maillage:link:{next(iter(shown.relations))}")
    graph.remove((some, rdflib.RDF.object, None))  # the shapes do see what is missing
    assert not pyshacl.validate(graph, shacl_graph=rdflib.Graph().parse(data=SHAPES, format="turtle"))[0]


def test_igraph_reads_the_graphml(exports: dict[str, bytes], shown: Graph, tmp_path: Path) -> None:
    file = tmp_path / "a.graphml"
    file.write_bytes(exports["graphml"])
    graph = igraph.Graph.Read_GraphML(str(file))
    assert (graph.vcount(), graph.ecount()) == (len(shown.entities), len(shown.relations))
    assert set(graph.vs["id"]) == set(shown.entities)
    ends = sorted((graph.vs[edge.source]["id"], graph.vs[edge.target]["id"]) for edge in graph.es)
    assert ends == sorted((row.subject, row.object) for row in shown.relations.values())


@pytest.mark.engine("neo4j-lts", "neo4j-newest")
def test_the_cypher_script_builds_the_same_graph(engine: Engine) -> None:
    store = fill(engine.empty())
    wanted = public(visible(store))
    constraint, *lines = b"".join(write(store, "cypher")).decode().removesuffix("\n").split("\n")
    assert all(line.startswith(("MERGE ", "MATCH ")) and line.endswith(";") for line in lines)
    store.wipe()
    store.write_raw([(constraint.rstrip(";"), {})])
    for _ in range(2):  # running it again changes nothing
        store.write_raw([(line.rstrip(";"), {}) for line in lines])
        assert public(visible(store)) == wanted


def public(graph: Graph) -> tuple[dict[str, Any], dict[str, Any]]:
    """Without what the store keeps for its own searches."""
    return ({id: (row.labels, {name: value for name, value in row.props.items() if name not in ("search", "same_key")})
             for id, row in graph.entities.items()},
            {id: (row.type, row.subject, row.object, row.props) for id, row in graph.relations.items()})


def test_merged_ids_are_one_entity_everywhere(exports: dict[str, bytes]) -> None:
    assert FORMER not in readers.gexf(exports["gexf"])
    assert FORMER not in {row["id"] for row in readers.csv_tables(exports["csv"])["entities"]}


def test_text_that_xml_cannot_hold_is_left_out() -> None:
    every = "".join(map(chr, [*range(0x300), *range(0xD7F0, 0xE010), *range(0xFFF0, 0x10010)]))
    kept = legal(every)
    ElementTree.fromstring(f"<a>{kept.replace('&', '').replace('<', '')}</a>")  # noqa: S314  # our own text
    assert not [sign for sign in every if sign not in kept and not CONTROL.match(sign) and sign not in "\ufffe\uffff"]


def test_a_large_export_comes_in_pieces(filled: Store) -> None:
    sizes = [len(piece) for piece in write(filled, "jsonl")]
    assert max(sizes) < PIECE + 20_000  # one line more than a piece, and the longest line here has ten thousand signs
