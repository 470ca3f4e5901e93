"""Pajek: ``.net`` files and projects (``.paj``), with vertices, arcs, edges and lists of them."""

from __future__ import annotations

from maillage.loaders.format import Format
from maillage.loaders.pajek.accepts import accepts
from maillage.loaders.pajek.extract import extract

FORMAT = Format("pajek", "réseau Pajek (.net)", "Pajek network (.net)", accepts, extract)
