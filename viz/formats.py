"""All formats of export: those of the store, and the page that people open."""

from __future__ import annotations

from maillage.graph.export import FORMATS
from maillage.graph.export.format import ExportFormat
from maillage.viz.page import HTML

ALL_FORMATS: dict[str, ExportFormat] = {**FORMATS, HTML.name: HTML}
