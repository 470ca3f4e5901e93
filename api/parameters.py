"""The parameters of the API, each named once: its form, its limits, its words."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from fastapi import Depends, Path, Query
from starlette.requests import Request

from maillage.api.errors import InvalidRequest
from maillage.api.language import Lang
from maillage.api.reports import Form
from maillage.graph.analysis.resampling import MOST_DRAWS
from maillage.graph.apart import Apart
from maillage.graph.export import FORMATS
from maillage.graph.store import Store
from maillage.schema.ids import MAX_ID
from maillage.settings import Settings

# The upper limits of lists: a page, a map, a group of neighbours.
MOST_ITEMS = 500
MOST_NODES = 20_000
MOST_LINKS = 100_000
MOST_TEXT = 500
MOST_IDS = 100
MOST_SHARED = 20


# Coroutines, though they wait for nothing: for a plain function FastAPI takes a thread, which costs more than the function.
async def store_of(request: Request) -> Store:
    """The store that this application serves."""
    store: Store = request.app.state.store
    return store


async def apart_of(request: Request) -> Apart:
    """Where long work on the store is done."""
    apart: Apart = request.app.state.apart
    return apart


async def settings_of(request: Request) -> Settings:
    """The settings that this application was made with."""
    settings: Settings = request.app.state.settings
    return settings


async def asked_language(lang: Annotated[Lang | None, Query(description="Language of problem texts; else `Accept-Language`, "
                                                                  "else French.")] = None) -> None:
    """Documents ``lang`` on every route and refuses other languages; `language` reads it."""


TheStore = Annotated[Store, Depends(store_of)]
TheApart = Annotated[Apart, Depends(apart_of)]
TheSettings = Annotated[Settings, Depends(settings_of)]

EntityId = Annotated[str, Path(min_length=1, max_length=MAX_ID, examples=["programme-2018:unadel"],
                               description="Id of an entity; `:` and `/` may stand raw or percent-encoded.")]
AreaKey = Annotated[str, Path(pattern=r"^(departement|epci|commune)-[0-9][0-9A-Ba-b][0-9]{0,10}$", examples=["departement-38"],
                              description="Level and official code: `departement-38`, `epci-200040715`, `commune-38185`.")]
RecordId = Annotated[str, Path(min_length=1, max_length=MAX_ID, description="Id of the thing asked.")]

Kinds = Annotated[list[str], Query(alias="type", default_factory=list, max_length=50,
                                   description="Types, with all their kinds (`Actor` includes `Association`): repeat the "
                                               "parameter, or separate by commas.")]
Kind = Annotated[str | None, Query(alias="type", max_length=100, description="A type, with all its kinds.")]
Relations = Annotated[list[str], Query(alias="relation", default_factory=list, max_length=50,
                                       description="Relations: repeat the parameter, or separate by commas.")]
RelationName = Annotated[str | None, Query(alias="relation", max_length=100, description="One relation only.")]
Seeds = Annotated[list[str], Query(default_factory=list, max_length=MOST_IDS,
                                   description="Ids to start from: repeat the parameter, or separate by commas.")]
SharedIds = Annotated[list[str], Query(min_length=1, max_length=MOST_SHARED,
                                       description="Two to twenty ids: repeat the parameter, or separate by commas.")]
Theme = Annotated[str | None, Query(max_length=MAX_ID, description="Id of a theme.")]
Territory = Annotated[str | None, Query(max_length=MAX_ID, description="Id of a territory; what lies within it counts.")]
SourceId = Annotated[str | None, Query(alias="source", max_length=MAX_ID, description="Id of a source.")]
Targets = Annotated[list[str], Query(alias="target", default_factory=list, max_length=MOST_IDS,
                                     description="Ids of claims or entities: repeat the parameter, or separate by commas.")]
OneId = Annotated[str | None, Query(max_length=MAX_ID, description="An id.")]
PathStart = Annotated[str, Query(alias="from", min_length=1, max_length=MAX_ID, description="Id of the entity to start from.")]
PathEnd = Annotated[str, Query(alias="to", min_length=1, max_length=MAX_ID, description="Id of the entity to reach.")]
Text = Annotated[str | None, Query(max_length=MOST_TEXT, description="Words to find.")]
SearchText = Annotated[str, Query(max_length=MOST_TEXT, description="Words to find: accents, case, acronyms, plurals and "
                                                                    "one typo are forgiven.")]
Date = Annotated[str | None, Query(max_length=40, pattern=r"^-?\d{4}(-\d{2}(-\d{2})?)?$", examples=["2018", "2018-10"],
                                   description="A year, month or day (EDTF).")]
Sort = Annotated[Literal["name", "degree", "recorded"], Query(description="Order of the list.")]
Status = Annotated[Literal["proposed", "accepted", "rejected", "contested"] | None, Query(description="Status of claims.")]
DecisionKind = Annotated[Literal["accept", "reject", "contest", "same", "not_same", "maybe_same"] | None,
                         Query(description="Kind of decision; `maybe_same` are rules' open questions.")]
ImportId = Annotated[str | None, Query(alias="import", max_length=MAX_ID, description="Id of an import.")]
ExportName = Annotated[str, Query(json_schema_extra={"enum": sorted(FORMATS)}, description="Format of the file.")]
Limit = Annotated[int, Query(ge=1, le=MOST_ITEMS, description=f"How many at most; never more than {MOST_ITEMS}.")]
NodeLimit = Annotated[int, Query(ge=1, le=MOST_NODES, description="How many entities at most; the best linked are kept.")]
LinkLimit = Annotated[int, Query(ge=1, le=MOST_LINKS, description="How many links at most.")]
Depth = Annotated[int, Query(ge=0, le=4, description="How many links away from the seeds.")]
PathCount = Annotated[int, Query(ge=1, le=20, description="How many ways.")]
Longest = Annotated[int, Query(ge=1, le=8, description="Most links on a way.")]
Cursor = Annotated[str | None, Query(max_length=2000, description="`cursor` of the page before.")]
About = Annotated[str | None, Query(max_length=MAX_ID, description="Id of a territory, a theme (method, competence, profession) "
                                                                   "or an actor.")]
ReportForm = Annotated[Form, Query(description="A page that stands alone, or a Word document.")]
ReportLimit = Annotated[int, Query(ge=1, le=50, description="Lines of each measure.")]
Draws = Annotated[int, Query(ge=0, le=MOST_DRAWS, description="How often sources are drawn again, to tell each place as an "
                                                              "interval (0: not).")]
Wait = Annotated[int, Query(ge=0, le=60, description="Seconds to wait for the answer; then 202 tells how far it is.")]
WithEvidence = Annotated[bool, Query(description="Add the claims of every value.")]

# A comma that an id follows: an id may hold a comma itself.
_COMMA_ID = re.compile(r",(?=[a-z0-9][a-z0-9._-]{0,79}:)")


def ids_of(given: list[str], most: int = MOST_IDS) -> list[str]:
    """Ids from repeated or comma-separated parameters, each once, in their order. Raises InvalidRequest beyond ``most``.

    >>> ids_of(["a:x,b:y", "a:x"])
    ['a:x', 'b:y']
    """
    ids = list(dict.fromkeys(id for text in given for id in _COMMA_ID.split(text) if id))
    if len(ids) > most:
        raise InvalidRequest(problem_fr=f"{len(ids)} identifiants, {most} au plus", problem_en=f"{len(ids)} ids, at most {most}")
    return ids


def names_of(given: list[str]) -> list[str]:
    """Names of types or relations from repeated or comma-separated parameters, each once, in their order."""
    return list(dict.fromkeys(name.strip() for text in given for name in text.split(",") if name.strip()))
