"""What is such a graph: a JSON object with ``nodes``, and ``edges`` or ``links``, or the settings both write first."""

from __future__ import annotations

import re
from pathlib import Path

_NODES = re.compile(rb'"nodes"\s*:\s*\[')
_EDGES = re.compile(rb'"(?:edges|links)"\s*:\s*\[')
_NODE_LINK = re.compile(rb'\{\s*"(?:directed|multigraph|graph|nodes)"\s*:')
_GRAPHOLOGY = re.compile(rb'"(?:options|attributes)"\s*:\s*\{')


def accepts(head: bytes, path: Path) -> float:
    """0.9 where nodes and edges show, 0.7 where nodes and what stands around them do."""
    plain = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not plain.startswith(b"{") or not (_NODES.search(plain) or _EDGES.search(plain)):
        return 0.0
    if _NODES.search(plain) and _EDGES.search(plain):
        return 0.9
    return 0.7 if _NODE_LINK.match(plain) or _GRAPHOLOGY.search(plain) else 0.4
