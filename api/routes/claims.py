"""What sources say: claims, sources, imports."""

from __future__ import annotations

from fastapi import APIRouter

from maillage.api import parameters as p
from maillage.api.edits import keep
from maillage.api.errors import BadRequest, BodyTooLarge
from maillage.api.freshness import NOT_MODIFIED, ReadRoute
from maillage.api.paging import paged
from maillage.api.problems import answers
from maillage.api.shapes import Edit, Edited, ImportPage, SourcePage, Undone
from maillage.api.token import WRITE_PROBLEMS, Writing
from maillage.errors import InvalidClaim, NotFound, StoreError, UsageError
from maillage.graph.answers import ClaimInfo, ClaimPage, ImportInfo, SourceInfo
from maillage.graph.claims import claim, claims
from maillage.graph.imports import import_info, imports
from maillage.graph.sources import source as source_info
from maillage.graph.sources import sources
from maillage.schema.problems import UnknownTerm

reads = APIRouter(tags=["claims"], route_class=ReadRoute, responses={**NOT_MODIFIED, **answers(StoreError)})
writes = APIRouter(tags=["claims"], dependencies=[Writing], responses=WRITE_PROBLEMS)


@reads.get("/claims", responses=answers(UsageError))
def list_claims(
    store: p.TheStore,
    subject: p.OneId = None,
    predicate: p.OneId = None,
    object: p.OneId = None,
    source: p.SourceId = None,
    status: p.Status = None,
    import_id: p.ImportId = None,
    limit: p.Limit = 50,
    cursor: p.Cursor = None,
) -> ClaimPage:
    """Claims page by page, by what they say, by source, by status or by import."""
    return claims(store, subject=subject, predicate=predicate, object=object, source=source, status=status,
                  import_id=import_id, limit=limit, cursor=cursor)


@reads.get("/claims/{id:path}", responses=answers(NotFound))
def get_claim(store: p.TheStore, id: p.RecordId) -> ClaimInfo:
    """One claim with all its evidence."""
    return claim(store, id)


@reads.get("/sources", responses=answers(UsageError))
def list_sources(store: p.TheStore, limit: p.Limit = 100, cursor: p.Cursor = None) -> SourcePage:
    """Sources by title, with the number of their claims."""
    items, more = paged("sources", sources(store), limit, cursor)
    return SourcePage(items=items, cursor=more)


@reads.get("/sources/{id:path}", responses=answers(NotFound))
def get_source(store: p.TheStore, id: p.RecordId) -> SourceInfo:
    """One source."""
    return source_info(store, id)


@reads.get("/imports", responses=answers(UsageError))
def list_imports(store: p.TheStore, limit: p.Limit = 100, cursor: p.Cursor = None) -> ImportPage:
    """What came in, when, by whom, with counts of claims; latest first."""
    items, more = paged("imports", imports(store), limit, cursor)
    return ImportPage(items=items, cursor=more)


@reads.get("/imports/{id:path}", responses=answers(NotFound))
def get_import(store: p.TheStore, id: p.RecordId) -> ImportInfo:
    """One import."""
    return import_info(store, id)


@writes.post("/claims", status_code=201, responses=answers(BadRequest, NotFound, InvalidClaim, UnknownTerm, BodyTooLarge))
def create_claims(store: p.TheStore, body: Edit) -> Edited:
    """Say something, with its author and its source: an entity, links, values. Undone by deleting its import."""
    return keep(store, body)


@writes.delete("/imports/{id:path}", responses=answers(NotFound))
def delete_import(store: p.TheStore, id: p.RecordId) -> Undone:
    """Take exactly this import back: claims that another import states too stay."""
    return Undone(id=id, removed=store.undo_import(id))
