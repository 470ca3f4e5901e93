"""Decisions: what people (and rules with a name) decided about claims and ids. Kept, dated, undone by a mark.

``accept``, ``reject``, ``contest`` speak of a claim; ``same``, ``not_same`` of two entity ids;
``maybe_same`` is a rule's question about two ids, which changes nothing until somebody answers.
"""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

from maillage.errors import UsageError
from maillage.schema.ids import content_hash, is_id

Kind = Literal["accept", "reject", "contest", "same", "not_same", "maybe_same"]
ABOUT_CLAIM = ("accept", "reject", "contest")
ABOUT_PAIR = ("same", "not_same", "maybe_same")
RULE = "rule:"


class Decision(NamedTuple):
    """``target`` is a claim's id, or the smaller of two entity ids with ``other`` the larger."""

    kind: Kind
    target: str
    other: str | None = None
    author: str = "local"
    recorded_at: str = ""
    reason: str | None = None
    import_id: str | None = None
    undone_at: str | None = None
    undone_by: str | None = None

    @property
    def id(self) -> str:
        """Content hash. A rule decides a pair once: its time is not part of the id; a person may decide anew."""
        when = None if self.by_rule else self.recorded_at
        return content_hash(self.kind, self.target, self.other, self.author, when)

    @property
    def by_rule(self) -> bool:
        return self.author.startswith(RULE)

    @property
    def active(self) -> bool:
        return self.undone_at is None

    @property
    def order(self) -> tuple[bool, str, bool, str]:
        """Later wins, at one moment the one that keeps apart; a person outranks every rule."""
        return (not self.by_rule, self.recorded_at, self.kind == "not_same", self.id)


def about_pair(kind: Kind, one: str, other: str, **fields: Any) -> Decision:
    """A decision about two ids, whichever was named first. Raises UsageError on one id or a malformed one."""
    if one == other or not (is_id(one) and is_id(other)):
        raise UsageError(f"{kind}: {one!r}, {other!r}")
    return Decision(kind, min(one, other), max(one, other), **fields)


def to_dict(decision: Decision) -> dict[str, Any]:
    """The decision as JSON-ready data, its id first, empty fields left out."""
    return {"id": decision.id, **{key: value for key, value in decision._asdict().items() if value is not None}}


def from_dict(data: dict[str, Any]) -> Decision:
    """The decision that ``to_dict`` wrote. Raises UsageError on what it cannot be."""
    try:
        decision = Decision(**{key: value for key, value in data.items() if key != "id"})
    except TypeError as error:
        raise UsageError(f"decision: {error}") from error
    if decision.kind not in ABOUT_CLAIM + ABOUT_PAIR or (decision.kind in ABOUT_PAIR) != (decision.other is not None):
        raise UsageError(f"decision: {decision.kind!r}")
    return decision
