"""How far it is: a bar with the rate and the time left on a terminal, a line now and then in a log."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from rich.console import Group
from rich.live import Live
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.text import Text

from maillage.cli.screen import safe, tell, words_console
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
    # The title has a line of its own, and the bar what the figures leave: in 80 columns too the time left is seen.
    columns = (SpinnerColumn(), BarColumn(bar_width=None), TextColumn("{task.percentage:>3.0f} %"),
               TextColumn("{task.fields[counted]}"), TextColumn("·"), TimeElapsedColumn(),
               TextColumn(say("remaining")), TimeRemainingColumn())
    began = time.monotonic()
    bar = Progress(*columns)
    head = Text(safe(title), no_wrap=True, overflow="ellipsis")
    with Live(Group(head, bar), console=words_console(), transient=True, refresh_per_second=10):
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
            tell(f"{title} {part}{_rate(done, unit, began)}{_left(share, began)}")

    return step


def _left(share: float | None, began: float) -> str:
    """The time left, as the share done so far took; nothing where that tells nothing."""
    if not share or share >= 1:
        return ""
    seconds = (time.monotonic() - began) * (1 - share) / share
    return f" {say('remaining')} {timedelta(seconds=round(seconds))}"


def _rate(done: float, unit: str, began: float) -> str:
    seconds = max(time.monotonic() - began, 0.001)
    return say("rate", done=amount(done), unit=say(unit), rate=amount(done / seconds))
