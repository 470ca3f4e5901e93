"""A synthesis note as a file."""

from __future__ import annotations

from functools import partial
from typing import Any

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from maillage.api import parameters as p
from maillage.api.analyses import Job
from maillage.api.errors import AnalysisStopped, NoReports, TooManyAnalyses
from maillage.api.freshness import NOT_MODIFIED, ReadRoute
from maillage.api.language import language
from maillage.api.problems import answers
from maillage.api.reports import MEDIA_TYPES, Reporter
from maillage.api.routes.analysis import LATER, TheDesk, answer
from maillage.errors import NotFound, StoreError, UsageError
from maillage.graph.memo import moment

router = APIRouter(tags=["analysis"], route_class=ReadRoute, responses={**NOT_MODIFIED, **answers(StoreError)})
_FILE: dict[int | str, dict[str, Any]] = {**LATER, 200: {
    "description": "The file.", "content": {media_type.partition(";")[0]: {} for media_type in MEDIA_TYPES.values()}}}


@router.get("/report", response_class=Response, responses={
    **_FILE, **answers(UsageError, NotFound, NoReports, AnalysisStopped, TooManyAnalyses)})
async def get_report(
    request: Request, store: p.TheStore, apart: p.TheApart, desk: TheDesk, about: p.About = None, format: p.ReportForm = "html",
    limit: p.ReportLimit = 10, wait: p.Wait = 20,
) -> Response:
    """A synthesis note on the whole, a territory, a theme or an actor: a page that stands alone, or a Word document."""
    reporter: Reporter | None = request.app.state.reporter
    if reporter is None:
        raise NoReports
    made, lang = reporter, language(request)

    def work(job: Job) -> bytes:
        return apart.ask(partial(made, form=format, about=about, lang=lang, limit=limit), job.watch)

    job = await run_in_threadpool(lambda: desk.ask((moment(store), "report", about, format, lang, limit), "report", work))
    headers = {"Content-Disposition": f'{"inline" if format == "html" else "attachment"}; filename="maillage.{format}"'}
    return await answer(request, job, wait, MEDIA_TYPES[format], headers)
