"""A small invented graph: two associations (one known twice), a programme, a theme, towns, and names made to do harm."""

from __future__ import annotations

from maillage.graph.store import Store
from maillage.schema.claim import Claim
from maillage.schema.decision import about_pair
from maillage.schema.source import Import, Source

SOURCE = "doc:exemple-2018"
IMPORT = "imp-exemple"
TIME = "2026-01-01T00:00:00.000Z"
LATER = "2026-01-02T00:00:00.000Z"

NETWORK, TWIN, CIRCLE = "ex:reseau", "ex:reseau-bis", "ex:cercle"
PROGRAMME, EVENT, THEME, TOWN, REGION = "ex:programme", "ex:journee", "ex:energie", "ex:ville", "ex:region"
SLASHED = "ex:a/b,c&d=é"

# Each tries something: markup, a query, a spreadsheet's formula, length, direction of writing, an escape.
HOSTILE = {
    "ex:h-script": "<script>alert('Exemple')</script><img src=x onerror=alert(1)>",
    "ex:h-drop": "\"); DROP DATABASE exemple; MATCH (n) DETACH DELETE n //",
    "ex:h-formula": "=HYPERLINK(\"http://exemple.invalid\",\"Exemple\")",
    "ex:h-long": "Exemple " * 1250,
    "ex:h-quote": "O'Exemple\\'}) RETURN 1 UNION MATCH (n) RETURN n.id",
    "ex:h-braces": "${7*7} {{7*7}} %s %n {detail}",
}

_ENTITIES = {
    NETWORK: ("Association", "Réseau Exemple"),
    CIRCLE: ("Association", "Cercle Fictif"),
    PROGRAMME: ("Programme", "Programme d'exemple 2018"),
    EVENT: ("Event", "Journée d'exemple"),
    THEME: ("Theme", "Énergie (exemple)"),
    TOWN: ("Territory", "Exempleville"),
    REGION: ("Territory", "Région Exemple"),
    SLASHED: ("Deliverable", "Rapport d'exemple"),
    **{id: ("Association", name) for id, name in HOSTILE.items()},
}
_LINKS = [
    (NETWORK, "PARTNER_IN", PROGRAMME), (CIRCLE, "PARTNER_IN", PROGRAMME), (NETWORK, "LOCATED_IN", TOWN),
    (CIRCLE, "LOCATED_IN", TOWN), (TOWN, "PART_OF", REGION), (PROGRAMME, "CONCERNS", THEME), (EVENT, "PART_OF", PROGRAMME),
    (NETWORK, "COOPERATES_WITH", CIRCLE), (PROGRAMME, "PRODUCES", SLASHED),
    *((id, "PARTNER_IN", PROGRAMME) for id in HOSTILE),
]


def claim(subject: str, predicate: str, *, value: str | None = None, object: str | None = None, place: str = "ligne 2",
          at: str = TIME) -> Claim:
    """One claim of the example source."""
    return Claim(subject, predicate, SOURCE, place, object=object, value=value, recorded_at=at, import_id=IMPORT,
                 author="exemple", quote="Phrase d'exemple.")


def claims() -> list[Claim]:
    """All of them; the town's link carries a role and the network a date."""
    made = [claim(id, key, value=text, place=f"ligne {row}") for row, (id, named) in enumerate(_ENTITIES.items(), 2)
            for key, text in zip(("type", "name"), named, strict=True)]
    made += [claim(a, relation, object=b, place=f"lien {row}") for row, (a, relation, b) in enumerate(_LINKS, 1)]
    made += [claim(TWIN, "type", value="Association", at=LATER), claim(TWIN, "name", value="Le Réseau Exemple", at=LATER),
             claim(NETWORK, "acronym", value="REX"), claim(NETWORK, "start", value="1998"),
             claim(TWIN, "start", value="1999", at=LATER)]
    return made


def fill(store: Store) -> Store:
    """Puts the sample into an empty store; `TWIN` is merged into `NETWORK`."""
    source = Source(SOURCE, "Document d'exemple", publisher="Éditeur fictif")
    record = Import(IMPORT, "exemple.csv", ("exemple.csv",), author="exemple", started_at=TIME, finished_at=LATER)
    same = about_pair("same", NETWORK, TWIN, author="exemple", recorded_at=LATER)
    store.add(claims(), (same,), (source,), record)
    return store
