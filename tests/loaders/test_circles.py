"""Circles of parts and wholes: found whatever was said before, with no more remembered than there are pairs."""

from __future__ import annotations

from itertools import pairwise

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.loaders import limits
from maillage.loaders.circles import Circles

IDS = st.sampled_from("abcdef")


def test_a_pair_said_again_is_remembered_once_and_closes_no_circle() -> None:
    circles = Circles()
    assert not any(circles.closed("essai:club", "essai:reseau") for _ in range(10_000))
    assert circles.pairs == 1
    assert circles.closed("essai:reseau", "essai:club") == ("essai:reseau", "essai:club", "essai:reseau")


def test_no_more_pairs_are_remembered_than_the_limit_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "KNOWN", 3)
    circles = Circles()
    assert not any(circles.closed("part", f"whole-{n}") for n in range(10))
    assert circles.pairs == 3
    assert circles.closed("whole-2", "part")
    assert not circles.closed("whole-3", "part")


@given(st.lists(st.tuples(IDS, IDS), max_size=25))
def test_a_circle_is_told_where_the_pair_closes_one_and_only_there(pairs: list[tuple[str, str]]) -> None:
    circles = Circles()
    known: networkx.DiGraph[str] = networkx.DiGraph()
    known.add_nodes_from("abcdef")
    for part, whole in pairs:
        circle = circles.closed(part, whole)
        assert bool(circle) == networkx.has_path(known, whole, part)
        if circle:
            assert (circle[:2], circle[-1]) == ((part, whole), part)
            assert all(known.has_edge(one, next) for one, next in pairwise(circle[1:]))
        else:
            known.add_edge(part, whole)
