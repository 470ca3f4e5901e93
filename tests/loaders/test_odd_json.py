"""Something odd wherever a JSON file of a known format says something: it is read, or refused in words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from maillage.errors import SourceError
from tests.loaders import marks
from tests.loaders.tables import read, text

WHOLE: list[tuple[str, Any]] = [
    ("graphology.json", marks.GRAPHOLOGY),
    ("node-link.json", marks.NODE_LINK),
    ("popolo.json", marks.POPOLO),
    ("pair.jsonld", marks.PAIR),
    ("kumu.json", marks.KUMU),
    ("carte.prsm", marks.PRSM),
    ("decidim.jsonl", marks.EXCHANGE),
]


def places(value: Any, above: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The keys that lead to everything in a document."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inner:
        yield (*above, key)
        yield from places(one, (*above, key))


def changed(whole: Any, place: tuple[Any, ...], odd: Any) -> Any:
    made = deepcopy(whole)
    within = made
    for key in place[:-1]:
        within = within[key]
    within[place[-1]] = odd
    return made


@pytest.mark.parametrize("odd", [5, [1]], ids=["a number", "a list"])
@pytest.mark.parametrize(("name", "whole"), WHOLE, ids=[name for name, _ in WHOLE])
def test_something_odd_anywhere_is_read_or_refused_in_words(tmp_path: Path, name: str, whole: Any, odd: Any) -> None:
    tried = list(places(whole))
    assert len(tried) > 10
    for place in tried:
        said = changed(whole, place, odd)
        lines = said if name.endswith(".jsonl") else [said]
        path = text(tmp_path / name, "".join(f"{json.dumps(line)}\n" for line in lines))
        try:
            read(path)
        except SourceError as error:
            assert error.message("fr") != error.message("en"), place
