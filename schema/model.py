"""The ontology: which types, properties and relations there are, and what follows from them.

It is data (``schema/ontology/``, one YAML file a type or relation) that is checked when read. A working group
extends it with a YAML file of its own: ``load_ontology(Path("ours.yaml"))``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from maillage.schema import jsonld, page
from maillage.schema.build import Parts, build
from maillage.schema.definitions import ROOT, EntityType, PropertyDef, RelationType
from maillage.schema.problems import OntologyError, Problem, Problems, UnknownTerm
from maillage.schema.read import Entries, read_files

__all__ = [
    "EntityType", "Ontology", "OntologyError", "Problem", "PropertyDef", "RelationType", "UnknownTerm",
    "default_ontology", "load_ontology",
]

FOLDER = Path(__file__).parent / "ontology"


class Ontology:
    """Types, relations and properties by name. It never changes: `extended` gives another one.

    Questions about sets of types are answered from memory after the first time, so that asking them for each
    of a million entities costs a look-up.
    """

    def __init__(self, entries: Entries, parts: Parts) -> None:
        self._entries = entries
        self.types: Mapping[str, EntityType] = parts.types
        self.relations: Mapping[str, RelationType] = parts.relations
        self.properties: Mapping[str, PropertyDef] = parts.properties
        self.prefixes: Mapping[str, str] = parts.prefixes
        self._ancestors: dict[str, tuple[str, ...]] = {}
        for name, type_ in self.types.items():  # parents come first
            self._ancestors[name] = (name, *self._ancestors[type_.parent]) if type_.parent else (name,)
        self._labels: dict[frozenset[str], frozenset[str]] = {}
        self._specific: dict[frozenset[str], tuple[str, ...]] = {}
        self._main: dict[frozenset[str], str] = {}
        self._allows: dict[tuple[str, frozenset[str], frozenset[str]], bool] = {}
        self._of: dict[str, Mapping[str, PropertyDef]] = {}

    def ancestors(self, type: str) -> tuple[str, ...]:
        """``type`` itself, its parent, and so on up to ``Entity``.

        Raises:
            UnknownTerm: when the ontology has no such type.
        """
        try:
            return self._ancestors[type]
        except KeyError:
            raise UnknownTerm.of(type, self.types) from None

    def labels(self, types: Iterable[str]) -> frozenset[str]:
        """All labels of an entity that has these types: the types, their ancestors, always ``Entity``."""
        key = frozenset(types)
        if key not in self._labels:
            self._labels[key] = frozenset({ROOT}.union(*map(self.ancestors, key)))
        return self._labels[key]

    def specific(self, types: Iterable[str]) -> tuple[str, ...]:
        """Those of ``types`` that are no ancestor of another of them, in the order of the alphabet."""
        key = frozenset(types)
        if key not in self._specific:
            above = {a for name in key for a in self.ancestors(name)[1:]}
            self._specific[key] = tuple(sorted(key - above))
        return self._specific[key]

    def main(self, types: Iterable[str]) -> str:
        """The one type to show: the deepest in the tree, then the first of the alphabet; ``Entity`` for none."""
        key = frozenset(types)
        if key not in self._main:
            self._main[key] = min(self.specific(key), key=lambda name: (-len(self._ancestors[name]), name), default=ROOT)
        return self._main[key]

    def is_a(self, type: str, ancestor: str) -> bool:
        """Whether ``type`` is ``ancestor`` or one of its kinds."""
        return ancestor in self.ancestors(type)

    def family(self, types: Iterable[str]) -> str | None:
        """The group within which the same cleaned name means the same thing: that of the main type."""
        return self.types[self.main(types)].family

    def same_name(self, types: Iterable[str]) -> str | None:
        """What the same name is worth: ``decide``, or ``suggest`` as soon as one of the types only suggests."""
        said = {self.types[name].same_name for name in self.specific(types)} - {None}
        return "suggest" if "suggest" in said else "decide" if said else None

    def properties_of(self, type: str) -> Mapping[str, PropertyDef]:
        """The properties of ``type``, inherited ones first."""
        if type not in self._of:
            line = reversed(self.ancestors(type))
            self._of[type] = {name: prop for above in line for name, prop in self.types[above].properties.items()}
        return self._of[type]

    def allows(self, relation: str, subject_types: Iterable[str], object_types: Iterable[str]) -> bool:
        """Whether ``relation`` may join a subject of these types to an object of those.

        Raises:
            UnknownTerm: when the ontology has no such relation or type.
        """
        key = (relation, frozenset(subject_types), frozenset(object_types))
        if key not in self._allows:
            self._allows[key] = self._joins(*key)
        return self._allows[key]

    def _joins(self, relation: str, subject_types: frozenset[str], object_types: frozenset[str]) -> bool:
        if relation not in self.relations:
            raise UnknownTerm.of(relation, self.relations)
        found = self.relations[relation]
        subject, object = self.labels(subject_types), self.labels(object_types)
        return any(
            (a in subject and b in object) or (found.symmetric and b in subject and a in object) for a, b in found.pairs
        )

    def reading(self, name: str) -> frozenset[str]:
        """The relations that the analysis reads as ``name`` (cooperation, convergence …)."""
        return frozenset(relation.name for relation in self.relations.values() if relation.reading == name)

    def to_json(self) -> dict[str, Any]:
        """The whole ontology as JSON data, for the explorer and ``GET /ontology``; the order of keys never varies."""
        return jsonld.as_json(self)

    def context(self) -> dict[str, Any]:
        """The JSON-LD document ``{"@context": …}`` under which our JSON says what it says in known vocabularies."""
        return jsonld.context(self)

    def page(self, lang: str = "fr") -> str:
        """The ontology as a page to read, in Markdown, in ``lang`` (``fr`` or ``en``)."""
        return page.page(self, lang)

    def extended(self, *paths: Path) -> Ontology:
        """This ontology with the files of a working group on top; see ``docs/ontologie.md``.

        Raises:
            OntologyError: with every problem of every file.
        """
        problems = Problems()
        return _assembled(self._entries + read_files(paths, problems), problems)


def load_ontology(*extra: Path) -> Ontology:
    """The ontology that ships with maillage, extended by the files (or folders) ``extra``.

    Raises:
        OntologyError: with every problem of every file.
    """
    problems = Problems()
    return _assembled(read_files((FOLDER, *extra), problems), problems)


@cache
def default_ontology() -> Ontology:
    """The ontology that ships with maillage, read once; it looks at no setting."""
    return load_ontology()


def _assembled(entries: Entries, problems: Problems) -> Ontology:
    """Problems of form and of meaning are told together: a file is repaired in one go."""
    parts = build(entries, problems)
    problems.stop()
    return Ontology(entries, parts)
