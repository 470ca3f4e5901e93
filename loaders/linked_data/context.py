"""What the terms of a document stand for: its own context, and the few known ones that it may name by address."""

from __future__ import annotations

import re
from typing import Any

from maillage.errors import SourceError
from maillage.loaders.clean import shown

SCHEMA, PAIR = "https://schema.org/", "http://virtual-assembly.org/ontologies/pair#"
# Contexts known by their address, and the vocabulary that their terms are of.
_KNOWN = (
    (re.compile(r"https?://(?:www\.)?schema\.org(?:/.*)?\Z"), SCHEMA),
    (re.compile(r"https?://(?:[\w.-]+\.)?virtual-assembly\.org/.*\Z"), PAIR),
)
_DEEPEST = 20


class Context:
    """Terms to addresses. ``prefixes`` are known to every document: the ontology's own."""

    def __init__(self, said: Any, prefixes: dict[str, str], file: str) -> None:
        self._file = file
        self._terms: dict[str, str] = dict(prefixes)
        self._vocabulary = ""
        self.reversed: set[str] = set()
        self.references: set[str] = set()  # terms whose texts are ids
        self._read(said, 0)

    def _read(self, said: Any, depth: int) -> None:
        if isinstance(said, list) and depth < _DEEPEST:
            for one in said:
                self._read(one, depth + 1)
        elif isinstance(said, str):
            self._vocabulary = next((space for pattern, space in _KNOWN if pattern.match(said)), "") or self._unknown(said)
        elif isinstance(said, dict):
            for term, meaning in said.items():
                self._define(term, meaning)

    def _unknown(self, address: str) -> str:
        raise SourceError(
            file=self._file,
            problem_fr=f"contexte inconnu « {shown(address)} » : maillage ne va pas le chercher ; mettez-le dans le fichier, "
            "ou employez celui de schema.org ou de PAIR",
            problem_en=f"unknown context “{shown(address)}”: maillage does not fetch it; put it into the file, "
            "or use that of schema.org or of PAIR",
        )

    def _define(self, term: str, meaning: Any) -> None:
        if isinstance(meaning, dict):
            if meaning.get("@type") == "@id":
                self.references.add(term)
            if isinstance(meaning.get("@reverse"), str):
                self.reversed.add(term)
                meaning = meaning["@reverse"]
            else:
                meaning = meaning.get("@id", "")
        if isinstance(meaning, str) and meaning:
            if term == "@vocab":
                self._vocabulary = meaning
            else:
                self._terms[term] = meaning

    def keyword(self, key: str) -> str:
        """``@id``, ``@type``… where ``key`` is one or stands for one, else ``key``."""
        meaning = self._terms.get(key, "")
        return meaning if meaning.startswith("@") else key

    def expanded(self, term: str, depth: int = 0) -> str:
        """The address of a term; the term itself where the context says nothing of it."""
        meaning = self._terms.get(term)
        if meaning and meaning != term and depth < _DEEPEST:
            return _one_schema(self.expanded(meaning, depth + 1))
        prefix, colon, rest = term.partition(":")
        if colon and not rest.startswith("//") and (space := self._terms.get(prefix)):
            return _one_schema(space + rest)
        return _one_schema(term if colon or not self._vocabulary else self._vocabulary + term)


def _one_schema(address: str) -> str:
    return SCHEMA + address[len("http://schema.org/") :] if address.startswith("http://schema.org/") else address
