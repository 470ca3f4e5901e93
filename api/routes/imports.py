"""Bringing data in: files sent, looked at before anything is kept, loaded with progress, taken back."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from starlette.requests import Request

from maillage.api import parameters as p
from maillage.api.arrivals import Loads, recognised, seen
from maillage.api.errors import BadRequest, BodyTooLarge, TooManyFiles, UnfitName, UploadTooLarge
from maillage.api.import_shapes import ImportPreview, LoadProgress, NewImport, UploadInfo
from maillage.api.problems import answers
from maillage.api.token import WRITE_PROBLEMS, Writing
from maillage.api.uploads import Upload, Uploads
from maillage.errors import NotFound, SourceError, StoreError

reads = APIRouter(tags=["imports"], responses=answers(StoreError))
writes = APIRouter(tags=["imports"], dependencies=[Writing], responses=WRITE_PROBLEMS)
_BYTES = {"requestBody": {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
                          "required": True}}


def uploads_of(request: Request) -> Uploads:
    """The uploads of this application."""
    uploads: Uploads = request.app.state.uploads
    return uploads


def loads_of(request: Request) -> Loads:
    """The loads of this application."""
    loads: Loads = request.app.state.loads
    return loads


TheUploads = Annotated[Uploads, Depends(uploads_of)]
TheLoads = Annotated[Loads, Depends(loads_of)]
FileName = Annotated[str, Query(min_length=1, max_length=150, description="Name of the file, without its folder.")]
Into = Annotated[str | None, Query(max_length=64, description="Id of an upload to which the file belongs.")]


@writes.post("/uploads", status_code=201, openapi_extra=_BYTES,
             responses=answers(NotFound, UploadTooLarge, TooManyFiles, UnfitName))
async def create_upload(request: Request, uploads: TheUploads, name: FileName, into: Into = None) -> UploadInfo:
    """Send one file, as it is; files of one import go `into` one upload. Nothing is kept but for an hour."""
    return _info(await uploads.receive(into, name, request.stream()))


@writes.delete("/uploads/{id:path}", responses=answers(NotFound))
def delete_upload(uploads: TheUploads, id: p.RecordId) -> UploadInfo:
    """Let files go that are not to be loaded."""
    upload = uploads.get(id)
    uploads.drop(id)
    return _info(upload)


@writes.post("/imports/preview", responses=answers(BadRequest, NotFound, SourceError, BodyTooLarge))
def preview_import(store: p.TheStore, uploads: TheUploads, body: NewImport) -> ImportPreview:
    """What the files would bring: the first entities and links, what becomes of each column, what is left out and why."""
    return seen(store, uploads.get(body.upload), body.title, body.table)


@writes.post("/imports", status_code=202, responses=answers(BadRequest, NotFound, SourceError, BodyTooLarge))
def create_import(store: p.TheStore, uploads: TheUploads, loads: TheLoads, body: NewImport) -> LoadProgress:
    """Load the files; the answer's `id` is the import's, under which its progress is told and it is taken back."""
    upload = uploads.get(body.upload)
    return loads.begin(store, upload, recognised(upload, body.title, body.table, store.ontology), body.author)


@reads.get("/imports/{id}/progress", responses=answers(NotFound))
def get_progress(loads: TheLoads, id: p.RecordId) -> LoadProgress:
    """How far a load is that this server runs or has just run."""
    return loads.progress(id)


def _info(upload: Upload) -> UploadInfo:
    return UploadInfo(id=upload.id, files=dict(sorted(upload.sizes.items())))
