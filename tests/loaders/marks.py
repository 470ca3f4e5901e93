"""Tiny files of every format with marks wherever its specification lets a file say something beside nodes and links."""

from __future__ import annotations

import json
from typing import Any, NamedTuple


class File(NamedTuple):
    """A file with marks; ``unsaid`` are names without a value of their own that must be told, such as a setting; ``more`` are
    files beside it, by name.
    """

    what: str
    name: str
    content: str
    unsaid: tuple[str, ...] = ()
    more: tuple[tuple[str, str], ...] = ()


GEXF = """<?xml version="1.0"?><!-- M1-MARQUE -->
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">
<meta lastmodifieddate="M2-MARQUE"><creator>M3-MARQUE</creator><description>M4-MARQUE</description><keywords>M5-MARQUE</keywords>
<autre>M6-MARQUE</autre></meta>
<graph defaultedgetype="directed" start="M7-MARQUE" end="M8-MARQUE">
<attributes class="node"><attribute id="a" title="M9-MARQUE" type="string"><options>M10-MARQUE</options>
<default>M11-MARQUE</default></attribute></attributes>
<attributes class="edge"><attribute id="e" title="M12-MARQUE" type="string"/></attributes>
<nodes><node id="0" label="Réseau Exemple" pid="0" neuf="M13-MARQUE"><viz:color r="1" g="2" b="3" a="0.4"/>
<viz:shape value="disc"/>
<attvalues><attvalue for="a" value="M14-MARQUE" start="M15-MARQUE"/><attvalue for="zz" value="M16-MARQUE"/></attvalues>
<spells><spell start="M17-MARQUE"/><spell start="2001" end="M18-MARQUE"/></spells></node>
<node id="1" label="Fête Fictive" pid="0"/><node id="2" label="Troupe Fictive"><parents><parent for="1"/></parents>
<nodes><node id="3" label="M19-MARQUE"/></nodes></node></nodes>
<edges><edge id="M20-MARQUE" source="0" target="1" type="mutual">
<attvalues><attvalue for="e" value="M21-MARQUE"/></attvalues></edge>
<edge source="1" target="2" type="undirected" kind="M22-MARQUE" weight="22"><neuf>M23-MARQUE</neuf></edge></edges>
</graph></gexf>"""
GRAPHML = """<?xml version="1.0"?><!-- M1-MARQUE -->
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml"><desc>M2-MARQUE</desc>
<key id="g" for="graph" attr.name="auteur"><desc>M3-MARQUE</desc><default>M4-MARQUE</default></key>
<key id="n" for="node" attr.name="M5-MARQUE" attr.type="string"/><key id="e" for="edge" attr.name="M6-MARQUE"/>
<key id="d" for="node" yfiles.type="nodegraphics"/><key id="k" for="port" attr.name="x"/>
<graph edgedefault="directed"><desc>M7-MARQUE</desc><data key="g">M8-MARQUE</data>
<node id="a"><desc>M9-MARQUE</desc><data key="n">M10-MARQUE</data><data key="n">M11-MARQUE</data>
<data key="d"><y:ShapeNode><y:Fill color="#fff"/><y:NodeLabel>Réseau Exemple</y:NodeLabel><y:NodeLabel>M12-MARQUE</y:NodeLabel>
</y:ShapeNode></data><port name="M13-MARQUE"><data key="k">M14-MARQUE</data></port>
<graph edgedefault="directed"><node id="b"><data key="n">M15-MARQUE</data><locator href="M16-MARQUE"/></node></graph></node>
<node id="c"><data key="inconnue">M17-MARQUE</data></node>
<edge id="M18-MARQUE" source="a" target="c" directed="false" sourceport="M19-MARQUE" targetport="M20-MARQUE">
<desc>M21-MARQUE</desc>
<data key="e">M22-MARQUE</data></edge>
<hyperedge id="M23-MARQUE"><desc>M24-MARQUE</desc><endpoint node="a" port="M25-MARQUE" type="in">
<desc>M26-MARQUE</desc></endpoint>
<endpoint node="b"/><endpoint node="c"/></hyperedge></graph><data key="fichier">M27-MARQUE</data></graphml>"""
PAJEK = """% M1-MARQUE
*Network M2-MARQUE
*Vertices 4
1 "Réseau Exemple" 0.1 0.2 0.5 ellipse ic M3-MARQUE
2 "Fête Fictive" [M4-MARQUE]
3 "M5-MARQUE"
4 "Troupe Fictive"
*Arcs :2 "M6-MARQUE"
1 2 2.5 l "M7-MARQUE" p Dots c M8-MARQUE
2 3 1 [M9-MARQUE]
*Edges :77
3 4
*Arcslist :3 "M10-MARQUE"
1 -4
*Edgeslist
2 4
*Partition M11-MARQUE
*Vertices 4
1111
2
2
9
*Vector M12-MARQUE
*Vertices 4
0.1
0.2
0.3
0.4
*Events
M13-MARQUE
"""
TWO_MODES = """*Vertices 4 2
1 "Réseau Exemple"
2 "M1-MARQUE"
3 "Fête Fictive"
4 "Bal Fictif"
*Matrix "M2-MARQUE"
0 5
M3-MARQUE 6
"""
GRAPHOLOGY: dict[str, Any] = {
    "options": {"type": "mixed", "multi": True, "allowSelfLoops": "M1-MARQUE"},
    "attributes": {"name": "M2-MARQUE", "auteur": "M3-MARQUE"},
    "nodes": [
        {"key": "a", "attributes": {"label": "Réseau Exemple", "x": 1.5, "y": 2, "color": "#fff", "champ": "M4-MARQUE"},
         "hors": "M5-MARQUE"},
        {"key": "b", "attributes": {"label": "Fête Fictive", "liste": ["M6-MARQUE", {"objet": "M7-MARQUE"}]}},
    ],
    "edges": [
        {"key": "M8-MARQUE", "source": "a", "target": "b", "undirected": True, "attributes": {"champ": "M9-MARQUE", "size": 3},
         "hors": "M10-MARQUE"},
    ],
    "edition": {"par": "M11-MARQUE"}, "note": "M12-MARQUE",
}  # fmt: skip
NODE_LINK: dict[str, Any] = {
    "directed": False, "multigraph": True, "graph": {"title": "M1-MARQUE", "licence": "M2-MARQUE"},
    "nodes": [{"id": 1, "name": "Réseau Exemple", "key": "M3-MARQUE", "attributes": ["M4-MARQUE"]},
              {"id": 2, "name": "Fête Fictive", "x": "M5-MARQUE", "group": "M6-MARQUE"}],
    "links": [{"source": 1, "target": 2, "key": "M7-MARQUE", "type": "M8-MARQUE", "relation": "M9-MARQUE"}],
}  # fmt: skip
POPOLO: dict[str, Any] = {
    "persons": [
        {"id": "1", "name": "Camille Exemple", "email": "PRIVÉ", "contact_details": [{"value": "PRIVÉ"}], "image": "M1-MARQUE",
         "images": [{"url": "M2-MARQUE"}], "links": [{"url": "https://exemple.invalid/", "note": "M3-MARQUE"}],
         "other_names": [{"name": "C. Exemple", "note": "M4-MARQUE"}], "sources": [{"note": "M5-MARQUE"}],
         "identifiers": [{"scheme": "x", "identifier": "7", "note": "M6-MARQUE"}], "neuf": {"objet": "M7-MARQUE"}},
    ],
    "organizations": [
        {"id": "1", "name": "Conseil Fictif", "classification": "M8-MARQUE", "type": "M9-MARQUE", "geometry": "M10-MARQUE",
         "contact_details": [{"type": "voice", "value": "M11-MARQUE"}], "posts": [{"label": "M12-MARQUE"}],
         "children": [{"name": "M13-MARQUE"}], "parent": {"name": "M14-MARQUE"}, "email": "M15-MARQUE"},
    ],
    "posts": [{"id": "p", "label": "M16-MARQUE", "organization_id": "1", "role": "M17-MARQUE", "area": {"name": "M18-MARQUE"}}],
    "memberships": [
        {"id": "m", "person_id": "1", "organization_id": "1", "post_id": "M19-MARQUE", "legislative_period_id": "M20-MARQUE",
         "label": "M21-MARQUE", "role": "M22-MARQUE", "start_date": "M23-MARQUE", "organization": {"name": "M24-MARQUE"},
         "post": {"label": "M25-MARQUE"}, "contact_details": [{"value": "PRIVÉ"}], "person": {"email": "PRIVÉ"}},
    ],
    "areas": [{"id": "z", "name": "Zone Fictive", "geometry": "M26-MARQUE", "parent": {"name": "M27-MARQUE"}}],
    "motions": [{"text": "M28-MARQUE"}], "vote_events": [{"identifier": "M29-MARQUE"}], "meta": {"auteur": "M30-MARQUE"},
    "licence": "M31-MARQUE",
}  # fmt: skip
PAIR: dict[str, Any] = {
    "@context": {"pair": "http://virtual-assembly.org/ontologies/pair#", "schema": "https://schema.org/", "ex": "urn:exemple:"},
    "@id": "urn:exemple:lot", "schema:license": "M1-MARQUE",
    "@graph": [
        {"@id": "ex:a", "@type": ["pair:Organization", "ex:M2-MARQUE"], "pair:label": "Réseau Exemple", "ex:inconnu": "M3-MARQUE",
         "ex:lien": {"@id": "ex:b"}, "ex:dedans": {"@type": "ex:M4-MARQUE", "ex:champ": "M5-MARQUE"}, "@index": "M6-MARQUE",
         "pair:comment": {"ex:texte": "M7-MARQUE"}, "pair:description": {"@value": "M8-MARQUE", "@language": "M9-MARQUE"},
         "schema:address": {"@type": "schema:PostalAddress", "schema:streetAddress": "M10-MARQUE", "schema:postalCode": "99999",
                            "schema:addressLocality": "M11-MARQUE", "schema:addressCountry": "M12-MARQUE",
                            "ex:etage": "M13-MARQUE"},
         "schema:geo": {"schema:latitude": 45.5, "schema:longitude": 5.5, "schema:elevation": "M14-MARQUE"},
         "@reverse": {"pair:affiliatedBy": [{"@id": "ex:c", "@type": "pair:Person", "pair:label": "M15-MARQUE"}]},
         "@nest": {"ex:boîte": "M16-MARQUE"}, "@included": [{"@id": "ex:d", "@type": "pair:Topic", "pair:label": "M17-MARQUE"}]},
        {"@id": "ex:b", "@type": "ex:Inconnu", "schema:name": "M18-MARQUE"},
        {"@id": "ex:e", "@type": "pair:Person", "pair:label": "Camille Exemple",
         "schema:address": {"schema:streetAddress": "PRIVÉ"}},
    ],
}  # fmt: skip
KUMU: dict[str, Any] = {
    "name": "M1-MARQUE", "description": "M2-MARQUE", "defaultPerspective": "M3-MARQUE", "réglages": {"x": "M4-MARQUE"},
    "elements": [
        {"_id": "elem-a", "label": "Réseau Exemple", "type": "M5-MARQUE", "tags": ["M6-MARQUE"], "image": "M7-MARQUE",
         "attributes": {"description": "M8-MARQUE", "propre": {"x": "M9-MARQUE"}}},
        {"_id": "elem-b", "label": "Fête Fictive"}],
    "connections": [
        {"_id": "conn-1", "from": "elem-a", "to": "elem-b", "direction": "mutual", "type": "M10-MARQUE", "poids": "M11-MARQUE",
         "attributes": {"label": "M12-MARQUE", "tags": ["M13-MARQUE"]}}],
    "loops": [
        {"_id": "loop-1", "label": "M14-MARQUE", "connections": [{"connection": "conn-1"}],
         "attributes": {"description": "M15-MARQUE", "propre": "M16-MARQUE"}}, "M17-MARQUE"],
    "maps": [{"_id": "map-1", "name": "M18-MARQUE", "description": "M19-MARQUE", "elements": [{"element": "elem-a", "x": 1}]}],
    "perspectives": [{"name": "Vue"}],
}  # fmt: skip
PRSM: dict[str, Any] = {
    "mapTitle": "M1-MARQUE", "description": {"text": "M2-MARQUE"}, "background": "M3-MARQUE", "version": "M4-MARQUE",
    "attributeTitles": {"a1": "M5-MARQUE"}, "lastNodeSample": "group0", "legend": ["M6-MARQUE"], "neuf": "M7-MARQUE",
    "styles": {"nodes": {"group0": {"groupLabel": "M8-MARQUE"}}, "edges": {"edge0": {"groupLabel": "M9-MARQUE"}}},
    "nodes": [
        {"id": "a", "label": "Réseau Exemple", "grp": "group0",
         "note": {"ops": [{"insert": "M10-MARQUE"}, {"insert": {"image": "…"}}]},
         "title": "M11-MARQUE", "a1": "M12-MARQUE", "neuf": "M13-MARQUE", "thumbUp": ["PRIVÉ"],
         "created": {"user": "PRIVÉ"}},
        {"id": "b", "label": "Fête Fictive"}],
    "edges": [{"id": "e", "from": "a", "to": "b", "grp": "edge0", "label": "M14-MARQUE", "note": "M15-MARQUE",
               "neuf": "M16-MARQUE"}],
    "history": [{"user": "PRIVÉ"}],
}  # fmt: skip
PB = """META
key;value
description;M1-MARQUE
unit;Villefictive
instance;2024
inconnue;M2-MARQUE
inconnue;M3-MARQUE
PROJECTS
project_id;cost;name;category;selected;inconnue
1;300;Banc fictif;M4-MARQUE;M5-MARQUE;M6-MARQUE
VOTES
voter_id;vote;colonne de vote
11;1;PRIVÉ
"""
CASES = (
    "id,title,specific_methods_tools_techniques,primary_org_id,general_issues,inconnue,neuf_1,neuf_2,photos_count\n"
    "3,Cas fictif,{},M1-MARQUE,{M2-MARQUE},M3-MARQUE,,M4-MARQUE,1\n"
)
METHODS = (
    "id,title,method_types_1,public_spectrum,country,primary_org_id,inconnue_3\n"
    "7,Méthode fictive,M5-MARQUE,M6-MARQUE,M7-MARQUE,M8-MARQUE,M9-MARQUE\n"
)
ORGANISATIONS = (
    "id,title,sector,type_method_1,type_tool_1,primary_org_id,inconnue\n"
    "12,Mairie fictive,M10-MARQUE,M11-MARQUE,M12-MARQUE,M13-MARQUE,M14-MARQUE\n"
)
TITLES = (
    "id,title,description,url,original_language,general_issues,city,inconnue\n"
    "3,Cas fictif,M15-MARQUE,https://participedia.net/case/3,xx,{M16-MARQUE},M17-MARQUE,M18-MARQUE\n"
)
PROPOSALS = (
    "id,title,summary,category,author_id,votes,created_at,official,neu_comments,pos_comments,comments,url,inconnue\n"
    "1,Banc fictif,M1-MARQUE,M2-MARQUE,PRIVÉ,M3-MARQUE,M4-MARQUE,M5-MARQUE,M6-MARQUE,M7-MARQUE,M8-MARQUE,,M9-MARQUE\n"
)
COMMENTS = "comment_id,proposal_id,author_id,alignment,body,inconnue\n1,1,PRIVÉ,1,PRIVÉ,PRIVÉ\n"
NODE: dict[str, Any] = {
    "id": "1", "inconnu": "M1-MARQUE", "official": "M2-MARQUE", "author": {"name": "PRIVÉ"}, "signataires": [{"name": "PRIVÉ"}],
    "title": {"translations": [{"locale": "fr", "text": "Banc fictif"}, {"locale": "ca", "text": "M3-MARQUE"}]},
    "body": {"translations": [{"locale": "es", "text": "M4-MARQUE"}, {"locale": "de", "text": "M5-MARQUE"}]},
    "taxonomies": [{"name": {"translations": [{"locale": "fr", "text": f"M{n}-MARQUE"}]}} for n in (6, 7)],
}  # fmt: skip
EXCHANGE: list[dict[str, Any]] = [
    {"decidim": "https://participer.exemple.invalid/api"},
    {"space": {"slug": "plan", "kind": "processes", "title": "M8-MARQUE"}, "component": "5",
     "answer": {"data": {"component": {"proposals": {"edges": [{"node": NODE}]}}}}},
]  # fmt: skip


