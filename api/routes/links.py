"""Links, ways between entities, and what they share."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from maillage.api import parameters as p
from maillage.api.freshness import NOT_MODIFIED, ReadRoute
from maillage.api.long_work import map_of
from maillage.api.problems import answers
from maillage.errors import NotFound, StoreError, UsageError
from maillage.graph.answers import MapGraph, Path, Relation, Shared
from maillage.graph.links import relation
from maillage.graph.paths import paths
from maillage.graph.shared import shared
from maillage.graph.subgraph import Asked
from maillage.schema.problems import UnknownTerm

router = APIRouter(tags=["links"], route_class=ReadRoute, responses={**NOT_MODIFIED, **answers(StoreError)})


@router.get("/relations/{id:path}", responses=answers(NotFound))
def get_relation(store: p.TheStore, id: p.RecordId) -> Relation:
    """A link with its sentence, its two ends and all its claims."""
    return relation(store, id)


@router.get("/graph", responses=answers(NotFound, UnknownTerm, UsageError), response_model=MapGraph)
def get_graph(
    store: p.TheStore,
    apart: p.TheApart,
    seeds: p.Seeds,
    kinds: p.Kinds,
    relations: p.Relations,
    depth: p.Depth = 1,
    theme: p.Theme = None,
    territory: p.Territory = None,
    source: p.SourceId = None,
    since: p.Date = None,
    until: p.Date = None,
    limit: p.NodeLimit = 3_000,
    limit_links: p.LinkLimit = 20_000,
) -> Response:
    """Entities and links for a map: around seeds, by filter, or all. `cut` says what was left out, and by which rule."""
    asked = Asked(tuple(p.ids_of(seeds)), depth, tuple(p.names_of(kinds)), tuple(p.names_of(relations)), theme, territory,
                  source, since, until, limit, limit_links)
    return Response(map_of(store, apart, asked), media_type="application/json")


@router.get("/paths", responses=answers(NotFound, UnknownTerm, UsageError))
def get_paths(
    store: p.TheStore, start: p.PathStart, end: p.PathEnd, relations: p.Relations, k: p.PathCount = 3, longest: p.Longest = 6,
) -> list[Path]:
    """The k shortest ways from one entity to another, each step a sentence with its claims; none is an empty list."""
    return paths(store, start, end, k=k, relations=p.names_of(relations), longest=longest)


@router.get("/shared", responses=answers(NotFound, UsageError))
def get_shared(store: p.TheStore, ids: p.SharedIds) -> Shared:
    """What two or more entities have in common, by facet, with the links that prove it, and their direct links."""
    return shared(store, p.ids_of(ids, p.MOST_SHARED))
