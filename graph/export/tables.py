"""The four tables of the CSV and XLSX exports, and their data dictionary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from maillage.graph.export.fields import Field, entity_fields, link_fields
from maillage.graph.export.visible import Statement, Visible, claims, sources
from maillage.schema.source import Source

if TYPE_CHECKING:
    from maillage.graph.store import Store

_DASH = " - "


class Table(NamedTuple):
    """Rows of what ``fields`` get from each of ``items``, which can be read once."""

    name: str
    fields: tuple[Field, ...]
    items: Iterable[Any]

    def rows(self) -> Iterator[list[Any]]:
        """The cells of each row: text, lists, numbers, None."""
        for item in self.items:
            yield [field.get(item) for field in self.fields]


def tables(store: Store) -> Iterator[Table]:
    """Entities, links, claims (every statement, whatever its status), sources."""
    known, shown = sources(store), Visible(store)
    yield Table("entities", entity_fields(store.ontology, known), shown.entities())
    yield Table("links", (*_ENDS, *link_fields(store.ontology, known)), shown.links())
    yield Table("claims", _CLAIMS, claims(store))
    yield Table("sources", _SOURCES, known.values())


def _link(name: str, fr: str, en: str) -> Field:
    return Field(name.replace("subject", "from").replace("object", "to"), "text", lambda link: getattr(link, name), fr, en)


_ENDS = (
    _link("id", "Identifiant du lien.", "Id of the link."),
    _link("subject", "Identifiant du départ.", "Id of where it starts."),
    _link("subject_name", "Nom du départ.", "Name of where it starts."),
    _link("object", "Identifiant de l'arrivée.", "Id of where it ends."),
    _link("object_name", "Nom de l'arrivée.", "Name of where it ends."),
)


def _claim(name: str, fr: str, en: str, kind: str = "text") -> Field:
    return Field(name, kind, lambda statement: getattr(statement.claim, name), fr, en)


def _id_of(statement: Statement) -> str:
    return statement.id


def _status_of(statement: Statement) -> str:
    return statement.status


_CLAIMS = (
    Field("id", "text", _id_of, "Identifiant de l'affirmation.", "Id of the claim."),
    _claim("subject", "De quoi l'on parle (identifiant dans la source).", "What is spoken of (id within the source)."),
    _claim("predicate", "Propriété ou relation.", "Property or relation."),
    _claim("object", "Pour une relation : l'autre bout.", "For a relation: its other end."),
    _claim("value", "Pour une propriété : la valeur.", "For a property: the value."),
    _claim("role", "Rôle.", "Role."),
    _claim("since", "Depuis (EDTF).", "Since (EDTF)."),
    _claim("until", "Jusqu'à (EDTF).", "Until (EDTF)."),
    _claim("note", "Note.", "Note."),
    Field("status", "text", _status_of,
          "accepted, proposed, contested ou rejected.", "accepted, proposed, contested or rejected."),
    _claim("source", "Source (voir sources).", "Source (see sources)."),
    _claim("locator", "Endroit dans la source.", "Place in the source."),
    _claim("original", "Tel qu'écrit dans la source, si différent.", "As the source spells it, where different."),
    _claim("quote", "Citation.", "Quotation."),
    _claim("method", "Comment elle a été obtenue.", "How it was obtained."),
    _claim("confidence", "Confiance, de 0 à 1.", "Confidence, 0 to 1.", "number"),
    _claim("author", "Qui l'a saisie.", "Who entered it."),
    _claim("recorded_at", "Quand (UTC).", "When (UTC)."),
    _claim("import_id", "Import qui l'a apportée.", "Import that brought it."),
)


def _source(name: str, fr: str, en: str) -> Field:
    return Field(name, "text", lambda source: getattr(source, name), fr, en)


_SOURCES = (
    _source("id", "Identifiant.", "Id."),
    _source("title", "Titre.", "Title."),
    _source("publisher", "Éditeur.", "Publisher."),
    _source("licence", "Licence.", "Licence."),
    _source("date", "Date (EDTF).", "Date (EDTF)."),
    _source("url", "Adresse.", "Address."),
    _source("sha256", "Empreinte du fichier.", "Hash of the file."),
)

_INTRO = """# maillage

Graphe de connaissances de la démocratie participative et du développement territorial.
A knowledge graph of participatory democracy and territorial development.

- `entities` : les fiches / what there is · `links` : les liens entre elles / the links between them
- `claims` : chaque affirmation, sa source, l'endroit / each claim, its source, the place · `sources` : les sources
- Plusieurs valeurs dans une case sont séparées par « {bar} ». / Several values in a cell are separated by “{bar}”.
- Les dates sont en EDTF : 2018, 2018-10, 2018-03-19, 2018-05-31/2018-06-01. / Dates are EDTF.
{guard}
"""
GUARD = """- Un texte commençant par = + - @ (ou tabulation, retour) est précédé d'une apostrophe : un tableur ne l'exécute pas.
  A text that begins with = + - @ (or tab, return) is preceded by an apostrophe, so that no spreadsheet runs it.
- CSV : UTF-8 avec BOM, virgules, fins de ligne CRLF. / UTF-8 with BOM, commas, CRLF."""


def readme(listed: Iterable[Table], known: Mapping[str, Source], guard: str = GUARD) -> str:
    """What the tables hold, column by column, and under which licence each source is."""
    parts = [_INTRO.format(bar="|", guard=guard).rstrip("\n"), "\n## Sources et licences / Sources and licences\n"]
    parts += [_source_line(source) for source in known.values()] or [_DASH.strip()]
    for table in listed:
        parts.append(f"\n## {table.name}\n\n| | fr | en |\n|---|---|---|")
        parts += [f"| {field.name} | {field.fr} | {field.en} |" for field in table.fields]
    return "\n".join(parts) + "\n"


def _source_line(source: Source) -> str:
    licence = source.licence or "licence non précisée / licence not stated"
    said = (source.title, source.publisher, source.date, source.url, licence)
    return f"- {source.id} : " + _DASH.join(" ".join(text.split()) for text in said if text)
