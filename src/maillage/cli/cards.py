"""A card in the terminal: who it is, what is said, by which source, at which place."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.text import Text

from maillage.cli.screen import rendered, safe
from maillage.cli.words import amount, language, say

if TYPE_CHECKING:
    from maillage.graph.answers import Card, ClaimInfo, Link, LinkGroup, Value
    from maillage.schema.model import Ontology


def show_card(card: Card, ontology: Ontology) -> None:
    """The card on stdout."""
    text = Text()
    text.append(safe(card.name), "bold").append(f"  {_label(ontology, card.kind)}\n").append(f"{safe(card.id)}\n", "dim")
    for name, values in card.properties.items():
        if name not in ("name", "type"):
            _property(text, ontology.properties[name].label if name in ontology.properties else {"fr": name}, values)
    for group in card.groups:
        _group(text, group, ontology)
    if card.possible_duplicates:
        text.append(f"\n{say('duplicates')}\n", "bold")
        for other in card.possible_duplicates:
            text.append(f"  {safe(other.name)}").append(f"  {safe(other.id)}\n", "dim")
    text.append(f"\n{say('sources')}\n", "bold")
    for source in card.sources:
        text.append(f"  {safe(source.title)}").append(f"  {safe(source.id)}\n", "dim")
    sys.stdout.write(rendered(text))


def _label(ontology: Ontology, kind: str) -> str:
    known = ontology.types.get(kind)
    return _in(known.label) if known else kind


def _in(texts: dict[str, str]) -> str:
    return texts.get(language(), texts["fr"])


def _property(text: Text, label: dict[str, str], values: Iterable[Value]) -> None:
    for value in values:
        text.append(f"\n{_in(label)}{say('colon')}", "bold").append(safe(value.value))
        if value.contested:
            text.append(f" {say('contested')}", "yellow")
        text.append("\n")
        _claims(text, value.claims)


def _claims(text: Text, claims: Iterable[ClaimInfo]) -> None:
    """Each claim's place, once; a claim that does not stand says so."""
    for claim in claims:
        for evidence in claim.evidence:
            said = f"    {safe(claim.source.title)}, {safe(evidence.locator)}"
            original = f" : « {safe(evidence.original)} »" if evidence.original else ""
            status = "" if claim.status == "accepted" else f" [{say(f'status-{claim.status}')}]"
            text.append(f"{said}{original}{status}\n", "dim")


def _group(text: Text, group: LinkGroup, ontology: Ontology) -> None:
    relation = ontology.relations.get(group.relation)
    label = group.relation if relation is None else _in(relation.label if group.outgoing else relation.inverse)
    text.append(f"\n{label[:1].upper()}{label[1:]} — {_label(ontology, group.kind)} ({amount(group.count)})\n", "bold")
    for link in group.links:
        _link(text, link)
    if group.count > len(group.links):
        text.append(f"  {say('and-more', number=amount(group.count - len(group.links)))}\n", "dim")


def _link(text: Text, link: Link) -> None:
    when = " – ".join(date for date in (link.since, link.until) if date)
    said = ", ".join(part for part in (*link.roles, when, *link.notes) if part)
    text.append(f"  {safe(link.other.name)}").append(f"  {safe(said)}" if said else "")
    text.append(f"  {safe(link.other.id)}\n", "dim")
