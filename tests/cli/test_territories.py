"""``maillage territories``: the official territories come in like any source, and names of other sources find them."""

from __future__ import annotations

from pathlib import Path

import pytest

from maillage.graph.store import Store
from tests.cli.conftest import Maillage

TABLE = """\
nom;ville
Association Exemple Nord;Belfort
Association Exemple Sud;Delle (Territoire de Belfort)
Association Exemple Est;Delle, Espagne
Association Exemple Ouest;Sainte-Anne
"""


@pytest.fixture
def towns(tmp_path: Path) -> Path:
    file = tmp_path / "acteurs.csv"
    file.write_text(TABLE, encoding="utf-8")
    return file


def _seats(store: Store) -> dict[str, str | None]:
    """The official code of each seat, None where it was not recognised."""
    rows = store.read("MATCH (a:Actor)-[:LOCATED_IN]->(t:Territory) RETURN a.name AS a, t.insee AS code")
    return {row["a"].removeprefix("Association Exemple "): row["code"] for row in rows}


@pytest.mark.parametrize("territories_first", [True, False])
def test_names_of_towns_become_the_official_ones(
    maillage: Maillage, empty: Store, towns: Path, *, territories_first: bool
) -> None:
    commands = [("territories", "--department", "90"), ("load", towns)]
    done = [maillage(*words) for words in (commands if territories_first else commands[::-1])]
    assert [each.code for each in done] == [0, 0], [each.err for each in done]
    assert _seats(empty) == {
        "Nord": "90010",
        "Sud": "90033",
        "Est": None,
        "Ouest": None,  # five municipalities have the name
    }
    assert all(check.ok for check in empty.doctor(deep=True))


def test_namesakes_within_the_code_are_no_question_and_a_name_from_elsewhere_is_one(
    maillage: Maillage, empty: Store, towns: Path
) -> None:
    maillage("territories", "--department", "971", "--department", "972")
    questions = "MATCH (d:Decision {kind: 'maybe_same'}) RETURN d.target AS one, d.other AS other"
    assert not [row for row in empty.read(questions) if row["one"].startswith("cog:") and row["other"].startswith("cog:")]
    maillage("load", towns)
    asked = {row["other"] if row["one"].startswith("acteurs") else row["one"] for row in empty.read(questions)}
    assert asked == {"cog:commune-97128", "cog:commune-97226"}
    assert _seats(empty)["Ouest"] is None


def test_undo_takes_all_of_it_back(maillage: Maillage, empty: Store, towns: Path) -> None:
    maillage("load", towns)
    before = empty.read("MATCH (e:Entity) RETURN e.id AS id ORDER BY id")
    loaded = maillage("territories", "--department", "90")
    assert len(empty.read("MATCH (e:Entity) RETURN e.id AS id")) > 100
    assert maillage("undo", loaded.out.strip(), "--yes").code == 0
    assert empty.read("MATCH (e:Entity) RETURN e.id AS id ORDER BY id") == before
    assert not empty.read("MATCH (d:Decision) RETURN d.id AS id")


def test_a_preview_and_wrong_codes(maillage: Maillage, empty: Store) -> None:
    seen = maillage("territories", "--department", "38", "--level", "commune", "--dry-run")
    assert seen.code == 0
    assert "Territoires de France" in seen.out
    assert not empty.read("MATCH (e:Entity) RETURN e.id AS id")
    wrong = maillage("territories", "--department", "99")
    assert wrong.code == 2
    assert "« 99 » n'existe pas" in wrong.err
