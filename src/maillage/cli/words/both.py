"""A text in both languages."""

from __future__ import annotations

from typing import NamedTuple


class Both(NamedTuple):
    """The same text in French and in English."""

    fr: str
    en: str

    def text(self, lang: str) -> str:
        """The text in ``lang``; French where it is neither."""
        return self.en if lang == "en" else self.fr


class Page(NamedTuple):
    """The help of one command: a headline, what it does, examples (a line to type, what it does), its parameters."""

    line: Both
    text: Both
    examples: tuple[tuple[str, Both], ...] = ()
    parameters: dict[str, Both] = {}  # noqa: RUF012 - never changed
