"""The graph as arrays, compared with the pure fold of the same claims; read in parts, and while others write."""

from __future__ import annotations

import time
from typing import Any

import pytest

from maillage.graph import sweep, taking
from maillage.graph.fold import Graph, fold
from maillage.graph.snapshot import Snapshot
from maillage.graph.store import Store
from maillage.schema.claim import Claim
from maillage.schema.decision import about_pair
from maillage.schema.source import Import
from tests.graph.build import fact, link, thing, town


class Busy(Store):
    """A store into which another program writes when it is asked for the part ``part`` of ``query``: it undoes an import,
    and makes known what it says ``meanwhile``.
    """

    def __init__(self, store: Store, meanwhile: list[Claim], query: str, part: int = 0) -> None:
        self.other, self.meanwhile, self.at = store, meanwhile, (query, part)
        super().__init__(store.engine_handle, store.ontology)

    def read(self, query: str, /, **parameters: Any) -> list[dict[str, Any]]:
        if self.meanwhile and query.endswith(self.at[0]) and parameters.get("part") == self.at[1]:
            self.other.undo_import("fugace")
            self.other.add(self.meanwhile)
            self.meanwhile = []
        return super().read(query, **parameters)


def links_of(found: Snapshot) -> dict[str, tuple[Any, ...]]:
    return {id: (found.relations[found.relation[at]], found.ids[found.source[at]], found.ids[found.target[at]],
                 float(found.confidence[at]), found.since[at], found.until[at], list(found.link_sources[at]))
            for at, id in enumerate(found.link_ids)}


def links_in(graph: Graph) -> dict[str, tuple[Any, ...]]:
    return {row.id: (row.type, row.subject, row.object, row.props["confidence"], row.props.get("since"),
                     row.props.get("until"), row.props["sources"]) for row in graph.relations.values()}


@pytest.mark.parametrize("part", [3, 25_000])
def test_arrays_hold_what_the_fold_gives(store: Store, monkeypatch: pytest.MonkeyPatch, part: int) -> None:
    monkeypatch.setattr(sweep, "PER_PART", part)
    monkeypatch.setattr(sweep, "LINKS_PER_PART", part)
    said = [*town(), fact("ville", "population", "12000"), fact("ville", "level", "commune"), fact("ville", "name_en", "Town"),
            fact("union", "name", "Union Exemple", source="essai:autre"), *thing("autre", "Association", "Atelier bis"),
            link("autre", "ORGANISES", "forum", since="2019", confidence=0.5)]
    same = about_pair("same", "essai:atelier", "essai:autre", author="anne")
    store.add(said, [same])
    graph, found = fold(said, [same], store.ontology), store.snapshot()
    assert list(found.ids) == sorted(graph.entities)
    assert list(found.link_ids) == sorted(graph.relations)
    assert links_of(found) == links_in(graph)
    for at, id in enumerate(found.ids):
        row = graph.entities[id]
        assert (found.names[at], found.types[at]) == (row.props["name"], row.props["type"])
        assert (found.starts[at], found.ends[at]) == (row.props.get("start"), row.props.get("end"))
        assert list(found.node_sources[at]) == row.props["sources"]
        assert (found.levels[at], found.populations[at]) == (row.props.get("level"), row.props.get("population"))
        assert found.names_en[at] == row.props.get("name_en")
        assert found.name(at, "en") == row.props.get("name_en", row.props["name"])
        assert found.described[at] == ("description" in row.props)
        assert {label for label, mask in found.members.items() if mask[at]} == set(row.labels)


class Counting(Store):
    """A store that counts the parts it was asked for."""

    asked = 0

    def read(self, query: str, /, **parameters: Any) -> list[dict[str, Any]]:
        self.asked += "part" in parameters
        return super().read(query, **parameters)


