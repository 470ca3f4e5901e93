"""A card in the terminal: who it is, what is said, by which source, at which place."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from rich.text import Text

from maillage.cli.screen import rendered, safe
from maillage.cli.words import amount, language, say

if TYPE_CHECKING:
    from maillage.graph.answers import Brief, Card, ClaimInfo, Link, LinkGroup, Relation, Value
    from maillage.schema.model import Ontology


def show_card(card: Card, links: Mapping[str, Relation], ontology: Ontology) -> None:
    """The card on stdout; ``links`` holds the claims of the links that it lists, by id."""
    page = _Page(ontology, {source.id: number for number, source in enumerate(card.sources, 1)})
    page.head(card)
    for name, values in card.properties.items():
        if name not in ("name", "type"):
            page.property(name, values)
    for group in card.groups:
        page.group(group, links)
    page.duplicates(card.possible_duplicates)
    page.sources(card)
    sys.stdout.write(rendered(page.text))


class _Page:
    """The text under way. Sources are numbered, so that each claim names its own in a few letters."""

    def __init__(self, ontology: Ontology, numbers: dict[str, int]) -> None:
        self.text = Text()
        self._ontology = ontology
        self._numbers = numbers

    def head(self, card: Card) -> None:
        self.text.append(safe(card.name), "bold").append(f"  {self._kind(card.kind)}\n").append(f"{safe(card.id)}\n", "dim")

    def property(self, name: str, values: Iterable[Value]) -> None:
        known = self._ontology.properties.get(name)
        label = _in(known.label) if known else name
        for value in values:
            self.text.append(f"\n{label}{say('colon')}", "bold").append(safe(value.value))
            self.text.append(f" {say('contested')}\n" if value.contested else "\n", "yellow")
            self._claims(value.claims)

    def group(self, group: LinkGroup, links: Mapping[str, Relation]) -> None:
        known = self._ontology.relations.get(group.relation)
        label = group.relation if known is None else _in(known.label if group.outgoing else known.inverse)
        self.text.append(f"\n{label[:1].upper()}{label[1:]} · {self._kind(group.kind)} ({amount(group.count)})\n", "bold")
        for link in group.links:
            self._link(link)
            self._claims(links[link.id].claims if link.id in links else ())
        if group.count > len(group.links):
            self.text.append(f"  {say('and-more', number=amount(group.count - len(group.links)))}\n", "dim")

    def _link(self, link: Link) -> None:
        when = " – ".join(date for date in (link.since, link.until) if date)
        said = ", ".join(part for part in (*link.roles, when, *link.notes) if part)
        self.text.append(f"  {safe(link.other.name)}").append(f"  {safe(said)}" if said else "", "italic")
        self.text.append(f"  {safe(link.other.id)}\n", "dim")

    def _claims(self, claims: Iterable[ClaimInfo]) -> None:
        """Each claim's place and, where it was spelled otherwise there, how; one that does not stand says so."""
        for claim in claims:
            number = self._numbers.setdefault(claim.source.id, len(self._numbers) + 1)
            status = "" if claim.status == "accepted" else f" ({say(f'status-{claim.status}')})"
            for evidence in claim.evidence:
                original = f"{say('colon')}« {safe(evidence.original)} »" if evidence.original else ""
                self.text.append(f"    [{number}] {safe(evidence.locator)}{original}{status}\n", "dim")

    def duplicates(self, others: Iterable[Brief]) -> None:
        for position, other in enumerate(others):
            if position == 0:
                self.text.append(f"\n{say('duplicates')}\n", "bold")
            self.text.append(f"  {safe(other.name)}").append(f"  {safe(other.id)}\n", "dim")

    def sources(self, card: Card) -> None:
        titles = {source.id: source.title for source in card.sources}
        self.text.append(f"\n{say('sources')}\n", "bold")
        for id, number in self._numbers.items():
            self.text.append(f"  [{number}] {safe(titles.get(id, id))}").append(f"  {safe(id)}\n", "dim")

    def _kind(self, kind: str) -> str:
        known = self._ontology.types.get(kind)
        return _in(known.label) if known else kind


def _in(texts: Mapping[str, str]) -> str:
    return texts.get(language(), texts["fr"])
