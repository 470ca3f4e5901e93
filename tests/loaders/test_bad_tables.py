"""Bad tables: each is told in clear words with its place, and whatever is good in it comes in."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from maillage.loaders import limits
from tests.loaders.tables import GOOD, HEAD, ROWS, assert_good, read, refused_whole, text, workbook

# ---------------------------------------------------------------- encodings


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac_roman", "cp850", "latin-1"]
)
def test_any_usual_encoding_is_found_out(tmp_path: Path, encoding: str) -> None:
    assert_good(read(text(tmp_path / "acteurs.csv", HEAD + ROWS * 5, encoding)))


def test_a_line_in_another_encoding_is_refused_by_cell(tmp_path: Path) -> None:
    content = (
        (HEAD + ROWS * 10).encode()
        + "Café Exemple;Association;Villefictive\n".encode("cp1252")
        + b"Bon Exemple;Association;Orl\xe9ans-Fictif\n"
    )
    path = tmp_path / "acteurs.csv"
    path.write_bytes(content)
    found = read(path)
    assert_good(found)
    assert "Bon Exemple" in found.names
    assert "encodage" in found.told("acteurs.csv, ligne 22, colonne Nom")
    assert "encodage" in found.told("acteurs.csv, ligne 23, colonne Ville")
    assert not any("\ufffd" in (claim.value or "") for claim in found.claims)


def test_nul_bytes_and_control_characters_leave_names(tmp_path: Path) -> None:
    found = read(text(tmp_path / "acteurs.csv", HEAD + ROWS + "Asso\x00ciation\x07 Exemple;Association;\n"))
    assert_good(found)
    claim = next(c for c in found.claims if c.value == "Association Exemple")
    assert claim.original == "Asso␀ciation␇ Exemple"


def test_direction_marks_leave_names_and_letters_of_any_alphabet_stay(tmp_path: Path) -> None:
    found = read(text(tmp_path / "acteurs.csv", HEAD + ROWS + "\u202eelpmexE\u202c جمعية مثال;Association;\n"))
    assert_good(found)
    claim = next(c for c in found.claims if c.value == "elpmexE جمعية مثال")
    assert claim.original == "\u202eelpmexE\u202c جمعية مثال"


# ---------------------------------------------------------------- rows and cells


def test_ragged_rows(tmp_path: Path) -> None:
    found = read(
        text(tmp_path / "acteurs.csv", HEAD + ROWS + "Court Exemple\nLong Exemple;Association;Villefictive;en trop;aussi\n")
    )
    assert found.names >= {*GOOD, "Court Exemple", "Long Exemple"}
    assert "5 cellules pour 3 colonnes" in found.told("acteurs.csv, ligne 5")
    assert [r.cell for r in found.refusals] == ["en trop | aussi"]


def test_a_row_that_names_nothing(tmp_path: Path) -> None:
    found = read(text(tmp_path / "acteurs.csv", HEAD + ";Association;Villefictive\n\n" + ROWS))
    assert_good(found)
    assert "ne dit pas de qui" in found.told("acteurs.csv, ligne 2, colonne Nom")
    assert len(found.refusals) == 1  # the blank line is no row


def test_duplicate_headings(tmp_path: Path) -> None:
    found = read(text(tmp_path / "acteurs.csv", "Nom;Ville;Ville\nRéseau Exemple;Un-Fictif;Deux-Fictif\nCollectif Fictif;;\n"))
    assert_good(found)
    assert "lu comme « Ville (2) »" in found.told("acteurs.csv, ligne 1, colonne C")
    assert found.values("note") == ["Ville (2) : Deux-Fictif"]


def test_a_heading_without_words_is_called_by_its_letter(tmp_path: Path) -> None:
    found = read(text(tmp_path / "acteurs.csv", "Nom;;Type\nRéseau Exemple;secret;Association\nCollectif Fictif;;Association\n"))
    assert_good(found)
    assert found.values("note") == ["colonne B : secret"]


def test_ten_thousand_columns(tmp_path: Path) -> None:
    path = text(tmp_path / "large.csv", "Nom;" + ";".join(f"c{n}" for n in range(9_999)) + "\nRéseau Exemple\n")
    assert refused_whole(path) == "large.csv, ligne 1 : 10000 colonnes ; 1000 au plus : gardez celles qui servent."


def test_a_title_above_the_headings(tmp_path: Path) -> None:
    found = read(text(tmp_path / "acteurs.csv", "Annuaire d'exemple 2018;;\n;;\n" + HEAD + ROWS))
    assert_good(found)
    assert "au-dessus des titres" in found.told("acteurs.csv, ligne 1")
    assert next(c for c in found.claims if c.value == "Réseau Exemple").locator == "acteurs.csv, ligne 4, colonne Nom"


def test_a_million_characters_in_one_cell(tmp_path: Path) -> None:
    rows = f"Réseau Exemple;{'a' * limits.CELL}\nCollectif Fictif;{'b' * (limits.CELL + 1)}\n{'n' * (limits.NAME + 1)};court\n"
    found = read(text(tmp_path / "acteurs.csv", "Nom;Description\n" + rows))
    assert_good(found)
    assert [len(value) for value in found.values("description")] == [limits.CELL]
    assert "1000001 signes" in found.told("acteurs.csv, ligne 3, colonne Description")
    assert "10001 signes" in found.told("acteurs.csv, ligne 4, colonne Nom")


def test_a_name_of_ten_thousand_characters_is_kept_whole(tmp_path: Path) -> None:
    long = "Exemple " * 1_249 + "Exemple!"
    assert long in read(text(tmp_path / "acteurs.csv", HEAD + ROWS + f"{long};Association;\n")).names


def test_lone_quotes(tmp_path: Path) -> None:
    found = read(
        text(
            tmp_path / "acteurs.csv",
            HEAD + 'Réseau Exemple;Association;Villefictive\n"Perdu Exemple;Association;Villefictive\n'
            'Collectif Fictif;Association;"Ville ""Fictive"""\nAu 5" Exemple;Association;\n',
        )
    )
    assert found.names >= {*GOOD, '"Perdu Exemple', 'Ville "Fictive"', 'Au 5" Exemple'}
    assert "jamais fermé" in found.told("acteurs.csv, ligne 3")
    assert len(found.refusals) == 1


