"""GEXF of every version (1.0 to 1.3, whatever the namespace): networks of Gephi, Gephi Lite, and our own."""

from __future__ import annotations

from maillage.loaders.format import Format
from maillage.loaders.gexf.accepts import accepts
from maillage.loaders.gexf.extract import extract

FORMAT = Format("gexf", "réseau GEXF (Gephi)", "GEXF network (Gephi)", accepts, extract)
