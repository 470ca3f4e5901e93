"""The measures at a tiny size: they run through, compare like with like, and write their page themselves."""

from __future__ import annotations

import csv
import os
import re
from pathlib import Path

import httpx
import pytest

from benchmarks import browser
from benchmarks.__main__ import PAGE, main
from benchmarks.analyses import others
from benchmarks.content import content, counts, write
from benchmarks.reading import by_turns
from benchmarks.reasons import why
from benchmarks.replay import NotingStore, Question
from benchmarks.report import Table
from benchmarks.watch import Cost, cost
from benchmarks.world import HEADINGS, World
from maillage.graph.store import Store
from maillage.loaders.recognise import recognise
from tests.engines.neo4j import free_port

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
def test_a_whole_run_fills_every_table(tmp_path: Path, capsys: pytest.CaptureFixture[str],
                                       monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser, "CHROMIUM", tmp_path / "nowhere")  # the browser's tables: test_browser.py
    written = PAGE.read_bytes() if PAGE.exists() else None
    assert main([*TINY, "--output", str(tmp_path / "page.md")]) == 0
    page = (tmp_path / "page.md").read_text(encoding="utf-8")
    assert capsys.readouterr().out.strip() == page.strip()
    titles = re.findall(r"^## (.+)$", page, re.MULTILINE)
    titles = [title for title in titles if not title.startswith("Médiateurs")]  # from the shared data: test_brokers.py
    assert titles == ["Lire le CSV seul", "Charger", "Mémoire d'un chargement", "Ouvrir, prendre les tableaux",
                      "Latence de l'API", "Analyses", "Où va le temps d'un chargement",
                      "Convergence : ce que deux projets ont en commun", "Convergence : la part du hasard",
                      "Convergence : quand le réseau double"]
    for part in page.split("\n## ")[1:]:
        rows = re.findall(r"^\| (?!-)", part, re.MULTILINE)
        assert len(rows) >= 2, part
    timed = re.findall(r"^\| embedded \| [^|]+ \| (\d+) \|", page.partition("## Latence")[2].partition("\n## ")[0], re.MULTILINE)
    assert timed == ["4"] * 11  # of each kind as many as were asked for
    assert (PAGE.read_bytes() if PAGE.exists() else None) == written  # a part of the measures leaves the page alone


def test_a_missed_goal_is_explained_in_words() -> None:
    """The numbers of the words are those measured: the difference of both loads, shared out."""
    ours = Cost(seconds=30.0, client_cpu=9.0, engine_cpu=40.0, statements=1260)
    bare = Cost(seconds=15.0, client_cpu=1.0, engine_cpu=20.0, statements=80)
    said = why("neo4j-lts", ours, bare, 0.8)
    for part in ("0,50 au lieu de 0,8", "30,00 s, il en faudrait 18,75 au plus", "Des 15,00 s de plus", "8,00 s sont du travail",
                 "et 7,00 s de l'attente du moteur", "20,00 s de processeur de plus", "1260 requêtes, contre 80"):
        assert part in said
    table = Table("Essai", ("a",), rows=[("1",)], findings=[said])
    assert table.markdown().endswith(f"| 1 |\n\n{said}\n")


@pytest.mark.engine("embedded")
def test_what_is_sent_is_counted(store: Store) -> None:
    with cost() as told:
        store.read("RETURN 1 AS one")
        store.write_raw([("RETURN 1 AS one", {}), ("RETURN 2 AS two", {})])
    assert told.statements == 3
    with cost() as again:
        pass
    assert again.statements == 0


@pytest.mark.engine("embedded")
def test_a_slow_kind_of_request_ends_with_what_was_measured(store: Store) -> None:
    answering = httpx.MockTransport(lambda _: httpx.Response(200))
    asked: list[tuple[str, list[Question]]] = [(f"entities/{number}", []) for number in range(5)]
    with httpx.Client(base_url="http://127.0.0.1/api/", transport=answering) as client:
        for most, measured in ((60.0, 5), (0.0, 1)):
            assert [len(times) for times in by_turns(client, NotingStore(store), asked, most)] == [measured, measured]


def test_another_caller_who_gets_no_answer_is_told() -> None:
    """Else a server that refuses while it computes would look quick."""
    nowhere = f"http://127.0.0.1:{free_port()}/api/"
    with httpx.Client(base_url=nowhere) as client, pytest.raises(httpx.ConnectError), others(client, "entities/x", os.getpid()):
        pass
