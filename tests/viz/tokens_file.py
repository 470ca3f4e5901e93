"""The tokens read by the tests themselves."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

TOKENS: dict[str, Any] = json.loads((Path(__file__).resolve().parents[2] / "viz" / "tokens.json").read_text(encoding="utf-8"))


def colour(kind: str) -> str:
    """The colour of a kind on a light page; what is drawn hollow has that of its outline."""
    token = TOKENS["kinds"][kind]
    found: str = token["light"]["line" if token.get("hollow") or token["shape"] == "ring" else "fill"]
    return found
