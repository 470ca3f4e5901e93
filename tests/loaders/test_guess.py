"""Headings guessed in French and English: what tables of this field look like, and what is made of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from maillage.loaders.table.terms import fold, relations, types, words
from tests.loaders.tables import ONTOLOGY, read, text, workbook


def table(tmp_path: Path, content: str, name: str = "acteurs.csv") -> Path:
    return text(tmp_path / name, content)


def test_a_table_of_actors_in_french(tmp_path: Path) -> None:
    found = read(
        table(
            tmp_path,
            (
                "Nom de la structure;Type;Sigle;Ville;Thématiques;Compétences;Partenaires;Site web;SIREN;Contact préféré\n"
                "Réseau Exemple;association;REX;Villefictive;Jardins fictifs | Cantines fictives;Écoute fictive;"
                '"Mairie Fictive ; Collectif Fictif";'
                "www.exemple.fr;200000172;par courrier\n"
            ),
        )
    )
    it = "reseau-exemple-200000172"  # the same name with another SIREN is another thing
    assert found.values("type", it) == ["Association"]
    assert found.values("acronym") == ["REX"]
    assert found.values("url") == ["https://www.exemple.fr"]
    assert found.values("siren") == ["200000172"]
    assert found.values("note") == ["Contact préféré : par courrier"]
    assert found.links == {
        (it, "LOCATED_IN", "villefictive"),
        (it, "CONCERNS", "jardins-fictifs"),
        (it, "CONCERNS", "cantines-fictives"),
        (it, "HOLDS", "ecoute-fictive"),
        (it, "COOPERATES_WITH", "mairie-fictive"),
        (it, "COOPERATES_WITH", "collectif-fictif"),
    }
    assert not found.refusals


def test_a_table_of_practices_in_english(tmp_path: Path) -> None:
    found = read(
        table(
            tmp_path,
            (
                "Project,Start date,End date,City,Themes,Skills,Partners,Organizers,Funders,Methods\n"
                "Exemple Garden,March 2018,2019,Fictivetown,Fictive food,Fictive listening,"
                "Example Group|Fictive Lab,Example City,Example Fund,Fictive walk\n"
            ),
            "list.csv",
        )
    )
    assert found.values("type", "exemple-garden") == ["Programme"]
    assert found.values("start") == ["2018-03"]
    assert found.values("end") == ["2019"]
    assert found.links == {
        ("exemple-garden", "LOCATED_IN", "fictivetown"),
        ("exemple-garden", "CONCERNS", "fictive-food"),
        ("exemple-garden", "MOBILISES", "fictive-listening"),
        ("example-group", "PARTNER_IN", "exemple-garden"),
        ("fictive-lab", "PARTNER_IN", "exemple-garden"),
        ("example-city", "ORGANISES", "exemple-garden"),
        ("example-fund", "FUNDS", "exemple-garden"),
        ("exemple-garden", "USES", "fictive-walk"),
    }


def test_people(tmp_path: Path) -> None:
    found = read(table(tmp_path, "Nom;Prénom;Fonction;Organisation\nFictive;Exemple;élue;Mairie Fictive\n", "annuaire.csv"))
    assert found.names == {"Exemple Fictive", "Mairie Fictive"}
    assert found.values("type", "exemple-fictive") == ["Person"]
    assert found.values("given_name") == ["Exemple"]
    assert found.values("family_name") == ["Fictive"]
    assert found.values("position") == ["élue"]
    assert found.links == {("exemple-fictive", "AFFILIATED_WITH", "mairie-fictive")}


@pytest.mark.parametrize(
    ("name", "heading", "type_"),
    [
        ("associations.csv", "Nom", "Association"),
        ("evenements-2018.csv", "Nom", "Event"),
        ("budgets participatifs.csv", "Nom", "Programme"),
        ("liste des conseils citoyens.csv", "Nom", "InstitutedBody"),
        ("x.csv", "Commune", "Territory"),
        ("x.csv", "Événement", "Event"),
        ("x.csv", "Nom", "Organization"),
        ("methodes.csv", "Titre", "Method"),
        ("competences.csv", "Libellé", "Competence"),
    ],
)
def test_the_type_of_rows_comes_from_headings_or_the_name_of_the_file(
    tmp_path: Path, name: str, heading: str, type_: str
) -> None:
    found = read(table(tmp_path, f"{heading};Remarque\nChose Exemple;oui\n", name))
    assert found.values("type") == [type_]
    label = ONTOLOGY.types[type_].label
    assert any(label["fr"] in note.fr and label["en"] in note.en for note in found.extract.notes)


def test_types_of_rows_decide_how_they_are_linked(tmp_path: Path) -> None:
    found = read(
        table(
            tmp_path,
            "Nom;Type;Partenaires;Compétences\n"
            "Réseau Exemple;Association;Club Fictif;Écoute fictive\nFête Exemple;événement;Club Fictif;Écoute fictive\n",
        )
    )
    assert found.links == {
        ("reseau-exemple", "COOPERATES_WITH", "club-fictif"),
        ("club-fictif", "PARTNER_IN", "fete-exemple"),
        ("reseau-exemple", "HOLDS", "ecoute-fictive"),
        ("fete-exemple", "MOBILISES", "ecoute-fictive"),
    }
    assert all(
        ONTOLOGY.allows(
            c.predicate, found.values("type", c.subject.split(":")[1]), found.values("type", (c.object or "").split(":")[1])
        )
        for c in found.claims
        if c.object
    )


def test_a_column_of_types_that_the_ontology_does_not_know_is_kept_as_keywords(tmp_path: Path) -> None:
    found = read(table(tmp_path, "Nom;Catégorie\nUn Exemple;culture\nDeux Exemple;sport | loisirs\n", "x.csv"))
    assert found.values("tags") == ["culture", "sport", "loisirs"]
    assert set(found.values("type")) == {"Organization"}


def test_columns_whose_cells_are_no_names_stay_notes(tmp_path: Path) -> None:
    long = "Nous cherchons depuis longtemps des personnes qui sauraient animer une réunion fictive de plus de vingt participants"
    found = read(table(tmp_path, f"Nom;Département;Besoins;Population\nUn Exemple;69;{long};beaucoup\n", "x.csv"))
    assert not found.links
    assert sorted(found.values("note")) == sorted(["Département : 69", f"Besoins : {long}", "Population : beaucoup"])


def test_links_with_a_column_of_relations(tmp_path: Path) -> None:
    found = read(
        table(
            tmp_path,
            (
                "De;Relation;Vers;Depuis;Rôle;Poids\n"
                "Ville Fictive;finance;Fête Exemple;2018;principal;3\n"
                "Fête Exemple;a pour partenaire;Club Fictif;;;\n"
                "Club Fictif;se situe à;Villefictive;;;\n"
                "Club Fictif;s'entend avec;Ville Fictive;;;\n"
            ),
            "liens.csv",
        )
    )
    assert found.links == {
        ("ville-fictive", "FUNDS", "fete-exemple"),
        ("club-fictif", "PARTNER_IN", "fete-exemple"),
        ("club-fictif", "LOCATED_IN", "villefictive"),
        ("club-fictif", "RELATED_TO", "ville-fictive"),
    }
    funds = next(c for c in found.claims if c.predicate == "FUNDS")
    assert (funds.since, funds.role, funds.note, funds.locator) == ("2018", "principal", "Poids : 3", "liens.csv, ligne 2")
    assert next(c for c in found.claims if c.predicate == "LOCATED_IN").locator == "liens.csv, ligne 4"
    assert found.values("type", "villefictive") == ["Territory"]
    assert "Programme" in found.values("type", "fete-exemple")
    assert found.names == {"Ville Fictive", "Fête Exemple", "Club Fictif", "Villefictive"}


def test_a_relation_of_its_own_keeps_its_words(tmp_path: Path) -> None:
    found = read(table(tmp_path, "source,type,target\nUn Exemple,se méfie de,Deux Exemple\n", "liens.csv"))
    assert [(c.predicate, c.role) for c in found.claims if c.object] == [("RELATED_TO", "se méfie de")]


def test_directions_of_gephi_are_no_relations(tmp_path: Path) -> None:
    found = read(
        table(tmp_path, "Source,Target,Type,Label,Weight\nUn Exemple,Deux Exemple,Undirected,finance,1.0\n", "liens.csv")
    )
    assert [(c.predicate, c.note) for c in found.claims if c.object] == [("FUNDS", "Type : Undirected ; Weight : 1.0")]


def test_nodes_and_edges_together(tmp_path: Path) -> None:
    nodes = table(tmp_path, "Id,Label,Type\n1,Un Exemple,association\n2,Deux Exemple,association\n", "projet-nodes.csv")
    edges = table(tmp_path, "Source,Target\n1,2\n2,9\n", "projet-edges.csv")
    found = read(nodes, edges)
    assert found.links == {("1", "RELATED_TO", "2"), ("2", "RELATED_TO", "9")}
    assert found.names == {"Un Exemple", "Deux Exemple", "9"}
    assert found.extract.title == "projet"


def test_links_that_go_by_names_though_there_are_ids(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "carte.xlsx",
        ("Elements", [["ID", "Label", "Type"], ["a1", "Un Exemple", "association"], ["a2", "Deux Exemple", "association"]]),
        ("Connections", [["From", "To"], ["Un Exemple", "Deux Exemple"]]),
    )
    found = read(path)
    assert found.links == {("un-exemple", "RELATED_TO", "deux-exemple")}
    assert found.names == {"Un Exemple", "Deux Exemple"}


def test_real_nodes_and_edges(shared: Path) -> None:
    formats = shared / "data" / "formats"
    found = read(formats / "quaker-nodes.csv", formats / "quaker-edges.csv")
    assert len(found.values("name")) == len(set(found.values("name"))) == 96
    assert len(found.links) == 162
    assert set(found.values("type")) == {"Person"}
    assert not found.refusals


def test_ids_of_a_store_are_kept(tmp_path: Path) -> None:
    found = read(table(tmp_path, "from,relation,to\nprogramme-2018:unadel,COOPERATES_WITH,programme-2018:adcf\n", "liens.csv"))
    assert [(c.subject, c.predicate, c.object) for c in found.claims] == [
        ("programme-2018:unadel", "COOPERATES_WITH", "programme-2018:adcf")
    ]


def test_a_file_whose_name_says_nothing_is_called_with_its_folder(tmp_path: Path) -> None:
    for folder in ("un", "deux"):
        (tmp_path / folder).mkdir()
        table(tmp_path / folder, "id,name\n1,Chose Exemple\n", "nodes.csv")
    one, two = read(tmp_path / "un" / "nodes.csv"), read(tmp_path / "deux" / "nodes.csv")
    assert one.extract.sources[0].id == "un-nodes"
    assert {c.subject for c in one.claims} == {"un-nodes:1"}
    assert {c.subject for c in two.claims} == {"deux-nodes:1"}


def test_a_title_names_the_source_and_its_ids(tmp_path: Path) -> None:
    found = read(table(tmp_path, "Nom\nUn Exemple\nDeux Exemple\n", "x.csv"), title="Annuaire fictif 2018")
    assert found.extract.sources[0].title == "Annuaire fictif 2018"
    assert {c.subject for c in found.claims} == {"annuaire-fictif-2018:un-exemple", "annuaire-fictif-2018:deux-exemple"}


def test_no_column_is_dropped_in_silence(shared: Path) -> None:
    found = read(shared / "data" / "territories" / "epci_2026.csv")
    assert all(use.kept for use in found.extract.columns)
    cells = {use.column for use in found.extract.columns}
    said = {claim.locator.rpartition(", colonne ")[2] for claim in found.claims}
    assert said <= cells
    assert len(found.values("type")) >= 800


def test_words_stand_for_what_the_ontology_has() -> None:
    lists = words()
    assert set(lists["types"]) <= set(ONTOLOGY.types)
    assert set(lists["named_type"]) <= set(ONTOLOGY.types)
    assert set(lists["relations"]) <= set(ONTOLOGY.relations)
    assert set(lists["properties"]) <= set(ONTOLOGY.properties)
    assert set(lists["stands_for"].values()) <= {name for name, type_ in ONTOLOGY.types.items() if not type_.abstract}
    for entry in lists["linked"]:
        assert set(entry["relations"]) <= set(ONTOLOGY.relations)
        assert entry["type"] in ONTOLOGY.types
    assert types(ONTOLOGY)["associations"] == "Association"
    assert relations(ONTOLOGY)[fold("a pour partenaire")].reverse
