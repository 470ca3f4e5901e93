"""Names of places of the shared data: as well recognised as the page says."""

from __future__ import annotations

import re
from pathlib import Path

from tests.loaders.places import Named, named, score


def test_precision_and_recall_are_those_of_the_page(shared: Path, root: Path) -> None:
    names = list(named(shared))
    assert len(names) == 200
    page = (root / "docs" / "territories.md").read_text(encoding="utf-8")
    written = [tuple(map(float, found)) for found in re.findall(r"\| (\d\.\d{3}) \| (\d\.\d{3}) \|", page)]
    measured = [score(names, context=context) for context in (False, True)]
    assert written == [(round(one.precision, 3), round(one.recall, 3)) for one in measured]
    assert all(one.precision >= 0.99 and one.recall >= 0.85 for one in measured)


def test_a_wrong_truth_lowers_the_score() -> None:
    names = [Named("Grenoble", (), "commune 38185"), Named("Lyon", (), "commune 38185"), Named("Rome", ("Italie",), "-")]
    found = score(names, context=True)
    assert (found.real, found.sure, found.right) == (2, 2, 1)
