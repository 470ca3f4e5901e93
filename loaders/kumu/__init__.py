"""Kumu: a project's backup or a blueprint, in JSON. Its workbooks of two sheets are tables like others (`loaders/table`)."""

from __future__ import annotations

from maillage.loaders.format import Format
from maillage.loaders.kumu.accepts import accepts
from maillage.loaders.kumu.extract import extract

FORMAT = Format("kumu", "projet Kumu (JSON)", "Kumu project (JSON)", accepts, extract, mapped=True)
