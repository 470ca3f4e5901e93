"""PRSM, the Participatory System Mapper: maps of factors and links, as plain or packed JSON."""

from __future__ import annotations

from maillage.loaders.format import Format
from maillage.loaders.prsm.accepts import accepts
from maillage.loaders.prsm.extract import extract

FORMAT = Format("prsm", "carte PRSM (.prsm)", "PRSM map (.prsm)", accepts, extract, mapped=True)
