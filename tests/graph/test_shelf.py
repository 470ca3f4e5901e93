"""Answers kept on disk: found by whoever opens the store again, made anew once it has changed."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from maillage.graph.shelf import shelf, shelved
from maillage.graph.store import Store
from tests.engines.session import Engine
from tests.graph.build import thing


class Maker:
    """Gives another answer each time."""

    def __init__(self) -> None:
        self.made = 0
        self._lock = threading.Lock()

    def __call__(self) -> bytes:
        with self._lock:
            self.made += 1
        time.sleep(0.05)
        return b"answer\n%d" % self.made


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The cache folder of the account, for one test."""
    monkeypatch.setattr("maillage.graph.shelf.user_cache_path", lambda name, appauthor: tmp_path / "cache" / name)
    return tmp_path / "cache"


def test_another_program_finds_it_until_the_store_changes(engine: Engine) -> None:
    store, make = engine.empty(), Maker()
    assert shelved(store, "map", make) == shelved(store, "map", make) == b"answer\n1"
    with engine.open() as other:
        assert shelved(other, "map", make) == b"answer\n1"
        assert shelved(other, "counts", make) == b"answer\n2"
        other.add(thing("a", "Association", "Association d'exemple"))
    assert shelved(store, "map", make) == b"answer\n3"


def test_a_store_that_was_emptied_is_another_one(engine: Engine) -> None:
    """It counts its changes from the start again."""
    make = Maker()
    first = shelved(engine.empty(), "map", make)
    time.sleep(1.1)  # a store remembers the second in which it began
    assert shelved(engine.empty(), "map", make) != first


def test_it_is_made_once_for_all_who_ask_at_the_same_time(default_store: Store) -> None:
    make = Maker()
    with ThreadPoolExecutor(8) as people:
        found = list(people.map(lambda _: shelved(default_store, "map", make), range(8)))
    assert set(found) == {b"answer\n1"}


def test_what_is_cut_or_strange_is_made_anew(default_store: Store) -> None:
    make = Maker()
    shelved(default_store, "map", make)
    path, = shelf(default_store).iterdir()
    path.write_bytes(path.read_bytes()[:10])
    assert shelved(default_store, "map", make) == b"answer\n2"


def test_only_this_account_may_look(default_store: Store, cache: Path) -> None:
    shelved(default_store, "map", Maker())
    path, = shelf(default_store).iterdir()
    assert path.is_relative_to(cache)
    assert (path.stat().st_mode & 0o077, path.parent.stat().st_mode & 0o077) == (0, 0)


def test_without_a_place_to_keep_it_it_is_made_each_time(default_store: Store, cache: Path) -> None:
    cache.parent.mkdir(exist_ok=True)
    cache.write_text("a file where the folder would be", encoding="utf-8")
    make: Callable[[], bytes] = Maker()
    assert [shelved(default_store, "map", make) for _ in range(2)] == [b"answer\n1", b"answer\n2"]
