"""Tables: CSV, XLSX and ODS, with a mapping file or with headings guessed in French and English."""

from __future__ import annotations

from maillage.loaders.format import Format
from maillage.loaders.table.accepts import accepts
from maillage.loaders.table.extract import extract

FORMAT = Format("table", "tableau (CSV, XLSX, ODS)", "table (CSV, XLSX, ODS)", accepts, extract, mapped=True)
