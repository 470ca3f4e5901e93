"""Mapping files: what they can say, and how everything that is wrong with one is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from maillage.loaders import limits
from maillage.loaders.recognise import recognise
from maillage.loaders.table.mapping_error import MappingError
from tests.loaders.tables import ONTOLOGY, Read, read, text

TABLE = (
    "id;nom;sorte;ville;partenaires;date;fin;lien;remarque;section\n"
    "rex;Réseau  Exemple;réseau;Villefictive ;Club Fictif; mars 2018;;anime avec;à revoir;Partie 1\n"
    "fête-ex;Fête Exemple;Event;;Club Fictif|Mairie Fictive;6-8 mars 2018;bientôt;;;Partie 2\n"
)
MAPPING = """
namespace: essai
source: {id: essai-2018, title: Essai 2018, publisher: Les Fictifs, licence: ODbL-1.0, date: "2018-03", url: "https://exemple.fr"}
tables:
  - file: "*.csv"
    method: curated
    confidence: 0.9
    author: la main
    entities:
      it:
        key: [id]
        type: {column: sorte}
        types: {réseau: Association}
        properties:
          name: nom
          start: {column: date, original: remarque}
          end: fin
          tags: {value: essai}
      place: {key: [ville], type: Territory, properties: {name: ville}}
      partner: {key: {column: partenaires, split: "|"}, type: {value: Organization}, properties: {name: partenaires}}
    links:
      - {from: it, relation: LOCATED_IN, to: place, note: {value: d'après la liste}}
      - {from: partner, relation: [PARTNER_IN, COOPERATES_WITH], to: it, role: {column: lien}}
"""


def mapped(tmp_path: Path, mapping: str, table: str = TABLE, name: str = "actions.csv") -> Read:
    text(tmp_path / name, table)
    text(tmp_path / "mapping.yaml", mapping)
    return read(tmp_path)


def test_one_row_makes_several_entities_and_links(tmp_path: Path) -> None:
    found = mapped(tmp_path, MAPPING)
    assert found.names == {"Réseau Exemple", "Fête Exemple", "Villefictive", "Club Fictif", "Mairie Fictive"}
    assert found.values("type", "rex") == ["Association"]
    assert found.links == {
        ("rex", "LOCATED_IN", "villefictive"),
        ("club-fictif", "COOPERATES_WITH", "rex"),
        ("club-fictif", "PARTNER_IN", "fete-ex"),
        ("mairie-fictive", "PARTNER_IN", "fete-ex"),
    }
    assert found.values("start") == ["2018-03", "2018-03-06/2018-03-08"]
    assert found.values("tags") == ["essai", "essai"]
    assert found.values("note") == ["section : Partie 1", "section : Partie 2"]


def test_every_claim_carries_where_it_comes_from(tmp_path: Path) -> None:
    found = mapped(tmp_path, MAPPING)
    claims = {(c.predicate, c.value or c.object): c for c in found.claims}
    place = claims["LOCATED_IN", "essai:villefictive"]
    assert place.locator == "actions.csv, ligne 2, colonne ville"
    assert place.original == "Villefictive "
    assert place.note == "d'après la liste"
    assert claims["COOPERATES_WITH", "essai:rex"].role == "anime avec"
    assert claims["start", "2018-03"].original == "à revoir"
    assert claims["start", "2018-03-06/2018-03-08"].original == "6-8 mars 2018"
    assert claims["name", "Réseau Exemple"].original == "Réseau  Exemple"
    assert {(c.source, c.method, c.confidence, c.author, c.recorded_at, c.import_id) for c in found.claims} == {
        ("essai-2018", "curated", 0.9, "la main", "2026-01-01T00:00:00.000Z", "imp-essai")
    }
    source = found.extract.sources[0]
    assert (source.title, source.publisher, source.licence, source.date, source.url) == (
        "Essai 2018",
        "Les Fictifs",
        "ODbL-1.0",
        "2018-03",
        "https://exemple.fr",
    )
    assert source.sha256
    assert len(source.sha256) == 64


def test_a_cell_that_cannot_be_cleaned_leaves_the_rest_of_its_row(tmp_path: Path) -> None:
    found = mapped(tmp_path, MAPPING)
    assert "n'est pas une date" in found.told("actions.csv, ligne 3, colonne fin")
    assert len(found.refusals) == 1


def test_a_locator_of_its_own(tmp_path: Path) -> None:
    found = mapped(tmp_path, MAPPING.replace("    method: curated\n", '    locator: "{section}, « {nom} »"\n'))
    assert next(c for c in found.claims if c.object == "essai:villefictive").locator == "Partie 1, « Réseau  Exemple »"
    assert found.values("note") == ["remarque : à revoir"] or found.values("note") == []
    assert "actions.csv, ligne 3, colonne fin" in {refused.place for refused in found.refusals}


def test_a_locator_that_is_too_long_is_cut_and_told_once_a_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "NAME", 30)
    found = mapped(tmp_path, MAPPING.replace("    method: curated\n", '    locator: "{nom}, {nom}, {nom}"\n'))
    told = [refused.place for refused in found.refusals if "endroit dans la source" in refused.problem_fr]
    assert told == ["actions.csv, ligne 2", "actions.csv, ligne 3"]
    assert {claim.locator for claim in found.claims} == {("Réseau  Exemple, " * 3)[:30], ("Fête Exemple, " * 3)[:30]}


def test_a_spelling_that_is_too_long_is_told_at_its_place_and_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = "id,nom,date,telle quelle\nlong,Réseau Exemple,2018,{}\ncourt,Troupe Fictive,2019,mi-2019\n".format("x" * 101)
    monkeypatch.setattr(limits, "CELL", 100)
    found = mapped(
        tmp_path,
        """
namespace: essai
tables:
  - entities:
      it:
        key: [id]
        type: {value: Association}
        properties: {name: nom, start: {column: date, original: telle quelle}}
""",
        rows,
    )
    assert "cellule de 101 signes" in found.told("actions.csv, ligne 2, colonne telle quelle")
    spelled = {claim.subject: claim.original for claim in found.claims if claim.predicate == "start"}
    assert spelled == {"essai:long": None, "essai:court": "mi-2019"}


def test_columns_may_be_ignored_and_are_listed(tmp_path: Path) -> None:
    found = mapped(tmp_path, MAPPING + "    notes: ignore\n")
    assert found.values("note") == []
    assert [use.column for use in found.extract.columns if not use.kept] == ["section"]


LINKS = """
namespace: essai
tables:
  - entities: {a: {key: [de]}, b: {key: [vers]}}
    links:
      - from: a
        relation: {column: lien}
        to: b
        since: {column: depuis}
        confidence: {column: sûr}
        original: {column: graphie}
"""
LINK_ROWS = "de;lien;vers;depuis;sûr;graphie;poids\n"


def test_mere_references_state_nothing_and_the_rest_qualifies_the_link(tmp_path: Path) -> None:
    found = mapped(tmp_path, LINKS, LINK_ROWS + "rex;COOPERATES_WITH;autre:chose;mars 2018;80 %;Le R.E.X.;3\n")
    (link,) = found.claims
    assert (link.subject, link.predicate, link.object) == ("essai:rex", "COOPERATES_WITH", "autre:chose")
    assert (link.since, link.confidence, link.original, link.note) == ("2018-03", 0.8, "Le R.E.X.", "poids : 3")
    assert link.locator == "actions.csv, ligne 2"


def test_links_that_cannot_be_made_are_told(tmp_path: Path) -> None:
    found = mapped(tmp_path, LINKS, LINK_ROWS + "a;PARTNERS_IN;b;;;;\na;;b;;;;\na;USES;;;;;\na;USES;b;jamais;beaucoup;;\n")
    assert "relation inconnue « PARTNERS_IN » (vouliez-vous dire" in found.told("actions.csv, ligne 2, colonne lien")
    assert "la relation manque" in found.told("actions.csv, ligne 3, colonne lien")
    assert "il manque un bout" in found.told("actions.csv, ligne 4, colonne vers")
    assert "date" in found.told("actions.csv, ligne 5, colonne depuis")
    assert "nombre" in found.told("actions.csv, ligne 5, colonne sûr")
    assert [(c.predicate, c.confidence) for c in found.claims] == [("USES", 1.0)]


def test_several_columns_make_a_name_and_a_key(tmp_path: Path) -> None:
    mapping = (
        "namespace: essai\ntables:\n  - entities:\n"
        "      it: {key: [prénom, nom], type: Person, properties: {name: {column: [prénom, nom]}}}\n"
    )
    found = mapped(tmp_path, mapping, "nom;prénom\nFictive;Exemple\n")
    assert [(c.subject, c.value) for c in found.claims if c.predicate == "name"] == [("essai:exemple-fictive", "Exemple Fictive")]


def test_encoding_delimiter_and_heading_may_be_said(tmp_path: Path) -> None:
    mapping = (
        "namespace: essai\ntables:\n"
        "  - {encoding: cp850, delimiter: '#', header: 3, entities: {it: {key: [nom], type: Theme, properties: {name: nom}}}}\n"
    )
    (tmp_path / "x.csv").write_bytes("titre\n\nnom#autre\nÉté fictif#1\n".encode("cp850"))
    text(tmp_path / "mapping.yaml", mapping)
    assert read(tmp_path).names == {"Été fictif"}


def test_the_mapping_may_be_given_with_the_file_or_named_alone(tmp_path: Path) -> None:
    (tmp_path / "ailleurs").mkdir()
    table = text(tmp_path / "ailleurs" / "actions.csv", TABLE)
    mapping = text(tmp_path / "essai.yaml", MAPPING)
    given = read(table, mapping=mapping)
    assert given.claims == read(table, mapping).claims
    assert given.claims == mapped(tmp_path / "ailleurs", MAPPING).claims
    assert read(tmp_path / "ailleurs" / "mapping.yaml").claims == given.claims


def test_a_file_that_no_entry_reads_is_told(tmp_path: Path) -> None:
    text(tmp_path / "autre.csv", "x;y\n1;2\n3;4\n")
    found = mapped(tmp_path, MAPPING.replace('"*.csv"', "actions.csv"))
    assert "laissé de côté" in found.told("autre.csv")


def test_the_same_files_under_another_mapping_are_another_import(tmp_path: Path) -> None:
    first = mapped(tmp_path, MAPPING).extract.import_id
    assert mapped(tmp_path, MAPPING).extract.import_id == first
    assert mapped(tmp_path, MAPPING.replace("0.9", "0.8")).extract.import_id != first
    assert mapped(tmp_path, MAPPING, TABLE.replace("Fête", "Foire")).extract.import_id != first


ENTITY = "    entities: {it: {key: [id]}}\n"
BROKEN = [
    ("", 1, "fichier vide"),
    ("namespace: essai\n", 1, "« tables: » manque"),
    ("namespace: Essai 2018\ntables:\n  - " + ENTITY.strip() + "\n", 1, "espace de noms « Essai 2018 »"),
    (
        "namespase: essai\ntables:\n  - " + ENTITY.strip() + "\n",
        1,
        "clé inconnue « namespase » (vouliez-vous dire « namespace » ?)",
    ),
    ("namespace: essai\ntables: oui\n", 2, "attendu : une liste"),
    ("namespace: essai\ntables:\n  - file: actions.csv\n", 3, "« entities: » manque"),
    ("namespace: essai\ntables:\n  - file: rien.csv\n" + ENTITY, 3, "rien ne correspond à « rien.csv »"),
    ("namespace: essai\ntables:\n  - sheet: Acteurs\n" + ENTITY, 3, "feuille « Acteurs »"),
    ("namespace: essai\ntables:\n  - entities:\n      it: {type: Theme}\n", 4, "« key: » manque"),
    (
        "namespace: essai\ntables:\n  - entities:\n      it: {key: [idd]}\n",
        4,
        "n'a pas de colonne « idd » (vouliez-vous dire « id » ?)",
    ),
    (
        "namespace: essai\ntables:\n  - entities:\n      it:\n        key: [id]\n        type: Asociation\n",
        6,
        "type inconnu « Asociation » (vouliez-vous dire « Association » ?)",
    ),
    (
        "namespace: essai\ntables:\n  - entities:\n      it:\n        key: [id]\n        type: Actor\n",
        6,
        "type inconnu « Actor »",
    ),
    (
        "namespace: essai\ntables:\n  - entities:\n      it:\n        key: [id]\n        types: {réseau: Reseau}\n",
        6,
        "type inconnu « Reseau »",
    ),
    (
        "namespace: essai\ntables:\n  - entities:\n      it:\n        key: [id]\n        properties:\n          nom: nom\n",
        7,
        "propriété inconnue « nom »",
    ),
    (
        "namespace: essai\ntables:\n  - entities:\n      it:\n        key: [id]\n"
        "        properties:\n          name: {colum: nom}\n",
        7,
        "clé inconnue « colum »",
    ),
    (
        "namespace: essai\ntables:\n  - entities:\n      it:\n        key: [id]\n"
        "        properties:\n          name: {column: nom, value: x}\n",
        7,
        "l'un des deux",
    ),
    (
        "namespace: essai\ntables:\n  - entities:\n      it:\n        key: [id]\n        properties:\n          name: nomm\n",
        7,
        "n'a pas de colonne « nomm »",
    ),
    (
        "namespace: essai\ntables:\n  - entities: {it: {key: [id]}}\n    links:\n      - {from: it, to: it}\n",
        5,
        "« relation: » manque",
    ),
    (
        "namespace: essai\ntables:\n  - entities: {it: {key: [id]}}\n    links:\n      - {from: it, relation: USE, to: it}\n",
        5,
        "relation inconnue « USE » (vouliez-vous dire « USES » ?)",
    ),
    (
        "namespace: essai\ntables:\n  - entities: {it: {key: [id]}}\n    links:\n      - {from: it, relation: USES, to: that}\n",
        5,
        "ne nomme aucune entité",
    ),
    ("namespace: essai\ntables:\n  - confidence: 2\n" + ENTITY, 3, "un nombre entre 0 et 1"),
    ("namespace: essai\ntables:\n  - delimiter: ';;'\n" + ENTITY, 3, "un seul signe"),
    ("namespace: essai\ntables:\n  - encoding: utf-9\n" + ENTITY, 3, "un encodage"),
    ("namespace: essai\ntables:\n  - header: zéro\n" + ENTITY, 3, "un numéro de ligne"),
    ("namespace: essai\ntables:\n  - notes: garder\n" + ENTITY, 3, "attendu : rest, links, ignore"),
    ("namespace: essai\ntables:\n  - locator: '{page}'\n" + ENTITY, 3, "n'a pas de colonne « page »"),
    ("namespace: essai\nsource:\n  date: mars 2018\ntables:\n  - " + ENTITY.strip() + "\n", 3, "date « mars 2018 »"),
    ("namespace: essai\nsource:\n  url: exemple\ntables:\n  - " + ENTITY.strip() + "\n", 3, "attendu : https://"),
    ("namespace: essai\ntables:\n  - entities: {it: {key: [id]\n", 4, "ce n'est pas du YAML valable"),
    ("a: &x [1]\nb: *x\n", 2, "alias"),
]


@pytest.mark.parametrize(("mapping", "line", "words"), BROKEN)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, mapping: str, line: int, words: str) -> None:
    text(tmp_path / "actions.csv", TABLE)
    path = text(tmp_path / "mapping.yaml", mapping)
    with pytest.raises(MappingError) as caught:
        recognise([tmp_path], ontology=ONTOLOGY)
    told = [problem.text("fr") for problem in caught.value.problems]
    assert any(each.startswith(f"{path.name}:{line}: ") and words in each for each in told), told
    assert all(problem.en and problem.en != problem.fr for problem in caught.value.problems)


def test_everything_wrong_is_told_at_once(tmp_path: Path) -> None:
    text(tmp_path / "actions.csv", TABLE)
    text(
        tmp_path / "mapping.yaml",
        (
            "namespace: essai\ntables:\n  - entities:\n      it:\n        key: [rien]\n        properties: {nam: nom}\n"
            "  - entities:\n      it: {key: [id], type: Rien}\n"
        ),
    )
    with pytest.raises(MappingError) as caught:
        recognise([tmp_path], ontology=ONTOLOGY)
    assert len(caught.value.problems) >= 2
    assert str(tmp_path) not in caught.value.message("fr")
