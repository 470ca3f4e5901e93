"""The same Cypher by the bare driver: what a reading function asks of the store is noted once, then asked without it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from maillage.graph import cypher
from maillage.graph.engines.base import literal
from maillage.graph.store import Store


class Question(NamedTuple):
    """A query with its parameters."""

    text: str
    parameters: Mapping[str, Any]


class NotingStore(Store):
    """A store that notes what is read from it, its mark apart: a program without a cache would not ask for that."""

    def __init__(self, store: Store) -> None:
        self.noted: list[Question] = []
        super().__init__(store.engine_handle, store.ontology)

    def read(self, query: str, /, **parameters: Any) -> list[dict[str, Any]]:
        if query != cypher.META:
            self.noted.append(Question(query, parameters))
        return super().read(query, **parameters)

    def stream(self, query: str, /, **parameters: Any) -> Iterator[dict[str, Any]]:
        self.noted.append(Question(query, parameters))
        return super().stream(query, **parameters)


def questions(store: NotingStore, ask: Callable[[Store], object]) -> list[Question]:
    """What ``ask`` reads when it is called again: what is remembered between two calls is not read by it."""
    ask(store)
    store.noted.clear()
    ask(store)
    return list(store.noted)


def replay(store: Store, asked: list[Question]) -> int:
    """Asks it all in one session of the driver; gives the number of rows."""
    engine = store.engine_handle
    with engine.driver.session(database=engine.database) as session:
        return sum(len([dict(row) for row in session.run(literal(each.text), dict(each.parameters))]) for each in asked)
