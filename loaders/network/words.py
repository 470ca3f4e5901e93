"""The file's own words for types, relations and attributes, and the terms of the ontology they stand for."""

from __future__ import annotations

from functools import cached_property

from maillage.loaders.clean import BadCell, cleaner
from maillage.loaders.network.parts import Node
from maillage.loaders.table.terms import Named, fold, relations, types, words
from maillage.schema.model import Ontology

_NO_RELATION = frozenset(map(fold, (*words()["directions"], "edge", "link")))


class Words:
    """Understands words by the ontology's names, its labels in both languages, and the word list of tables."""

    def __init__(self, ontology: Ontology) -> None:
        self.ontology = ontology
        self._types, self._relations = types(ontology), relations(ontology)

    def type(self, word: str) -> str | None:
        """The concrete type that ``word`` names."""
        return self._types.get(fold(word))

    def type_of(self, node: Node) -> str | None:
        """The type that a node's own words name."""
        said = [node.kind, *(value for key, value in node.attributes if self.plays(key, "type"))]
        return next((found for word in said if word and (found := self.type(word))), None)

    def relation(self, word: str) -> Named | None:
        """The relation that ``word`` names, and from which end."""
        return self._relations.get(fold(word))

    def plays(self, attribute: str, role: str) -> bool:
        """Whether an attribute is called as columns are that play this role (name, type, relation, role, since…)."""
        if role == "name" and attribute != role and attribute in self.ontology.properties:
            return False  # ``name_en`` folds to ``name``: « en » is taken for an article
        return fold(attribute) in self._roles[role]

    @staticmethod
    def says_nothing(word: str) -> bool:
        """Whether a label says no more than that there is an edge (``Directed``)."""
        return fold(word) in _NO_RELATION

    @cached_property
    def _roles(self) -> dict[str, frozenset[str]]:
        named = ("name", "type", "relation", "role", "since", "until", "link_note", "confidence")
        return {role: frozenset(map(fold, words()[role])) for role in named}

    @cached_property
    def _properties(self) -> dict[str, list[str]]:
        """Folded attribute names, and the properties that they may fill, the likeliest first."""
        found: dict[str, list[str]] = {}
        for name, prop in self.ontology.properties.items():
            for word in (name, *prop.label.values(), *words()["properties"].get(name, ())):
                found.setdefault(fold(word), []).append(name)
        return found

    def means(self, attribute: str) -> tuple[str, str]:
        """What an attribute of nodes becomes, in words for people, French and English."""
        for role, fr, en in (("name", "nom", "name"), ("type", "type", "type")):
            if self.plays(attribute, role):
                return fr, en
        found = self._properties.get(fold(attribute))
        label = self.ontology.properties[found[0]].label if found else None
        return (f"{label['fr']}, sinon note", f"{label['en']}, else a note") if label else ("note", "note")

    def filled(self, attribute: str, value: str, type: str) -> tuple[str, str] | None:
        """The property of ``type`` that an attribute fills, and its value cleaned; None where it fits none."""
        own = self.ontology.properties_of(type)
        for name in (attribute, *self._properties.get(fold(attribute), ())):
            if name in own:
                try:
                    return name, cleaner(name, own[name].kind)(value)
                except BadCell:
                    continue
        return None
