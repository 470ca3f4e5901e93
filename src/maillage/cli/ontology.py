"""``ontology``: what may be said (``show``), a working group's own file (``check``), copies for programs (``export``)."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from maillage.cli.base import Command, Group, show_help_when_alone
from maillage.cli.opening import words_of_the_store
from maillage.cli.problems import UnknownTerms
from maillage.cli.screen import rendered, show_json, tell
from maillage.cli.values import OneOf, There
from maillage.cli.words import language, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.text import Text

    from maillage.schema.definitions import EntityType, RelationType
    from maillage.schema.model import Ontology


@click.group("ontology", cls=Group)
@click.pass_context
def ontology(ctx: click.Context) -> None:
    """Types, properties and relations."""
    show_help_when_alone(ctx)


@ontology.command("show", cls=Command)
@click.argument("name", required=False)
def show(name: str | None) -> None:
    """The tree of types and the relations; or one of them, whole."""
    known = words_of_the_store()
    lines = _all(known) if name is None else _one(known, name)
    sys.stdout.write(rendered(_text(lines)))


Line = tuple[str, str, str]  # what stands before, a name, what is said of it


def _all(known: Ontology) -> Iterator[Line]:
    yield say("types"), "", ""
    for name, type_ in known.types.items():
        yield "  " * len(known.ancestors(name)), name, _in(type_.label)
    yield f"\n{say('relations')}", "", ""
    for name, relation in known.relations.items():
        yield "  ", name, _sentence(relation)


def _one(known: Ontology, name: str) -> Iterator[Line]:
    if name in known.types:
        return _type(known, known.types[name])
    if name in known.relations:
        return _relation(known.relations[name])
    if name in known.properties:
        return _property(known, name)
    raise UnknownTerms.of(name, [*known.types, *known.relations, *known.properties])


def _type(known: Ontology, type_: EntityType) -> Iterator[Line]:
    yield "", type_.name, _in(type_.label)
    yield f"  {_in(type_.definition)}", "", ""
    yield f"  {' < '.join(known.ancestors(type_.name))}", "", ""
    yield f"\n{say('properties')}", "", ""
    for name, prop in known.properties_of(type_.name).items():
        yield "  ", name, f"{_in(prop.label)} ({prop.kind}) — {_in(prop.definition)}"
    labels = known.labels([type_.name])
    yield f"\n{say('relations')}", "", ""
    for relation in known.relations.values():
        if any(one in labels for pair in relation.pairs for one in pair):
            yield "  ", relation.name, _sentence(relation)


def _relation(relation: RelationType) -> Iterator[Line]:
    yield "", relation.name, _in(relation.label)
    yield f"  {_in(relation.definition)}", "", ""
    for subject, object in relation.pairs:
        yield "  ", f"{subject} → {object}", ""


def _property(known: Ontology, name: str) -> Iterator[Line]:
    prop = known.properties[name]
    yield "", name, f"{_in(prop.label)} ({prop.kind})"
    yield f"  {_in(prop.definition)}", "", ""
    for type_ in known.types.values():
        if name in type_.properties:
            yield "  ", type_.name, _in(type_.label)


def _sentence(relation: RelationType) -> str:
    return _in(relation.sentence).format(subject="…", object="…")


def _in(texts: Any) -> str:
    return str(texts.get(language(), texts["fr"]))


def _text(lines: Iterator[Line]) -> Text:
    from rich.text import Text

    text = Text()
    for before, name, said in lines:
        style = "bold" if not name and not before.startswith(" ") else ""
        text.append(before, style).append(name, "cyan").append(f"  {said}" if said else "").append("\n")
    return text


@ontology.command("check", cls=Command)
@click.argument("files", nargs=-1, required=True, type=There())
def check(files: tuple[Path, ...]) -> None:
    """Whether files extend the ontology soundly; every problem with its line."""
    from maillage.schema.model import default_ontology, load_ontology

    known, usual = load_ontology(*files), default_ontology()
    tell(say("ontology-good", types=len(known.types) - len(usual.types), relations=len(known.relations) - len(usual.relations),
             properties=len(known.properties) - len(usual.properties)), "good")


@ontology.command("export", cls=Command)
@click.option("--format", "form", type=OneOf(("json", "jsonld", "markdown")), default="json")
def export(form: str) -> None:
    """The ontology on stdout: JSON, a JSON-LD context, or a page to read."""
    known = words_of_the_store()
    if form == "markdown":
        sys.stdout.write(known.page(language()))
    else:
        show_json(known.to_json() if form == "json" else known.context())
