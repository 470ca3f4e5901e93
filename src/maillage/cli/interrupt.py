"""Ctrl-C: at once where that is safe, between two batches while the store is being written.

The store's driver does not survive an exception in the middle of an answer: what it raises then hides what happened.
So a load or an undoing is stopped where a batch ends, and whatever goes wrong after Ctrl-C counts as its doing.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from maillage.cli.words import say


class Interruptions:
    """The signals of this run: ``code`` is what the shell makes of the last one, 0 when there was none."""

    def __init__(self) -> None:
        self.code = 0
        self._patient = False

    @contextmanager
    def heard(self) -> Iterator[None]:
        """Counts Ctrl-C for as long as a command runs."""
        self.code = 0
        with _handled(self._on_signal, signal.SIGINT):
            yield

    @contextmanager
    def patient(self) -> Iterator[None]:
        """The first Ctrl-C (or SIGTERM) waits for ``check``; a second one does not."""
        self._patient = True
        try:
            with _handled(self._on_signal, signal.SIGTERM):
                yield
        finally:
            self._patient = False

    def check(self) -> None:
        """Between two batches: stops here when that was asked for."""
        if self.code:
            raise KeyboardInterrupt

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        first, self.code = not self.code, 128 + number
        if not (first and self._patient):
            raise KeyboardInterrupt
        # Straight to the system: the stream's own buffer may be in the middle of a line.
        os.write(sys.stderr.fileno(), f"\n{say('stopping')}\n".encode())


interruptions = Interruptions()


@contextmanager
def _handled(handler: Any, number: signal.Signals) -> Iterator[None]:
    """Only the main thread may handle signals."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    former = signal.signal(number, handler)
    try:
        yield
    finally:
        signal.signal(number, former)
