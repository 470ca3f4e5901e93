"""The sources of a report by number, so that each line cites its own in a few signs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from maillage.graph.answers import SourceInfo
from maillage.graph.snapshot import Snapshot

MOST_CITED = 4


@dataclass(frozen=True)
class Cited:
    """``sources`` in the order of their numbers, 1 first; ``by_link`` gives those of each link id."""

    sources: Sequence[SourceInfo]
    by_link: dict[str, tuple[str, ...]]

    @classmethod
    def of(cls, part: Snapshot, whole: Snapshot, known: Sequence[SourceInfo], links: Iterable[str]) -> Cited:
        """Those of ``known`` that speak of something in ``part``, or that say one of ``links`` of ``whole``."""
        by_link = dict(zip(whole.link_ids, whole.link_sources, strict=True))
        said = {*part.node_sources, *part.link_sources, *(by_link[link] for link in links if link in by_link)}
        speaking = {id for each in said for id in each}
        return cls([source for source in known if source.id in speaking], by_link)

    def numbers(self, links: Iterable[str]) -> str:
        """``[1] [3]``: the sources of these links."""
        places = {source.id: place for place, source in enumerate(self.sources, 1)}
        found = sorted({places[id] for link in links for id in self.by_link.get(link, ()) if id in places})
        more = " …" if len(found) > MOST_CITED else ""
        return " ".join(f"[{place}]" for place in found[:MOST_CITED]) + more
