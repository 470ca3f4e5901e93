"""Reading a mapping file: every problem of it is told at once, with its line and what was expected."""

from __future__ import annotations

import re
from pathlib import Path

from maillage.loaders.table.mapping import EntityRule, LinkRule, Mapping, Notes, TableRule, Value
from maillage.loaders.table.mapping_error import MappingError
from maillage.loaders.table.nodes import Nodes
from maillage.schema import edtf
from maillage.schema.claim import fits
from maillage.schema.ids import slug
from maillage.schema.model import Ontology
from maillage.schema.problems import Mark, Problem, Problems, did_you_mean
from maillage.schema.source import Source
from maillage.schema.yamlfile import Value as Node
from maillage.schema.yamlfile import read_yaml

NAMESPACE = re.compile(r"[a-z0-9][a-z0-9._-]{0,79}")
_TABLE = (
    "file",
    "sheet",
    "encoding",
    "delimiter",
    "header",
    "locator",
    "author",
    "confidence",
    "method",
    "entities",
    "links",
    "notes",
)
_ENTITY = ("key", "type", "types", "properties")
_LINK = ("from", "relation", "to", "role", "since", "until", "note", "confidence", "original")
_VALUE = ("column", "value", "split", "original", "default")
_SOURCE = ("id", "title", "publisher", "licence", "date", "url")
_NOTES: tuple[Notes, ...] = ("rest", "links", "ignore")


def read_mapping(path: Path, ontology: Ontology, title: str | None = None) -> Mapping:
    """The mapping that the file holds. ``title``, where given, names the source instead of the file's own.

    Raises MappingError with every problem.
    """
    problems = Problems()
    node = read_yaml(path, problems) if path.stat().st_size else None
    if node is None and not problems:
        problems.tell(
            Mark(path.name, 1),
            "fichier vide ; attendu : « namespace: » et « tables: »",
            "empty file; expected “namespace:” and “tables:”",
        )
    mapping = (
        _Reader(ontology, problems, path.parent.name if path.stem == "mapping" else path.stem).mapping(node, title)
        if node
        else None
    )
    if problems or mapping is None:
        raise MappingError.of(Problem(path.name, p.line, p.fr, p.en) for p in problems)
    return mapping


