"""A server plans a statement once, however long the lists and texts are that it is given."""

from __future__ import annotations

import re

import pytest

from maillage import Store
from maillage.graph import cypher

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


def _plans(store: Store) -> int:
    """How many plans the server held; it holds none from here on."""
    told = str(store.read("CALL db.clearQueryCaches()")[0]["value"])
    held = re.search(r"\d+", told)
    return int(held[0]) if held else 0
