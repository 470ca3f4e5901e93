"""Graphs with little or nothing in them: every measure answers in words, never with a NaN.

The API and the command: `tests/cli/test_analysing.py`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import pytest

from maillage.graph.analysis.registry import MEASURES
from maillage.graph.analysis.resampling import ask
from tests.analysis.build import snapshot

Case = tuple[dict[str, str], list[tuple[str, str, str]]]
TWINS = [(f"p{n}", "CONCERNS", "t") for n in range(9)] + [("o", "ORGANISES", f"p{n}") for n in range(9)]
CASES: dict[str, Case] = {
    "empty": ({}, []),
    "one practice": ({"p": "Event"}, []),
    "one actor": ({"o": "Company"}, []),
    "no theme": ({"p": "Event", "q": "Event", "o": "Company", "a": "Association"},
                 [("o", "HOSTS", "p"), ("o", "HOSTS", "q"), ("a", "PARTNER_IN", "q")]),
    "all alone": ({f"{what}{n}": kind for what, kind in (("p", "Event"), ("o", "Company"), ("t", "Theme"), ("l", "Territory"))
                   for n in range(4)}, []),
    "all the same": ({f"p{n}": "Event" for n in range(9)} | {"t": "Theme", "o": "Company"}, TWINS)}


def numbers(answer: Any) -> Iterator[float]:
    """Every number of an answer, wherever it stands."""
    if isinstance(answer, dict):
        answer = list(answer.values())
    if isinstance(answer, list | tuple):
        for part in answer:
            yield from numbers(part)
    elif isinstance(answer, int | float):
        yield answer


def said(answer: dict[str, Any]) -> None:
    for texts in (answer["sentence"], *answer["warnings"], *(each["sentence"] for each in answer["findings"])):
        assert all(texts[lang] and "nan" not in texts[lang].lower().split() for lang in ("fr", "en"))
    assert all(math.isfinite(number) for number in numbers(answer))


@pytest.mark.parametrize("name", MEASURES)
@pytest.mark.parametrize("case", CASES)
def test_it_is_answered_in_words(case: str, name: str) -> None:
    measure = MEASURES[name]
    for draws in (0, 3):
        said(asdict(ask(measure, snapshot(*CASES[case]), measure.parameters(), draws)))


@pytest.mark.parametrize("name", MEASURES)
def test_large_numbers_are_written_in_groups_of_three(name: str) -> None:
    """``3 314``, ``3,314``: the sentence and its warnings write numbers alike."""
    made = {f"p{n}": "Event" for n in range(1_100)} | {f"o{n}": "Company" for n in range(1_200)} | {"t": "Theme"}
    links = [("p1", "CONCERNS", "t"), ("p2", "CONCERNS", "t"), ("o1", "ORGANISES", "p1"), ("o2", "ORGANISES", "p1")]
    found = MEASURES[name].asked(snapshot(made, links), {})
    for texts in (found.sentence, *found.warnings):
        for text in texts.values():
            assert not re.search(r"\d{4}", text), text
