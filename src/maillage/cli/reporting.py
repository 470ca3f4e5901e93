"""``report``: a note on the whole, a territory, a theme or an actor, as a page or a Word document."""

from __future__ import annotations

from pathlib import Path

import click

from maillage.cli.base import Command
from maillage.cli.exporting import to_file
from maillage.cli.opening import opened
from maillage.cli.problems import NoSuchReport
from maillage.cli.progress import progress
from maillage.cli.reading import id_of
from maillage.cli.screen import tell
from maillage.cli.values import NewFile, Whole
from maillage.cli.words import amount, language, say


@click.command("report", cls=Command)
@click.argument("file", type=NewFile())
@click.option("--about", metavar="NAME")
@click.option("--limit", type=Whole(1, 50), default=10)
def report(file: Path, about: str | None, limit: int) -> None:
    """Writes the note into ``file``, whose suffix says the form."""
    from maillage.graph.analysis.progress import watched
    from maillage.viz.report.files import FILES
    from maillage.viz.report.files import report as made

    suffix = file.suffix.lower().removeprefix(".")
    form = "html" if suffix == "htm" else suffix
    if form not in FILES:
        raise NoSuchReport(known=", ".join(f".{each}" for each in FILES))
    with opened() as store, progress(say("reporting", file=file), "percent") as step, \
            watched(lambda _, share: step(share * 100, share)):
        written = to_file([made(store, form, id_of(store, about) if about else None, language(), limit)], file)
    tell(say("exported", file=file, kilobytes=amount(written / 1000)), "good")
