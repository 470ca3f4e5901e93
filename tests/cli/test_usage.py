"""Wrong use and failures: one line, on stderr, in the person's language, with the exit code that says which."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from maillage import __version__
from tests.cli.conftest import Maillage

WRONG = {
    "an unknown command": (["shwo"], "Commande inconnue : « shwo » (vouliez-vous dire « show » ?)", "did you mean “show”?"),
    "an unknown command below": (["ontology", "chek"], "« check »", "“check”"),
    "nothing near": (["zzzzzz"], "La liste : maillage --help", "The list: maillage --help"),
    "an unknown option": (["load", "--mappin", "x"], "--mappin (vouliez-vous dire --mapping ?)", "did you mean --mapping?"),
    "an argument is missing": (["load"], "Il manque : CHEMIN", "Missing: PATH"),
    "a value is missing": (["serve", "--port"], "--port", "--port"),
    "words too many": (["undo", "a", "b"], "mots en trop", "too many"),
    "a file that is not there": (["load", "absent.csv"], "rien à l'adresse absent.csv", "nothing at absent.csv"),
    "a folder for a file": (["load", ".", "--mapping", "."], "est un dossier", "is a folder"),
    "no such form": (["query", "RETURN 1", "--format", "xml"], "« xml » n'est pas l'un de : table, json, csv", "“xml”"),
    "no port": (["serve", "--port", "99999"], "de 0 à 65535", "from 0 to 65535"),
    "no number": (["search", "x", "--limit", "trois"], "« trois »", "“trois”"),
    "no parameter": (["query", "RETURN 1", "-p", "seul"], "nom=valeur", "name=value"),
    "no language": (["doctor", "--lang", "de"], "« de » n'est pas l'un de : fr, en", "fr, en"),
    "no folder to write in": (["export", "absent/x.gexf"], "le dossier absent n'existe pas", "the folder absent"),
    "no shell": (["completion", "tcsh"], "bash, zsh, fish", "bash, zsh, fish"),
    "no store of that kind": (["doctor", "--store", "ftp://x"], "embedded:", "embedded:"),
    "standard output without a format": (["export", "-"], "--format", "--format"),
    "the demo empties its own store only": (["demo", "--reset", "--store", "bolt://127.0.0.1:1"], "jamais bolt:", "never bolt:"),
}


@pytest.mark.parametrize("case", WRONG)
def test_wrong_use_is_one_line_on_stderr_and_code_2(maillage: Maillage, case: str) -> None:
    words, french, english = WRONG[case]
    for lang, expected in (("fr", french), ("en", english)):
        if lang == "en" and "--lang" in words:
            continue
        done = maillage("--lang", lang, *words)
        assert done.code == 2, done
        assert done.out == ""
        assert done.err.startswith("maillage: ")
        assert done.err.count("\n") == 1
        assert expected in done.err


def test_an_unknown_format_names_those_that_there_are(maillage: Maillage, tmp_path: Path) -> None:
    done = maillage("export", tmp_path / "x.docx")
    assert done.code == 2
    assert ".jsonl" in done.err
    assert list(tmp_path.iterdir()) == []


def test_a_wrong_setting_is_named_by_its_variable(maillage: Maillage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAILLAGE_PORT", "beaucoup")
    done = maillage("settings")
    assert (done.code, done.out) == (2, "")
    assert "MAILLAGE_PORT" in done.err
    assert "« beaucoup »" in done.err


@pytest.fixture
def nowhere(tmp_path: Path) -> str:
    """A store that cannot be: its folder would lie in a file."""
    (tmp_path / "fichier").touch()
    return f"embedded:{tmp_path / 'fichier' / 'base'}"


def test_a_store_that_cannot_be_opened_is_a_failure_in_words(maillage: Maillage, nowhere: str) -> None:
    for words in (["doctor"], ["query", "RETURN 1"], ["imports"], ["show", "x"], ["serve"], ["undo", "x"]):
        done = maillage(*words, "--store", nowhere)
        assert (done.code, done.out) == (1, "")
        assert done.err.count("\n") == 1
        assert "choisissez-en un autre avec --store" in done.err


@pytest.mark.slow  # the driver of a cluster waits for a server that may be starting
def test_a_server_that_is_not_there_is_a_failure_in_words(maillage: Maillage) -> None:
    done = maillage("doctor", "--store", "bolt://127.0.0.1:1")
    assert (done.code, done.out) == (1, "")
    assert "rien n'écoute à cette adresse" in done.err


def test_the_traceback_comes_with_debug_only_before_or_after_the_command(maillage: Maillage, nowhere: str) -> None:
    for words in (["--debug", "doctor"], ["doctor", "--debug"]):
        done = maillage(*words, "--store", nowhere)
        assert done.code == 1
        assert "Traceback" in done.err
    assert "Traceback" not in maillage("search", "--store", nowhere, "--", "--debug").err


def test_by_itself_the_command_shows_what_it_can_do(maillage: Maillage) -> None:
    done = maillage()
    assert (done.code, done.err) == (0, "")
    assert "maillage demo" in done.out
    assert maillage("ontology").out.count("ontology show") >= 1


def test_commands_are_listed_in_the_order_in_which_somebody_new_meets_them(maillage: Maillage) -> None:
    listed = re.findall(r"^  ([a-z]+) +\S", maillage().out.partition("\nCommandes\n")[2], re.MULTILINE)
    assert listed[:4] == ["demo", "serve", "load", "territories"]


def test_the_version_is_an_option_and_a_command(maillage: Maillage) -> None:
    assert maillage("--version").out == f"maillage {__version__}\n"
    assert maillage("doctor", "--version").out == f"maillage {__version__}\n"
    said = maillage("version").out
    assert said.startswith(f"maillage {__version__}\n")
    assert "neo4j" in said
