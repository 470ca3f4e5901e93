"""Real folders of the shared data, for the tests of formats that have one: a module names its own as ``FOLDER``."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.loaders.tables import Read, read


@pytest.fixture(scope="module")
def folder(shared: Path, request: pytest.FixtureRequest) -> Path:
    """The real files of the module's format."""
    return shared / "data" / str(request.module.FOLDER)


@pytest.fixture(scope="module")
def found(folder: Path) -> Read:
    """What one reading of all of them gives."""
    return read(folder)
