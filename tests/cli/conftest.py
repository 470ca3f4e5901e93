from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from maillage.cli.run import run
from maillage.graph.store import Store
from maillage.settings import settings
from tests.api import sample
from tests.engines.session import Engine

ACTORS = """\
nom;type;ville;date
Association Exemple Nord;Association;Ville Fictive;2018-03-19
Association Exemple Sud;Association;Ville Fictive;2018-04-02
"""


MAPPING = """\
namespace: exemple
source:
  title: Table d'exemple
tables:
  - file: acteurs.csv
    entities:
      it:
        key: [nom]
        type: {column: type}
        properties:
          name: nom
          founded: date
"""


class Done(NamedTuple):
    """What a command left behind: its exit code and its two streams."""

    code: int
    out: str
    err: str


Maillage = Callable[..., Done]


@pytest.fixture
def maillage(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Maillage]:
    """Runs a command in this process, in French unless it says otherwise, in an environment of its own."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    settings.cache_clear()

    def call(*words: object) -> Done:
        settings.cache_clear()
        capfd.readouterr()
        code = run([str(word) for word in words])
        return Done(code, *capfd.readouterr())

    yield call
    settings.cache_clear()


@pytest.fixture
def on_engine(default_engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """Commands find the engine of this session in the environment, as people would set it."""
    monkeypatch.setenv("MAILLAGE_STORE", default_engine.url)
    if default_engine.password is not None:
        monkeypatch.setenv("MAILLAGE_STORE_USER", default_engine.user or "")
        monkeypatch.setenv("MAILLAGE_STORE_PASSWORD", default_engine.password)
    return default_engine


@pytest.fixture
def empty(on_engine: Engine) -> Store:
    """The store that commands find, with nothing in it."""
    return on_engine.empty()


@pytest.fixture
def library(empty: Store) -> Store:
    """The store that commands find, holding the small invented graph."""
    return sample.fill(empty)


@pytest.fixture
def actors(tmp_path: Path) -> Path:
    """A small table of invented actors."""
    file = tmp_path / "acteurs.csv"
    file.write_text(ACTORS, encoding="utf-8")
    return file


@pytest.fixture
def mapping(tmp_path: Path) -> Path:
    """What the columns of that table mean."""
    file = tmp_path / "carte.yaml"
    file.write_text(MAPPING, encoding="utf-8")
    return file


def started(*words: object, folder: Path, **environment: str) -> subprocess.Popen[str]:
    """The real command in a process of its own, whose data live in ``folder``."""
    return subprocess.Popen(
        [sys.executable, "-c", "from maillage.cli import main; main()", *map(str, words)], stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
        env={**os.environ, "XDG_DATA_HOME": str(folder), **environment})
