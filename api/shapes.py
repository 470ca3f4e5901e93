"""Bodies and answers that only the API has; the others are the dataclasses of ``graph/answers.py``."""

from __future__ import annotations

import time
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from maillage.api.analyses import Job
from maillage.api.storable import storable
from maillage.graph.analysis.measure import Measure
from maillage.graph.analysis.options import Option
from maillage.graph.answers import ClaimInfo, DecisionInfo, ImportInfo, SourceInfo
from maillage.schema.ids import MAX_ID

_Id = Annotated[str, Field(min_length=1, max_length=MAX_ID)]
# No control characters: the reason is shown, and stands in the backup.
_PLAIN = r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*$"
WRITTEN = r"^\s*[^\s\u0000-\u001f\u007f-\u009f][^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*$"
_Text = Annotated[str, Field(max_length=2_000, pattern=_PLAIN)]
_Reason = Annotated[_Text | None, Field(description="Why, for those who read it later.")]


class Health(BaseModel):
    """The server is alive."""

    status: Literal["ok"] = "ok"
    version: str = Field(description="Version of maillage.")


class Ready(BaseModel):
    """The store answers."""

    status: Literal["ready"] = "ready"
    engine: str = Field(description="`ArcadeDB` or `Neo4j`.")
    version: str = Field(description="Version of the engine.")
    mark: int = Field(description="Changes with every write.")


class Limits(BaseModel):
    """How far this server goes, by its settings: what a page says before somebody runs into it."""

    query_seconds: float = Field(description="Longest time of a question in Cypher, in seconds.")
    query_rows: int = Field(description="Most rows of its answer.")
    upload_bytes: int = Field(description="Most bytes of the files of one import from the page.")
    upload_files: int = Field(description="Most files of one import from the page.")


class OntologyInfo(BaseModel):
    """Types, relations and readings, by name, with labels, definitions and alignments in both languages."""

    prefixes: dict[str, str]
    types: dict[str, TypeInfo]
    relations: dict[str, RelationInfo]
    readings: dict[str, list[str]]


class PropertyInfo(BaseModel):
    """A property of a type: `kind` says how its values are written."""

    name: str
    kind: Literal["string", "text", "date", "integer", "number", "url", "code"]
    multiple: bool
    identifies: bool
    label: dict[str, str]
    definition: dict[str, str]
    align: dict[str, list[str]]


class TypeInfo(BaseModel):
    """A type of entity, its own properties and its ancestors (itself first)."""

    name: str
    parent: str | None
    abstract: bool
    label: dict[str, str]
    plural: dict[str, str]
    definition: dict[str, str]
    align: dict[str, list[str]]
    family: str | None
    same_name: str | None
    properties: dict[str, PropertyInfo]
    ancestors: list[str]


class RelationInfo(BaseModel):
    """A relation; `sentence` has the places `{subject}` and `{object}`."""

    name: str
    pairs: list[list[str]]
    symmetric: bool
    reading: str | None
    label: dict[str, str]
    inverse: dict[str, str]
    sentence: dict[str, str]
    definition: dict[str, str]
    align: dict[str, list[str]]


class AboutClaim(BaseModel):
    """A decision about one claim."""

    model_config = ConfigDict(extra="forbid")

    kind: Literal["accept", "reject", "contest"]
    target: Annotated[_Id, Field(description="Id of the claim.")]
    reason: _Reason = None


class AboutPair(BaseModel):
    """A decision about two entities: they are the same thing, or they are not."""

    model_config = ConfigDict(extra="forbid")

    kind: Literal["same", "not_same"]
    target: Annotated[_Id, Field(description="Id of one entity.")]
    other: Annotated[_Id, Field(description="Id of the other.")]
    reason: _Reason = None


NewDecision = Annotated[AboutClaim | AboutPair, Field(discriminator="kind")]


class KnownSource(BaseModel):
    """A source that the store has."""

    model_config = ConfigDict(extra="forbid")

    id: _Id


class NewSource(BaseModel):
    """A source that the edit brings; one of the same title is the same."""

    model_config = ConfigDict(extra="forbid")

    title: Annotated[str, Field(min_length=1, max_length=300, pattern=WRITTEN)]
    publisher: Annotated[str | None, Field(max_length=300, pattern=_PLAIN)] = None
    date: Annotated[str | None, Field(max_length=40, pattern=_PLAIN, description="EDTF.")] = None
    url: Annotated[str | None, Field(max_length=2_000, pattern=r"^https?://[^\s<>\"']+$")] = None


