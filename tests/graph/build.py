"""Small graphs for tests, said in a few words: ``things`` and ``links`` make claims, ``town`` a made-up little world."""

from __future__ import annotations

from typing import Any

from maillage.schema.claim import Claim
from maillage.schema.source import Source

AT = "2026-01-01T00:00:00.000Z"
SOURCE = "essai:source"


def fact(subject: str, predicate: str, value: str, source: str = SOURCE, **more: Any) -> Claim:
    return Claim(subject=full(subject), predicate=predicate, value=value, source=source,
                 **{"locator": "ligne 1", "recorded_at": AT, **more})


def thing(id: str, type: str, name: str, **properties: str | list[str]) -> list[Claim]:
    """An entity; a property given as a list has several values."""
    values = [(key, text) for key, held in properties.items() for text in ([held] if isinstance(held, str) else held)]
    return [fact(id, "type", type), fact(id, "name", name), *(fact(id, key, text) for key, text in values)]


def link(subject: str, relation: str, object: str, source: str = SOURCE, **more: Any) -> Claim:
    return Claim(subject=full(subject), predicate=relation, object=full(object), source=source,
                 **{"locator": "ligne 1", "recorded_at": AT, **more})


def links(*triples: str) -> list[Claim]:
    """``links("a ORGANISES p", "p CONCERNS t")``."""
    return [link(*triple.split()) for triple in triples]


def full(id: str) -> str:
    """``essai:`` before an id without a namespace."""
    return id if ":" in id else f"essai:{id}"


def town() -> list[Claim]:
    """Two associations, a town hall, two practices, a theme with a narrower one, three places one in another."""
    return [
        *thing("union", "Association", "Union nationale des acteurs (Exemple)", acronym="UNADEX",
               aliases=["Union des acteurs locaux"], founded="1992", description="Une tête de réseau fictive."),
        *thing("atelier", "Association", "L'Atelier fictif"),
        *thing("mairie", "Institution", "Mairie de Villexemple"),
        *thing("budget", "Programme", "Budget participatif", name_en="Participatory budget", start="2016", end="2018"),
        *thing("forum", "Event", "Forum citoyen", start="2018-03-19"),
        *thing("democratie", "Theme", "Démocratie participative"),
        *thing("budgets", "Theme", "Budgets partagés"),
        *thing("ville", "Territory", "Villexemple"),
        *thing("quartier", "Territory", "Quartier des Essais"),
        *thing("pays", "Territory", "Pays fictif"),
        *links("quartier PART_OF ville", "ville PART_OF pays", "budgets PART_OF democratie"),
        *links("budget LOCATED_IN quartier", "forum LOCATED_IN pays", "mairie LOCATED_IN ville"),
        *links("budget CONCERNS budgets", "forum CONCERNS democratie", "atelier CONCERNS democratie"),
        link("union", "PARTNER_IN", "budget", role="pilote", since="2016", until="2018"),
        link("union", "PARTNER_IN", "budget", source="essai:autre", role="conseil"),
        *links("atelier PARTNER_IN budget", "union ORGANISES forum", "mairie FUNDS budget"),
        *links("atelier COOPERATES_WITH union"),
    ]


SOURCES = [Source(SOURCE, "Tableau d'essai", licence="CC0"), Source("essai:autre", "Autre tableau d'essai")]
