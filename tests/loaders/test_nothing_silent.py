"""Whatever a format lets a file say beside nodes and links is kept in the claims, or told before anything is stored.

Each file holds marks (``M1-MARQUE`` …) in places that its format's specification allows; after the preview and the reading
each of them is found in a claim, among what is left out and why, in the refusals, or in the title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from maillage.loaders.preview import preview
from maillage.loaders.recognise import recognise
from tests.loaders.marks import FILES, File
from tests.loaders.tables import ONTOLOGY, read_extract

_MARK = re.compile(r"M[0-9]+-MARQUE")


def _texts(value: Any) -> Iterator[str]:
    """Every text in a tree of tuples and lists."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from _texts(one)


@pytest.mark.parametrize("file", FILES, ids=[file.what for file in FILES])
def test_what_a_file_says_is_kept_or_told(tmp_path: Path, file: File) -> None:
    written = ((file.name, file.content), *file.more)
    for name, content in written:
        (tmp_path / name).write_text(content, encoding="utf-8")
    extract = recognise([tmp_path / name for name, _ in written], ontology=ONTOLOGY)
    seen, found = preview(extract, ONTOLOGY), read_extract(extract)
    kept = "\n".join(_texts([(c.subject, c.object, c.value, c.role, c.since, c.until, c.note) for c in found.claims]))
    told = "\n".join(_texts([*seen.left_out, *found.refusals, seen.title]))
    marks = set(_MARK.findall("".join(content for _, content in written)))
    assert marks
    assert marks - set(_MARK.findall(f"{kept}\n{told}")) == set()
    assert "PRIVÉ" not in kept + told
    assert [word for word in file.unsaid if word not in kept and word not in told] == []
    told_fr, told_en = ([getattr(use, lang) for use in seen.left_out] for lang in ("fr", "en"))
    assert all(fr != en for fr, en in zip(told_fr, told_en, strict=True))
