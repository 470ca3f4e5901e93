"""The methods page is current, whole in both languages, and its example is what a pencil gives."""

from __future__ import annotations

from math import log
from pathlib import Path

import pytest

from maillage.graph.analysis.methods.example import example
from maillage.graph.analysis.methods.page import PAGES, page
from maillage.graph.analysis.registry import MEASURES


@pytest.mark.parametrize("lang", PAGES)
def test_the_page_is_current(root: Path, lang: str) -> None:
    kept = (root / "docs" / PAGES[lang]).read_text(encoding="utf-8")
    assert kept == page(lang), "run: python -m maillage.graph.analysis.methods docs"


@pytest.mark.parametrize("lang", PAGES)
def test_every_measure_finds_its_place_and_its_parameters_on_it(lang: str) -> None:
    text = page(lang)
    for measure in MEASURES.values():
        anchor = measure.asked(example(), {}).method.removeprefix("#")
        assert f'<a id="{anchor}"></a>\n## {measure.title[lang]}\n' in text
        assert all(f"`{told.name}`" in text for told in measure.options)
    assert "$" not in text


def test_the_example_is_what_a_pencil_gives() -> None:
    pairs = {frozenset(e.id for e in each.entities): each.value
             for each in MEASURES["convergence"].asked(example(), {"facets": "CONCERNS"}).findings}
    water, soil, climate, money = log(4 / 3), log(2), log(2), log(4)
    assert pairs[frozenset({"Atelier", "Conseil"})] == pytest.approx((water + soil) / (water + soil + climate))
    assert pairs[frozenset({"Conseil", "Budget"})] == pytest.approx(climate / (water + soil + climate + money))
    assert f"**{(water + soil) / (water + soil + climate):.3f}**" in page("en")
