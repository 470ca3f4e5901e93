"""What a load would bring, before anything is stored: for ``--dry-run`` and for the explorer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from maillage.loaders.extract import Extract, Item, Note, Use
from maillage.schema.claim import TYPE, Claim
from maillage.schema.decision import Decision
from maillage.schema.edtf import caption
from maillage.schema.model import Ontology
from maillage.schema.source import Import, Refused, Source, Stamp

BOUND = 200_000
_STAMP = Stamp("preview", "", "preview")


class Sentence(NamedTuple):
    """One thing that would be stored, in words; ``subject`` and ``object`` are ids, ``place`` where the source says it."""

    fr: str
    en: str
    place: str
    subject: str
    object: str | None = None


@dataclass
class Preview:
    """The first entities and links, what each column becomes, what is left out and why, and how much of each there is.

    ``claims``, ``refused``, ``types`` and ``relations`` count over all of the files when ``whole``, else over their
    beginning; ``types`` counts entities, ``relations`` statements. ``refusals`` are the first ones.
    """

    format: str
    title: str
    files: tuple[str, ...]
    sources: tuple[Source, ...]
    columns: tuple[Use, ...]
    notes: tuple[Note, ...]
    entities: list[Sentence] = field(default_factory=list)
    links: list[Sentence] = field(default_factory=list)
    refusals: list[Refused] = field(default_factory=list)
    types: dict[str, int] = field(default_factory=dict)
    relations: dict[str, int] = field(default_factory=dict)
    claims: int = 0
    decisions: int = 0
    refused: int = 0
    whole: bool = True

    @property
    def left_out(self) -> tuple[Use, ...]:
        """Columns that nothing is made of."""
        return tuple(use for use in self.columns if not use.kept)


def preview(extract: Extract, ontology: Ontology, limit: int = 20, *, bound: int = BOUND) -> Preview:
    """Reads ``extract`` (at most ``bound`` items of it) and tells what it would bring: ``limit`` entities, links, refusals.

    Raises SourceError when the files cannot be read.
    """
    found = Preview(extract.format, extract.title, extract.files, extract.sources, extract.columns, extract.notes)
    items = extract.reading.items(_STAMP)
    seen = _Seen(found, ontology, limit)
    for item in islice(items, bound):
        seen.take(item)
    found.whole = next(items, None) is None
    if found.whole:
        found.notes += extract.sums()
    seen.write()
    return found


class _Seen:
    """What was read so far: names and types of all entities, claims of the first few."""

    def __init__(self, found: Preview, ontology: Ontology, limit: int) -> None:
        self.found, self.ontology, self.limit = found, ontology, limit
        self.names: dict[str, str] = {}
        self.types: dict[str, set[str]] = {}
        self.said: dict[str, list[Claim]] = {}
        self.linked: list[Claim] = []
        self.ids: set[str] = set()

    def take(self, item: Item) -> None:
        """Counts one item, and keeps it where it is among the first."""
        found = self.found
        if isinstance(item, Claim):
            self._count(item.id)
            self._link(item) if item.object is not None else self._value(item)
        elif isinstance(item, Refused):
            found.refused += 1
            if len(found.refusals) < self.limit:
                found.refusals.append(item)
        elif isinstance(item, Decision):
            found.decisions += 1
        elif isinstance(item, Source) and item not in found.sources:
            found.sources = (*found.sources, item)
        else:
            assert isinstance(item, (Source, Import))

    def _count(self, id: str) -> None:
        """Counts a claim once, however often it is stated: so does a load."""
        if id not in self.ids:
            self.ids.add(id)
            self.found.claims += 1

    def _link(self, claim: Claim) -> None:
        self.found.relations[claim.predicate] = self.found.relations.get(claim.predicate, 0) + 1
        if len(self.linked) < self.limit:
            self.linked.append(claim)

    def _value(self, claim: Claim) -> None:
        value = claim.value or ""
        if claim.predicate == TYPE:
            self.types.setdefault(claim.subject, set()).add(value)
        elif claim.predicate == "name":
            self.names.setdefault(claim.subject, value)
        if claim.subject in self.said or len(self.said) < self.limit:
            self.said.setdefault(claim.subject, []).append(claim)

    def write(self) -> None:
        """Makes sentences of the first, now that all names are known."""
        for types in self.types.values():
            main = self.ontology.main(name for name in types if name in self.ontology.types)
            self.found.types[main] = self.found.types.get(main, 0) + 1
        self.found.entities = [self._entity(id, claims) for id, claims in self.said.items()]
        self.found.links = [self._sentence(claim) for claim in self.linked]

    def _name(self, id: str) -> str:
        return self.names.get(id, id)

    def _entity(self, id: str, claims: list[Claim]) -> Sentence:
        types = [name for name in self.types.get(id, ()) if name in self.ontology.types]
        label: Mapping[str, str] = self.ontology.types[self.ontology.main(types)].label if types else {"fr": "?", "en": "?"}
        rest = [claim for claim in claims if claim.predicate not in (TYPE, "name")]
        words = {lang: "".join(self._details(rest, lang)) for lang in ("fr", "en")}
        return Sentence(
            f"{self._name(id)} ({label['fr']}){words['fr']}",
            f"{self._name(id)} ({label['en']}){words['en']}",
            claims[0].locator,
            id,
        )

    def _details(self, claims: Iterable[Claim], lang: str) -> Iterator[str]:
        for claim in claims:
            prop = self.ontology.properties.get(claim.predicate)
            value = claim.value or ""
            if prop is not None:
                said = caption(value, lang) if prop.kind == "date" else _cut(value)
                yield f" ; {prop.label['fr']} : {said}" if lang == "fr" else f"; {prop.label['en']}: {said}"

    def _sentence(self, claim: Claim) -> Sentence:
        relation = self.ontology.relations.get(claim.predicate)
        subject, object = self._name(claim.subject), self._name(claim.object or "")
        texts = {}
        for lang in ("fr", "en"):
            said = relation.sentence[lang] if relation else f"{{subject}} {claim.predicate} {{object}}"
            # Not str.format: a name may hold braces.
            parts = said.replace("{subject}", "\x00").replace("{object}", "\x01")
            texts[lang] = parts.replace("\x00", _cut(subject)).replace("\x01", _cut(object)) + _qualified(claim, lang)
        return Sentence(texts["fr"], texts["en"], claim.locator, claim.subject, claim.object)


def _qualified(claim: Claim, lang: str) -> str:
    dates = [caption(date, lang) for date in (claim.since, claim.until) if date]
    parts = [
        *([_cut(claim.role)] if claim.role else []),
        *([" – ".join(dates)] if dates else []),
        *([_cut(claim.note)] if claim.note else []),
    ]
    return f" ({', '.join(parts)})" if parts else ""


def _cut(text: str, longest: int = 120) -> str:
    return text if len(text) <= longest else f"{text[:longest]}…"
