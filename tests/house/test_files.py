"""What no file of the repository may hold: the address of a registry, a path of one machine, unfinished work."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.require import missing

REGISTRIES = re.compile(
    r"\b(pypi|pythonhosted|npmjs|yarnpkg|deb\.debian|security\.debian|proxy\.golang|crates|maven|mvnrepository)"
    r"\.(org|com|io|apache\.org)\b"
)
PLACES = re.compile(r"(?:^|[^\w.~/>-])/(?:work|root|farm|tmp)/")
UNFINISHED = re.compile(r"(?:#|//|/\*|<!--)\s*(?:TODO|FIXME|XXX|HACK)\b")
LARGEST = 1_500_000  # bytes
GENERATED = ("viz/static/", "viz/web/package-lock.json", "LICENSE")


@pytest.fixture(scope="module")
def files(root: Path) -> list[Path]:
    """All that is, or would be, committed."""
    git = ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(git, capture_output=True, text=True)
    if listed.returncode:
        missing("git, or a checkout made by it")
    found = [root / name for name in listed.stdout.split("\0") if name]
    assert len(found) > 50, "git lists too little for this test to mean anything"
    return [file for file in found if file.is_file()]


def hits(pattern: re.Pattern[str], files: list[Path], root: Path, *but: str) -> Iterator[str]:
    for file in files:
        name = file.relative_to(root).as_posix()
        if name.startswith(but) or b"\0" in (raw := file.read_bytes()):
            continue
        for number, line in enumerate(raw.decode("utf-8", "replace").splitlines(), 1):
            if pattern.search(line):
                yield f"{name}:{number}: {line.strip()[:120]}"


def test_no_file_names_a_registry(files: list[Path], root: Path) -> None:
    assert list(hits(REGISTRIES, files, root)) == []


def test_no_file_names_a_place_on_one_machine(files: list[Path], root: Path) -> None:
    assert list(hits(PLACES, files, root)) == []


def test_no_file_puts_work_off(files: list[Path], root: Path) -> None:
    assert list(hits(UNFINISHED, files, root, *GENERATED)) == []


@pytest.mark.parametrize("line", ["see https://pypi" + ".org/x", "index=registry.npmjs" + ".org"])
def test_a_registry_would_be_seen(line: str) -> None:
    assert REGISTRIES.search(line)


@pytest.mark.parametrize("line", ["x = 1  # " + "TODO later", "<!--" + "FIXME: words -->"])
def test_work_put_off_would_be_seen(line: str) -> None:
    assert UNFINISHED.search(line)


@pytest.mark.parametrize("line", ["/" + "work/main", 'open("/' + 'tmp/x")', "cd /" + "root/project"])
def test_a_place_would_be_seen(line: str) -> None:
    assert PLACES.search(line)


def test_the_lock_file_holds_no_download_address(root: Path) -> None:
    lock = root / "viz" / "web" / "package-lock.json"
    packages = json.loads(lock.read_text())["packages"]
    assert len(packages) > 10
    assert [name for name, entry in packages.items() if "resolved" in entry] == []


def test_no_file_is_large(files: list[Path], root: Path) -> None:
    assert [str(file.relative_to(root)) for file in files if file.stat().st_size > LARGEST] == []


def test_code_files_stay_short(files: list[Path], root: Path) -> None:
    long = {
        str(file.relative_to(root)): count
        for file in files
        if file.suffix == ".py" and (count := len(file.read_text(encoding="utf-8").splitlines())) > 350
    }
    assert long == {}


def test_no_source_is_left_out_by_gitignore(root: Path) -> None:
    """A line such as `build/` also hides a folder of sources of that name, which then lacks in every clone."""
    git = ["git", "-C", str(root), "ls-files", "-z", "--others", "--ignored", "--exclude-standard", "--directory"]
    ignored = subprocess.run(git, capture_output=True, text=True).stdout.split("\0")
    made = re.compile(r"(^|/)(\.\w+|__pycache__|node_modules|[\w.-]*\.egg-info|coverage|test-results|playwright-report)/")
    hidden = [name for name in ignored if name and not name.startswith(("dist/", "build/", "var/")) and not made.search(name)]
    assert [name for name in hidden if any(holds_source(file) for file in below(root / name))] == []


def below(path: Path) -> Iterator[Path]:
    return path.rglob("*") if path.is_dir() else iter([path])


def holds_source(file: Path) -> bool:
    return file.suffix in {".py", ".ts", ".tsx", ".css", ".html", ".yaml", ".csv", ".json", ".md", ".toml", ".sh"}
