"""What is a PRSM map: JSON with the words that only it has, or a text that unpacks to JSON."""

from __future__ import annotations

import re
from pathlib import Path

from maillage.loaders.prsm.lz import beginning

_OWN = re.compile(rb'"(?:lastNodeSample|lastLinkSample|attributeTitles|mapTitle)"\s*:|"groupLabel"\s*:|"grp"\s*:\s*"group')
_JSON = re.compile(r"\s*\{\s*\"")
_SIGNS = 300  # of a packed text: enough to see its first words


def accepts(head: bytes, path: Path) -> float:
    """0.95 for a map; 0.4 for what only its name says to be one, so that what is wrong with it can be told."""
    found = head.removeprefix(b"\xef\xbb\xbf")
    if found.lstrip().startswith(b"{"):
        return 0.95 if _OWN.search(found) else 0.4 if _named(path) else 0.0
    packed = found[: 4 * _SIGNS].decode("utf-8", "ignore")[:_SIGNS]
    if _JSON.match(beginning(packed, 20)):
        return 0.95
    return 0.4 if _named(path) and head else 0.0


def _named(path: Path) -> bool:
    return path.suffix.lower() == ".prsm"
