"""The questions that the explorer offers run on the programme, on every engine, and each has an answer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from maillage.graph.store import Store
from maillage.loaders.recognise import recognise
from tests.engines.session import Engine

ROOT = Path(__file__).resolve().parents[2]
GALLERY: list[dict[str, str]] = json.loads((ROOT / "viz/web/src/core/question/gallery.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def programme(engine: Engine) -> Store:
    store = engine.empty()
    store.load(recognise([ROOT / "loaders" / "programme"], ontology=store.ontology))
    return store


def _rows(store: Store, id: str) -> list[list[Any]]:
    (question,) = [each["cypher"] for each in GALLERY if each["id"] == id]
    return store.query(question).rows


@pytest.mark.parametrize("question", GALLERY, ids=lambda each: each["id"])
def test_each_question_has_an_answer(programme: Store, question: dict[str, str]) -> None:
    answer = programme.query(question["cypher"], seconds=30)
    assert answer.rows
    assert answer.cut is None
    assert all(any(value is not None for value in row) for row in answer.rows)


def test_the_answers_are_those_of_the_graph(programme: Store) -> None:
    """The same, counted from the snapshot: a second way through the store."""
    graph = programme.snapshot().networkx()
    kinds = {id: data["type"] for id, data in graph.nodes(data=True)}
    practices = {id for id in kinds if programme.ontology.is_a(kinds[id], "Practice")}
    themed = {a for a, _, data in graph.edges(data=True) if data["relation"] == "CONCERNS"}
    assert {row[0] for row in _rows(programme, "unsaid")} == {graph.nodes[id]["name"] for id in practices - themed}
    spoken = {(a, b) for a, b, data in graph.edges(data=True) if data["relation"] == "SPEAKS_AT"}
    assert {(row[0]["id"], row[2]["id"]) for row in _rows(programme, "speakers")} == spoken
    best = _rows(programme, "alliances")[0]
    together = [_practices(graph, name) for name in best[:2]]
    assert len(together[0] & together[1]) == best[2]


def _practices(graph: Any, name: str) -> set[str]:
    (actor,) = [id for id, data in graph.nodes(data=True) if data["name"] == name]
    return {b for _, b, data in graph.out_edges(actor, data=True) if data["relation"] == "PARTNER_IN"}
