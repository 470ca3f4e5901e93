"""Lists of entities, page by page: by name, by number of links, or the latest recorded first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from maillage.errors import UsageError
from maillage.graph.answers import Page
from maillage.graph.brief import brief, brief_of
from maillage.graph.cursors import BadCursor, read_cursor, write_cursor
from maillage.graph.memo import remembered
from maillage.graph.neighbours import known_type
from maillage.graph.rows import doubled, rows
from maillage.graph.scope import scope
from maillage.graph.search import matching
from maillage.graph.sizes import sizes

if TYPE_CHECKING:
    from maillage.graph.store import Store

ALL = "MATCH (e:{kind})"
THESE = "UNWIND $ids AS id MATCH (e:Entity {{id: id}})"
PAGE = f"""
{{start}} {{where}} WITH e, {{key}} AS key {{after}}
WITH e, key ORDER BY key{{order}}, e.id LIMIT $limit
RETURN collect({doubled("{key: key, e: " + brief_of("e") + "}")}) AS rows
"""
TOTAL = "{start} {where} RETURN count(e) AS n"


class Sort(NamedTuple):
    """What to sort by, in Cypher, and whether the largest comes first; ids decide between equals."""

    key: str
    descending: bool
    first: type


# The folded words of an entity begin with its name: É stands beside E.
SORTS = {
    "name": Sort("e.search", False, str),
    "degree": Sort("COUNT { (e)--() }", True, int),
    "recorded": Sort("e.recorded_at", True, str),
}


def entities(store: Store, kind: str | None = None, theme: str | None = None, territory: str | None = None,
             source: str | None = None, q: str | None = None, sort: str = "name", limit: int = 50,
             cursor: str | None = None) -> Page:
    """A page of the entities that meet all conditions.

    ``kind`` is a type, its subtypes count; ``theme`` and ``territory`` are ids, their parts count; ``q`` is a search.
    Raises NotFound, UnknownTerm, UsageError, BadCursor.
    """
    if sort not in SORTS or limit < 1:
        raise UsageError(f"sort = {sort} ({', '.join(SORTS)}), limit = {limit}")
    given = {"kind": kind, "theme": theme, "territory": territory, "source": source, "q": q, "sort": sort}
    position = _position(cursor, given, SORTS[sort])
    conditions = _Conditions(store, kind, source, _ids(store, theme, territory, q))
    found = conditions.page(SORTS[sort], position, limit + 1)
    shown = found[:limit]
    more = write_cursor("entities", given, shown[-1]["key"], shown[-1]["e"]["id"]) if len(found) > limit else None
    degrees = sizes(store, (row["e"]["id"] for row in shown))
    return Page([brief(row["e"], degrees.get(row["e"]["id"])) for row in shown], more, conditions.total())


def _position(cursor: str | None, given: Mapping[str, Any], sort: Sort) -> tuple[Any, ...] | None:
    position = read_cursor(cursor, "entities", given)
    if position is not None and [type(part) for part in position] != [sort.first, str]:
        raise BadCursor
    return position


def _ids(store: Store, theme: str | None, territory: str | None, q: str | None) -> list[str] | None:
    within = scope(store, theme, territory)
    if q:
        found = matching(store, q)
        within = found if within is None else within & found
    return None if within is None else sorted(within)


class _Conditions:
    """The entities that are asked for, in Cypher."""

    def __init__(self, store: Store, kind: str | None, source: str | None, ids: list[str] | None) -> None:
        label = known_type(store.ontology, kind) if kind else "Entity"
        tests = [f"e:{label}"] if ids is not None else []
        tests += ["$source IN e.sources"] if source else []
        self.store = store
        self.start = (ALL if ids is None else THESE).format(kind=label)
        self.where = f"WHERE {' AND '.join(tests)}" if tests else ""
        self.parameters = {"ids": ids or [], "source": source}
        self.key = (label, source, None if ids is None else tuple(ids))

    def page(self, sort: Sort, position: tuple[Any, ...] | None, limit: int) -> list[dict[str, Any]]:
        sign = "<" if sort.descending else ">"
        after = f"WHERE key {sign} $key OR (key = $key AND e.id > $id)" if position else ""
        query = PAGE.format(start=self.start, where=self.where, key=sort.key, after=after,
                            order=" DESC" if sort.descending else "")
        key, id = position or (None, None)
        return rows(self.store, query, **self.parameters, key=key, id=id, limit=limit)

    def total(self) -> int:
        query = TOTAL.format(start=self.start, where=self.where)
        counted = remembered(self.store, ("entities", *self.key), lambda: self.store.read(query, **self.parameters))
        return int(counted[0]["n"])
