"""Broken ontology files: each mistake is told once, with its file, its line and what was expected."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.schema.model import OntologyError, Problem, default_ontology, load_ontology
from maillage.schema.page import EXAMPLE

TEXTS = """\
    label: {fr: lieu, en: place}
    plural: {fr: lieux, en: places}
    definition: {fr: Un lieu fictif., en: A fictive place.}
"""
TYPE = "types:\n  - name: FictivePlace\n    parent: Association\n" + TEXTS
LINK = """\
relations:
  - name: MENTORS
    pairs: [[Actor, Practice]]
    label: {fr: accompagne, en: mentors}
    inverse: {fr: est accompagné par, en: is mentored by}
    sentence: {fr: "{subject} accompagne {object}", en: "{subject} mentors {object}"}
    definition: {fr: L'acteur conseille., en: The actor advises.}
"""
PROPERTY = TYPE + """\
    properties:
      colour:
        kind: string
        label: {fr: couleur, en: colour}
        definition: {fr: La couleur du lieu., en: The colour of the place.}
"""


def without(text: str, line: int) -> str:
    lines = text.splitlines(keepends=True)
    return "".join(lines[:line - 1] + lines[line:])


# what is wrong: the file, the line, words of the French and of the English sentence
BROKEN: dict[str, tuple[str, int, str, str]] = {
    "unknown parent": (
        TYPE.replace("Association", "Asociation"), 3,
        "type inconnu « Asociation » (vouliez-vous dire « Association » ?)", "did you mean “Association”?"),
    "no parent": (without(TYPE, 3), 2, "« parent » manque", "every type but Entity has one"),
    "its own parent": (
        TYPE.replace("Association", "FictivePlace"), 3,
        "cycle de parents : FictivePlace → FictivePlace", "cycle of parents"),
    "no label": (without(TYPE, 4), 2, "« label » manque", "“label” is missing"),
    "no plural": (without(TYPE, 5), 2, "« plural » manque", "“plural” is missing"),
    "no definition": (without(TYPE, 6), 2, "« definition » manque", "“definition” is missing"),
    "label in one language": (
        TYPE.replace(", en: place}", "}"), 4,
        "texte en « en » manquant ; attendu : fr et en", "“en” is missing"),
    "label that is plain text": (
        TYPE.replace("{fr: lieu, en: place}", "lieu"), 4,
        "trouvé « lieu » ; attendu : un texte par langue", "found “lieu”; expected a text for each language"),
    "empty label": (TYPE.replace("fr: lieu,", "fr: '',"), 4, "attendu : un texte pour « fr »", "expected a text for “fr”"),
    "label that YAML takes for a yes": (
        TYPE.replace("fr: lieu,", "fr: yes,"), 4,
        "entre guillemets", "in quotes if need be"),
    "language that is none": (
        TYPE.replace("{fr: lieu,", "{fr: lieu, français: lieu,"), 4,
        "« français » n'est pas un code de langue", "is no language code"),
    "unknown key": (
        TYPE + "    same_nam: decide\n", 7,
        "clé inconnue « same_nam » (vouliez-vous dire « same_name » ?)", "did you mean “same_name”?"),
    "unknown key at the top": (
        TYPE.replace("types:", "type:"), 1,
        "clé inconnue « type » (vouliez-vous dire « types » ?)", "expected prefixes, relations, types"),
    "unknown same_name": (TYPE + "    same_name: always\n", 7, "attendu : decide, suggest", "one of decide, suggest"),
    "abstract that is a word": (TYPE + "    abstract: maybe\n", 7, "attendu : true ou false", "true or false"),
    "family with a capital": (TYPE + "    family: Lieux\n", 7, "attendu : un mot en minuscules", "a word in lower case"),
    "no family": (
        TYPE.replace("Association", "Entity") + "    same_name: decide\n", 2,
        "« family » manque, ici comme chez ses parents (FictivePlace → Entity)", "“family” is missing"),
    "type name with a space": (
        TYPE.replace("FictivePlace", "Fictive place"), 2,
        "trouvé « Fictive place » ; attendu : un nom comme", "[A-Z][A-Za-z0-9]*"),
    "type name with Cypher in it": (
        TYPE.replace("FictivePlace", "'A`) DETACH DELETE (n'"), 2,
        "[A-Z][A-Za-z0-9]*", "expected a name such as"),
    "reserved type name": (TYPE.replace("FictivePlace", "Claim"), 2, "« Claim » est réservé", "is reserved"),
    "type that is there": (TYPE.replace("FictivePlace", "Person"), 2, "déjà pris par Person", "write “extends:”"),
    "type that differs by case": (
        TYPE.replace("FictivePlace", "PERSON"), 2,
        "déjà pris par Person", "already taken by Person"),
    "type named as a relation": (TYPE.replace("FictivePlace", "USES"), 2, "déjà pris par USES", "already taken by USES"),
    "type that is a word": ("types:\n  - FictivePlace\n", 2, "attendu : un objet avec « name: »", "an object with “name:”"),
    "types that are no list": ("types:\n  name: FictivePlace\n", 1, "attendu : une liste", "expected a list"),
    "extends what is not there": (
        "types:\n  - extends: Organisation\n    label: {es: x}\n", 2,
        "type inconnu « Organisation » (vouliez-vous dire « Organization » ?)", "unknown type"),
    "extends with a parent": (
        "types:\n  - extends: Person\n    parent: Entity\n", 3,
        "clé inconnue « parent »", "unknown key"),
    "extends a relation that is not there": (
        "relations:\n  - extends: USE\n    label: {es: x}\n", 2,
        "relation inconnue « USE » (vouliez-vous dire « USES » ?)", "unknown relation"),
    "bad kind": (
        PROPERTY.replace("kind: string", "kind: strng"), 9,
        "trouvé « strng » ; attendu : string", "did you mean “string”?"),
    "no kind": (without(PROPERTY, 9), 8, "propriété « colour » : « kind » manque", "property “colour”: “kind” is missing"),
    "property without label": (without(PROPERTY, 10), 8, "propriété « colour » : « label » manque", "“label” is missing"),
    "property that is a word": (
        TYPE + "    properties:\n      colour: string\n", 8,
        "attendu : un objet {kind:", "an object {kind:"),
    "properties that are a list": (TYPE + "    properties: [colour]\n", 7, "trouvé une liste", "found a list"),
    "unknown key of a property": (
        PROPERTY.replace("kind: string", "kind: string\n        mutliple: true"), 10,
        "clé inconnue « mutliple » (vouliez-vous dire « multiple » ?)", "did you mean “multiple”?"),
    "property with an accent": (PROPERTY.replace("colour:", "qualité:"), 8, "sans accent", "without accents"),
    "reserved property": (PROPERTY.replace("colour:", "type:"), 8, "« type » est réservé", "is reserved"),
    "property named as a column of exports": (PROPERTY.replace("colour:", "label:"), 8, "« label » est réservé", "is reserved"),
    "property with the store's prefix": (
        PROPERTY.replace("colour:", "other_name:"), 8,
        "attendu : un mot", "expected a word"),
    "property of another kind": (
        PROPERTY.replace("colour:", "siren:"), 8,
        "propriété « siren » : kind string, mais code", "expected code"),
    "property that is a key elsewhere": (
        PROPERTY.replace("colour:", "siren:").replace("kind: string", "kind: code"), 8,
        "propriété « siren » : identifies false, mais true", "expected true"),
    "property named as a prefix": (
        PROPERTY.replace("colour:", "skos:"), 8,
        "ce nom est celui d'un préfixe", "the name of a prefix"),
    "unknown prefix": (
        TYPE + "    align: {close: [shema:Place]}\n", 7,
        "préfixe inconnu (vouliez-vous dire « schema » ?)", "did you mean “schema”?"),
    "unknown prefix of a property": (
        PROPERTY + "        align: {close: [zz:colour]}\n", 8,
        "« zz:colour » : préfixe inconnu", "yours under “prefixes:”"),
    "alignment that is an address": (
        TYPE + "    align: {close: ['https://schema.org/Place']}\n", 7,
        "attendu : un terme « préfixe:nom »", "a term “prefix:name”"),
    "unknown alignment": (
        TYPE + "    align: {same: [schema:Place]}\n", 7,
        "clé inconnue « same »", "expected broader, close, exact"),
    "alignment that is a word": (TYPE + "    align: schema:Place\n", 7, "attendu : {exact:", "expected {exact:"),
    "prefix without end": ("prefixes:\n  ex: https://example.org/terms\n", 2, "qui finit par « # »", "ends with “#”"),
    "prefix that stands for something else": (
        "prefixes:\n  org: https://example.org/\n", 2,
        "le préfixe « org » désigne déjà", "already stands for"),
    "reserved prefix": ("prefixes:\n  maillage: https://example.org/\n", 2, "réservé", "reserved"),
    "prefixes that are a list": (
        "prefixes: [ex]\n", 1,
        "attendu : un objet {préfixe: adresse}", "an object {prefix: address}"),
    "relation between what is not there": (
        LINK.replace("Practice", "Practise"), 3,
        "type inconnu « Practise » (vouliez-vous dire « Practice » ?)", "unknown type “Practise”"),
    "relation in lower case": (LINK.replace("MENTORS", "mentors"), 2, "[A-Z][A-Z_]*", "expected a name such as “MENTORS”"),
    "relation that is there": (LINK.replace("MENTORS", "USES"), 2, "déjà pris par USES", "write “extends:”"),
    "relation without pairs": (without(LINK, 3), 2, "« pairs » manque", "“pairs” is missing"),
    "relation with no pair": (LINK.replace("[[Actor, Practice]]", "[]"), 3, "au moins un couple", "at least one pair"),
    "pairs that are one pair": (
        LINK.replace("[[Actor, Practice]]", "[Actor]"), 3,
        "un couple [Sujet, Objet]", "a pair [Subject, Object]"),
    "pair of three": (
        LINK.replace("Practice]]", "Practice, Event]]"), 3,
        "un couple [Sujet, Objet]", "a pair [Subject, Object]"),
    "relation without inverse": (without(LINK, 5), 2, "« inverse » manque", "“inverse” is missing"),
    "unknown reading": (
        LINK + "    reading: cooperatoin\n", 8,
        "vouliez-vous dire « cooperation » ?", "did you mean “cooperation”?"),
    "sentence without object": (
        LINK.replace("accompagne {object}", "accompagne"), 6,
        "attendu : {subject} et {object}, une fois chacun", "expected {subject} and {object}, once each"),
    "sentence that reads attributes": (
        LINK.replace("{subject} acc", "{subject.__class__} acc"), 6,
        "{subject} et {object}", "once each"),
    "sentence with a stray brace": (
        LINK.replace("mentors {object}", "mentors {object}}"), 6,
        "phrase « en »", "sentence “en”"),
    "key twice": (TYPE + "    parent: Company\n", 7, "« parent » écrite deux fois (déjà ligne 3)", "already on line 3"),
    "unclosed bracket": (TYPE + "    align: {close: [schema:Place}\n", 7, "ce n'est pas du YAML valable", "not valid YAML"),
    "tab for an indent": (TYPE + "\tfamily: x\n", 7, "ce n'est pas du YAML valable", "not valid YAML"),
    "control character": (
        TYPE + "    family: \x07\n", 7,
        "caractère de contrôle U+0007", "control character U+0007; delete it"),
    "two documents": (TYPE + "---\n" + TYPE, 7, "ce n'est pas du YAML valable", "not valid YAML"),
    "alias": ("types: &a\n  - *a\n", 2, "alias « *a »", "expected the value written out"),
    "Python object": ("types: !!python/object/apply:os.getcwd []\n", 1, "étiquette YAML", "YAML tag"),
    "Python object in a text": (
        TYPE.replace("fr: lieu,", "fr: !!python/name:os.getcwd lieu,"), 4,
        "étiquette YAML", "YAML tag"),
    "key that is a list": ("[types]: []\n", 1, "clé qui n'est pas un mot", "key that is not a word"),
    "nested too deep": ("types: " + "[" * 5000 + "]" * 5000, 1, "niveaux imbriqués", "levels deep"),
    "a list": ("- types\n", 1, "trouvé une liste ; attendu : des clés", "expected keys “types:”"),
    "a text": ("bonjour\n", 1, "trouvé « bonjour »", "expected keys"),
    "empty": ("", 1, "fichier vide", "empty file"),
    "only a comment": ("# à venir\n", 1, "fichier vide", "empty file"),
    "too long": ("# " + "x" * 1_000_000, 1, "plus de 1 Mo", "over 1 MB"),
}


@pytest.mark.parametrize("text", [TYPE, LINK, PROPERTY, "\ufeff" + TYPE, TYPE.replace("\n", "\r\n")])
def test_the_files_that_the_table_breaks_are_right_before(text: str, tmp_path: Path) -> None:
    path = tmp_path / "fichier.yaml"
    path.write_text(text, encoding="utf-8", newline="")
    assert {"FictivePlace", "MENTORS"} & {*load_ontology(path).types, *load_ontology(path).relations}


@pytest.mark.parametrize("name", BROKEN)
def test_a_mistake_is_told_once_with_its_place(name: str, tmp_path: Path) -> None:
    text, line, fr, en = BROKEN[name]
    path = tmp_path / "fichier.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(OntologyError) as raised:
        load_ontology(path)
    (problem,) = raised.value.problems
    assert (problem.file, problem.line) == (str(path), line)
    assert fr in problem.fr
    assert en in problem.en
    assert f"{path}:{line}: {problem.fr}" in raised.value.message("fr")
    assert f"{path}:{line}: {problem.en}" in raised.value.message("en")


@given(st.integers(0, len(EXAMPLE) - 1), st.integers(0, 12), st.text(max_size=6) | st.sampled_from("{}[]:#&*!|>'\"%@`-?\t\n"))
def test_a_damaged_file_is_read_or_refused_with_places(start: int, length: int, put: str) -> None:
    damaged = EXAMPLE[:start] + put + EXAMPLE[start + length:]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "fichier.yaml"
        path.write_bytes(damaged.encode("utf-8", "replace"))
        problems = problems_of(path)
    assert all(p.file == str(path) and 1 <= p.line <= len(damaged.splitlines()) + 1 and p.fr and p.en for p in problems)


def problems_of(path: Path) -> tuple[Problem, ...]:
    """What is wrong with the file; nothing else than an OntologyError may come of it."""
    try:
        default_ontology().extended(path)
    except OntologyError as error:
        return error.problems
    return ()


def test_all_mistakes_of_all_files_are_told_in_one_go(tmp_path: Path) -> None:
    first, second = tmp_path / "a.yaml", tmp_path / "b.yaml"
    first.write_text(PROPERTY.replace("kind: string", "kind: strng").replace("Association", "Nowhere"), encoding="utf-8")
    second.write_text(LINK.replace("Practice", "Nothing") + "    colour: red\n", encoding="utf-8")
    with pytest.raises(OntologyError) as raised:
        default_ontology().extended(second, first)
    told = [(Path(p.file).name, p.line) for p in raised.value.problems]
    assert told == [("a.yaml", 3), ("a.yaml", 9), ("b.yaml", 3), ("b.yaml", 8)]


def test_a_cycle_over_several_types_is_told_of_each(tmp_path: Path) -> None:
    path = tmp_path / "cycle.yaml"
    types = (f"  - name: {a}\n    parent: {b}\n{TEXTS}" for a, b in ("AB", "BC", "CA"))
    path.write_text("types:\n" + "".join(types), encoding="utf-8")
    with pytest.raises(OntologyError) as raised:
        load_ontology(path)
    assert [(p.line, p.en) for p in raised.value.problems] == [
        (3, "cycle of parents: A → B → C → A"), (8, "cycle of parents: B → C → A → B"), (13, "cycle of parents: C → A → B → C")]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match="the file cannot be read"):
        load_ontology(tmp_path / "absent.yaml")


def test_bytes_that_are_not_utf8(tmp_path: Path) -> None:
    path = tmp_path / "latin1.yaml"
    path.write_bytes(TYPE.replace("lieu,", "qualité,").encode("latin-1"))
    with pytest.raises(OntologyError) as raised:
        load_ontology(path)
    assert [(p.line, p.fr) for p in raised.value.problems] == [
        (4, "octets qui ne sont pas de l'UTF-8 ; enregistrez le fichier en UTF-8")]


def test_two_files_that_define_the_same_type(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text(TYPE, encoding="utf-8")
    with pytest.raises(OntologyError) as raised:
        load_ontology(tmp_path)
    (problem,) = raised.value.problems
    assert (Path(problem.file).name, problem.line) == ("b.yaml", 2)
    assert f"{tmp_path / 'a.yaml'}:2" in problem.fr


def test_a_line_of_a_thousand_types_is_read(tmp_path: Path) -> None:
    path = tmp_path / "long.yaml"
    parents = ["Association", *(f"T{i}" for i in range(1000))]
    types = (f"  - name: T{i}\n    parent: {parents[i]}\n{TEXTS}" for i in range(1000))
    path.write_text("types:\n" + "".join(types), encoding="utf-8")
    assert len(load_ontology(path).ancestors("T999")) == 1000 + len(default_ontology().ancestors("Association"))
