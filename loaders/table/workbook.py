"""XLSX and ODS are zip archives of XML: opened only after their sizes are known, parsed without any entity or DTD."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from errno import EINVAL
from pathlib import Path
from typing import IO, TYPE_CHECKING
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from maillage.errors import SourceError
from maillage.loaders import limits
from maillage.loaders.files import Gauge
from maillage.loaders.table.salvage import repaired

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_BLOCK = 1 << 20
# What a broken archive or broken XML raises.
BROKEN = (
    zipfile.BadZipFile,
    EOFError,
    ParseError,
    DefusedXmlException,
    zlib.error,
    UnicodeDecodeError,
    NotImplementedError,
    struct.error,
    OverflowError,
)


class Package:
    """An archive whose declared sizes are within limits; its parts are read one at a time, as streams.

    ``repaired`` is what stands for the file where its directory was lost and nothing else.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.repaired = None if zipfile.is_zipfile(path) else repaired(path)
        with self._opened() as archive:
            found = archive.infolist()
            _check(path, found)
            self.sizes = {member.filename: member.file_size for member in found}

    def __contains__(self, part: str) -> bool:
        return part in self.sizes

    @contextmanager
    def _opened(self) -> Iterator[zipfile.ZipFile]:
        with refusing(self.path), zipfile.ZipFile(self.repaired or self.path) as archive:
            yield archive

    @contextmanager
    def _counted(self, name: str, gauge: Gauge | None = None) -> Iterator[Counted]:
        if name not in self.sizes:
            raise SourceError(
                file=self.path.name,
                problem_fr=f"classeur incomplet : il y manque {name}",
                problem_en=f"incomplete workbook: {name} is missing",
            )
        with self._opened() as archive, archive.open(name) as stream:
            yield Counted(stream, self.sizes[name], self.path, gauge)

    def blocks(self, name: str) -> Iterator[bytes]:
        """The bytes of one part, block by block."""
        with self._counted(name) as stream, refusing(self.path):
            while block := stream.read(_BLOCK):
                stream.since = 0
                yield block

    def elements(
        self, name: str, wanted: Callable[[str], bool], gauge: Gauge | None = None, *, starts: str | None = None
    ) -> Iterator[tuple[str, Element]]:
        """Elements of a part whose local name is wanted, whole; all are let go once they have been looked at.

        Elements named ``starts`` come when they begin, with their attributes only.
        Raises SourceError where the part is broken, or holds a DTD or entities.
        """
        with self._counted(name, gauge) as stream, refusing(self.path):
            parents: list[Element] = []
            within = 0  # wanted elements that are open: what they hold is kept until they end
            for event, element in iterparse(stream, events=("start", "end"), forbid_dtd=True):
                local = element.tag.rpartition("}")[2]
                is_wanted = wanted(local)
                if event == "start":
                    parents.append(element)
                    if len(parents) > limits.XML_DEPTH:
                        raise _endless(self.path)
                    within += is_wanted
                    if local == starts:
                        yield local, element
                    continue
                parents.pop()
                within -= is_wanted
                if is_wanted:
                    yield local, element
                if not within:
                    stream.since = 0
                    element.clear()
                    if parents:
                        parents[-1].remove(element)


@contextmanager
def refusing(path: Path) -> Iterator[None]:
    """Whatever a broken archive or broken XML raises, as one error for people."""
    try:
        yield
    except DefusedXmlException as error:
        raise SourceError(
            file=path.name,
            problem_fr="le classeur contient des entités XML ou une DTD, refusées par sécurité",
            problem_en="the workbook holds XML entities or a DTD, refused for safety",
        ) from error
    except BROKEN as error:
        raise _damaged(path, error) from error
    except RuntimeError as error:
        if "password" not in str(error) and "encrypted" not in str(error):
            raise
        raise encrypted(path) from error
    except OSError as error:
        if error.errno != EINVAL:  # a place before the beginning of the file, as the archive's directory tells it
            raise
        raise _damaged(path, error) from error


