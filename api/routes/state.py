"""Is it alive, does the store answer, what may be said, how much is there."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from maillage import __version__
from maillage.api.freshness import NOT_MODIFIED, ReadRoute
from maillage.api.long_work import stats_of
from maillage.api.parameters import TheApart, TheSettings, TheStore
from maillage.api.problems import answers
from maillage.api.shapes import Health, Limits, OntologyInfo, Ready
from maillage.errors import StoreError
from maillage.graph.answers import Stats

router = APIRouter(tags=["state"])
reads = APIRouter(tags=["state"], route_class=ReadRoute, responses={**NOT_MODIFIED, **answers(StoreError)})


@router.get("/health")
def get_health() -> Health:
    """Whether the server is alive; it asks nothing of the store."""
    return Health(version=__version__)


@router.get("/ready", responses=answers(StoreError))
def get_ready(store: TheStore) -> Ready:
    """Whether the store answers, and which one it is; 503 says why it does not."""
    return Ready(mark=store.mark(), engine=store.engine, version=store.version)


@router.get("/limits")
def get_limits(settings: TheSettings) -> Limits:
    """How far this server goes: time and rows of a question, size of an upload."""
    return Limits(query_seconds=settings.query_seconds, query_rows=settings.query_rows,
                  upload_bytes=settings.upload_bytes, upload_files=settings.upload_files)


@reads.get("/ontology")
def get_ontology(store: TheStore) -> OntologyInfo:
    """Types, properties and relations, with labels and definitions in French and English."""
    return OntologyInfo.model_validate(store.ontology.to_json())


@reads.get("/stats", response_model=Stats)
def get_stats(store: TheStore, apart: TheApart) -> Response:
    """Counts of the whole: by type, relation, status of claims, source and territory."""
    return Response(stats_of(store, apart), media_type="application/json")
