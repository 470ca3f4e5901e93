"""Reading a mapping file: every problem of it is told at once, with its line and what was expected."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from maillage.errors import SourceError
from maillage.loaders.clean import BadCell, one_line, share
from maillage.loaders.table.mapping import EntityRule, LinkRule, Mapping, TableRule, Value
from maillage.schema import edtf
from maillage.schema.claim import fits
from maillage.schema.ids import slug
from maillage.schema.model import Ontology
from maillage.schema.problems import Mark, Problem, Problems, did_you_mean
from maillage.schema.source import Source
from maillage.schema.yamlfile import Value as Node
from maillage.schema.yamlfile import read_yaml

T = TypeVar("T")
U = TypeVar("U")
NAMESPACE = re.compile(r"[a-z0-9][a-z0-9._-]{0,79}")
_TABLE = ("file", "sheet", "encoding", "delimiter", "header", "locator", "author", "confidence", "method", "entities", "links", "notes")
_ENTITY = ("key", "type", "types", "properties")
_LINK = ("from", "relation", "to", "role", "since", "until", "note", "confidence", "original")
_VALUE = ("column", "value", "split", "original", "default")
_SOURCE = ("id", "title", "publisher", "licence", "date", "url")
_NOTES = ("rest", "links", "ignore")


class MappingError(SourceError):
    """A mapping file that cannot be used; ``problems`` holds all that is wrong with it, in the order of lines."""

    slug = "mapping"
    fr = "Le fichier de correspondance n'est pas utilisable :\n{listed_fr}"
    en = "The mapping file cannot be used:\n{listed_en}"

    @classmethod
    def of(cls, problems: Iterable[Problem]) -> MappingError:
        """The error that tells all of ``problems``."""
        listed = tuple(sorted(set(problems)))
        return cls(problems=listed, listed_fr="\n".join(p.text("fr") for p in listed), listed_en="\n".join(p.text("en") for p in listed))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong, each with its place."""
        found: tuple[Problem, ...] = self.details.get("problems", ())
        return found


def read_mapping(path: Path, ontology: Ontology, title: str | None = None) -> Mapping:
    """The mapping that the file holds. ``title``, where given, names the source instead of the file's own.

    Raises MappingError with every problem.
    """
    problems = Problems()
    node = read_yaml(path, problems) if path.stat().st_size else None
    if node is None and not problems:
        problems.tell(Mark(path.name, 1), "fichier vide ; attendu : « namespace: » et « tables: »", "empty file; expected “namespace:” and “tables:”")
    mapping = _Reader(ontology, problems, path.parent.name if path.stem == "mapping" else path.stem).mapping(node, title) if node else None
    if problems or mapping is None:
        raise MappingError.of(Problem(path.name, p.line, p.fr, p.en) for p in problems)
    return mapping


