"""What people decided: accept, reject, contest a claim; say that two entities are the same, or not. And undo it."""

from __future__ import annotations

from fastapi import APIRouter, Body

from maillage.api import parameters as p
from maillage.api.errors import BodyTooLarge, OriginRefused, TokenRequired
from maillage.api.freshness import ReadRoute
from maillage.api.problems import answers
from maillage.api.shapes import AboutPair, DecisionPage, NewDecision
from maillage.api.token import Writing
from maillage.errors import NotFound, StoreError, UsageError
from maillage.graph.answers import DecisionInfo
from maillage.graph.claims import claim
from maillage.graph.decisions import decisions
from maillage.graph.resolve import canonical
from maillage.graph.store import Store
from maillage.schema.decision import Decision, about_pair

router = APIRouter(tags=["decisions"], route_class=ReadRoute, responses=answers(StoreError))
_CHANGE = answers(UsageError, NotFound, TokenRequired, OriginRefused, BodyTooLarge)


@router.get("/decisions", responses=answers(UsageError), response_model=DecisionPage)
def list_decisions(store: p.TheStore, target: p.OneId = None, limit: p.Limit = 50, cursor: p.Cursor = None) -> object:
    """Decisions, latest first; `target` keeps those about one claim or entity."""
    return decisions(store, target=target, limit=limit, cursor=cursor)


@router.post("/decisions", status_code=201, dependencies=[Writing], responses=_CHANGE)
def create_decision(store: p.TheStore, settings: p.TheSettings, body: NewDecision = Body()) -> DecisionInfo:
    """Decide; the answer's `id` undoes it."""
    return _info(store.decide(_decision(store, body, settings.author)))


@router.delete("/decisions/{id:path}", dependencies=[Writing], responses=answers(NotFound, UsageError, TokenRequired, OriginRefused))
def delete_decision(store: p.TheStore, settings: p.TheSettings, id: p.RecordId) -> DecisionInfo:
    """Undo a decision: it is kept, with the mark of who undid it and when."""
    return _info(store.undo_decision(id, settings.author))


def _decision(store: Store, body: NewDecision, author: str) -> Decision:
    """The decision that was asked for; raises NotFound when what it speaks of is not there."""
    if isinstance(body, AboutPair):
        for id in (body.target, body.other):
            canonical(store, id)
        return about_pair(body.kind, body.target, body.other, author=author, reason=body.reason)
    claim(store, body.target)
    return Decision(body.kind, body.target, author=author, reason=body.reason)


def _info(decision: Decision) -> DecisionInfo:
    return DecisionInfo(id=decision.id, **decision._asdict())
