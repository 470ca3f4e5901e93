"""What a reading of the catalogue adds up to: so that a load itself says how many there are of each, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from maillage.loaders import limits
from maillage.loaders.extract import Item, Note
from maillage.loaders.participedia.files import Role
from maillage.schema.claim import TYPE, Claim

_METHODS = {"cases": "USES", "organisations": "RELATED_TO"}


@dataclass
class Tally:
    """Counts of one reading. ``stated`` counts references as often as they are written, ``again`` those within one record
    that say the same once more; ``lost`` are organisers without a record.
    """

    records: Counter[Role] = field(default_factory=Counter)
    stated: Counter[str] = field(default_factory=Counter)
    again: Counter[str] = field(default_factory=Counter)
    users: Counter[Role] = field(default_factory=Counter)
    used: set[str] = field(default_factory=set)
    unlisted: set[str] = field(default_factory=set)
    lost: int = 0

    def record(self, role: Role, items: Iterator[Item]) -> Iterator[Item]:
        """The items of one record, counted on their way."""
        said: set[str] = set()
        for item in items:
            if isinstance(item, Claim):
                self._claim(role, item, said)
            yield item
        self.records[role] += 1
        self.users[role] += bool(said)

    def _claim(self, role: Role, claim: Claim, said: set[str]) -> None:
        if claim.object is None:
            if claim.predicate == TYPE and claim.value == "Method" and role != "methods" and len(self.unlisted) < limits.KNOWN:
                self.unlisted.add(claim.subject)
        elif claim.predicate == _METHODS.get(role):
            self.stated[role] += 1
            self.again[role] += claim.object in said
            said.add(claim.object)
            if role == "cases" and len(self.used) < limits.KNOWN:
                self.used.add(claim.object)
        elif claim.predicate == "ORGANISES":
            self.stated["organisers"] += 1

    def notes(self) -> Iterator[Note]:
        """The counts in words."""
        yield from self._records()
        yield from self._uses()
        kept = self.stated["organisers"]
        if kept or self.lost:
            yield _note(
                "{} cas nomment l'organisation qui les porte : {} ont une fiche, d'où autant de liens ; {} n'en ont pas (refus)",
                "{} cases name the organisation that runs them: {} have a record, hence as many links; {} have none (refused)",
                kept + self.lost,
                kept,
                self.lost,
            )
        if self.stated["organisations"]:
            links = self.stated["organisations"] - self.again["organisations"]
            yield _note(
                "les organisations nomment {} fois une méthode : {} liens",
                "organisations name a method {} times: {} links",
                self.stated["organisations"],
                links,
            )

    def _records(self) -> Iterator[Note]:
        yield _note(
            "{} cas, {} méthodes, {} organisations",
            "{} cases, {} methods, {} organisations",
            *(self.records[role] for role in ("cases", "methods", "organisations")),
        )
        if self.unlisted:
            yield _note(
                "et {} méthodes sans fiche, connues seulement par les renvois d'autres fiches : {} méthodes en tout",
                "and {} methods without a record, known only by references of other records: {} methods in all",
                len(self.unlisted),
                self.records["methods"] + len(self.unlisted),
            )

    def _uses(self) -> Iterator[Note]:
        stated, again = self.stated["cases"], self.again["cases"]
        if stated:
            yield _note(
                "{} cas nomment {} méthodes, {} fois ; {} fois la même dans le même cas : {} liens « utilise »",
                "{} cases name {} methods, {} times; {} times the same one in one case: {} links “uses”",
                self.users["cases"],
                len(self.used),
                stated,
                again,
                stated - again,
            )


def _note(fr: str, en: str, *counts: int) -> Note:
    english = [f"{count:,}" for count in counts]
    return Note("Participedia", fr.format(*(count.replace(",", "\u202f") for count in english)), en.format(*english))
