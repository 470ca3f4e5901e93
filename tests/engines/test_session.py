"""The shared engines: what a test gets from them."""

from __future__ import annotations

import pytest

from maillage import Store
from tests.engines.releases import RELEASES
from tests.engines.session import EMBEDDED, NAMES, Engine

ALL = "MATCH (e:Entity) RETURN count(e) AS count"


def count(store: Store) -> int:
    return int(store.read(ALL)[0]["count"])


def write(engine: Engine) -> None:
    from maillage.schema.claim import Claim

    named = Claim("exemple:un", "name", value="Exemple", source="exemple", locator="row 1")
    typed = Claim("exemple:un", "type", value="Association", source="exemple", locator="row 1")
    engine.store.add([named, typed])


@pytest.mark.parametrize("time", [1, 2])
def test_a_test_finds_its_store_empty_whatever_the_last_one_wrote(store: Store, engine: Engine, time: int) -> None:
    assert count(store) == 0
    write(engine)
    assert count(store) == 1


def test_a_second_program_sees_the_same_data(engine: Engine) -> None:
    engine.empty()
    write(engine)
    with engine.open() as other:
        assert count(other) == 1


def test_the_store_speaks_to_the_engine_that_it_says(engine: Engine) -> None:
    if engine.name == EMBEDDED:
        assert engine.store.engine == "ArcadeDB"
        assert engine.version.startswith("ArcadeDB")
    else:
        assert engine.store.engine == "Neo4j"
        assert RELEASES[engine.name].version in engine.version


@pytest.mark.engine("embedded")
def test_the_mark_keeps_a_test_to_the_engines_it_names(engine: Engine) -> None:
    assert engine.name == "embedded"


def test_the_default_is_one_of_the_engines(default_engine: Engine, default_store: Store) -> None:
    assert default_engine.name in NAMES
    assert default_engine.store is default_store
