"""Tables of a run as a page. Nothing in it is typed by hand."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.curve import Curve, svg

IMAGES = "images"  # the folder of the pictures, beside the page


@dataclass
class Table:
    """A titled table, with a note that says what was measured, what follows from it, and what it shows as a picture."""

    title: str
    columns: Sequence[str]
    note: str = ""
    rows: list[tuple[Any, ...]] = field(default_factory=list)
    curve: Curve | None = None
    findings: list[str] = field(default_factory=list)

    def add(self, *cells: Any) -> None:
        """One more row; raises ValueError when it has not as many cells as there are columns."""
        if len(cells) != len(self.columns):
            raise ValueError(f"{self.title}: {len(cells)} cells for {len(self.columns)} columns")
        self.rows.append(cells)

    def markdown(self) -> str:
        lines = [f"## {self.title}", "", *([self.note, ""] if self.note else []),
                 _line(self.columns), _line("---" for _ in self.columns), *(_line(row) for row in self.rows),
                 *(line for finding in self.findings for line in ("", finding)),
                 *(["", f"![{self.curve.title}]({IMAGES}/{self.curve.file})"] if self.curve else [])]
        return "\n".join(lines) + "\n"


class Progress:
    """The tables so far. The page is written anew at every word: a run that is cut leaves what it had."""

    def __init__(self, write: Callable[[Sequence[Table]], None], say: Callable[[str], None]) -> None:
        self.tables: list[Table] = []
        self._write, self._say = write, say

    def table(self, begun: Table) -> Table:
        self.tables.append(begun)
        return begun

    def tell(self, text: str) -> None:
        self._say(text)
        self._write([table for table in self.tables if table.rows])


def page(tables: Iterable[Table], command: str, date: str, facts: Iterable[tuple[str, str]]) -> str:
    """The whole page: command, date and machine, then the tables."""
    known = "\n".join(f"- {name} : {value}" for name, value in facts)
    head = ("# Mesures\n\nÉcrit par `make bench` ; rien n'est tapé à la main. "
            "Ces nombres valent pour cette machine et ce jour : comparez les rapports, non les secondes.\n\n"
            f"- commande : `{command}`\n- date : {date}\n{known}\n")
    return "\n".join([head, *(table.markdown() for table in tables)])


def draw(tables: Iterable[Table], page: Path) -> None:
    """Writes the pictures of these tables beside ``page``."""
    for curve in (table.curve for table in tables):
        if curve is not None and curve.points:
            (page.parent / IMAGES).mkdir(exist_ok=True)
            (page.parent / IMAGES / curve.file).write_text(svg(curve), encoding="utf-8")


def rounded(value: float, digits: int = 2) -> str:
    return f"{value:.{digits}f}".replace(".", ",")


def mega(size: float) -> str:
    """Bytes as millions of bytes."""
    return rounded(size / 1e6, 1 if size < 1e8 else 0)


def spread(values: Iterable[float]) -> str:
    """The median, and from the least to the most: ``2,1 (2,0 – 2,4)``."""
    listed = sorted(values)
    middle = rounded(statistics.median(listed))
    return middle if len(listed) == 1 else f"{middle} ({rounded(listed[0])} – {rounded(listed[-1])})"


def _line(cells: Iterable[Any]) -> str:
    return "| " + " | ".join(str(cell).replace("|", "\\|") for cell in cells) + " |"
