"""Participatory budgets as the Pabulib library publishes them: one ``.pb`` file a vote."""

from __future__ import annotations

from maillage.loaders.format import Format
from maillage.loaders.pabulib.extract import accepts, extract

FORMAT = Format("pabulib", "budget participatif (.pb de Pabulib)", "participatory budget (Pabulib's .pb)", accepts, extract)
