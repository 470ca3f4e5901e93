"""Decidim: proposals and comments as its open data gives them (CSV), or as an installation's read API answered."""

from __future__ import annotations

from maillage.loaders.decidim.accepts import accepts
from maillage.loaders.decidim.extract import extract
from maillage.loaders.format import Format

FORMAT = Format(
    "decidim",
    "propositions de Decidim (CSV, ou réponses de l'API enregistrées)",
    "Decidim proposals (CSV, or answers of the API as recorded)",
    accepts,
    extract,
)
