"""``load --dry-run``: what the files would bring, and nothing stored."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from rich.text import Text

from maillage.cli.problems import AllRefused
from maillage.cli.screen import rendered, safe, tell
from maillage.cli.words import amount, language, say

if TYPE_CHECKING:
    from maillage.loaders.extract import Extract, Use
    from maillage.loaders.preview import Preview, Sentence
    from maillage.schema.model import Ontology


def show_preview(extract: Extract, ontology: Ontology) -> None:
    """The preview on stdout, its sum on stderr. Raises AllRefused where nothing could be read."""
    from maillage.loaders.preview import preview

    seen = preview(extract, ontology)
    sys.stdout.write(rendered(_page(seen, ontology)))
    counts = {"claims": amount(seen.claims), "refused": amount(seen.refused)}
    tell(say("previewed" if seen.whole else "previewed-in-part", **counts), "warning" if seen.refused else "good")
    if seen.refused and not seen.claims:
        raise AllRefused(title=seen.title)


def _page(seen: Preview, ontology: Ontology) -> Text:
    text = Text().append(safe(seen.title), "bold").append(f"  {safe(', '.join(seen.files))}\n")
    for note in seen.notes:
        text.append(f"  {safe(note.place)}{say('colon')}{safe(_said(note))}\n", "dim")
    _columns(text, seen.columns)
    _sentences(text, "entities", seen.entities, seen.types, {name: _in(kind.plural) for name, kind in ontology.types.items()})
    _sentences(text, "links", seen.links, seen.relations, {name: _in(kind.label) for name, kind in ontology.relations.items()})
    if seen.refusals:
        text.append(f"\n{say('refusals')} ({amount(seen.refused)})\n", "bold")
    for refused in seen.refusals:
        text.append(f"  {safe(refused.message(language()))}\n", "yellow")
    return text


def _columns(text: Text, columns: Iterable[Use]) -> None:
    """Each column and what becomes of it; one that is left out is told in colour."""
    table = ""
    for use in columns:
        if use.table != table:
            table = use.table
            text.append(f"\n{say('columns')}{safe(table)}\n", "bold")
        text.append(f"  {safe(use.column)}", "cyan").append(f" → {safe(_said(use))}\n", "" if use.kept else "yellow")


def _sentences(text: Text, title: str, listed: Iterable[Sentence], counts: Mapping[str, int], labels: Mapping[str, str]) -> None:
    """The count of all, by kind, then the first of them."""
    if counts:
        kinds = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        said = ", ".join(f"{labels.get(name, name)} {amount(number)}" for name, number in kinds)
        text.append(f"\n{say(title)} ({amount(sum(counts.values()))})", "bold").append(f"{say('colon')}{said}\n")
    for sentence in listed:
        text.append(f"  {safe(_said(sentence))}").append(f"  [{safe(sentence.place)}]\n", "dim")


def _said(item: Any) -> str:
    return str(item.en if language() == "en" else item.fr)


def _in(texts: Mapping[str, str]) -> str:
    return texts.get(language(), texts["fr"])
