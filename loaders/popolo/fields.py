"""The fields of one thing of Popolo as attributes: names, identifiers and links told apart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from maillage.loaders import limits
from maillage.loaders.network.jsonfile import attributes, text
from maillage.loaders.network.parts import Aside, Attributes

_WIKIDATA = "http://www.wikidata.org/entity/"
_ELSEWHERE = ("id name other_names identifiers links sources parent_id organization_id area_id memberships "
              "classification images geometry").split()  # fmt: skip
_CONTACT = ("contact_details", "email")
_PRIVATE = ("coordonnées d'une personne", "contact details of a person")
_PICTURES = ("images et contours", "pictures and outlines")
_CALLED = {
    "founding_date": "founded",
    "dissolution_date": "dissolved",
    "start_date": "start",
    "end_date": "end",
    "summary": "description",
    "biography": "description",
    "identifier": "code",
}


def described(row: dict[str, Any], name: str) -> Attributes:
    """What is said of the thing itself."""
    field = "classification" if row.get("classification") else "type"
    kind = text(row.get(field))
    without = (*_ELSEWHERE, field, *(_CONTACT if name == "persons" else ()))
    rest = attributes({key: value for key, value in row.items() if key not in without})
    of_kind = {"areas": "level", "events": "format"}.get(name, "tags")
    called = ((_CALLED.get(key, key), value) for key, value in rest)
    return (*(((of_kind, kind),) if kind else ()), *_names(row), *_identifiers(row), *_links(row), *called)


def left_out(row: dict[str, Any], name: str) -> Iterator[Aside]:
    """What of a thing or a membership is left out, by its field; contact details without what they say."""
    if name in ("persons", "memberships"):
        yield from (Aside(f"{name}, {field}", "", *_PRIVATE) for field in (*_CONTACT, "person", "member") if row.get(field))
    for field in ("images", "geometry"):
        if row.get(field):
            yield Aside(f"{name}, {field}", text(row[field])[: limits.TITLE], *_PICTURES)


def _items(row: dict[str, Any], field: str) -> Iterator[dict[str, Any]]:
    listed = row.get(field)
    yield from (one for one in (listed if isinstance(listed, list) else ()) if isinstance(one, dict))


def _names(row: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Each other spelling once."""
    said = {text(one.get("name")) for one in _items(row, "other_names")} - {text(row.get("name")), ""}
    yield from (("aliases", spelled) for spelled in sorted(said))
    yield from _beside(row, "other_names", ("name",))


def _beside(row: dict[str, Any], field: str, read: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """What the items of a list say beside what is read of them: ``name : C. Exemple ; note : until 2010``."""
    for one in _items(row, field):
        if more := attributes(one, read):
            said = attributes({key: one.get(key) for key in read})
            yield field, " ; ".join(f"{key} : {value}" for key, value in (*said, *more))


def _identifiers(row: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Wikidata's stands for the thing everywhere; another is a note with its scheme."""
    for one in _items(row, "identifiers"):
        scheme, said = text(one.get("scheme")), text(one.get("identifier"))
        if scheme.lower() == "wikidata" and said.startswith("Q"):
            yield "same_as", _WIKIDATA + said
        elif said:
            yield scheme or "identifiant", said
    yield from _beside(row, "identifiers", ("identifier", "scheme"))


def _links(row: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for one in (*_items(row, "links"), *_items(row, "sources")):
        if said := text(one.get("url")):
            yield "url", said
    for field in ("links", "sources"):
        yield from _beside(row, field, ("url",))
