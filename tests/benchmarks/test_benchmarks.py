"""The measures at a tiny size: they run through, compare like with like, and write their page themselves."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from benchmarks.__main__ import PAGE, main
from benchmarks.content import content, counts, write
from benchmarks.world import HEADINGS, World
from maillage.graph.store import Store
from maillage.loaders.recognise import recognise

TINY = ("--links", "60", "--graph-links", "120", "--rounds", "1", "--requests", "4", "--votes", "200", "--engine", "embedded")


def test_the_made_up_network_is_the_same_twice_and_has_as_many_links_as_asked(tmp_path: Path) -> None:
    one, other = (World(50, 200).write(tmp_path / name).read_bytes() for name in ("a", "b"))
    assert one == other
    rows = list(csv.reader(one.decode().splitlines()))
    assert tuple(rows[0]) == HEADINGS
    assert len({(row[0], row[3], row[4]) for row in rows[1:]}) == 200


def test_a_network_too_small_for_its_links_is_refused() -> None:
    with pytest.raises(ValueError, match="too many"):
        list(World(10, 2_000).rows())


@pytest.mark.engine("embedded")
def test_the_bare_driver_writes_what_maillage_wrote(store: Store, tmp_path: Path) -> None:
    World(50, 200).write(tmp_path)
    report = store.load(recognise([tmp_path], ontology=store.ontology))
    assert (report.refused, counts(store)[2]) == (0, 200)
    held, before = content(store), list(store.dump())
    store.wipe()
    write(store, held)
    assert list(store.dump()) == before
    assert [check.name for check in store.doctor(deep=True) if not check.ok] == []


@pytest.mark.timeout(300)  # it starts the command and the engine ten times, which a busy machine takes its time for
def test_a_whole_run_fills_every_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written = PAGE.read_bytes() if PAGE.exists() else None
    assert main([*TINY, "--output", str(tmp_path / "page.md")]) == 0
    page = (tmp_path / "page.md").read_text(encoding="utf-8")
    assert capsys.readouterr().out.strip() == page.strip()
    titles = re.findall(r"^## (.+)$", page, re.MULTILINE)
    titles = [title for title in titles if not title.startswith("Médiateurs")]  # from the shared data: test_brokers.py
    assert titles == ["Lire le CSV seul", "Charger", "Mémoire d'un chargement", "Ouvrir, prendre les tableaux",
                      "Latence de l'API", "Où va le temps d'un chargement", "Convergence : ce que deux projets ont en commun",
                      "Convergence : la part du hasard", "Convergence : quand le réseau double"]
    for part in page.split("\n## ")[1:]:
        rows = re.findall(r"^\| (?!-)", part, re.MULTILINE)
        assert len(rows) >= 2, part
    assert (PAGE.read_bytes() if PAGE.exists() else None) == written  # a part of the measures leaves the page alone
