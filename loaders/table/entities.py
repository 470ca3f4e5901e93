"""A guessed table of entities: one a row, its properties, and the things it is linked to."""

from __future__ import annotations

from collections.abc import Collection

from maillage.loaders.table.headings import SPLIT, Headings
from maillage.loaders.table.mapping import EntityRule, LinkRule, Mapping, TableRule, Value
from maillage.loaders.table.rows import Table
from maillage.loaders.table.sheet import Sheet
from maillage.loaders.table.terms import fold

DEFAULT = "Organization"
_IT = "it"
_SPLITTABLE = ("aliases", "tags", "url", "position")


def entity_table(sheet: Sheet, headings: Headings, mapping: Mapping, ends: Collection[str]) -> Table | None:
    """How the sheet is read; None where no column names things. ``ends`` are cells by which links name these things."""
    id = headings.role("id")
    named, said = headings.naming()
    if named is None:
        named, id = id, None
    if named is None:
        return None
    names, person = _names(headings, named)
    by_column, types = headings.typing(names)
    default, reason = _default(headings, said, person=person)
    of = (types or frozenset()) | {default}
    key = _key(headings, id, names, ends)
    taken = [*names, *([by_column] if by_column else []), *(key if key == (id,) else ())]
    properties, entities, links = _columns(headings, taken, of)
    first = Value(names[0], also=tuple(names[1:]))
    if len(names) > 1:
        properties += [("given_name", Value(names[0])), ("family_name", Value(names[1]))]
    type_ = Value(by_column, default=default) if by_column else Value(value=default)
    it = EntityRule(_IT, key, absolute=key == (id,), type=type_, properties=(("name", first), *properties))
    rule = TableRule(file=sheet.path.name, sheet=sheet.name, entities=(it, *entities), links=tuple(links))
    return Table(sheet, rule, mapping, headings.ontology, notes=(_said(headings, default, reason, by_column),))


def _names(headings: Headings, named: str) -> tuple[tuple[str, ...], bool]:
    """The columns that make up the name; those of a person may be two."""
    given, family = headings.filling("given_name"), headings.filling("family_name")
    if given and fold(named) in ("nom", "name"):
        return (given, named), True
    if given and named == family:
        return (given, family), True
    return (named,), named == family


def _default(headings: Headings, said: str | None, *, person: bool) -> tuple[str, tuple[str, str]]:
    """The type of rows that say none, and how it was found."""
    if person:
        return "Person", ("d'après la colonne du prénom ou du nom", "from the column of the given or family name")
    if said:
        return said, ("d'après le titre de la colonne", "from the heading of the column")
    if headings.speaks_of_people():
        return "Person", ("d'après des colonnes que seules les personnes ont", "from columns that only people have")
    named = headings.type_of_file()
    if named:
        return named, ("d'après le nom du fichier ou de la feuille", "from the name of the file or sheet")
    return DEFAULT, (
        "rien ne dit leur type : ajoutez une colonne « Type » si c'est autre chose",
        "nothing says their type: add a column “Type” if it is another",
    )


def _said(headings: Headings, default: str, reason: tuple[str, str], by_column: str | None) -> tuple[str, str]:
    label = headings.ontology.types[default].label
    if by_column:
        return (
            f"type de chaque ligne d'après la colonne « {by_column} », à défaut {label['fr']}",
            f"type of each row from the column “{by_column}”, else {label['en']}",
        )
    return f"chaque ligne est prise pour : {label['fr']} ({reason[0]})", f"each row is taken for: {label['en']} ({reason[1]})"


def _key(headings: Headings, id: str | None, names: tuple[str, ...], ends: Collection[str]) -> tuple[str, ...]:
    """The column of ids where each row has its own and links do not go by names; else the name, with a sure code if any."""
    if id is None or id in names:
        code = headings.sure_code()
        return (*names, code) if code and not ends else names
    ids = headings.cells(id)
    rows = max(len(ids), len(headings.cells(names[0])))
    if len(set(ids)) < rows:
        return names
    by_name = len(set(headings.cells(names[0])).intersection(ends))
    return names if by_name > len(set(ids).intersection(ends)) else (id,)


def _columns(
    headings: Headings, taken: list[str], of: frozenset[str]
) -> tuple[list[tuple[str, Value]], list[EntityRule], list[LinkRule]]:
    """What the other columns fill, or what they name and how it is linked."""
    properties: list[tuple[str, Value]] = []
    entities: list[EntityRule] = []
    links: list[LinkRule] = []
    filled = {"name"}
    for column in headings.sheet.columns:
        if column in taken:
            continue
        linked = headings.linked(column, of)
        if linked is not None:
            called = f"{column} {len(entities) + 1}"
            entities.append(
                EntityRule(
                    called, (column,), SPLIT, absolute=False, type=Value(value=linked.type), properties=(("name", Value(column)),)
                )
            )
            links.append(LinkRule(_IT, called, linked.relations, fitting=True))
            continue
        name = headings.property(column, of)
        if name is None and fold(column) in _TYPE_WORDS and headings.are_names(column):
            name = "tags"
        if name is not None and (name not in filled or headings.ontology.properties[name].multiple):
            filled.add(name)
            properties.append((name, Value(column, split=SPLIT if name in _SPLITTABLE else ())))
    return properties, entities, links


# A column of types whose words the ontology does not know still sorts things: its words are kept as keywords.
_TYPE_WORDS = frozenset(map(fold, ("type", "catégorie", "category", "nature", "kind", "classe", "class")))
