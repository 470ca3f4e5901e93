"""Participatory budgets: projects, places, themes and counts come in, ballots do not; what does not add up is told."""

from __future__ import annotations

import csv
import gzip
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from maillage.loaders import limits
from maillage.loaders.pabulib.votes import ballots
from maillage.loaders.recognise import recognise
from maillage.schema.claim import TYPE
from tests.loaders.tables import ONTOLOGY, STAMP, Read, read, refused_whole, text

if TYPE_CHECKING:
    from maillage import Store

FOLDER = "participatory_budgets"
PB = """META
key;value
description;Vote fictif; avec un signe
country;Exemplie
unit;Villefictive
instance;2024
num_projects;3
num_votes;2
budget;1000
date_begin;01.06.2024
date_end;04.07.2024
currency;EUR
PROJECTS
project_id;cost;votes;name;category;target;district;selected;proposer;couleur
1;300;2;Banc fictif;Nature, Jeux;enfants;Nord;1;Camille Inventée;vert
2;900.5;1;Fontaine fictive;Nature;;Sud;0;;
3;10;0;Rien d'exemple;;;;3;;
VOTES
voter_id;age;vote;points
11;30;1,2;3,1
12;41;1;2
"""


def sections(path: Path) -> dict[str, list[dict[str, str]]]:
    """An independent reading: the file cut at its three headings."""
    whole = path.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
    meta, _, rest = whole.removeprefix("META\n").partition("PROJECTS\n")
    projects, _, votes = rest.partition("VOTES\n")
    parts = {"META": meta, "PROJECTS": projects, "VOTES": votes}
    return {name: list(csv.DictReader(part.splitlines(), delimiter=";")) for name, part in parts.items()}


def test_every_budget_and_project(folder: Path, found: Read) -> None:
    files = {path.name: sections(path) for path in folder.glob("*.pb")}
    assert len(files) == len(found.extract.files) == 23
    stated = {(name, row["name"].strip()) for name, parts in files.items() for row in parts["PROJECTS"]}
    names = {c.subject: " ".join((c.value or "").split()) for c in found.claims if c.predicate == "name"}
    parts = {
        (c.locator.partition(",")[0], names[c.subject])
        for c in found.claims
        if c.predicate == "PART_OF" and c.locator.count(",") == 1
    }
    assert parts == {(file, " ".join(name.split())) for file, name in stated}
    typed = {c.subject for c in found.claims if c.predicate == TYPE and c.value == "Programme"}
    budgets = {id for id in typed if any("Participatory budget" in (c.value or "") for c in found.claims if c.subject == id)}
    # A project of a district is one with that of the town's file of the year: they share their number.
    numbers = {(name[: len("France_Toulouse_2022")], row["project_id"]) for name, f in files.items() for row in f["PROJECTS"]}
    assert len(typed - budgets) == len(numbers)
    assert len(budgets) == 23
    assert not found.refusals


def test_themes_and_places(folder: Path, found: Read) -> None:
    rows = sections(folder / "France_Toulouse_2024.pb")["PROJECTS"]
    about = Counter(
        (c.object or "") for c in found.claims if c.predicate == "CONCERNS" and c.source == "pabulib-france-toulouse-2024"
    )
    assert sorted(about.values()) == sorted(Counter(row["category"] for row in rows).values())
    names = {c.subject: c.value for c in found.claims if c.predicate == "name"}
    where = Counter(
        names[c.object or ""]
        for c in found.claims
        if c.predicate == "LOCATED_IN"
        and c.source == "pabulib-france-toulouse-2024"
        and c.subject != "pabulib:france-toulouse-2024"
    )
    assert where == Counter(" ".join(row["district"].split()) for row in rows)


def test_votes_are_counts_and_voters_are_nobody(folder: Path, found: Read) -> None:
    rows = sections(folder / "France_Toulouse_2024.pb")
    noted = {
        c.subject.rpartition("-")[2]: c.value
        for c in found.claims
        if c.predicate == "note" and c.source == "pabulib-france-toulouse-2024" and (c.value or "").startswith("votes : ")
    }
    counted = Counter(own for row in rows["VOTES"] for own in row["vote"].split(","))
    assert noted == {own: f"votes : {n}" for own, n in counted.items()}
    proposers = {row["proposer"] for row in sections(folder / "France_Toulouse_2019.pb")["PROJECTS"]}
    assert not proposers & {c.value for c in found.claims}
    assert any(use.column == "proposer" and not use.kept for use in found.extract.columns)


def test_ballots_are_arrays_for_analysis(shared: Path, folder: Path) -> None:
    """The second way: the same votes as the network of the same town, made by somebody else."""
    with gzip.open(shared / "data" / "networks" / "pabulib_toulouse_edges.csv.gz", "rt", encoding="utf-8") as file:
        edges = [row for row in csv.DictReader(file) if row["election"] == "France_Toulouse_2019"]
    found = ballots(folder / "France_Toulouse_2019.pb")
    stated = Counter((row["voter"], row["project"], float(row["points"])) for row in edges)
    triples = zip(found.voter, found.project, found.points, strict=True)
    assert Counter((found.voters[v], found.projects[p], float(x)) for v, p, x in triples) == stated
    assert len(found.voters) == 1_494