def test_a_lone_quote_at_the_very_end(tmp_path: Path) -> None:
    found = read(text(tmp_path / "acteurs.csv", HEAD + ROWS + 'Dernier Exemple;Association;"Villefictive'))
    assert_good(found)
    assert "Dernier Exemple" in found.names
    assert "jamais fermé" in found.told("acteurs.csv, ligne 4")


def test_lone_quotes_without_end(tmp_path: Path) -> None:
    rows = '"Perdu Exemple;Association;Villefictive\n' * (limits.LONE_QUOTES + 5)
    found = read(text(tmp_path / "acteurs.csv", HEAD + rows + ROWS))
    assert_good(found)
    assert len(found.refusals) == limits.LONE_QUOTES + 1
    assert "d'ici à la fin" in found.told(f"acteurs.csv, ligne {limits.LONE_QUOTES + 2}")


def test_a_line_without_end_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "RECORD", 500_000)
    found = read(
        text(
            tmp_path / "acteurs.csv",
            HEAD + "x" * 1_700_000 + "\n" + ROWS + '"Perdu' + "y" * 400_000 + "\n" + "z" * 600_000 + "\nBon Exemple;;\n",
        )
    )
    assert_good(found)
    assert "Bon Exemple" in found.names
    assert "laissée de côté" in found.told("acteurs.csv, ligne 2")
    assert "laissée de côté" in found.told("acteurs.csv, ligne 6")
    assert "jamais fermé" in found.told("acteurs.csv, ligne 5")


def test_line_ends_within_cells_keep_the_numbers_of_rows(tmp_path: Path) -> None:
    found = read(
        text(
            tmp_path / "acteurs.csv",
            'Nom;Description;Début\r\n"Réseau\r\nExemple";"un\r\n\r\ndeux";2018\r\n'
            "Collectif Fictif;;bientôt\r\nX Exemple;;2018\r\nY Exemple;;2018\r\n",
        )
    )
    assert_good(found)
    assert found.values("description") == ["un\n\ndeux"]


