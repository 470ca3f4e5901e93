"""Which territories are like which: a stated distance, the mean of four parts, each from 0 (the same) to 1.

- size: |ln pa − ln pb| / ln 10, at most 1: ten times the inhabitants is as far as can be;
- level: 0 for the same level (commune, région…), 1 for another;
- types: half the sum of |difference| between the shares of each type among the practices there (total variation);
- items: the same between the shares of each theme, method, competence… that the practices there hold.

A part that is not known of both is left out of the mean; the number of parts that are known is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from maillage.graph.analysis.incidence import LEVELS, items
from maillage.graph.analysis.kept import kept
from maillage.graph.analysis.selection import Mask, View
from maillage.graph.snapshot import Snapshot

PARTS = ("size", "level", "types", "items")
Vector = NDArray[np.float64]


@dataclass(frozen=True)
class Places:
    """``inside`` (n, practices) in CSR is 1 where a practice lies in a place or in a part of it, at any depth.

    ``territories`` (those with a practice) and ``practices`` are positions in the snapshot, ascending;
    ``held`` (practices, items) is 1 where a practice
    holds an item, whose positions are ``items``; ``kinds`` (practices, types) is 1 for its type.
    """

    territories: NDArray[np.int64]
    practices: NDArray[np.int64]
    inside: sparse.csr_array
    items: NDArray[np.int64]
    held: sparse.csr_array
    kinds: sparse.csr_array

    @cached_property
    def there(self) -> sparse.csr_array:
        """The rows of ``inside`` of the territories: (territories, practices)."""
        return sparse.csr_array(self.inside[self.territories])

    @cached_property
    def typed(self) -> sparse.csr_array:
        """How many practices of each type lie in each territory: (territories, types)."""
        return sparse.csr_array(self.there @ self.kinds)

    @cached_property
    def holding(self) -> sparse.csr_array:
        """How many practices of each territory hold each item: (territories, items)."""
        return sparse.csr_array(self.there @ self.held)


@dataclass(frozen=True)
class Likeness:
    """``distance`` (places,) from one of them, NaN where no part is known; ``parts`` (4, places) in the order of PARTS."""

    distance: Vector
    parts: Vector

    @property
    def known(self) -> NDArray[np.int64]:
        """How many parts are known of each place."""
        return np.asarray(np.isfinite(self.parts).sum(axis=0), dtype=np.int64)


def places(seen: View) -> Places:
    """All territories with a practice of the selection, kept for the snapshot's life; ``seen`` is not narrowed to one."""
    return kept(seen.snapshot, ("places", seen.selection), lambda: _places(seen))


def _places(seen: View) -> Places:
    snapshot, compared = seen.snapshot, seen.compared
    practices = np.flatnonzero(compared)
    inside = _inside(snapshot, seen.links, compared)
    territories = np.flatnonzero(np.diff(inside.indptr) > 0)
    facets = [items(seen, name, compared, 0.0) for name in seen.facets()]
    held = sparse.hstack([each.matrix for each in facets], format="csr") if facets else sparse.csr_array((len(practices), 0))
    columns = np.concatenate([each.columns for each in facets]) if facets else np.zeros(0, dtype=np.int64)
    kinds = sorted({snapshot.types[at] for at in practices})
    kind = np.array([kinds.index(snapshot.types[at]) for at in practices], dtype=np.int64)
    shape = (len(practices), max(1, len(kinds)))
    shown = sparse.csr_array((np.ones(len(practices)), (np.arange(len(practices)), kind)), shape=shape)
    return Places(territories, practices, inside, columns, sparse.csr_array(held), shown)


def _inside(snapshot: Snapshot, links: Mask, compared: Mask) -> sparse.csr_array:
    """(n, practices): 1 where the practice lies in the place, or in a part of it, at any depth."""
    count = len(snapshot.ids)
    row_of = np.cumsum(compared) - 1
    at = np.flatnonzero(snapshot.reading("territory") & links & compared[snapshot.source])
    direct = sparse.csr_array((np.ones(len(at)), (snapshot.target[at], row_of[snapshot.source[at]])),
                              shape=(count, int(compared.sum())))
    part = np.flatnonzero(snapshot.reading("hierarchy") & links)
    up = sparse.csr_array((np.ones(len(part)), (snapshot.target[part], snapshot.source[part])), shape=(count, count))
    inside, fresh = direct.astype(bool), direct
    for _ in range(LEVELS):
        fresh = up @ fresh
        wider = inside + fresh.astype(bool)
        if wider.nnz == inside.nnz:
            break
        inside = wider
    return sparse.csr_array(inside.astype(np.float64))


def likeness(snapshot: Snapshot, found: Places, at: int) -> Likeness:
    """How far each territory of ``found`` is from the one at position ``at`` of the snapshot, which may have no practice."""
    others, own = found.territories, sparse.csr_array(found.inside[[at]])
    parts = np.full((len(PARTS), len(others)), np.nan)
    if snapshot.populations:
        parts[0] = _sizes([snapshot.populations[other] for other in others], snapshot.populations[at])
    if snapshot.levels and snapshot.levels[at]:
        same = [None if snapshot.levels[other] is None else snapshot.levels[other] != snapshot.levels[at] for other in others]
        parts[1] = np.array(same, dtype=np.float64)
    for part, counts, what in ((2, found.typed, found.kinds), (3, found.holding, found.held)):
        parts[part] = _variation(counts, sparse.csr_array(own @ what))
    known = np.isfinite(parts).sum(axis=0)
    total = np.nansum(parts, axis=0)
    return Likeness(np.where(known > 0, total / np.maximum(known, 1), np.nan), parts)


def _sizes(populations: Sequence[int | None], own: int | None) -> Vector:
    logs = np.array([np.log(people) if people and people > 0 else np.nan for people in populations], dtype=np.float64)
    here = np.log(own) if own and own > 0 else np.nan
    return np.asarray(np.minimum(np.abs(logs - here) / np.log(10), 1.0), dtype=np.float64)


def _variation(counts: sparse.csr_array, own: sparse.csr_array) -> Vector:
    """Total variation between the shares in each row and those in the one row of ``own``; NaN where either has nothing."""
    totals, whole = np.asarray(counts.sum(axis=1), dtype=np.float64).ravel(), float(own.sum())
    common = sparse.csr_array(counts[:, own.indices])
    row = np.repeat(np.arange(len(totals)), np.diff(common.indptr))
    least = np.minimum(common.data / totals[row], own.data[common.indices] / max(whole, 1.0))
    shared = np.bincount(row, least, minlength=len(totals))
    return np.where((totals > 0) & (whole > 0), 1.0 - shared, np.nan)
