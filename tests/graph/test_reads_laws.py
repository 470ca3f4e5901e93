"""Reading compared with an oracle: the pure fold of the same claims and decisions, asked by networkx."""

from __future__ import annotations

from collections import Counter
from itertools import combinations, islice, pairwise

import networkx as nx
import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maillage.graph.cards import card
from maillage.graph.fold import Graph, fold
from maillage.graph.links import relation
from maillage.graph.listing import SORTS, entities
from maillage.graph.neighbours import neighbours
from maillage.graph.paths import paths
from maillage.graph.resolve import canonical
from maillage.graph.shared import shared
from maillage.graph.stats import stats
from maillage.graph.store import Store
from maillage.graph.subgraph import Filter, drawn, subgraph
from maillage.schema.claim import Claim
from maillage.schema.decision import Decision
from maillage.schema.model import default_ontology
from tests.engines.session import Engine
from tests.graph.build import fact, link
from tests.graph.strategies import IDS, TYPES, claims, decisions

ONTOLOGY = default_ontology()
LINKED = st.lists(st.tuples(*[st.sampled_from(IDS)] * 2, st.sampled_from(["PARTNER_IN", "COOPERATES_WITH", "PART_OF"])),
                  min_size=8, max_size=16)


@st.composite
def worlds(draw: st.DrawFn) -> tuple[list[Claim], list[Decision]]:
    """Random claims and decisions over a graph that has enough links for ways, circles and shared neighbours."""
    seen = [fact(id, "type", draw(st.sampled_from(TYPES))) for id in IDS]
    said = [*seen, *(link(one, relation, other) for one, other, relation in draw(LINKED)), *draw(claims)]
    return said, draw(decisions(said))


@given(world=worlds())
@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
def test_reading_is_the_fold_read_by_another(engine: Engine, world: tuple[list[Claim], list[Decision]]) -> None:
    store = engine.empty()
    store.add(*world)
    graph = fold(*world, ONTOLOGY)
    plain = nx.Graph((row.subject, row.object) for row in graph.relations.values())
    plain.add_nodes_from(graph.entities)
    check_entities(store, graph)
    check_neighbours(store, graph, plain)
    check_shared(store, plain)
    check_paths(store, plain)
    check_maps(store, graph, plain)
    check_stats(store, graph, world[0])


def check_entities(store: Store, graph: Graph) -> None:
    for id, row in graph.entities.items():
        found = card(store, id)
        assert (found.id, found.name, found.kind) == (id, row.props["name"], row.props["type"])
        assert set(found.labels) == set(row.labels)
        assert found.contested == row.props.get("contested", [])
        assert all(value.sources for name, values in found.properties.items() if name != "name" for value in values)
    for member, heir in graph.aliases.items():
        if heir in graph.entities:
            assert canonical(store, member) == heir


def check_neighbours(store: Store, graph: Graph, plain: nx.Graph[str]) -> None:
    for id in graph.entities:
        groups = neighbours(store, id)
        assert {link.other.id for group in groups for link in group.links} == set(plain[id])
        seen = sorted(link.id for group in groups for link in group.links)
        assert seen == sorted(row.id for row in graph.relations.values() if id in (row.subject, row.object))
        assert [group.count for group in groups] == [len(group.links) for group in groups]
    for row in graph.relations.values():
        found = relation(store, row.id)
        assert (found.subject.id, found.object.id) == (row.subject, row.object)
        assert [claim.id for claim in found.claims] == row.props["claims"]
        assert (found.since, found.until) == (row.props.get("since"), row.props.get("until"))
        assert found.roles == row.props.get("roles", [])


def check_shared(store: Store, plain: nx.Graph[str]) -> None:
    for one, other in islice(combinations(sorted(plain), 2), 6):
        found = shared(store, [one, other])
        third = {item.entity.id for items in found.facets.values() for item in items}
        assert third == set(nx.common_neighbors(plain, one, other))
        assert bool(found.direct) == plain.has_edge(one, other)
        for items in found.facets.values():
            for item in items:
                ends = {id for link in item.links for id in (link.subject.id, link.object.id)}
                assert ends == {one, other, item.entity.id}


def check_paths(store: Store, plain: nx.Graph[str]) -> None:
    for one, other in islice(combinations(sorted(plain), 2), 4):
        every = sorted(map(len, nx.all_simple_paths(plain, one, other, cutoff=4)))
        found = paths(store, one, other, k=5, longest=4)
        assert [path.length + 1 for path in found] == every[:5]
        ways = [tuple(entity.id for entity in path.entities) for path in found]
        assert len(set(ways)) == len(ways)
        for path in found:
            assert (path.entities[0].id, path.entities[-1].id) == (one, other)
            assert [{step.subject, step.object} for step in path.steps] == [{a.id, b.id} for a, b in pairwise(path.entities)]
            assert all(step.claims for step in path.steps)
        assert paths(store, one, other, k=5, longest=4) == found


def check_maps(store: Store, graph: Graph, plain: nx.Graph[str]) -> None:
    whole = subgraph(store)
    assert {node.id: node.degree for node in whole.nodes} == degrees(graph)
    assert {(edge.id, edge.source, edge.target) for edge in whole.edges} == {
        (row.id, row.subject, row.object) for row in graph.relations.values()}
    assert whole.cut is None
    snapshot = store.snapshot()
    counts = np.array([degrees(graph)[id] for id in snapshot.ids])
    for seed in islice(sorted(plain), 2):
        near = nx.single_source_shortest_path_length(plain, seed, cutoff=2)
        found = subgraph(store, [seed], depth=2)
        assert {node.id for node in found.nodes} == set(near)
        assert {edge.id for edge in found.edges} == {
            row.id for row in graph.relations.values() if row.subject in near and row.object in near}
        assert drawn(store, snapshot, counts, [seed], 2, Filter(), 3000, 15000) == found


def check_stats(store: Store, graph: Graph, said: list[Claim]) -> None:
    found = stats(store)
    assert found.by_kind == Counter(row.props["type"] for row in graph.entities.values())
    assert found.by_relation == Counter(row.type for row in graph.relations.values())
    assert (found.entities, found.relations) == (len(graph.entities), len(graph.relations))
    assert found.claims == sum(found.by_status.values()) == len({claim.id for claim in said})
    located = degrees(graph)
    for sort in SORTS:
        listed, cursor = [], None
        while True:
            page = entities(store, sort=sort, limit=2, cursor=cursor)
            assert page.total == len(graph.entities)
            listed += page.items
            cursor = page.cursor
            if cursor is None:
                break
        assert sorted(item.id for item in listed) == sorted(graph.entities)
        assert all(item.degree == located[item.id] for item in listed)
        if sort == "degree":
            assert [item.degree for item in listed] == sorted(located.values(), reverse=True)


def degrees(graph: Graph) -> dict[str, int]:
    counts = dict.fromkeys(graph.entities, 0)
    for row in graph.relations.values():
        counts[row.subject] += 1
        counts[row.object] += 1
    return counts