def test_a_bad_date_does_not_take_its_row_along(tmp_path: Path) -> None:
    found = read(
        text(
            tmp_path / "rencontres.csv",
            "Nom;Date\nRéseau Exemple;19 mars 2018\nCollectif Fictif;bientôt\n"
            "Autre Exemple;03/19/2018\nBon Exemple;6-8 mars 2018\n",
        )
    )
    assert_good(found)
    assert found.values("start") == ["2018-03-19", "2018-03-06/2018-03-08"]
    assert "« bientôt » n'est pas une date" in found.told("rencontres.csv, ligne 3, colonne Date")
    assert "« 03/19/2018 » n'est pas une date" in found.told("rencontres.csv, ligne 4, colonne Date")


def test_an_unknown_type_is_told_and_the_row_comes_in(tmp_path: Path) -> None:
    found = read(text(tmp_path / "acteurs.csv", HEAD + ROWS + "Vaisseau Exemple;Assosiation;\n"))
    assert found.names >= {*GOOD, "Vaisseau Exemple"}
    assert "type inconnu « Assosiation » (vouliez-vous dire « association » ?) ; pris pour Organization" in found.told(
        "acteurs.csv, ligne 4, colonne Type"
    )


def test_half_a_link(tmp_path: Path) -> None:
    found = read(
        text(
            tmp_path / "liens.csv",
            "de,relation,vers\nRéseau Exemple,COOPERATES_WITH,Collectif Fictif\n"
            "Réseau Exemple,COOPERATES_WITH,\n,,Collectif Fictif\n",
        )
    )
    assert_good(found)
    assert "il manque un bout au lien" in found.told("liens.csv, ligne 3, colonne vers")
    assert "il manque un bout au lien" in found.told("liens.csv, ligne 4, colonne de")
    assert len(found.links) == 1


# ---------------------------------------------------------------- files that are no table


def test_an_empty_file(tmp_path: Path) -> None:
    assert refused_whole(text(tmp_path / "vide.csv", "")) == "vide.csv : fichier vide : ni titres ni lignes."
    assert "fichier vide" in refused_whole(text(tmp_path / "blanc.csv", "\ufeff\r\n\n"))


def test_only_headings(tmp_path: Path) -> None:
    found = read(text(tmp_path / "acteurs.csv", HEAD))
    assert found.told("acteurs.csv, ligne 1") == "rien sous la ligne de titres"
    assert not found.claims


