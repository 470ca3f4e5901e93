"""Laws of the standalone page's layout."""

from __future__ import annotations

import networkx
import numpy as np
import pytest

from maillage.viz.layout import arrange


def sizes(count: int) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return np.linspace(6.0, 20.0, count)


@pytest.mark.parametrize("count", [0, 1, 2, 60, 900])
def test_the_same_graph_gives_the_same_map_and_nothing_overlaps(count: int) -> None:
    links = list(networkx.barabasi_albert_graph(count, 2, seed=1).edges) if count > 2 else []
    radii = sizes(count)
    places = arrange(count, links, radii)
    assert places.shape == (count, 2)
    assert np.isfinite(places).all()
    assert (places == arrange(count, links, radii)).all()
    gaps = np.hypot(*(places[:, None] - places[None]).transpose(2, 0, 1)) - radii[:, None] - radii[None]
    assert (gaps[~np.eye(count, dtype=bool)] > 0).all()


def test_linked_things_are_nearer_than_others() -> None:
    graph = networkx.connected_caveman_graph(6, 8)
    places = arrange(len(graph), list(graph.edges), sizes(len(graph)))
    gaps = np.hypot(*(places[:, None] - places[None]).transpose(2, 0, 1))
    linked = networkx.to_numpy_array(graph) > 0
    assert gaps[linked].mean() < 0.5 * gaps[~linked].mean()


def test_things_that_stand_alone_are_not_sent_far_away() -> None:
    links = list(networkx.barabasi_albert_graph(80, 2, seed=2).edges)
    places = arrange(100, links, sizes(100))
    reach = np.hypot(places[:, 0], places[:, 1])
    assert reach[80:].max() < 3 * np.percentile(reach[:80], 90)
