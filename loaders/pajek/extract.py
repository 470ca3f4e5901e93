"""A Pajek network into an ``Extract``, line by line: ``*Vertices``, ``*Arcs``, ``*Edges``, their lists, and ``*Matrix``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from maillage.errors import SourceError
from maillage.loaders import limits
from maillage.loaders.clean import shown, whole
from maillage.loaders.extract import Extract
from maillage.loaders.files import Gauge
from maillage.loaders.format import Request
from maillage.loaders.network.parts import LOOKS, Aside, Attributes, Edge, Node, Part
from maillage.loaders.network.reading import network, one_file
from maillage.loaders.table.encoding import detect
from maillage.schema.source import Refused

_WORD = re.compile(r'"((?:[^"\\]|\\.)*)"|(\S+)')
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?\Z")
_SECTION = re.compile(r"\s*\*\s*(\w+)\s*(.*)")
_RELATION = re.compile(r'"([^"]*)"')
_SHOWN = 20  # words of a drawing that are told
_LINE = 1_000_000  # characters of one line: a row of a matrix may be long
_FIRST = re.compile(r"\d+\s+\d{1,9}")
_OF_VERTICES = frozenset({"partition", "vector", "permutation", "cluster", "hierarchy"})
_COMMENT = ("commentaire", "comment")
_NETWORK = ("le réseau porte le nom du fichier", "the network bears the name of the file")
_AS_WRITTEN = ("chaque lien se lit du premier bout au second", "each link is read from its first end to the second")
_MODES = ("les deux sortes de sommets ne sont pas distinguées", "the two kinds of vertices are not told apart")
_BAD = ("ligne illisible : attendu un numéro", "unreadable line: expected a number")


def extract(request: Request) -> Extract:
    """The network, ready to be read. Raises SourceError where a line is beyond measure or the vertices are wrong."""
    path = one_file(request)
    return network(request, "pajek", partial(_parts, path, detect(path).name))


def _parts(path: Path, encoding: str, gauge: Gauge) -> Iterator[Part]:
    reader = _Reader(path.name, _listed(path))
    with path.open(encoding=encoding, errors="replace") as file:
        for number, line in enumerate(iter(partial(file.readline, _LINE), ""), 1):
            if len(line) >= _LINE and not line.endswith("\n"):
                raise _refused(path, number)
            gauge.at += len(line)
            yield from reader.line(line, f"{path.name}, ligne {number}")


class _Reader:
    """Reads one file: the section that it is in, and how many vertices there are so far, of which how many of the first mode."""

    def __init__(self, file: str, listed: set[str]) -> None:
        self._file, self._listed = file, listed
        self._section = self._label = self._of = ""
        self._counted = self._row = self._first = 0

    def line(self, line: str, place: str) -> Iterator[Part]:
        """What one line says."""
        if line.lstrip().startswith("%"):
            yield Aside("%", line.strip(" %\r\n"), *_COMMENT)
        elif section := _SECTION.match(line):
            yield from self._begins(section[1], section[2].strip(), place)
        elif line.strip():
            self._row += 1
            yield from self._said(line, place)

    def _begins(self, section: str, rest: str, place: str) -> Iterator[Part]:
        """A section; the vertices after a partition or a vector are values of vertices, none themselves."""
        self._section, self._row = section.lower(), 0
        named = _RELATION.search(rest)
        self._label = named[1] if named else f"relation {rest[1:]}" if rest.startswith(":") else ""
        if self._section == "vertices" and not self._of:
            yield from self._vertices(rest, place)
        elif self._section == "vertices":
            self._section = self._of
        else:
            self._of = self._section if self._section in _OF_VERTICES else ""
        if self._section == "network":
            yield Aside("*Network", rest, *_NETWORK)
        elif self._section in ("edges", "edgeslist"):
            yield Aside(f"*{section}", "", *_AS_WRITTEN)
        elif self._section not in (*_READERS, "matrix") and section.lower() != "vertices":
            yield Aside(f"*{section}", rest)

    def _vertices(self, rest: str, place: str) -> Iterator[Part]:
        """All that are declared and not listed; with two numbers, the second says how many are of the first mode."""
        count = _count(rest, place, len(self._listed))
        self._first = int(rest.split()[1]) if _FIRST.fullmatch(rest) else 0
        yield from _unlisted(range(self._counted + 1, count + 1), self._listed, place)
        self._counted = max(self._counted, count)
        if self._first:
            yield Aside("*Vertices", rest, *_MODES)

    def _said(self, line: str, place: str) -> Iterator[Part]:
        words = [quoted if quoted or not plain else plain for quoted, plain in _WORD.findall(line)]
        if self._section == "matrix":
            yield from _matrix([str(self._row), *words], self._label, place, self._first)
        elif reader := _READERS.get(self._section):
            yield from reader(words, self._label, place)
        elif self._row == 1:
            yield Aside(f"*{self._section}, 1", line.strip()[: limits.TITLE])


def _refused(path: Path, number: int) -> SourceError:
    return SourceError(
        file=f"{path.name}, ligne {number}",
        problem_fr=f"ligne de plus de {_LINE} signes",
        problem_en=f"line of more than {_LINE} characters",
    )


def _count(said: str, place: str, listed: int) -> int:
    """How many vertices a section declares. Raises SourceError beyond measure, or where too many have no line of their own."""
    count = said.split()[0] if said.split() else "0"
    most = min(limits.NUMBERED, listed + limits.NODES)
    if count.isdecimal() and len(count) <= len(str(most)) and int(count) <= most:
        return int(count)
    raise SourceError(
        file=place,
        problem_fr=f"nombre de sommets illisible ou trop grand « {shown(count)} » (au plus {limits.NODES} sans ligne à eux)",
        problem_en=f"number of vertices unreadable or too large “{shown(count)}” (at most {limits.NODES} without a line)",
    )


def _unlisted(numbers: range, listed: set[str], place: str) -> Iterator[Part]:
    """Pajek may count vertices without listing them: each is then known by its number, unless a line names it."""
    yield from (Node(str(one), place, str(one)) for one in numbers if str(one) not in listed)


def _listed(path: Path) -> set[str]:
    """The numbers of vertices that have a line of their own."""
    found: set[str] = set()
    section = before = ""
    with path.open(encoding="latin-1") as file:
        for line in iter(partial(file.readline, _LINE), ""):
            if named := _SECTION.match(line):
                before, section = section, named[1].lower()
            elif section == "vertices" and before not in _OF_VERTICES and (first := line.split(maxsplit=1)):
                found.add(first[0])
    return found


def _vertex(words: list[str], label: str, place: str) -> Iterator[Part]:
    """``1 "Name" x y z shape key value … [5-8]``: all but the name and the times is how it is drawn, and left out."""
    if not words or not words[0].isdecimal():
        yield Refused(place, *_BAD, whole((" ".join(words),)))
        return
    times = tuple(("période", word.strip("[]")) for word in words[2:] if word.startswith("["))
    yield Node(words[0], place, words[1] if len(words) > 1 else words[0], "", times)
    yield from _drawn("*Vertices", [word for word in words[2:] if not word.startswith("[")])


def _line(words: list[str], label: str, place: str) -> Iterator[Part]:
    """``1 2 weight l "label" …``; what else is said is how it is drawn."""
    if len(words) < 2 or not all(word.lstrip("-").isdecimal() for word in words[:2]):
        yield Refused(place, *_BAD, whole((" ".join(words),)))
        return
    rest = words[2:]
    weight: Attributes = (("weight", rest.pop(0)),) if rest and _NUMBER.match(rest[0]) else ()
    if words[1].startswith("-"):
        weight = (*weight, ("signe", "-"))
    if "l" in rest[:-1]:
        at = rest.index("l")
        label = rest[at + 1]
        del rest[at : at + 2]
    times = tuple(("période", word.strip("[]")) for word in rest if word.startswith("["))
    yield Edge(words[0], words[1].lstrip("-"), place, label, (*weight, *times))
    yield from _drawn("*Arcs, *Edges", [word for word in rest if not word.startswith("[")])


def _drawn(of: str, words: list[str]) -> Iterator[Part]:
    """The words that say how something is drawn, each kind once; their values are not told."""
    found = [word for word in words if not _NUMBER.match(word)]
    if words:
        yield Aside(of, " ".join(found[:_SHOWN]), *LOOKS)


def _list(words: list[str], label: str, place: str) -> Iterator[Part]:
    """``1 2 3``: from the first to each of the others."""
    for other in words[1:]:
        yield from _line([words[0], other], label, place)


def _matrix(words: list[str], label: str, place: str, first: int) -> Iterator[Part]:
    """One row: the weight of the line to each vertex, 0 for none; where there are two kinds, to each of the second."""
    for column, weight in enumerate(words[1:], first + 1):
        if not _NUMBER.match(weight):
            yield Refused(place, *_BAD, whole((weight,)))
        elif float(weight):
            yield Edge(words[0], str(column), place, label, (("weight", weight),))


_READERS: dict[str, Callable[[list[str], str, str], Iterator[Part]]] = {
    "vertices": _vertex,
    "arcs": _line,
    "edges": _line,
    "arcslist": _list,
    "edgeslist": _list,
}
