"""Bodies and answers of bringing data in from the page."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from maillage.api.shapes import WRITTEN, no_rule


class UploadInfo(BaseModel):
    """Files sent, by name with their bytes; `id` is named by the import."""

    id: str
    files: dict[str, int]


class TableChoice(BaseModel):
    """What a table's rows are, and what each column becomes: a property, `RELATION:Type` for a link, or nothing (empty)."""

    model_config = ConfigDict(extra="forbid")

    type: Annotated[str, Field(min_length=1, max_length=100, examples=["Association"])]
    columns: Annotated[dict[str, Annotated[str, Field(max_length=200)]], Field(max_length=1_000)]


class NewImport(BaseModel):
    """Files to look at or to load, and how."""

    model_config = ConfigDict(extra="forbid")

    upload: Annotated[str, Field(min_length=1, max_length=64)]
    title: Annotated[str | None, Field(min_length=1, max_length=300, pattern=WRITTEN, description="Of the source.")] = None
    author: Annotated[str | None, Field(min_length=1, max_length=200, pattern=WRITTEN), AfterValidator(
        lambda author: author and no_rule(author))] = None
    table: TableChoice | None = None


class ColumnInfo(BaseModel):
    """What one column becomes, in words; `kept` is false where nothing is made of it."""

    table: str
    column: str
    fr: str
    en: str
    kept: bool


class SentenceInfo(BaseModel):
    """One thing that would be kept, in words, and where the source says it."""

    fr: str
    en: str
    place: str
    subject: str
    object: str | None = None


class RefusedInfo(BaseModel):
    """What cannot be read: its place, and what is wrong."""

    place: str
    fr: str
    en: str
    cell: str | None = None


class ImportPreview(BaseModel):
    """What files would bring; counts are of the beginning where `whole` is false.

    `headings` are those of the one table that may be mapped by hand; `problem` says why it cannot be read without.
    """

    title: str
    files: list[str]
    headings: list[str]
    format: str | None = None
    problem: dict[str, str] | None = None
    columns: list[ColumnInfo] = Field(default_factory=list)
    notes: list[ColumnInfo] = Field(default_factory=list)
    entities: list[SentenceInfo] = Field(default_factory=list)
    links: list[SentenceInfo] = Field(default_factory=list)
    refusals: list[RefusedInfo] = Field(default_factory=list)
    types: dict[str, int] = Field(default_factory=dict)
    relations: dict[str, int] = Field(default_factory=dict)
    claims: int = 0
    refused: int = 0
    whole: bool = True


class LoadProgress(BaseModel):
    """How far a load is; `share` from 0 to 1. `problem` says why it failed: what came before is kept, and undone by `id`."""

    id: str
    title: str
    state: Literal["loading", "done", "failed"] = "loading"
    share: float = 0.0
    new: int = 0
    known: int = 0
    refused: int = 0
    decisions: int = 0
    refusals: list[RefusedInfo] = Field(default_factory=list)
    problem: dict[str, str] | None = None
