"""Do ties cross categories? Mixing matrix, assortativity, E–I index, diversity."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from maillage.graph.analysis.progress import tell
from maillage.graph.analysis.structure.chance import Chance, shuffled
from maillage.graph.analysis.structure.matrix import Floats, Ints, Matrix, degrees, upper

# Looks at a tie's two ends, over all shuffles.
LOOKS = 50_000_000


@dataclass(frozen=True)
class Crossing:
    """The E–I index and what shuffled categories give: ``mean``, ``sd`` (exact), two-sided ``p_value`` of ``shuffles``."""

    index: float
    mean: float
    sd: float
    p_value: float
    shuffles: int


def mixing(ties: Matrix, category: Ints, categories: int) -> Ints:
    """Ends of ties by the two categories, shape (c, c), symmetric: a tie inside a category counts twice on the diagonal."""
    first, second, _ = upper(ties)
    counted = np.zeros((categories, categories), dtype=np.int64)
    np.add.at(counted, (category[first], category[second]), 1)
    return np.asarray(counted + counted.T)


def assortativity(mixed: Ints) -> float | None:
    """Newman's coefficient (2003): 1 only within, 0 as chance would, below 0 more across; None where there is but one side."""
    total = mixed.sum()
    if not total:
        return None
    share = mixed / total
    expected = float((share.sum(axis=0) * share.sum(axis=1)).sum())
    return (float(np.trace(share)) - expected) / (1 - expected) if expected < 1 - 1e-12 else None


def external_internal(mixed: Ints) -> float | None:
    """(E − I) / (E + I) for E ties across and I within (Krackhardt and Stern 1988); None without ties."""
    total = mixed.sum()
    return float((total - 2 * np.trace(mixed)) / total) if total else None


def crossing(ties: Matrix, category: Ints, categories: int, *, seed: int = 0, shuffles: int = 999) -> Crossing | None:
    """The E–I index against the same network with its categories shuffled; None without ties.

    Fewer shuffles than asked for are made when there are many ties (never under 99).
    """
    index = external_internal(mixing(ties, category, categories))
    if index is None:
        return None
    first, second, _ = upper(ties)
    count = int(np.clip(LOOKS // len(first), min(99, shuffles), shuffles))
    chance = _chance(ties, category, categories)
    mean, sd = (2 * float(chance.mean[0]) - len(first)) / len(first), 2 * float(chance.sd[0]) / len(first)
    draw, beyond = np.random.default_rng(seed), 0
    for each in range(count):
        tell("shuffles", each / count)
        dealt = draw.permutation(category)
        found = 2 * float(np.count_nonzero(dealt[first] != dealt[second])) / len(first) - 1
        beyond += abs(found - mean) >= abs(index - mean) - 1e-12
    return Crossing(index, mean, sd, (1 + beyond) / (1 + count), count)


def blau(counts: Floats) -> Floats:
    """1 − Σ p², the chance that two drawn from a row are of different columns (Blau 1977); shape (rows,), 0 for none."""
    total = counts.sum(axis=1, keepdims=True)
    share = np.divide(counts, total, out=np.zeros_like(counts, dtype=np.float64), where=total > 0)
    return np.where(total.ravel() > 0, 1 - (share**2).sum(axis=1), 0.0)


def _chance(ties: Matrix, category: Ints, categories: int) -> Chance:
    degree = degrees(ties).astype(np.float64)
    pairs, sharing = np.array([ties.nnz / 2]), np.array([(degree * (degree - 1)).sum()])
    sizes = np.bincount(category, minlength=categories).astype(np.float64)
    return shuffled(pairs, sharing, sizes, ~np.eye(categories, dtype=np.bool_))
