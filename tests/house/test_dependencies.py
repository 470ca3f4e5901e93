"""Dependencies: each pinned, as installed here, and under a licence that lets everybody do as they like."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PERMISSIVE = re.compile(r"Apache|MIT|BSD|ISC|Python|PSF|MPL|Mozilla|Unlicense|Zlib|CC0|HPND", re.IGNORECASE)


@pytest.fixture(scope="module")
def pins(root: Path) -> dict[str, str]:
    """Name → version of constraints.txt; a line of another form fails."""
    lines = [line for line in (root / "constraints.txt").read_text().splitlines() if line and not line.startswith("#")]
    found = [re.fullmatch(r"([\w.-]+)==(\S+)", line) for line in lines]
    assert None not in found, [line for line, match in zip(lines, found, strict=True) if match is None]
    return {canonicalize_name(match[1]): match[2] for match in found if match}


def closure(extras: set[str]) -> dict[str, Distribution]:
    """Every distribution that maillage brings with it, here, with these extras."""
    found: dict[str, Distribution] = {}
    waiting = [("maillage", frozenset(extras))]
    while waiting:
        name, wanted = waiting.pop()
        for line in distribution(name).requires or ():
            need = Requirement(line)
            key = canonicalize_name(need.name)
            if key in found or not applies(need, wanted):
                continue
            if key != "maillage":
                found[key] = distribution(key)
            waiting.append((key, frozenset(need.extras)))
    return found


def applies(need: Requirement, extras: frozenset[str]) -> bool:
    return need.marker is None or any(need.marker.evaluate({"extra": extra}) for extra in {"", *extras})


def licence(of: Distribution) -> str:
    """All that a distribution says of its licence, in the new field, the old one and the classifiers."""
    said = of.metadata.json
    classifiers = [line for line in said.get("classifier", ()) if line.startswith("License")]
    return " | ".join([str(said.get("license_expression") or said.get("license", "")), *classifiers])


def test_every_dependency_is_pinned(pins: dict[str, str], root: Path) -> None:
    installed = closure({"dev"})
    assert len(installed) > 40
    assert sorted(set(installed) - set(pins)) == []


def test_the_pins_satisfy_what_pyproject_asks_for(pins: dict[str, str], root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text())["project"]
    lines = project["dependencies"] + [line for extra in project["optional-dependencies"].values() for line in extra]
    needs = [need for need in map(Requirement, lines) if need.name != "maillage"]
    wrong = [str(need) for need in needs if not need.specifier.contains(pins[canonicalize_name(need.name)], prereleases=True)]
    assert wrong == []


def test_these_tests_run_on_the_pinned_versions(pins: dict[str, str]) -> None:
    different = {}
    for name, pinned in pins.items():
        try:
            here = distribution(name).version
        except PackageNotFoundError:  # a dependency of another platform or Python
            continue
        if here != pinned:
            different[name] = (here, pinned)
    assert different == {}


@pytest.mark.parametrize("extra", ["", "py2neo"])
def test_dependencies_have_permissive_licences(extra: str) -> None:
    licences = {name: licence(found) for name, found in closure({extra}).items()}
    assert {name: text for name, text in licences.items() if not PERMISSIVE.search(text)} == {}
