"""How far it is: a bar with the rate and the time left on a terminal, a line now and then in a log."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from maillage.cli.screen import tell, words_console
from maillage.cli.words import amount, say

# Between two lines in a log, in seconds; what is done sooner says nothing.
EVERY = 10.0
# Told how much is done, and the share of the whole it is (0 to 1; None where the whole is unknown).
Step = Callable[[float, float | None], None]


@contextmanager
def progress(title: str, unit: str) -> Iterator[Step]:
    """Shows how a piece of work advances, on stderr; ``unit`` names what is counted (a key of the messages)."""
    if sys.stderr.isatty():
        with _bar(title, unit) as step:
            yield step
    else:
        yield _lines(title, unit)


@contextmanager
def _bar(title: str, unit: str) -> Iterator[Step]:
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>3.0f} %"),
               TextColumn("{task.fields[counted]}"), TextColumn("·"), TimeElapsedColumn(),
               TextColumn(say("remaining")), TimeRemainingColumn())
    began = time.monotonic()
    with Progress(*columns, console=words_console(), transient=True) as bar:
        task = bar.add_task(title, total=None, counted="")

        def step(done: float, share: float | None) -> None:
            bar.update(task, total=None if share is None else 1.0, completed=share or 0.0, counted=_rate(done, unit, began))

        yield step


def _lines(title: str, unit: str) -> Step:
    began = last = time.monotonic()

    def step(done: float, share: float | None) -> None:
        nonlocal last
        if time.monotonic() - last >= EVERY:
            last = time.monotonic()
            part = "" if share is None else f"{share * 100:.0f} % "
            tell(f"{title} {part}{_rate(done, unit, began)}")

    return step


def _rate(done: float, unit: str, began: float) -> str:
    seconds = max(time.monotonic() - began, 0.001)
    return say("rate", done=amount(done), unit=say(unit), rate=amount(done / seconds))
