"""The lists that ``docs/convergences-lues.md`` keeps are what the code gives today."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from maillage.graph.analysis.phrases import decimal
from maillage.graph.analysis.registry import measure
from maillage.graph.analysis.result import Analysis
from maillage.graph.store import Store
from maillage.loaders.recognise import recognise
from tests.analysis.build import programme

PARTICIPEDIA = {  # words of both names, in the order of the list
    "convergence": [*[("initiative review", "initiative review")] * 6, ("6872", "iti sassari"),
                    ("northern ireland", "tomorrow's europe"), *[("gordon brown", "gordon brown")] * 2],
    "missed_meetings": [("northern ireland", "tomorrow's europe"), ("12033", "12040"), ("calgary", "brussels"),
                        ("champlain", "brussels"), *[("vorarlberg", "tuscany")] * 4, *[("blackpool", "danish")] * 2]}


def page(root: Path, part: str) -> str:
    """One part of the page."""
    text = (root / "docs" / "convergences-lues.md").read_text(encoding="utf-8")
    return text.split(f"## {part}")[1].split("\n## ")[0]


def kept(text: str) -> list[tuple[str, str, str]]:
    """Names, value and p of each numbered line of the tables."""
    rows = re.findall(r"^\| \d+ \| (.+?) \| ([\d,]+) \| ([\d,]+) \|", text, re.MULTILINE)
    return [(names, value, p) for names, value, p in rows]


@pytest.mark.parametrize(("name", "lines"), [("convergence", slice(0, 10)), ("missed_meetings", slice(10, None))])
def test_of_the_programme(root: Path, name: str, lines: slice) -> None:
    found = measure(name).asked(programme(root), {"limit": 10})
    written = kept(page(root, "Le programme de 2018"))[lines]
    assert [value for _, value, _ in written] == [decimal(each.value, "fr") for each in found.findings]
    for (names, _, p), each in zip(written, found.findings, strict=True):
        assert float(p.replace(",", ".")) == pytest.approx(each.p_value, rel=0.06)
        for said, entity in zip(names.split(" – "), each.entities, strict=True):
            assert long_words(said) & long_words(entity.name), (said, entity.name)


def test_of_the_programme_the_sentence_and_the_part_of_chance(root: Path) -> None:
    found, told = measure("convergence").asked(programme(root), {}), page(root, "Le programme de 2018")
    numbers = re.search(r"(\d+) pratiques, (\d+) paires .*?, (\d+) plus que .*? (\d+) au plus", told, re.DOTALL)
    assert numbers is not None
    assert numbers.groups() == told_by(found)


@pytest.mark.timeout(300)  # it loads 3,314 cases, which a busy machine takes its time for
def test_of_participedia(shared: Path, root: Path, default_store: Store) -> None:
    default_store.load(recognise([shared / "data" / "participedia"], ontology=default_store.ontology))
    for name, wanted in PARTICIPEDIA.items():
        found = default_store.analyse(name, limit=10)
        names = [tuple(entity.name for entity in each.entities) for each in found.findings]
        assert [(one in first, other in second) for (one, other), (first, second) in zip(wanted, names, strict=True)] \
            == [(True, True)] * 10, names
        assert {each.value for each in found.findings} == {1.0}
        assert "Les 10 premières lignes ont la même valeur" in " ".join(each["fr"] for each in found.warnings)
    practices, _, strong, chance = told_by(default_store.analyse("convergence", limit=10))
    text = page(root, "Participedia").replace(" ", "")
    assert f"{practices}pratiques" in text
    assert f"{strong}paires" in text
    assert f"{chance}auplus" in text


def long_words(text: str) -> set[str]:
    return {word.lower() for word in re.findall(r"\w+", text) if len(word) > 5}


def told_by(found: Analysis) -> tuple[str, ...]:
    """Practices, pairs, pairs beyond chance, and how many chance alone would give."""
    told = re.sub(r"(?<=\d)\s(?=\d)", "", " ".join(each["fr"] for each in (found.sentence, *found.warnings)))
    numbers = re.search(r"Parmi (\d+) pratiques, (\d+) paires .*?dont (\d+) plus .*?jusqu'à (\d+)", told)
    assert numbers is not None, told
    return numbers.groups()
