"""doctor, settings, ontology, completion."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from maillage.graph.store import Store
from maillage.schema.page import EXAMPLE
from maillage.settings import Settings
from tests.cli.conftest import Maillage
from tests.engines.session import Engine


def test_a_sound_store_passes(maillage: Maillage, library: Store) -> None:
    done = maillage("doctor", "--deep")
    assert (done.code, done.err) == (0, "")
    assert library.engine in done.out
    assert "✓ le graphe est exactement ce que disent ses affirmations" in done.out


def test_a_store_that_was_tampered_with_fails(maillage: Maillage, library: Store) -> None:
    library.write_raw([("MATCH (e:Entity {id: 'ex:reseau'}) SET e.name = 'Autre Exemple'", {})])
    assert maillage("doctor").code == 0
    done = maillage("doctor", "--deep", "--lang", "en")
    assert done.code == 1
    assert "✗ 1 differences" in done.out
    assert "1 check(s) failed" in done.err


def test_settings_tell_where_each_value_comes_from_and_hide_secrets(
        maillage: Maillage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MAILLAGE_STORE", raising=False)
    monkeypatch.setenv("MAILLAGE_STORE_PASSWORD", "mot-de-passe-exemple")
    monkeypatch.setenv("MAILLAGE_PORT", "9000")
    done = maillage("settings", "--store", "neo4j://compte:clef-exemple@exemple.invalid/base", "--format", "json")
    rows = {row["name"]: row for row in json.loads(done.out)}
    assert list(rows) == list(Settings.model_fields)
    assert (rows["port"]["value"], rows["port"]["origin"]) == (9000, "environnement")
    assert (rows["host"]["value"], rows["host"]["origin"]) == ("127.0.0.1", "par défaut")
    assert (rows["store"]["value"], rows["store"]["origin"]) == ("neo4j://••••••@exemple.invalid/base", "ligne de commande")
    assert rows["store_password"]["origin"] == "environnement"
    assert "exemple" not in json.dumps(rows["store_password"])
    assert "clef-exemple" not in done.out
    assert all(row["help"] for row in rows.values())
    assert maillage("settings", "--lang", "en").out.splitlines()[1].endswith("Address of the store: embedded:DIRECTORY, bolt://, "
                                                                             "neo4j://, neo4j+s://.")


def test_the_ontology_is_shown_in_both_languages(maillage: Maillage) -> None:
    assert "Association  association" in maillage("ontology", "show").out
    one = maillage("ontology", "show", "PARTNER_IN", "--lang", "en")
    assert one.code == 0
    assert "→" in one.out
    assert "siren  SIREN (code)" in maillage("ontology", "show", "Organization").out
    wrong = maillage("ontology", "show", "PARTNER_INN")
    assert wrong.code == 1
    assert "« PARTNER_IN »" in wrong.err


def test_a_file_of_ones_own_is_checked_line_by_line(maillage: Maillage, tmp_path: Path) -> None:
    own = tmp_path / "groupe.yaml"
    own.write_text(EXAMPLE, encoding="utf-8")
    done = maillage("ontology", "check", own)
    assert done.code == 0
    assert "1 types, 1 relations et 2 propriétés de plus" in done.err
    own.write_text(EXAMPLE.replace("parent: Association", "parent: Asociation"), encoding="utf-8")
    wrong = maillage("ontology", "check", own)
    assert wrong.code == 1
    assert "groupe.yaml:5:" in wrong.err
    assert "« Association »" in wrong.err


def test_the_setting_extends_what_the_commands_know(maillage: Maillage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "groupe.yaml"
    own.write_text(EXAMPLE, encoding="utf-8")
    monkeypatch.setenv("MAILLAGE_ONTOLOGY", str(own))
    assert "NeighbourhoodHouse  maison de quartier" in maillage("ontology", "show").out
    assert "NeighbourhoodHouse" in json.loads(maillage("ontology", "export").out)["types"]


def test_the_ontology_goes_out_in_three_forms(maillage: Maillage) -> None:
    assert "@context" in json.loads(maillage("ontology", "export", "--format", "jsonld").out)
    assert maillage("ontology", "export", "--format", "markdown", "--lang", "en").out.startswith("# The ontology")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_its_script(maillage: Maillage, shell: str) -> None:
    done = maillage("completion", shell)
    assert (done.code, done.err) == (0, "")
    assert f"_MAILLAGE_COMPLETE={shell}_complete" in done.out


@pytest.mark.parametrize(("typed", "offered"), [
    ("maillage lo", "plain,load"),
    ("maillage ontology e", "plain,export"),
    ("maillage load --ma", "plain,--mapping"),
    ("maillage query x --format j", "plain,json"),
    ("maillage load x", "file,x"),
])
def test_words_are_completed(maillage: Maillage, monkeypatch: pytest.MonkeyPatch, typed: str, offered: str) -> None:
    monkeypatch.setenv("_MAILLAGE_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", typed)
    monkeypatch.setenv("COMP_CWORD", str(len(typed.split()) - 1))
    done = maillage()
    assert done.code == 0
    assert done.out.splitlines() == [offered]


def test_completion_speaks_the_language_too(maillage: Maillage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_MAILLAGE_COMPLETE", "zsh_complete")
    monkeypatch.setenv("COMP_WORDS", "maillage doc")
    monkeypatch.setenv("COMP_CWORD", "1")
    assert "dit si la base est saine." in maillage().out
    monkeypatch.setenv("MAILLAGE_LANG", "en")
    assert "tells whether the store is sound." in maillage().out


def test_the_other_engine_is_reached_by_the_same_settings(maillage: Maillage, on_engine: Engine, empty: Store) -> None:
    assert on_engine.store.version in maillage("doctor").out
