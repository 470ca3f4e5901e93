"""Popolo: as many persons, bodies and memberships as plain JSON counts, with posts, periods and areas."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from maillage.schema.claim import TYPE
from tests.loaders.tables import read, refused_whole, text

SMALL = {
    "persons": [
        {"id": "1", "name": "Camille Exemple", "given_name": "Camille", "contact_details": [{"type": "phone", "value": "SECRET"}],
         "email": "SECRET@exemple.invalid", "other_names": [{"name": "C. Exemple"}], "gender": "inconnu",
         "identifiers": [{"scheme": "wikidata", "identifier": "Q0"}, {"scheme": "registre", "identifier": "7"}]},
    ],
    "organizations": [
        {"id": "1", "name": "Conseil Fictif", "classification": "legislature", "founding_date": "1990"},
        {"id": "2", "name": "Commission Fictive", "parent_id": "1"},
    ],
    "posts": [{"id": "p", "label": "Présidence", "organization_id": "1"}],
    "memberships": [
        {"person_id": "1", "organization_id": "1", "post_id": "p", "start_date": "2018-03", "end_date": "2020", "area_id": "z",
         "role": "membre", "voix": "délibérative", "contact_details": [{"value": "SECRET"}]},
        {"person_id": "9", "organization_id": "1"},
    ],
    "areas": [{"id": "z", "name": "Zone Fictive", "type": "circonscription"}],
    "motions": [{"text": "…"}],
}  # fmt: skip


def test_the_parliament_of_the_shared_data(shared: Path) -> None:
    path = shared / "data" / "popolo" / "kenya-ep-popolo-v1.0.json"
    data, found = json.loads(path.read_text(encoding="utf-8")), read(path)
    types = Counter(claim.value for claim in found.claims if claim.predicate == TYPE)
    assert types == {
        "Person": len(data["persons"]),
        "Organization": len(data["organizations"]),
        "Territory": len(data["areas"]),
        "Event": len(data["events"]),
    }
    links = Counter(claim.predicate for claim in found.claims if claim.object)
    members = data["memberships"]
    told = [refused for refused in found.refusals if "memberships" in refused.place]
    assert links["MEMBER_OF"] + links["RELATED_TO"] + len(told) == sum(
        1 + bool(row.get("on_behalf_of_id")) + bool(row.get("area_id")) for row in members
    ) + sum("organization_id" in row for row in data["events"])
    assert not told
    posts = {row["id"]: row["label"] for row in data["posts"]}
    roles = Counter(claim.role for claim in found.claims if claim.predicate == "MEMBER_OF" and claim.role)
    assert roles == Counter(posts.get(row.get("post_id"), row["role"]) for row in members)
    assert len(found.values("same_as")) == sum(
        one["scheme"] == "wikidata" for name in ("persons", "organizations", "events") for row in data[name]
        for one in row["identifiers"]
    )  # fmt: skip


def test_posts_periods_parents_and_privacy(tmp_path: Path) -> None:
    found = read(text(tmp_path / "conseil.json", json.dumps(SMALL)))
    assert found.extract.format == "popolo"
    link = next(claim for claim in found.claims if claim.predicate == "MEMBER_OF")
    assert (link.role, link.since, link.until) == ("Présidence", "2018-03", "2020")
    assert link.note == "role : membre ; voix : délibérative"
    left_out = {use.column: use.fr for use in found.extract.columns if not use.kept}
    assert left_out["posts, label"].endswith("comme rôle du lien) : « Présidence »")
    assert ("organization-2", "PART_OF", "organization-1") in found.links
    assert ("person-1", "RELATED_TO", "area-z") in found.links
    assert found.values("aliases") == ["C. Exemple"]
    assert [*found.values("founded"), *found.values("level"), *found.values("tags")] == ["1990", "circonscription", "legislature"]
    assert set(found.values("note", "person-1")) == {"gender : inconnu", "registre : 7"}
    assert "SECRET" not in str(found.claims)
    assert "aucun nœud" in found.told("conseil.json, memberships 2")
    assert left_out["motions"].startswith("laissé de côté (aucune relation pour le dire)")
    assert left_out["persons, contact_details"] == "laissé de côté (coordonnées d'une personne)"
    assert "SECRET" not in str(found.extract.columns)


def test_what_is_no_popolo(tmp_path: Path) -> None:
    assert "liste d'objets" in refused_whole(text(tmp_path / "x.json", '{"persons": [1], "posts": []}'))
