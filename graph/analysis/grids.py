"""Grids with their words, French first: ``"Pratique|Practice"``."""

from __future__ import annotations

from maillage.graph.analysis.result import Cell, Grid, Texts


def both(said: str) -> Texts:
    """``fr|en`` as a text in both languages; one word alone is the same in both."""
    fr, _, en = said.partition("|")
    return {"fr": fr, "en": en or fr}


def grid(title: str, columns: str, rows: list[list[Cell]]) -> Grid:
    """A grid whose ``columns`` are separated by semicolons."""
    return Grid(both(title), [both(column.strip()) for column in columns.split(";")], rows)
