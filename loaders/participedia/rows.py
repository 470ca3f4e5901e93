"""One row of each file into what it says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from maillage.loaders.clean import BadCell
from maillage.loaders.extract import Item
from maillage.loaders.participedia.arrays import Named, array, number, references
from maillage.loaders.participedia.catalogue import Catalogue, refused
from maillage.loaders.participedia.columns import UNREAD
from maillage.loaders.participedia.files import Role
from maillage.loaders.participedia.vocabulary import key_of, readable
from maillage.loaders.records import Record
from maillage.schema.source import Refused

# docs/decisions/0010-participedia.md
_SECTORS = {"government": "Institution", "higher_ed": "Academic", "for_profit": "Company"}
_METHODS = "specific_methods_tools_techniques"


def method(all_: Catalogue, record: Record) -> Iterator[Item]:
    """A method, and the families it belongs to."""
    found = all_.id_of("methode", record)
    if isinstance(found, Refused):
        yield found
        return
    yield from all_.described(found[0], "Method", record)
    yield from all_.themes(found[0], "PART_OF", record)
    yield from all_.rest(found[0], record, UNREAD["methods"])


def organisation(all_: Catalogue, record: Record) -> Iterator[Item]:
    """An organisation of the type that its sector says, its place, its themes and its methods."""
    found = all_.id_of("organisation", record)
    if isinstance(found, Refused):
        yield found
        return
    sector = key_of(all_.words, "sector", record["sector"])
    yield from all_.described(found[0], _SECTORS.get(sector, "Organization"), record)
    yield from all_.say.note(found[0], "sector", readable(record["sector"]), record.at("sector"))
    yield from all_.located(found[0], record)
    yield from all_.themes(found[0], "CONCERNS", record)
    yield from _methods(all_, found[0], "RELATED_TO", "emploie la méthode", record)
    yield from all_.rest(found[0], record, UNREAD["organisations"])


def title(all_: Catalogue, record: Record) -> Iterator[Item]:
    """The title, description and address of a case, whose other fields stand in the file of cases."""
    found = all_.id_of("cas", record)
    if isinstance(found, Refused):
        yield found
        return
    id, own = found
    if all_.lacks("cases", own):
        yield Refused(
            record.row, f"le cas {own} n'est pas dans le fichier des cas", f"case {own} is not in the file of cases", own
        )
    elif all_.known["cases"] is None:
        yield all_.say.type(id, "Programme", record.at("id"))
    yield from all_.texts(id, record)
    yield from all_.themes(id, "CONCERNS", record)
    yield from all_.rest(id, record, UNREAD["titles"])


def case(all_: Catalogue, record: Record) -> Iterator[Item]:
    """A case: a practice, where it takes place, what it is about, its methods and who ran it."""
    found = all_.id_of("cas", record)
    if isinstance(found, Refused):
        yield found
        return
    id, own = found
    yield from all_.described(id, _kind(record), record)
    if all_.lacks("titles", own) and not record["title"]:
        yield from all_.say.value(id, "name", f"Cas {own} de Participedia", record.at("id"))
        yield from all_.say.value(id, "name_en", f"Participedia case {own}", record.at("id"))
    yield from all_.located(id, record)
    yield from all_.themes(id, "CONCERNS", record)
    yield from _methods(all_, id, "USES", None, record)
    yield from _organiser(all_, id, record)
    yield from all_.rest(id, record)


def _kind(record: Record) -> str:
    """A programme, unless the catalogue's own classes say a standing body, or an action without any authority."""
    if _has(record, "method_types", "longterm"):
        return "InstitutedBody"
    return "CitizenInitiative" if _has(record, "approaches", "independent") else "Programme"


def _has(record: Record, column: str, key: str) -> bool:
    try:
        return key in array(record[column]) or key in (record[f"{column}_{n}"] for n in (1, 2, 3))
    except BadCell:
        return False  # told where the themes are read


def _methods(all_: Catalogue, id: str, relation: str, role: str | None, record: Record) -> Iterator[Item]:
    place = record.at(_METHODS)
    try:
        named = references(record[_METHODS])
    except BadCell as error:
        yield refused(record, _METHODS, error)
        return
    for one in named:
        target = all_.say.id("methode", one.number)
        if all_.lacks("methods", one.number):
            yield from _known_by_number(all_, target, one, place)
        yield all_.say.link(id, relation, target, place, role=role)


def _known_by_number(all_: Catalogue, target: str, one: Named, place: str) -> Iterator[Item]:
    """A method without a record: what refers to it is all that is known of it, and it is a method that practices share."""
    new = all_.once.first(target)
    if not new and not one.title:
        return
    yield all_.say.type(target, "Method", place)
    yield from all_.say.value(target, "name", one.title or f"Méthode {one.number} de Participedia", place)
    yield from all_.say.note(target, "", "Sans fiche dans l'export : connue par les renvois d'autres fiches.", place)


def _organiser(all_: Catalogue, id: str, record: Record) -> Iterator[Item]:
    place = record.at("primary_org_id")
    if not record["primary_org_id"]:
        return
    try:
        own = number(record["primary_org_id"])
    except BadCell as error:
        yield refused(record, "primary_org_id", error)
        return
    if all_.lacks("organisations", own):
        all_.tally.lost += 1
        yield Refused(
            place,
            f"l'organisation {own} n'a pas de fiche dans ces fichiers : pas de lien « porte », le numéro est gardé en note",
            f"organisation {own} has no record in these files: no link “runs”, the number is kept as a note",
            record["primary_org_id"],
        )
        yield from all_.say.note(id, "primary_org_id", own, place)
        return
    yield all_.say.link(all_.say.id("organisation", own), "ORGANISES", id, place)


ROWS: Mapping[Role, Callable[[Catalogue, Record], Iterator[Item]]] = {
    "methods": method,
    "organisations": organisation,
    "titles": title,
    "cases": case,
}
