"""What the measures of structure say where there is little, or very much."""

from __future__ import annotations

import json
import time
from dataclasses import asdict

import numpy as np
import pytest

from maillage.graph.analysis.registry import measure
from maillage.graph.snapshot import Snapshot
from tests.analysis.build import snapshot

NAMES = ("brokers", "groups", "crossing", "patterns", "complementarity", "coalition")
TWINS = [("a", "PARTNER_IN", "p"), ("b", "PARTNER_IN", "p"), ("a", "PARTNER_IN", "q"), ("b", "PARTNER_IN", "q"),
         ("p", "CONCERNS", "t"), ("q", "CONCERNS", "t"), ("a", "COOPERATES_WITH", "a")]
SMALL: dict[str, Snapshot] = {
    "empty": snapshot({}, []),
    "one actor": snapshot({"a": "Association"}, []),
    "one practice": snapshot({"p": "Event"}, []),
    "all isolated": snapshot({"a": "Association", "b": "Institution", "p": "Event", "t": "Theme", "c": "Competence"}, []),
    "duplicates": snapshot({"a": "Association", "b": "Association", "p": "Event", "q": "Event", "t": "Theme"}, [*TWINS, *TWINS]),
}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("case", SMALL)
def test_an_answer_or_a_clear_sentence_never_a_nan(case: str, name: str) -> None:
    found = measure(name).asked(SMALL[case], {})
    assert found.sentence["fr"]
    assert found.sentence["en"]
    json.dumps(asdict(found), allow_nan=False)


@pytest.mark.parametrize("name", NAMES)
def test_fifty_thousand_practices(large: Snapshot, name: str) -> None:
    began = time.perf_counter()
    found = measure(name).asked(large, {"needed": "c:1,c:2,c:3"} if name == "coalition" else {})
    json.dumps(asdict(found), allow_nan=False)
    assert found.total > 0
    assert time.perf_counter() - began < 90


@pytest.fixture(scope="module")
def large() -> Snapshot:
    rng = np.random.default_rng(3)
    kinds = ("Association", "Institution", "Company")
    entities = {f"p:{number}": "Event" for number in range(50_000)}
    entities |= {f"o:{number}": kinds[number % 3] for number in range(3_000)}
    entities |= {f"t:{number}": "Theme" for number in range(3_000)} | {f"c:{number}": "Competence" for number in range(200)}
    links = []
    for practice in range(50_000):
        here = practice // 50  # practices of one place share actors
        if practice % 25 == 0:
            links += [(f"o:{(here * 2 + int(step)) % 3_000}", "ORGANISES", f"p:{practice}") for step in rng.integers(0, 12, 3)]
        links.append((f"p:{practice}", "CONCERNS", f"t:{rng.integers(3_000)}"))
        links.append((f"p:{practice}", "MOBILISES", f"c:{rng.integers(200)}"))
    return snapshot(entities, links)
