"""``export``: the whole store as a file, whose suffix says the format."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from maillage.cli.base import Command
from maillage.cli.opening import opened
from maillage.cli.problems import FormatNeeded
from maillage.cli.progress import Step, progress
from maillage.cli.screen import tell
from maillage.cli.values import NewFile
from maillage.cli.words import amount, say

if TYPE_CHECKING:
    from maillage.graph.export.format import ExportFormat


@click.command("export", cls=Command)
@click.argument("file", type=NewFile())
@click.option("--format", "form", metavar="FORMAT")
def export(file: Path, form: str | None) -> None:
    """All that the store holds, into ``file``; ``-`` is standard output."""
    chosen = _format(file, form)
    with opened() as store, progress(say("exporting", file=file), "kilobytes") as step:
        counted = _counted(chosen.write(store), step)
        written = _to_stdout(counted) if str(file) == "-" else to_file(counted, file)
    tell(say("exported", file=file, kilobytes=amount(written / 1000)), "good")


def _format(file: Path, name: str | None) -> ExportFormat:
    """The format by its name, else by the suffix. Raises UnknownFormat, naming those that there are."""
    from maillage.graph.export.format import by_suffix, named
    from maillage.viz.formats import ALL_FORMATS

    if name is not None:
        return named(ALL_FORMATS, name)
    if str(file) == "-":
        raise FormatNeeded(known="|".join(ALL_FORMATS))
    return by_suffix(ALL_FORMATS, file)


def _counted(parts: Iterable[bytes], step: Step) -> Iterator[bytes]:
    done = 0
    for part in parts:
        yield part
        done += len(part)
        step(done / 1000, None)


def _to_stdout(parts: Iterable[bytes]) -> int:
    sys.stdout.flush()
    written = sum(sys.stdout.buffer.write(part) for part in parts)
    sys.stdout.buffer.flush()
    return written


def to_file(parts: Iterable[bytes], file: Path) -> int:
    """Writes beside and renames: whoever finds ``file`` finds it whole, and a failure leaves the former one."""
    handle, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
    fresh = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            written = sum(out.write(part) for part in parts)
        fresh.chmod(_permissions(file))
        fresh.replace(file)
    finally:
        fresh.unlink(missing_ok=True)
    return written


def _permissions(file: Path) -> int:
    """Those of the file that is replaced; else what a new file gets here."""
    if file.exists():
        return file.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
