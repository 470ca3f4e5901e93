"""The bipartite configuration model: the most random two-mode network in which each node keeps its degree on average.

Row r holds column c with probability x_r y_c / (1 + x_r y_c), independently of all else; x and y are such that the expected
degrees are the observed ones (Saracco, Di Clemente, Gabrielli, Squartini 2015, Sci. Rep. 5:10595). Nodes of equal degree
have equal fitness, so that only unique degrees are solved for.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy import linalg
from scipy.special import expit

Vector = NDArray[np.float64]
Places = NDArray[np.int64]
STEPS = 200
CLOSE = 1e-12


@dataclass(frozen=True)
class NullModel:
    """``rows`` (P,) and ``columns`` (I,) give the class of each node; a class is a degree.

    ``probability`` (R, C) that a row of one class holds a column of the other; ``count`` (C,) columns in each class.
    """

    rows: Places
    columns: Places
    probability: Vector
    count: Vector


def fit(row_degrees: Places, column_degrees: Places) -> NullModel:
    """The model with these expected degrees, whatever they are, as long as a network with them exists.

    Where degrees leave no freedom (a row that holds all, nested parts) the probability is 0 or 1: the likelihood has
    its supremum there. Raises ValueError when no network has such degrees.
    """
    k, rows, n = np.unique(row_degrees, return_inverse=True, return_counts=True)
    d, columns, m = np.unique(column_degrees, return_inverse=True, return_counts=True)
    probability = np.zeros((len(k), len(d)))
    down = np.argsort(-k)
    ends = _tight(k[down], n[down], d, m)
    size = np.concatenate([[0], np.cumsum(n[down])])
    for low, high in pairwise(ends):
        group, (t, u) = down[low:high], size[[low, high]]
        probability[np.ix_(group, d >= u)] = 1.0
        free = np.flatnonzero((d > t) & (d < u))
        if len(free):
            rest = k[group] - m[d >= u].sum()
            probability[np.ix_(group, free)] = _solved(rest, n[group], d[free] - t, m[free])
    return NullModel(rows.astype(np.int64), columns.astype(np.int64), probability, m.astype(np.float64))


def _tight(k: Places, n: Places, d: Places, m: Places) -> list[int]:
    """How many classes of rows, of the greatest degrees first, hold as much as they can (Gale–Ryser with equality).

    There, and only there, the model falls into independent parts: the columns held by more than those rows are held
    by all of them, the others by none of the rest.
    """
    t = np.cumsum(n)
    most = np.minimum(d[None, :], t[:, None]) @ m
    slack = most - np.cumsum(k * n)
    if len(k) and ((slack < 0).any() or slack[-1] != 0 or (k < 0).any() or (d < 0).any() or (len(d) and d.max() > t[-1])):
        raise ValueError("no two-mode network has these degrees")
    return [0, *(int(at) + 1 for at in np.flatnonzero(slack == 0))]


def _solved(k: Places, n: Places, d: Places, m: Places) -> Vector:
    """Probabilities of one part, where all degrees leave freedom: the likelihood is strictly concave, and Newton's steps,
    halved until they gain enough, reach its only maximum.
    """
    links = float((k * n).sum())
    x, y = np.log(k / np.sqrt(links)), np.log(d / np.sqrt(links))
    loss = _loss(x, y, k, n, d, m)
    for _ in range(STEPS):
        p = expit(x[:, None] + y[None, :])
        short, lack = k - p @ m, d - n @ p
        if max(np.abs(short / k).max(), np.abs(lack / d).max()) < CLOSE:
            break
        dx, dy = _step(p, n, m, n * short, m * lack)
        gain, stride = float(n * short @ dx + m * lack @ dy), 1.0
        new = _loss(x + dx, y + dy, k, n, d, m)
        while new > loss - 1e-4 * stride * gain + 1e-14 * abs(loss) and stride > 1e-9:
            stride /= 2
            new = _loss(x + stride * dx, y + stride * dy, k, n, d, m)
        x, y, loss = x + stride * dx, y + stride * dy, new
    probability: Vector = expit(x[:, None] + y[None, :])
    return probability


def _loss(x: Vector, y: Vector, k: Places, n: Places, d: Places, m: Places) -> float:
    """Minus the log-likelihood."""
    return float(n @ np.logaddexp(0, x[:, None] + y[None, :]) @ m - (n * k) @ x - (m * d) @ y)


def _step(p: Vector, n: Places, m: Places, short: Vector, lack: Vector) -> tuple[Vector, Vector]:
    """Newton's step. The larger side is eliminated; the other's matrix has one null direction (x·c, y/c), filled up."""
    curvature = p * (1 - p) * np.outer(n, m)
    if len(n) > len(m):
        dy, dx = _halves(curvature.T, lack, short)
    else:
        dx, dy = _halves(curvature, short, lack)
    return dx, dy


def _halves(curvature: Vector, first: Vector, second: Vector) -> tuple[Vector, Vector]:
    own, other = curvature.sum(axis=1), np.maximum(curvature.sum(axis=0), 1e-300)
    reduced = np.diag(own) - (curvature / other) @ curvature.T
    reduced += own.mean() / len(own)
    dx = linalg.lstsq(reduced, first - curvature @ (second / other))[0]
    return dx, (second - curvature.T @ dx) / other
