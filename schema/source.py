"""Where claims come from: a source (a document, a data set, a workshop table), and an import of it."""

from __future__ import annotations

from typing import NamedTuple


class Source(NamedTuple):
    """A document, a data set, a workshop's table. ``date`` is EDTF; ``sha256`` is of the file's bytes."""

    id: str
    title: str
    publisher: str | None = None
    licence: str | None = None
    date: str | None = None
    url: str | None = None
    sha256: str | None = None


class Import(NamedTuple):
    """One arrival of files. Its id hashes their content and how they are read: loading again is the same import.

    ``new``, ``known``, ``refused`` count claims; ``finished_at`` is None while it runs or when it was cut.
    """

    id: str
    title: str
    files: tuple[str, ...] = ()
    author: str = "local"
    started_at: str = ""
    finished_at: str | None = None
    new: int = 0
    known: int = 0
    refused: int = 0


class Refused(NamedTuple):
    """A cell, row or record that could not become a claim: its place, and what is wrong in both languages."""

    place: str
    problem_fr: str
    problem_en: str
    cell: str | None = None

    def message(self, lang: str = "fr") -> str:
        """``place: what is wrong``, in ``lang``."""
        return f"{self.place} : {self.problem_fr}" if lang == "fr" else f"{self.place}: {self.problem_en}"


class Stamp(NamedTuple):
    """What every claim of one import carries: who, when, which import."""

    author: str
    recorded_at: str
    import_id: str
