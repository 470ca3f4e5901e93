"""GraphML: networks of yEd, Gephi, igraph, networkx, and our own."""

from __future__ import annotations

from maillage.loaders.format import Format
from maillage.loaders.graphml.accepts import accepts
from maillage.loaders.graphml.extract import extract

FORMAT = Format("graphml", "réseau GraphML", "GraphML network", accepts, extract)