# ---------------------------------------------------------------- made files
def test_a_small_budget(tmp_path: Path) -> None:
    found = read(text(tmp_path / "b.pb", PB))
    vote = "exemplie-villefictive-2024"
    assert found.names >= {
        "Budget participatif de Villefictive 2024",
        "Banc fictif",
        "Nature",
        "Jeux",
        "enfants",
        "Nord",
        "Exemplie",
    }
    assert {
        (f"{vote}-1", "PART_OF", vote),
        (f"{vote}-1", "CONCERNS", "theme-jeux"),
        ("lieu-exemplie-villefictive-nord", "PART_OF", "lieu-exemplie-villefictive"),
        (vote, "LOCATED_IN", "lieu-exemplie-villefictive"),
    } <= found.links
    assert found.values("start") == ["2024-06-01"]
    assert found.values("description_en") == ["Vote fictif; avec un signe"]
    assert set(found.values("note", f"{vote}-1")) == {"cost : 300 EUR", "votes : 2", "couleur : vert"}
    assert found.values("status") == ["retenu", "non retenu"]
    assert "selected : 3" in found.values("note", f"{vote}-3")
    assert not found.refusals
    assert not any("Camille" in (c.value or "") for c in found.claims)
    counts = ballots(tmp_path / "b.pb")
    assert counts.points.tolist() == [3.0, 1.0, 2.0]


def test_a_quarter_named_as_a_far_town_is_not_taken_for_it(default_store: Store, tmp_path: Path) -> None:
    """Toulouse has a quarter of Milan, and Participedia cases in the town: a rule may ask, not decide."""
    town = "id,country,city,specific_methods_tools_techniques,primary_org_id\n1,Exemplie,Nord,{},\n"
    for path in (text(tmp_path / "b.pb", PB), text(tmp_path / "cas.csv", town)):
        default_store.load(recognise([path], ontology=ONTOLOGY))
    rows = default_store.read("MATCH (e:Territory {name: 'Nord'}) RETURN e.id AS id ORDER BY id")
    assert [row["id"] for row in rows] == ["pabulib:lieu-exemplie-villefictive-nord", "participedia:lieu-Exemplie-Nord"]


def test_counts_that_are_not_given_are_made(tmp_path: Path) -> None:
    found = read(text(tmp_path / "b.pb", PB.replace("num_votes;2\n", "").replace(";votes;", ";voix;").replace(";3\n", ";\n")))
    assert "num_votes : 2" in found.values("note")
    assert "votes : 2" in found.values("note", "exemplie-villefictive-2024-1")


@pytest.mark.parametrize(
    ("old", "new", "place", "words"),
    [
        ("num_votes;2", "num_votes;3", "b, VOTES", "3 bulletins annoncés, 2 comptés"),
        ("num_votes;2", "num_votes;" + "9" * 5_000, "b, VOTES", f"{'9' * 60}… bulletins annoncés, 2 comptés"),
        ("1;300;2;", "1;300;7;", "b, VOTES", "projet 1 : 7 votes annoncés, 2 comptés"),
        ("12;41;1;", "12;41;1,99;", "b, VOTES", "1 votes pour un projet inconnu « 99 »"),
        ("2;900.5;", "1;900.5;", "b.pb, ligne 16", "numéro de projet « 1 » absent ou déjà pris"),
        ("Fontaine fictive", "Fontaine; fictive", "b.pb, ligne 16", "un « ; » dans un nom ?"),
        ("01.06.2024", "bientôt", "b.pb, ligne 10, colonne value", "n'est pas une date"),
        ("Banc fictif", "x" * 20_000, "b.pb, ligne 15, colonne name", "nom de 20000 signes"),
    ],
)
def test_what_does_not_add_up_is_told(tmp_path: Path, old: str, new: str, place: str, words: str) -> None:
    assert old in PB
    found = read(text(tmp_path / "b.pb", PB.replace(old, new, 1)))
    assert words in found.told(place)
    assert "Rien d'exemple" in found.names


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (PB[: PB.index("VOTES")], "la section VOTES manque"),
        (PB[: PB.index("PROJECTS")], "la section PROJECTS manque"),
        (PB.replace("Banc fictif", '"Banc fictif'), "la section VOTES manque"),
        (PB.replace("project_id;", "numero;"), "il manque project_id"),
        (PB + "PROJECTS\n", "section PROJECTS hors de sa place"),
        (PB.replace("Banc fictif", "x" * 10_000_000), f"une ligne de plus de {limits.RECORD} signes"),
    ],
)
def test_a_damaged_budget_is_refused_whole(tmp_path: Path, content: str, words: str) -> None:
    assert words in refused_whole(text(tmp_path / "b.pb", content))


def test_a_reading_tells_how_far_it_is(tmp_path: Path) -> None:
    reading = recognise([text(tmp_path / "b.pb", PB)], ontology=ONTOLOGY).reading
    shares = [reading.done for _ in reading.items(STAMP)]
    assert shares == sorted(shares)
    assert (shares[0] < 1, reading.done) == (True, 1.0)
