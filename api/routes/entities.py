"""Finding entities, and all that is known of one."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from maillage.api import parameters as p
from maillage.api.freshness import NOT_MODIFIED, ReadRoute
from maillage.api.heirs import MOVED, heir_response
from maillage.api.problems import answers
from maillage.errors import NotFound, StoreError, UsageError
from maillage.graph.answers import Card, Found, LinkGroup, Page
from maillage.graph.cards import card_of
from maillage.graph.listing import entities
from maillage.graph.neighbours import groups_of
from maillage.graph.search import search
from maillage.schema.problems import UnknownTerm

router = APIRouter(tags=["entities"], route_class=ReadRoute, responses={**NOT_MODIFIED, **answers(StoreError)})


@router.get("/search", responses=answers(UnknownTerm))
def search_entities(store: p.TheStore, kinds: p.Kinds, q: p.SearchText = "", limit: p.Limit = 20) -> Found:
    """Find entities by words; every hit says why it matched, and facets count all hits by type."""
    return search(store, q, kinds=p.names_of(kinds), limit=limit)


@router.get("/entities", responses=answers(UsageError, UnknownTerm, NotFound))
def list_entities(
    store: p.TheStore,
    kind: p.Kind = None,
    theme: p.Theme = None,
    territory: p.Territory = None,
    source: p.SourceId = None,
    q: p.Text = None,
    sort: p.Sort = "name",
    limit: p.Limit = 50,
    cursor: p.Cursor = None,
) -> Page:
    """Entities page by page, filtered and sorted."""
    return entities(store, kind=kind, theme=theme, territory=territory, source=source, q=q, sort=sort,
                    limit=limit, cursor=cursor)


@router.get("/entities/{id:path}/neighbours", responses={**answers(NotFound, UnknownTerm), **MOVED},
            response_model=list[LinkGroup])
def get_neighbours(
    request: Request, store: p.TheStore, id: p.EntityId, relation: p.RelationName = None, kind: p.Kind = None,
    limit: p.Limit = 50,
) -> list[LinkGroup] | Response:
    """Links of an entity, grouped by relation, direction and type of neighbour, each group with its full count."""
    moved = heir_response(request, store, id, "get_neighbours")
    return moved or groups_of(store, id, relation=relation, kind=kind, limit=limit)


@router.get("/entities/{id:path}", responses={**answers(NotFound), **MOVED}, response_model=Card)
def get_entity(request: Request, store: p.TheStore, id: p.EntityId, evidence: p.WithEvidence = False) -> Card | Response:
    """All that is known of an entity. The id of a merged one answers 308 to its heir."""
    moved = heir_response(request, store, id, "get_entity")
    return moved or card_of(store, id, evidence=evidence)
