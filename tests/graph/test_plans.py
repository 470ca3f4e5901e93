"""A server plans a statement once, however long the lists and texts are that it is given."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from maillage import Store
from maillage.graph import cypher
from maillage.graph.engines.base import literal
from maillage.graph.resolution import BY_KEY
from maillage.loaders.recognise import recognise
from tests.graph.build import thing, town

LENGTHS = (1, 2, 20, 200, 2_000)


@pytest.mark.engine("neo4j-lts", "neo4j-newest")
def test_lists_and_texts_of_every_length_have_one_plan(store: Store) -> None:
    _plans(store)
    for length in LENGTHS:
        assert store.seek(cypher.CLAIMS_BY_TOPIC, ids=["t:nobody"] * length) == []
        assert store.seek(cypher.IMPORT_KNOWN, id="n" * length) == []
    assert _plans(store) == 2


@pytest.mark.engine("neo4j-lts", "neo4j-newest")
def test_as_they_are_they_have_more(store: Store) -> None:
    """Else ``planned_once`` would be for nothing."""
    _plans(store)
    for length in LENGTHS:
        store.read(cypher.CLAIMS_BY_TOPIC, ids=["t:nobody"] * length)
    assert _plans(store) > 1


@pytest.mark.engine("neo4j-lts", "neo4j-newest")
def test_what_is_planned_once_goes_through_indexes_though_the_store_is_empty(
        root: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Such a plan serves for good: one that goes through all of a small store would go through all of a large one."""
    planned = store.engine_handle.planned_once
    asked: dict[str, dict[str, Any]] = {}

    def noted(statement: str, parameters: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        asked.setdefault(statement, parameters)
        return planned(statement, parameters)

    with monkeypatch.context() as patch:
        patch.setattr(store.engine_handle, "planned_once", noted)
        store.add([*town(), *thing("autre", "Association", "UNADEL", siren="123456782")])  # a namesake, for the rules
        for _ in range(2):  # the second time what is known already is looked up
            store.load(recognise([root / "loaders" / "programme"], ontology=store.ontology))
    store.wipe()
    sought = {text: given for text, given in asked.items() if text not in cypher.FIRST}  # these take any one, the first met
    through_all = {text: scans for text, given in sought.items() if (scans := _scans(store, text, given))}
    assert through_all == {}
    assert {cypher.CLAIMS_BY_TOPIC, cypher.HEIRS, BY_KEY} <= asked.keys()


def _scans(store: Store, statement: str, parameters: dict[str, Any]) -> set[str]:
    """The operators of the statement's plan, as the store now makes it, that go through all nodes or links of a kind."""
    with store.engine_handle.driver.session(database=store.engine_handle.database) as session:
        plan = session.run(literal(f"EXPLAIN {statement}"), parameters).consume().plan
    assert plan is not None
    return {name for name in _operators(plan) if "Scan" in name}


def _operators(plan: dict[str, Any]) -> Iterator[str]:
    yield plan["operatorType"]
    for part in plan.get("children", ()):
        yield from _operators(part)


def _plans(store: Store) -> int:
    """How many plans the server held; it holds none from here on."""
    told = str(store.read("CALL db.clearQueryCaches()")[0]["value"])
    held = re.search(r"\d+", told)
    return int(held[0]) if held else 0
