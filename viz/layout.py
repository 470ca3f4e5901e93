"""Where things stand on a map that nobody has touched: the same graph gives the same map."""

from __future__ import annotations

from typing import Any

import networkx
import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

SEED = 2018
# Above this the finer method, which compares every pair, takes too long.
_FINE = 800
_STEPS = 150
_GRID = 20
_ROUNDS = 80
_MARGIN = 14.0  # pixels between two things

Positions = NDArray[np.float64]


def arrange(count: int, links: list[tuple[int, int]], sizes: NDArray[np.float64]) -> Positions:
    """Positions, shape (count, 2), in pixels at scale 1: linked things near, none over another.

    ``sizes`` are radii in pixels, shape (count,).
    """
    if count == 0:
        return np.zeros((0, 2))
    graph: networkx.Graph[int] = networkx.Graph()
    graph.add_nodes_from(range(count))
    graph.add_edges_from(links)
    spread = _spread(graph, 70.0 * np.sqrt(count))
    return np.round(_apart(spread, sizes), 1)


def _spread(graph: networkx.Graph[int], width: float) -> Positions:
    """A force layout scaled so that its bulk is about ``width`` wide; things that stand alone are brought near."""
    start = networkx.random_layout(graph, seed=SEED)
    found = _fine(graph, start) if len(graph) <= _FINE else _coarse(graph, start)
    places = np.array([found[node] for node in range(len(graph))], dtype=np.float64)
    places = np.nan_to_num(places - np.median(places, axis=0))
    linked = [node for node, degree in graph.degree if degree > 0] or list(graph)
    reach = float(np.percentile(np.abs(places[linked]), 90)) or 1.0
    return _reined(places * (width / 2 / reach), width * 0.72)


def _fine(graph: networkx.Graph[int], start: Any) -> Any:
    return networkx.forceatlas2_layout(graph, pos=start, max_iter=400, seed=SEED, scaling_ratio=6.0, gravity=1.6)


def _coarse(graph: networkx.Graph[int], start: Any) -> Any:
    """Fruchterman and Reingold's forces, the pushing of far things taken square by square: a second or two for thousands."""
    count = len(graph)
    width = float(np.sqrt(count))
    places = np.array([start[node] for node in range(count)], dtype=np.float64) * width
    ends = np.array(list(graph.edges), dtype=np.int64).reshape(-1, 2)
    chance = np.random.default_rng(SEED)
    for heat in np.linspace(width / 8, width / 400, _STEPS):
        force = _pushed(places, chance.random(2)) - _pulled(places, ends) - places * 0.4
        length = np.hypot(force[:, 0], force[:, 1])[:, None]
        places += force / np.maximum(length, 1e-9) * np.minimum(length, heat)
    return places


def _pushed(places: Positions, shift: Positions) -> Positions:
    """Away from the middle of each square of a grid, by how many stand in it.

    ``shift`` (two numbers in [0, 1)) moves the grid by a part of a square: were it the same each time, it would show.
    """
    low, high = places.min(axis=0), places.max(axis=0)
    cell = ((places - low) / np.maximum(high - low, 1e-9) * _GRID + shift).astype(np.int64)
    _, square, crowd = np.unique(cell[:, 0] * 2 * _GRID + cell[:, 1], return_inverse=True, return_counts=True)
    middle = np.stack([np.bincount(square, places[:, axis]) / crowd for axis in (0, 1)], axis=1)
    away = places[:, None] - middle[None]
    weight = crowd / np.maximum(np.einsum("ijk,ijk->ij", away, away), 0.05)
    pushed: Positions = np.einsum("ijk,ij->ik", away, weight)
    return pushed


def _pulled(places: Positions, ends: NDArray[np.int64]) -> Positions:
    """Towards what each is linked with, the more the farther it is."""
    between = places[ends[:, 0]] - places[ends[:, 1]]
    pull = between * np.hypot(between[:, 0], between[:, 1])[:, None]
    count = len(places)
    return np.stack([np.bincount(ends[:, 0], pull[:, axis], count) - np.bincount(ends[:, 1], pull[:, axis], count)
                     for axis in (0, 1)], axis=1)


def _reined(places: Positions, most: float) -> Positions:
    """Far-flung things are drawn in, in their direction, to little more than ``most`` from the middle."""
    far = np.hypot(places[:, 0], places[:, 1])
    wanted = np.where(far > most, most + (far - most) * 0.15, far)
    return places * (wanted / np.maximum(far, 1e-9))[:, None]


def _apart(places: Positions, sizes: NDArray[np.float64]) -> Positions:
    """Moves things that touch apart, a little each round."""
    places = places + np.random.default_rng(SEED).normal(0, 0.01, places.shape)
    reach = 2 * float(sizes.max()) + _MARGIN
    for _ in range(_ROUNDS):
        pairs = cKDTree(places).query_pairs(reach, output_type="ndarray")
        between = places[pairs[:, 1]] - places[pairs[:, 0]]
        gap = np.hypot(between[:, 0], between[:, 1])
        lack = sizes[pairs[:, 0]] + sizes[pairs[:, 1]] + _MARGIN - gap
        touching = lack > 0
        if not touching.any():
            break
        push = between[touching] * (lack[touching] / 2 / np.maximum(gap[touching], 1e-6))[:, None]
        np.subtract.at(places, pairs[touching, 0], push)
        np.add.at(places, pairs[touching, 1], push)
    return places
