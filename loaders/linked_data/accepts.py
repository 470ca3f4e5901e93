"""What is JSON-LD: JSON with a context, or with full addresses for types."""

from __future__ import annotations

import re
from pathlib import Path

_CONTEXT = re.compile(rb'"@context"\s*:')
_EXPANDED = re.compile(rb'"@type"\s*:\s*\[?\s*"https?://')


def accepts(head: bytes, path: Path) -> float:
    """0.95 for a context, 0.9 for types that are addresses."""
    if not head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith((b"{", b"[")):
        return 0.0
    return 0.95 if _CONTEXT.search(head) else 0.9 if _EXPANDED.search(head) else 0.0
