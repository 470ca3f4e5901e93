"""Texts that an editor wrote as HTML, as plain text.

Not by `html.parser`: it goes over what is left of the text once more for each tag that never ends.
"""

from __future__ import annotations

import html
import re

_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*+>|&[a-z#0-9]{2,8};")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*+)[^<>]*+>|<!--")
_SIGN = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_BLANK_LINES = re.compile(r"\n{3,}")
_SILENT = {"script", "style"}
_BEGINS, _ENDS = {"br", "li"}, {"p", "div", "h1", "h2", "h3", "ul", "ol"}


def plain(markup: str) -> str:
    """The text of a body that an editor wrote as HTML; any other text as it is."""
    if not _MARKUP.search(markup):
        return markup
    said = _SIGN.sub(lambda found: html.unescape(found[0]), "".join(_parts(markup)))
    return _BLANK_LINES.sub("\n\n", said).strip()


def _parts(markup: str) -> list[str]:
    """What stands between the tags; the end of a block is the end of a line."""
    parts: list[str] = []
    at = silent = 0
    while found := _TAG.search(markup, at):
        parts += [markup[at : found.start()]] * (not silent)
        at = found.end()
        closing, tag = found[1], (found[2] or "").lower()
        if not tag:
            at = _after_comment(markup, at)
        elif tag in _SILENT:
            silent = max(0, silent - 1) if closing else silent + 1
        elif tag in (_ENDS if closing else _BEGINS):
            parts.append("\n")
    return parts if silent else [*parts, markup[at:]]


def _after_comment(markup: str, at: int) -> int:
    """Where a comment ends; one that never does ends with the text."""
    end = markup.find("-->", at)
    return len(markup) if end < 0 else end + len("-->")
