"""What formats with named columns or attributes say of an entity and of a link: one list for all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from maillage.graph.export.text import titles
from maillage.graph.export.visible import Link
from maillage.graph.fold import EntityRow
from maillage.schema.model import Ontology, PropertyDef
from maillage.schema.source import Source


class Field(NamedTuple):
    """A column or attribute: ``kind`` is text, list, integer, number or flag; ``get`` gives None for nothing."""

    name: str
    kind: str
    get: Callable[[Any], Any]
    fr: str
    en: str


def entity_fields(ontology: Ontology, sources: Mapping[str, Source]) -> tuple[Field, ...]:
    """All properties of the ontology, those of no entity too, so that columns do not depend on the data."""

    def prop(name: str) -> Callable[[EntityRow], Any]:
        return lambda row: row.props.get(name)

    ordered = sorted(ontology.properties.values(), key=lambda p: _RANK.get(p.name, len(_RANK)))
    known = [Field(p.name, _kind(p), prop(p.name), p.definition["fr"], p.definition["en"]) for p in ordered]
    return (
        Field("id", "text", lambda row: row.id, "Identifiant, stable.", "Id, stable."),
        Field("type", "text", prop("type"), "Type principal dans l'ontologie.", "Main type in the ontology."),
        Field("types", "list", prop("types"), "Tous ses types.", "All its types."),
        *known,
        Field("contested", "list", prop("contested"), "Propriétés sur lesquelles les sources divergent (voir claims).",
              "Properties on which sources disagree (see claims)."),
        Field("sources", "list", prop("sources"), "Identifiants des sources.", "Ids of the sources."),
        Field("source_titles", "list", lambda row: titles(row.props["sources"], sources),
              "Titres des sources.", "Titles of the sources."),
        Field("recorded_at", "text", prop("recorded_at"),
              "Première entrée dans la base (UTC).", "First recorded in the base (UTC)."),
    )


def _kind(prop: PropertyDef) -> str:
    return "list" if prop.multiple else prop.kind if prop.kind in ("integer", "number") else "text"


# Properties that people look for come first; the others follow in the ontology's order.
_FIRST = "name name_en acronym aliases description description_en start end founded date tags url".split()
_RANK = {name: rank for rank, name in enumerate(_FIRST)}


def link_fields(ontology: Ontology, sources: Mapping[str, Source]) -> tuple[Field, ...]:
    """What is said of a link beside its two ends."""

    def prop(name: str) -> Callable[[Link], Any]:
        return lambda link: link.props.get(name)

    def label(lang: str) -> Callable[[Link], str]:
        return lambda link: ontology.relations[link.relation].label[lang]

    return (
        Field("relation", "text", lambda link: link.relation, "Relation de l'ontologie.", "Relation of the ontology."),
        Field("label_fr", "text", label("fr"), "La relation en français.", "The relation in French."),
        Field("label_en", "text", label("en"), "La relation en anglais.", "The relation in English."),
        Field("symmetric", "flag", lambda link: ontology.relations[link.relation].symmetric,
              "Vrai si le lien vaut dans les deux sens.", "True where the link holds both ways."),
        Field("roles", "list", prop("roles"), "Rôles.", "Roles."),
        Field("since", "text", prop("since"), "Depuis (EDTF).", "Since (EDTF)."),
        Field("until", "text", prop("until"), "Jusqu'à (EDTF).", "Until (EDTF)."),
        Field("notes", "list", prop("notes"), "Notes.", "Notes."),
        Field("confidence", "number", prop("confidence"), "Confiance, de 0 à 1.", "Confidence, 0 to 1."),
        Field("contested", "flag", prop("contested"), "Vrai si quelqu'un l'a contesté.", "True where somebody contested it."),
        Field("sources", "list", prop("sources"), "Identifiants des sources.", "Ids of the sources."),
        Field("source_titles", "list", lambda link: titles(link.props["sources"], sources),
              "Titres des sources.", "Titles of the sources."),
        Field("claims", "list", prop("claims"),
              "Identifiants des affirmations (voir claims).", "Ids of the claims (see claims)."),
    )
