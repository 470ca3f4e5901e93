"""Where ids lead, as this program last saw it: a table names the same town on every row.

What is remembered holds as long as nobody else writes. Every unit of work counts the store's mark up by one and reads
it as its first statement, so a writer sees at once that another came between, and forgets.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from maillage.graph import cypher
from maillage.graph.fold import Graph
from maillage.graph.recent import Recent
from maillage.graph.runner import Ask
from maillage.graph.spoken import Spoken

MOST = 400_000


class End(NamedTuple):
    """The entity that an id is shown as, None when it is not shown; and all ids that are shown so, if there are others."""

    entity: str | None
    members: frozenset[str] = frozenset()


class Ends:
    """The memory of one open store. ``begin`` at the start of a unit of work, ``keep`` once it is committed.

    ``spoken`` is what claims and decisions may speak of, under the same condition.
    """

    def __init__(self) -> None:
        self._moment: tuple[int, str] = (-1, "")
        self._recent: Recent[str, End] = Recent(MOST)
        self.spoken = Spoken()

    def begin(self, counts: Mapping[str, Any], ask: Ask) -> None:
        """``counts`` as the lock gave them, its own mark among them."""
        before = counts["mark"] - 1, counts["created_at"]
        if before != self._moment:
            self._recent.clear()
            self._moment = before
            if any(ask(first) for first in cypher.FIRST):
                self.spoken.forget()
            else:
                self.spoken.nothing()

    def keep(self, counts: Mapping[str, Any], said: Iterable[str], touched: Iterable[str], after: Graph) -> None:
        """What the unit of work that was given ``counts`` ``said``, and what it made of the ids that it ``touched``."""
        self._moment = counts["mark"], counts["created_at"]
        self.spoken.put(said)
        heirs = set(after.aliases.values())
        for id in touched:
            if id in after.entities and id not in heirs:
                self._recent.put(id, End(id))
            else:
                self._recent.drop(id)

    def of(self, ids: set[str], ask: Ask, merged: bool) -> dict[str, End]:
        """Where each of ``ids`` leads, before the unit of work under way; ``merged``: whether any ids share an entity."""
        found = self._recent.known(ids)
        asked = [id for id in ids if id not in found]
        for id, end in (_read(asked, ask, merged) if asked else {}).items():
            self._recent.put(id, end)
            found[id] = end
        return found


def _read(ids: list[str], ask: Ask, merged: bool) -> dict[str, End]:
    heirs, members = {id: id for id in ids}, dict[str, set[str]]()
    if merged:
        heirs.update((row["id"], row["entity"]) for row in ask(cypher.HEIRS, ids=ids))
        for row in ask(cypher.MEMBERS, ids=list(set(heirs.values()))):
            members.setdefault(row["entity"], {row["entity"]}).add(row["id"])
    visible = set(ask(cypher.VISIBLE, ids=list(set(heirs.values())))[0]["ids"])
    groups = {heir: frozenset(group) for heir, group in members.items()}
    return {id: End(heir if heir in visible else None, groups.get(heir, frozenset())) for id, heir in heirs.items()}
