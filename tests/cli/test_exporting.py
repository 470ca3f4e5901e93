"""export: by the suffix, whole or not at all."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from maillage.errors import StoreError
from maillage.graph.store import Store
from maillage.viz.formats import ALL_FORMATS
from tests.cli.conftest import Maillage


def test_a_file_is_what_its_suffix_says(maillage: Maillage, library: Store, tmp_path: Path) -> None:
    done = maillage("export", tmp_path / "base.jsonl")
    assert (done.code, done.out) == (0, "")
    first = (tmp_path / "base.jsonl").read_text(encoding="utf-8").splitlines()[0]
    assert '"maillage"' in first
    assert maillage("export", tmp_path / "base.GEXF").code == 0
    assert b"<gexf" in (tmp_path / "base.GEXF").read_bytes()[:500]
    assert maillage("export", tmp_path / "sans-suffixe", "--format", "graphml").code == 0
    assert b"<graphml" in (tmp_path / "sans-suffixe").read_bytes()[:500]
    assert sorted(file.name for file in tmp_path.iterdir()) == ["base.GEXF", "base.jsonl", "sans-suffixe"]


def test_standard_output_gets_the_same_bytes(maillage: Maillage, library: Store, tmp_path: Path) -> None:
    maillage("export", tmp_path / "base.jsonl")
    done = maillage("export", "-", "--format", "jsonl")
    assert done.code == 0
    assert done.out == (tmp_path / "base.jsonl").read_text(encoding="utf-8")


def test_a_backup_comes_back(maillage: Maillage, library: Store, tmp_path: Path) -> None:
    maillage("export", tmp_path / "avant.jsonl")
    library.wipe()
    done = maillage("load", tmp_path / "avant.jsonl")
    assert done.code == 0, done.err
    maillage("export", tmp_path / "apres.jsonl")
    assert (tmp_path / "apres.jsonl").read_bytes() == (tmp_path / "avant.jsonl").read_bytes()


def test_the_file_that_was_there_stays_where_the_new_one_fails(
        maillage: Maillage, empty: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "base.jsonl"
    file.write_text("ancienne", encoding="utf-8")

    def broken(store: Store) -> Iterator[bytes]:
        yield b"le debut"
        raise StoreError(url="exemple", problem_fr="il s'est arrêté", problem_en="it stopped")

    monkeypatch.setitem(ALL_FORMATS, "jsonl", replace(ALL_FORMATS["jsonl"], write=broken))
    assert maillage("export", file).code == 1
    assert file.read_text(encoding="utf-8") == "ancienne"
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_permissions_are_those_of_any_new_file_or_of_the_former_one(maillage: Maillage, library: Store, tmp_path: Path) -> None:
    former = os.umask(0o027)
    try:
        maillage("export", tmp_path / "base.jsonl")
        assert stat.S_IMODE((tmp_path / "base.jsonl").stat().st_mode) == 0o640
        (tmp_path / "base.jsonl").chmod(0o604)
        maillage("export", tmp_path / "base.jsonl")
        assert stat.S_IMODE((tmp_path / "base.jsonl").stat().st_mode) == 0o604
    finally:
        os.umask(former)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_is_told_in_words(maillage: Maillage, library: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    with open("/dev/full", "w", encoding="utf-8") as full:  # noqa: PTH123 - a device, for what it does
        monkeypatch.setattr(sys, "stdout", full)
        done = maillage("export", "-", "--format", "jsonl")
        monkeypatch.undo()
    assert done.code == 1
    assert done.err.count("\n") == 1
