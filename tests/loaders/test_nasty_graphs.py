"""Graphs made to break a round trip: properties named as an export's own columns, signs, sources, dates, parallel links."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from maillage.graph.doctor import visible
from maillage.graph.export import FORMATS, write
from maillage.graph.store import Store
from maillage.loaders.recognise import recognise
from maillage.schema.claim import Claim
from maillage.schema.model import load_ontology
from maillage.schema.source import Import, Source
from tests.engines.session import Engine
from tests.loaders.test_round_trips import world

TIME = "2026-01-01T00:00:00.000Z"
SOURCES = [Source("doc:un", "Premier | document « d'été »"), Source("doc:deux", "Deuxième"), Source("doc:trois", "Troisième")]
IMPORT = Import("imp-x", "x", ("x",), "essai", TIME, TIME)
# What formats, or programs that read them, call their own columns.
OWN = {
    "weight": "2.5",
    "relation": "cousine",
    "color": "vert",
    "image": "a.png",
    "size": "7",
    "source": "puits",
    "claims": "du pain",
    "roles": "maire | adjoint",
    "title": "Titre",
    "kind": "Event",
    "x": "1.5",
    "y": "-2",
    "from": "Villefictive",
    "to": "Exempleville",
    "symmetric": "oui",
    "label_fr": "mot",
}
NUMBERS = {"weight": "number", "x": "number", "y": "number", "size": "integer"}
EXTENSION = """
types:
  - name: Chenillette
    parent: Association
    label: {fr: chenillette fictive, en: fictive caterpillar}
    plural: {fr: chenillettes fictives, en: fictive caterpillars}
    definition: {fr: Une chose inventée., en: An invented thing.}
    properties:
"""
PROPERTY = (
    "      {name}: {{kind: {kind}, label: {{fr: mot {name}, en: word {name}}}, definition: {{fr: Un mot., en: A word.}}}}\n"
)
LOADED = ("jsonl", "csv", "xlsx", "gexf", "graphml", "jsonld", "kumu")


def claim(subject: str, predicate: str, value: str | None = None, source: int = 0, **fields: Any) -> Claim:
    said = {"recorded_at": TIME, "import_id": IMPORT.id, "author": "essai", **fields}
    return Claim(subject, predicate, SOURCES[source].id, "ligne 3", value=value, **said)


def thing(id: str, type: str, name: str, source: int = 0, /, **said: str) -> list[Claim]:
    return [claim(id, key, value, source) for key, value in {"type": type, "name": name, **said}.items()]


def link(subject: str, relation: str, object: str, source: int = 0, **said: Any) -> Claim:
    return claim(subject, relation, None, source, object=object, **said)


PAIR = [*thing("ex:a", "Association", "Un Exemple"), *thing("ex:b", "Association", "Deux Exemple")]
GRAPHS = {
    "types and properties of its own": [
        *thing("ex:c", "Chenillette", "Chenille Fictive", **OWN),
        *thing("ex:l", "Deliverable", "Actes d'exemple", kind="actes"),
        *PAIR,
        link("ex:a", "COOPERATES_WITH", "ex:c", role="a | b", note="un ; deux | trois"),
    ],
    "dates at their precision": [
        *thing("ex:f", "Association", "Club Fictif", founded="1998-03", dissolved="2001"),
        *thing("ex:e", "Event", "Fête d'exemple", start="2018-03", end="2018-05-01"),
        *thing("ex:g", "Event", "Bal d'exemple", start="2018-03-30/2018-04"),
        link("ex:f", "PARTNER_IN", "ex:e", since="2017-11", until="2018-02"),
        link("ex:f", "PARTNER_IN", "ex:g", since="2017", until="2018"),
    ],
    "several sources": [
        *PAIR,
        *thing("ex:a", "Association", "Un Exemple", 1, description="Une.\n\nDeux lignes", tags="t | u"),
        claim("ex:a", "tags", "v ; w", 2),
        link("ex:a", "RELATED_TO", "ex:b", 0, role="r1", note="N1"),
        link("ex:a", "RELATED_TO", "ex:b", 1, role="r2", note="N2"),
        link("ex:a", "RELATED_TO", "ex:b", 2, role="r1", note="N3", confidence=0.4),
    ],
    "signs": [
        *thing("ex:é🌳", "Association", "Œuvre 🌳 👩‍👩‍👧 « à Noël »"),
        *thing("ex:rtl", "Association", "جمعية وهمية שלום"),
        *thing("ex:esc", "Association", "<b>&amp; \"x\" 'y'</b>", description="=1+1", aliases="'=déjà gardé"),
        *thing("urn:x:y/z?q=1#f", "Association", "Identifiant Étrange"),
        *thing("ex:a|b", "Association", "Barre Fictive"),
        link("ex:rtl", "COOPERATES_WITH", "ex:é🌳", note="مرحبا | 🌳"),
        link("urn:x:y/z?q=1#f", "COOPERATES_WITH", "ex:a|b", role="=x"),
    ],
    "parallel links and loops": [
        *PAIR,
        link("ex:a", "COOPERATES_WITH", "ex:b", role="r"),
        link("ex:b", "COOPERATES_WITH", "ex:a", role="s"),
        link("ex:a", "RELATED_TO", "ex:b", role="q | z", since="2001"),
        link("ex:a", "RELATED_TO", "ex:b", note="seule"),
        link("ex:a", "RELATED_TO", "ex:a", role="à soi"),
        link("ex:a", "FUNDS", "ex:b", note="x ; y\nz"),
        link("ex:b", "FUNDS", "ex:a"),
    ],
}


@pytest.fixture
def store(default_engine: Engine, tmp_path: Path) -> Iterator[Store]:
    """An empty store under an ontology with a type of its own."""
    path = tmp_path / "ontologie.yaml"
    path.write_text(EXTENSION + "".join(PROPERTY.format(name=n, kind=NUMBERS.get(n, "string")) for n in OWN), encoding="utf-8")
    default_engine.empty()
    with default_engine.open(ontology=load_ontology(path)) as opened:
        yield opened


def links(store: Store) -> dict[tuple[str, str, str], dict[str, Any]]:
    """Visible links by their ends: roles and dates, and all notes as one text."""
    return {
        (row.subject, row.type, row.object): {
            **{key: row.props.get(key) for key in ("roles", "since", "until")},
            "notes": "\n".join(row.props.get("notes", ())),
        }
        for row in visible(store).relations.values()
    }


@pytest.mark.parametrize("name", LOADED)
@pytest.mark.parametrize("graph", GRAPHS)
def test_a_nasty_graph_comes_back(store: Store, tmp_path: Path, graph: str, name: str) -> None:
    store.add(GRAPHS[graph], (), SOURCES, IMPORT)
    wanted, wanted_links = visible(store).entities, links(store)
    path = tmp_path / f"x{FORMATS[name].suffix}"
    path.write_bytes(b"".join(write(store, name)))
    store.wipe()
    report = store.load(recognise([path], ontology=store.ontology))
    assert not report.refusals
    back = visible(store).entities
    assert {id: world(dict(row.props)) for id, row in back.items()} == {id: world(dict(row.props)) for id, row in wanted.items()}
    assert links(store).keys() == wanted_links.keys()
    for ends, said in links(store).items():
        own = wanted_links[ends].pop("notes").split("\n")
        assert [note for note in own if note not in said["notes"]] == []
        assert {key: said[key] for key in wanted_links[ends]} == wanted_links[ends]
