"""The backup read strictly: what it records comes back as it was, what it cannot record is told with its line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maillage.errors import SourceError
from maillage.loaders import limits
from maillage.loaders.extract import Item
from maillage.loaders.recognise import recognise
from maillage.schema import claim, decision
from maillage.schema.claim import Claim
from maillage.schema.decision import Decision, about_pair
from maillage.schema.source import Import, Refused, Source
from tests.loaders.tables import ONTOLOGY, STAMP

AT = "2026-01-01T00:00:00.000Z"
SOURCE = Source("essai", "Essai fictif", publisher="Les Fictifs", date="2018")
IMPORT = Import("imp-essai", "Essai fictif", ("a.csv", "b.csv"), "local", AT, AT, 2, 0, 1)
NAME = Claim(
    "essai:un",
    "name",
    "essai",
    "a.csv, ligne 2",
    value="Un Exemple",
    recorded_at=AT,
    import_id="imp-essai",
    original="Un  Exemple",
)
LINK = Claim(
    "essai:un",
    "COOPERATES_WITH",
    "essai",
    "a.csv, ligne 3",
    object="essai:deux",
    role="pilote",
    since="2018",
    confidence=0.5,
    recorded_at=AT,
)
SAME = about_pair("same", "essai:un", "essai:deux", recorded_at=AT)
ALL: list[Item] = [SOURCE, IMPORT, NAME, LINK, SAME]
FIRST = {"maillage": 1, "ontology": "abc"}


def as_line(item: Item) -> dict[str, Any]:
    if isinstance(item, Claim):
        return {"claim": claim.to_dict(item)}
    if isinstance(item, Decision):
        return {"decision": decision.to_dict(item)}
    kind = "source" if isinstance(item, Source) else "import"
    return {kind: {key: value for key, value in item._asdict().items() if value not in (None, "", ())}}


def backup(path: Path, *lines: object, first: object = FIRST) -> Path:
    texts = [line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in (first, *lines)]
    path.write_text("\n".join(texts) + "\n", encoding="utf-8")
    return path


def items(path: Path) -> list[Item]:
    return list(recognise([path], ontology=ONTOLOGY).reading.items(STAMP))


def test_everything_comes_back_as_it_was(tmp_path: Path) -> None:
    path = backup(tmp_path / "sauvegarde.jsonl", *map(as_line, ALL))
    extract = recognise([path], ontology=ONTOLOGY)
    assert list(extract.reading.items(STAMP)) == ALL
    assert list(extract.reading.items(STAMP)) == ALL
    assert extract.restores
    assert extract.reading.done == 1.0
    assert extract.format == "jsonl"


def test_the_name_of_the_file_does_not_matter_but_its_first_line_does(tmp_path: Path) -> None:
    assert items(backup(tmp_path / "sauvegarde.txt", as_line(NAME))) == [NAME]
    with pytest.raises(SourceError, match="unknown kind"):
        items(backup(tmp_path / "x.jsonl", as_line(NAME), first={"autre": 1}))


def changed(item: Item, **fields: object) -> dict[str, Any]:
    ((kind, data),) = as_line(item).items()
    return {kind: {key: value for key, value in {**data, **fields}.items() if value is not None}}


BAD: list[tuple[object, str]] = [
    ("{", "ce n'est pas du JSON valable"),
    ("[1]", "attendu : un objet JSON"),
    ('{"claim": ' + "[" * 100_000 + "]" * 100_000 + "}", "ce n'est pas du JSON valable"),
    ({"clame": {}}, "attendu : un seul de source, import, claim, decision"),
    ({**as_line(NAME), **as_line(SAME)}, "attendu : un seul de"),
    ({"claim": 3}, "attendu un objet"),
    (changed(NAME, value="Autre"), "l'identifiant ne correspond pas"),
    (changed(NAME, id=None), "l'identifiant ne correspond pas"),
    (changed(NAME, value=3), "n'est pas du texte"),
    (changed(NAME, locator=None), "champs inattendus"),
    (changed(NAME, locator=""), "l'endroit dans la source manque"),
    (changed(NAME, colour="rouge"), "champs inattendus"),
    (changed(NAME, predicate="nam"), "propriété inconnue"),
    (changed(NAME, recorded_at=None), "une date d'enregistrement"),
    (changed(LINK, predicate="LIKES"), "relation inconnue"),
    (changed(LINK, confidence=7), "la confiance"),
    ('{"claim": {"confidence": NaN}}', "ce n'est pas du JSON valable"),
    (changed(LINK, since="hier"), "date illisible"),
    (changed(SAME, kind="alike"), "champs inattendus"),
    (changed(SAME, reason=3), "attendu un texte"),
    (changed(SOURCE, title=3), "attendu un texte"),
    (changed(SOURCE, title=None), "champs inattendus ou manquants"),
    (changed(IMPORT, new=-1), "des nombres entiers"),
    (changed(IMPORT, new=True), "des nombres entiers"),
    (changed(IMPORT, files="a.csv"), "une liste de noms"),
]


@pytest.mark.parametrize(("line", "words"), BAD)
def test_a_bad_line_is_told_and_the_others_come_in(tmp_path: Path, line: object, words: str) -> None:
    path = backup(tmp_path / "sauvegarde.jsonl", as_line(NAME), line, as_line(LINK))
    first, refused, last = items(path)
    assert (first, last) == (NAME, LINK)
    assert isinstance(refused, Refused)
    assert refused.place == "sauvegarde.jsonl, ligne 3"
    assert words in refused.problem_fr
    assert refused.problem_en != refused.problem_fr


def test_a_backup_of_a_later_version(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as caught:
        items(backup(tmp_path / "sauvegarde.jsonl", as_line(NAME), first={"maillage": 2}))
    assert caught.value.message("fr").startswith("sauvegarde.jsonl, ligne 1 : sauvegarde de version 2")


def test_a_backup_cut_short_is_refused_before_anything_is_given(tmp_path: Path) -> None:
    path = backup(tmp_path / "sauvegarde.jsonl", *map(as_line, ALL))
    path.write_bytes(path.read_bytes()[:-10])
    with pytest.raises(SourceError) as caught:
        recognise([path], ontology=ONTOLOGY)
    assert "sauvegarde coupée" in caught.value.message("fr")


def test_a_line_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "JSON_LINE", 2_000)
    path = backup(
        tmp_path / "sauvegarde.jsonl", as_line(NAME), json.dumps({"source": {"id": "x", "title": "t" * 5_000}}), as_line(LINK)
    )
    found = items(path)
    assert found[0] == NAME
    assert found[-1] == LINK
    assert [item.place for item in found if isinstance(item, Refused)] == ["sauvegarde.jsonl, ligne 3"]


def test_two_backups_at_once(tmp_path: Path) -> None:
    paths = [backup(tmp_path / f"{n}.jsonl", as_line(NAME)) for n in range(2)]
    with pytest.raises(SourceError, match="one backup at a time"):
        recognise(paths, ontology=ONTOLOGY)


@given(st.lists(st.sampled_from(ALL), max_size=8), st.binary(max_size=40), st.integers(0, 2_000))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_damage_never_crashes_nor_changes_a_record(tmp_path: Path, kept: list[Item], noise: bytes, at: int) -> None:
    path = backup(tmp_path / "sauvegarde.jsonl", *map(as_line, kept))
    raw = path.read_bytes()
    path.write_bytes(raw[: len(raw) - at] + noise + raw[max(0, len(raw) - at) :])
    try:
        found = items(path)
    except SourceError as error:
        assert error.message("fr")
    else:
        # A source and an import have no hash of their content: there, only claims and decisions prove themselves.
        assert all(item in ALL for item in found if isinstance(item, (Claim, Decision)))
