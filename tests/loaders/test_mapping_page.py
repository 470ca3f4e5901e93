"""The pages on mapping files: their example runs and gives what they say; they name every key there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from maillage.loaders.preview import preview
from maillage.loaders.recognise import recognise
from maillage.loaders.table import mapping_file
from tests.loaders.tables import ONTOLOGY, read_extract, text

PAGES = [("mapping.md", "fr"), ("mapping.en.md", "en")]


def example(root: Path, page: str, form: str) -> str:
    """The block of the page in a form (csv, yaml, text)."""
    found = re.findall(rf"```{form}\n(.*?)```", (root / "docs" / page).read_text(encoding="utf-8"), re.DOTALL)
    assert len(found) == 1
    return str(found[0])


@pytest.mark.parametrize(("page", "lang"), PAGES)
def test_the_example_gives_what_the_page_says(root: Path, tmp_path: Path, page: str, lang: str) -> None:
    text(tmp_path / "actions.csv", example(root, page, "csv"))
    text(tmp_path / "mapping.yaml", example(root, page, "yaml"))
    extract = recognise([tmp_path], ontology=ONTOLOGY)
    seen = preview(extract, ONTOLOGY)
    assert [getattr(link, lang) for link in seen.links] == example(root, page, "text").splitlines()
    assert not read_extract(extract).refusals
    assert read_extract(extract).values("start") == ["2018-03-06/2018-03-08", "2019-03"]


@pytest.mark.parametrize(("page", "lang"), PAGES)
def test_the_page_names_every_key(root: Path, page: str, lang: str) -> None:
    said = set(re.findall(r"`(\w+)", (root / "docs" / page).read_text(encoding="utf-8")))
    for keys in (mapping_file._TABLE, mapping_file._ENTITY, mapping_file._LINK, mapping_file._VALUE, mapping_file._SOURCE):
        assert set(keys) - {"column", "value"} <= said
    assert lang in ("fr", "en")


@pytest.mark.parametrize(("page", "lang"), PAGES)
def test_the_example_is_invented_and_says_so(root: Path, page: str, lang: str) -> None:
    rows = example(root, page, "csv").splitlines()[1:]
    assert all(re.search(r"(?i)exemple|example|ficti[fv]", cell) for row in rows for cell in row.split(";")[1::2] if cell)
    assert lang in ("fr", "en")
