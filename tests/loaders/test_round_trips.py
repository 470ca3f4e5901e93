"""What the product exports it can load again: what comes back is what the page says, no less."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from maillage.graph.doctor import visible
from maillage.graph.export import FORMATS, write
from maillage.graph.fold import Graph
from maillage.graph.store import Store
from maillage.loaders.clean import one_line
from maillage.loaders.recognise import recognise
from maillage.schema.claim import Claim
from tests.engines.session import Engine
from tests.graph.export_sample import ACTOR, FORMER, OTHER, SOURCE, claims, fill

SUFFIX = {name: format.suffix for name, format in FORMATS.items()}
LOADED = ("csv", "xlsx", "gexf", "graphml", "jsonld")
# What the store computes from claims and not from the world, or what an export says once for several sources.
OF_THE_RECORD = {"recorded_at", "sources", "contested", "claims", "search", "same_key", "note", "confidence", "id"}


@pytest.fixture(scope="module")
def shown(default_engine: Engine) -> Graph:
    return visible(fill(default_engine.empty()))


@pytest.fixture(scope="module")
def files(default_engine: Engine, shown: Graph, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    store, folder = fill(default_engine.empty()), tmp_path_factory.mktemp("exports")
    found = {name: folder / f"exemple{SUFFIX[name]}" for name in LOADED}
    for name, path in found.items():
        path.write_bytes(b"".join(write(store, name)))
    return found


def reloaded(path: Path, store: Store) -> Graph:
    extract = recognise([path], ontology=store.ontology)
    report = store.load(extract)
    assert not report.refusals, report.refusals[:3]
    return visible(store)


def _world(props: dict[str, Any]) -> dict[str, Any]:
    """What is said of the world; loading makes one line of a name."""
    kept = {key: value for key, value in props.items() if key not in OF_THE_RECORD and not key.startswith("other_")}
    return {**kept, "name": one_line(kept["name"])} if "name" in kept else kept


def _links(graph: Graph) -> dict[tuple[str, str, str], dict[str, Any]]:
    return {(row.subject, row.type, row.object): _world(dict(row.props)) for row in graph.relations.values()}


@pytest.mark.parametrize("name", ["gexf", "graphml", "jsonld"])
def test_entities_and_links_come_back_with_all_that_is_said_of_them(
    files: dict[str, Path], shown: Graph, default_store: Store, name: str
) -> None:
    back = reloaded(files[name], default_store)
    assert back.entities.keys() == shown.entities.keys()
    for id, row in shown.entities.items():
        assert _world(dict(back.entities[id].props)) == _world(dict(row.props)), id
    assert _links(back).keys() == _links(shown).keys()
    for ends, props in _links(shown).items():
        found = _links(back)[ends]
        assert {key: found.get(key) for key in ("roles", "since", "until")} == {
            key: props.get(key) for key in ("roles", "since", "until")
        }
        assert set(props.get("notes", ())) <= {part for note in found.get("notes", ()) for part in note.split(" ; ")}
    sources = {row["id"]: row["title"] for row in default_store.read("MATCH (s:Source) RETURN s.id AS id, s.title AS title")}
    assert sources[SOURCE.id] == SOURCE.title
    confidence = {row.props["confidence"] for row in back.relations.values()}
    assert 0.75 in confidence


@pytest.mark.parametrize("name", ["csv", "xlsx"])
def test_tables_bring_every_claim_back_with_its_source_and_place(files: dict[str, Path], default_store: Store, name: str) -> None:
    extract = recognise([files[name]], ontology=default_store.ontology)
    assert extract.format == "exported"
    report = default_store.load(extract)
    assert not report.refusals, report.refusals[:3]
    kept = {claim.id: claim for claim in default_store.dump() if isinstance(claim, Claim)}
    wanted = {claim.id: claim for claim in claims()}
    assert kept.keys() == wanted.keys()
    for id, claim in wanted.items():
        assert kept[id]._replace(import_id=None) == claim._replace(import_id=None)
    assert {source.id: source for source in extract.sources} == {SOURCE.id: SOURCE, OTHER.id: OTHER}
    # The merge was a person's decision, which tables do not carry.
    assert {ACTOR, FORMER} <= visible(default_store).entities.keys()
    assert default_store.undo_import(report.record.id) == len(wanted)


@pytest.mark.parametrize("name", LOADED)
def test_a_second_load_changes_nothing(files: dict[str, Path], default_store: Store, name: str) -> None:
    before = reloaded(files[name], default_store)
    extract = recognise([files[name]], ontology=default_store.ontology)
    assert default_store.load(extract).new == 0
    assert visible(default_store) == before
