"""Nodes of YAML into plain values: what is not as expected is told with its line, and something harmless put in its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from maillage.loaders.clean import BadCell, one_line, share
from maillage.loaders.table.mapping import Value
from maillage.schema.problems import Mark, Problems, did_you_mean
from maillage.schema.yamlfile import Value as Node

T = TypeVar("T")
U = TypeVar("U")


class Nodes:
    """Reads the small parts that mapping files are made of."""

    def __init__(self, problems: Problems) -> None:
        self.problems = problems

    def value(self, node: Node, known: tuple[str, ...]) -> Value:
        """A column's name, or ``{column: …}`` or ``{value: …}`` with what goes with them."""
        if not isinstance(node.data, dict):
            return Value(column=self.text(node), mark=node.mark)
        fields = self.fields(node, known)
        if ("column" in fields) == ("value" in fields):
            self.tell(
                node, "attendu : « column: » ou « value: », l'un des deux", "expected “column:” or “value:”, one of the two"
            )
        original = fields.get("original")
        own = self.fields(original, ("column",)).get("column") if original and isinstance(original.data, dict) else original
        columns = self.texts(fields.get("column"))
        return Value(
            columns[0] if columns else None,
            self.text(fields.get("value")),
            tuple(self.texts(fields.get("split"))),
            self.text(own),
            self.text(fields.get("default")),
            tuple(columns[1:]),
            node.mark,
        )

    def fields(self, node: Node, known: tuple[str, ...]) -> dict[str, Node]:
        """The entries of a YAML mapping, unknown keys told."""
        found = self.named(node)
        for key, item in found.items():
            if key not in known:
                hint = did_you_mean(key, known)
                self.tell(
                    item,
                    f"clé inconnue « {key} »{hint[0]} ; attendu : {', '.join(known)}",
                    f"unknown key “{key}”{hint[1]}; expected {', '.join(known)}",
                )
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
        self.tell(
            node, "attendu : une liste (des lignes qui commencent par « - »)", "expected a list (lines that begin with “- ”)"
        )
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

    def share(self, node: Node | None) -> float:
        return self.parsed(node, share, "un nombre entre 0 et 1", "a number between 0 and 1", 1.0)

    def whole(self, node: Node | None) -> int | None:
        """The number of a row."""
        return self.parsed(node, _positive, "un numéro de ligne", "the number of a row", None)

    def delimiter(self, node: Node | None) -> str | None:
        return self.parsed(node, _one_sign, "un seul signe", "a single sign", None)

    def check_encoding(self, node: Node | None) -> None:
        """Whether Python knows the encoding."""
        self.parsed(
            node, lambda name: "".encode(name), "un encodage, comme utf-8 ou cp1252", "an encoding, such as utf-8 or cp1252", b""
        )

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
        self.tell(
            node,
            f"{kind[0]} inconnu{'' if kind[0] == 'type' else 'e'} « {name} »{hint[0]} ; attendu : {', '.join(names)}",
            f"unknown {kind[1]} “{name}”{hint[1]}; expected {', '.join(names)}",
        )

    def tell(self, node: Node | None, fr: str, en: str) -> None:
        self.problems.tell(node.mark if node is not None else Mark("", 1), fr, en)


def _positive(word: str) -> int:
    if not word.isdecimal() or not 0 < int(word) < 1_000_000:
        raise ValueError(word)
    return int(word)


def _one_sign(word: str) -> str:
    if len(word) != 1 or word in '\r\n"':
        raise ValueError(word)
    return word
