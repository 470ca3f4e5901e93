"""Invented claims in which each thing a format may carry is a word of its own (``…-SONDE``), and names made to do harm."""

from __future__ import annotations

from typing import Any

from maillage.graph.store import Store
from maillage.schema.claim import Claim
from maillage.schema.decision import Decision, about_pair
from maillage.schema.source import Import, Source

TIME, LATER = "2026-01-01T00:00:00.000Z", "2026-01-02T00:00:00.000Z"
SOURCE = Source("doc:exemple", "TITRE-SONDE d'été", "Éditeur fictif", "LICENCE-SONDE", "2018", "https://exemple.invalid/a?b=c&d=e")
OTHER = Source("doc:autre", "Autre document d'exemple")
IMPORT = Import("imp-exemple", "exemple.csv", ("exemple.csv",), "exemple", TIME, LATER)

ACTOR, FORMER, FRIEND, PLACE, EVENT = "ex:acteur", "ex:ancien-sonde", "ex:ami", "ex:lieu", "ex:rencontre"
NAME = "Réseau Sonde, l'Œuvre à Noël"
HOSTILE = {
    "ex:h-script": "<script>document.title='PIRATE'</script><img src=x onerror=\"document.title='PIRATE'\">",
    "ex:h-close": "</script><script>document.title='PIRATE'</script>]]>--><!--",
    "ex:h-drop": "\"); DROP DATABASE exemple; MATCH (n) DETACH DELETE n //",
    "ex:h-unicode": "Exemple \\u0027}) MATCH (n) DETACH DELETE n // \\' \\\\u0027",
    "ex:h-formula": "=HYPERLINK(\"https://exemple.invalid\",\"Exemple\")",
    "ex:h-plus": "+33 Exemple", "ex:h-minus": "-2+3+cmd|' /C exemple'!A0", "ex:h-at": "@SUM(1+1) Exemple",
    "ex:h-long": "Exemple " * 1250,
    "ex:h-rtl": "مثال وهمي Exemple 你好",
    "ex:h-lines": "Exemple\nsur deux lignes\tet | barre, virgule; \"guillemet\"\u2028fin",
    "ex:h-braces": "${7*7} {{7*7}} {% raw %} %s &amp; &lt;",
    "ex:h-emoji\U0001f333\uffe6": "Exemple 🌳",
}


def _claim(subject: str, predicate: str, value: str | None = None, source: Source = SOURCE, **fields: Any) -> Claim:
    return Claim(subject, predicate, source.id, "ENDROIT-SONDE, ligne 3", value=value,
                 **{"recorded_at": TIME, "import_id": IMPORT.id, "author": "exemple", "quote": "CITATION-SONDE", **fields})


def claims() -> list[Claim]:
    """An actor with one value for each thing to carry, its neighbours, and the hostile names beside."""
    said = {"type": "ResourceCentre", "name": NAME, "name_en": "ENGLISH-SONDE", "acronym": "RS", "aliases": "ALIAS-SONDE",
            "description": "DESCRIPTION-SONDE : agit à Exempleville.", "founded": "1998-03", "legal_form": "FORME-SONDE",
            "tags": "ETIQUETTE-SONDE"}
    made = [_claim(ACTOR, key, value) for key, value in said.items()]
    made += [_claim(ACTOR, "type", "Academic"), _claim(ACTOR, "tags", "b | arre"),
             _claim(ACTOR, "legal_form", "AUTREVALEUR-SONDE", OTHER), _claim(ACTOR, "legal_form", "FORME-SONDE", OTHER),
             _claim(ACTOR, "note", "PROPOSEE-SONDE", status="proposed"),
             _claim(FORMER, "type", "Academic", recorded_at=LATER),
             _claim(FORMER, "name", "Ancien nom d'exemple", recorded_at=LATER)]
    for id, kind, name in ((FRIEND, "Association", "Cercle Fictif"), (PLACE, "Territory", "Exempleville"),
                           (EVENT, "Event", "Rencontre d'exemple")):
        made += [_claim(id, "type", kind), _claim(id, "name", name)]
    made += [_claim(PLACE, "lat", "47.2181"), _claim(PLACE, "lon", "-1.5528"), _claim(PLACE, "population", "320732"),
             _claim(EVENT, "start", "2018-05-31/2018-06-01")]
    made += [_claim(ACTOR, "PARTNER_IN", object=EVENT, role="ROLE-SONDE", since="2017-11", until="2018", note="NOTE-SONDE"),
             _claim(FRIEND, "COOPERATES_WITH", object=FORMER), _claim(ACTOR, "LOCATED_IN", object=PLACE, confidence=0.75)]
    for id, name in HOSTILE.items():
        made += [_claim(id, "type", "Association"), _claim(id, "name", name), _claim(id, "PARTNER_IN", object=EVENT)]
    return made


def decisions() -> list[Decision]:
    """A merge that stands, one that was undone, and a rule's question."""
    return [about_pair("same", ACTOR, FORMER, author="DECIDEUSE-SONDE", recorded_at=LATER),
            about_pair("same", FRIEND, PLACE, author="anne-exemple", recorded_at=TIME, undone_at=LATER, undone_by="anne-exemple"),
            about_pair("maybe_same", FRIEND, EVENT, author="rule:same-name", recorded_at=TIME, import_id=IMPORT.id)]


def fill(store: Store) -> Store:
    """Puts it all into an empty store."""
    store.add(claims(), decisions(), (SOURCE, OTHER), IMPORT)
    return store
