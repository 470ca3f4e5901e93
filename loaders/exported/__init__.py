"""Our own tables, as ``maillage export`` writes them (a zip of CSV, a workbook): claims with their sources and places."""

from __future__ import annotations

from maillage.loaders.exported.accepts import accepts
from maillage.loaders.exported.extract import extract
from maillage.loaders.format import Format

FORMAT = Format(
    "exported", "tableaux exportés par maillage (CSV, XLSX)", "tables exported by maillage (CSV, XLSX)", accepts, extract
)
