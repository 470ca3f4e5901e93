"""What each column of a table becomes, in words for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from maillage.loaders.extract import Note, Use
from maillage.loaders.table.mapping import EntityRule, LinkRule, Value
from maillage.loaders.table.rows import Reader, Table
from maillage.schema.model import Ontology
from maillage.schema.problems import Problems
from maillage.schema.source import Stamp

Said = tuple[str, str]
_QUALIFIERS = {
    "role": ("rôle du lien", "role of the link"),
    "since": ("début du lien", "start of the link"),
    "until": ("fin du lien", "end of the link"),
    "note": ("note du lien", "note of the link"),
    "confidence": ("confiance du lien", "confidence of the link"),
}


def columns(table: Table) -> Iterator[Use]:
    """One sentence a column, in the order of the sheet."""
    said: dict[str, list[Said]] = {}
    for name, fr, en in _said(table):
        said.setdefault(name, []).append((fr, en))
    reader = Reader(table, Stamp("", "", ""), Problems())
    by_index: dict[int, list[Said]] = {}
    for name, listed in said.items():
        index = reader.columns.find(name)
        if index is not None:
            by_index.setdefault(index, []).extend(listed)
    for index in reader.rest:
        to_link = isinstance(reader.noted, LinkRule)
        by_index[index] = [("note du lien", "note of the link") if to_link else ("note", "note")]
    for index, heading in enumerate(table.sheet.columns):
        listed = list(dict.fromkeys(by_index.get(index, [])))
        fr, en = (", ".join(parts) for parts in zip(*listed, strict=True)) if listed else ("laissée de côté", "left out")
        yield Use(table.sheet.place, heading, fr, en, bool(listed))


def merged(uses: Iterable[Use]) -> tuple[Use, ...]:
    """One sentence a column where several entries of a mapping read the same sheet."""
    by_column: dict[tuple[str, str], list[Use]] = {}
    for use in uses:
        by_column.setdefault((use.table, use.column), []).append(use)
    return tuple(_sum(listed) for listed in by_column.values())


def _sum(uses: list[Use]) -> Use:
    kept = [use for use in uses if use.kept] or uses[:1]
    fr, en = (", ".join(dict.fromkeys(texts)) for texts in zip(*((use.fr, use.en) for use in kept), strict=True))
    return Use(uses[0].table, uses[0].column, fr, en, kept[0].kept)


def notes(table: Table) -> Iterator[Note]:
    """How the table was read: its encoding and delimiter, its merged cells, the type its rows were given."""
    yield from (Note(table.sheet.place, fr, en) for fr, en in (*table.sheet.notes, *table.notes))


def _said(table: Table) -> Iterator[tuple[str, str, str]]:
    """Columns by name, each with what is made of it."""
    for rule in table.rule.entities:
        yield from _of_entity(rule, table.ontology)
    for link in table.rule.links:
        yield from _of_link(link, table.rule.entities, table.ontology)
    if table.rule.locator:
        for part in table.rule.locator.split("{")[1:]:
            yield part.split("}")[0], "place dans la source", "place in the source"


def _of_entity(rule: EntityRule, ontology: Ontology) -> Iterator[tuple[str, str, str]]:
    fr, en = _kind(rule, ontology)
    for column in rule.key:
        yield column, f"désigne {fr}", f"names {en}"
    if rule.type and rule.type.column:
        yield rule.type.column, "type", "type"
    for name, value in rule.properties:
        label = ontology.properties[name].label
        yield from _filled(value, label["fr"], label["en"])


def _filled(value: Value, fr: str, en: str) -> Iterator[tuple[str, str, str]]:
    for column in (value.column, *value.also):
        if column:
            yield column, fr, en
    if value.original:
        yield value.original, "graphie de la source", "spelling of the source"


def _kind(rule: EntityRule, ontology: Ontology) -> Said:
    type_ = ontology.types.get((rule.type.value or rule.type.default or "") if rule.type else "")
    return (f"une entité ({type_.label['fr']})", f"an entity ({type_.label['en']})") if type_ else ("une entité", "an entity")


def _of_link(link: LinkRule, entities: tuple[EntityRule, ...], ontology: Ontology) -> Iterator[tuple[str, str, str]]:
    if link.column and link.column.column:
        yield link.column.column, "relation", "relation"
    elif link.relations and link.relations[0] in ontology.relations:
        label = ontology.relations[link.relations[0]].label
        end = next(rule for rule in entities if rule.name == link.object)
        for column in end.key:
            yield column, f"lien « {label['fr']} »", f"link “{label['en']}”"
    for name, (fr, en) in _QUALIFIERS.items():
        value: Value | None = getattr(link, name)
        if value is not None and value.column:
            yield value.column, fr, en
    if link.original:
        yield link.original, "graphie de la source", "spelling of the source"
