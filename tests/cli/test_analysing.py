"""analyse: the measures, their options and their numbers, in the words of the person."""

from __future__ import annotations

import csv
import io
import json

import pytest

from maillage.graph.analysis.registry import MEASURES
from maillage.graph.store import Store
from tests.analysis.test_nothing_to_measure import CASES, said
from tests.api.conftest import app_on, client_on
from tests.cli.conftest import Maillage
from tests.graph.build import link, thing


def test_alone_it_lists_the_measures_and_asks_no_store(maillage: Maillage) -> None:
    done = maillage("analyse", "--lang", "en")
    assert (done.code, done.err) == (0, "")
    rows = [line.split("\t") for line in done.out.splitlines()]
    assert rows[0] == ["Measure", "Question that it answers"]
    assert [row[0] for row in rows[1:]] == list(MEASURES)


@pytest.mark.parametrize("name", MEASURES)
def test_help_teaches_every_option_in_both_languages(maillage: Maillage, name: str) -> None:
    for lang in ("fr", "en"):
        done = maillage("analyse", name, "--help", "--lang", lang)
        assert (done.code, done.err) == (0, "")
        assert MEASURES[name].title[lang] in done.out
        text = " ".join(done.out.split())
        for told in MEASURES[name].options:
            assert f"--{told.name.replace('_', '-')}" in text
            assert told.label[lang] in text


@pytest.mark.parametrize("name", MEASURES)
def test_the_numbers_are_those_of_the_api(maillage: Maillage, library: Store, name: str) -> None:
    done = maillage("analyse", name, "--format", "json")
    assert done.code == 0, done.err
    with client_on(app_on(library)) as client:
        assert json.loads(done.out) == client.get(f"/api/analysis/{name}").json()


def test_a_table_tells_the_sentence_and_csv_holds_the_findings_alone(maillage: Maillage, library: Store) -> None:
    done = maillage("analyse", "coverage", "--limit", "1")
    assert done.out.startswith("Sur 2 pratiques, les sources disent :")
    assert "… et 1 autres lignes" in done.err
    assert "n'est connu que pour" in done.err
    rows = list(csv.reader(io.StringIO(maillage("analyse", "coverage", "--format", "csv").out)))
    assert rows[0] == ["Qui", "Valeur", "q ou p", "Raisons", "En une phrase"]
    assert len(rows) == 3


def test_wrong_use_is_told_in_one_line(maillage: Maillage, library: Store) -> None:
    for words, told in ((["coverag"], "« coverage »"), (["coverage", "--limit", "x"], "un entier"),
                        (["coverage", "--limt", "1"], "--limit")):
        done = maillage("analyse", *words)
        assert (done.code, done.out) == (2, "")
        assert done.err.count("\n") == 1
        assert told in done.err
    assert maillage("analyse", "coverage", "--territory", "ex:absent").code == 1


def test_several_values_are_repeated_or_separated_by_commas(maillage: Maillage, library: Store) -> None:
    forms = (["--types", "Event,Programme"], ["--types", "Event, Programme"], ["--types", "Event", "--types", "Programme"])
    answers = [json.loads(maillage("analyse", "coverage", *form, "--format", "json").out) for form in forms]
    assert answers[0]["parameters"]["types"] == ["Event", "Programme"]
    assert answers[0] == answers[1] == answers[2]
    assert maillage("search", "exemple", "--type", "Association,Event").code == 0


@pytest.mark.parametrize("case", ["empty", "all alone", "all the same"])
def test_where_there_is_nothing_to_measure_the_api_and_the_command_say_so(maillage: Maillage, empty: Store, case: str) -> None:
    types, ties = CASES[case]
    empty.add([*(claim for id, kind in types.items() for claim in thing(id, kind, id)), *(link(*tie) for tie in ties)])
    with client_on(app_on(empty)) as client:
        for name in MEASURES:
            answer = client.get(f"/api/analysis/{name}", params={"wait": 60})
            assert answer.status_code == 200
            said(answer.json())
            for lang in ("fr", "en"):
                done = maillage("analyse", name, "--lang", lang)
                assert done.code == 0, done.err
                assert answer.json()["sentence"][lang] in done.out
                assert "nan" not in done.out.lower().split()
