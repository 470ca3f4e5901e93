"""What takes long on a large store, as functions that another process can be asked for; each gives JSON.

Functions of a module, with arguments that can be sent.
"""

from __future__ import annotations

from contextlib import suppress
from functools import partial

from pydantic import TypeAdapter

from maillage.errors import StoreError
from maillage.graph.analysis import resampling
from maillage.graph.analysis.progress import tell
from maillage.graph.analysis.registry import measure
from maillage.graph.analysis.result import Analysis
from maillage.graph.analysis.selection import Selection
from maillage.graph.answers import MapGraph, Stats
from maillage.graph.apart import Apart
from maillage.graph.shelf import shelved
from maillage.graph.stats import stats
from maillage.graph.store import Store
from maillage.graph.subgraph import Asked, nearby, overall
from maillage.graph.vocabulary import vocabulary

# The map that the explorer opens with (``useGraph`` in its ``ui/data.ts``).
FIRST_MAP = Asked(limit_nodes=10_000, limit_edges=50_000)
_ANALYSIS, _MAP, _STATS = TypeAdapter(Analysis), TypeAdapter(MapGraph), TypeAdapter(Stats)


def analysed(store: Store, name: str, asked: Selection, draws: int) -> bytes:
    """What a measure answers. Raises what it raises."""
    tell("snapshot", 0.0)
    snapshot = store.snapshot()
    tell(name, 0.0)
    return _ANALYSIS.dump_json(resampling.ask(measure(name), snapshot, asked, draws))


def map_of(store: Store, apart: Apart, asked: Asked) -> bytes:
    """A map: around seeds at once, else from the snapshot; what everyone sees first is kept until the store changes."""
    near = nearby(store, asked)
    if near is not None:
        return _map_json(near)
    work = partial(_overall, asked=asked)
    if asked.everything and apart.needed:
        return shelved(store, f"map {asked.limit_nodes} {asked.limit_edges}", lambda: apart.ask(work))
    return apart.ask(work)


def prepare(store: Store, apart: Apart) -> None:
    """What whoever opens a large store asks first, before they ask; what goes wrong is told to those who do."""
    with suppress(StoreError):
        if apart.needed:
            vocabulary(store)  # read beside
            map_of(store, apart, FIRST_MAP)
            stats_of(store, apart)


def stats_of(store: Store, apart: Apart) -> bytes:
    """Counts of the whole, kept until the store changes."""
    if apart.needed:
        return shelved(store, "stats", lambda: _stats(store))
    return _stats(store)


def _overall(store: Store, asked: Asked) -> bytes:
    return _map_json(overall(store, asked))


def _map_json(drawn: MapGraph) -> bytes:
    return _MAP.dump_json(drawn, exclude_none=True)


def _stats(store: Store) -> bytes:
    return _STATS.dump_json(stats(store))
