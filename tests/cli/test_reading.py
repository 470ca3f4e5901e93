"""search, show, query: data alone on stdout, in three forms, and nothing that can change the store."""

from __future__ import annotations

import csv
import io
import json

import pytest

from maillage.graph.store import Store
from tests.api import sample
from tests.cli.conftest import Maillage

FORMULA = "MATCH (e:Entity {id: 'ex:h-formula'}) RETURN e.name AS nom, -3 AS nombre"


def test_search_tells_how_it_found(maillage: Maillage, library: Store) -> None:
    done = maillage("search", "reseau", "exemple")
    assert done.code == 0
    rows = [line.split("\t") for line in done.out.splitlines()]
    assert rows[0] == ["Nom", "Type", "Identifiant", "Trouvé par"]
    assert rows[1] == ["Réseau Exemple", "association", sample.NETWORK, "son nom"]
    english = maillage("search", "REX", "--lang", "en", "--limit", "1").out.splitlines()
    assert english[1].endswith("\tits acronym: REX")


def test_search_is_silent_on_stdout_where_nothing_matches(maillage: Maillage, library: Store) -> None:
    done = maillage("search", "zzqqxx", "--format", "json")
    assert (done.code, json.loads(done.out)["hits"]) == (0, [])
    assert "Rien ne correspond" in maillage("search", "zzqqxx").err


@pytest.mark.parametrize(("lang", "said"), [
    ("fr", "est vide (maillage demo a la sienne). Pour commencer : maillage load FICHIER"),
    ("en", "is empty (maillage demo has its own). To begin: maillage load FILE"),
])
def test_an_empty_store_is_said_to_be_empty(maillage: Maillage, empty: Store, lang: str, said: str) -> None:
    done = maillage("search", "unadel", "--lang", lang)
    assert (done.code, done.err.count("\n")) == (0, 1)
    assert f"{empty.url} {said}" in done.err
    done = maillage("show", "unadel", "--lang", lang)
    assert (done.code, done.out) == (1, "")
    assert f"{empty.url} {said}" in done.err


def test_search_keeps_to_a_type_and_refuses_one_that_is_not(maillage: Maillage, library: Store) -> None:
    only = json.loads(maillage("search", "exemple", "--type", "Programme", "--format", "json").out)
    assert [hit["entity"]["id"] for hit in only["hits"]] == [sample.PROGRAMME]
    done = maillage("search", "exemple", "--type", "Asociation")
    assert (done.code, done.out) == (2, "")
    assert "« Association »" in done.err


@pytest.mark.parametrize("name", [sample.NETWORK, sample.TWIN, "Réseau Exemple", "rex"])
def test_show_finds_a_card_by_id_name_or_acronym_and_cites_each_claim(maillage: Maillage, library: Store, name: str) -> None:
    done = maillage("show", *name.split())
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"Réseau Exemple  association\n{sample.NETWORK}\n")
    assert "sigle : REX\n    [1] ligne 2" in done.out
    assert "Cercle Fictif" in done.out
    assert "    [1] lien 8" in done.out
    assert f"[1] Document d'exemple  {sample.SOURCE}" in done.out


def test_show_in_json_has_the_evidence(maillage: Maillage, library: Store) -> None:
    card = json.loads(maillage("show", sample.NETWORK, "--format", "json").out)
    assert card["properties"]["acronym"][0]["claims"][0]["evidence"][0]["quote"] == "Phrase d'exemple."


def test_show_asks_which_one_when_a_name_may_mean_several(maillage: Maillage, library: Store) -> None:
    done = maillage("show", "exempl")
    assert (done.code, done.out) == (1, "")
    assert "peut désigner plusieurs fiches" in done.err
    assert sample.PROGRAMME in done.err
    missing = maillage("show", "zzqqxx")
    assert missing.code == 1
    assert "maillage search" in missing.err


def test_what_names_hold_does_nothing_to_the_terminal(maillage: Maillage, empty: Store) -> None:
    empty.add([sample.claim("ex:couleur", "type", value="Association"),
               sample.claim("ex:couleur", "name", value="[red]Exemple[/red] :smile: \u202eelpmexE")])
    done = maillage("show", "ex:couleur")
    assert done.out.startswith("[red]Exemple[/red] :smile: \ufffdelpmexE  association")


def test_query_writes_data_on_stdout_and_counts_on_stderr(maillage: Maillage, library: Store) -> None:
    done = maillage("query", "MATCH (e:Association) WHERE e.id = $id RETURN e.name AS nom", "-p", f"id={sample.CIRCLE}")
    assert (done.code, done.out) == (0, "nom\nCercle Fictif\n")
    assert done.err.startswith("Lignes : 1 (")


def test_parameters_are_json_where_they_can_be(maillage: Maillage, library: Store) -> None:
    asked = ("query", "RETURN $n AS n, $t AS t, $l AS l", "-p", "n=3", "-p", "t=trois", "-p", 'l=["é", 1]', "--format", "json")
    assert json.loads(maillage(*asked).out) == [{"n": 3, "t": "trois", "l": ["é", 1]}]


def test_a_question_comes_from_standard_input(maillage: Maillage, library: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("RETURN 7 AS sept"))
    assert maillage("query", "-").out == "sept\n7\n"


def test_csv_is_guarded_against_formulas_unless_raw(maillage: Maillage, library: Store) -> None:
    guarded = list(csv.reader(io.StringIO(maillage("query", FORMULA, "--format", "csv").out)))
    assert guarded[1] == ["'" + sample.HOSTILE["ex:h-formula"], "-3"]
    raw = list(csv.reader(io.StringIO(maillage("query", FORMULA, "--format", "csv", "--raw").out)))
    assert raw == [["nom", "nombre"], [sample.HOSTILE["ex:h-formula"], "-3"]]


def test_a_row_is_a_line_in_a_pipe_whatever_its_cells_hold(maillage: Maillage, library: Store) -> None:
    done = maillage("query", r"RETURN 'a\tb\nc' AS x, [1, 'é'] AS y, null AS z, true AS w")
    assert done.out == "x\ty\tz\tw\na b c\t1, é\t\toui\n"


def test_query_cannot_write(maillage: Maillage, library: Store) -> None:
    mark = library.mark()
    done = maillage("query", "MATCH (n) DETACH DELETE n")
    assert (done.code, done.out) == (1, "")
    assert "elle ne fait pas que lire" in done.err
    assert library.mark() == mark
    assert maillage("query", "RETUR 1").code == 1


def test_rows_that_are_left_out_are_told(maillage: Maillage, library: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAILLAGE_QUERY_ROWS", "2")
    done = maillage("query", "MATCH (e:Entity) RETURN e.id", "--lang", "en")
    assert done.out.count("\n") == 3
    assert "Only the first 2 rows are shown." in done.err