def test_no_more_parts_are_asked_for_than_are_taken(default_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweep, "PER_PART", 1)
    default_store.add([fact(f"x-{n}", "type", "Event") for n in range(40)])
    store = Counting(default_store.engine_handle, default_store.ontology)
    found = sweep.sweep(store, taking.NUMBERS)
    first = next(found)
    time.sleep(0.5)
    assert store.asked <= 2 * sweep.READERS + 2
    assert len({id for _, id in [first, *found]}) == 40
    assert store.asked == 41


def test_arrays_of_nothing(store: Store) -> None:
    found = store.snapshot()
    assert (found.ids, found.link_ids, found.relations, len(found.source)) == ((), (), (), 0)


def test_no_link_changes_its_ends_when_others_write_meanwhile(store: Store) -> None:
    fugitive = [fact(f"fugace-{n}", "type", "Event", import_id="fugace") for n in range(40)]
    steady = town()
    store.add(steady)
    store.add(fugitive, record=Import("fugace", "Essai"))
    meanwhile = [*(fact(f"tard-{n}", "type", "Event") for n in range(40)), fact("atelier", "type", "Institution"),
                 *(link("union", "ORGANISES", f"tard-{n}") for n in range(40)),
                 *(link(f"tard-{n}", "CONCERNS", "budgets") for n in range(40))]
    found = Busy(store, meanwhile, taking.LINKS).snapshot()
    true = links_in(fold([*steady, *meanwhile], [], store.ontology))
    assert len(found.ids) == 50
    assert links_of(found).items() <= true.items()
    former = links_in(fold(steady, [], store.ontology))
    assert {id for id, link in former.items() if "essai:atelier" not in link} <= set(found.link_ids)
    assert links_of(store.snapshot()) == true


@pytest.mark.parametrize("part", [1, 4])
def test_an_entity_made_anew_between_two_parts_comes_once(store: Store, monkeypatch: pytest.MonkeyPatch, part: int) -> None:
    monkeypatch.setattr(sweep, "PER_PART", 8)
    monkeypatch.setattr(sweep, "READERS", 1)
    steady, fugitive = town(), [fact(f"fugace-{n}", "type", "Event", import_id="fugace") for n in range(40)]
    store.add(steady)
    store.add(fugitive, record=Import("fugace", "Essai"))
    meanwhile = [*(fact(f"neuf-{n}", "type", "Event") for n in range(3)),
                 *(fact(f"fugace-{n}", "type", "Event") for n in range(40)),
                 *(link("union", "ORGANISES", f"fugace-{n}") for n in range(40))]
    busy = Busy(store, meanwhile, taking.NODES, part)
    found = busy.snapshot()
    assert not busy.meanwhile
    assert len(set(found.ids)) == len(found.ids)
    true = fold([*steady, *meanwhile], [], store.ontology)
    assert links_of(found).items() <= links_in(true).items()
    assert set(fold(steady, [], store.ontology).entities) <= set(found.ids) <= set(true.entities)
    assert links_of(store.snapshot()) == links_in(true)


def test_a_link_made_anew_between_two_parts_comes_once(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweep, "PER_PART", 8)
    monkeypatch.setattr(sweep, "LINKS_PER_PART", 60)
    monkeypatch.setattr(sweep, "READERS", 1)
    steady = [*town(), *(fact(f"fixe-{n}", "type", "Event") for n in range(40))]
    store.add(steady)
    store.add([link("union", "ORGANISES", f"fixe-{n}", import_id="fugace") for n in range(40)], record=Import("fugace", "Essai"))
    store.add([link("atelier", "ORGANISES", f"fixe-{n}") for n in range(40)])
    anew = [link("union", "ORGANISES", f"fixe-{n}") for n in range(40)]
    busy = Busy(store, anew, taking.LINKS, 1)
    found = busy.snapshot()
    assert not busy.meanwhile
    assert len(set(found.link_ids)) == len(found.link_ids)
    assert links_of(found).items() <= links_of(store.snapshot()).items()
    former = links_in(fold(steady, [], store.ontology))
    assert former.keys() <= set(found.link_ids)
