"""XML read as a stream, whatever its namespaces: no entity, no DTD, no element beyond measure, nothing kept once looked at."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Literal
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from maillage.errors import SourceError
from maillage.loaders import limits
from maillage.loaders.files import Gauge

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

Event = Literal["start", "end"]
COMMENT = "<!-- -->"
_ENDLESS = ("éléments XML imbriqués sans fin", "XML elements nested without end")
_LARGE = (f"un élément de plus de {limits.XML_TEXT} octets", f"an element of more than {limits.XML_TEXT} bytes")


def elements(
    path: Path, wanted: Collection[str], gauge: Gauge, look: Callable[[str, Element], None] | None = None
) -> Iterator[tuple[Event, str, Element]]:
    """Elements whose local name is wanted: when they begin, with their attributes, and when they end, whole. ``look`` is
    shown each element that has ended, and each comment, by its local name.

    Raises SourceError where the file is no XML, is cut, holds entities or a DTD, or goes beyond the limits.
    """
    with _refusing(path), path.open("rb") as file:
        stream = _Counted(file, path, gauge)
        parents: list[Element] = []
        within = 0  # wanted elements that are open: what they hold is kept until they end
        for event, element in iterparse(stream, events=("start", "end", "comment"), forbid_dtd=True):
            local = COMMENT if event == "comment" else name(element.tag)
            if look and event != "start":
                look(local, element)
            if event == "comment":
                continue
            if event == "start":
                parents.append(element)
                if len(parents) > limits.XML_DEPTH:
                    raise _refused(path, *_ENDLESS)
                if local in wanted:
                    within += 1
                    yield "start", local, element
                continue
            parents.pop()
            if local in wanted:
                within -= 1
                yield "end", local, element
            if local in wanted or not within:
                stream.since = 0
                element.clear()
                if parents:
                    parents[-1].remove(element)


def name(tag: str) -> str:
    """A name without its namespace."""
    return tag.rpartition("}")[2]


def attribute(element: Element, *names: str) -> str:
    """The first of these attributes that is there, whatever its namespace; empty where none is."""
    local = {name(key): value for key, value in element.attrib.items()}
    return next((str(local[one]) for one in names if one in local), "")


def children(element: Element, *path: str) -> Iterator[Element]:
    """Descendants along a path of local names."""
    for child in element:
        if name(child.tag) == path[0]:
            if len(path) == 1:
                yield child
            else:
                yield from children(child, *path[1:])


class _Counted:
    """Refuses to give more bytes than one element may hold, and keeps the gauge."""

    def __init__(self, file: IO[bytes], path: Path, gauge: Gauge) -> None:
        self._file, self._path, self._gauge = file, path, gauge
        self.since = 0

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        block = self._file.read(size)
        self.since += len(block)
        self._gauge.at += len(block)
        if self.since > limits.XML_TEXT:
            raise _refused(self._path, *_LARGE)
        return block


@contextmanager
def _refusing(path: Path) -> Iterator[None]:
    """Whatever broken XML raises, as one error for people."""
    try:
        yield
    except DefusedXmlException as error:
        raise _refused(
            path, "le fichier contient des entités XML ou une DTD, refusées par sécurité",
            "the file holds XML entities or a DTD, refused for safety",
        ) from error  # fmt: skip
    except (ParseError, UnicodeDecodeError, LookupError, ValueError) as error:
        raise _refused(path, f"XML abîmé ou incomplet ({error})", f"damaged or truncated XML ({error})") from error


def _refused(path: Path, fr: str, en: str) -> SourceError:
    return SourceError(file=path.name, problem_fr=fr, problem_en=en)
