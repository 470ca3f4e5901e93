"""Participedia's catalogue comes in whole: its counts are those that the csv module finds, what leads nowhere is told."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from maillage.errors import SourceError
from maillage.loaders import limits
from maillage.loaders.preview import preview
from maillage.loaders.recognise import recognise
from maillage.schema.claim import TYPE, Claim
from tests.loaders.tables import ONTOLOGY, Read, csv_rows, read, refused_whole, text

if TYPE_CHECKING:
    from maillage import Store

FOLDER = "participedia"
PRACTICES = {"Programme", "InstitutedBody", "CitizenInitiative"}
HEAD = "id,type,location_name,city,province,country,approaches,method_types,specific_methods_tools_techniques,primary_org_id\n"
METHODS = "id,title,method_types_1,method_types_2,public_spectrum\n7,Cercle fictif,deliberative, community,consult\n"
ORGANISATIONS = (
    "id,title,sector,type_method_1,type_tool_1,specific_methods_tools_techniques\n"
    '12,Ville fictive,Government,,,"{""(7,method,\\""Cercle, fictif\\"")"",""(99,method,\\""Jeu fictif\\"")""}"\n'
)
WORDS = "champ,cle,en,fr\nsector,government,Government,Gouvernement\nmethod_types,community,Community,Communauté\n"


def typed(found: Read, start: str) -> dict[str, str]:
    """Types by number of the things whose ids begin so."""
    space = f"participedia:{start}-"
    types = [c for c in found.claims if c.predicate == TYPE and c.subject.startswith(space)]
    return {c.subject.removeprefix(space): c.value or "" for c in types}


def links(found: Read, relation: str, start: str = "") -> list[Claim]:
    return [c for c in found.claims if c.predicate == relation and c.subject.startswith(f"participedia:{start}")]


def pairs(claims: list[Claim]) -> Counter[tuple[str, str]]:
    return Counter((c.subject.rpartition("-")[2], (c.object or "").rpartition("-")[2]) for c in claims)


def test_every_record_is_there_once(folder: Path, found: Read) -> None:
    cases, methods, organisations = typed(found, "cas"), typed(found, "methode"), typed(found, "organisation")
    assert set(cases) == {row["id"] for row in csv_rows(folder / "fact_cases_clean.csv")}
    assert set(organisations) == {row["id"] for row in csv_rows(folder / "organisations.csv")}
    described = {row["id"] for row in csv_rows(folder / "methods_full_2024.csv")}
    addressed = {c.subject for c in found.claims if c.predicate == "url" and c.subject.startswith("participedia:methode")}
    assert {id.removeprefix("participedia:methode-") for id in addressed} == described
    assert (len(cases), len(described), len(organisations)) == (3_314, 373, 847)
    assert set(cases.values()) == PRACTICES
    assert set(methods.values()) == {"Method"}


def test_cases_use_methods(folder: Path, found: Read) -> None:
    """The second way: all numbers between the braces of the cell."""
    stated = Counter(
        (row["id"], method)
        for row in csv_rows(folder / "fact_cases_clean.csv")
        for method in re.findall(r"\d+", row["specific_methods_tools_techniques"])
    )
    used = pairs(links(found, "USES", "cas"))
    assert used == stated
    assert stated.total() == 2_821
    assert (len({case for case, _ in used}), len({method for _, method in used})) == (1_122, 208)


def test_organisations_run_cases_and_those_without_a_record_are_told(folder: Path, found: Read) -> None:
    known = {row["id"] for row in csv_rows(folder / "organisations.csv")}
    stated = [
        (float(row["primary_org_id"]), row["id"]) for row in csv_rows(folder / "fact_cases_clean.csv") if row["primary_org_id"]
    ]
    resolved = Counter((f"{org:.0f}", case) for org, case in stated if f"{org:.0f}" in known)
    assert pairs(links(found, "ORGANISES")) == resolved
    dangling = sorted(f"{org:.0f}" for org, _ in stated if f"{org:.0f}" not in known)
    told = [refused for refused in found.refusals if refused.place.endswith("primary_org_id")]
    assert sorted(re.findall(r"l'organisation (\d+)", " ".join(refused.problem_fr for refused in told))) == dangling
    assert (len(stated), resolved.total(), len(dangling)) == (468, 434, 34)
    assert len(found.refusals) == 34
    noted = [c.value or "" for c in found.claims if c.predicate == "note" and (c.value or "").startswith("primary_org_id")]
    assert sorted(value.removeprefix("primary_org_id : ") for value in noted) == dangling


def test_organisations_and_their_methods(folder: Path, found: Read) -> None:
    stated = Counter(
        (row["id"], method)
        for row in csv_rows(folder / "organisations.csv")
        for method in re.findall(r"\((\d+),method,", row["specific_methods_tools_techniques"])
    )
    assert pairs(links(found, "RELATED_TO", "organisation")) == stated
    assert stated.total() == 417
    assert "vTaiwan" in found.names, "a method that only an organisation names"


def test_every_link_stands_on_things_that_have_a_type(found: Read) -> None:
    held = {c.subject for c in found.claims if c.predicate == TYPE}
    types: dict[str, set[str]] = {}
    for claim in found.claims:
        if claim.predicate == TYPE:
            types.setdefault(claim.subject, set()).add(claim.value or "")
    for claim in found.claims:
        if claim.object:
            assert {claim.subject, claim.object} <= held
            assert ONTOLOGY.allows(claim.predicate, types[claim.subject], types[claim.object]), claim
    assert {c.subject for c in found.claims if c.predicate == "name"} == held


def test_themes_have_both_languages_of_the_vocabulary(folder: Path, found: Read) -> None:
    words = {(row["champ"], row["cle"]): row for row in csv_rows(folder / "vocabulaire_en_fr.csv")}
    for key in ("consultation", "cogovernance", "protest"):
        assert found.values("name", f"approaches-{key}") == [words["approaches", key]["fr"]]
        assert found.values("name_en", f"approaches-{key}") == [words["approaches", key]["en"]]
    stated = Counter(
        key for row in csv_rows(folder / "fact_cases_clean.csv") for key in row["approaches"].strip("{}").split(",") if key
    )
    about = Counter(
        (c.object or "").removeprefix("participedia:approaches-") for c in links(found, "CONCERNS", "cas") if c.role == "approche"
    )
    assert about == stated


def test_titles_and_places(folder: Path, found: Read) -> None:
    titles = {row["id"]: row["title"] for row in csv_rows(folder / "cases_title_description.csv")}
    names = {c.subject.rpartition("-")[2]: c.value for c in found.claims if c.predicate == "name" and ":cas-" in c.subject}
    assert len(names) == 3_314
    assert all(" ".join(title.split()) == names[id] for id, title in titles.items() if title.isascii() and title.strip())
    assert names["8448"] == "Cas 8448 de Participedia"
    seated = {c.subject.rpartition("-")[2] for c in links(found, "LOCATED_IN", "cas")}
    placed = ("country", "province", "city")
    stated = csv_rows(folder / "fact_cases_clean.csv")
    assert seated == {row["id"] for row in stated if any(row[column].strip() for column in placed)}


def test_no_account_of_a_person_comes_in(folder: Path, found: Read) -> None:
    accounts = {row["creator_profile_url"] for row in csv_rows(folder / "organisations.csv")}
    said = {c.value for c in found.claims}
    assert not accounts & said
    assert {use.column for use in found.extract.columns if not use.kept} >= {"creator_name", "last_updated_by_id", "country_best"}


def test_the_preview_counts_the_whole(folder: Path) -> None:
    seen = preview(recognise([folder], ontology=ONTOLOGY), ONTOLOGY)
    assert seen.whole
    assert (seen.relations["USES"], seen.relations["ORGANISES"], seen.relations["RELATED_TO"]) == (2_821, 434, 417)
    assert sum(seen.types[kind] for kind in PRACTICES) == 3_314
    assert {note.fr for note in seen.notes} >= {"vocabulaire", "cas", "méthodes"}
    assert any("2\u202f820 liens" in note.fr for note in seen.notes)


def test_the_load_itself_says_what_it_adds_up_to(found: Read) -> None:
    said = " / ".join(note.fr.replace("\u202f", " ") for note in found.extract.sums())
    assert "3 314 cas, 373 méthodes, 847 organisations" in said
    assert "7 méthodes sans fiche, connues seulement par les renvois d'autres fiches : 380 méthodes en tout" in said
    assert "1 122 cas nomment 208 méthodes, 2 821 fois ; 1 fois la même dans le même cas : 2 820 liens" in said
    assert "468 cas nomment l'organisation qui les porte : 434 ont une fiche" in said
    assert "34 n'en ont pas" in said
    assert "417 fois une méthode : 417 liens" in said
    assert all(note.fr != note.en for note in found.extract.sums())


def test_in_the_store(folder: Path, default_store: Store) -> None:
    report = default_store.load(recognise([folder], ontology=ONTOLOGY))
    counted = {
        (row["type"], row["first"]): row["n"]
        for row in default_store.read(
            "MATCH (a:Entity)-[r]->(b:Entity) WHERE type(r) IN ['USES', 'ORGANISES'] "
            "RETURN type(r) AS type, split(a.id, '-')[0] AS first, count(r) AS n"
        )
    }
    # One case names one method twice: two statements, one link.
    assert counted == {("USES", "participedia:cas"): 2_820, ("ORGANISES", "participedia:organisation"): 434}
    assert default_store.read("MATCH (a:Practice) RETURN count(a) AS n") == [{"n": 3_314}]
    assert default_store.read("MATCH (a:Organization) RETURN count(a) AS n") == [{"n": 847}]
    assert default_store.read("MATCH (a:Method) RETURN count(a) AS n") == [{"n": 380}]
    assert report.refused == 34


# ---------------------------------------------------------------- made files
def made(folder: Path, cases: str, **others: str) -> Read:
    text(folder / "cases.csv", HEAD + cases)
    for name, content in others.items():
        text(folder / f"{name}.csv", content)
    return read(folder)


def test_a_small_export_in_words(tmp_path: Path) -> None:
    found = made(
        tmp_path,
        '3,case,Salle fictive,Villefictive,,France,"{consultation,independent}",{community},"{7,7,99}",12.0\n',
        methods=METHODS,
        organisations=ORGANISATIONS,
        words=WORDS,
    )
    assert {
        ("cas-3", "USES", "methode-7"),
        ("cas-3", "USES", "methode-99"),
        ("organisation-12", "ORGANISES", "cas-3"),
        ("organisation-12", "RELATED_TO", "methode-7"),
        ("methode-7", "PART_OF", "method_types-deliberative"),
        ("lieu-France-Villefictive", "PART_OF", "lieu-France"),
    } <= found.links
    assert typed(found, "cas") == {"3": "CitizenInitiative"}
    assert typed(found, "organisation") == {"12": "Institution"}
    assert found.values("name", "methode-99") == ["Jeu fictif"]
    assert found.values("name_en", "method_types-community") == ["Community"]
    assert "hors du vocabulaire de Participedia : deliberative" in found.values("note", "method_types-deliberative")
    assert "location_name : Salle fictive" in found.values("note", "cas-3")


def test_files_named_one_by_one_in_any_order(tmp_path: Path) -> None:
    found = made(tmp_path, '3,case,,,,,{},{},"{7,99}",12\n', methods=METHODS, organisations=ORGANISATIONS, words=WORDS)
    named = sorted(tmp_path.glob("*.csv"), reverse=True)
    assert len(named) == 4
    assert read(*named).claims == found.claims


def test_without_their_files_references_wait(tmp_path: Path) -> None:
    found = made(tmp_path, "3,case,,,,,{},{},{7},12\n")
    assert {("cas-3", "USES", "methode-7"), ("organisation-12", "ORGANISES", "cas-3")} <= found.links
    assert not typed(found, "methode")
    assert not found.refusals
    assert any("attendent leur chargement" in note.fr for note in found.extract.notes)


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        ("x,case,,,,,{},{},{},\n", "id", "n'est pas le numéro d'une fiche"),
        (",case,,,,,{},{},{},\n", "id", "n'est pas le numéro d'une fiche"),
        ("3,case,,,,,{},{},7,\n", "specific_methods_tools_techniques", "ce n'est pas une liste"),
        ("3,case,,,,,{},{},{sept},\n", "specific_methods_tools_techniques", "n'est pas le numéro"),
        ("3,case,,,,,{},{},{},personne\n", "primary_org_id", "n'est pas le numéro"),
        ("3,case,,,,,consultation,{},{},\n", "approaches", "ce n'est pas une liste"),
        (f"3,case,,{'V' * (limits.NAME + 1)},,France,{{}},{{}},{{}},\n", "city", "nom de 10001 signes"),
    ],
)
def test_a_bad_cell_is_told_at_its_place_and_the_rest_comes_in(tmp_path: Path, row: str, column: str, words: str) -> None:
    found = made(tmp_path, row + "4,case,,,,,{},{},{},\n", methods=METHODS)
    assert words in found.told(f"cases.csv, ligne 2, colonne {column}")
    assert "4" in typed(found, "cas")


def test_only_organisers_that_a_number_names_are_counted_as_lacking_a_record(tmp_path: Path) -> None:
    rows = "3,case,,,,,{},{},{},12\n4,case,,,,,{},{},{},13\n5,case,,,,,{},{},{},personne\n"
    found = made(tmp_path, rows, organisations=ORGANISATIONS)
    said = " / ".join(note.fr for note in found.extract.sums())
    assert "2 cas nomment l'organisation qui les porte : 1 ont une fiche" in said
    assert "1 n'en ont pas (refus)" in said
    assert read(tmp_path).extract.sums() == found.extract.sums()


def test_a_title_without_its_case(tmp_path: Path) -> None:
    titles = "id,title,description,url\n3,Trois fictif,,https://participedia.net/case/3\n5,Cinq fictif,,\n"
    found = made(tmp_path, "3,case,,,,,{},{},{},\n", titres=titles)
    assert found.names == {"Trois fictif"}
    assert "le cas 5 n'est pas dans le fichier des cas" in found.told("titres.csv, ligne 3")
    assert read(tmp_path / "titres.csv").names == {"Trois fictif", "Cinq fictif"}


def test_the_vocabulary_alone_and_two_files_of_a_kind(tmp_path: Path) -> None:
    assert "le vocabulaire seul ne dit rien" in refused_whole(text(tmp_path / "mots.csv", WORDS))
    one, other = text(tmp_path / "a.csv", METHODS), text(tmp_path / "b.csv", METHODS)
    assert "deux fichiers du même genre" in refused_whole(one, other)


def test_a_table_of_somebody_else_stays_a_table(tmp_path: Path) -> None:
    path = text(tmp_path / "x.csv", "id,title,description,url\n1,Fiche fictive,,https://exemple.fr/1\n")
    assert recognise([path], ontology=ONTOLOGY).format == "table"


def test_a_name_of_ten_million_characters(tmp_path: Path) -> None:
    text(tmp_path / "m.csv", METHODS + f"8,{'x' * 10_000_000},,,\n9,Autre cercle fictif,,,\n")
    found = read(tmp_path)
    assert found.names >= {"Cercle fictif", "Autre cercle fictif"}
    assert any("signes" in refused.problem_fr for refused in found.refusals)
    assert all(len(refused.cell or "") <= 201 for refused in found.refusals)


def test_two_kinds_of_files_are_not_mixed(tmp_path: Path) -> None:
    text(tmp_path / "m.csv", METHODS)
    text(tmp_path / "autre.csv", "Nom;Type\nUn Exemple;Association\n")
    with pytest.raises(SourceError, match="several formats at once"):
        read(tmp_path)
