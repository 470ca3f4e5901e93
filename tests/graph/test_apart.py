"""Long work in a process of its own: the same answers and errors, stopped when nobody waits, begun again after a loss."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from maillage.errors import NotFound, StoreError
from maillage.graph.analysis.progress import tell
from maillage.graph.apart import Apart, Stopped
from maillage.graph.store import Store
from maillage.graph.subgraph import Asked, overall
from tests.engines.session import Engine
from tests.graph.build import thing


def process(store: Store) -> bytes:
    return str(os.getpid()).encode()


def seen(store: Store) -> bytes:
    return repr(overall(store, Asked())).encode()


def missing(store: Store) -> bytes:
    raise NotFound(id="essai:absente")


def endless(store: Store, trace: str) -> bytes:
    """Says how far it is until it is stopped, which it writes down."""
    try:
        for round in range(1_000):
            tell("round", round / 1_000)
            time.sleep(0.02)
    except Stopped:
        Path(trace).write_text("stopped", encoding="utf-8")
        raise
    return b"never wanted"


def lost(store: Store) -> bytes:
    os._exit(9)


@pytest.fixture
def apart(default_store: Store) -> Iterator[Apart]:
    default_store.add(thing("a", "Association", "Association d'exemple"))
    apart = Apart(default_store, small=0)
    yield apart
    apart.close()


def test_another_process_sees_the_same_store_on_each_engine(engine: Engine) -> None:
    store = engine.empty()
    store.add(thing("a", "Association", "Association d'exemple"))
    apart = Apart(store, small=0)
    try:
        assert apart.ask(process) != process(store)
        assert apart.ask(seen) == seen(store)
        store.add(thing("v", "Association", "Association fictive"))
        assert b"essai:v" in apart.ask(seen)
    finally:
        apart.close()


def test_a_small_store_is_worked_on_here(default_store: Store) -> None:
    assert Apart(default_store).ask(process) == process(default_store)


def test_what_goes_wrong_there_is_raised_here(apart: Apart) -> None:
    with pytest.raises(NotFound, match="essai:absente"):
        apart.ask(missing)


def test_it_tells_how_far_it_is_and_stops_when_nobody_waits(apart: Apart, tmp_path: Path) -> None:
    told: list[float] = []

    def watcher(step: str, share: float) -> None:
        told.append(share)
        if step == "round" and share > 0:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        apart.ask(partial(endless, trace=str(tmp_path / "trace")), watcher)
    assert told == sorted(told)
    until = time.monotonic() + 20
    while not (tmp_path / "trace").exists() and time.monotonic() < until:
        time.sleep(0.02)
    assert (tmp_path / "trace").exists()


def test_a_process_that_is_lost_is_told_and_another_begun(apart: Apart) -> None:
    first = apart.ask(process)
    with pytest.raises(StoreError, match="ended"):
        apart.ask(lost)
    assert apart.ask(process) not in (first, str(os.getpid()).encode())
