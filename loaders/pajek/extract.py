"""A Pajek network into an ``Extract``, line by line: ``*Vertices``, ``*Arcs``, ``*Edges``, their lists, and ``*Matrix``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from maillage.errors import SourceError
from maillage.loaders import limits
from maillage.loaders.clean import shown
from maillage.loaders.extract import Extract
from maillage.loaders.format import Request
from maillage.loaders.network.parts import Attributes, Edge, Node, Part
from maillage.loaders.network.reading import Gauge, network, one_file
from maillage.loaders.table.encoding import detect
from maillage.schema.source import Refused

_WORD = re.compile(r'"((?:[^"\\]|\\.)*)"|(\S+)')
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?\Z")
_SECTION = re.compile(r"\s*\*\s*(\w+)\s*(.*)")
_RELATION = re.compile(r':?\s*\d*\s*"([^"]*)"')
_LINE = 1_000_000  # characters of one line: a row of a matrix may be long
_BAD = ("ligne illisible : attendu un numéro", "unreadable line: expected a number")


def extract(request: Request) -> Extract:
    """The network, ready to be read. Raises SourceError where a line is beyond measure or the vertices are wrong."""
    path = one_file(request)
    return network(request, "pajek", partial(_parts, path, detect(path).name))


def _parts(path: Path, encoding: str, gauge: Gauge) -> Iterator[Part]:
    reader: Callable[[list[str], str, str], Iterator[Part]] | None = None
    label, row = "", 0
    with path.open(encoding=encoding, errors="replace") as file:
        for number, line in enumerate(iter(partial(file.readline, _LINE), ""), 1):
            if len(line) >= _LINE and not line.endswith("\n"):
                raise _refused(path, number)
            gauge.at += len(line)
            section = _SECTION.match(line)
            if section:
                reader, row = _READERS.get(section[1].lower()), 0
                named = _RELATION.search(section[2])
                label = named[1] if named else ""
                if section[1].lower() == "vertices":
                    yield from _unlisted(section[2], f"{path.name}, ligne {number}", path)
            elif reader and line.strip() and not line.lstrip().startswith("%"):
                row += 1
                words = [quoted if quoted or not plain else plain for quoted, plain in _WORD.findall(line)]
                yield from reader([str(row), *words] if reader is _matrix else words, label, f"{path.name}, ligne {number}")


def _refused(path: Path, number: int) -> SourceError:
    return SourceError(
        file=f"{path.name}, ligne {number}",
        problem_fr=f"ligne de plus de {_LINE} signes",
        problem_en=f"line of more than {_LINE} characters",
    )


def _unlisted(said: str, place: str, path: Path) -> Iterator[Part]:
    """Pajek may count vertices without listing them: each is then known by its number, unless a line names it."""
    count = said.split()[0] if said.split() else "0"
    if not count.isdecimal() or int(count) > limits.NODES:
        raise SourceError(
            file=place,
            problem_fr=f"nombre de sommets illisible ou trop grand « {shown(count)} » ({limits.NODES} au plus)",
            problem_en=f"number of vertices unreadable or too large “{shown(count)}” (at most {limits.NODES})",
        )
    listed = _listed(path)
    yield from (Node(str(one), place, str(one)) for one in range(1, int(count) + 1) if str(one) not in listed)


def _listed(path: Path) -> set[str]:
    """The numbers of vertices that have a line of their own."""
    found: set[str] = set()
    within = False
    with path.open(encoding="latin-1") as file:
        for line in iter(partial(file.readline, _LINE), ""):
            section = _SECTION.match(line)
            if section:
                within = section[1].lower() == "vertices"
            elif within and (first := line.split(maxsplit=1)):
                found.add(first[0])
    return found


def _vertex(words: list[str], label: str, place: str) -> Iterator[Part]:
    """``1 "Name" x y z shape key value … [5-8]``: numbers after the name are where it is drawn, and left out."""
    if not words or not words[0].isdecimal():
        yield Refused(place, *_BAD, shown(" ".join(words)))
        return
    rest = [word for word in words[2:] if not _NUMBER.match(word)]
    times = tuple(("période", word.strip("[]")) for word in rest if word.startswith("["))
    yield Node(words[0], place, words[1] if len(words) > 1 else words[0], "", times)


def _line(words: list[str], label: str, place: str) -> Iterator[Part]:
    """``1 2 weight l "label" …``."""
    if len(words) < 2 or not all(word.lstrip("-").isdecimal() for word in words[:2]):
        yield Refused(place, *_BAD, shown(" ".join(words)))
        return
    weight: Attributes = (("weight", words[2]),) if len(words) > 2 and _NUMBER.match(words[2]) else ()
    named = words[words.index("l") + 1] if "l" in words[2:-1] else label
    times = tuple(("période", word.strip("[]")) for word in words[3:] if word.startswith("["))
    yield Edge(words[0], words[1].lstrip("-"), place, named, (*weight, *times))


def _list(words: list[str], label: str, place: str) -> Iterator[Part]:
    """``1 2 3``: from the first to each of the others."""
    for other in words[1:]:
        yield from _line([words[0], other], label, place)


def _matrix(words: list[str], label: str, place: str) -> Iterator[Part]:
    """One row: the weight of the line to each vertex, 0 for none."""
    for column, weight in enumerate(words[1:], 1):
        if _NUMBER.match(weight) and float(weight):
            yield Edge(words[0], str(column), place, label, (("weight", weight),))


_READERS: dict[str, Callable[[list[str], str, str], Iterator[Part]]] = {
    "vertices": _vertex,
    "arcs": _line,
    "edges": _line,
    "arcslist": _list,
    "edgeslist": _list,
    "matrix": _matrix,
}
