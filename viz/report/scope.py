"""What a report is about: the whole, a territory, a theme (or method, competence…), or an actor."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from maillage.errors import UsageError
from maillage.graph.analysis.entities import brief, position
from maillage.graph.analysis.selection import Mask, located, within
from maillage.graph.analysis.thinned import thinned
from maillage.graph.answers import Brief
from maillage.graph.resolve import canonical
from maillage.graph.snapshot import Snapshot

if TYPE_CHECKING:
    from maillage.graph.store import Store


class NoReport(UsageError):
    """A thing of a kind that no report can be about."""

    slug = "no-report"
    fr = "Une note porte sur un territoire, un thème (méthode, compétence, métier) ou un acteur : « {name} » n'en est pas un."
    en = "A note is about a territory, a theme (method, competence, profession) or an actor: “{name}” is none."


@dataclass(frozen=True)
class Scope:
    """``whole`` is the snapshot of the store, ``part`` what the report is about; ``kind`` tells in which way."""

    whole: Snapshot
    part: Snapshot
    about: Brief | None
    kind: str

    @cached_property
    def shown(self) -> Snapshot:
        """What the report counts: all of the whole, else its practices with what they are linked to."""
        if self.about is None:
            return self.part
        part = self.part
        practices = part.members.get("Practice", np.zeros(len(part.ids), dtype=np.bool_))
        near = practices.copy()
        near[part.target[practices[part.source]]] = True
        near[part.source[practices[part.target]]] = True
        return thinned(part, near)

    @cached_property
    def own(self) -> frozenset[str] | None:
        """For an actor: its id and those of its practices, which it wants compared with all others. Else None."""
        if self.about is None or self.kind != "actor":
            return None
        mask = self.part.members.get("Practice", np.zeros(len(self.part.ids), dtype=np.bool_))
        return frozenset({self.about.id, *(self.part.ids[at] for at in np.flatnonzero(mask))})

    @property
    def territory(self) -> str | None:
        """The id of the territory, where the report is about one."""
        return self.about.id if self.about and self.kind == "territory" else None


def scope(store: Store, about: str | None) -> Scope:
    """Raises NotFound on an unknown id, NoReport on a thing that is no territory, theme or actor."""
    snapshot = store.snapshot()
    if about is None:
        return Scope(snapshot, snapshot, None, "whole")
    at = position(snapshot, canonical(store, about))
    kind = _kind(snapshot, at)
    practices = snapshot.members.get("Practice", np.zeros(len(snapshot.ids), dtype=np.bool_))
    mine = {"territory": _there, "theme": _holding, "actor": _around}[kind](snapshot, at)
    return Scope(snapshot, thinned(snapshot, ~practices | mine), brief(snapshot, at), kind)


def _kind(snapshot: Snapshot, at: int) -> str:
    for kind, label in (("territory", "Territory"), ("theme", "Concept"), ("actor", "Actor")):
        if label in snapshot.members and snapshot.members[label][at]:
            return kind
    raise NoReport(name=snapshot.names[at][:80])


def _there(snapshot: Snapshot, at: int) -> Mask:
    return located(snapshot, within(snapshot, at))


def _holding(snapshot: Snapshot, at: int) -> Mask:
    held = snapshot.reading("convergence") & within(snapshot, at)[snapshot.target]
    return _marked(snapshot, snapshot.source[held])


def _around(snapshot: Snapshot, at: int) -> Mask:
    ties = snapshot.reading("cooperation")
    return _marked(snapshot, snapshot.target[ties][snapshot.source[ties] == at])


def _marked(snapshot: Snapshot, places: np.ndarray[tuple[int], np.dtype[np.int32]]) -> Mask:
    mask = np.zeros(len(snapshot.ids), dtype=np.bool_)
    mask[places] = True
    return mask
