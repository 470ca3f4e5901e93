"""What a store leaves unread because nobody can have said it: never too much, whoever else writes in between."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maillage.graph import intake
from maillage.graph.doctor import visible
from maillage.graph.fold import fold
from maillage.graph.spoken import Spoken
from maillage.graph.store import Store
from maillage.loaders.recognise import recognise
from maillage.schema.claim import Claim
from maillage.schema.decision import Decision
from maillage.schema.model import default_ontology
from maillage.schema.source import Import
from tests.engines.session import Engine
from tests.graph.strategies import claims, decisions

ONTOLOGY = default_ontology()
on_engines = settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))


@st.composite
def worlds(draw: st.DrawFn) -> tuple[list[Claim], list[Decision]]:
    said = draw(claims)
    return said, draw(decisions(said))


@given(st.lists(st.text()), st.lists(st.text()), st.sampled_from((8, 64, 1 << 16)))
def test_what_was_put_is_always_among_what_may_be_spoken_of(put: list[str], others: list[str], bits: int) -> None:
    spoken = Spoken(bits)
    assert spoken.among(put + others) == list(dict.fromkeys(put + others)), "nothing is known yet"
    spoken.nothing()
    assert spoken.among(put + others) == []
    spoken.put(put)
    assert set(put) <= set(spoken.among(put + others))
    spoken.forget()
    spoken.put(put)
    assert spoken.among(others) == list(dict.fromkeys(others))


@pytest.fixture
def writers(engine: Engine) -> Iterator[list[Store]]:
    """Two programs on one store, each with a memory of its own."""
    with ExitStack() as ending:
        yield [engine.store, ending.enter_context(engine.open())]


@given(world=worlds(), chance=st.randoms(use_true_random=False))
@on_engines
def test_two_writers_by_turns_make_the_fold(engine: Engine, writers: list[Store], world: tuple[list[Claim], list[Decision]],
                                            chance: random.Random) -> None:
    engine.empty()
    said, decided = world
    items: list[Claim | Decision] = [*said, *decided]
    chance.shuffle(items)
    while items:
        batch, items = items[:(size := chance.randint(1, 4))], items[size:]
        writer = chance.choice(writers)
        writer.add([i for i in batch if isinstance(i, Claim)], [i for i in batch if isinstance(i, Decision)])
    assert visible(engine.store) == fold(said, decided, ONTOLOGY)


@given(world=worlds(), cut=st.integers(0, 30), by=st.integers(0, 1))
@on_engines
def test_what_is_undone_is_said_anew(engine: Engine, writers: list[Store], world: tuple[list[Claim], list[Decision]],
                                     cut: int, by: int) -> None:
    """An import goes, by this program or another, in the midst of others: the rest and what comes again make the fold."""
    store = engine.empty()
    said, decided = [c._replace(import_id="imp-reste") for c in world[0]], [d._replace(import_id=None) for d in world[1]]
    gone = [c._replace(import_id="imp-parti") for c in world[0][:cut]]
    store.save_import(Import("imp-parti", "essai"))
    store.add(gone)
    store.add(said[cut:], decided)
    writers[by].undo_import("imp-parti")
    store.add(said[:cut])
    assert visible(store) == fold(said, decided, ONTOLOGY)


def test_long_texts_end_a_batch_early(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is held at once is bounded by its length too, not by the number of claims alone."""
    monkeypatch.setattr(intake, "MOST_TEXT", 10_000)
    path = tmp_path / "longs.csv"
    rows = "".join(f"Association Exemple {n},{'mot ' * 1_000}\n" for n in range(20))
    path.write_text(f"Nom,Description\n{rows}", encoding="utf-8")
    (tmp_path / "mapping.yaml").write_text(MAPPING, encoding="utf-8")
    told: list[float] = []
    report = store.load(recognise([tmp_path], ontology=store.ontology), lambda share, _: told.append(share))
    assert report.new == 60
    assert 5 <= len(told) <= 10
    assert told == sorted(told)


MAPPING = """\
namespace: essai
source: {id: essai, title: "Essai fictif"}
tables:
  - file: longs.csv
    entities:
      one: {key: [Nom], type: Association, properties: {name: Nom, description: Description}}
"""
