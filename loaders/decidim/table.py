"""Rows of proposals into proposals, under the headings of the platform's own export or of a city's open data."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.loaders.clean import BadCell, date
from maillage.loaders.decidim.proposal import Proposal, space_of
from maillage.loaders.extract import Use
from maillage.loaders.markup import plain
from maillage.loaders.records import Record, records
from maillage.loaders.table.sheet import Sheet
from maillage.schema.source import Refused

# For each thing, the headings that may say it; « name/* » stands for « name/fr », « name/ca »…
FIELDS: dict[str, tuple[str, ...]] = {
    "title": ("title", "title/*"),
    "body": ("summary", "body", "body/*"),
    "url": ("url",),
    "date": ("created_at", "published_at"),
    "category": ("category", "category/name/*"),
    "subcategory": ("subcategory",),
    "district": ("district", "scope/name/*"),
    "organisation": ("author_org",),
    "official": ("official",),
    "comments": ("comments",),
    "for": ("pos_comments",),
    "against": ("neg_comments",),
    "neutral": ("neu_comments",),
}
_SAID: dict[str, tuple[str, str]] = {
    "title": ("nom", "name"),
    "body": ("description", "description"),
    "url": ("adresse web, espace de participation", "web address, participatory space"),
    "date": ("date", "date"),
    "category": ("lien « porte sur » vers un thème", "link “is about” to a theme"),
    "subcategory": ("lien « porte sur » vers un thème", "link “is about” to a theme"),
    "district": ("lien « est lié·e à » vers un territoire", "link “is related to” to a territory"),
    "organisation": ("lien « produit »", "link “produces”"),
    "official": ("lien « porte, organise » de l'institution vers l'espace", "link “runs” from the institution to the space"),
    "comments": ("nombre de commentaires", "number of comments"),
    "for": ("nombre de commentaires", "number of comments"),
    "against": ("nombre de commentaires", "number of comments"),
    "neutral": ("nombre de commentaires", "number of comments"),
}
_PERSONAL = ("laissée de côté : compte d'une personne", "left out: a person's account")
_PEOPLE = frozenset({"author_id", "author", "authors", "creator"})
_LANGUAGES = ("fr", "en")


def personal(column: str) -> bool:
    """Whether a column says who a participant is: ``author_id``, ``author/name``."""
    return column.partition("/")[0] in _PEOPLE


def proposals(sheet: Sheet) -> Iterator[Proposal | Refused]:
    """The proposals of the table; a row without a number is told."""
    chosen = {name: heading for name in FIELDS if (heading := _heading(name, sheet.columns))}
    rest = [column for column in sheet.columns if column not in _all(sheet) and column != "id"]
    for record in records(sheet):
        if isinstance(record, Refused):
            yield record
        elif not record["id"]:
            yield Refused(record.row, "proposition sans numéro, laissée de côté", "proposal without a number, left out")
        else:
            yield _proposal(record, chosen, rest)


def columns(sheet: Sheet) -> Iterator[Use]:
    """What becomes of each column."""
    taken = _all(sheet)
    for column in sheet.columns:
        if personal(column):
            yield Use(sheet.place, column, *_PERSONAL, kept=False)
        elif column == "id":
            yield Use(sheet.place, column, "identifiant", "id")
        else:
            yield Use(sheet.place, column, *_SAID.get(taken.get(column, ""), ("note", "note")))


def _heading(name: str, headings: tuple[str, ...]) -> str | None:
    """The heading that says a thing, in French where there are several languages, then in English."""
    for wanted in FIELDS[name]:
        stem = wanted.removesuffix("*")
        found = [heading for heading in headings if heading == wanted or (stem != wanted and heading.startswith(stem))]
        if found:
            return min(found, key=lambda heading: _rank(heading.rpartition("/")[2]))
    return None


def _rank(language: str) -> int:
    return _LANGUAGES.index(language) if language in _LANGUAGES else len(_LANGUAGES)


def _all(sheet: Sheet) -> dict[str, str]:
    """Columns that are understood or left out, and the thing that each says."""
    found = {heading: name for name in FIELDS if (heading := _heading(name, sheet.columns))}
    return {**found, **{column: "" for column in sheet.columns if personal(column)}}


def _proposal(record: Record, chosen: dict[str, str], rest: list[str]) -> Proposal:
    said = {name: record[heading] for name, heading in chosen.items()}
    notes = [(column, record[column]) for column in rest if record[column]]
    notes += [(chosen[name], said[name]) for name in _unsaid(said) if said.get(name)]
    day = said.get("date", "")
    try:
        day = date(day) if day else ""
    except BadCell:
        notes.append((chosen["date"], day))
        day = ""
    return Proposal(
        key=record["id"],
        place=record.row,
        title=said.get("title", ""),
        space=space_of(said.get("url", "")),
        body=plain(said.get("body", "")),
        url=said.get("url", ""),
        date=day,
        themes=tuple(word for name in ("category", "subcategory") if (word := said.get(name, ""))),
        district=said.get("district", ""),
        level="quartier" if chosen.get("district") == "district" else "",
        organisation=said.get("organisation", ""),
        official=said.get("official", "").lower() in ("true", "1", "t", "yes", "oui"),
        comments=_counts(said),
        notes=tuple(notes),
    )


def _unsaid(said: dict[str, str]) -> Iterator[str]:
    """What was understood and has no place in the proposal as it is written."""
    yield "neutral"
    if _counts(said) is None:
        yield from ("comments", "for", "against")
    if not said.get("organisation"):
        yield "official"


def _counts(said: dict[str, str]) -> tuple[int, int, int] | None:
    numbers = [said.get(name, "") for name in ("comments", "for", "against")]
    if not numbers[0].isdecimal() or len(numbers[0]) > 9:
        return None
    total, pro, con = (int(text) if text.isdecimal() and len(text) < 10 else 0 for text in numbers)
    return total, pro, con