class _Reader:
    """Nodes of YAML into rules; what is wrong goes to ``problems``, and something harmless is put in its place."""

    def __init__(self, ontology: Ontology, problems: Problems, called: str) -> None:
        self.ontology, self.problems, self.called = ontology, problems, called

    # ------------------------------------------------------------ the whole
    def mapping(self, node: Node, title: str | None) -> Mapping | None:
        """The rules of the file."""
        fields = self.fields(node, ("namespace", "source", "tables"))
        namespace = self.text(fields.get("namespace")) or slug(self.called)
        if not NAMESPACE.fullmatch(namespace):
            self.tell(fields["namespace"], f"espace de noms « {namespace} » ; attendu : minuscules, chiffres, tirets, 80 signes au plus",
                      f"namespace “{namespace}”; expected lower case, digits, hyphens, at most 80 characters")
        listed = self.items(fields.get("tables"))
        if not listed:
            self.tell(fields.get("tables", node), "« tables: » manque ou est vide ; attendu : une table au moins",
                      "“tables:” is missing or empty; expected one table at least")
        source = self.source(fields.get("source"), namespace, title)
        return Mapping(namespace, source, tuple(self.table(item) for item in listed))

    def source(self, node: Node | None, namespace: str, title: str | None) -> Source:
        """Where the claims come from."""
        fields = self.fields(node, _SOURCE) if node else {}
        found = {name: self.text(fields.get(name)) for name in _SOURCE}
        date, url = found["date"], found["url"]
        if date and not edtf.is_edtf(date):
            self.tell(fields["date"], f"date « {date} » ; attendu : 2018, 2018-10 ou 2018-03-19", f"date “{date}”; expected 2018, 2018-10 or 2018-03-19")
        if url and not fits("url", url):
            self.tell(fields["url"], f"adresse « {url} » ; attendu : https://…", f"address “{url}”; expected https://…")
        return Source(found["id"] or namespace, title or found["title"] or namespace, found["publisher"], found["licence"], date, url)

    # ------------------------------------------------------------ a table
    def table(self, node: Node) -> TableRule:
        """One entry under ``tables:``."""
        fields = self.fields(node, _TABLE)
        entities = tuple(self.entity(name, item) for name, item in self.named(fields.get("entities")).items())
        if not entities:
            self.tell(fields.get("entities", node), "« entities: » manque ; attendu : une entité au moins, avec sa « key »",
                      "“entities:” is missing; expected one entity at least, with its “key”")
        names = [rule.name for rule in entities]
        rule = TableRule(
            **{name: self.text(fields.get(name)) for name in ("file", "sheet", "encoding", "locator", "author")},
            delimiter=self.delimiter(fields.get("delimiter")), head=self.whole(fields.get("header")),
            method=self.text(fields.get("method")) or "table", confidence=self.share(fields.get("confidence")), entities=entities,
            links=tuple(self.link(item, names) for item in self.items(fields.get("links"))),
            notes=self.one_of(fields.get("notes"), _NOTES), mark=node.mark,  # type: ignore[arg-type]  # one of _NOTES
        )
        self.check_encoding(fields.get("encoding"))
        return rule

    def entity(self, name: str, node: Node) -> EntityRule:
        """One entry under ``entities:``."""
        fields = self.fields(node, _ENTITY)
        key, split = self.key(fields.get("key"), node)
        types = {word: self.type_name(item) for word, item in self.named(fields.get("types")).items()}
        properties = tuple((prop, self.property(prop, item)) for prop, item in self.named(fields.get("properties")).items())
        return EntityRule(name, key, split, type=self.type(fields.get("type")), types=types, properties=properties, mark=node.mark)

    def key(self, node: Node | None, entity: Node) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Columns, and the signs that split the one column."""
        if node is not None and isinstance(node.data, dict):
            value = self.value(node, ("column", "split"))
            return ((value.column,) if value.column else ()), value.split
        columns = self.texts(node)
        if not columns:
            self.tell(node or entity, "« key: » manque ; attendu : la ou les colonnes qui font l'identifiant",
                      "“key:” is missing; expected the column or columns that make the id")
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
        return LinkRule(ends[0], ends[1], () if by_column else tuple(named), column, **qualifiers,
                        original=original.column if original else None, required=by_column, mark=node.mark)

    def end(self, node: Node | None, link: Node, side: str, names: list[str]) -> str:
        """The name of an entity of the same table."""
        name = self.text(node)
        if name not in names:
            hint = did_you_mean(name or "", names)
            self.tell(node or link, f"« {side}: {name or ''} » ne nomme aucune entité de la table{hint[0]} ; attendu : {', '.join(names)}",
                      f"“{side}: {name or ''}” names no entity of the table{hint[1]}; expected {', '.join(names)}")
        return name or ""

    def qualifier(self, node: Node | None) -> Value | None:
        return self.value(node, ("column", "value", "default")) if node else None

    # ------------------------------------------------------------ small parts
    def value(self, node: Node, known: tuple[str, ...]) -> Value:
        """A column's name, or ``{column: …}`` or ``{value: …}`` with what goes with them."""
        if not isinstance(node.data, dict):
            return Value(column=self.text(node), mark=node.mark)
        fields = self.fields(node, known)
        if ("column" in fields) == ("value" in fields):
            self.tell(node, "attendu : « column: » ou « value: », l'un des deux", "expected “column:” or “value:”, one of the two")
        original = fields.get("original")
        own = self.fields(original, ("column",)).get("column") if original and isinstance(original.data, dict) else original
        columns = self.texts(fields.get("column"))
        return Value(columns[0] if columns else None, self.text(fields.get("value")), tuple(self.texts(fields.get("split"))),
                     self.text(own), self.text(fields.get("default")), tuple(columns[1:]), node.mark)

    def fields(self, node: Node, known: tuple[str, ...]) -> dict[str, Node]:
        """The entries of a YAML mapping, unknown keys told."""
        found = self.named(node)
        for key, item in found.items():
            if key not in known:
                hint = did_you_mean(key, known)
                self.tell(item, f"clé inconnue « {key} »{hint[0]} ; attendu : {', '.join(known)}", f"unknown key “{key}”{hint[1]}; expected {', '.join(known)}")
        return found

    def named(self, node: Node | None) -> dict[str, Node]:
        if node is None or node.data is None:
            return {}
        if isinstance(node.data, dict):
            return node.data
        self.tell(node, "attendu : des clés et leurs valeurs", "expected keys and their values")
        return {}

    def items(self, node: Node | None) -> list[Node]:
        if node is None or node.data is None:
            return []
        if isinstance(node.data, list):
            return node.data
        self.tell(node, "attendu : une liste (des lignes qui commencent par « - »)", "expected a list (lines that begin with “- ”)")
        return []

    def texts(self, node: Node | None) -> list[str]:
        """A text, or a list of texts."""
        listed = node.data if node is not None and isinstance(node.data, list) else [node] if node is not None else []
        return [text for item in listed if (text := self.text(item))]

    def text(self, node: Node | None) -> str | None:
        if node is None or node.data is None:
            return None
        if isinstance(node.data, str):
            return node.data
        self.tell(node, "attendu : un texte", "expected a text")
        return None

    def one_of(self, node: Node | None, known: tuple[str, ...]) -> str:
        word = self.text(node) or known[0]
        if word not in known:
            self.unknown(node, ("valeur", "value"), word, known)
        return word if word in known else known[0]

    def share(self, node: Node | None) -> float:
        return self.parsed(node, share, "un nombre entre 0 et 1", "a number between 0 and 1", 1.0)

    def whole(self, node: Node | None) -> int | None:
        """The number of a row."""
        return self.parsed(node, _positive, "un numéro de ligne", "the number of a row", None)

    def delimiter(self, node: Node | None) -> str | None:
        return self.parsed(node, _one_sign, "un seul signe", "a single sign", None)

    def check_encoding(self, node: Node | None) -> None:
        """Whether Python knows the encoding."""
        self.parsed(node, lambda name: "".encode(name), "un encodage, comme utf-8 ou cp1252", "an encoding, such as utf-8 or cp1252", b"")

    def parsed(self, node: Node | None, parse: Callable[[str], T], fr: str, en: str, otherwise: U) -> T | U:
        word = self.text(node)
        if word is None:
            return otherwise
        try:
            return parse(word)
        except (BadCell, ValueError, LookupError):
            self.tell(node, f"« {one_line(word)} » ; attendu : {fr}", f"“{one_line(word)}”; expected {en}")
            return otherwise

    def unknown(self, node: Node | None, kind: tuple[str, str], name: str, known: Iterable[str]) -> None:
        names = list(known)
        hint = did_you_mean(name, names)
        self.tell(node, f"{kind[0]} inconnu{'' if kind[0] == 'type' else 'e'} « {name} »{hint[0]} ; attendu : {', '.join(names)}",
                  f"unknown {kind[1]} “{name}”{hint[1]}; expected {', '.join(names)}")

    def tell(self, node: Node | None, fr: str, en: str) -> None:
        self.problems.tell(node.mark if node is not None else Mark("", 1), fr, en)


def _positive(word: str) -> int:
    if not word.isdecimal() or not 0 < int(word) < 1_000_000:
        raise ValueError(word)
    return int(word)


def _one_sign(word: str) -> str:
    if len(word) != 1 or word in "\r\n\"":
        raise ValueError(word)
    return word
