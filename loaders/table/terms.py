"""Words of cells and headings, and the types and relations of the ontology they stand for.

Cells may name a type or relation as the ontology does (``PARTNER_IN``), by its label in either language, singular or
plural, or by a word of ``words.yaml``. A relation's inverse label (``a pour partenaire``) names it the other way round.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from maillage.loaders.dates import BadCell
from maillage.schema.ids import ascii_fold
from maillage.schema.model import Ontology
from maillage.schema.names import name_key
from maillage.schema.problems import did_you_mean

_FILE = Path(__file__).with_name("words.yaml")


class Named(NamedTuple):
    """A relation, and whether the words say it from the object's side."""

    relation: str
    reverse: bool = False


@cache
def words() -> Mapping[str, Any]:
    """The word list that ships beside this module."""
    found: Mapping[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return found


def fold(word: str) -> str:
    """What is left of a heading or word to compare: no accent, case, sign nor article, ``·e`` and ``(s)`` dropped."""
    plain = ascii_fold(word)
    for ending in ("·e·s", ".e.s", "(e)(s)", "(e)s", "(es)", "·es", "·e", ".e", "(e)", "(s)", "(x)"):
        plain = plain.replace(ending, "")
    return name_key(plain.replace("_", " "))


def types(ontology: Ontology, own: Mapping[str, str] | None = None) -> dict[str, str]:
    """Folded words for each type that an entity may have; ``own`` words go before all others."""
    found: dict[str, str] = {}
    for name, listed in words()["types"].items():
        if name in ontology.types:
            found.update({fold(word): name for word in listed})
    for type_ in ontology.types.values():
        if not type_.abstract:
            for word in (*type_.plural.values(), *type_.label.values(), type_.name):
                found[fold(word)] = type_.name
    found.update({fold(word): name for word, name in (own or {}).items()})
    return found


def relations(ontology: Ontology) -> dict[str, Named]:
    """Folded words for each relation, those of its inverse included."""
    found: dict[str, Named] = {}
    for name, listed in words()["relations"].items():
        if name in ontology.relations:
            found.update({fold(word): Named(name) for word in listed})
    for relation in ontology.relations.values():
        found.update({fold(word): Named(relation.name, not relation.symmetric) for word in relation.inverse.values()})
    for relation in ontology.relations.values():
        found.update({fold(word): Named(relation.name) for word in (*relation.label.values(), relation.name)})
    return found


def unknown(fr: str, en: str, word: str, known: Mapping[str, Any]) -> BadCell:
    """The error for a word that names nothing, with the nearest that does."""
    hint = did_you_mean(fold(word), known)
    return BadCell(f"{fr} « {word} »{hint[0]}", f"{en} “{word}”{hint[1]}")


def implied_type(ontology: Ontology, relation: str, side: str) -> str | None:
    """The one concrete type that a relation asks of its subject or object; None where it leaves a choice."""
    found = ontology.relations[relation]
    asked = {pair[side == "object"] for pair in found.pairs}
    if found.symmetric:
        asked |= {pair[side != "object"] for pair in found.pairs}
    if len(asked) != 1:
        return None
    type_ = asked.pop()
    return words()["stands_for"].get(type_) if ontology.types[type_].abstract else type_
