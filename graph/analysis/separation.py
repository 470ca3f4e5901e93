"""Whether the first places of a ranking stand apart, without any draw: what one reason less would change.

The first line loses its strongest reason: the part of its value that this reason makes. Where the reasons of a line add up to
its value (convergence, cooperation, missed meetings) that is exact, but for the rarity of the other items; elsewhere each
reason is taken for its part of all. Lines that then stand no lower than the first are counted. A list ordered by surprise is
looked at by -ln p; its lines are the same where both the chance and the value are.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from maillage.graph.analysis.result import Finding, Texts

Vector = NDArray[np.float64]


def unseparated(findings: Sequence[Finding]) -> list[Texts]:
    """A warning when other lines shown are as good as the first one, or would be if it had one reason less."""
    scores, values = _scores(findings), np.array([each.value for each in findings], dtype=np.float64)
    same, part = _leading(_equal(scores) & _equal(values)), _strongest(findings[0])
    near = _leading(_no_lower(scores, part)) if part else 0
    if near > max(same, 1):
        return [{"fr": "Les premières places ne se distinguent pas : avec une raison de moins, la première ligne ne serait plus "
                       f"devant {near - 1} des {len(findings) - 1} autres montrées. Lisez les raisons, non les rangs.",
                 "en": "The first places are not separated: with one reason less, the first line would not stand before "
                       f"{near - 1} of the {len(findings) - 1} others shown. Read the reasons, not the ranks."}]
    if same < 2:
        return []
    return [{"fr": f"Les {same} premières lignes ont la même valeur : leur ordre ne dit rien.",
             "en": f"The first {same} lines have the same value: their order says nothing."}]


def _equal(numbers: Vector) -> NDArray[np.bool_]:
    """Which are the first one, but for rounding."""
    equal: NDArray[np.bool_] = np.abs(numbers - numbers[0]) <= _rounding(numbers)
    return equal


def _no_lower(numbers: Vector, part: float) -> NDArray[np.bool_]:
    """Which are no lower than the first one without ``part`` of it, but for rounding."""
    no_lower: NDArray[np.bool_] = numbers >= numbers[0] * (1 - part) - _rounding(numbers)
    return no_lower


def _rounding(numbers: Vector) -> float:
    return 1e-9 * max(1.0, abs(float(numbers[0])))


def _scores(findings: Sequence[Finding]) -> Vector:
    """What the lines are ordered by, the greatest first: their values, or how little chance explains them."""
    values = np.array([each.value for each in findings], dtype=np.float64)
    chances = [each.p_value for each in findings if each.p_value is not None]
    if (np.diff(values) <= 1e-9).all() or len(chances) < len(findings):
        return values
    scores: Vector = -np.log(np.maximum(np.array(chances, dtype=np.float64), 1e-300))
    return scores if (np.diff(scores) <= 1e-9).all() else values


def _strongest(first: Finding) -> float:
    """The part of the strongest reason in all; 0 where none is told."""
    parts = [reason.contribution for reason in first.reasons if reason.contribution > 0]
    return max(parts) / sum(parts) if parts else 0.0


def _leading(mask: NDArray[np.bool_]) -> int:
    """How many at the beginning."""
    return int(np.argmin(mask)) if not mask.all() else len(mask)
