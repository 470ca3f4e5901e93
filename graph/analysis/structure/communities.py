"""Communities (Leiden: Traag, Waltman and van Eck 2019), their modularity, and how sure they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import graspologic_native
import numpy as np

from maillage.graph.analysis.progress import aside, tell
from maillage.graph.analysis.structure.matrix import Floats, Ints, Matrix, degrees, sums, upper

RANDOMNESS = 0.001
# Of one run: each begins with the groups of the one before. On a large network no more than the two that leidenalg makes.
ROUNDS, FEW_ROUNDS = 10, 2
# Ties looked at by all runs: a million cost some 6 s of processor in few rounds.
LOOKED = 4_000_000
Edges: TypeAlias = list[tuple[str, str, float]]


@dataclass(frozen=True)
class Communities:
    """``label`` (n,): 0 is the largest group; who has no tie is a group of one, and these come last.

    ``stability`` (n,): of the group's other members, the share found with this one again, over all ``seeds`` runs.
    """

    label: Ints
    modularity: float
    stability: Floats
    seeds: int


def communities(ties: Matrix, *, resolution: float = 1.0, seed: int = 0, seeds: int = 20) -> Communities:
    """The partition of highest modularity among ``seeds`` runs of Leiden, and how often its members stay together.

    Where so many runs would look at more than ``LOOKED`` ties, there are fewer of them, but no fewer than two, each of fewer
    rounds.
    """
    made = int(np.clip(LOOKED // max(ties.nnz // 2, 1), 2, seeds))
    edges, rounds, runs = _edges(ties), ROUNDS if made == seeds else FEW_ROUNDS, []
    for each in range(made):
        tell("leiden", each / made)
        runs.append(_run(ties, edges, resolution, seed + each, rounds))
    tell("leiden", 1.0)
    scores = [modularity(ties, run, resolution) for run in runs]
    best = runs[int(np.argmax(scores))]
    return Communities(best, max(scores), stability(best, runs), made)


def leiden(ties: Matrix, *, resolution: float = 1.0, seed: int = 0) -> Ints:
    """One run: the group of each node, shape (n,), groups by size, then by their first node."""
    return _run(ties, _edges(ties), resolution, seed, ROUNDS)


def _edges(ties: Matrix) -> Edges:
    """The ties as the library takes them, made once for all runs."""
    first, second, weights = upper(ties)
    names = [str(node) for node in range(ties.shape[0])]
    return [(names[a], names[b], w) for a, b, w in zip(first.tolist(), second.tolist(), weights.tolist(), strict=True)]


def _run(ties: Matrix, edges: Edges, resolution: float, seed: int, rounds: int) -> Ints:
    label = np.arange(ties.shape[0]) + ties.shape[0]
    if edges:
        _, found = aside(lambda: graspologic_native.leiden(edges, None, resolution, RANDOMNESS, rounds, True, seed, 1))
        for name, group in found.items():
            label[int(name)] = group
    return _ordered(label, degrees(ties) > 0)


def modularity(ties: Matrix, label: Ints, resolution: float = 1.0) -> float:
    """Newman's Q of the partition, weighted: Σ_c [inside_c / 2m − γ (degree_c / 2m)²]; 0 without ties."""
    strength = sums(ties)
    twice = float(strength.sum())
    if not twice:
        return 0.0
    first, second, weights = upper(ties)
    inside = 2 * float(weights[label[first] == label[second]].sum())
    groups = np.bincount(label, strength)
    return inside / twice - resolution * float(((groups / twice) ** 2).sum())


def stability(label: Ints, runs: list[Ints]) -> Floats:
    """For each node, of the others of its group the share that each run puts with it, on average; 1 in a group of one."""
    size = np.bincount(label)[label]
    together = np.zeros(len(label))
    for run in runs:
        _, which, count = np.unique(np.column_stack([label, run]), axis=0, return_inverse=True, return_counts=True)
        together += count[which.ravel()] - 1
    return np.divide(together, (size - 1) * len(runs), out=np.ones(len(label)), where=size > 1)


def _ordered(label: Ints, tied: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Ints:
    _, first, which, count = np.unique(label, return_index=True, return_inverse=True, return_counts=True)
    order = np.lexsort((first, -count, ~tied[first]))
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    return place[which.ravel()]
