"""The visible graph is a pure fold of claims and decisions; the store keeps exactly that, step by step."""

from __future__ import annotations

import random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maillage.graph.doctor import visible
from maillage.graph.dump import dump
from maillage.graph.fold import Graph, fold
from maillage.graph.store import Store
from maillage.schema.claim import Claim
from maillage.schema.decision import Decision
from maillage.schema.model import default_ontology
from maillage.schema.source import Import
from tests.engines.session import Engine
from tests.graph.strategies import claims, decisions

ONTOLOGY = default_ontology()
IMPORT = Import("imp-essai", "essai")
on_engines = settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))


@st.composite
def worlds(draw: st.DrawFn) -> tuple[list[Claim], list[Decision]]:
    said = draw(claims)
    return said, draw(decisions(said))


def kept(store: Store) -> tuple[list[Claim], list[Decision]]:
    items = list(dump(store))
    return [i for i in items if isinstance(i, Claim)], [i for i in items if isinstance(i, Decision)]


def assert_sound(store: Store) -> None:
    wrong = [check for check in store.doctor(deep=True) if not check.ok and check.name != "disk"]
    assert not wrong, wrong


@given(worlds(), st.randoms(use_true_random=False))
@settings(max_examples=300, deadline=None)
def test_fold_does_not_depend_on_order(world: tuple[list[Claim], list[Decision]], chance: random.Random) -> None:
    said, decided = world
    once = fold(said, decided, ONTOLOGY)
    chance.shuffle(said)
    chance.shuffle(decided)
    assert fold(said + said, decided, ONTOLOGY) == once


@given(world=worlds(), chance=st.randoms(use_true_random=False))
@on_engines
def test_store_is_the_fold_whatever_the_order_and_the_batches(
        engine: Engine, world: tuple[list[Claim], list[Decision]], chance: random.Random) -> None:
    store = engine.empty()
    said, decided = world
    items: list[Claim | Decision] = [*said, *decided]
    chance.shuffle(items)
    while items:
        size = chance.randint(1, 8)
        batch, items = items[:size], items[size:]
        store.add([i for i in batch if isinstance(i, Claim)], [i for i in batch if isinstance(i, Decision)])
    assert visible(store) == fold(said, decided, ONTOLOGY)
    assert_sound(store)


@given(world=worlds())
@on_engines
def test_adding_twice_changes_nothing(engine: Engine, world: tuple[list[Claim], list[Decision]]) -> None:
    store = engine.empty()
    said, decided = world
    store.add(said, decided)
    first, graph = kept(store), visible(store)
    counts = store.add(said, decided)
    assert counts.new == 0
    assert (kept(store), visible(store)) == (first, graph)


@given(world=worlds(), more=worlds())
@on_engines
def test_undoing_an_import_leaves_what_was_before(
        engine: Engine, world: tuple[list[Claim], list[Decision]], more: tuple[list[Claim], list[Decision]]) -> None:
    store = engine.empty()
    said, decided = ([c._replace(import_id="imp-avant") for c in world[0]], [d._replace(import_id=None) for d in world[1]])
    store.add(said, decided)
    before, graph = kept(store), visible(store)
    store.save_import(IMPORT)
    known = {d.id for d in decided}
    store.add([c._replace(import_id=IMPORT.id) for c in more[0]],
              [d._replace(import_id=IMPORT.id, undone_at=None) for d in more[1] if d.id not in known])
    store.undo_import(IMPORT.id)
    assert kept(store) == before
    assert visible(store) == graph
    assert_sound(store)


@given(world=worlds(), choice=st.integers(0, 20))
@on_engines
def test_undoing_a_decision_gives_back_the_former_graph(
        engine: Engine, world: tuple[list[Claim], list[Decision]], choice: int) -> None:
    store = engine.empty()
    said, decided = world
    fresh = [d for d in decided if d.active]
    if not fresh:
        return
    last = fresh[choice % len(fresh)]
    store.add(said, [d for d in decided if d.id != last.id])
    before = visible(store)
    store.add((), [last])
    store.undo_decision(last.id, "anne")
    assert visible(store) == before
    assert_sound(store)


def test_two_sources_one_link_two_claims(store: Store) -> None:
    ends = [Claim(id, p, "s1", "ligne 1", value=v) for id, p, v in (
        ("a:r", "type", "Association"), ("a:r", "name", "Réseau Exemple"), ("a:j", "type", "Event"), ("a:j", "name", "Journée"))]
    links = [Claim("a:r", "PARTNER_IN", source, "ligne 1", object="a:j") for source in ("s1", "s2")]
    store.add([*ends, *links])
    (row,) = visible(store).relations.values()
    assert row.props["claims"] == sorted(claim.id for claim in links)
    assert row.props["sources"] == ["s1", "s2"]


def test_contested_values_are_both_kept(store: Store) -> None:
    base = [Claim("a:j", "type", "s1", "ligne 1", value="Event"), Claim("a:j", "name", "s1", "ligne 1", value="Journée Exemple")]
    store.add([*base, Claim("a:j", "start", "s1", "ligne 1", value="2018-03-19", recorded_at="2026-01-01T00:00:00.000Z"),
               Claim("a:j", "start", "s2", "ligne 4", value="2018-03-20", recorded_at="2026-01-02T00:00:00.000Z")])
    props = visible(store).entities["a:j"].props
    assert (props["start"], props["other_start"], props["contested"]) == ("2018-03-19", ["2018-03-20"], ["start"])


def test_a_more_precise_date_does_not_contest() -> None:
    said = [Claim("a:j", "type", "s1", "l", value="Event"), Claim("a:j", "start", "s1", "l", value="2018"),
            Claim("a:j", "start", "s2", "l", value="2018-03-19")]
    props = fold(said, [], ONTOLOGY).entities["a:j"].props
    assert props["start"] == "2018-03-19"
    assert "contested" not in props


def test_nothing_gives_nothing() -> None:
    assert fold([], [], ONTOLOGY) == Graph()
