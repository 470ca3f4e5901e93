"""Texts that an editor wrote as HTML, as plain text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html.parser import HTMLParser

_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|&[a-z#0-9]{2,8};")


class _Text(HTMLParser):
    """Gathers text; a block's end is a line's end."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self._silent += tag in ("script", "style")
        if tag in ("br", "li"):
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._silent = max(0, self._silent - (tag in ("script", "style")))
        if tag in ("p", "div", "h1", "h2", "h3", "ul", "ol"):
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(data)


def plain(markup: str) -> str:
    """The text of a body that an editor wrote as HTML; any other text as it is."""
    if not _MARKUP.search(markup):
        return markup
    reader = _Text()
    reader.feed(markup)
    reader.close()
    return re.sub(r"\n{3,}", "\n\n", "".join(reader.parts)).strip()
