"""The preview says what a load would bring; what it counts is what comes."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from maillage.graph.store import Store
from maillage.loaders.preview import preview
from maillage.loaders.recognise import recognise
from maillage.schema.claim import TYPE
from tests.loaders.tables import ONTOLOGY, read, read_extract, text

TABLE = (
    "Nom;Type;Début;Partenaires;Couleur\nRéseau Exemple;association;;Club Fictif;bleu\n"
    "Fête {Exemple};événement;mars 2018;Club Fictif;\nPerdu Exemple;;jamais;;\n"
)


def test_first_things_in_words(tmp_path: Path) -> None:
    path = text(tmp_path / "actions.csv", TABLE)
    seen = preview(recognise([path], ontology=ONTOLOGY), ONTOLOGY)
    assert [each.fr for each in seen.entities] == [
        "Réseau Exemple (association) ; note : Couleur : bleu",
        "Club Fictif (organisation)",
        "Fête {Exemple} (rencontre) ; début : mars 2018",
        "Perdu Exemple (programme)",
    ]
    assert [each.en for each in seen.links] == [
        "Réseau Exemple cooperates with Club Fictif",
        "Club Fictif is a partner in Fête {Exemple}",
    ]
    assert seen.links[1].place == "actions.csv, ligne 3, colonne Partenaires"
    assert [refused.place for refused in seen.refusals] == ["actions.csv, ligne 4, colonne Début"]
    assert seen.types == {"Association": 1, "Organization": 1, "Event": 1, "Programme": 1}
    assert seen.whole


def test_what_each_column_becomes(tmp_path: Path) -> None:
    path = text(tmp_path / "actions.csv", TABLE)
    seen = preview(recognise([path], ontology=ONTOLOGY), ONTOLOGY)
    assert {use.column: use.fr for use in seen.columns} == {
        "Nom": "désigne une entité (programme), nom",
        "Type": "type",
        "Début": "début",
        "Partenaires": "désigne une entité (organisation), nom, lien « est partenaire de »",
        "Couleur": "note",
    }
    assert not seen.left_out
    assert any("UTF-8".lower() in note.fr and "« ; »" in note.fr for note in seen.notes)


def test_counts_are_those_of_the_load(tmp_path: Path, root: Path) -> None:
    for path in (text(tmp_path / "actions.csv", TABLE), root / "loaders" / "programme"):
        extract = recognise([path], ontology=ONTOLOGY)
        seen, found = preview(extract, ONTOLOGY, limit=3), read(path)
        assert (seen.claims, seen.refused) == (len({claim.id for claim in found.claims}), len(found.refusals))
        assert seen.relations == Counter(claim.predicate for claim in found.claims if claim.object)
        assert sum(seen.types.values()) == len({claim.subject for claim in found.claims if claim.predicate == TYPE})
        assert len(seen.entities) == len(seen.links) + 1 == 3 or path.is_dir()
        assert len(seen.refusals) <= 3
        assert read_extract(extract).claims == found.claims


def test_as_many_claims_as_the_load_then_counts(tmp_path: Path, default_store: Store) -> None:
    path = text(tmp_path / "x.csv", "Nom;Type;Partenaires\nRéseau Exemple;association;Fête Fictive\nFête Fictive;événement;\n")
    seen = preview(recognise([path], ontology=ONTOLOGY), ONTOLOGY)
    assert default_store.load(recognise([path], ontology=ONTOLOGY)).new == seen.claims


def test_a_long_file_is_previewed_from_its_beginning(tmp_path: Path) -> None:
    path = text(tmp_path / "x.csv", "Nom\n" + "".join(f"Acteur {n} Exemple\n" for n in range(5_000)))
    seen = preview(recognise([path], ontology=ONTOLOGY), ONTOLOGY, bound=1_000)
    assert not seen.whole
    assert seen.claims == 1_000
    assert preview(recognise([path], ontology=ONTOLOGY), ONTOLOGY, bound=10_000).whole


def test_columns_left_out_are_listed(tmp_path: Path) -> None:
    text(tmp_path / "a.csv", TABLE)
    text(
        tmp_path / "mapping.yaml",
        "namespace: essai\ntables:\n  - {notes: ignore, entities: {it: {key: [Nom], type: Theme, properties: {name: Nom}}}}\n",
    )
    seen = preview(recognise([tmp_path], ontology=ONTOLOGY), ONTOLOGY)
    assert [use.column for use in seen.left_out] == ["Type", "Début", "Partenaires", "Couleur"]
