"""A measure by its name, with options as people type them: what the store, and so Python, is asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from maillage.graph.analysis.options import parse
from maillage.graph.analysis.registry import measure
from maillage.graph.analysis.resampling import ask
from maillage.graph.analysis.result import Analysis
from maillage.graph.snapshot import Snapshot


def answer(snapshot: Callable[[], Snapshot], name: str, options: Mapping[str, Any], draws: int = 0) -> Analysis:
    """What is wrongly asked is refused before the snapshot is read. Raises UnknownMeasure, UnknownOption, BadOption."""
    named = measure(name)
    asked = parse(named.parameters, options)
    return ask(named, snapshot(), asked, draws)
