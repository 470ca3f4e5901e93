"""JSON-LD of PAIR and schema.org: by its own context or a known one, never by the network."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.loaders.tables import Read, read, refused_whole, text

PAIR = {
    "@context": {"pair": "http://virtual-assembly.org/ontologies/pair#", "skills": {"@id": "pair:hasSkill", "@type": "@id"}},
    "@graph": [
        {"@id": "ex:a", "@type": "pair:Person", "pair:label": "Camille Exemple", "skills": ["ex:c"],
         "pair:affiliatedBy": {"@id": "ex:o"}, "pair:needs": {"@type": "pair:Skill", "pair:label": "Savoir fictif"}},
        {"@id": "ex:o", "@type": "pair:Organization", "pair:label": "Réseau Exemple", "pair:comment": "Agit."},
        {"@id": "ex:c", "@type": "pair:Skill", "pair:label": "Facilitation fictive"},
        {"@id": "ex:p", "@type": "pair:Project", "pair:label": "Projet Exemple", "pair:involves": [{"@id": "ex:o"}],
         "pair:hasTopic": {"@id": "ex:t"}, "pair:startDate": "2018-03"},
        {"@id": "ex:t", "@type": "pair:Topic", "pair:label": {"@value": "Thème fictif", "@language": "fr"}},
        {"@id": "ex:o", "pair:homePage": "https://exemple.invalid/"},
    ],
}  # fmt: skip
SCHEMA = {
    "@context": "https://schema.org",
    "@type": "Event",
    "name": "Rencontre Exemple",
    "startDate": "2018-05-31",
    "organizer": {"@type": "NGO", "name": "Association Exemple", "legalName": "AE",
                  "address": {"@type": "PostalAddress", "addressLocality": "Villefictive", "postalCode": "99999"}},
    "location": {"@type": "Place", "name": "Salle Fictive",
                 "geo": {"@type": "GeoCoordinates", "latitude": 45.5, "longitude": 5.5}},
    "about": ["Sujet fictif", {"@type": "DefinedTerm", "name": "Autre sujet fictif"}],
    "isAccessibleForFree": True,
}  # fmt: skip


def _read(tmp_path: Path, data: Any) -> Read:
    found = read(text(tmp_path / "x.jsonld", json.dumps(data, ensure_ascii=False)))
    assert found.extract.format == "linked_data"
    return found


def _named(found: Read) -> set[tuple[str, str, str]]:
    names = {claim.subject: claim.value or "" for claim in found.claims if claim.predicate == "name"}
    return {(names[c.subject], c.predicate, names[c.object]) for c in found.claims if c.object}


def _types(found: Read) -> dict[str, str]:
    names = {claim.subject: claim.value or "" for claim in found.claims if claim.predicate == "name"}
    return {names[claim.subject]: claim.value or "" for claim in found.claims if claim.predicate == "type"}


def test_pair(tmp_path: Path) -> None:
    found = _read(tmp_path, PAIR)
    assert not found.refusals
    assert _types(found) == {
        "Camille Exemple": "Person", "Réseau Exemple": "Organization", "Facilitation fictive": "Competence",
        "Savoir fictif": "Competence", "Projet Exemple": "Programme", "Thème fictif": "Theme",
    }  # fmt: skip
    assert _named(found) == {
        ("Camille Exemple", "HOLDS", "Facilitation fictive"),
        ("Camille Exemple", "NEEDS", "Savoir fictif"),
        ("Camille Exemple", "AFFILIATED_WITH", "Réseau Exemple"),
        ("Réseau Exemple", "PARTNER_IN", "Projet Exemple"),
        ("Projet Exemple", "CONCERNS", "Thème fictif"),
    }
    assert (found.values("start"), found.values("description"), found.values("url")) == (
        ["2018-03"],
        ["Agit."],
        ["https://exemple.invalid/"],
    )


@pytest.mark.parametrize("context", ["https://schema.org", "http://schema.org/", {"@vocab": "http://schema.org/"}])
def test_schema_org(tmp_path: Path, context: Any) -> None:
    found = _read(tmp_path, {**SCHEMA, "@context": context})
    assert not found.refusals
    assert _named(found) == {
        ("Association Exemple", "ORGANISES", "Rencontre Exemple"),
        ("Association Exemple", "LOCATED_IN", "99999 Villefictive"),
        ("Rencontre Exemple", "LOCATED_IN", "Salle Fictive"),
        ("Rencontre Exemple", "CONCERNS", "Sujet fictif"),
        ("Rencontre Exemple", "CONCERNS", "Autre sujet fictif"),
    }
    assert (found.values("lat"), found.values("lon"), found.values("aliases")) == (["45.5"], ["5.5"], ["AE"])
    assert found.values("note") == ["isAccessibleForFree : true"]


def test_a_context_that_would_have_to_be_fetched_is_refused(tmp_path: Path) -> None:
    data = {**SCHEMA, "@context": "https://exemple.invalid/context.json"}
    said = refused_whole(text(tmp_path / "x.jsonld", json.dumps(data)))
    assert "contexte inconnu" in said
    assert "ne va pas le chercher" in said


def test_no_end_of_nesting_and_no_other_end(tmp_path: Path) -> None:
    deep: dict[str, Any] = {"@type": "Organization", "name": "Fond Exemple"}
    for number in range(80):
        deep = {"@type": "Organization", "name": f"Étage {number} Exemple", "parentOrganization": deep}
    found = _read(tmp_path, {"@context": "https://schema.org", **deep})
    assert any("imbriqués sans fin" in refused.problem_fr for refused in found.refusals)
    person = {"@type": "Person", "name": "Camille Exemple", "memberOf": {"@id": "ex:x"}}
    lost = _read(tmp_path, {"@context": "https://schema.org", **person})
    assert "aucun nœud" in lost.refusals[0].problem_fr
