"""What a test does when this machine lacks something it needs."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest


def missing(reason: str) -> NoReturn:
    """Skip with a visible reason; with MAILLAGE_REQUIRE=1 (as in CI) fail, so that nothing is left out unseen."""
    if os.environ.get("MAILLAGE_REQUIRE") == "1":
        pytest.fail(f"required here, and missing: {reason}", pytrace=False)
    pytest.skip(reason)
