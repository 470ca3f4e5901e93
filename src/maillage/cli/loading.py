"""``load``, ``imports``, ``undo``: what comes in, when it came, and taking exactly that back."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from maillage.cli.base import Command
from maillage.cli.interrupt import interruptions
from maillage.cli.opening import opened, words_of_the_store
from maillage.cli.previewing import show_preview
from maillage.cli.problems import AllRefused, Stopped, UnknownImport
from maillage.cli.progress import progress
from maillage.cli.screen import show_json, show_table, tell
from maillage.cli.values import FORMATS, NewFile, There
from maillage.cli.words import amount, language, say

if TYPE_CHECKING:
    from maillage.graph.answers import ImportInfo
    from maillage.graph.intake import Report
    from maillage.graph.store import Store
    from maillage.loaders.extract import Extract
    from maillage.schema.source import Import, Refused

REFUSALS_SHOWN = 20


@click.command("load", cls=Command)
@click.argument("paths", nargs=-1, required=True, type=There())
@click.option("--mapping", type=There(folders=False))
@click.option("--source", metavar="TITLE")
@click.option("--dry-run", is_flag=True)
@click.option("--author", metavar="NAME")
@click.option("--refusals", type=NewFile())
def load(paths: tuple[Path, ...], mapping: Path | None, source: str | None, dry_run: bool, author: str | None,
         refusals: Path | None) -> None:
    """Files and folders into the store."""
    if dry_run:
        known = words_of_the_store()
        show_preview(_recognised(paths, mapping, source, known), known)
        return
    with opened() as store:
        extract = _recognised(paths, mapping, source, store.ontology)
        report = loaded(store, extract, author)
    if refusals is not None:
        write_refusals(refusals, report)
    sys.stdout.write(f"{report.record.id}\n")
    for note in extract.sums():
        tell(note.en if language() == "en" else note.fr)
    tell_report(report)


def _recognised(paths: Sequence[Path], mapping: Path | None, title: str | None, ontology: Any) -> Extract:
    from maillage.loaders.recognise import recognise

    return recognise(paths, mapping=mapping, title=title, ontology=ontology)


def loaded(store: Store, extract: Extract, author: str | None) -> Report:
    """The report of the load; when it is interrupted, what is kept and how to go on."""
    kept = 0
    _tell_resumed(store.import_record(extract.import_id))
    try:
        with interruptions.patient(), progress(say("loading", title=extract.title), "claims") as step:
            def advance(share: float, report: Report) -> None:
                nonlocal kept
                kept = report.new
                step(report.new + report.known, share)
                interruptions.check()

            report = store.load(extract, advance, author)
    except (Exception, KeyboardInterrupt) as error:
        if kept or interruptions.code:
            tell(say("load-stopped", kept=amount(kept), id=extract.import_id), "warning")
        if not interruptions.code:
            raise
        raise Stopped from error
    _tell_places(store, report)
    return report


def _tell_resumed(held: Import | None) -> None:
    """That this load was begun before, and cut."""
    if held is not None and held.finished_at is None:
        tell(say("load-resumed", title=held.title, kept=amount(held.new)))


def _tell_places(store: Store, report: Report) -> None:
    """Joins the territories that the load named to those of the official code, where that is in the store."""
    from maillage.api.territories import find_places

    found = find_places(store, report.record)
    if found.same or found.questions:
        tell(say("places-found", same=amount(found.same), questions=amount(found.questions)))


def tell_report(report: Report) -> None:
    """The counts, then each refusal with its place. Raises AllRefused when nothing could be read."""
    tell(say("loaded", title=report.record.title, new=amount(report.new), known=amount(report.known),
             refused=amount(report.refused)), "warning" if report.refused else "good")
    if report.decisions:
        tell(say("loaded-decisions", number=amount(report.decisions)))
    for refused in report.refusals[:REFUSALS_SHOWN]:
        tell(f"  {refused.message(language())}", "warning")
    rest = report.refused - min(REFUSALS_SHOWN, len(report.refusals))
    if rest > 0:
        tell(say("more-refused", number=amount(rest)), "warning")
    if report.refused and not report.new and not report.known:
        raise AllRefused(title=report.record.title)


def write_refusals(path: Path, report: Report) -> None:
    """The refusals as a table: their place, what is wrong, the cell."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([say("refusal-columns").split("|"), *_refusal_rows(report.refusals)])
    if report.refused > len(report.refusals):
        tell(say("refusals-cut", kept=amount(len(report.refusals)), number=amount(report.refused)), "warning")


def _refusal_rows(refusals: Iterable[Refused]) -> Iterable[list[str]]:
    from maillage.api.csv_text import cell

    for refused in refusals:
        problem = refused.problem_en if language() == "en" else refused.problem_fr
        yield [cell(refused.place), cell(problem), cell(refused.cell)]


@click.command("imports", cls=Command)
@click.option("--format", "form", type=FORMATS, default="table")
def imports(form: str) -> None:
    """What came in, newest first."""
    with opened() as store:
        listed = _imports(store)
    if form == "json":
        show_json([vars(each) for each in listed])
    elif listed:
        show_table(say("import-columns").split("|"), (_import_row(each) for each in listed), form)
    else:
        tell(say("no-imports"))


def _imports(store: Store) -> list[ImportInfo]:
    from maillage.graph.imports import imports as listed

    return listed(store)


def _import_row(each: ImportInfo) -> list[Any]:
    state = say("finished" if each.finished_at else "unfinished")
    return [each.id, each.started_at[:16].replace("T", " "), each.title, each.author, each.new, each.known, each.refused, state]


@click.command("undo", cls=Command)
@click.argument("id")
@click.option("--yes", "-y", is_flag=True)
def undo(id: str, yes: bool) -> None:
    """Takes back exactly what one import brought."""
    with opened() as store:
        record = store.import_record(id)
        if record is None:
            raise UnknownImport.of(id, [each.id for each in _imports(store)])
        _confirm(say("undo-sure", title=record.title, number=amount(record.new + record.known)), yes)
        removed = _undone(store, record)
    tell(say("undone", title=record.title, number=amount(removed)), "good")


def _undone(store: Store, record: Import) -> int:
    """How many claims left; when it is interrupted, how to go on."""
    whole = max(1, record.new + record.known)

    def advance(so_far: int) -> None:
        step(so_far, min(1.0, so_far / whole))
        interruptions.check()

    try:
        with interruptions.patient(), progress(say("undoing", title=record.title), "claims") as step:
            return store.undo_import(record.id, advance)
    except (Exception, KeyboardInterrupt) as error:
        if not interruptions.code:
            raise
        tell(say("undo-stopped", id=record.id), "warning")
        raise Stopped from error


def _confirm(question: str, sure: bool) -> None:
    """Asks a person at a terminal; a script has made up its mind."""
    if sure or not (sys.stdin.isatty() and sys.stderr.isatty()):
        return
    tell(question)
    if sys.stdin.readline().strip().lower() not in ("o", "oui", "y", "yes"):
        tell(say("left"))
        raise Stopped
