"""The examples in the docstrings of the API run."""

from __future__ import annotations

import doctest
import importlib

import pytest


@pytest.mark.parametrize("name", ["csv_text", "language", "negotiation", "parameters"])
def test_the_examples_of_a_module_hold(name: str) -> None:
    done = doctest.testmod(importlib.import_module(f"maillage.api.{name}"))
    assert done.attempted > 0
    assert done.failed == 0
