"""The part on mediators, on the first bills only: the same numbers as networkx, every table filled."""

from __future__ import annotations

from pathlib import Path

from benchmarks import brokers


def test_the_same_numbers_as_networkx_and_a_curve(shared: Path) -> None:
    told: list[str] = []
    against, doubling = brokers.tables(told.append, shared, scale=0.04)
    gaps = [float(row[4]) for row in against.rows if row[4] != "—"]
    assert len(gaps) == 4
    assert max(gaps) < 1e-9
    assert [row[0] for row in doubling.rows] == sorted(row[0] for row in doubling.rows)
    assert len(doubling.rows) == len(brokers.SCALES)
    assert told
