"""Upper tails of sums of independent yes-or-no variables that are not equally likely: exact, to twelve digits, relative.

P(V ≥ v) is an integral of the generating function over a circle (Cauchy), whose radius e^θ is that of the saddle point, so
that nothing cancels however small the tail; the trapezoid rule on a circle is exact up to terms that are bounded below
and kept under 1e-19 of the result by the number of points. Cost: the points that matter, some 30, whatever the number of
variables. Equal variables are counted, not repeated.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]
Places = NDArray[np.int64]
DIGITS = 45.0  # e^-45 is 3e-20
CHUNK = 200_000  # cells worked on at once
SMALL = 0.2  # odds below this are summed as a power series


def upper_tail(probability: Vector, count: Vector, v: Places) -> Vector:
    """P(V_t ≥ v_t) for each t, shape (T,), in [0, 1].

    ``probability`` (T, C): of each class of variables; ``count`` (C,): how many variables are in it.
    """
    p = np.where(probability >= 1, 0.0, probability)
    rest = v - (probability >= 1) @ count
    most = (p > 0) @ count
    mean = p @ count
    tail = np.where(rest <= 0, 1.0, 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        all_of_them = np.exp(np.where(p > 0, np.log(p), 0.0) @ count)
        none_of_them = np.exp(np.log1p(-p) @ count)
    tail = np.where((rest > 0) & (rest == most), all_of_them, tail)
    inside = (rest > 0) & (rest < most)
    tail = np.where(inside & (rest == 1) & (mean >= 1), 1 - none_of_them, tail)
    above, below = inside & (rest > mean), inside & (rest <= mean) & (rest > 1)
    tail[above] = _one_side(p[above], count, rest[above], 1.0)
    tail[below] = 1 - _one_side(p[below], count, rest[below] - 1, -1.0)
    clipped: Vector = np.clip(tail, 0.0, 1.0)
    return clipped


def _one_side(p: Vector, count: Vector, at: Vector, side: float) -> Vector:
    """P(V ≥ at) for side 1, P(V ≤ at) for side -1, where ``at`` lies on that side of the mean."""
    found = np.empty(len(at))
    for rows in _parts(len(at), max(1, CHUNK // (8 * max(1, len(count))))):
        odds = p[rows] / (1 - p[rows])
        theta = _saddle(odds, count, at[rows], side)
        found[rows] = _integrated(odds, count, at[rows], theta, side)
    return found


def _parts(size: int, step: int) -> Iterator[slice]:
    return (slice(start, min(start + step, size)) for start in range(0, size, step))


def _saddle(odds: Vector, count: Vector, at: Vector, side: float) -> Vector:
    """Where the tilted mean is ``at``, roughly: any point on that side gives the same integral."""
    mean, total = (odds / (1 + odds)) @ count, (odds > 0) @ count
    theta = np.log(at * (total - mean) / (mean * (total - at)))
    for _ in range(12):
        tilted = odds * np.exp(theta)[:, None]
        q = tilted / (1 + tilted)
        slope = np.maximum((q / (1 + tilted)) @ count, 1e-300)
        step = np.clip((at - q @ count) / slope, -1.5, 1.5)
        theta = theta + step
        if np.abs(step).max(initial=0) < 1e-3:
            break
    tilted = odds * np.exp(theta)[:, None]
    deviation = np.sqrt((tilted / (1 + tilted) ** 2) @ count)
    least: Vector = side * np.maximum(side * theta, np.minimum(2 / np.maximum(deviation, 1e-300), 1.0))
    return least


def _integrated(odds: Vector, count: Vector, at: Vector, theta: Vector, side: float) -> Vector:
    tilted = odds * np.exp(theta)[:, None]
    q = tilted / (1 + tilted)
    mean, variance = q @ count, (q / (1 + tilted)) @ count
    height = (np.log1p(tilted) - np.log1p(odds)) @ count - theta * at
    points = _points(height, np.abs(theta), variance, np.maximum(side * (mean - at), 0.0))
    needed = _needed(points, variance)
    found = np.empty(len(at))
    order = np.argsort(needed, kind="stable")
    while len(order):
        first = max(1, CHUNK // int(needed[order[-1]]))
        rows, order = order[-first:], order[:-first]
        angle = 2 * np.pi * np.arange(int(needed[rows].max()))[None, :] / points[rows][:, None]
        found[rows] = _summed(tilted[rows], count, at[rows], theta[rows], angle, points[rows], side)
    with np.errstate(under="ignore"):
        result: Vector = found * np.exp(height)
    return result


def _points(height: Vector, theta: Vector, variance: Vector, over: Vector) -> Vector:
    """How many points the rule needs: both of its error terms, bounded after Chernoff, come below e^-DIGITS of the result."""
    delta = np.minimum(1.0, np.sqrt(2 * DIGITS / np.maximum(variance, 1e-300)))
    above = (variance * (np.expm1(delta) - delta) + DIGITS) / delta + over
    points: Vector = np.ceil(np.maximum(above, (DIGITS - height) / theta)) + 1
    return points


def _needed(points: Vector, variance: Vector) -> Places:
    """Points up to where the integrand has vanished; it falls from angle 0 to π and is mirrored beyond."""
    reach = np.arccos(np.clip(1 - DIGITS / np.maximum(variance, 1e-300), -1.0, 1.0))
    needed: Places = np.minimum(np.ceil(points * reach / (2 * np.pi)) + 1, points // 2 + 1).astype(np.int64)
    return needed


def _summed(tilted: Vector, count: Vector, at: Vector, theta: Vector, angle: Vector, points: Vector, side: float) -> Vector:
    """The trapezoid sum over the half circle, relative to the integrand's factor at angle 0; shape (T,)."""
    size, turn = _logarithm(tilted, count, angle)
    cosine, sine = np.cos(angle), np.sin(angle)
    # 1 / (1 - e^(-side (theta + i angle))), by its real and imaginary part
    shrink = np.exp(-side * theta)[:, None]
    real, imaginary = 1 - shrink * cosine, side * shrink * sine
    phase = turn - angle * at[:, None]
    with np.errstate(under="ignore"):
        value = np.exp(size) * (np.cos(phase) * real + np.sin(phase) * imaginary) / (real ** 2 + imaginary ** 2)
    once = (angle == 0) | (np.round(angle * points[:, None] / np.pi) == points[:, None])
    beyond = np.round(angle * points[:, None] / (2 * np.pi)) > points[:, None] // 2
    weights = np.where(beyond, 0.0, np.where(once, 1.0, 2.0))
    summed: Vector = (value * weights).sum(axis=1) / points
    return summed


