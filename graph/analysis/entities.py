"""Entities of a snapshot as people see them, and where an id stands in its arrays."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from maillage.errors import NotFound
from maillage.graph.analysis.kept import kept
from maillage.graph.analysis.result import Texts
from maillage.graph.answers import Brief
from maillage.graph.snapshot import Snapshot


def positions(snapshot: Snapshot) -> dict[str, int]:
    """Position of each id, made once for the snapshot."""
    return kept(snapshot, "positions", lambda: snapshot.position)


def position(snapshot: Snapshot, id: str) -> int:
    """Where ``id`` stands. Raises NotFound."""
    found = positions(snapshot).get(id)
    if found is None:
        raise NotFound(id=id[:200])
    return found


def mask_of(snapshot: Snapshot, types: Iterable[str]) -> NDArray[np.bool_]:
    """Mask of shape (n,) of the entities of any of these types or their kinds. Raises UnknownTerm."""
    mask = np.zeros(len(snapshot.ids), dtype=np.bool_)
    for name in types:
        snapshot.ontology.ancestors(name)
        if name in snapshot.members:
            mask |= snapshot.members[name]
    return mask


def names(snapshot: Snapshot, at: int) -> Texts:
    """The entity's name by language."""
    return {"fr": snapshot.name(at, "fr"), "en": snapshot.name(at, "en")}


def brief(snapshot: Snapshot, at: int) -> Brief:
    """The entity at this position in one line."""
    labels = [name for name, mask in snapshot.members.items() if mask[at]]
    return Brief(id=snapshot.ids[at], name=snapshot.names[at], kind=snapshot.types[at],
                 name_en=snapshot.names_en[at] if snapshot.names_en else None,
                 types=list(snapshot.ontology.specific(labels)), start=snapshot.starts[at], end=snapshot.ends[at])
