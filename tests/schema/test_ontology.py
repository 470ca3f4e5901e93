"""What follows from the ontology: laws on sets of types, and an extension used from end to end."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.errors import MaillageError
from maillage.schema.model import UnknownTerm, default_ontology, load_ontology
from maillage.schema.page import EXAMPLE

ONTOLOGY = default_ontology()
types = st.frozensets(st.sampled_from(sorted(ONTOLOGY.types)), max_size=5)
some_types = st.frozensets(st.sampled_from(sorted(ONTOLOGY.types)), min_size=1, max_size=5)
relations = st.sampled_from(sorted(ONTOLOGY.relations))


# ---------------------------------------------------------------- laws


@given(types)
def test_labels_hold_the_types_their_ancestors_and_entity(chosen: frozenset[str]) -> None:
    labels = ONTOLOGY.labels(chosen)
    assert labels == {"Entity"} | {above for name in chosen for above in ONTOLOGY.ancestors(name)}
    assert ONTOLOGY.labels(labels) == labels


@given(some_types)
def test_specific_types_say_as_much_as_all_labels(chosen: frozenset[str]) -> None:
    specific = ONTOLOGY.specific(chosen)
    assert set(specific) <= chosen
    assert list(specific) == sorted(specific)
    assert ONTOLOGY.labels(specific) == ONTOLOGY.labels(chosen)
    assert ONTOLOGY.specific(ONTOLOGY.labels(chosen)) == specific


@given(some_types)
def test_no_specific_type_is_a_kind_of_another(chosen: frozenset[str]) -> None:
    specific = ONTOLOGY.specific(chosen)
    assert not [(a, b) for a in specific for b in specific if a != b and ONTOLOGY.is_a(a, b)]


@given(some_types, st.randoms(use_true_random=False))
def test_the_main_type_is_specific_and_does_not_depend_on_order(chosen: frozenset[str], random: object) -> None:
    listed = sorted(chosen)
    random.shuffle(listed)  # type: ignore[attr-defined]  # hypothesis gives a random.Random under a wider name
    assert ONTOLOGY.main(listed) == ONTOLOGY.main(sorted(chosen)) == ONTOLOGY.main(ONTOLOGY.labels(chosen))
    assert ONTOLOGY.main(listed) in ONTOLOGY.specific(chosen)


@given(relations, types, types, types)
def test_what_is_allowed_stays_allowed_with_more_types(
    relation: str, subject: frozenset[str], object: frozenset[str], more: frozenset[str]
) -> None:
    if ONTOLOGY.allows(relation, subject, object):
        assert ONTOLOGY.allows(relation, subject | more, object | more)


@given(relations, st.data())
def test_what_a_type_may_each_of_its_kinds_may(relation: str, data: st.DataObject) -> None:
    subject, object = data.draw(st.sampled_from(ONTOLOGY.relations[relation].pairs))
    kinds = [[name for name in ONTOLOGY.types if ONTOLOGY.is_a(name, end)] for end in (subject, object)]
    assert ONTOLOGY.allows(relation, [data.draw(st.sampled_from(kinds[0]))], [data.draw(st.sampled_from(kinds[1]))])


@given(relations, types, types)
def test_a_symmetric_relation_is_allowed_both_ways(relation: str, one: frozenset[str], other: frozenset[str]) -> None:
    if ONTOLOGY.relations[relation].symmetric:
        assert ONTOLOGY.allows(relation, one, other) == ONTOLOGY.allows(relation, other, one)


@pytest.mark.parametrize("name", ONTOLOGY.types)
def test_a_type_has_the_properties_of_its_ancestors_and_its_own(name: str) -> None:
    expected = {p for above in ONTOLOGY.ancestors(name) for p in ONTOLOGY.types[above].properties}
    assert set(ONTOLOGY.properties_of(name)) == expected
    assert list(ONTOLOGY.properties_of(name))[:2] == ["name", "name_en"]


@pytest.mark.parametrize("name", ONTOLOGY.types)
def test_ancestors_lead_from_the_type_to_entity(name: str) -> None:
    line = ONTOLOGY.ancestors(name)
    assert (line[0], line[-1]) == (name, "Entity")
    assert [ONTOLOGY.types[a].parent for a in line] == [*line[1:], None]


def test_properties_by_name_are_those_of_all_types() -> None:
    assert set(ONTOLOGY.properties) == {p for t in ONTOLOGY.types.values() for p in t.properties}
    assert all(ONTOLOGY.properties[name].name == name for name in ONTOLOGY.properties)


# ---------------------------------------------------------------- what the design says


@pytest.mark.parametrize(("chosen", "main"), [
    (["Institution", "Territory"], "Institution"),
    (["Territory"], "Territory"),
    (["Organization", "Association"], "Association"),
    (["Association", "Academic"], "Academic"),
    ([], "Entity"),
])
def test_the_type_to_show(chosen: list[str], main: str) -> None:
    assert ONTOLOGY.main(chosen) == main


@pytest.mark.parametrize(("name", "family", "same_name"), [
    ("Person", "person", "suggest"), ("Organization", "organization", "decide"), ("Institution", "organization", "decide"),
    ("Association", "organization", "decide"), ("Territory", "territory", "decide"), ("Theme", "theme", "decide"),
    ("Competence", "competence", "decide"), ("LegalPower", "legal_power", "decide"), ("Method", "method", "decide"),
    ("Profession", "profession", "decide"), ("Event", "event", "suggest"), ("Programme", "programme", "suggest"),
    ("InstitutedBody", "instituted_body", "suggest"), ("CitizenInitiative", "citizen_initiative", "suggest"),
    ("Deliverable", "deliverable", "suggest"), ("Practice", None, None), ("Entity", None, None),
])
def test_what_the_same_name_is_worth(name: str, family: str | None, same_name: str | None) -> None:
    assert (ONTOLOGY.family([name]), ONTOLOGY.same_name([name])) == (family, same_name)


def test_a_name_only_suggests_as_soon_as_one_of_the_types_does() -> None:
    assert ONTOLOGY.same_name(["Association", "Territory"]) == "decide"
    assert ONTOLOGY.same_name(["Association", "CitizenInitiative"]) == "suggest"


@pytest.mark.parametrize(("subject", "relation", "object", "allowed"), [
    ("Association", "PARTNER_IN", "Event", True), ("Event", "PARTNER_IN", "Association", False),
    ("Person", "SPEAKS_AT", "Event", True), ("Association", "SPEAKS_AT", "Event", False),
    ("Institution", "FUNDS", "Programme", True), ("Institution", "FUNDS", "Association", True),
    ("Institution", "FUNDS", "Theme", False), ("Person", "MEMBER_OF", "InstitutedBody", True),
    ("Person", "MEMBER_OF", "Event", False), ("Event", "PART_OF", "Programme", True),
    ("Territory", "PART_OF", "Territory", True), ("Theme", "PART_OF", "Competence", True),
    ("Theme", "PART_OF", "Programme", False), ("Profession", "MOBILISES", "Competence", True),
    ("Association", "COOPERATES_WITH", "Person", True), ("Institution", "EXERCISES", "LegalPower", True),
    ("Association", "EXERCISES", "LegalPower", False), ("Deliverable", "CONCERNS", "Theme", True),
    ("Theme", "RELATED_TO", "Person", True), ("Territory", "LOCATED_IN", "Territory", False),
])
def test_which_relations_may_be_said(subject: str, relation: str, object: str, allowed: bool) -> None:
    assert ONTOLOGY.allows(relation, [subject], [object]) is allowed


@pytest.mark.parametrize(("reading", "relations"), [
    ("cooperation", "ORGANISES PARTNER_IN FUNDS HOSTS SPEAKS_AT MEMBER_OF COOPERATES_WITH"),
    ("convergence", "CONCERNS MOBILISES USES INVOLVES"), ("complementarity", "HOLDS NEEDS"), ("territory", "LOCATED_IN"),
    ("hierarchy", "PART_OF"), ("carries", "AFFILIATED_WITH"), ("unheard-of", ""),
])
def test_what_the_analysis_reads_relations_as(reading: str, relations: str) -> None:
    assert ONTOLOGY.reading(reading) == set(relations.split())


def test_sure_keys() -> None:
    assert {name for name, p in ONTOLOGY.properties.items() if p.identifies} == {"insee", "rna", "same_as", "siren"}


def test_an_unknown_type_or_relation_is_said_with_the_nearest_one() -> None:
    with pytest.raises(UnknownTerm) as raised:
        ONTOLOGY.labels(["Asociation"])
    assert "« Asociation » (vouliez-vous dire « Association » ?)" in raised.value.message("fr")
    with pytest.raises(UnknownTerm, match="did you mean “PARTNER_IN”"):
        ONTOLOGY.allows("PARTNERIN", ["Person"], ["Event"])
    assert isinstance(raised.value, MaillageError)
    assert raised.value.status == 422


def test_the_default_ontology_is_read_once_and_travels_between_processes() -> None:
    assert default_ontology() is ONTOLOGY
    assert pickle.loads(pickle.dumps(ONTOLOGY)).to_json() == ONTOLOGY.to_json()  # noqa: S301  # our own bytes


# ---------------------------------------------------------------- extension


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """The very file that the documentation shows."""
    path = tmp_path / "exemple.yaml"
    path.write_text(EXAMPLE, encoding="utf-8")
    return path


def test_an_extension_adds_types_properties_relations_and_pairs(example: Path) -> None:
    ours = load_ontology(example)
    assert ours.labels(["NeighbourhoodHouse"]) == {"NeighbourhoodHouse", "Association", "Organization", "Actor", "Entity"}
    assert ours.family(["NeighbourhoodHouse"]) == "organization"
    assert "siren" in ours.properties_of("NeighbourhoodHouse")
    assert ours.properties["priority_area"].identifies
    assert "MENTORS" in ours.reading("cooperation")
    assert ours.allows("MENTORS", ["NeighbourhoodHouse"], ["CitizenInitiative"])
    assert ours.allows("HOLDS", ["Event"], ["Competence"])
    assert ours.allows("HOLDS", ["Person"], ["Competence"])
    assert ours.context()["@context"]["NeighbourhoodHouse"] == {"@id": "maillage:NeighbourhoodHouse"}
    assert "maison de quartier" in ours.page("fr")


def test_an_extension_leaves_the_ontology_it_extends_alone(example: Path) -> None:
    before = ONTOLOGY.to_json()
    assert ONTOLOGY.extended(example).to_json() == load_ontology(example).to_json() != before
    assert ONTOLOGY.to_json() == before
    assert not ONTOLOGY.allows("HOLDS", ["Event"], ["Competence"])


def test_extensions_build_on_one_another_and_a_folder_is_all_its_files(example: Path, tmp_path: Path) -> None:
    more = tmp_path / "suite.yaml"
    more.write_text("types:\n  - extends: NeighbourhoodHouse\n    label: {es: casa de barrio}\n"
                    "    plural: {fr: maisons pour tous}\n    align: {broader: [ex:House], close: [ex:Fictive]}\n",
                    encoding="utf-8")
    stepwise = ONTOLOGY.extended(example).extended(more)
    house = stepwise.types["NeighbourhoodHouse"]
    assert house.label == {"fr": "maison de quartier", "en": "neighbourhood house", "es": "casa de barrio"}
    assert house.plural["fr"] == "maisons pour tous"
    assert house.align == {"close": ("ex:CommunityCentre", "ex:Fictive"), "broader": ("ex:House",)}
    assert stepwise.to_json() == load_ontology(more, example).to_json() == load_ontology(tmp_path).to_json()