class NewEntity(BaseModel):
    """An entity that the edit brings: the claims that come with it call it `_:new`."""

    model_config = ConfigDict(extra="forbid")

    type: Annotated[str, Field(min_length=1, max_length=100, examples=["Association"])]
    name: Annotated[str, Field(min_length=1, max_length=500, pattern=WRITTEN)]


class NewClaim(BaseModel):
    """What is said: `subject predicate object` for a link, `subject predicate value` for a value."""

    model_config = ConfigDict(extra="forbid")

    subject: _Id
    predicate: Annotated[str, Field(min_length=1, max_length=100, examples=["PARTNER_IN", "description"])]
    object: _Id | None = None
    value: Annotated[str | None, Field(max_length=20_000, pattern=_PLAIN)] = None
    role: Annotated[str | None, Field(max_length=300, pattern=_PLAIN)] = None
    since: Annotated[str | None, Field(max_length=40, pattern=_PLAIN, description="EDTF.")] = None
    until: Annotated[str | None, Field(max_length=40, pattern=_PLAIN, description="EDTF.")] = None
    note: _Text | None = None


def no_rule(author: str) -> str:
    if author.strip().startswith("rule:"):
        raise PydanticCustomError("author", "a person's name")
    return author


class Edit(BaseModel):
    """What somebody types: who says it, where it comes from, and the claims, all or none kept."""

    model_config = ConfigDict(extra="forbid")

    author: Annotated[str, Field(min_length=1, max_length=200, pattern=WRITTEN), AfterValidator(no_rule)]
    method: Literal["workshop", "curated"] = "curated"
    source: KnownSource | NewSource
    locator: Annotated[str, Field(min_length=1, max_length=300, pattern=WRITTEN, description="Place in the source.")]
    quote: Annotated[_Text | None, Field(description="The source's own words.")] = None
    entity: NewEntity | None = None
    claims: Annotated[list[NewClaim], Field(max_length=100)] = Field(default_factory=list)

    @model_validator(mode="after")
    def _says_something(self) -> Edit:
        if self.entity is None and not self.claims:
            raise PydanticCustomError("too_short", "at least one claim", {"min_length": 1})
        return self


class Edited(BaseModel):
    """What an edit did: `DELETE /imports/{import_id}` undoes it. `entity` is the new one, or what it was joined with."""

    import_id: str
    entity: str | None
    new: int
    known: int
    decisions: int = Field(description="Rules' decisions and questions about what was typed: possible duplicates.")
    claims: list[ClaimInfo]


class Question(BaseModel):
    """A read in Cypher; values belong in `parameters`, never in the text."""

    model_config = ConfigDict(extra="forbid")

    cypher: str = Field(min_length=1, max_length=20_000, examples=["MATCH (p:Practice) RETURN p.name LIMIT 10"])
    parameters: Annotated[dict[str, Any], AfterValidator(storable)] = Field(default_factory=dict, max_length=100)


class Undone(BaseModel):
    """An import that was taken back, and how many claims went with it."""

    id: str
    removed: int


class DecisionPage(BaseModel):
    """Decisions, latest first; `cursor` asks for the next page, null on the last."""

    items: list[DecisionInfo]
    cursor: str | None = None


class SourcePage(BaseModel):
    """Sources by title; `cursor` asks for the next page, null on the last."""

    items: list[SourceInfo]
    cursor: str | None = None


class ImportPage(BaseModel):
    """Imports, latest first; `cursor` asks for the next page, null on the last."""

    items: list[ImportInfo]
    cursor: str | None = None


class MeasureInfo(BaseModel):
    """A measure: the question that it answers, its parameters for a form, and `method`, its place on the methods page."""

    name: str
    title: dict[str, str]
    question: dict[str, str]
    method: str
    options: list[Option]

    @classmethod
    def of(cls, measure: Measure) -> Self:
        return cls(name=measure.name, title=measure.title, question=measure.question, method=f"#{measure.name.replace('_', '-')}",
                   options=measure.options)


class JobInfo(BaseModel):
    """An analysis under way: `share` (0 to 1) of `step` is done."""

    id: str
    measure: str
    state: Literal["waiting", "running", "done", "failed", "cancelled"]
    step: str
    share: float
    seconds: float = Field(description="Since it was first asked for.")

    @classmethod
    def of(cls, job: Job) -> Self:
        return cls(id=job.id, measure=job.measure, state=job.state, step=job.step, share=round(job.share, 3),
                   seconds=round(time.monotonic() - job.began, 1))
