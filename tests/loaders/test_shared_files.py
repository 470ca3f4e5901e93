"""Every file of the shared data that could be given to ``maillage load``: read, or refused in words that say what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from maillage.errors import SourceError
from maillage.loaders.preview import preview
from maillage.loaders.recognise import recognise
from tests.loaders.tables import ONTOLOGY

REFUSED = {
    "overview-of-the-euro-crisis.xlsx": "classeur abîmé ou incomplet",  # it truly is
    "comments_edges.csv": "commentaires",  # said of proposals, which stand in the other file
    "pabulib_amsterdam_edges.csv.gz": "décompressez",
    "pabulib_toulouse_edges.csv.gz": "décompressez",
}


@pytest.mark.parametrize("folder", ["formats", "decidim", "popolo", "participatory_budgets", "networks"])
def test_each_file_is_read_or_refused_in_the_right_words(shared: Path, folder: str) -> None:
    for path in sorted((shared / "data" / folder).iterdir()):
        if path.name in REFUSED:
            with pytest.raises(SourceError) as caught:
                recognise([path], ontology=ONTOLOGY)
            assert REFUSED[path.name] in caught.value.message("fr")
            continue
        seen = preview(recognise([path], ontology=ONTOLOGY), ONTOLOGY, bound=5_000)
        assert seen.claims, path.name
        assert seen.entities or seen.links, path.name
        assert seen.refused <= seen.claims / 10, path.name
