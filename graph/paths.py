"""The shortest ways from one entity to another, each step a link with its sentence and its claims.

Both ends are explored by turns, the cheaper one first, until what is known of the graph must hold the ways asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

from maillage.errors import UsageError
from maillage.graph.answers import Path, PathStep, Relation
from maillage.graph.cards import briefs
from maillage.graph.fold import relation_of_id
from maillage.graph.links import relations as links_by_id
from maillage.graph.neighbours import known_relation
from maillage.graph.resolve import canonical_all
from maillage.graph.rows import rows
from maillage.graph.sizes import sizes

if TYPE_CHECKING:
    from maillage.graph.store import Store

Way: TypeAlias = tuple[str, ...]
LONGEST = 8
MOST = 50
# What has more links than this is reached but not walked through from its own side: through it everything is near everything.
HUB = 5_000
# Links read for one question, and entities of which the number of links is asked, at most.
MOST_LINKS = 60_000
MOST_SIZES = 4_000
# Of ways of the same length so many are compared, and so many steps are tried to find them.
COMPARED = 200
TRIED = 200_000
EXPAND = """
UNWIND $ids AS id MATCH (e:Entity {{id: id}})-[r{relations}]-(o)
WITH id, collect(o.id) AS others, collect(r.id) AS links
RETURN collect([id, others, links]) AS rows
"""


def paths(store: Store, a: str, b: str, k: int = 3, relations: Iterable[str] = (), longest: int = 6) -> list[Path]:
    """The ``k`` shortest simple paths from ``a`` to ``b`` in any direction of the links, of ``longest`` links at most.

    Among equally long ones those through little linked entities come first, then by ids. Two entities linked in several
    ways are one step. What has over ``HUB`` links is passed through only where the way is found from its other side.
    Raises NotFound, UnknownTerm; UsageError on the same entity twice or a limit that is out of range.
    """
    ends = canonical_all(store, (a, b))
    start, goal = ends[a], ends[b]
    if start == goal or not 1 <= k <= MOST or not 1 <= longest <= LONGEST:
        raise UsageError(f"{a} → {b}, k = {k} (1 – {MOST}), longest = {longest} (1 – {LONGEST})")
    names = "|".join(known_relation(store.ontology, name) for name in relations)
    web = _Web(store, f":{names}" if names else "")
    return _told(store, web, _explore(web, start, goal, k, longest))


class _Web:
    """What is known of the graph so far: ``near[x][y]`` are the ids of the links between x and y."""

    def __init__(self, store: Store, pattern: str) -> None:
        self.store = store
        self.query = EXPAND.format(relations=pattern)
        self.near: dict[str, dict[str, tuple[str, ...]]] = {}
        self.expanded: set[str] = set()
        self.size: dict[str, int] = {}
        self.read = 0

    def sizes(self, ids: Iterable[str]) -> None:
        """Learns how many links each of ``ids`` has."""
        self.size.update(sizes(self.store, sorted(set(ids) - self.size.keys())))

    def expand(self, ids: Iterable[str]) -> None:
        """Learns all links of ``ids``."""
        asked = sorted(set(ids) - self.expanded)
        for one, others, links in rows(self.store, self.query, ids=asked) if asked else ():
            self.read += len(links)
            self._learn(one, others, links)
        self.expanded.update(asked)

    def _learn(self, one: str, others: Iterable[str], links: Iterable[str]) -> None:
        """Tens of thousands of times a question: tuples, which the collector does not walk, and nothing made in vain."""
        near = self.near
        beside = near.setdefault(one, {})
        for other, link in zip(others, links, strict=True):
            known = beside.get(other)
            if known is not None and link in known:
                continue
            beside[other] = known = (link,) if known is None else (*known, link)
            there = near.get(other)
            if there is None:
                near[other] = {one: known}
            else:
                there[one] = known


class _Side:
    """The ball around one end: all within ``radius`` links of it is known, hubs apart."""

    def __init__(self, root: str) -> None:
        self.known = {root}
        self.frontier = [root]
        self.radius = 0

    def open(self, web: _Web) -> list[str]:
        """The entities of the frontier that may be walked through."""
        if len(self.frontier) > MOST_SIZES:
            return []
        web.sizes(self.frontier)
        return [id for id in self.frontier if web.size.get(id, 0) <= HUB]

    def grow(self, web: _Web, open: Sequence[str]) -> None:
        web.expand(open)
        fresh = {other for id in open for other in web.near.get(id, ())} - self.known
        self.known |= fresh
        self.frontier = sorted(fresh)
        self.radius += 1


def _explore(web: _Web, start: str, goal: str, k: int, longest: int) -> list[Way]:
    """Every way of at most as many links as both radii together runs through what is known."""
    one, other = _Side(start), _Side(goal)
    while True:
        complete = not one.frontier or not other.frontier
        reach = one.radius + other.radius
        apart = one.known.isdisjoint(other.known)
        found = [] if apart else shortest(web, start, goal, k, longest if complete else min(reach, longest))
        if len(found) >= k or complete or reach >= longest:
            return found
        side = _cheaper(web, one, other)
        if side is None:
            return found
        side[0].grow(web, side[1])


def _cheaper(web: _Web, *sides: _Side) -> tuple[_Side, list[str]] | None:
    """The side that costs less to grow, with what may be walked through; None when neither can within the limits."""
    costs = []
    for place, side in enumerate(sides):
        open = side.open(web)
        cost = sum(web.size.get(id, 0) for id in open if id not in web.expanded)
        if open and web.read + cost <= MOST_LINKS:
            costs.append((cost, place, side, open))
    return min(costs, key=lambda item: item[:2])[2:] if costs else None


def shortest(web: _Web, start: str, goal: str, k: int, longest: int) -> list[Way]:
    """The ``k`` first ways within what ``web`` knows: by length, then through little linked entities, then by ids."""
    within = _within(web, goal, longest)
    least = next((far for far, ids in enumerate(within) if start in ids), longest + 1)
    found: list[Way] = []
    for length in range(least, longest + 1):
        ways = list(_ways(web, start, goal, length, within))
        if ways:
            web.sizes(id for way in ways for id in way[1:-1])
        found += sorted(ways, key=lambda way: (sum(web.size.get(id, 0) for id in way[1:-1]), way))
        if len(found) >= k:
            break
    return found[:k]


def _within(web: _Web, goal: str, longest: int) -> list[set[str]]:
    """At each place the entities that are so many links from ``goal`` or less; the last holds also for all that would follow.

    Whole sets at a time: one entity after the other would take most of the time of a question.
    """
    within, fresh = [{goal}], {goal}
    while fresh and len(within) <= longest:
        fresh = set().union(*(web.near[id] for id in fresh if id in web.near)) - within[-1]
        within.append(within[-1] | fresh)
    return within


def _ways(web: _Web, start: str, goal: str, length: int, within: Sequence[set[str]]) -> Iterator[Way]:
    """Simple paths of exactly ``length`` links, ``COMPARED`` at most, in the order of ids."""
    tried = found = 0
    stack: list[tuple[str, ...]] = [(start,)]
    while stack and found < COMPARED and tried < TRIED:
        way = stack.pop()
        tried += 1
        left = length - len(way)
        if way[-1] == goal:
            if left == -1:
                found += 1
                yield way
        elif left >= 0:
            near = within[min(left, len(within) - 1)]
            stack.extend((*way, id) for id in sorted(web.near.get(way[-1], {}).keys() & near, reverse=True) if id not in way)


def _told(store: Store, web: _Web, ways: Sequence[Way]) -> list[Path]:
    """The ways with their entities, and for each step the link that says most, with its claims."""
    steps = {(one, other): _telling(store, web.near[one][other]) for way in ways for one, other in pairwise(way)}
    links = links_by_id(store, steps.values())
    entities = briefs(store, (id for way in ways for id in way))
    return [Path([entities[id] for id in way], [_step(links[steps[pair]]) for pair in pairwise(way)], len(way) - 1)
            for way in ways if all(id in entities for id in way) and all(steps[pair] in links for pair in pairwise(way))]


def _telling(store: Store, links: Iterable[str]) -> str:
    """A relation that the ontology reads tells more than one that it does not; then by the alphabet."""
    return min(links, key=lambda id: (store.ontology.relations[relation_of_id(id)].reading is None, id))


def _step(link: Relation) -> PathStep:
    return PathStep(link.id, link.relation, link.subject.id, link.object.id, link.sentence, link.claims)
