"""The rows of the curated programme, read once for its tests."""

from __future__ import annotations

import csv
from pathlib import Path

from maillage.schema.model import default_ontology

PROGRAMME = Path(__file__).resolve().parents[2] / "loaders" / "programme"
ONTOLOGY = default_ontology()
Row = dict[str, str]


def rows(name: str) -> list[Row]:
    with (PROGRAMME / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


ENTITIES = rows("entities.csv")
LINKS = rows("links.csv")
BY_ID = {row["id"]: row for row in ENTITIES}
TYPES = {row["id"]: (row["type"],) for row in ENTITIES}
TRIPLES = {(link["from"], link["relation"], link["to"]): link for link in LINKS}

# Columns that are no property: what the row is, where it stands, and how the programme spells it.
HELPERS = {"id", "type", "section", "original", "start_original"}
# The parts of the programme, in its order; every locator begins with one of them.
PARTS = (
    "Couverture",
    "Texte d'ouverture",
    "« L'apport spécifique du carrefour des métiers »",
    "« Les axes de travail »",
    "Axe « L'observation de l'évolution des pratiques et l'analyse de la recomposition du champ du développement territorial »",
    "Axe « Accompagner la participation et l'engagement citoyen »",
    "Axe « Favoriser la “convergence” des métiers et des pratiques »",
    "« Recherche-action »",
    "« Journées nationales »",
    "Axe « Evolution de la gouvernance et des modes d'élaboration des politiques de développement territorial »",
    "« Diffusion/ contribution »",
)


def part(section: str) -> str:
    return next((known for known in PARTS if section.startswith(known)), "")
