"""The page of examples: each runs, refuses nothing, and gives the links that the page shows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from maillage.loaders.preview import preview
from maillage.loaders.recognise import recognise
from tests.loaders.tables import ONTOLOGY, read_extract, text

EXAMPLES = ["OpenAlex", "Sirene", "RNA"]


def blocks(root: Path, name: str) -> dict[str, str]:
    page = (root / "docs" / "mapping-examples.md").read_text(encoding="utf-8")
    section = next(part for part in page.split("\n## ") if part.startswith(name))
    return dict(re.findall(r"```(\w+)\n(.*?)```", section, re.DOTALL))


@pytest.mark.parametrize("name", EXAMPLES)
def test_each_example_gives_what_the_page_shows(root: Path, tmp_path: Path, name: str) -> None:
    found = blocks(root, name)
    text(tmp_path / "lignes.csv", found["csv"])
    text(tmp_path / "mapping.yaml", found["yaml"])
    extract = recognise([tmp_path], ontology=ONTOLOGY)
    seen = preview(extract, ONTOLOGY)
    assert [link.fr for link in seen.links] == found["text"].splitlines()
    assert not read_extract(extract).refusals
    assert not seen.left_out


def test_keys_that_identify_come_through(root: Path, tmp_path: Path) -> None:
    found = blocks(root, "Sirene")
    text(tmp_path / "lignes.csv", found["csv"])
    text(tmp_path / "mapping.yaml", found["yaml"])
    seen = read_extract(recognise([tmp_path], ontology=ONTOLOGY))
    assert seen.values("siren") == ["000000001", "000000002", "000000003"]
    assert set(seen.values("insee")) == {"99001", "99002"}
    assert sorted(seen.values("type")) == ["Association", "Company", "Institution", "Territory", "Territory"]
