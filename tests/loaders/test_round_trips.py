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
from tests.graph.export_sample import ACTOR, EVENT, FORMER, NAME, OTHER, PLACE, SOURCE, claims, fill

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


def world(props: dict[str, Any]) -> dict[str, Any]:
    """What is said of the world; loading makes one line of a name."""
    kept = {key: value for key, value in props.items() if key not in OF_THE_RECORD and not key.startswith("other_")}
    return {**kept, "name": one_line(kept["name"])} if "name" in kept else kept


def _links(graph: Graph) -> dict[tuple[str, str, str], dict[str, Any]]:
    return {(row.subject, row.type, row.object): world(dict(row.props)) for row in graph.relations.values()}


@pytest.mark.parametrize("name", ["gexf", "graphml", "jsonld"])
def test_entities_and_links_come_back_with_all_that_is_said_of_them(
    files: dict[str, Path], shown: Graph, default_store: Store, name: str
) -> None:
    back = reloaded(files[name], default_store)
    assert back.entities.keys() == shown.entities.keys()
    for id, row in shown.entities.items():
        assert world(dict(back.entities[id].props)) == world(dict(row.props)), id
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


def probes(graph: Graph, store: Store, shown: Graph) -> dict[str, bool]:
    """Which lines of the page's table hold for a store into which an export was loaded."""
    claims_of = [claim for claim in store.dump() if isinstance(claim, Claim)]
    actor = dict(graph.entities[ACTOR].props) if ACTOR in graph.entities else {}
    place = dict(graph.entities[PLACE].props) if PLACE in graph.entities else {}
    link = _links(graph).get((ACTOR, "PARTNER_IN", EVENT), {})
    notes = next(
        (row.props.get("notes", ()) for row in graph.relations.values() if row.subject == ACTOR and row.object == EVENT), ()
    )
    return {
        "ids": graph.entities.keys() >= shown.entities.keys(),
        "names": NAME in {row.props["name"] for row in graph.entities.values()},
        "types": actor.get("types") == ["Academic", "ResourceCentre"],
        "properties": (actor.get("founded"), actor.get("legal_form"), place.get("lat")) == ("1998-03", "FORME-SONDE", 47.2181),
        # Where a merge does not come back, what was said of the former id stays with it.
        "links": {_unordered(ends) for ends in _links(graph)} >= {_unordered(ends) for ends in _links(shown)},
        "roles": link.get("roles") == ["ROLE-SONDE"],
        "notes of links": any("NOTE-SONDE" in note for note in notes),
        "period of links": (link.get("since"), link.get("until")) == ("2017-11", "2018"),
        "confidence": 0.75 in {row.props["confidence"] for row in graph.relations.values()},
        "the source, where there is one": any(claim.source == SOURCE.id for claim in claims_of),
        "place in the source": any("ENDROIT-SONDE" in claim.locator for claim in claims_of),
        "quotations": any(claim.quote == "CITATION-SONDE" for claim in claims_of),
        "contradicting values": any(claim.value == "AUTREVALEUR-SONDE" for claim in claims_of),
        "proposed claims": any(claim.value == "PROPOSEE-SONDE" for claim in claims_of),
        "merges": FORMER in graph.aliases,
        "decisions": bool(store.read("MATCH (d:Decision) WHERE d.author STARTS WITH 'DECID' RETURN d.id AS id")),
    }


def _unordered(ends: tuple[str, str, str]) -> tuple[str, frozenset[str]]:
    """A link by its ends, the merged id taken for its heir."""
    return ends[1], frozenset(ACTOR if id == FORMER else id for id in (ends[0], ends[2]))


def _page(root: Path) -> dict[str, dict[str, bool]]:
    """The table of the page: what each format brings back."""
    lines = (root / "docs" / "formats.md").read_text(encoding="utf-8").partition("## Aller et retour")[2].splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    formats = rows[0][1:]
    table = {row[0].rpartition(" / ")[2]: row[1:] for row in rows[2:]}
    return {name: {line: cells[column] == "✓" for line, cells in table.items()} for column, name in enumerate(formats)}


@pytest.mark.parametrize("name", ["jsonl", *LOADED, "kumu"])
def test_the_page_says_what_comes_back(default_engine: Engine, shown: Graph, tmp_path: Path, root: Path, name: str) -> None:
    path = tmp_path / f"exemple{SUFFIX[name]}"
    path.write_bytes(b"".join(write(fill(default_engine.empty()), name)))
    store = default_engine.empty()
    store.load(recognise([path], ontology=store.ontology))
    assert _page(root)[name] == probes(visible(store), store, shown)
