"""What a selection lets through, and what people may type for it."""

from __future__ import annotations

import numpy as np
import pytest

from maillage.errors import NotFound, UsageError
from maillage.graph.analysis.entities import brief
from maillage.graph.analysis.incidence import actors, items
from maillage.graph.analysis.options import describe, parse
from maillage.graph.analysis.selection import Selection, view
from maillage.schema.problems import UnknownTerm
from tests.analysis.build import snapshot

TOWN = snapshot(
    {"fete": "Event", "chantier": "Programme", "region": "Territory", "ville": "Territory", "ailleurs": "Territory",
     "eau": "Theme", "milieux": "Theme", "vivant": "Theme", "ana": "Person", "collectif": "Association"},
    [("fete", "LOCATED_IN", "ville"), ("ville", "PART_OF", "region"), ("chantier", "LOCATED_IN", "ailleurs"),
     ("fete", "CONCERNS", "eau"), ("eau", "PART_OF", "milieux"), ("milieux", "PART_OF", "vivant"),
     ("chantier", "CONCERNS", "milieux"),
     ("ana", "ORGANISES", "fete"), ("ana", "AFFILIATED_WITH", "collectif"), ("collectif", "PARTNER_IN", "chantier")])


def names(mask: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> set[str]:
    return {TOWN.ids[at] for at in np.flatnonzero(mask)}


def test_all_practices_unless_something_else_is_asked() -> None:
    assert names(view(TOWN, Selection()).compared) == {"fete", "chantier"}
    assert names(view(TOWN, Selection(types=("Event",))).compared) == {"fete"}


def test_a_territory_comes_with_all_that_is_part_of_it() -> None:
    assert names(view(TOWN, Selection(territory="region")).compared) == {"fete"}
    with pytest.raises(NotFound):
        view(TOWN, Selection(territory="atlantide"))


def test_links_below_the_confidence_asked_do_not_count() -> None:
    half = snapshot({"p": "Practice", "i": "Theme", "j": "Theme"}, [("p", "CONCERNS", "i"), ("p", "CONCERNS", "j")],
                    confidence=np.array([0.4, 0.5], dtype=np.float32))
    seen = view(half, Selection(confidence=0.5))
    assert [half.ids[at] for at in items(seen, "CONCERNS", seen.compared).columns] == ["j"]


def test_source_and_period_are_looked_at_on_entities_and_on_links() -> None:
    made = snapshot({"p": "Practice", "q": "Practice", "i": "Theme"}, [("p", "CONCERNS", "i"), ("q", "CONCERNS", "i")],
                    link_sources=(("a",), ("b",)), node_sources=(("a", "b"), ("a",), ("b",)),
                    since=("2018", "2020"), until=("2018-06", None), starts=(None, "2018", "2021"), ends=(None, "2019", None))
    by_source, by_period = view(made, Selection(source="a")), view(made, Selection(since="2020", until="2020"))
    assert (by_source.nodes.tolist(), by_source.links.tolist()) == ([True, True, False], [True, False])
    assert (by_period.nodes.tolist(), by_period.links.tolist()) == ([True, False, False], [False, True])


def test_a_narrower_theme_counts_for_the_broader_one_at_a_discount_with_the_whole_chain_as_proof() -> None:
    seen = view(TOWN, Selection())
    held = items(seen, "CONCERNS", seen.compared, discount=0.5)
    rows, columns = [TOWN.ids[at] for at in held.rows], [TOWN.ids[at] for at in held.columns]
    weights = {name: held.matrix[[rows.index("fete")], :].toarray()[0][at] for at, name in enumerate(columns)}
    assert weights == {"eau": 1.0, "milieux": 0.5, "vivant": 0.25}
    proof = held.proof(rows.index("fete"), columns.index("vivant"))
    assert {TOWN.link_ids[at] for at in proof} == {"CONCERNS:fete:eau", "PART_OF:eau:milieux", "PART_OF:milieux:vivant"}
    assert items(seen, "CONCERNS", seen.compared, discount=0).matrix.nnz == 2


def test_a_circle_of_broader_themes_ends() -> None:
    made = snapshot({"p": "Practice", "i": "Theme", "j": "Theme"},
                    [("p", "CONCERNS", "i"), ("i", "PART_OF", "j"), ("j", "PART_OF", "i")])
    seen = view(made, Selection())
    assert items(seen, "CONCERNS", seen.compared).matrix.toarray().tolist() == [[1.0, 0.5]]


def test_persons_stand_for_their_organisations_only_where_asked() -> None:
    seen = view(TOWN, Selection())
    named, carried = actors(seen, seen.compared), actors(seen, seen.compared, carried=True)
    assert {TOWN.ids[at] for at in named.columns} == {"ana", "collectif"}
    assert [TOWN.ids[at] for at in carried.columns] == ["collectif"]
    proof = carried.proof([TOWN.ids[at] for at in carried.rows].index("fete"), 0)
    assert {TOWN.link_ids[at] for at in proof} == {"ORGANISES:ana:fete", "AFFILIATED_WITH:ana:collectif"}


def test_an_entity_in_one_line_has_its_most_specific_types() -> None:
    shown = brief(TOWN, TOWN.ids.index("fete"))
    assert (shown.id, shown.kind, shown.types) == ("fete", "Event", ["Event"])


@pytest.mark.parametrize(("given", "told"), [
    ({"confidence": "1.5"}, "un nombre, 0 au moins, 1 au plus"), ({"confidence": "nan"}, "un nombre"),
    ({"confidence": "beaucoup"}, "beaucoup"), ({"confiance": "1"}, "confidence"), ({"territory": "x" * 501}, "court"),
    ({"types": ["T"] * 1 + [f"T{n}" for n in range(200)]}, "courts")])
def test_what_does_not_fit_is_refused_with_what_would(given: dict[str, object], told: str) -> None:
    with pytest.raises(UsageError) as refused:
        parse(Selection, given)
    assert told in refused.value.message("fr")


def test_texts_and_values_say_the_same() -> None:
    typed = parse(Selection, {"types": "Event, Programme", "confidence": "0,5", "territory": ""})
    assert typed == parse(Selection, {"types": ["Event", "Programme"], "confidence": 0.5, "territory": None})
    assert [told.name for told in describe(Selection)] == list(typed.as_json())


def test_unknown_types_and_relations_are_named() -> None:
    with pytest.raises(UnknownTerm):
        view(TOWN, Selection(types=("Practise",))).compared  # noqa: B018
    with pytest.raises(UnknownTerm):
        view(TOWN, Selection(facets=("CONCERN",))).facets()
