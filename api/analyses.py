"""Analyses under way and done: each one computed once for all who ask, some at a time, in threads of their own.

Whoever asks waits for a while; what takes longer goes on, and asking again says how far it is. Nobody asks any more: it
stops. So the address of an answer is also that of its progress, and leaving the page is enough to cancel.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Hashable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Literal

from maillage.api.errors import TooManyAnalyses
from maillage.errors import NotFound

AT_ONCE = 2
MOST_UNDER_WAY = 12
MOST_DONE = 64
# Seconds after which what nobody asks for any more is stopped; the explorer asks every second.
FORGOTTEN = 30.0

State = Literal["waiting", "running", "done", "failed", "cancelled"]


class Cancelled(Exception):
    """Raised within an analysis that nobody waits for, where it says how far it is."""


@dataclass
class Caller:
    """One who waits: ``left`` once the connection is gone."""

    left: bool = False


@dataclass
class Job:
    """One analysis of one moment of the store. ``share`` of ``step`` is done; ``future`` holds the answer as JSON."""

    id: str
    measure: str
    state: State = "waiting"
    step: str = ""
    share: float = 0.0
    future: Future[bytes] = field(default_factory=Future)
    began: float = field(default_factory=time.monotonic)
    asked: float = field(default_factory=time.monotonic)
    waiting: int = 0
    unwanted: bool = False

    def watch(self, step: str, share: float) -> None:
        """Called from within the analysis. Raises Cancelled when nobody wants it."""
        self.step, self.share = step, share
        if self.unwanted or (not self.waiting and time.monotonic() - self.asked > FORGOTTEN):
            raise Cancelled

    @contextmanager
    def awaited(self) -> Iterator[Caller]:
        """While a caller waits. Once the last one has left without an answer, the analysis is not wanted any more."""
        caller = Caller()
        self.waiting += 1
        try:
            yield caller
        finally:
            self.waiting -= 1
            self.unwanted = self.unwanted or (caller.left and not self.waiting)


class Desk:
    """Where analyses are asked for. ``work`` functions run in daemon threads: they never hold the server's end up."""

    def __init__(self) -> None:
        self._jobs: dict[Hashable, Job] = {}
        self._lock = threading.Lock()
        self._room = threading.Semaphore(AT_ONCE)

    def ask(self, key: tuple[Hashable, ...], measure: str, work: Callable[[Job], bytes]) -> Job:
        """The job under ``key``: done, under way, or begun now. Raises TooManyAnalyses."""
        with self._lock:
            job = self._jobs.get(key)
            if job is None or job.unwanted or job.state in ("failed", "cancelled"):
                self._make_room()
                job = Job(_id(key), measure)
                threading.Thread(target=self._run, args=(job, work), name=f"analysis-{job.id}", daemon=True).start()
            self._jobs.pop(key, None)
            self._jobs[key] = job  # asked last, goes last
            job.asked = time.monotonic()
            return job

    def jobs(self) -> list[Job]:
        """What is waiting or running, the oldest first."""
        with self._lock:
            return sorted((job for job in self._jobs.values() if job.state in ("waiting", "running")), key=lambda job: job.began)

    def cancel(self, id: str) -> Job:
        """Stops a job where it next says how far it is. Raises NotFound when none of this id is under way."""
        found = next((job for job in self.jobs() if job.id == id), None)
        if found is None:
            raise NotFound(id=id)
        found.unwanted = True
        return found

    def _make_room(self) -> None:
        """Forgets the oldest answers. Raises TooManyAnalyses when too many are under way."""
        ended = [key for key, job in self._jobs.items() if job.state not in ("waiting", "running")]
        if len(self._jobs) - len(ended) >= MOST_UNDER_WAY:
            raise TooManyAnalyses(number=MOST_UNDER_WAY)
        for key in ended[:max(0, len(ended) - MOST_DONE + 1)]:
            del self._jobs[key]

    def _run(self, job: Job, work: Callable[[Job], bytes]) -> None:
        with self._room:
            try:
                job.watch("", 0.0)
                job.state = "running"
                answer = work(job)
                job.state = "done"
                job.future.set_result(answer)
            except Cancelled as error:
                job.state = "cancelled"
                job.future.set_exception(error)
            except Exception as error:  # noqa: BLE001 - told to whoever waits, in the thread of the request
                job.state = "failed"
                job.future.set_exception(error)


def _id(key: tuple[Hashable, ...]) -> str:
    """The same for the same question at the same moment of the store."""
    return blake2b(repr(key).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
