"""What a sheet of an XLSX says beside its cells: merged ranges, hidden rows and columns, comments, addresses, drawings."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from maillage.loaders import limits
from maillage.loaders.table.cells import Beside
from maillage.loaders.table.sheet import index_of, letter
from maillage.loaders.table.workbook import Package, attribute

_TAG = re.compile(rb'<(?:\w+:)?(mergeCell|hyperlink|(?:row|col)(?=\s[^<>]*?\bhidden="(?:1|true)"))\s([^<>]*)>')
_ATTRIBUTE = re.compile(rb'(\w+)="([^"]*)"')
_RANGE = re.compile(r"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})")
_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_LONGEST = 1_000  # bytes of such a tag
_COMMENTS = ("comments", "threadedComment")  # the second, newer ones stand in the first as well, with words around them


class Relation(NamedTuple):
    """What a part refers to: by which id, the last word of its kind, and the part or the address."""

    id: str
    kind: str
    target: str


def relations(package: Package, part: str, *, required: bool = False) -> Iterator[Relation]:
    """All that ``part`` refers to. Raises SourceError where it must refer to something and does not."""
    folder, _, name = part.rpartition("/")
    named = f"{folder}/_rels/{name}.rels"
    for _, element in package.elements(named, lambda local: local == "Relationship") if required or named in package else ():
        target = element.get("Target", "")
        if element.get("TargetMode") != "External":
            target = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        yield Relation(element.get("Id", ""), element.get("Type", "").rpartition("/")[2], target)


def beside(package: Package, part: str) -> Beside:
    """All of it. Raises SourceError where the sheet or its comments are broken."""
    found = Beside()
    related = {relation.id: relation for relation in relations(package, part)}
    for local, said in _tags(package, part):
        _take(found, local, said, related)
    for kind in _COMMENTS:
        for relation in related.values():
            if relation.kind == kind and relation.target in package:
                found.comments |= _comments(package, relation.target)
    found.drawn = any(relation.kind == "drawing" for relation in related.values())
    return found


def _tags(package: Package, part: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Names and attributes, found by their letters: parsing a sheet takes as long as reading it."""
    tail = b""
    for block in package.blocks(part):
        seen, last = tail + block, 0
        for match in _TAG.finditer(seen):
            said = {name.decode(): value.decode("utf-8", "replace") for name, value in _ATTRIBUTE.findall(match[2])}
            yield match[1].decode(), said
            last = match.end()
        tail = seen[max(last, len(seen) - _LONGEST) :]


def _take(found: Beside, local: str, said: dict[str, str], related: dict[str, Relation]) -> None:
    if local == "mergeCell" and (named := _RANGE.fullmatch(said.get("ref", ""))) and len(found.ranges) < limits.MERGED:
        left, top, right, bottom = named.groups()
        found.ranges.append((int(top), int(bottom), index_of(left), index_of(right)))
    elif local == "hyperlink" and (to := related.get(said.get("id", ""))) and len(found.addresses) < limits.MERGED:
        if cell := _CELL.match(said.get("ref", "")):
            found.addresses.setdefault(int(cell[2]), {})[index_of(cell[1])] = to.target
    elif local == "row" and len(found.rows) < limits.MERGED:
        found.rows.append(said.get("r", "?"))
    elif local == "col" and (first := said.get("min", "")).isdecimal():
        found.columns.append(letter(int(first) - 1))


def _comments(package: Package, part: str) -> dict[str, str]:
    """The first comments, by cell; those of one cell are joined."""
    found: dict[str, str] = {}
    for _, element in islice(package.elements(part, lambda local: local in ("comment", "threadedComment")), limits.MERGED):
        cell, text = attribute(element, "ref") or "?", "".join(element.itertext()).strip()
        found[cell] = " / ".join(filter(None, (found.get(cell, ""), text)))[: limits.REFUSED]
    return found
