"""`make` on a machine with Python alone: what it would do, and that it says what is missing."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.require import missing

WISHES = ("demo", "test", "check", "web", "e2e", "bench", "docs", "engines", "package", "clean", "help")
TOOLS = ("bash", "cat", "env", "expand", "make", "mkdir", "printf", "rm", "sed", "sh", "touch")


@pytest.fixture
def bare(root: Path, tmp_path: Path) -> Path:
    """A checkout's Makefile beside a `bin` with the shell's tools and nothing else."""
    for name in ("Makefile", "pyproject.toml", "constraints.txt"):
        shutil.copy(root / name, tmp_path)
    (tmp_path / "bin").mkdir()
    for tool in TOOLS:
        found = shutil.which(tool)
        if found is None:
            missing(f"the shell's {tool}")
        (tmp_path / "bin" / tool).symlink_to(found)
    return tmp_path


def make(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PATH": str(folder / "bin"), "MAKEFLAGS": "", "LC_ALL": "C"}
    return subprocess.run(["make", *words], cwd=folder, env=environment, capture_output=True, text=True)


@pytest.mark.parametrize("wish", WISHES)
def test_make_alone_lists_every_wish(bare: Path, wish: str) -> None:
    listed = make(bare)
    assert listed.returncode == 0, listed.stderr
    assert re.search(rf"^  make {wish} +\S", listed.stdout, re.MULTILINE)


@pytest.mark.parametrize("wish", ["demo", "test"])
def test_the_two_commands_ask_for_python_alone(bare: Path, wish: str) -> None:
    planned = make(bare, "--dry-run", wish)
    assert planned.returncode == 0, planned.stderr
    assert "-m venv .venv" in planned.stdout
    assert "-c constraints.txt" in planned.stdout
    assert not re.search(r"\b(npm|node|java|mvn|docker)\b", planned.stdout)


def test_a_second_time_installs_nothing(bare: Path) -> None:
    (bare / ".venv" / "bin").mkdir(parents=True)
    for made in ("bin/python", ".installed", ".installed-dev"):
        (bare / ".venv" / made).touch()
    assert "pip install" not in make(bare, "--dry-run", "demo").stdout
    assert "pip install" not in make(bare, "--dry-run", "test").stdout
    future = (bare / ".venv" / ".installed").stat().st_mtime + 60
    os.utime(bare / "constraints.txt", (future, future))
    assert "pip install" in make(bare, "--dry-run", "demo").stdout


def test_the_port_and_the_store_reach_the_command(bare: Path) -> None:
    planned = make(bare, "--dry-run", "demo", "PORT=9000", "STORE=bolt://127.0.0.1:7687", "ARGS=--no-open")
    assert "MAILLAGE_STORE='bolt://127.0.0.1:7687' .venv/bin/maillage demo --port 9000 --no-open" in planned.stdout


def test_a_python_that_is_too_old_is_told_in_words(bare: Path) -> None:
    old = bare / "bin" / "python3"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    done = make(bare, "demo")
    assert done.returncode != 0
    assert "maillage needs Python 3.11 or newer" in done.stderr


def test_ci_ends_with_the_tests_and_lets_nothing_be_left_out(root: Path) -> None:
    lines = [line for line in (root / ".ci" / "run").read_text().splitlines() if line.strip()]
    assert lines[-1] == "MAILLAGE_REQUIRE=1 make test ARGS='-n 2 --dist loadfile --no-loadscope-reorder'"
    assert "set -euo pipefail" in lines
    assert os.access(root / ".ci" / "run", os.X_OK)
