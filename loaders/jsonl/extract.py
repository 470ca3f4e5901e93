"""A backup into an ``Extract``: its first line understood, its end there, before anything of it is stored."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from maillage.errors import SourceError
from maillage.loaders import limits
from maillage.loaders.extract import Extract, Item
from maillage.loaders.files import digest
from maillage.loaders.format import Request
from maillage.loaders.jsonl.records import BadRecord, parsed, record
from maillage.schema.model import Ontology
from maillage.schema.source import Refused, Stamp

VERSION = 1
_LONG = BadRecord(f"ligne de plus de {limits.JSON_LINE} octets", f"line of more than {limits.JSON_LINE} bytes")


def extract(request: Request) -> Extract:
    """The backup, ready to be restored. Raises SourceError when it is of a later version, or cut."""
    if len(request.files) > 1:
        raise SourceError(file=request.files[1].name, problem_fr="une sauvegarde à la fois", problem_en="one backup at a time")
    path = request.files[0]
    _check_first(path)
    _check_last(path)
    return Extract(
        format="jsonl",
        title=request.title or path.name,
        files=(path.name,),
        fingerprint=digest(path),
        sources=(),
        reading=Backup(path, request.ontology),
        restores=True,
    )


class Backup:
    """The records of a backup as one stream, each with the stamps it was kept with."""

    def __init__(self, path: Path, ontology: Ontology) -> None:
        self._path, self._ontology = path, ontology
        self._size, self._at = path.stat().st_size, 0

    def items(self, stamp: Stamp) -> Iterator[Item]:
        """Sources, imports, claims and decisions in the order of the file; a line that is none of them is told and left out."""
        self._at = 0
        with self._path.open("rb") as file:
            for number, line in enumerate(_lines(file), 1):
                self._at = file.tell()
                if number > 1 and line.strip():
                    yield self._item(number, line)

    def _item(self, number: int, line: bytes) -> Item:
        try:
            if len(line) >= limits.JSON_LINE:
                raise _LONG
            return record(line, self._ontology)
        except BadRecord as error:
            content = line[: limits.REFUSED].decode("utf-8", "replace")
            return Refused(f"{self._path.name}, ligne {number}", error.fr, error.en, content)

    @property
    def done(self) -> float:
        """The share of the bytes that was read."""
        return min(1.0, self._at / self._size) if self._size else 1.0


def _lines(file: BinaryIO) -> Iterator[bytes]:
    """Lines of at most limits.JSON_LINE bytes; what a longer one has beyond is passed over."""
    while line := file.readline(limits.JSON_LINE):
        rest = line
        while rest and not rest.endswith(b"\n"):
            rest = file.readline(limits.JSON_LINE)
        yield line


def _check_first(path: Path) -> None:
    """Raises SourceError where the first line is not that of a backup which this version can read."""
    with path.open("rb") as file:
        line = file.readline(limits.JSON_LINE)
    try:
        first: dict[str, Any] = parsed(line.removeprefix(b"\xef\xbb\xbf"))
    except BadRecord as error:
        raise SourceError(file=f"{path.name}, ligne 1", problem_fr=error.fr, problem_en=error.en) from error
    if first.get("maillage") != VERSION:
        said = str(first.get("maillage"))[:40]
        raise SourceError(
            file=f"{path.name}, ligne 1",
            problem_fr=f"sauvegarde de version {said} ; ce maillage lit la version {VERSION} : mettez-le à jour",
            problem_en=f"backup of version {said}; this maillage reads version {VERSION}: update it",
        )


def _check_last(path: Path) -> None:
    """Raises SourceError where the file ends within a record: restoring half of it would look like all of it."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - limits.JSON_LINE))
        last = file.read().rstrip().rpartition(b"\n")[2]
    try:
        parsed(last)
    except BadRecord as error:
        raise SourceError(
            file=path.name,
            problem_fr="sauvegarde coupée : sa dernière ligne est incomplète ; ôtez cette ligne pour charger le reste",
            problem_en="backup cut short: its last line is incomplete; remove that line to load the rest",
        ) from error
