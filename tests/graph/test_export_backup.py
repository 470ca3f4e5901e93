"""The backup: the same content gives the same bytes, and what is loaded from it is the same store, on any engine."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maillage.graph.export import FORMATS, write
from maillage.graph.store import Store
from maillage.loaders.recognise import recognise
from maillage.schema.claim import Claim
from maillage.schema.decision import Decision
from tests.engines.session import Engine
from tests.graph import readers
from tests.graph.export_sample import IMPORT, OTHER, SOURCE, claims, decisions, fill
from tests.graph.strategies import claims as any_claims
from tests.graph.strategies import decisions as any_decisions

PROGRAMME = Path(__file__).resolve().parents[2] / "loaders" / "programme"


def backup(store: Store) -> bytes:
    return b"".join(write(store, "jsonl"))


def restore(raw: bytes, store: Store, folder: Path) -> None:
    file = folder / "sauvegarde.jsonl"
    file.write_bytes(raw)
    store.wipe()
    report = store.load(recognise([file], ontology=store.ontology))
    assert report.refused == 0, report.refusals


def fill_programme(store: Store) -> Store:
    store.load(recognise([PROGRAMME], ontology=store.ontology))
    return store


@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_store_gives_a_file_that_opens(default_store: Store, name: str) -> None:
    assert "SONDE" not in readers.words(name, b"".join(write(default_store, name)))


def test_the_first_line_says_what_it_is_and_the_rest_is_everything(default_store: Store) -> None:
    head, *lines = [json.loads(line) for line in backup(fill(default_store)).decode().removesuffix("\n").split("\n")]
    assert set(head) == {"maillage", "ontology"}
    assert head["maillage"] == 1
    kinds = [next(iter(line)) for line in lines]
    assert kinds == sorted(kinds, key=["source", "import", "claim", "decision"].index)
    assert all(len(line) == 1 for line in lines)
    assert {line["claim"]["id"] for line in lines if "claim" in line} == {claim.id for claim in claims()}
    assert {line["decision"]["id"] for line in lines if "decision" in line} == {decision.id for decision in decisions()}
    assert [line["source"]["id"] for line in lines if "source" in line] == sorted([SOURCE.id, OTHER.id])


def test_arrival_in_another_order_gives_the_same_bytes(default_engine: Engine) -> None:
    wanted = backup(fill(default_engine.empty()))
    said: list[Claim] = claims()
    random.Random(7).shuffle(said)
    store = default_engine.empty()
    store.add(said[:20], reversed(decisions()), (OTHER, SOURCE), IMPORT)
    store.add(said[20:])
    store.save_import(IMPORT._replace(new=len({claim.id for claim in said})))
    assert backup(store) == wanted


@pytest.mark.parametrize("filling", [fill, fill_programme])
def test_loaded_into_an_empty_store_it_gives_the_same_backup(
        engine: Engine, default_engine: Engine, tmp_path: Path, filling: Callable[[Store], Store]) -> None:
    first = backup(filling(default_engine.empty()))
    restore(first, engine.store, tmp_path)
    assert backup(engine.store) == first
    assert not [check for check in engine.store.doctor(deep=True) if not check.ok and check.name != "disk"]
    restore(backup(engine.store), default_engine.store, tmp_path)
    assert backup(default_engine.store) == first


def test_what_two_imports_stated_comes_back_as_stated_by_both(default_store: Store, tmp_path: Path) -> None:
    stated = next(claim for claim in claims() if claim.predicate == "type")
    default_store.add([stated._replace(import_id=each) for each in (None, "imp-un", "imp-deux")])
    first = backup(default_store)
    assert first.count(stated.id.encode()) == 3
    restore(first, default_store, tmp_path)
    assert backup(default_store) == first


@given(data=st.data())
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_claims_and_decisions_come_back(default_engine: Engine, tmp_path: Path, data: st.DataObject) -> None:
    said: list[Claim] = data.draw(any_claims)
    decided: list[Decision] = data.draw(any_decisions(said))
    store = default_engine.empty()
    store.add(said, decided)
    first = backup(store)
    restore(first, store, tmp_path)
    assert backup(store) == first


def test_loading_a_backup_again_adds_nothing(default_store: Store, tmp_path: Path) -> None:
    first = backup(fill(default_store))
    restore(first, default_store, tmp_path)
    assert default_store.load(recognise([tmp_path / "sauvegarde.jsonl"], ontology=default_store.ontology)).new == 0
    assert backup(default_store) == first
