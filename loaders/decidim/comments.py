"""Comments as counts: how many on each proposal, for and against, by how many people. No text, no person is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import NamedTuple

from maillage.loaders import limits
from maillage.loaders.records import Record, records
from maillage.loaders.table.sheet import Sheet
from maillage.schema.source import Refused

_PROPOSAL = "Proposal"
COUNTED = frozenset({"commentable_type", "proposal_id", "commentable_id", "author_id", "author/id", "alignment"})


class Count(NamedTuple):
    """Comments on one proposal; ``people`` is 0 where there were too many to tell apart."""

    all: int = 0
    pro: int = 0
    con: int = 0
    people: int = 0

    def words(self) -> str:
        """In French, as a note says it."""
        by = f", de {self.people} personne{'s' * (self.people > 1)}" if self.people else ""
        return f"{self.all} ({self.pro} pour, {self.con} contre){by}"


@dataclass
class Counts:
    """Counts by proposal; ``told`` what could not be counted."""

    by_proposal: dict[str, Count] = field(default_factory=dict)
    told: list[Refused] = field(default_factory=list)


def counted(sheet: Sheet) -> Counts:
    """All comments of a table. Memory grows with proposals, and with people on them up to a bound."""
    found, pairs = Counts(), set[bytes]()
    for record in records(sheet):
        if isinstance(record, Refused):
            found.told.append(record)
            continue
        key = _key(record)
        if key is None:
            found.told.append(Refused(record.row, "commentaire sans proposition", "comment without a proposal"))
        elif key:
            found.by_proposal[key] = _with(found.by_proposal.get(key, Count()), record, key, pairs)
    if len(pairs) >= limits.KNOWN:
        found.by_proposal = {key: count._replace(people=0) for key, count in found.by_proposal.items()}
    return found


def _key(record: Record) -> str | None:
    """The proposal that a comment is on; nothing for comments on other things, None where it does not say."""
    kind = record["commentable_type"]
    if kind and not kind.endswith(_PROPOSAL):
        return ""
    return record["proposal_id"] or record["commentable_id"] or None


def _with(count: Count, record: Record, key: str, pairs: set[bytes]) -> Count:
    author = record["author_id"] or record["author/id"]
    pair = blake2b(f"{key} {author}".encode(), digest_size=8).digest()
    new = bool(author) and pair not in pairs and len(pairs) < limits.KNOWN
    if new:
        pairs.add(pair)
    alignment = record["alignment"]
    return Count(count.all + 1, count.pro + (alignment == "1"), count.con + (alignment == "-1"), count.people + new)


def announced(counts: tuple[int, int, int]) -> Count:
    """What the proposals themselves announce."""
    return Count(*counts)


def lost(counts: Counts, known: set[str]) -> Iterator[Refused]:
    """Comments on proposals that are not there."""
    for key, count in counts.by_proposal.items():
        if key not in known:
            yield Refused(
                "commentaires",
                f"{count.all} commentaires d'une proposition absente « {key[:60]} » : laissés de côté",
                f"{count.all} comments on a proposal that is not there “{key[:60]}”: left out",
            )