class _Reader(Nodes):
    """Nodes of YAML into rules; what is wrong goes to ``problems``, and something harmless is put in its place."""

    def __init__(self, ontology: Ontology, problems: Problems, called: str) -> None:
        super().__init__(problems)
        self.ontology, self.called = ontology, called

    # ------------------------------------------------------------ the whole
    def mapping(self, node: Node, title: str | None) -> Mapping | None:
        """The rules of the file."""
        fields = self.fields(node, ("namespace", "source", "tables"))
        namespace = self.text(fields.get("namespace")) or slug(self.called)
        if not NAMESPACE.fullmatch(namespace):
            self.tell(
                fields["namespace"],
                f"espace de noms « {namespace} » ; attendu : minuscules, chiffres, tirets, 80 signes au plus",
                f"namespace “{namespace}”; expected lower case, digits, hyphens, at most 80 characters",
            )
        listed = self.items(fields.get("tables"))
        if not listed:
            self.tell(
                fields.get("tables", node),
                "« tables: » manque ou est vide ; attendu : une table au moins",
                "“tables:” is missing or empty; expected one table at least",
            )
        source = self.source(fields.get("source"), namespace, title)
        return Mapping(namespace, source, tuple(self.table(item) for item in listed))

    def source(self, node: Node | None, namespace: str, title: str | None) -> Source:
        """Where the claims come from."""
        fields = self.fields(node, _SOURCE) if node else {}
        found = {name: self.text(fields.get(name)) for name in _SOURCE}
        date, url = found["date"], found["url"]
        if date and not edtf.is_edtf(date):
            self.tell(
                fields["date"],
                f"date « {date} » ; attendu : 2018, 2018-10 ou 2018-03-19",
                f"date “{date}”; expected 2018, 2018-10 or 2018-03-19",
            )
        if url and not fits("url", url):
            self.tell(fields["url"], f"adresse « {url} » ; attendu : https://…", f"address “{url}”; expected https://…")
        return Source(
            found["id"] or namespace, title or found["title"] or namespace, found["publisher"], found["licence"], date, url
        )

    # ------------------------------------------------------------ a table
    def table(self, node: Node) -> TableRule:
        """One entry under ``tables:``."""
        fields = self.fields(node, _TABLE)
        entities = tuple(self.entity(name, item) for name, item in self.named(fields.get("entities")).items())
        if not entities:
            self.tell(
                fields.get("entities", node),
                "« entities: » manque ; attendu : une entité au moins, avec sa « key »",
                "“entities:” is missing; expected one entity at least, with its “key”",
            )
        names = [rule.name for rule in entities]
        rule = TableRule(
            **{name: self.text(fields.get(name)) for name in ("file", "sheet", "encoding", "locator", "author")},
            delimiter=self.delimiter(fields.get("delimiter")),
            head=self.whole(fields.get("header")),
            method=self.text(fields.get("method")) or "table",
            confidence=self.share(fields.get("confidence")),
            entities=entities,
            links=tuple(self.link(item, names) for item in self.items(fields.get("links"))),
            notes=self.notes(fields.get("notes")),
            mark=node.mark,
        )
        self.check_encoding(fields.get("encoding"))
        return rule

    def notes(self, node: Node | None) -> Notes:
        """What becomes of the columns that nothing else asks for."""
        word = self.text(node) or _NOTES[0]
        found = next((way for way in _NOTES if way == word), None)
        if found is None:
            self.unknown(node, ("valeur", "value"), word, _NOTES)
        return found or _NOTES[0]

    def entity(self, name: str, node: Node) -> EntityRule:
        """One entry under ``entities:``."""
        fields = self.fields(node, _ENTITY)
        key, split = self.key(fields.get("key"), node)
        types = {word: self.type_name(item) for word, item in self.named(fields.get("types")).items()}
        properties = tuple((prop, self.property(prop, item)) for prop, item in self.named(fields.get("properties")).items())
        return EntityRule(
            name, key, split, type=self.type(fields.get("type")), types=types, properties=properties, mark=node.mark
        )

    def key(self, node: Node | None, entity: Node) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Columns, and the signs that split the one column."""
        if node is not None and isinstance(node.data, dict):
            value = self.value(node, ("column", "split"))
            return ((value.column,) if value.column else ()), value.split
        columns = self.texts(node)
        if not columns:
            self.tell(
                node or entity,
                "« key: » manque ; attendu : la ou les colonnes qui font l'identifiant",
                "“key:” is missing; expected the column or columns that make the id",
            )
        return tuple(columns), ()

    def type(self, node: Node | None) -> Value | None:
        """A constant type, or the column of types."""
        if node is None:
            return None
        if isinstance(node.data, dict):
            value = self.value(node, ("column", "value", "default"))
            for said in (value.value, value.default):
                if said:
                    self.type_name(Node(node.mark, said))
            return value
        return Value(value=self.type_name(node), mark=node.mark)

    def type_name(self, node: Node) -> str:
        """A type of the ontology that an entity may have."""
        name = self.text(node) or ""
        usable = [type.name for type in self.ontology.types.values() if not type.abstract]
        if name not in usable:
            self.unknown(node, ("type", "type"), name, usable)
        return name

    def property(self, name: str, node: Node) -> Value:
        """What fills a property."""
        if name not in self.ontology.properties:
            self.unknown(node, ("propriété", "property"), name, self.ontology.properties)
        return self.value(node, _VALUE)

    # ------------------------------------------------------------ a link
    def link(self, node: Node, names: list[str]) -> LinkRule:
        """One entry under ``links:``."""
        fields = self.fields(node, _LINK)
        ends = [self.end(fields.get(side), node, side, names) for side in ("from", "to")]
        relation = fields.get("relation")
        by_column = relation is not None and isinstance(relation.data, dict)
        column = self.value(relation, ("column", "value", "default")) if relation is not None and by_column else None
        named = [column.default] if column and column.default else [] if by_column else self.texts(relation)
        if relation is None:
            self.tell(node, "« relation: » manque", "“relation:” is missing")
        for name in named:
            if name not in self.ontology.relations:
                self.unknown(relation or node, ("relation", "relation"), name, self.ontology.relations)
        qualifiers = {side: self.qualifier(fields.get(side)) for side in ("role", "since", "until", "note", "confidence")}
        original = self.qualifier(fields.get("original"))
        return LinkRule(
            ends[0],
            ends[1],
            () if by_column else tuple(named),
            column,
            **qualifiers,
            original=original.column if original else None,
            required=by_column,
            fitting=relation is not None and isinstance(relation.data, list),
            mark=node.mark,
        )

    def end(self, node: Node | None, link: Node, side: str, names: list[str]) -> str:
        """The name of an entity of the same table."""
        name = self.text(node)
        if name not in names:
            hint = did_you_mean(name or "", names)
            self.tell(
                node or link,
                f"« {side}: {name or ''} » ne nomme aucune entité de la table{hint[0]} ; attendu : {', '.join(names)}",
                f"“{side}: {name or ''}” names no entity of the table{hint[1]}; expected {', '.join(names)}",
            )
        return name or ""

    def qualifier(self, node: Node | None) -> Value | None:
        return self.value(node, ("column", "value", "default")) if node else None
