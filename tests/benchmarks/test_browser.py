"""The measures in Chromium: a machine without a browser says so, and the run goes on."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from benchmarks import browser
from benchmarks.__main__ import main
from benchmarks.world import World

TINY = ("--graph-links", "120", "--rounds", "1", "--requests", "2", "--engine", "embedded", "--only", "browser")


def test_without_a_browser_it_says_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                                   capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(browser, "CHROMIUM", tmp_path / "nowhere")
    monkeypatch.setattr(browser, "WEB", tmp_path)
    assert main([*TINY, "--output", str(tmp_path / "page.md")]) == 0
    assert "browser left out" in capsys.readouterr().err


def test_a_peer_that_draws_nothing_in_its_time_is_said_to_be_late() -> None:
    ready, frames = tables = browser._map_tables()
    ours: dict[str, Any] = {"ready": 2000.0, "dragged": [10.0, 30.0], "zoomed": [20.0]}
    alone: dict[str, Any] = {"ready": 1000.0, "dragged": [10.0], "zoomed": [10.0]}
    given_up: dict[str, Any] = {"ready": 3000.0, "dragged": [], "zoomed": []}
    never: dict[str, Any] = {"ready": None, "dragged": [], "zoomed": []}
    found: Mapping[str, list[Mapping[str, Any]]] = {
        "explorateur": [ours], "sigma seul": [alone], "page pyvis": [given_up], "autre": [never]}
    browser._compared(World(100, 200), found, tables)
    assert [row[3] for row in ready.rows][2:] == ["3,00", browser.LATE]
    assert frames.rows[0][-2:] == ("2,00", "2,00")
    assert frames.rows[2][3:] == (browser.LATE, "", browser.LATE, "", "", "")
