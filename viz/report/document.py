"""What a report is made of, whatever file it becomes: sections of sentences, tables and pictures."""

from __future__ import annotations

from dataclasses import dataclass, field

from maillage.viz.report.drawing import Drawing


@dataclass(frozen=True)
class Table:
    """``heads`` and rows of texts; a numeric column (its position is in ``numbers``) is set to the right."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int] = frozenset()
    title: str = ""


@dataclass(frozen=True)
class Figure:
    """A picture with its caption; ``legend`` names the numbered marks where names do not fit on it."""

    drawing: Drawing
    caption: str
    legend: tuple[str, ...] = ()


@dataclass(frozen=True)
class Section:
    """One heading. ``warning`` is what a reader must know before trusting it; it stands out."""

    title: str
    paragraphs: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True)
class Document:
    """A whole report in one language (``fr`` or ``en``); ``facts`` stand under the title."""

    title: str
    subtitle: str
    lang: str
    facts: tuple[str, ...]
    sections: tuple[Section, ...] = field(default_factory=tuple)
