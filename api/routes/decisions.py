"""What people decided: accept, reject, contest a claim; say that two entities are the same, or not. And undo it."""

from __future__ import annotations

from fastapi import APIRouter

from maillage.api import parameters as p
from maillage.api.decision_list import decisions
from maillage.api.errors import BodyTooLarge
from maillage.api.freshness import NOT_MODIFIED, ReadRoute
from maillage.api.problems import answers
from maillage.api.shapes import AboutPair, DecisionPage, NewDecision
from maillage.api.token import WRITE_PROBLEMS, Writing
from maillage.errors import NotFound, StoreError, UsageError
from maillage.graph.answers import DecisionInfo
from maillage.schema.decision import Decision, about_pair

reads = APIRouter(tags=["decisions"], route_class=ReadRoute, responses={**NOT_MODIFIED, **answers(StoreError)})
writes = APIRouter(tags=["decisions"], dependencies=[Writing], responses=WRITE_PROBLEMS)
_CHANGE = answers(UsageError, NotFound, BodyTooLarge)


@reads.get("/decisions", responses=answers(UsageError))
def list_decisions(
    store: p.TheStore, target: p.Targets, kind: p.DecisionKind = None, limit: p.Limit = 50, cursor: p.Cursor = None,
) -> DecisionPage:
    """Decisions, latest first; `target` keeps those about these claims or entities, `kind` those of one kind."""
    return decisions(store, targets=p.ids_of(target), kind=kind, limit=limit, cursor=cursor)


@writes.post("/decisions", status_code=201, responses=_CHANGE)
def create_decision(store: p.TheStore, settings: p.TheSettings, body: NewDecision) -> DecisionInfo:
    """Decide; the answer's `id` undoes it."""
    return _info(store.decide(_decision(body, settings.author)))


@writes.delete("/decisions/{id:path}", responses=answers(NotFound, UsageError))
def delete_decision(store: p.TheStore, settings: p.TheSettings, id: p.RecordId) -> DecisionInfo:
    """Undo a decision: it is kept, with the mark of who undid it and when."""
    return _info(store.undo_decision(id, settings.author))


def _decision(body: NewDecision, author: str) -> Decision:
    if isinstance(body, AboutPair):
        return about_pair(body.kind, body.target, body.other, author=author, reason=body.reason)
    return Decision(body.kind, body.target, author=author, reason=body.reason)


def _info(decision: Decision) -> DecisionInfo:
    return DecisionInfo(id=decision.id, **decision._asdict())
