"""Popolo's lists into nodes and edges. A post is the role of the memberships that hold it; an area that a member stands for
is linked to the member. Contact details of persons are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from maillage.errors import SourceError
from maillage.loaders import limits
from maillage.loaders.extract import Extract
from maillage.loaders.files import Gauge
from maillage.loaders.format import Request
from maillage.loaders.network.jsonfile import attributes, document, objects, text
from maillage.loaders.network.parts import Aside, Attributes, Edge, Node, Part
from maillage.loaders.network.reading import network, one_file
from maillage.loaders.popolo.fields import described, left_out

_KINDS = {"persons": "Person", "organizations": "Organization", "areas": "Territory", "events": "Event"}
_READ = (*_KINDS, "posts", "memberships")
# Fields of a membership that are understood, or left out as contact details are; all others are notes.
_OF_MEMBERSHIP = frozenset("id person_id person member_id member organization_id on_behalf_of_id area_id post_id "
                           "legislative_period_id start_date end_date contact_details email images".split())  # fmt: skip
_HELD = (
    "seul le nom d'un poste occupé se voit, comme rôle du lien",
    "only the name of a post that somebody holds shows, as the role of a link",
)
_NO_RELATION = ("aucune relation pour le dire", "no relation to say it")
Row = dict[str, Any]


def extract(request: Request) -> Extract:
    """The lists, ready to be read. Raises SourceError where the document is no whole one."""
    path = one_file(request)
    data = document(path)
    if not isinstance(data, dict):
        raise SourceError(
            file=path.name, problem_fr="Popolo : attendu un objet JSON", problem_en="Popolo: expected a JSON object"
        )
    return network(request, "popolo", partial(_parts, path, data))


def _parts(path: Path, data: Row, gauge: Gauge) -> Iterator[Part]:
    """Things first, then what joins them."""
    lists = {name: objects(path, data.get(name), name) for name in (*_KINDS, "posts", "memberships")}
    names = _names(lists)
    for index, (name, kind) in enumerate(_KINDS.items()):
        gauge.at = gauge.size * index // len(lists)
        for number, row in enumerate(lists[name], 1):
            yield Node(
                _key(name, row.get("id")), f"{path.name}, {name} {number}", text(row.get("name")), kind, described(row, name)
            )
    for name in _KINDS:
        for number, row in enumerate(lists[name], 1):
            yield from _of_thing(row, name, f"{path.name}, {name} {number}")
            for inner in objects(path, row.get("memberships"), f"{name} {number}, memberships"):
                own = {"persons": "person_id", "organizations": "organization_id"}.get(name, "")
                yield from _membership({own: row.get("id"), **inner}, names, f"{path.name}, {name} {number}, memberships")
    for number, row in enumerate(lists["memberships"], 1):
        yield from _membership(row, names, f"{path.name}, memberships {number}")
    yield from _asides(data, lists)


def _asides(data: Row, lists: dict[str, list[Row]]) -> Iterator[Aside]:
    """Lists that no relation says, what is left out of things and memberships, posts and all that is said of them."""
    for name, value in data.items():
        if name not in _READ and value:
            yield Aside(name, text(value)[: limits.TITLE], *_NO_RELATION)
    for name in (*_KINDS, "memberships"):
        for row in lists[name]:
            yield from left_out(row, name)
    for row in lists["posts"]:
        for field, value in row.items():
            if field != "id":
                yield Aside(f"posts, {field}", text(value)[: limits.TITLE], *_HELD)


def _key(name: str, id: Any) -> str:
    """Ids are unique within their list only."""
    return f"{name.removesuffix('s')}-{text(id)}"


def _names(lists: dict[str, list[Row]]) -> dict[str, str]:
    """Names of what memberships refer to, by key."""
    return {
        _key(name, row.get("id")): text(row.get("label") or row.get("name"))
        for name in ("posts", "areas", "events", "organizations")
        for row in lists[name]
    }


def _of_thing(row: Row, name: str, place: str) -> Iterator[Edge]:
    """The larger thing that it belongs to, the organisation that an event is of, the area of an organisation."""
    key = _key(name, row.get("id"))
    if row.get("parent_id"):
        yield Edge(key, _key(name, row["parent_id"]), place, "PART_OF")
    if name == "events" and row.get("organization_id"):
        yield Edge(key, _key("organizations", row["organization_id"]), place, text(row.get("classification")))
    if name != "areas" and row.get("area_id"):
        yield Edge(key, _key("areas", row["area_id"]), place, "LOCATED_IN")


def _membership(row: Row, names: dict[str, str], place: str) -> Iterator[Edge]:
    """A person (or an organisation) in an organisation, on behalf of another, for an area."""
    who = _key("persons", row["person_id"]) if row.get("person_id") else _key("organizations", row.get("member_id"))
    post, period = (
        names.get(_key(name, row.get(field)), "") or text(row.get(field))
        for name, field in (("posts", "post_id"), ("events", "legislative_period_id"))
    )
    role = post or text(row.get("role") or row.get("label"))
    when = tuple((key, text(row[field])) for key, field in (("since", "start_date"), ("until", "end_date")) if row.get(field))
    what: Attributes = (*((("role", role),) if role else ()), *when, *((("période", period),) if period else ()))
    what += attributes({key: value for key, value in row.items() if value and value != role}, _OF_MEMBERSHIP)
    body = _key("organizations", row.get("organization_id"))
    yield Edge(who, body, place, "MEMBER_OF", what)
    if row.get("on_behalf_of_id"):
        behalf = (("note", f"au nom de : {names.get(body, body)}"), *when)
        yield Edge(who, _key("organizations", row["on_behalf_of_id"]), f"{place}, on_behalf_of_id", "MEMBER_OF", behalf)
    if row.get("area_id"):
        yield Edge(who, _key("areas", row["area_id"]), f"{place}, area_id", "représente", when)
