"""``search``, ``show``, ``query``: find, read a card with its evidence, ask in Cypher."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from maillage.cli.base import Command
from maillage.cli.cards import show_card
from maillage.cli.opening import opened
from maillage.cli.problems import AmbiguousName, EmptyStore, UnknownType
from maillage.cli.screen import show_json, show_table, tell
from maillage.cli.values import FORMATS, TEXT_OR_JSON, Named, Whole, separated
from maillage.cli.words import amount, decimal, language, say

if TYPE_CHECKING:
    from maillage.graph.answers import Card, Hit
    from maillage.graph.store import Store
    from maillage.schema.model import Ontology

# Reasons of a search that mean the whole name, and not a part of it.
WHOLE = ("exact", "acronym", "name", "alias")


@click.command("search", cls=Command)
@click.argument("text", nargs=-1, required=True)
@click.option("--type", "kinds", multiple=True, metavar="TYPE")
@click.option("--limit", type=Whole(1, 500), default=20)
@click.option("--format", "form", type=FORMATS, default="table")
def search(text: tuple[str, ...], kinds: tuple[str, ...], limit: int, form: str) -> None:
    """What a name, an acronym or a few words may mean."""
    from maillage.graph.search import search as find

    with opened() as store:
        kinds = tuple(separated(kinds))
        for kind in kinds:
            if kind not in store.ontology.types:
                raise UnknownType.of(kind, store.ontology.types)
        found, ontology = find(store, " ".join(text), kinds=kinds, limit=limit), store.ontology
        empty = EmptyStore(url=store.url) if not found.hits and _is_empty(store) else None
    if form == "json":
        show_json(asdict(found))
        return
    show_table(say("hit-columns").split("|"), [_hit_row(hit, ontology) for hit in found.hits], form)
    if found.total > len(found.hits):
        tell(say("more-hits", number=amount(found.total - len(found.hits))))
    if not found.hits:
        tell(empty.message(language()) if empty else say("no-hits", text=found.query))


def _is_empty(store: Store) -> bool:
    from maillage.graph.cypher import FIRST

    return not any(store.read(question) for question in FIRST)


def _hit_row(hit: Hit, ontology: Ontology) -> list[str]:
    why = say(f"why-{hit.why}")
    said = why if hit.matched == hit.entity.name else f"{why}{say('colon')}{hit.matched}"
    return [hit.entity.name, label(ontology, hit.entity.kind), hit.entity.id, said]


def label(ontology: Ontology, kind: str) -> str:
    """The name of a type in the language of this run."""
    known = ontology.types.get(kind)
    return known.label.get(language(), known.label["fr"]) if known else kind


@click.command("show", cls=Command)
@click.argument("name", nargs=-1, required=True)
@click.option("--format", "form", type=TEXT_OR_JSON, default="text")
def show(name: tuple[str, ...], form: str) -> None:
    """A card with its claims, by id or by a name that only one has."""
    from maillage.graph.links import relations

    with opened() as store:
        card, ontology = _card(store, " ".join(name)), store.ontology
        links = relations(store, [link.id for group in card.groups for link in group.links]) if form == "text" else {}
    if form == "json":
        show_json(asdict(card))
    else:
        show_card(card, links, ontology)


def _card(store: Store, name: str) -> Card:
    from maillage.errors import NotFound
    from maillage.graph.cards import card

    try:
        return card(store, name, evidence=True)
    except NotFound:
        return card(store, _only(store, name), evidence=True)


def id_of(store: Store, name: str) -> str:
    """The id that ``name`` is, or that only one entity of this name has. Raises AmbiguousName, NotFound, EmptyStore."""
    from maillage.errors import NotFound
    from maillage.graph.resolve import canonical

    try:
        return canonical(store, name)
    except NotFound:
        return _only(store, name)


def _only(store: Store, name: str) -> str:
    """The id of the one entity with this name. Raises AmbiguousName with those that it may mean, NotFound, EmptyStore."""
    from maillage.errors import NotFound
    from maillage.graph.search import search as find

    hits = find(store, name, limit=10).hits
    whole = [hit for hit in hits if hit.why in WHOLE]
    for meant in ([hit for hit in whole if hit.why == "exact"], whole, hits):
        if len(meant) == 1:
            return meant[0].entity.id
    if not hits:
        raise EmptyStore(url=store.url) if _is_empty(store) else NotFound(id=name)
    raise AmbiguousName(name=name, listed="\n".join(f"  {hit.entity.id}  {hit.entity.name}" for hit in whole or hits))


@click.command("query", cls=Command)
@click.argument("cypher")
@click.option("-p", "--parameter", "parameters", type=Named(), multiple=True)
@click.option("--format", "form", type=FORMATS, default="table")
@click.option("--raw", is_flag=True)
def query(cypher: str, parameters: tuple[tuple[str, Any], ...], form: str, raw: bool) -> None:
    """A question in Cypher, read-only."""
    question = sys.stdin.read() if cypher == "-" else cypher
    with opened() as store:
        answer = store.query(question, dict(parameters))
    if form == "json":
        show_json([dict(zip(answer.columns, row, strict=True)) for row in answer.rows])
    else:
        show_table(answer.columns, answer.rows, form, raw)
    tell(say("answered", rows=amount(len(answer.rows)), seconds=decimal(answer.seconds)))
    if answer.cut:
        tell(answer.cut[language()], "warning")