def _json(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False)


FILES = [
    File("gexf", "x.gexf", GEXF, ("mutual", "undirected", "<color>", "<shape>")),
    File("graphml", "x.graphml", GRAPHML, ("undirected", "hyperedge", "<Fill>")),
    File("pajek", "x.net", PAJEK, ("relation 77", "*Edges", "signe : -", "1111", "0.1")),
    File("pajek two modes", "x.net", TWO_MODES, ("4 2", "weight : 6")),
    File("graphology", "x.json", _json(GRAPHOLOGY), ("mixed", "multi", "undirected", "color", "size")),
    File("node-link", "x.json", _json(NODE_LINK), ("directed", "multigraph")),
    File("popolo", "x.json", _json(POPOLO), ("persons, email", "persons, contact_details", "memberships, contact_details")),
    File("linked data", "x.jsonld", _json(PAIR), ("45.5", "adresse")),
    File("kumu", "x.json", _json(KUMU), ("perspectives, positions",)),
    File("prsm", "x.prsm", _json(PRSM), ("1 pour", "created, modified, history")),
    File("pabulib", "x.pb", PB, ("colonne de vote", "num_votes : 1")),
    File(
        "participedia",
        "cases.csv",
        CASES,
        more=(("methods.csv", METHODS), ("organisations.csv", ORGANISATIONS), ("titles.csv", TITLES)),
    ),
    File("decidim", "proposals.csv", PROPOSALS, ("author_id", "body"), (("comments.csv", COMMENTS),)),
    File("decidim's API", "x.jsonl", "".join(f"{_json(line)}\n" for line in EXCHANGE), ("author", "signataires")),
]
