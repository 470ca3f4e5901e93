"""The collector of cycles, held back and let go."""

from __future__ import annotations

import gc

import pytest

from maillage.graph.collecting import SELDOM, seldom_collected


def test_it_is_as_before_however_the_work_ends() -> None:
    before, within = gc.get_threshold(), []

    def cut() -> None:
        with seldom_collected():
            within.append(gc.get_threshold())
            raise ValueError("cut")

    with pytest.raises(ValueError, match="cut"):
        cut()
    assert within == [(SELDOM, *before[1:])]
    assert gc.get_threshold() == before


def test_work_within_work_does_not_let_it_go() -> None:
    with seldom_collected():
        with seldom_collected():
            pass
        assert gc.get_threshold()[0] == SELDOM


def test_who_turned_it_off_keeps_it_off() -> None:
    before = gc.get_threshold()
    gc.set_threshold(0)
    try:
        with seldom_collected():
            assert gc.get_threshold()[0] == 0
    finally:
        gc.set_threshold(*before)
