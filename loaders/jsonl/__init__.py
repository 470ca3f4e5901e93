"""JSON lines: the product's own backup, everything that a store keeps."""

from __future__ import annotations

from maillage.loaders.format import Format
from maillage.loaders.jsonl.accepts import accepts
from maillage.loaders.jsonl.extract import extract

FORMAT = Format("jsonl", "sauvegarde de maillage (JSON par lignes)", "maillage backup (JSON lines)", accepts, extract)
