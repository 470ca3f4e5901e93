"""What the graph shows when it is measured: one route a measure, with progress for what takes long."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from maillage.api import parameters as p
from maillage.api.analyses import Cancelled, Desk, Job
from maillage.api.errors import AnalysisStopped, TooManyAnalyses
from maillage.api.freshness import NOT_MODIFIED, ReadRoute
from maillage.api.long_work import analysed
from maillage.api.measures import Asked
from maillage.api.problems import answers
from maillage.api.shapes import JobInfo, MeasureInfo
from maillage.api.token import WRITE_PROBLEMS, Writing
from maillage.errors import NotFound, StoreError, UsageError
from maillage.graph.analysis.measure import Measure
from maillage.graph.analysis.registry import MEASURES, UnknownMeasure
from maillage.graph.analysis.result import Analysis
from maillage.graph.analysis.selection import Selection
from maillage.graph.apart import Apart
from maillage.graph.memo import moment
from maillage.graph.store import Store
from maillage.schema.problems import UnknownTerm

router = APIRouter(tags=["analysis"])
reads = APIRouter(tags=["analysis"], route_class=ReadRoute, responses={**NOT_MODIFIED, **answers(StoreError)})
writes = APIRouter(tags=["analysis"], dependencies=[Writing], responses=WRITE_PROBLEMS)

# Last, since any name fits it.
others = APIRouter()

# How often one who waits is looked after, in seconds: is the answer there, is the caller still there.
_LOOK = 0.1
LATER: dict[int | str, dict[str, Any]] = {202: {
    "model": JobInfo, "description": "Not done within `wait`: how far it is. Ask the same address again; "
                                     "what nobody asks for any more is stopped."}}


def desk_of(request: Request) -> Desk:
    """The analyses of this application."""
    desk: Desk = request.app.state.desk
    return desk


TheDesk = Annotated[Desk, Depends(desk_of)]


@router.get("/analysis")
def list_measures() -> list[MeasureInfo]:
    """The measures: what each answers, its parameters, and where its formula stands on the methods page."""
    return [MeasureInfo.of(each) for each in MEASURES.values()]


@router.get("/analysis/jobs")
def list_jobs(desk: TheDesk) -> list[JobInfo]:
    """Analyses under way, the oldest first: how far each is."""
    return [JobInfo.of(job) for job in desk.jobs()]


@writes.delete("/analysis/jobs/{id:path}", responses=answers(NotFound))
def cancel_job(desk: TheDesk, id: p.RecordId) -> JobInfo:
    """Stop an analysis under way. One that nobody waits for stops by itself."""
    return JobInfo.of(desk.cancel(id))


def _route(measure: Measure) -> Callable[..., Awaitable[Response]]:
    """The route of one measure."""
    parameters = Depends(Asked(measure))

    async def ask(request: Request, store: p.TheStore, apart: p.TheApart, desk: TheDesk, wait: p.Wait = 20,
                  draws: p.Draws = 0, asked: Selection = parameters) -> Response:
        job = await run_in_threadpool(_begin, store, apart, desk, measure, asked, draws)
        return await answer(request, job, wait)

    ask.__name__ = f"analyse_{measure.name}"
    ask.__doc__ = f"{measure.question['en']} *{measure.title['en']}*."
    return ask


for each in MEASURES.values():
    reads.add_api_route(f"/analysis/{each.name}", _route(each), response_model=Analysis, responses={
        **LATER, **answers(UsageError, NotFound, UnknownTerm, AnalysisStopped, TooManyAnalyses)})


@others.get("/analysis/{name:path}", include_in_schema=False)
def refuse_measure(name: str) -> None:
    """Any other name. Raises UnknownMeasure, which lists those that there are."""
    raise UnknownMeasure(name=name[:80], known=", ".join(MEASURES))


def _begin(store: Store, apart: Apart, desk: Desk, measure: Measure, asked: Selection, draws: int) -> Job:
    """What was asked at this moment of the store. Raises StoreError, TooManyAnalyses."""

    def work(job: Job) -> bytes:
        return apart.ask(partial(analysed, name=measure.name, asked=asked, draws=draws), job.watch)

    return desk.ask((moment(store), measure.name, asked, draws), measure.name, work)


async def answer(request: Request, job: Job, wait: int, media_type: str = "application/json",
                  headers: dict[str, str] | None = None) -> Response:
    """The answer once it is there; how far it is after ``wait`` seconds. Raises what the analysis raised."""
    with job.awaited() as seen:
        seen.left = not await _patiently(request, job, wait)
    if not job.future.done():
        return JSONResponse(JobInfo.of(job).model_dump(), 202, {"Cache-Control": "no-store", "Retry-After": "1"})
    try:
        return Response(job.future.result(), headers=headers, media_type=media_type)
    except Cancelled:
        raise AnalysisStopped from None


async def _patiently(request: Request, job: Job, wait: int) -> bool:
    """Until the job ends, ``wait`` seconds have passed, or the caller has left; tells whether the caller is still there."""
    answer, end = asyncio.wrap_future(job.future), time.monotonic() + wait
    answer.add_done_callback(lambda done: done.cancelled() or done.exception())  # seen by whoever asked first, or by nobody
    while not (await asyncio.wait({answer}, timeout=min(_LOOK, max(0.0, end - time.monotonic()))))[0]:
        if await request.is_disconnected():
            return False
        if time.monotonic() >= end:
            return True
    return True
