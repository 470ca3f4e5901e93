"""What all network formats share: nodes and edges become claims, and nothing that they say is dropped in silence."""

from __future__ import annotations

from maillage.loaders.network.parts import Edge, Node, Part
from maillage.loaders.network.teller import Teller
from maillage.loaders.network.words import Words
from maillage.schema.claim import Claim, check_all
from maillage.schema.source import Refused
from tests.loaders.tables import ONTOLOGY, STAMP


def _told(*parts: Part) -> tuple[list[Claim], list[Refused]]:
    items = list(Teller(Words(ONTOLOGY), "essai", "essai", STAMP).items(iter(parts)))
    claims = check_all((item for item in items if isinstance(item, Claim)), ONTOLOGY)
    return claims, [item for item in items if isinstance(item, Refused)]


def _said(claims: list[Claim]) -> set[tuple[str, str, str | None]]:
    return {(claim.subject, claim.predicate, claim.object or claim.value) for claim in claims}


def test_a_node_is_typed_named_described_and_the_rest_is_noted() -> None:
    attributes = (("type", "Association"), ("Création", "1998"), ("couleur", "bleu"), ("lat", "pas un nombre"), ("vide", " "))
    claims, _ = _told(Node("7", "x, nœud 1", "Réseau Exemple", attributes=attributes))
    assert _said(claims) == {
        ("essai:7", "type", "Association"),
        ("essai:7", "name", "Réseau Exemple"),
        ("essai:7", "founded", "1998"),
        ("essai:7", "note", "couleur : bleu"),
        ("essai:7", "note", "lat : pas un nombre"),
    }


def test_a_type_of_another_vocabulary_is_a_keyword() -> None:
    claims, _ = _told(Node("a", "x", "Exemple", "boundary object"))
    assert ("essai:a", "tags", "boundary object") in _said(claims)
    assert ("essai:a", "type", "Organization") in _said(claims)


def test_relations_are_known_by_label_and_by_inverse_label_or_kept_as_role() -> None:
    nodes = Node("a", "x", "Réseau Exemple"), Node("f", "x", "Fête Fictive", "event")
    claims, _ = _told(
        *nodes,
        Edge("a", "f", "x, 1", "finance"),
        Edge("f", "a", "x, 2", "a pour porteur"),
        Edge("f", "a", "x, 3", "HOSTS"),
        Edge("a", "f", "x, 4", "a rêvé de"),
    )
    links = {(c.subject, c.predicate, c.object, c.role) for c in claims if c.object}
    assert links == {
        ("essai:a", "FUNDS", "essai:f", None),
        ("essai:a", "ORGANISES", "essai:f", None),
        ("essai:a", "HOSTS", "essai:f", None),  # written from the wrong end, which the types tell
        ("essai:a", "RELATED_TO", "essai:f", "a rêvé de"),
    }


def test_qualifiers_of_edges_and_parallel_edges() -> None:
    nodes = Node("a", "x", "A Exemple"), Node("b", "x", "B Exemple")
    edge = Edge("a", "b", "x", "", (("weight", "2.5"), ("depuis", "mars 2018"), ("rôle", "appui"), ("relation", "coopère avec")))
    claims, _ = _told(*nodes, edge, edge, edge)
    links = [claim for claim in claims if claim.object]
    assert [claim.note for claim in links] == ["weight : 2.5", "weight : 2.5 ; n° 2", "weight : 2.5 ; n° 3"]
    assert {(c.predicate, c.role, c.since) for c in links} == {("COOPERATES_WITH", "appui", "2018-03")}
    assert len({claim.id for claim in links}) == 3


def test_what_cannot_stand_is_told() -> None:
    claims, told = _told(
        Edge("a", "b", "x, arête 1", "fait partie de"),
        Node("a", "x, nœud 1", "A Exemple"),
        Node("b", "x, nœud 2", "B Exemple"),
        Node("a", "x, nœud 3", "Tout autre chose"),
        Node("b", "x, nœud 4", "B Exemple"),
        Edge("b", "a", "x, arête 2", "PART_OF"),
        Edge("a", "nulle part", "x, arête 3"),
        Node("c", "x, nœud 5", "n" * 20_000),
    )
    assert sorted(refused.place for refused in told) == ["x, arête 1", "x, arête 3", "x, nœud 3", "x, nœud 5"]
    assert [(c.subject, c.object) for c in claims if c.object] == [("essai:b", "essai:a")]
    assert "en cercle" in next(refused.problem_fr for refused in told if refused.place == "x, arête 1")
    assert all(refused.problem_fr != refused.problem_en for refused in told)
