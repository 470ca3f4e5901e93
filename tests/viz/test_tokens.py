"""Colours and shapes: every type has one, also one that a working group adds."""

from __future__ import annotations

from pathlib import Path

from maillage.schema.model import default_ontology
from maillage.viz.tokens import look, rank, tokens
from tests.viz.tokens_file import TOKENS

ONTOLOGY = default_ontology()


def test_they_are_those_of_the_file() -> None:
    assert tokens() == TOKENS


def test_every_type_has_a_shape_and_colours_for_both_schemes() -> None:
    for type in ONTOLOGY.types:
        found = look(type, ONTOLOGY)
        assert found["shape"] in ("disc", "ring", "square", "diamond", "hexagon")
        assert all(found[scheme]["fill"].startswith("#") for scheme in ("light", "dark"))


def test_a_type_of_an_extension_looks_as_its_nearest_ancestor(tmp_path: Path) -> None:
    file = tmp_path / "ext.yaml"
    file.write_text("types:\n  - name: Federation\n    parent: Association\n    label: {fr: fédération, en: federation}\n"
                    "    plural: {fr: fédérations, en: federations}\n"
                    "    definition: {fr: \"Une fédération d'exemple.\", en: An example federation.}\n", encoding="utf-8")
    wider = ONTOLOGY.extended(file)
    assert look("Federation", wider) == look("Association", wider)
    assert rank("Federation", wider)[0] == rank("Association", wider)[0]


def test_the_legend_has_an_order_without_ties() -> None:
    ranks = [rank(type, ONTOLOGY) for type in ONTOLOGY.types]
    assert len(set(ranks)) == len(ranks)
    assert rank("Institution", ONTOLOGY) < rank("Person", ONTOLOGY) < rank("Territory", ONTOLOGY)
