"""Every text of the command in French and in English, and the language of this run."""

from __future__ import annotations

from typing import Any

from maillage.cli.words.both import Both
from maillage.cli.words.messages import MESSAGES

__all__ = ["Both", "amount", "decimal", "language", "say", "significant", "speak"]

_spoken = "fr"


def speak(lang: str) -> None:
    """Sets the language of this run, ``fr`` or ``en``."""
    global _spoken
    _spoken = lang


def language() -> str:
    """The language of this run."""
    return _spoken


def say(key: str, /, **details: Any) -> str:
    """The message ``key`` in the language of this run, its places filled."""
    return MESSAGES[key].text(_spoken).format(**details)


def amount(number: float) -> str:
    """A whole number as people write it: ``12 345`` in French, ``12,345`` in English."""
    return f"{round(number):,}".replace(",", "," if _spoken == "en" else "\u202f")


def decimal(number: float) -> str:
    """A number with two decimals: ``0,25`` in French, ``0.25`` in English."""
    return f"{number:.2f}".replace(".", "." if _spoken == "en" else ",")


def significant(number: float) -> float:
    """A number by the four digits that count: 0.1639, 1.235e-09."""
    return float(f"{number:.4g}")