def test_no_heading_that_names_anything(tmp_path: Path) -> None:
    words = refused_whole(text(tmp_path / "mesures.csv", "x;y\n1;2\n3;4\n"))
    assert words.startswith("mesures.csv, ligne 1 : aucune colonne ne dit le nom des choses")
    assert "« x », « y »" in words
    assert "correspondance" in words


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("acteurs.csv", bytes(range(256)) * 40, "format inconnu"),
        ("acteurs.csv", b"%PDF-1.4 exemple", "c'est un PDF"),
        ("acteurs.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(500), "c'est une image"),
        ("acteurs.csv.gz", b"\x1f\x8b\x08" + bytes(range(200)), "gzip"),
        ("acteurs.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000), "ancien format d'Office"),
        (
            "acteurs.xlsx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600),
            "mot de passe",
        ),
        ("acteurs.csv", b"<html><body>Connectez-vous</body></html>", "XML ou HTML"),
        ("acteurs.csv", b'{"nom": "Exemple"}', "JSON d'un genre inconnu"),
    ],
)
def test_what_is_no_table_is_named_with_what_to_do(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    told = refused_whole(path)
    assert told.startswith(f"{name} : ")
    assert words in told
    without_advice = ("format inconnu", "c'est une image", "XML ou HTML", "JSON d'un genre inconnu")
    assert ("CSV, XLSX, ODS" in told) == (words in without_advice), "where nothing is known to do, what is accepted is listed"


def test_a_missing_file_and_an_empty_folder(tmp_path: Path) -> None:
    assert refused_whole(tmp_path / "absent.csv") == f"{tmp_path / 'absent.csv'} : fichier introuvable."
    assert "rien à lire ici" in refused_whole(tmp_path)


def test_a_wrong_suffix_does_not_matter(tmp_path: Path) -> None:
    book = workbook(
        tmp_path / "a.xlsx",
        ("Acteurs", [["Nom", "Type"], ["Réseau Exemple", "Association"], ["Collectif Fictif", "Association"]]),
    )
    book.rename(tmp_path / "a.csv")
    assert_good(read(tmp_path / "a.csv"))
    assert_good(read(text(tmp_path / "b.xlsx", HEAD + ROWS)))


def test_a_folder_with_other_things_in_it(tmp_path: Path) -> None:
    text(tmp_path / "acteurs.csv", HEAD + ROWS)
    text(tmp_path / "LISEZMOI.md", "# Exemple\n\nDes mots, et d'autres ; rien d'un tableau.\n")
    text(tmp_path / "vide.csv", "")
    found = read(tmp_path)
    assert_good(found)
    assert "ce n'est pas un tableau" in found.told("LISEZMOI.md")
    assert "fichier vide" in found.told("vide.csv")


# ---------------------------------------------------------------- what contradicts itself


def test_parts_in_a_circle_are_told_by_name_and_kept(tmp_path: Path) -> None:
    rows = "De;Relation;Vers\nPôle Exemple;fait partie de;Union Fictive\nUnion Fictive;fait partie de;Réseau Exemple\n"
    circle = "Réseau Exemple;fait partie de;Pôle Exemple\nCentre Fictif;fait partie de;Union Fictive\n"
    found = read(text(tmp_path / "liens.csv", rows + circle))
    assert len([claim for claim in found.claims if claim.predicate == "PART_OF"]) == 4
    assert "reseau-exemple → pole-exemple → union-fictive → reseau-exemple" in found.told("liens.csv, ligne 4")
    assert len(found.refusals) == 1


def test_a_circle_over_two_tables_and_by_a_column_of_wholes(tmp_path: Path) -> None:
    one = text(tmp_path / "essai-a.csv", "Nom;Maison mère\nPôle Exemple;Union Fictive\n")
    other = text(tmp_path / "essai-b.csv", "Nom;Maison mère\nUnion Fictive;Pôle Exemple\n")
    found = read(one, other)
    assert "union-fictive → pole-exemple → union-fictive" in " ".join(refused.problem_fr for refused in found.refusals)
    assert ("union-fictive", "PART_OF", "pole-exemple") in found.links


def test_what_is_too_long_for_a_link_is_told_and_the_link_stays(tmp_path: Path) -> None:
    long = "n" * (limits.CELL + 1)
    found = read(
        text(tmp_path / "liens.csv", f"De;Vers;Rôle;Couleur\nA Exemple;B Exemple;{long};bleu\nC Exemple;A Exemple;;{long}\n")
    )
    assert len(found.links) == 2
    assert f"{limits.CELL} au plus" in found.told("liens.csv, ligne 2")
    assert f"{limits.CELL} au plus" in found.told("liens.csv, ligne 3")


def test_a_heading_without_end_is_cut(tmp_path: Path) -> None:
    found = read(text(tmp_path / "x.csv", f"Nom;{'c' * 2_000_000}\nRéseau Exemple;bleu\n"))
    assert found.names == {"Réseau Exemple"}
    assert len(found.values("note")[0]) < 400


@pytest.mark.parametrize("name", [b"acteurs\xe9.csv", b"acteurs\x01.csv", b"acteurs\n.csv"])
def test_a_file_whose_name_is_no_text(tmp_path: Path, name: bytes) -> None:
    path = tmp_path / os.fsdecode(name)
    text(path, HEAD + ROWS)
    for asked in (path, tmp_path):
        words = refused_whole(asked)
        assert "renommez le fichier" in words
        words.encode()
