"""Addresses of types, properties and relations in other vocabularies, and the terms of the ontology aligned with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from maillage.loaders.table.terms import words
from maillage.schema.model import Ontology

OWN = "urn:maillage:ontology:"
# Where two of our types come equally near, and kinds of what the ontology aligns with.
_TYPES = {
    "pair:Project": "Programme", "pair:Task": "Programme", "pair:Group": "Organization", "pair:Theme": "Theme",
    "schema:City": "Territory", "schema:Country": "Territory", "schema:State": "Territory", "schema:LocalBusiness": "Company",
    "schema:Article": "Deliverable", "schema:Report": "Deliverable", "schema:Book": "Deliverable", "schema:DefinedTerm": "Theme",
}  # fmt: skip
# Relations under names that no alignment gives; a minus stands before those that say it from the other end.
_RELATIONS = {
    "schema:member": "-MEMBER_OF", "schema:employee": "-AFFILIATED_WITH", "schema:worksFor": "AFFILIATED_WITH",
    "schema:organizer": "-ORGANISES", "schema:performer": "-SPEAKS_AT", "schema:funder": "-FUNDS", "schema:sponsor": "-FUNDS",
    "schema:parentOrganization": "PART_OF", "schema:subOrganization": "-PART_OF", "schema:isPartOf": "PART_OF",
    "schema:hasPart": "-PART_OF", "schema:superEvent": "PART_OF", "schema:subEvent": "-PART_OF", "schema:author": "-PRODUCES",
    "schema:areaServed": "LOCATED_IN", "schema:skills": "HOLDS", "pair:involvedIn": "PARTNER_IN", "pair:involves": "-PARTNER_IN",
    "pair:hasMember": "-MEMBER_OF", "pair:memberOf": "MEMBER_OF", "pair:hasPart": "-PART_OF",
    "pair:affiliates": "-AFFILIATED_WITH",
    "pair:isSkillOf": "-HOLDS", "pair:offeredBy": "-HOLDS", "pair:neededBy": "-NEEDS", "pair:manages": "ORGANISES",
    "pair:managedBy": "-ORGANISES", "pair:topicOf": "-CONCERNS", "pair:producedBy": "-PRODUCES", "org:hasMember": "-MEMBER_OF",
}  # fmt: skip
_PROPERTIES = {"schema:legalName": "aliases", "schema:homepage": "url", "pair:comment": "description", "pair:webPage": "url"}


class Link(NamedTuple):
    """A relation, and whether the address says it from the object's end."""

    relation: str
    reverse: bool = False


class Vocabulary:
    """What each address means here."""

    def __init__(self, ontology: Ontology) -> None:
        self.ontology = ontology
        self._prefixes = dict(ontology.prefixes)
        self.types = self._reversed(ontology.types.values(), _TYPES)
        self.properties = self._reversed(ontology.properties.values(), _PROPERTIES)
        relations = self._reversed(ontology.relations.values(), _RELATIONS)
        self.links = {address: Link(name.removeprefix("-"), name.startswith("-")) for address, name in relations.items()}

    def _reversed(self, terms: Iterable[Any], more: dict[str, str]) -> dict[str, str]:
        """Addresses to names: what is written here first, then what is exactly the same, then what comes near."""
        found = {self._address(short): name for short, name in more.items()}
        listed = list(terms)
        for how in ("exact", "close"):
            for term in listed:
                for short in term.align.get(how, ()):
                    found.setdefault(self._address(short), term.name)
        found.update({OWN + term.name: term.name for term in listed})
        return found

    def _address(self, short: str) -> str:
        prefix, _, rest = short.partition(":")
        return self._prefixes.get(prefix, f"{prefix}:") + rest

    def concrete(self, addresses: Iterable[str]) -> list[str]:
        """The types of these addresses that an entity may have, the most specific only."""
        return list(self.ontology.specific(set(self._concrete(addresses))))

    def _concrete(self, addresses: Iterable[str]) -> Iterator[str]:
        named = {self.types[address] for address in addresses if address in self.types}
        plain = {name for name in named if not self.ontology.types[name].abstract}
        yield from plain or (words()["stands_for"][name] for name in sorted(named) if name in words()["stands_for"])


def local(address: str) -> str:
    """The last word of an address."""
    return address.rstrip("/#").replace("#", "/").replace(":", "/").rpartition("/")[2] or address
