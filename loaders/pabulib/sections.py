"""The three sections of a ``.pb`` file as one stream of rows: META, PROJECTS, VOTES, each with its own headings.

The form is that of Stolicki, Szufa and Talmon, “Pabulib: A Participatory Budgeting Library” (2020), arXiv:2012.06539.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, TextIO

from maillage.errors import SourceError
from maillage.loaders import limits
from maillage.loaders.clean import shown
from maillage.loaders.files import Gauge
from maillage.loaders.table.encoding import detect

META, PROJECTS, VOTES = SECTIONS = ("META", "PROJECTS", "VOTES")
_ASKED = {META: {"key", "value"}, PROJECTS: {"project_id", "cost"}, VOTES: {"voter_id", "vote"}}


class Row(NamedTuple):
    """One row under the headings of its section; ``beyond`` holds cells that no heading stands for."""

    section: str
    place: str
    cells: Mapping[str, str]
    beyond: tuple[str, ...] = ()

    def at(self, column: str) -> str:
        """The place of one cell."""
        return f"{self.place}, colonne {column}"


def rows(path: Path, gauge: Gauge | None = None) -> Iterator[Row]:
    """All rows in order. Raises SourceError where a section or a heading is missing, or the file is cut."""
    section, headings, seen = "", [""], 0
    with path.open(encoding=detect(path).name, errors="replace", newline="") as file:
        for number, cells in _cells(path, file):
            if gauge is not None:
                gauge.at += sum(map(len, cells))
            first = cells[0].strip() if cells else ""
            if len(cells) == 1 and first.upper() in SECTIONS:
                section, headings, seen = _next(path, number, first.upper(), seen), [], seen + 1
            elif not headings:
                headings = _headings(path, number, section, cells)
            elif any(cell.strip() for cell in cells):
                if section == META:
                    cells = [cells[0], ";".join(cells[1:])]  # a value may hold the sign that parts keys from values
                pairs = {name: cell.strip() for name, cell in zip(headings, cells, strict=False)}
                yield Row(section, f"{path.name}, ligne {number}", pairs, tuple(cells[len(headings) :]))
    if seen < len(SECTIONS) or not headings:
        raise _cut(path, SECTIONS[min(seen, 2)])


def _cells(path: Path, file: TextIO) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(_lines(path, file), delimiter=";")
    try:
        for cells in reader:
            yield reader.line_num, cells
    except csv.Error as error:
        raise SourceError(
            file=f"{path.name}, ligne {reader.line_num}",
            problem_fr=f"ligne illisible ({error})",
            problem_en=f"unreadable row ({error})",
        ) from error


def _lines(path: Path, file: TextIO) -> Iterator[str]:
    """Lines of a length that can be one. Raises SourceError."""
    while line := file.readline(limits.RECORD):
        if len(line) >= limits.RECORD:
            raise SourceError(
                file=path.name,
                problem_fr=f"une ligne de plus de {limits.RECORD} signes : ce n'est pas un budget",
                problem_en=f"a line of more than {limits.RECORD} characters: this is no budget",
            )
        yield line


def _next(path: Path, number: int, section: str, seen: int) -> str:
    if seen >= len(SECTIONS) or SECTIONS[seen] != section:
        raise SourceError(
            file=f"{path.name}, ligne {number}",
            problem_fr=f"section {section} hors de sa place ; attendu : {', '.join(SECTIONS)}, dans cet ordre",
            problem_en=f"section {section} out of place; expected {', '.join(SECTIONS)}, in this order",
        )
    return section


def _headings(path: Path, number: int, section: str, cells: list[str]) -> list[str]:
    found = [shown(cell, limits.HEADING).lower() for cell in cells]
    lacking = sorted(_ASKED[section] - set(found)) if section else []
    if lacking:
        raise SourceError(
            file=f"{path.name}, ligne {number}",
            problem_fr=f"section {section} : il manque {', '.join(lacking)}",
            problem_en=f"section {section}: {', '.join(lacking)} missing",
        )
    return found


def _cut(path: Path, section: str) -> SourceError:
    return SourceError(
        file=path.name,
        problem_fr=f"fichier coupé, ou guillemet jamais fermé : la section {section} manque ; téléchargez-le à nouveau",
        problem_en=f"file cut short, or a quote never closed: the section {section} is missing; download it again",
    )
