"""What an ontology is made of: types of entities, their properties, relations between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

KINDS = ("string", "text", "date", "integer", "number", "url", "code")
READINGS = ("cooperation", "convergence", "complementarity", "territory", "hierarchy", "carries")
SAME_NAME = ("decide", "suggest")
ALIGNMENTS = ("exact", "close", "broader")
LANGUAGES = ("fr", "en")
ROOT = "Entity"

Texts = Mapping[str, str]
Alignment = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class PropertyDef:
    """A property: ``kind`` says how its values are written; ``identifies`` that one value means one thing."""

    name: str
    kind: str
    multiple: bool
    identifies: bool
    label: Texts
    definition: Texts
    align: Alignment


@dataclass(frozen=True)
class EntityType:
    """A type of entity. ``family`` and ``same_name`` come from the nearest ancestor that says them.

    Within one family the same cleaned name means the same thing: surely (``decide``) or maybe (``suggest``).
    ``properties`` are the type's own; `Ontology.properties_of` adds the inherited ones.
    """

    name: str
    parent: str | None
    abstract: bool
    label: Texts
    plural: Texts
    definition: Texts
    align: Alignment
    family: str | None
    same_name: str | None
    properties: Mapping[str, PropertyDef]


@dataclass(frozen=True)
class RelationType:
    """A relation. ``pairs`` are the (subject type, object type) it may join, in both orders when ``symmetric``.

    ``inverse`` is the label read from the object's side; ``sentence`` has the places ``{subject}`` and ``{object}``;
    ``reading`` says what the analysis takes it for.
    """

    name: str
    pairs: tuple[tuple[str, str], ...]
    symmetric: bool
    reading: str | None
    label: Texts
    inverse: Texts
    sentence: Texts
    definition: Texts
    align: Alignment
