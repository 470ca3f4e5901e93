"""Graphs in JSON as programs write them: graphology (Gephi Lite, sigma.js) and networkx's node-link data (d3, too)."""

from __future__ import annotations

from maillage.loaders.format import Format
from maillage.loaders.graphology.accepts import accepts
from maillage.loaders.graphology.extract import extract

FORMAT = Format("graphology", "réseau en JSON (graphology, networkx)", "network in JSON (graphology, networkx)", accepts, extract)
