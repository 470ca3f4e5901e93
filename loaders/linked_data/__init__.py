"""JSON-LD in the vocabularies of the field (PAIR, schema.org, ORG, SKOS), and our own exports. Nothing is fetched."""

from __future__ import annotations

from maillage.loaders.format import Format
from maillage.loaders.linked_data.accepts import accepts
from maillage.loaders.linked_data.extract import extract

FORMAT = Format("linked_data", "données liées (JSON-LD)", "linked data (JSON-LD)", accepts, extract)
