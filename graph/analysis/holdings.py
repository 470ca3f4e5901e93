"""Who holds and who needs which competence, as sources state it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from maillage.graph.analysis.selection import View
from maillage.graph.snapshot import Snapshot

NEED, HOLD = "NEEDS", "HOLDS"


@dataclass(frozen=True)
class Holdings:
    """Positions by position: competences that each holds or needs, and the holders of each competence, ascending.

    ``links`` (who, competence, relation) → link ids.
    """

    snapshot: Snapshot
    holds: Mapping[int, frozenset[int]]
    needs: Mapping[int, frozenset[int]]
    holders: Mapping[int, list[int]]
    links: Mapping[tuple[int, int, str], list[str]]

    def proof(self, who: int, by: int, what: int) -> list[str]:
        """Links that say that the one needs it and that the other holds it."""
        return [*self.links.get((who, what, NEED), []), *self.links.get((by, what, HOLD), [])]


def holdings(seen: View) -> Holdings:
    """What the selection lets through."""
    links: dict[tuple[int, int, str], list[str]] = {}
    parts = {name: _read(seen, name, links) for name in (HOLD, NEED)}
    holders: dict[int, list[int]] = {}
    for who, what in sorted(parts[HOLD].items()):
        for each in what:
            holders.setdefault(each, []).append(who)
    return Holdings(seen.snapshot, parts[HOLD], parts[NEED], holders, links)


def _read(seen: View, relation: str, links: dict[tuple[int, int, str], list[str]]) -> dict[int, frozenset[int]]:
    snapshot, found = seen.snapshot, dict[int, set[int]]()
    for at in np.flatnonzero(snapshot.of(relation) & seen.links).tolist():
        who, what = int(snapshot.source[at]), int(snapshot.target[at])
        if seen.nodes[who]:
            found.setdefault(who, set()).add(what)
            links.setdefault((who, what, relation), []).append(snapshot.link_ids[at])
    return {who: frozenset(what) for who, what in found.items()}
