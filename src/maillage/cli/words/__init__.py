"""Every text of the command in French and in English, and the language of this run."""

from __future__ import annotations

from typing import Any

from maillage.cli.words.both import Both
from maillage.cli.words.messages import MESSAGES

__all__ = ["Both", "amount", "language", "say", "speak"]

_spoken = "fr"


def speak(lang: str) -> None:
    """Sets the language of this run, ``fr`` or ``en``."""
    global _spoken  # noqa: PLW0603 - one process speaks one language, to one person
    _spoken = lang


def language() -> str:
    """The language of this run."""
    return _spoken


def say(key: str, /, **details: Any) -> str:
    """The message ``key`` in the language of this run, its places filled."""
    return MESSAGES[key].text(_spoken).format(**details)


def amount(number: float) -> str:
    """A whole number as people write it: ``12 345`` in French, ``12,345`` in English.

    >>> amount(12345)
    '12\\u202f345'
    """
    return f"{round(number):,}".replace(",", "," if _spoken == "en" else "\u202f")