def _logarithm(tilted: Vector, count: Vector, angle: Vector) -> tuple[Vector, Vector]:
    """Logarithm of the tilted generating function over its value at angle 0: modulus and argument, shape of ``angle``."""
    small = tilted.max(axis=0) < SMALL
    size, turn = _series(tilted[:, small], count[small], angle)
    fall, sine = 1 - np.cos(angle), np.sin(angle)
    for c in np.flatnonzero(~small & (tilted.max(axis=0) > 0)):
        q = (tilted[:, c] / (1 + tilted[:, c]))[:, None]
        with np.errstate(divide="ignore"):
            size += count[c] / 2 * np.log1p(np.maximum(-2 * q * (1 - q) * fall, -1.0))
        turn += count[c] * np.arctan2(q * sine, 1 - q * fall)
    return size, turn


def _series(tilted: Vector, count: Vector, angle: Vector) -> tuple[Vector, Vector]:
    """The same for small odds r: Σ (-1)^(k+1) r^k (e^(ikw) - 1) / k."""
    greatest = tilted.max(initial=0.0)
    if greatest == 0:
        return np.zeros_like(angle), np.zeros_like(angle)
    terms = int(np.ceil(DIGITS / -np.log(greatest))) + 1
    power, sums = np.ones_like(tilted), []
    for k in range(1, terms + 1):
        power = power * -tilted
        sums.append(-(power @ count) / k)
    turned = np.exp(1j * angle)
    total = np.zeros_like(turned)
    for each in reversed(sums):
        total = (total + each[:, None]) * turned
    at_zero = np.sum(sums, axis=0)[:, None]
    return total.real - at_zero, total.imag.copy()
