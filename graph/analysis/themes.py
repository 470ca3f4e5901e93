"""Which relations lead to themes, to competences…: told by the ontology, so that an extended one is read as well."""

from __future__ import annotations

from maillage.schema.model import Ontology


def leading_to(ontology: Ontology, type: str, reading: str = "convergence") -> list[str]:
    """Relations that the analysis reads as ``reading`` and whose objects are of ``type``."""
    return sorted(name for name in ontology.reading(reading)
                  if any(type in ontology.types and ontology.is_a(object, type) for _, object in ontology.relations[name].pairs))


def theme_relations(ontology: Ontology) -> list[str]:
    """Relations to themes: CONCERNS, and those that a group adds."""
    return leading_to(ontology, "Theme")


def competence_relations(ontology: Ontology) -> list[str]:
    """Relations from practices to competences that they draw on: MOBILISES, and those that a group adds."""
    return leading_to(ontology, "Competence")
