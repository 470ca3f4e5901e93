"""Identity: which ids name one thing, by the decisions of people and rules.

A cluster is what ``same`` decisions connect, unless a ``not_same`` stands between two of its members.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from maillage.schema.decision import Decision


def clusters(decisions: Iterable[Decision]) -> dict[str, frozenset[str]]:
    """Members by id, for ids that share a cluster with another; all other ids stand alone.

    Of the active decisions of people about one pair the last in ``Decision.order`` counts, and of each
    rule its own last. ``same`` pairs are then joined, the strongest first (a person outranks every rule);
    a join that would put the two ids of a person's ``not_same`` into one cluster is left out. A rule's
    ``not_same`` takes back what that rule said, and holds off nobody else. The outcome does not depend on
    the order of ``decisions``.
    """
    verdicts = _last_verdicts(decisions)
    forest = _Forest((d.target, d.other) for d in verdicts if d.kind == "not_same" and d.other and not d.by_rule)
    for decision in sorted((d for d in verdicts if d.kind == "same"), key=lambda d: d.order, reverse=True):
        if decision.other:
            forest.join(decision.target, decision.other)
    return {member: frozenset(group) for group in forest.groups.values() if len(group) > 1 for member in group}


def _last_verdicts(decisions: Iterable[Decision]) -> list[Decision]:
    last: dict[tuple[str, str | None, str | None], Decision] = {}
    for decision in decisions:
        if not decision.active or decision.kind not in ("same", "not_same"):
            continue
        spoken = (decision.target, decision.other, decision.author if decision.by_rule else None)
        if spoken not in last or decision.order > last[spoken].order:
            last[spoken] = decision
    return list(last.values())


class _Forest:
    """Groups that grow by joining, with enemies that must never share one."""

    def __init__(self, apart: Iterable[tuple[str, str | None]]) -> None:
        self.groups: dict[str, set[str]] = {}
        self.root: dict[str, str] = {}
        self.enemies: dict[str, set[str]] = {}
        for one, other in apart:
            assert other is not None
            self.enemies.setdefault(one, set()).add(other)
            self.enemies.setdefault(other, set()).add(one)

    def join(self, one: str, other: str) -> None:
        a, b = self._group(one), self._group(other)
        if a is b or any(not self.enemies[member].isdisjoint(b) for member in a if member in self.enemies):
            return
        large, small = (a, b) if len(a) >= len(b) else (b, a)
        gone = self.root[next(iter(small))]
        for member in small:
            self.root[member] = self.root[next(iter(large))]
        large |= small
        del self.groups[gone]

    def _group(self, member: str) -> set[str]:
        root = self.root.setdefault(member, member)
        return self.groups.setdefault(root, {member})


def canonical(members: Iterable[str], first_recorded: Mapping[str, str]) -> str:
    """The id recorded first; ids of which nothing is recorded come last; ties go to the smaller id."""
    return min(members, key=lambda member: (first_recorded.get(member, "~"), member))
