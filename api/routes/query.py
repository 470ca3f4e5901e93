"""Questions in Cypher, read-only, for researchers; and everything as a file."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from urllib.parse import quote

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from maillage.api import parameters as p
from maillage.api.csv_text import csv_text
from maillage.api.errors import BodyTooLarge, OriginRefused
from maillage.api.negotiation import prefers_csv
from maillage.api.problems import answers
from maillage.api.shapes import Question
from maillage.errors import QueryFailed, QueryRefused, QueryTooLong, StoreError, UsageError
from maillage.graph.answers import Answer
from maillage.graph.export import FORMATS, write

router = APIRouter(tags=["research"], responses=answers(StoreError))
_ASKED = {**answers(QueryFailed, QueryRefused, QueryTooLong, OriginRefused, BodyTooLarge),
          200: {
    "content": {"text/csv": {"schema": {"type": "string"}}},
    "headers": {"X-Maillage-Cut": {"description": "CSV only: that rows were left out, and why (percent-encoded).",
                                   "schema": {"type": "string"}}}}}
_FILE = {**answers(UsageError), 200: {"description": "The file.", "content": {
    format.media_type: {} for format in FORMATS.values()}}}


@router.post("/query", responses=_ASKED, response_model=Answer)
def run_query(request: Request, store: p.TheStore, settings: p.TheSettings, question: Question) -> Answer | Response:
    """Ask in Cypher; nothing can be changed. `Accept: text/csv` gives the rows as CSV."""
    answer = store.query(question.cypher, question.parameters, seconds=settings.query_seconds, rows=settings.query_rows)
    return _csv(answer) if prefers_csv(request.headers.get("accept", "")) else answer


def _csv(answer: Answer) -> Response:
    """The rows as CSV; that rows were left out is said in a header, since the file has no place for it."""
    headers = {"Content-Disposition": 'attachment; filename="maillage.csv"', "Cache-Control": "no-store"}
    if answer.cut is not None:
        headers["X-Maillage-Cut"] = quote(answer.cut["en"], safe=" ,.:;()'")
    return Response(csv_text(answer.columns, answer.rows), headers=headers, media_type="text/csv; header=present")


@router.get("/export", responses=_FILE, response_class=Response)
def get_export(store: p.TheStore, format: p.ExportName = "jsonl") -> StreamingResponse:
    """Everything as a file, streamed; `jsonl` is the backup."""
    chunks, kind = write(store, format), FORMATS[format]
    headers = {"Content-Disposition": f'attachment; filename="maillage{kind.suffix}"', "Cache-Control": "no-store"}
    return StreamingResponse(_begun(chunks), headers=headers, media_type=kind.media_type)


def _begun(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The chunks, the first one already made: what fails at the start is told as a problem, not as a cut file."""
    first = next(chunks, b"")
    return itertools.chain((first,), chunks)
