"""The measures by name. A measure is a module with a ``MEASURE``, named in one list here."""

from __future__ import annotations

from maillage.errors import UsageError
from maillage.graph.analysis import (
    brokers,
    coalition,
    complementarity,
    convergence,
    cooperation,
    coverage,
    crossing,
    groups,
    missed_meetings,
    patterns,
    quadrants,
    territory,
)
from maillage.graph.analysis.measure import Measure

_ALL: tuple[Measure, ...] = (
    convergence.MEASURE,
    cooperation.MEASURE,
    quadrants.MEASURE,
    missed_meetings.MEASURE,
    complementarity.MEASURE,
    coalition.MEASURE,
    brokers.MEASURE,
    groups.MEASURE,
    crossing.MEASURE,
    patterns.MEASURE,
    territory.MEASURE,
    coverage.MEASURE,
)
MEASURES: dict[str, Measure] = {each.name: each for each in _ALL}


class UnknownMeasure(UsageError):
    """No measure has this name."""

    status = 404
    slug = "unknown-measure"
    fr = "Mesure inconnue : « {name} ». Il y a : {known}."
    en = "Unknown measure: “{name}”. There are: {known}."


def measure(name: str) -> Measure:
    """Raises UnknownMeasure."""
    if name not in MEASURES:
        raise UnknownMeasure(name=name[:80], known=", ".join(MEASURES))
    return MEASURES[name]
