"""A measure: its name, what it answers, the parameters it takes, the function that runs it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from maillage.graph.analysis.options import Option, describe, parse
from maillage.graph.analysis.result import Analysis, Texts
from maillage.graph.analysis.selection import Selection
from maillage.graph.snapshot import Snapshot


@dataclass(frozen=True)
class Measure:
    """``question`` is what it answers, as a person would ask it; ``run`` is pure and never alters the snapshot."""

    name: str
    title: Texts
    question: Texts
    parameters: type[Selection]
    run: Callable[[Snapshot, Any], Analysis]

    @property
    def options(self) -> list[Option]:
        """Its parameters, for a form."""
        return describe(self.parameters)

    def asked(self, snapshot: Snapshot, given: Mapping[str, Any]) -> Analysis:
        """The answer for parameters as people typed them. Raises UnknownOption, BadOption and what ``run`` raises."""
        return self.run(snapshot, parse(self.parameters, given))
