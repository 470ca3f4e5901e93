"""Values as text for formats that know no lists, and text that XML can hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from maillage.schema.source import Source

BAR = " | "
# All that XML 1.0 has no way to write.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Written as references: as plain signs a reader would turn them into spaces or line feeds.
_KEPT = {"\r": "&#13;", "\n": "&#10;", "\t": "&#9;", "\x85": "&#133;", "\u2028": "&#8232;"}


def legal(text: str) -> str:
    """``text`` without the control characters that XML and spreadsheets refuse."""
    return _ILLEGAL.sub("", text)


def xml(value: Any) -> str:
    """A value as the content of an XML element."""
    return escape(legal(plain(value)), _KEPT)


def attribute(value: Any) -> str:
    """A value as an XML attribute, quotes included."""
    return quoteattr(legal(plain(value)), _KEPT)


def plain(value: Any) -> str:
    """A value as text. Items of a list are joined by a bar; a bar within an item is broken (``¦``) to tell them apart.

    >>> plain(["un", "deux"]), plain(2.0), plain(True)
    ('un | deux', '2.0', 'true')
    """
    if isinstance(value, (list, tuple)):
        return BAR.join(plain(item).replace("|", "¦") for item in value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def titles(ids: list[str] | tuple[str, ...], sources: Mapping[str, Source]) -> list[str]:
    """The titles of these sources."""
    return [sources[id].title if id in sources else id for id in ids]
