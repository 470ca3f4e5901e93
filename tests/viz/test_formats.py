"""What docs/formats.md says of each format is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from maillage.graph.export import FORMATS
from maillage.viz.formats import ALL_FORMATS
from tests.engines.session import Engine
from tests.graph import readers
from tests.graph.export_sample import ACTOR, FORMER, NAME, fill

# What each row of the table means: a text that a reader finds, written in one way or another.
PROBES = {
    "ids": re.escape(ACTOR),
    "names with accents": re.escape(NAME),
    "English names": "ENGLISH-SONDE",
    "other names": "ALIAS-SONDE",
    "main type": r"\bAcademic\b",
    "all types": "ResourceCentre",
    "descriptions": "DESCRIPTION-SONDE",
    "other properties": "FORME-SONDE",
    "tags": "ETIQUETTE-SONDE",
    "coordinates": r"47[.]2181",
    "dates at their precision": r"1998-03(?!-)|mars 1998",
    "dates as days, for timelines": "1998-03-01",
    "links": "PARTNER_IN",
    "roles": "ROLE-SONDE",
    "notes of links": "NOTE-SONDE",
    "period of links": r"2017-11(?!-)|novembre 2017",
    "confidence": r"\b0[.]75\b",
    "ids of sources": "doc:exemple",
    "titles of sources": "TITRE-SONDE",
    "licences of sources": "LICENCE-SONDE",
    "place in the source": "ENDROIT-SONDE",
    "quotations": "CITATION-SONDE",
    "contradicting values": "AUTREVALEUR-SONDE",
    "proposed or rejected claims": "PROPOSEE-SONDE",
    "merged ids": re.escape(FORMER),
    "decisions and their authors": "DECIDEUSE-SONDE",
    "colours and shapes": r"\bhttp://gexf.net/1.3/viz\}color|#a9c4e6",
}


@pytest.fixture(scope="module")
def table(root: Path) -> dict[str, dict[str, str]]:
    """The table of the page: row by its English name, then format, then ✓ or –."""
    page = (root / "docs" / "formats.md").read_text(encoding="utf-8")
    text = page.partition("## Ce que chacun porte")[2].partition("\n## ")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("| ")]
    start = next(index for index, row in enumerate(rows) if row[0] == "" and row[1] == "jsonl")
    heads = rows[start][1:]
    return {row[0].split(" / ")[-1]: dict(zip(heads, row[1:], strict=True)) for row in rows[start + 1:]}


@pytest.fixture(scope="module")
def found(default_engine: Engine) -> dict[str, str]:
    store = fill(default_engine.empty())
    return {name: readers.words(name, b"".join(format.write(store))) for name, format in ALL_FORMATS.items()}


def test_the_page_speaks_of_every_format_and_ending(root: Path, table: dict[str, dict[str, str]]) -> None:
    text = (root / "docs" / "formats.md").read_text(encoding="utf-8")
    assert all(f"| `{name}` | `{format.suffix}`" in text for name, format in ALL_FORMATS.items())
    assert set(table) == set(PROBES)
    assert all(list(row) == list(ALL_FORMATS) for row in table.values())


@pytest.mark.parametrize("name", ALL_FORMATS)
@pytest.mark.parametrize("carried", PROBES)
def test_each_format_carries_what_the_page_says(
        table: dict[str, dict[str, str]], found: dict[str, str], name: str, carried: str) -> None:
    there = re.search(PROBES[carried], found[name])
    assert ("✓" if there else "–") == table[carried][name]


def test_all_formats_are_those_of_the_graph_and_the_page() -> None:
    assert list(ALL_FORMATS) == [*FORMATS, "html"]
