"""The curated 2018 programme as tables: well formed, true to the ontology, read whole by its mapping."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import Any

import pytest
import yaml

from maillage.schema.edtf import is_edtf
from maillage.schema.ids import slug
from maillage.schema.names import name_key
from tests.loaders.programme_rows import BY_ID, ENTITIES, HELPERS, LINKS, ONTOLOGY, PARTS, PROGRAMME, TRIPLES, TYPES, part, rows


# ---------------------------------------------------------------- form
def test_no_row_is_ragged() -> None:
    for name, found in (("entities.csv", ENTITIES), ("links.csv", LINKS)):
        for number, row in enumerate(found, 2):
            assert None not in row, f"{name} line {number} has more cells than headings"
            assert None not in row.values(), f"{name} line {number} has fewer cells than headings"


def test_no_cell_has_stray_space_or_line_break() -> None:
    bad = [
        (row.get("id") or row["from"], column)
        for row in ENTITIES + LINKS
        for column, cell in row.items()
        if cell != cell.strip() or re.search(r"[\n\r\t\u200b]|  ", cell)
    ]
    assert bad == []


def test_ids_are_unique_readable_and_kept_by_the_slug() -> None:
    assert [key for key, count in Counter(row["id"] for row in ENTITIES).items() if count > 1] == []
    assert [row["id"] for row in ENTITIES if slug(row["id"]) != row["id"]] == []


def test_the_programme_is_whole() -> None:
    assert len(ENTITIES) >= 130
    assert len(LINKS) >= 350


def test_every_row_has_a_section_of_the_programme() -> None:
    assert [row for row in ENTITIES + LINKS if not part(row["section"])] == []


def test_every_part_of_the_programme_gave_links() -> None:
    assert {part(link["section"]) for link in LINKS} == set(PARTS)


# ---------------------------------------------------------------- ontology
def test_types_exist_and_are_not_abstract() -> None:
    assert [row["id"] for row in ENTITIES if row["type"] not in ONTOLOGY.types or ONTOLOGY.types[row["type"]].abstract] == []


def test_every_filled_property_belongs_to_the_type() -> None:
    bad = [
        (row["id"], column)
        for row in ENTITIES
        for column, cell in row.items()
        if cell and column not in HELPERS and column not in ONTOLOGY.properties_of(row["type"])
    ]
    assert bad == []


def test_dates_are_edtf() -> None:
    dated = [
        (row["id"], row[column])
        for row in ENTITIES
        for column in row
        if column in ONTOLOGY.properties and ONTOLOGY.properties[column].kind == "date" and row[column]
    ]
    dated += [(link["from"], link[column]) for link in LINKS for column in ("since", "until") if link[column]]
    assert len(dated) >= 15
    assert [found for found in dated if not is_edtf(found[1])] == []


def test_every_link_joins_known_ends_as_the_ontology_allows() -> None:
    assert [link for link in LINKS if link["from"] not in BY_ID or link["to"] not in BY_ID] == []
    assert [link for link in LINKS if link["relation"] not in ONTOLOGY.relations] == []
    refused = [link for link in LINKS if not ONTOLOGY.allows(link["relation"], TYPES[link["from"]], TYPES[link["to"]])]
    assert refused == []


def test_no_link_is_said_twice_or_joins_a_thing_to_itself() -> None:
    assert len(TRIPLES) == len(LINKS)
    assert [link for link in LINKS if link["from"] == link["to"]] == []


def test_part_of_never_turns_in_a_circle() -> None:
    above = defaultdict(set)
    for link in LINKS:
        if link["relation"] == "PART_OF":
            above[link["from"]].add(link["to"])
    for start in list(above):
        seen: set[str] = set()
        todo = set(above[start])
        while todo:
            seen.add(here := todo.pop())
            todo |= above[here] - seen
        assert start not in seen


# ---------------------------------------------------------------- content
def test_every_entity_has_a_name_and_one_line_in_two_languages() -> None:
    for row in ENTITIES:
        assert row["name"], row["id"]
        assert row["description"].endswith("."), row["id"]
        assert row["description_en"].endswith("."), row["id"]
        assert row["description"] != row["description_en"], row["id"]
        assert max(len(row["description"]), len(row["description_en"])) <= 240, row["id"]


def test_every_concept_practice_and_deliverable_has_an_english_name() -> None:
    translated = ("Concept", "Practice", "Deliverable")
    unnamed = [row for row in ENTITIES if not row["name_en"]]
    assert [row["id"] for row in unnamed if any(ONTOLOGY.is_a(row["type"], kind) for kind in translated)] == []


def test_every_entity_is_linked() -> None:
    assert set(BY_ID) - {link[end] for link in LINKS for end in ("from", "to")} == set()


def test_one_entity_per_thing() -> None:
    """Within a family no name, long form or acronym leads to two entities: a rule would merge them."""
    bearers = defaultdict(set)
    for row in ENTITIES:
        for name in (row["name"], row["acronym"], *row["aliases"].split("|")):
            if name:
                bearers[ONTOLOGY.family(TYPES[row["id"]]), name_key(name)].add(row["id"])
    assert {key: ids for key, ids in bearers.items() if len(ids) > 1} == {}


def test_every_person_speaks_and_is_affiliated_with_a_role() -> None:
    for person in (row["id"] for row in ENTITIES if row["type"] == "Person"):
        roles = {relation: link["role"] for (subject, relation, _), link in TRIPLES.items() if subject == person}
        assert roles["SPEAKS_AT"] in {"introduction", "intervention", "présentation"}
        assert roles["AFFILIATED_WITH"]


def test_every_event_is_dated_or_says_why_not() -> None:
    assert [row["id"] for row in ENTITIES if row["type"] == "Event" and not (row["start"] or row["note"])] == []


# ---------------------------------------------------------------- the mapping
def mapping() -> dict[str, Any]:
    found = yaml.safe_load((PROGRAMME / "mapping.yaml").read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def columns_of(value: Any) -> set[str]:
    """The columns that a property, a link's qualifier or a key reads."""
    if isinstance(value, str):
        return {value}
    if isinstance(value, list):
        return {name for item in value for name in columns_of(item)}
    return {name for key, item in value.items() if key in {"column", "original"} for name in columns_of(item)}


def columns_read(table: dict[str, Any]) -> list[str]:
    read = []
    for entity in table["entities"].values():
        read += [name for key in ("key", "type") if key in entity for name in columns_of(entity[key])]
        read += [name for value in entity.get("properties", {}).values() for name in columns_of(value)]
    for link in table.get("links", []):
        read += [name for key, value in link.items() if key not in {"from", "to"} for name in columns_of(value)]
    return read + re.findall(r"{(\w+)}", table["locator"])


@pytest.mark.parametrize("name", ["entities.csv", "links.csv"])
def test_the_mapping_reads_every_column_and_no_other(name: str) -> None:
    read = {column for table in mapping()["tables"] if table["file"] == name for column in columns_read(table)}
    assert read == set(rows(name)[0])


def test_the_mapping_gives_each_property_once_and_only_known_ones() -> None:
    entities = [entity for table in mapping()["tables"] for entity in table["entities"].values()]
    given = [name for entity in entities for name in entity.get("properties", {})]
    assert [name for name, count in Counter(given).items() if count > 1] == []
    assert set(given) <= set(ONTOLOGY.properties)
