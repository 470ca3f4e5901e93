"""Groups by name, with their themes and how sure they are."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from maillage.graph.analysis.incidence import Incidence, Places
from maillage.graph.analysis.registry import measure
from maillage.graph.snapshot import Snapshot
from tests.analysis.build import programme, snapshot


def two_circles() -> Snapshot:
    """Two circles of four, each with three practices on a theme of its own, one practice in common on a third theme."""
    entities = {f"{circle}{number}": "Association" for circle in "xy" for number in range(4)}
    entities |= {"t:eau": "Theme", "t:sol": "Theme", "t:air": "Theme", "p:pont": "Event", "z": "Person"}
    links = [("x0", "PARTNER_IN", "p:pont"), ("y0", "PARTNER_IN", "p:pont"), ("p:pont", "CONCERNS", "t:air")]
    for circle, theme in (("x", "t:eau"), ("y", "t:sol")):
        for a, b in combinations(range(4), 2):
            entities[f"p:{circle}{a}{b}"] = "Programme"
            links += [(f"{circle}{a}", "PARTNER_IN", f"p:{circle}{a}{b}"), (f"{circle}{b}", "PARTNER_IN", f"p:{circle}{a}{b}"),
                      (f"p:{circle}{a}{b}", "CONCERNS", theme)]
    return snapshot(entities, links)


@pytest.mark.parametrize("of", ["actors", "practices"])
def test_each_circle_is_a_group_named_by_its_theme(of: str) -> None:
    found = measure("groups").asked(two_circles(), {"of": of})
    themes = [each.reasons[0].entity.id for each in found.findings[:2]]
    assert sorted(themes) == ["t:eau", "t:sol"]
    if of == "actors":
        assert [{entity.id[0] for entity in each.entities} for each in found.findings] == [{"x"}, {"y"}]
        assert [each.details["stability"] for each in found.findings] == [1.0, 1.0]
        assert "100 %" in found.findings[0].sentence["fr"]
        assert "1 hors groupe" in found.sentence["fr"]
    best = found.findings[0].reasons[0]
    assert best.links
    assert all(link.endswith(best.entity.id) for link in best.links)


def test_the_programme_has_groups_that_share_no_member(root: Path) -> None:
    found = measure("groups").asked(programme(root), {})
    names = [entity.id for each in found.findings for entity in each.entities]
    assert len(names) == len(set(names))
    assert found.total >= 3
    again = measure("groups").asked(programme(root), {})
    assert [each.sentence for each in again.findings] == [each.sentence for each in found.findings]


def test_the_proofs_of_a_theme_are_sought_where_it_is_held(monkeypatch: pytest.MonkeyPatch) -> None:
    """A group of thousands of practices, of which few hold its theme, must not be gone through one by one."""
    entities = {f"o{n}": "Association" for n in range(3)} | {"t:eau": "Theme", "t:sol": "Theme"}
    entities |= {f"p{n:03}": "Event" for n in range(200)}
    links = [(f"o{n}", "ORGANISES", f"p{p:03}") for p in range(200) for n in range(3)]
    links += [("p150", "CONCERNS", "t:eau"), ("p199", "CONCERNS", "t:eau"), ("p007", "CONCERNS", "t:sol")]
    sought: list[tuple[int, int]] = []
    proof = Incidence.proof

    def told(held: Incidence, row: int, column: int) -> Places:
        sought.append((row, column))
        return proof(held, row, column)

    monkeypatch.setattr(Incidence, "proof", told)
    found = measure("groups").asked(snapshot(entities, links), {"of": "practices"})
    proofs = {each.entity.id: each.links for each in found.findings[0].reasons}
    assert proofs == {"t:eau": ["CONCERNS:p150:t:eau", "CONCERNS:p199:t:eau"]}
    assert len(sought) == 2
