"""What a measure answers: shapes that the API, the command and the explorer share. All of them are ready for JSON."""

from __future__ import annotations

from dataclasses import dataclass, field

from maillage.graph.answers import Brief

Texts = dict[str, str]
"""The same words by language: keys ``fr`` and ``en``."""
Cell = str | int | float | None | Texts


@dataclass(frozen=True)
class Reason:
    """A thing that speaks for a finding, how much it adds to the value, and the ids of the links that prove it."""

    entity: Brief
    contribution: float
    links: list[str]


@dataclass(frozen=True)
class Finding:
    """One line of an answer: whom it is about, the value, and the sentence that says it with its numbers.

    ``p_value`` is the chance of as much under the null model; ``q_value`` the same after Benjamini–Hochberg;
    ``low`` and ``high`` bound the value where it was resampled. None where not asked or not defined.
    """

    entities: list[Brief]
    value: float
    sentence: Texts
    p_value: float | None = None
    q_value: float | None = None
    low: float | None = None
    high: float | None = None
    reasons: list[Reason] = field(default_factory=list)
    details: dict[str, str | int | float | None] = field(default_factory=dict)


@dataclass(frozen=True)
class Grid:
    """A matrix to show. The first cell of a row may name it; texts in both languages stand as a map (keys fr, en)."""

    title: Texts
    columns: list[Texts]
    rows: list[list[Cell]]


@dataclass(frozen=True)
class Analysis:
    """The whole answer of a measure: ``findings`` best first, ``total`` of them before the limit.

    ``warnings`` are sentences (keys fr, en) about what the reader must know; ``parameters`` those it was made with;
    ``method`` the place on the methods page (``#convergence``) where the formula and its source stand.
    """

    measure: str
    sentence: Texts
    total: int
    findings: list[Finding]
    method: str
    warnings: list[Texts] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    parameters: dict[str, str | int | float | bool | list[str] | None] = field(default_factory=dict)
