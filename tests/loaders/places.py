"""How well names of places are recognised: 200 of them, drawn from the shared data, annotated by hand in ``places.tsv``.

    python -m tests.loaders.places

prints precision (of the places said for certain, how many are right) and recall (of the names that mean a territory of
France, how many are said for certain and right), for names alone and with what their sources say beside them.
"""

from __future__ import annotations

import csv
import json
import os
import tarfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from maillage.loaders.territories.resolver import Found, resolve

_FILE = Path(__file__).with_name("places.tsv")
_NONE = "-"


class Named(NamedTuple):
    """One name as its source writes it, what the source says of where it lies, and what it means (``commune 38185``)."""

    name: str
    within: tuple[str, ...]
    truth: str


class Score(NamedTuple):
    """Counts over all names: those with a territory, said for certain, rightly so; asked with the right one among them."""

    real: int
    sure: int
    right: int
    asked: int

    @property
    def precision(self) -> float:
        return self.right / self.sure

    @property
    def recall(self) -> float:
        return self.right / self.real


def named(shared: Path) -> Iterator[Named]:
    """The names, read from where they stand."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t"):
            text = _text(shared / "data", row["file"], row["where"])
            yield Named(text[int(row["start"]) : int(row["end"])], tuple(filter(None, row["within"].split("|"))), row["truth"])


def _text(data: Path, file: str, where: str) -> str:
    """The cell, key or document in which a name stands."""
    if file.endswith(".csv"):
        row, column = where.split(" ")
        return _rows(data / file)[int(row)][column]
    if file.endswith(".json"):
        return str(list(json.loads((data / file).read_text(encoding="utf-8")))[int(where)])
    return _document(data, file)


@cache
def _rows(path: Path) -> list[dict[str, str]]:
    csv.field_size_limit(10_000_000)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@cache
def _document(data: Path, file: str) -> str:
    archive, _, member = file.partition("!")
    if not member:
        return (data / file).read_text(encoding="utf-8")
    with tarfile.open(data / archive) as tar:
        found = tar.extractfile(member)
        assert found is not None
        return found.read().decode("utf-8")


def score(listed: list[Named], *, context: bool) -> Score:
    """The names resolved, with or without what stands beside them."""
    found = [(each, resolve(each.name, within=each.within if context else ())) for each in listed]
    real = [each for each in listed if each.truth != _NONE]
    sure = [(each, one) for each, one in found if one.place]
    right = [each for each, one in sure if each.truth in said(one)]
    asked = [each for each, one in found if not one.place and each.truth in said(one)]
    return Score(len(real), len(sure), len(right), len(asked))


def said(found: Found) -> list[str]:
    """The places found, written as the truth is."""
    listed = (found.place,) if found.place else found.candidates
    return [f"{place.level} {place.code}" for place in listed]


if __name__ == "__main__":
    names = list(named(Path(os.environ.get("MAILLAGE_SHARED", "shared"))))
    for context in (False, True):
        result = score(names, context=context)
        print(f"{'with context' if context else 'names alone'}: {len(names)} names, {result.real} of France;",  # noqa: T201
              f"sure {result.sure}, right {result.right}, asked rightly {result.asked};",
              f"precision {result.precision:.3f}, recall {result.recall:.3f}")  # fmt: skip
    for each in names:
        one = resolve(each.name, within=each.within)
        if (said(one)[:1] or [_NONE]) != [each.truth] or (one.candidates and each.truth != _NONE):
            print(f"  {each.name} {each.within}: {each.truth}, found {said(one)[:3]} {'sure' if one.place else ''}")  # noqa: T201
