"""What all records of the catalogue have in common: a number, themes, a place, and fields that become notes."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field

from maillage.loaders.clean import BadCell, shown
from maillage.loaders.extract import Item
from maillage.loaders.participedia.arrays import array, number
from maillage.loaders.participedia.columns import COUNTS, HANDLED, LEFT_OUT, THEMES
from maillage.loaders.participedia.tally import Tally
from maillage.loaders.participedia.vocabulary import FIELDS, Vocabulary, label
from maillage.loaders.records import Record
from maillage.loaders.saying import Once, Saying
from maillage.schema.source import Refused

NUMBERED = re.compile(r"(.+)_([123])")
Ids = Container[str]


@dataclass(frozen=True)
class Catalogue:
    """One reading, and what it adds up to.

    ``known`` holds, for each file, the numbers that have a record in it; None where that is not known.
    """

    say: Saying
    words: Vocabulary
    known: Mapping[str, Ids | None]
    tally: Tally
    once: Once = field(default_factory=Once)

    def lacks(self, of: str, number_: str) -> bool:
        """Whether the file ``of`` (methods, organisations, titles, cases) is there and has no such record."""
        held = self.known[of]
        return held is not None and number_ not in held

    def id_of(self, kind: str, record: Record) -> tuple[str, str] | Refused:
        """Id and number of a record, or why it has none."""
        try:
            found = number(record["id"])
        except BadCell as error:
            return refused(record, "id", error)
        return self.say.id(kind, found), found

    def described(self, id: str, type_: str, record: Record) -> Iterator[Item]:
        """Type, title, description and address. The catalogue is written in English unless the record says otherwise."""
        yield self.say.type(id, type_, record.at("type"))
        yield from self.texts(id, record)

    def texts(self, id: str, record: Record) -> Iterator[Item]:
        language = record["original_language"] or "en"
        yield from self.say.value(id, "name", record["title"], record.at("title"))
        described = {"en": "description_en", "fr": "description"}.get(language)
        if described:
            yield from self.say.value(id, described, record["description"], record.at("description"))
        else:
            yield from self.say.note(id, f"description ({language})", record["description"], record.at("description"))
        yield from self.say.value(id, "url", record["url"], record.at("url"))

    def themes(self, id: str, relation: str, record: Record) -> Iterator[Item]:
        """Approaches, families of methods and tools, issues and topics: each a theme, joined by ``relation``."""
        for of, role in THEMES.items():
            for key, place in several(record, of):
                if isinstance(key, Refused):
                    yield key
                    continue
                theme = self.say.id(FIELDS.get(of, of), key)
                if self.once.first(theme):
                    yield from self._theme(theme, of, key, place)
                yield self.say.link(id, relation, theme, place, role=role)

    def _theme(self, theme: str, of: str, key: str, place: str) -> Iterator[Item]:
        found = label(self.words, of, key)
        said_at = found.place or place
        yield self.say.type(theme, "Theme", said_at)
        yield from self.say.value(theme, "name", found.fr, said_at)
        if found.place:
            yield from self.say.value(theme, "name_en", found.en, said_at)
        else:
            yield from self.say.note(theme, "hors du vocabulaire de Participedia", key, place)

    def located(self, id: str, record: Record) -> Iterator[Item]:
        """The finest place that the record names, and what that place is part of."""
        chain = [(column, record[column]) for column in ("country", "province", "city") if record[column]]
        above = None
        for depth, (column, called) in enumerate(chain):
            place = self.say.id("lieu", *(name for _, name in chain[: depth + 1]))
            if self.once.first(place):
                yield from self._place(place, above, called, column, chain[0][1], record)
            above = place
        if above is not None:
            yield self.say.link(id, "LOCATED_IN", above, record.at(chain[-1][0]))

    def _place(self, place: str, above: str | None, called: str, column: str, country: str, record: Record) -> Iterator[Item]:
        yield self.say.type(place, "Territory", record.at(column))
        yield from self.say.value(place, "name", called, record.at(column))
        abroad = country != "France"
        level = {"country": "pays", "province": "province" * abroad, "city": "ville" if abroad else "commune"}[column]
        yield from self.say.value(place, "level", level, record.at(column))
        if above is not None:
            yield self.say.link(place, "PART_OF", above, record.at(column))

    def rest(self, id: str, record: Record, unread: Container[str] = ()) -> Iterator[Item]:
        """Every field that nothing else is made of, as a note in the words of the vocabulary; ``unread`` are those that only
        other files' records make something of.
        """
        told: set[str] = set()
        for column in record.cells:
            base = base_of(column)
            known = (base in HANDLED and base not in unread) or base in LEFT_OUT or base in THEMES or column in COUNTS
            if not known and record[column] and base not in told:
                told.add(base)
                yield from self.say.note(id, base, self._in_words(base, record), record.at(column))
        counts = [f"{column.removesuffix('_count')} {record[column]}" for column in COUNTS if record[column]]
        yield from self.say.note(id, "pièces jointes", ", ".join(counts), record.at(COUNTS[0]))

    def _in_words(self, base: str, record: Record) -> str:
        if base in record.cells:
            return self._word(base, record[base])
        return ", ".join(self._word(base, record[f"{base}_{n}"]) for n in (1, 2, 3) if record[f"{base}_{n}"])

    def _word(self, base: str, key: str) -> str:
        found = label(self.words, base, key)
        return f"{found.fr} ({key})" if found.place else key


def base_of(column: str) -> str:
    """``method_types_2`` -> ``method_types``."""
    found = NUMBERED.fullmatch(column)
    return found[1] if found else column


def several(record: Record, base: str) -> Iterator[tuple[str | Refused, str]]:
    """The keys of a field, from one list or from three numbered columns, each with its place."""
    try:
        for key in dict.fromkeys(array(record[base])):
            yield key, record.at(base)
    except BadCell as error:
        yield refused(record, base, error), ""
    for n in (1, 2, 3):
        if record[f"{base}_{n}"]:
            yield record[f"{base}_{n}"], record.at(f"{base}_{n}")


def refused(record: Record, column: str, error: BadCell) -> Refused:
    """A cell that cannot be read, told at its place."""
    return Refused(record.at(column), error.fr, error.en, shown(record[column], 200))
