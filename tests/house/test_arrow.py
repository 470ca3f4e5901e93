"""One arrow, api | viz -> loaders | graph -> schema: it holds, and the guards that hold it do bite."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

FOLDERS = ("graph", "schema", "loaders", "api", "viz")
BREACHES = {
    "schema/breach.py": "from maillage.graph import values",
    "graph/breach.py": "from maillage.loaders import extract",
    "loaders/breach.py": "from maillage import graph",
    "viz/breach.py": "import maillage.api",
    "api/breach.py": "from maillage.cli import main",
    "errors.py": "from maillage.schema import ids",
}


def lint(folder: Path, src: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-logo", "--no-cache"]
    environment = {**os.environ, "PYTHONPATH": str(src)}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)


@pytest.fixture
def copy(root: Path, tmp_path: Path) -> Path:
    """A package of the same shape and the same contracts, with one empty module for each that a breach names."""
    shutil.copy(root / "pyproject.toml", tmp_path)
    package = tmp_path / "src" / "maillage"
    for folder in ("", *FOLDERS):
        (package / folder).mkdir(parents=True)
        (package / folder / "__init__.py").touch()
    for module in ("cli.py", "settings.py", "errors.py", "graph/values.py", "loaders/extract.py", "schema/ids.py"):
        (package / module).touch()
    return tmp_path


def test_the_arrow_holds(root: Path) -> None:
    done = lint(root, root / "src")
    assert done.returncode == 0, done.stdout


def test_a_package_without_breach_passes(copy: Path) -> None:
    done = lint(copy, copy / "src")
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(("file", "line"), BREACHES.items(), ids=BREACHES)
def test_a_breach_is_caught(copy: Path, file: str, line: str) -> None:
    (copy / "src" / "maillage" / file).write_text(line + "\n")
    done = lint(copy, copy / "src")
    assert done.returncode == 1, done.stdout
    assert "BROKEN" in done.stdout


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_folder_is_never_imported_by_its_bare_name(root: Path, folder: str) -> None:
    command = [sys.executable, "-m", "ruff", "check", "--select", "TID251", "--stdin-filename", "api/example.py", "-"]
    bare = subprocess.run(command, cwd=root, input=f"import {folder}\n", capture_output=True, text=True)
    assert "TID251" in bare.stdout
    right = subprocess.run(command, cwd=root, input=f"import maillage.{folder}\n", capture_output=True, text=True)
    assert right.returncode == 0, right.stdout
