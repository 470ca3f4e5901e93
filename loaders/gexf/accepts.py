"""What is GEXF: XML whose first element is ``gexf``."""

from __future__ import annotations

import re
from pathlib import Path

from maillage.loaders.table.encoding import detect_head

_ROOT = re.compile(r"<(?:[\w.-]+:)?gexf[\s>]")


def accepts(head: bytes, path: Path) -> float:
    """1 for a file that says so; a comment or a declaration may stand before."""
    if not head.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \r\n\t").startswith(b"<"):
        return 0.0
    return 1.0 if _ROOT.search(head.decode(detect_head(head), "replace")) else 0.0
