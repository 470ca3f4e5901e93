"""A part of a snapshot as a snapshot of its own: fewer entities, fewer links, everything else as it was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

import numpy as np

from maillage.graph.analysis.selection import Mask
from maillage.graph.snapshot import Snapshot

T = TypeVar("T")


def thinned(snapshot: Snapshot, nodes: Mask | None = None, links: Mask | None = None) -> Snapshot:
    """What is left of ``snapshot``: the entities of mask (n,), the links of mask (m,) whose ends both are; None: all."""
    kept = np.ones(len(snapshot.ids), dtype=np.bool_) if nodes is None else nodes
    left = kept[snapshot.source] & kept[snapshot.target]
    at, held = np.flatnonzero(left if links is None else left & links), np.flatnonzero(kept)
    renumbered = (np.cumsum(kept) - 1).astype(np.int32)
    whole = nodes is None
    found = snapshot if whole else replace(
        snapshot, ids=_of(snapshot.ids, held), names=_of(snapshot.names, held), types=_of(snapshot.types, held),
        starts=_of(snapshot.starts, held), ends=_of(snapshot.ends, held), node_sources=_of(snapshot.node_sources, held),
        levels=_of(snapshot.levels, held), populations=_of(snapshot.populations, held), described=_of(snapshot.described, held),
        names_en=_of(snapshot.names_en, held),
        members={name: mask[held] for name, mask in snapshot.members.items()})
    return replace(
        found, link_ids=_of(snapshot.link_ids, at), source=renumbered[snapshot.source[at]],
        target=renumbered[snapshot.target[at]], relation=snapshot.relation[at], confidence=snapshot.confidence[at],
        since=_of(snapshot.since, at), until=_of(snapshot.until, at), link_sources=_of(snapshot.link_sources, at))


def _of(column: Sequence[T], at: np.ndarray[tuple[int], np.dtype[np.int64]]) -> tuple[T, ...]:
    """These items of a column; one that was not read stays empty."""
    return tuple(column[index] for index in at.tolist()) if column else ()
