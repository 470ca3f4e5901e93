"""Popolo JSON: persons, organisations, memberships, posts, areas and events of parliaments and councils."""

from __future__ import annotations

from maillage.loaders.format import Format
from maillage.loaders.popolo.accepts import accepts
from maillage.loaders.popolo.extract import extract

FORMAT = Format("popolo", "données Popolo (JSON)", "Popolo data (JSON)", accepts, extract)
