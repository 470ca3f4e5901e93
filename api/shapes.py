"""Bodies and answers that only the API has; the others are the dataclasses of ``graph/answers.py``."""

from __future__ import annotations

import time
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from maillage.api.analyses import Job
from maillage.api.storable import storable
from maillage.graph.analysis.measure import Measure
from maillage.graph.analysis.options import Option
from maillage.graph.answers import DecisionInfo, ImportInfo, SourceInfo
from maillage.schema.ids import MAX_ID

_Id = Annotated[str, Field(min_length=1, max_length=MAX_ID)]
# No control characters: the reason is shown, and stands in the backup.
_Text = Annotated[str, Field(max_length=2_000, pattern=r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*$")]
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
