"""The catalogue's own words for its keys, in English and French."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from maillage.loaders.records import Record
from maillage.schema.source import Refused

MOST = 20_000  # words kept: the real file has some six hundred
# Fields that share one vocabulary under two names.
FIELDS = {"type_method": "method_types", "type_tool": "tools_techniques_types"}


class Label(NamedTuple):
    """What a key means, and where the vocabulary says it; without it, the key made readable."""

    fr: str
    en: str
    place: str | None = None


Vocabulary = Mapping[tuple[str, str], Label]


def vocabulary(rows: Iterable[Record | Refused]) -> Vocabulary:
    """Labels by field and key."""
    found: dict[tuple[str, str], Label] = {}
    for row in rows:
        if isinstance(row, Record) and len(found) < MOST:
            found.setdefault((row["champ"], row["cle"]), Label(row["fr"], row["en"], row.row))
    return found


def label(words: Vocabulary, field: str, key: str) -> Label:
    """The label of a key. A key may stand as its own English label (``Non-Profit or Non Governmental``)."""
    shared = FIELDS.get(field, field)
    return words.get((shared, key)) or words.get((field, key)) or Label(readable(key), readable(key))


def key_of(words: Vocabulary, field: str, said: str) -> str:
    """The key that ``said`` stands for: itself, or that of the English label it is."""
    if (field, said) in words:
        return said
    return next((key for (of, key), found in words.items() if of == field and found.en == said), said)


def readable(key: str) -> str:
    """``public_participation`` -> ``public participation``."""
    return key.replace("_", " ").strip()
