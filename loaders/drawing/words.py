"""The words of a map and the terms of the ontology they stand for: the ontology's own, and those of a mapping file.

A mapping file for maps says ``types: {Stakeholder: Organization}``, ``relations: {Funding: FUNDS}``, ``default: Theme``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from maillage.loaders.clean import BadCell, cleaner
from maillage.loaders.network.words import Words
from maillage.loaders.table.mapping_error import MappingError
from maillage.loaders.table.nodes import Nodes
from maillage.loaders.table.terms import Named, fold
from maillage.schema.model import Ontology
from maillage.schema.problems import Mark, Problem, Problems
from maillage.schema.yamlfile import Value as Node
from maillage.schema.yamlfile import read_yaml

DEFAULT = "Theme"


@dataclass(frozen=True)
class OwnWords:
    """What a mapping file says: folded words, and the type of elements whose word nobody knows."""

    types: Mapping[str, str] = field(default_factory=dict)
    relations: Mapping[str, str] = field(default_factory=dict)
    default: str = DEFAULT


class MapWords:
    """Understands the words of one map."""

    def __init__(self, ontology: Ontology, own: OwnWords) -> None:
        self._known, self._own = Words(ontology), own
        self.ontology, self.default = ontology, own.default

    def type(self, word: str) -> str | None:
        return self._own.types.get(fold(word)) or self._known.type(word)

    def relation(self, word: str) -> Named | None:
        own = self._own.relations.get(fold(word))
        return Named(own) if own else self._known.relation(word)

    def filled(self, field: str, value: str, type_: str) -> tuple[str, str] | None:
        """The property of ``type_`` that a field fills, and its clean value. A property's own name goes before all words."""
        prop = self.ontology.properties_of(type_).get(field)
        if prop is None:
            return self._known.filled(field, value, type_)
        try:
            return field, cleaner(field, prop.kind)(value)
        except BadCell:
            return None


def own_words(path: Path | None, ontology: Ontology) -> OwnWords:
    """The words of a mapping file. Raises MappingError with everything that is wrong with it."""
    if path is None:
        return OwnWords()
    problems = Problems()
    node = read_yaml(path, problems)
    found = _Reader(ontology, problems).words(node) if node else OwnWords()
    if problems:
        raise MappingError.of(Problem(path.name, p.line, p.fr, p.en) for p in problems)
    return found


class _Reader(Nodes):
    def __init__(self, ontology: Ontology, problems: Problems) -> None:
        super().__init__(problems)
        self._types = {type_.name: type_ for type_ in ontology.types.values() if not type_.abstract}
        self._relations = ontology.relations

    def words(self, node: Node) -> OwnWords:
        fields = self.fields(node, ("types", "relations", "default"))
        types = self._pairs(fields.get("types"), ("type", "type"), self._types)
        relations = self._pairs(fields.get("relations"), ("relation", "relation"), self._relations)
        default = self.text(fields.get("default")) or DEFAULT
        if default not in self._types:
            self.unknown(fields.get("default"), ("type", "type"), default, self._types)
        return OwnWords(types, relations, default)

    def _pairs(self, node: Node | None, kind: tuple[str, str], known: Mapping[str, object]) -> dict[str, str]:
        found: dict[str, str] = {}
        for word, item in self.named(node).items():
            name = self.text(item) or ""
            if name not in known:
                self.unknown(item if item.data else Node(Mark(item.mark.file, item.mark.line), None), kind, name, known)
            found[fold(word)] = name
        return found
