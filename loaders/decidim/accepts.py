"""Which of the platform's files one is: proposals or comments by their headings, a recorded exchange by its first line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from maillage.loaders.records import headings

Role = Literal["proposals", "comments", "exchange"]
EXCHANGE = re.compile(rb'\s*\{\s*"decidim"\s*:')
_OWN = {"id", "title", "author_id", "votes", "category"}  # a city's own open data
_EXPORT = {"id", "participatory_space/id", "component/id"}  # what the platform exports
_COMMENTS = ({"comment_id", "proposal_id", "alignment"}, {"id", "commentable_id", "commentable_type", "alignment"})


def accepts(head: bytes, path: Path) -> float:
    """1 for a recorded exchange, 0.9 for the headings of proposals or comments."""
    if EXCHANGE.match(head.removeprefix(b"\xef\xbb\xbf")):
        return 1.0
    return 0.9 if role_of(headings(head)) else 0.0


def role_of(row: Sequence[str]) -> Role | None:
    """Proposals or comments, by the headings of a table."""
    names = {heading.strip().strip('"').lower() for heading in row}
    if any(asked <= names for asked in _COMMENTS):
        return "comments"
    titled = any(name.startswith("title") for name in names)
    return "proposals" if titled and (names >= _OWN or names >= _EXPORT) else None
