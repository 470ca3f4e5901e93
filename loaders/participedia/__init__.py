"""Participedia: the CSVs that the catalogue of participation publishes (cases, methods, organisations) and its vocabulary."""

from __future__ import annotations

from maillage.loaders.format import Format
from maillage.loaders.participedia.extract import extract
from maillage.loaders.participedia.files import accepts

FORMAT = Format(
    "participedia",
    "export de Participedia (CSV : cas, méthodes, organisations)",
    "Participedia export (CSV: cases, methods, organisations)",
    accepts,
    extract,
)
