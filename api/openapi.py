"""``python -m maillage.api.openapi FILE`` writes the API's schema, from which the explorer's client is made."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, cast

from maillage.api.app import create_app
from maillage.graph.store import Store
from maillage.settings import Settings


def schema() -> dict[str, Any]:
    """The OpenAPI schema. It depends on the code alone: no store is opened."""
    return create_app(cast(Store, None), token="", settings=Settings.model_construct()).openapi()


def text() -> str:
    """The schema as JSON, the same at every run."""
    return json.dumps(schema(), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(text(), encoding="utf-8")
