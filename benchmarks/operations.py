"""What a reader does in the explorer, as requests to the API and as calls of the reading functions."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple, TypeAlias
from urllib.parse import quote, urlencode

from benchmarks.replay import NotingStore, Question, questions
from benchmarks.world import Thing, World
from maillage.graph.cards import card
from maillage.graph.neighbours import neighbours
from maillage.graph.paths import paths
from maillage.graph.search import search
from maillage.graph.store import Store
from maillage.graph.vocabulary import vocabulary
from maillage.schema.names import search_text

Peer: TypeAlias = Callable[[NotingStore], list[Question]]
# A map of one theme by hand: its entities, then the links among them. maillage draws it from arrays that it keeps.
ON_THEME = """
MATCH (:Entity {{id: $id}})<-[:{relations}]-(e:Entity)
WITH DISTINCT e RETURN e.id AS id, e.name AS name, e.type AS type, e.sources AS sources, COUNT {{ (e)--() }} AS degree
"""
AMONG = """
MATCH (:Entity {{id: $id}})<-[:{relations}]-(e:Entity) WITH collect(DISTINCT e.id) AS ids
UNWIND ids AS id MATCH (a:Entity {{id: id}})-[r]->(b:Entity) WHERE b.id IN ids
RETURN a.id AS source, b.id AS target, type(r) AS relation, properties(r) AS link
"""


# The same by hand for one type and one relation, as far as the map goes by default.
OF_TYPE = """
MATCH (e:{kind})
RETURN e.id AS id, e.name AS name, e.type AS type, e.sources AS sources, COUNT {{ (e)-[:{relation}]-(:{kind}) }} AS degree
ORDER BY degree DESC, id LIMIT 3000
"""
LINKS_OF_TYPE = """
MATCH (a:{kind})-[r:{relation}]->(b:{kind})
RETURN a.id AS source, b.id AS target, type(r) AS relation, properties(r) AS link LIMIT 20000
"""
# A search by hand, in the engine's own index of words. maillage finds and judges names among words that it holds.
BY_INDEX = """
CALL db.index.fulltext.queryNodes($index, $query, {limit: 20}) YIELD node, score WITH node AS e, score
RETURN e.id AS id, e.name AS name, e.type AS type, score, COUNT { (e)--() } AS degree
"""
FILTERS = (("Association", "MEMBER_OF"), ("Actor", "COOPERATES_WITH"), ("Actor", "MEMBER_OF"))


class Request(NamedTuple):
    """One request, and what the bare driver is asked instead."""

    path: str
    peer: Peer


def operations(world: World, count: int, rng: random.Random) -> dict[str, list[Request]]:
    """``count`` requests of each kind, always the same for the same ``rng``."""
    linked = _linked(world, count, rng)
    named = [thing.name for thing in linked]
    themes = [thing for thing in linked if thing.kind == "Theme"] or world.things["Theme"]
    return {
        "fiche": [_card(thing) for thing in linked],
        "voisins": [_neighbours(thing) for thing in linked],
        **_searches("2 à 6 lettres", [_typed(name, rng) for name in named]),
        **_searches("faute de frappe", [_mistyped(name, rng) for name in named], "~1"),
        **_searches("mot courant", [thing.name.split()[0] for thing in linked]),
        "carte par filtre": [_filtered(*rng.choice(FILTERS)) for _ in linked],
        "carte d'un thème": [_graph(rng.choice(themes)) for _ in linked],
        "chemins (3)": [_paths(*rng.sample(linked, 2)) for _ in linked],
    }


def _linked(world: World, count: int, rng: random.Random) -> list[Thing]:
    """Ends of links drawn at random: what has many links is looked at often, as in life."""
    wanted = set(rng.sample(range(world.links), min(world.links, count)))
    drawn = [(one, other)[place % 2] for place, (one, _, other) in enumerate(world.rows()) if place in wanted]
    rng.shuffle(drawn)
    return drawn


def _card(thing: Thing) -> Request:
    return Request(f"entities/{quote(thing.id)}", _noted(lambda store: card(store, thing.id)))


def _neighbours(thing: Thing) -> Request:
    return Request(f"entities/{quote(thing.id)}/neighbours", _noted(lambda store: neighbours(store, thing.id)))


def _searches(kind: str, texts: list[str], ending: str = "*") -> dict[str, list[Request]]:
    """The same searches beside what they ask of the engine, and beside its own index of words asked by hand."""
    return {f"recherche ({kind})": [_search(text) for text in texts],
            f"recherche ({kind}), index du moteur": [_by_index(text, ending) for text in texts]}


def _search(text: str) -> Request:
    def ask(store: Store) -> object:
        vocabulary(store, wait=True)  # as the server holds it: else the engine's index would answer while names are read
        return search(store, text)

    return Request(f"search?{urlencode({'q': text})}", _noted(ask))


def _by_index(text: str, ending: str) -> Request:
    """``ending`` is what makes a word of the engine's index a beginning, or one with a typo."""
    query = " AND ".join(f"{word}{ending}" for word in search_text(text).split())
    return Request(f"search?{urlencode({'q': text})}", lambda store: [
        Question(BY_INDEX, {"index": store.engine_handle.fulltext_index, "query": query})])


def _paths(one: Thing, other: Thing) -> Request:
    if one == other:
        return _card(one)
    ends = urlencode({"from": one.id, "to": other.id})
    return Request(f"paths?{ends}", _noted(lambda store: paths(store, one.id, other.id)))


def _graph(theme: Thing) -> Request:
    return Request(f"graph?{urlencode({'theme': theme.id})}", lambda store: list(_by_hand(store, theme.id)))


def _filtered(kind: str, relation: str) -> Request:
    asked = [Question(text.format(kind=kind, relation=relation), {}) for text in (OF_TYPE, LINKS_OF_TYPE)]
    return Request(f"graph?{urlencode({'type': kind, 'relation': relation})}", lambda store: asked)


def _by_hand(store: Store, theme: str) -> Iterator[Question]:
    relations = "|".join(sorted(store.ontology.reading("convergence")))
    parameters: Mapping[str, str] = {"id": theme}
    yield from (Question(text.format(relations=relations), parameters) for text in (ON_THEME, AMONG))


def _noted(ask: Callable[[Store], object]) -> Peer:
    return lambda store: questions(store, ask)


def _typed(name: str, rng: random.Random) -> str:
    """The first two to six letters of a word of the name that is not the same for all of its type."""
    return name.split()[-rng.choice((1, 2))][:rng.randint(2, 6)].lower()


def _mistyped(name: str, rng: random.Random) -> str:
    """The last two words with one letter replaced in the last."""
    first, last = name.split()[-2:]
    place = rng.randrange(len(last))
    return f"{first} {last[:place]}{rng.choice('abdeiklmoprtu')}{last[place + 1:]}".lower()
