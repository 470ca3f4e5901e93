"""How far a measure is: told while a library works, and stopping leaves it alone."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import networkx
import numpy as np
import pytest

from maillage.errors import QueryRefused
from maillage.graph import aside as room_aside
from maillage.graph.analysis.progress import aside, watched
from maillage.graph.analysis.structure import communities as room
from maillage.graph.analysis.structure.between import betweenness
from maillage.graph.analysis.structure.communities import communities
from maillage.graph.analysis.structure.matrix import Matrix
from maillage.graph.analysis.structure.roles import tied
from maillage.graph.store import Store
from tests.analysis.networks import matrix


def test_what_cannot_be_stopped_is_left_alone_within_a_second() -> None:
    ended, started = threading.Event(), time.monotonic()

    def listen(step: str, share: float) -> None:
        if time.monotonic() - started > 0.3:
            raise InterruptedError

    with watched(listen), pytest.raises(InterruptedError):
        aside(lambda: ended.wait(30))
    assert time.monotonic() - started < 5
    ended.set()


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room_aside, "_left", set())
    monkeypatch.setattr(room_aside, "MOST_LEFT", 2)


def stop(step: str, share: float) -> None:
    raise InterruptedError


def test_no_more_than_so_many_are_left_alone_and_the_next_is_waited_for(alone: None) -> None:
    ended, last = threading.Event(), threading.Event()
    for _ in range(2):
        with watched(stop), pytest.raises(InterruptedError):
            aside(lambda: ended.wait(30))
    assert room_aside.crowded()
    timer = threading.Timer(0.8, last.set)
    timer.start()
    with watched(stop), pytest.raises(InterruptedError):
        aside(lambda: last.wait(30))
    assert last.is_set()  # two are on: it was stopped, and left only when it had ended
    ended.set()


def test_a_question_is_refused_while_too_much_is_left_alone_and_answered_afterwards(alone: None, default_store: Store) -> None:
    ended = threading.Event()
    for _ in range(2):
        with watched(stop), pytest.raises(InterruptedError):
            aside(lambda: ended.wait(30))
    with pytest.raises(QueryRefused, match="still running"):
        default_store.query("RETURN 1 AS one")
    ended.set()
    waited = time.monotonic()
    while room_aside.crowded() and time.monotonic() - waited < 10:
        time.sleep(0.01)
    assert default_store.query("RETURN 1 AS one").rows == [[1]]


def test_what_it_gives_or_raises_comes_back() -> None:
    with watched(lambda step, share: None):
        assert aside(lambda: 3) == 3
        with pytest.raises(ZeroDivisionError):
            aside(lambda: 1 // 0)


def test_fewer_runs_are_made_of_a_large_network_and_the_number_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    ties = matrix(40, list(networkx.barabasi_albert_graph(40, 2, seed=1).edges))
    assert communities(ties, seeds=5).seeds == 5
    monkeypatch.setattr(room, "LOOKED", 3 * ties.nnz // 2)
    assert communities(ties, seeds=5).seeds == 3


@pytest.mark.parametrize(("step", "work"), [
    ("pairs", lambda ties: tied(ties, np.zeros(60, dtype=np.int64))), ("betweenness", betweenness), ("leiden", communities)])
def test_what_takes_long_stops_where_it_says_how_far_it_is(step: str, work: Callable[[Matrix], object]) -> None:
    ties = matrix(60, list(networkx.barabasi_albert_graph(60, 2, seed=1).edges))

    def listen(told: str, share: float) -> None:
        if told == step:
            raise InterruptedError

    with watched(listen), pytest.raises(InterruptedError):
        work(ties)
