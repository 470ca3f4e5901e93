"""What a standalone map shows: things, links, and the places in the sources where each is said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np

from maillage.graph import cypher
from maillage.graph.export.visible import Link, links_from, sources
from maillage.graph.records import statements
from maillage.schema.claim import natural
from maillage.schema.source import Source

if TYPE_CHECKING:
    from maillage.graph.store import Store

MOST_LINKS = 12_000
BATCH = 500
Place = tuple[str, str]

_ENTITIES = "UNWIND $ids AS id MATCH (e:Entity {id: id}) RETURN properties(e) AS props"
_SAID = """
UNWIND $ids AS id MATCH (c:Claim {subject: id}) WHERE c.status = 'accepted' OR c.status = 'contested'
RETURN properties(c) AS row
"""
_LAST = "MATCH (c:Claim) RETURN max(c.recorded_at) AS last"


@dataclass
class Picture:
    """``things`` are properties by id, the best linked first; ``places`` are (source, locator) by id or link id.

    ``all_things`` and ``all_links`` count what the store shows, ``last`` is when it last learnt something (RFC 3339).
    """

    things: dict[str, dict[str, Any]]
    degrees: dict[str, int]
    links: list[Link]
    sources: dict[str, Source]
    all_things: int
    all_links: int
    last: str | None
    places: dict[str, list[Place]] = field(default_factory=dict)


def picture(store: Store, most: int) -> Picture:
    """The ``most`` best linked things of the visible graph and the links between them, the surest first."""
    ids, degrees, total = _best(store, most)
    things = {row["props"]["id"]: row["props"] for batch in _batches(ids) for row in store.read(_ENTITIES, ids=batch)}
    among = [link for batch in _batches(ids) for link in links_from(store, batch) if link.object in things]
    links = sorted(sorted(among, key=_surest)[:MOST_LINKS], key=lambda link: link.id)
    found = Picture({id: things[id] for id in ids if id in things}, degrees, links, sources(store), total,
                    store.snapshot().source.size, store.read(_LAST)[0]["last"])
    _add_places(store, found)
    return found


def _best(store: Store, most: int) -> tuple[list[str], dict[str, int], int]:
    """Ids of the best linked, their number of links, and how many things there are."""
    shot = store.snapshot()
    count = len(shot.ids)
    degree = np.bincount(shot.source, minlength=count) + np.bincount(shot.target, minlength=count)
    chosen = np.argsort(-degree, kind="stable")[:most].tolist()  # ids are in order: ties go to the smaller id
    return [shot.ids[index] for index in chosen], {shot.ids[index]: int(degree[index]) for index in chosen}, count


def _surest(link: Link) -> tuple[int, float, str]:
    return (-len(link.props["sources"]), -link.props["confidence"], link.id)


def _add_places(store: Store, found: Picture) -> None:
    """Reads the claims behind what is shown: of a thing, its own; of a link, those that it names."""
    links = {claim: link.id for link in found.links for claim in link.props["claims"]}
    places: dict[str, set[Place]] = defaultdict(set)
    for batch in _batches(found.things):
        heirs = {row["id"]: row["entity"] for row in store.read(cypher.MEMBERS, ids=batch)}
        heirs.update((id, id) for id in batch)
        for row in store.stream(_SAID, ids=list(heirs)):
            said = row["row"]
            about = heirs[said["subject"]] if said.get("object") is None else links.get(said["id"])
            if about is not None:
                places[about].update((claim.source, claim.locator) for claim in statements(said))
    # A symmetric link may be stated from its other end, and a claim's subject may have been merged: read those by id.
    missing = sorted(claim for claim, link in links.items() if link not in places)
    for batch in _batches(missing):
        for row in store.read(cypher.CLAIMS_BY_ID, ids=batch):
            places[links[row["c"]["id"]]].update((claim.source, claim.locator) for claim in statements(row["c"]))
    found.places = {id: sorted(said, key=lambda place: (place[0], natural(place[1]))) for id, said in places.items()}


def _batches(ids: Iterable[str]) -> Iterator[list[str]]:
    listed = iter(ids)
    while batch := list(islice(listed, BATCH)):
        yield batch
