"""The ontology that ships, read as text: whole sentences, two languages, known vocabularies; and its copies elsewhere."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from maillage.schema.definitions import KINDS, EntityType, PropertyDef, RelationType
from maillage.schema.export import ROOT, copies, write
from maillage.schema.model import FOLDER, default_ontology

ONTOLOGY = default_ontology()
DEFINED: dict[str, EntityType | RelationType | PropertyDef] = {
    **ONTOLOGY.types, **ONTOLOGY.relations,
    **{f"{t.name}.{p.name}": p for t in ONTOLOGY.types.values() for p in t.properties.values()},
}
ACRONYMS = ("INSEE", "RNA", "SIREN")


def texts(item: EntityType | RelationType | PropertyDef) -> Iterator[tuple[str, Mapping[str, str]]]:
    for field in ("label", "plural", "inverse", "sentence", "definition"):
        if hasattr(item, field):
            yield field, getattr(item, field)


def short(item: EntityType | RelationType | PropertyDef) -> Iterator[tuple[str, str, str]]:
    for field, said in texts(item):
        if field not in ("definition", "sentence"):
            yield from ((field, lang, text) for lang, text in said.items())


@pytest.mark.parametrize("name", DEFINED)
def test_a_definition_is_one_sentence(name: str) -> None:
    for lang, text in DEFINED[name].definition.items():
        assert re.fullmatch(r"[A-ZÀÉÊÎ][^.!?]{10,160}\.", text), (lang, text)


@pytest.mark.parametrize("name", DEFINED)
def test_both_languages_are_there_and_differ(name: str) -> None:
    same_word_in_both = {"association", "associations", "code", "date", "description", "format", "latitude", "longitude", "note",
                         "organisation", "organisations", "population", "programme", "programmes"}
    for _, said in texts(DEFINED[name]):
        assert set(said) == {"fr", "en"}
        assert said["fr"] != said["en"] or said["fr"] in same_word_in_both, said


@pytest.mark.parametrize("name", DEFINED)
def test_labels_start_in_lower_case_and_end_without_a_stop(name: str) -> None:
    for field, lang, text in short(DEFINED[name]):
        assert text[0].islower() or text.startswith((*ACRONYMS, "English")), (field, lang)
        assert text[-1].isalnum(), (field, lang)
        assert len(text) <= 50, (field, lang)


@pytest.mark.parametrize("name", DEFINED)
def test_texts_are_typed_with_care(name: str) -> None:
    for _, said in texts(DEFINED[name]):
        for text in said.values():
            assert text == " ".join(text.split())
            assert not re.search(r"\b(\w+) \1\b|,,|\.\.|\( | \)|TODO", text), text
        assert '"' not in said["fr"]
        assert not re.search(r" [,.]|[^ «»\d];| \?\?", said["fr"]), said["fr"]


@pytest.mark.parametrize("name", ONTOLOGY.relations)
def test_the_other_way_round_is_said_otherwise_unless_it_is_the_same(name: str) -> None:
    relation = ONTOLOGY.relations[name]
    for lang in ("fr", "en"):
        assert (relation.label[lang] == relation.inverse[lang]) == relation.symmetric
        assert relation.sentence[lang].startswith("{subject} ")
        assert relation.sentence[lang].endswith(" {object}")


def test_no_two_types_relations_or_properties_share_a_label() -> None:
    groups: Sequence[Mapping[str, EntityType | RelationType | PropertyDef]] = [
        ONTOLOGY.types, ONTOLOGY.relations, *(ONTOLOGY.properties_of(t) for t in ONTOLOGY.types)]
    for group in groups:
        for lang in ("fr", "en"):
            labels = [item.label[lang] for item in group.values()]
            assert len(labels) == len(set(labels))


@pytest.mark.parametrize("field", ["label", "definition", "align"])
def test_a_property_that_several_types_have_is_said_alike(field: str) -> None:
    for type_ in ONTOLOGY.types.values():
        for prop in type_.properties.values():
            assert getattr(prop, field) == getattr(ONTOLOGY.properties[prop.name], field)


def test_the_ontology_is_aligned_with_the_vocabularies_of_the_field() -> None:
    used = {curie.partition(":")[0] for item in DEFINED.values() for curies in item.align.values() for curie in curies}
    assert used >= {"pair", "schema", "org", "foaf", "skos", "prov", "opengov"}
    assert {*used, "edtf", "xsd"} == set(ONTOLOGY.prefixes)
    assert [name for name, item in DEFINED.items() if name in ONTOLOGY.types and not item.align] == []


@pytest.mark.parametrize("name", DEFINED)
def test_a_term_is_aligned_once(name: str) -> None:
    curies = [curie for listed in DEFINED[name].align.values() for curie in listed]
    assert len(curies) == len(set(curies))


@pytest.mark.parametrize("folder", ["types", "relations"])
def test_one_file_a_type_or_relation_under_its_name(folder: str) -> None:
    files = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8"))["name"] for path in (FOLDER / folder).iterdir()}
    assert files == {name: name for name in getattr(ONTOLOGY, folder)}


# ---------------------------------------------------------------- copies


@pytest.mark.parametrize("name", copies(ONTOLOGY))
def test_the_copy_is_current(name: str) -> None:
    said = f"{name} is not what schema/ontology says; run python -m maillage.schema.export"
    assert (ROOT / name).read_text(encoding="utf-8") == copies(ONTOLOGY)[name], said


def test_export_writes_what_is_missing_or_old_and_nothing_else(tmp_path: Path) -> None:
    assert {path.relative_to(tmp_path).as_posix() for path in write(tmp_path)} == set(copies(ONTOLOGY))
    (tmp_path / "docs/ontologie.md").write_text("ancien", encoding="utf-8")
    assert [path.name for path in write(tmp_path)] == ["ontologie.md"]
    assert write(tmp_path) == []


def test_the_json_holds_all_that_the_explorer_shows() -> None:
    data = json.loads(copies(ONTOLOGY)["viz/web/src/core/ontology.json"])
    assert data["types"]["Association"]["ancestors"] == ["Association", "Organization", "Actor", "Entity"]
    assert data["types"]["Association"]["family"] == "organization"
    assert data["types"]["Person"]["properties"]["position"]["multiple"] is True
    assert data["relations"]["USES"]["pairs"] == [["Practice", "Method"]]
    assert data["relations"]["USES"]["label"] == {"fr": "utilise", "en": "uses"}
    assert data["readings"]["complementarity"] == ["HOLDS", "NEEDS"]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_page_names_and_links_everything(lang: str) -> None:
    page = ONTOLOGY.page(lang)
    titles = re.findall(r"^### (\w+)$", page, re.MULTILINE)
    assert titles == [*ONTOLOGY.types, *ONTOLOGY.relations]
    assert set(re.findall(r"\(#(\w+)\)", page)) == {name.lower() for name in ONTOLOGY.types}
    for item in DEFINED.values():
        assert item.definition[lang] in page
    lines = page.splitlines()
    assert all(a.count("|") == b.count("|") for a, b in pairwise(lines) if a.startswith("|") and b.startswith("|"))


def test_the_two_pages_are_the_same_page_in_two_languages() -> None:
    fr, en = (ONTOLOGY.page(lang).splitlines() for lang in ("fr", "en"))
    levels = [[line.split()[0] for line in page if line.startswith("#")] for page in (fr, en)]
    assert levels[0] == levels[1]
    assert [line.count("|") for line in fr] == [line.count("|") for line in en]


# ---------------------------------------------------------------- JSON-LD


TERMS = ONTOLOGY.context()["@context"]


def expanded(name: str) -> str:
    """The address a term stands for, by the rules of JSON-LD for compact addresses."""
    term = TERMS[name]
    prefix, _, rest = (term if isinstance(term, str) else term["@id"]).partition(":")
    return f"{TERMS[prefix]}{rest}"


@pytest.mark.parametrize("name", [*ONTOLOGY.types, *ONTOLOGY.relations, *ONTOLOGY.properties])
def test_every_term_stands_for_an_address(name: str) -> None:
    assert re.fullmatch(r"(https?://|urn:maillage:)[^\s{}]+", expanded(name))
    exact = DEFINED.get(name, ONTOLOGY.properties.get(name))
    assert exact is not None
    assert expanded(name).startswith(TERMS["maillage"]) == (not exact.align.get("exact"))


@pytest.mark.parametrize(("name", "address"), [
    ("Person", "https://schema.org/Person"), ("Concept", "http://www.w3.org/2004/02/skos/core#Concept"),
    ("Actor", "http://virtual-assembly.org/ontologies/pair#Actor"), ("Practice", "urn:maillage:ontology:Practice"),
    ("AFFILIATED_WITH", "https://schema.org/affiliation"), ("ORGANISES", "urn:maillage:ontology:ORGANISES"),
    ("name", "https://schema.org/name"), ("siren", "urn:maillage:ontology:siren"),
])
def test_terms_say_what_known_vocabularies_say(name: str, address: str) -> None:
    assert expanded(name) == address


def test_values_are_typed_by_the_context() -> None:
    assert TERMS["start"] == {"@id": "schema:startDate", "@type": "edtf:EDTF"}
    assert TERMS["url"] == {"@id": "schema:url", "@type": "@id", "@container": "@set"}
    assert TERMS["name_en"] == {"@id": "schema:name", "@language": "en"}
    assert TERMS["USES"] == {"@id": "maillage:USES", "@type": "@id", "@container": "@set"}
    assert (TERMS["id"], TERMS["type"]) == ("@id", "@type")
    assert {p.kind for p in ONTOLOGY.properties.values()} == set(KINDS)


def test_prefixes_end_as_json_ld_asks() -> None:
    assert all(TERMS[prefix][-1] in "#/:" for prefix in (*ONTOLOGY.prefixes, "maillage"))
