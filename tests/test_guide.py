"""The researchers' guide is executed: each block runs, and prints what the page says it prints."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

from maillage import open_store
from maillage.loaders.recognise import recognise
from maillage.schema.model import default_ontology

BLOCK = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)


def test_every_block_prints_what_the_page_says(root: Path, tmp_path: Path) -> None:
    url = f"embedded:{tmp_path / 'store'}"
    with open_store(url) as store:
        store.load(recognise([root / "loaders" / "programme"], ontology=default_ontology()))
        names: dict[str, object] = {"url": url}
        blocks = BLOCK.findall((root / "docs" / "researchers.md").read_text(encoding="utf-8"))
        assert len(blocks) >= 8
        for block in blocks:
            said = io.StringIO()
            with contextlib.redirect_stdout(said):
                exec(compile(block, "researchers.md", "exec"), names)  # noqa: S102 - our own page, executed on purpose
            wanted = [line.removeprefix("#> ") for line in block.splitlines() if line.startswith("#> ")]
            assert said.getvalue().splitlines() == wanted, block


def test_py2neo_reads_the_same_store(root: Path, tmp_path: Path) -> None:
    with open_store(f"embedded:{tmp_path / 'store'}") as store:
        store.load(recognise([root / "loaders" / "programme"], ontology=default_ontology()))
        found = store.py2neo().run("MATCH (e:Entity) RETURN count(e) AS n").evaluate()
        assert found == len(store.snapshot().ids)
