"""What is a Kumu project: a JSON object with a list of elements."""

from __future__ import annotations

import re
from pathlib import Path

_ELEMENTS = re.compile(rb'"elements"\s*:\s*\[')
_OWN = re.compile(rb'"(?:_id"\s*:\s*"(?:elem|attr|conn)-|connections"\s*:\s*\[|defaultPerspective")')
_OTHER = re.compile(rb'"elements"\s*:\s*\[\s*\{\s*"(?:data|group)"\s*:')  # Cytoscape


def accepts(head: bytes, path: Path) -> float:
    """0.95 where the beginning shows a list of elements or ids that only Kumu has; less where it shows elements only."""
    if not head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{") or _OTHER.search(head):
        return 0.0
    own, elements = bool(_OWN.search(head)), bool(_ELEMENTS.search(head))
    return 0.95 if own and (elements or b'"_id"' in head) else 0.6 if elements else 0.0
