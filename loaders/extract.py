"""What a loader makes of files: an ``Extract``, read as a stream and as often as wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from maillage.schema.claim import Claim
from maillage.schema.decision import Decision
from maillage.schema.ids import content_hash
from maillage.schema.source import Import, Refused, Source, Stamp

# A backup also restores its imports and sources as they were.
Item = Claim | Decision | Source | Import | Refused


class Reading(Protocol):
    """A stream of items under way."""

    def items(self, stamp: Stamp) -> Iterator[Item]:
        """Claims in the order of the source, each stamped; what cannot be read as ``Refused``.

        Raises SourceError when the whole cannot be read.
        """

    @property
    def done(self) -> float:
        """Share of the source that has been read, 0 to 1, for a progress bar."""


class Use(NamedTuple):
    """What one column (or field) of a table becomes, in words; ``kept`` is false where nothing is made of it."""

    table: str
    column: str
    fr: str
    en: str
    kept: bool = True


class Note(NamedTuple):
    """How something was read that a person may want to look at: nothing of it is left out."""

    place: str
    fr: str
    en: str


@dataclass(frozen=True)
class Extract:
    """Files recognised as one format, ready to be read.

    ``fingerprint`` hashes the bytes of the files and how they are read (format, mapping): the import's
    id comes from it, so that loading the same files again is the same import. ``restores`` is true for a
    backup, whose claims keep their own stamps and whose decisions stand, so that no rule decides anew.
    ``columns`` and ``notes`` say how the files are read, for a preview; ``sums`` what the last reading added up to, once
    it is at its end.
    """

    format: str
    title: str
    files: tuple[str, ...]
    fingerprint: str
    sources: tuple[Source, ...]
    reading: Reading
    restores: bool = False
    columns: tuple[Use, ...] = ()
    notes: tuple[Note, ...] = ()
    sums: Callable[[], tuple[Note, ...]] = tuple

    @property
    def import_id(self) -> str:
        return f"imp-{content_hash(self.format, self.fingerprint)[:12]}"
