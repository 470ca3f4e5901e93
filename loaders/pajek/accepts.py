"""What is Pajek's: a line ``*Vertices N`` near the beginning."""

from __future__ import annotations

import re
from pathlib import Path

_VERTICES = re.compile(rb"(?im)^\s*\*vertices\s+\d+")


def accepts(head: bytes, path: Path) -> float:
    """1 where that line is there."""
    return 1.0 if _VERTICES.search(head) else 0.0
