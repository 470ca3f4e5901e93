"""The fields of one thing of Popolo as attributes: names, identifiers and links told apart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from maillage.loaders.network.jsonfile import attributes, text
from maillage.loaders.network.parts import Attributes

_WIKIDATA = "http://www.wikidata.org/entity/"
_ELSEWHERE = ("id name other_names identifiers links sources parent_id organization_id area_id memberships posts parent children "
              "contact_details email images classification type geometry").split()  # fmt: skip
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
    rest = {_CALLED.get(key, key): value for key, value in row.items() if key not in _ELSEWHERE}
    kind = text(row.get("classification") or row.get("type"))
    of_kind = {"areas": "level", "events": "format"}.get(name, "tags")
    return (*(((of_kind, kind),) if kind else ()), *_names(row), *_identifiers(row), *_links(row), *attributes(rest))


def _items(row: dict[str, Any], field: str) -> Iterator[dict[str, Any]]:
    listed = row.get(field)
    yield from (one for one in (listed if isinstance(listed, list) else ()) if isinstance(one, dict))


def _names(row: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Each other spelling once."""
    said = {text(one.get("name")) for one in _items(row, "other_names")} - {text(row.get("name")), ""}
    yield from (("aliases", spelled) for spelled in sorted(said))


def _identifiers(row: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Wikidata's stands for the thing everywhere; another is a note with its scheme."""
    for one in _items(row, "identifiers"):
        scheme, said = text(one.get("scheme")), text(one.get("identifier"))
        if scheme.lower() == "wikidata" and said.startswith("Q"):
            yield "same_as", _WIKIDATA + said
        elif said:
            yield scheme or "identifiant", said


def _links(row: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for one in (*_items(row, "links"), *_items(row, "sources")):
        if said := text(one.get("url")):
            yield "url", said