def _endless(path: Path) -> SourceError:
    return SourceError(file=path.name, problem_fr="XML imbriqué sans fin", problem_en="XML nested without end")


def members(path: Path) -> frozenset[str] | None:
    """The names of the parts of an archive; None where it cannot be opened."""
    try:
        with zipfile.ZipFile(path) as archive:
            return frozenset(archive.namelist())
    except (OSError, ValueError, *BROKEN):
        return None


def _damaged(path: Path, error: Exception) -> SourceError:
    """What is wrong with a workbook that cannot be unpacked. One that passed through a text editor, or a service that
    took it for text, shows the sign for unknown bytes all over: these bytes are lost.
    """
    with path.open("rb") as file:
        as_text = file.read(_BLOCK).count("\ufffd".encode()) > 20
    lost = ("enregistré comme du texte, ses octets sont perdus", "saved as text, its bytes are lost")
    fr, en = lost if as_text else (str(error), str(error))
    return SourceError(
        file=path.name,
        problem_fr=f"classeur abîmé ou incomplet ({fr}) ; téléchargez-le ou enregistrez-le à nouveau",
        problem_en=f"damaged or truncated workbook ({en}); download or save it again",
    )


def encrypted(path: Path) -> SourceError:
    """The error for a workbook that a password protects."""
    return SourceError(
        file=path.name,
        problem_fr="classeur protégé par un mot de passe ; enregistrez-le sans mot de passe",
        problem_en="workbook protected by a password; save it without one",
    )


def _check(path: Path, members: list[zipfile.ZipInfo]) -> None:
    """Refuses bombs by what the archive declares; that it declares the truth is checked while it is read."""
    unpacked, packed = sum(m.file_size for m in members), sum(m.compress_size for m in members)
    if any(m.flag_bits & 1 for m in members):
        raise encrypted(path)
    if len(members) > limits.MEMBERS or unpacked > limits.UNZIPPED:
        raise _too_large(
            path,
            f"{len(members)} parties, {unpacked} octets une fois décompressées",
            f"{len(members)} parts, {unpacked} bytes unpacked",
        )
    if unpacked > limits.RATIO_FROM and unpacked > limits.RATIO * max(1, packed):
        times = unpacked // max(1, packed)
        raise _too_large(path, f"décompressé, il serait {times} fois plus gros", f"unpacked it would be {times} times larger")


def _too_large(path: Path, fr: str, en: str) -> SourceError:
    return SourceError(
        file=path.name,
        problem_fr=f"classeur refusé, trop gros ({fr}) ; enregistrez la feuille en CSV",
        problem_en=f"workbook refused, too large ({en}); save the sheet as CSV",
    )


class Counted:
    """A stream that refuses to go beyond the size that was declared, or beyond what one row may hold; it keeps a gauge."""

    def __init__(self, stream: IO[bytes], size: int, path: Path, gauge: Gauge | None) -> None:
        self._stream, self._left, self._path, self._gauge = stream, size, path, gauge
        self.since = 0  # bytes since the last element was let go

    def read(self, size: int = -1) -> bytes:
        """The next bytes. Raises SourceError beyond the limits."""
        block = self._stream.read(size if size >= 0 else self._left + 1)
        self._left -= len(block)
        self.since += len(block)
        if self._left < 0:
            raise _too_large(self._path, "il est plus gros qu'il ne le déclare", "it is larger than it declares")
        if self.since > limits.ELEMENT:
            raise _too_large(
                self._path, f"une ligne de plus de {limits.ELEMENT} octets", f"a row of more than {limits.ELEMENT} bytes"
            )
        if self._gauge is not None:
            self._gauge.at += len(block)
        return block


def attribute(element: Element, local: str) -> str | None:
    """An attribute by its local name, whatever its namespace."""
    direct = element.get(local)
    if direct is not None:
        return direct
    found: str | None = next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == local), None)
    return found
