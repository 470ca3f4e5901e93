"""What people install: the sdist, the wheel made from it, and that wheel alone in an environment."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

FOLDERS = ("graph", "schema", "loaders", "api", "viz")
# Which file must be in the wheel for each thing that the product needs besides Python.
DATA = ("maillage/viz/static/", "maillage/loaders/programme/", "maillage/schema/ontology/types/", "maillage/py.typed")
MEGABYTES = 10


@pytest.fixture(scope="session")
def dist(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sdist and the wheel made from it, as `make package` does."""
    folder = tmp_path_factory.mktemp("dist")
    build(root, folder)
    return folder


@pytest.fixture(scope="session")
def wheel(dist: Path) -> Path:
    return next(dist.glob("*.whl"))


@pytest.fixture(scope="session")
def clean_python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python that knows the wheel and this environment's dependencies, but not the checkout."""
    home = tmp_path_factory.mktemp("clean")
    venv.create(home, with_pip=False, symlinks=True)
    python = home / "bin" / "python"
    site = Path(output([python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]).strip())
    pip = [sys.executable, "-m", "pip", "--python", str(python)]
    subprocess.run([*pip, "install", "--quiet", "--no-deps", "--no-index", str(wheel)], check=True)
    # A path line does not run the .pth files found there, so the editable install of the checkout stays out.
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return python


def build(source: Path, to: Path, *options: str) -> None:
    # --no-isolation: hatchling is a development dependency, so that this test needs no network.
    command = [sys.executable, "-m", "build", "--no-isolation", *options, "--outdir", str(to), str(source)]
    subprocess.run(command, check=True, capture_output=True)


def output(command: list[object]) -> str:
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, cwd="/")
    assert done.returncode == 0, done.stderr
    return done.stdout


def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def modules(root: Path) -> set[str]:
    """Every module of the checkout under the name that code uses."""
    own = root / "src" / "maillage"
    files = [(own, file) for file in own.rglob("*.py") if file.relative_to(own).parts[0] not in FOLDERS]
    files += [(root, file) for folder in FOLDERS for file in (root / folder).rglob("*.py") if "web" not in file.parts]
    dotted = {".".join(("maillage", *file.relative_to(base).with_suffix("").parts)) for base, file in files}
    return {name.removesuffix(".__init__") for name in dotted}


def test_the_wheel_holds_one_top_level_name(wheel: Path) -> None:
    assert {name.split("/")[0] for name in names(wheel)} == {"maillage", f"{wheel.name.rsplit('-', 3)[0]}.dist-info"}


def test_the_wheel_holds_every_module_once(wheel: Path, root: Path) -> None:
    files = [name for name in names(wheel) if name.endswith(".py")]
    packed = {name.removesuffix(".py").replace("/", ".").removesuffix(".__init__") for name in files}
    assert packed == modules(root)
    assert len(files) == len(packed)


@pytest.mark.parametrize("start", DATA)
def test_the_wheel_holds_what_the_product_needs_besides_python(wheel: Path, start: str) -> None:
    assert any(name.startswith(start) for name in names(wheel)), f"nothing under {start}"


def test_the_wheel_holds_all_of_the_data(wheel: Path, root: Path) -> None:
    wanted = {
        f"maillage/{file.relative_to(root).as_posix()}"
        for folder in ("viz/static", "loaders/programme", "schema/ontology")
        for file in (root / folder).rglob("*")
        if file.is_file() and file.suffix != ".pyc"
    }
    assert wanted - names(wheel) == set()


def test_the_wheel_leaves_out_what_is_only_for_development(wheel: Path) -> None:
    unwanted = ("maillage/viz/web/", "maillage/tests/", "maillage/benchmarks/")
    assert [name for name in names(wheel) if name.startswith(unwanted) or name.endswith(".pyc")] == []
    assert wheel.stat().st_size < MEGABYTES * 2**20


def test_the_checkout_makes_the_same_wheel_as_its_sdist(wheel: Path, root: Path, tmp_path: Path) -> None:
    build(root, tmp_path, "--wheel")
    assert names(next(tmp_path.glob("*.whl"))) == names(wheel)


def test_the_sdist_holds_the_tests_and_no_installed_packages(dist: Path) -> None:
    with tarfile.open(next(dist.glob("*.tar.gz"))) as archive:
        files = [name.split("/", 1)[1] for name in archive.getnames()]
    assert {"tests/conftest.py", "Makefile", "constraints.txt", "LICENSE", "CHANGELOG.md"} <= set(files)
    assert [name for name in files if "node_modules" in name or name.endswith(".pyc")] == []


def test_every_module_imports_from_the_wheel_alone(clean_python: Path, root: Path) -> None:
    code = (
        "import importlib, sys\n"
        "for name in sys.argv[1:]: importlib.import_module(name)\n"
        "import maillage; print(maillage.__file__)"
    )
    where = output([clean_python, "-W", "error", "-c", code, *sorted(modules(root) - {"maillage.__main__"})]).strip()
    assert Path(where).is_relative_to(clean_python.parent.parent), f"imported from {where}, not from the wheel"


def test_the_command_is_there(clean_python: Path) -> None:
    assert "maillage" in output([clean_python.parent / "maillage", "--help"])


def test_the_wheel_says_its_licence_and_its_needs(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        metadata = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        text = archive.read(metadata).decode()
        licence = next(name for name in archive.namelist() if name.endswith("licenses/LICENSE"))
        assert b"Apache License" in archive.read(licence)
    assert "License-Expression: Apache-2.0" in text
    assert "Requires-Python: >=3.11" in text


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_folder_reaches_the_package_by_a_relative_link(root: Path, folder: str) -> None:
    link = root / "src" / "maillage" / folder
    assert link.is_symlink()
    assert not link.readlink().is_absolute()
    assert link.resolve() == (root / folder).resolve()
