"""What a piece of work costs: seconds, processor time and memory of the program and of its engine."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

import psutil
from neo4j import ManagedTransaction, Session

EVERY_SECONDS = 0.02


@dataclass
class Cost:
    """Seconds by the clock and of processor, bytes that the engine wrote to disk, statements that it was sent, peaks of
    memory in bytes by process.
    """

    seconds: float = 0.0
    client_cpu: float = 0.0
    engine_cpu: float = 0.0
    engine_written: int = 0
    statements: int = 0
    peaks: dict[int, int] = field(default_factory=dict)


@contextmanager
def cost(engine: int | None = None) -> Iterator[Cost]:
    """The cost of what is inside, for this process and the one with the id ``engine``."""
    told, peer = Cost(), psutil.Process(engine) if engine else None
    began, own, theirs, written = time.perf_counter(), time.process_time(), _cpu(peer), _written(peer)
    with _counting(told):
        yield told
    told.seconds, told.client_cpu = time.perf_counter() - began, time.process_time() - own
    told.engine_cpu, told.engine_written = _cpu(peer) - theirs, _written(peer) - written


@contextmanager
def _counting(told: Cost) -> Iterator[None]:
    """Counts what the driver is asked to send, in transactions and outside."""
    def noting(run: Callable[..., Any]) -> Callable[..., Any]:
        def noted(*given: Any, **named: Any) -> Any:
            told.statements += 1
            return run(*given, **named)
        return noted

    with ExitStack() as ending:
        for kind in (ManagedTransaction, Session):
            ending.enter_context(patch.object(kind, "run", noting(kind.run)))
        yield


@contextmanager
def peaks(*processes: int) -> Iterator[dict[int, int]]:
    """The largest resident memory, in bytes, that each process had meanwhile; one that ends is no error."""
    held = dict.fromkeys(processes, 0)
    done = threading.Event()
    watcher = threading.Thread(target=_watch, args=(held, done), daemon=True)
    watcher.start()
    try:
        yield held
    finally:
        done.set()
        watcher.join()


def resident(process: int | None = None) -> int:
    """Resident memory of a process (this one), in bytes; 0 when it is gone."""
    try:
        return int(psutil.Process(process or os.getpid()).memory_info().rss)
    except psutil.Error:
        return 0


def _watch(held: dict[int, int], done: threading.Event) -> None:
    while True:
        for process in held:
            held[process] = max(held[process], resident(process))
        if done.wait(EVERY_SECONDS):
            return


def _cpu(process: psutil.Process | None) -> float:
    if process is None:
        return 0.0
    times = process.cpu_times()
    return float(times.user + times.system)


def _written(process: psutil.Process | None) -> int:
    """Linux counts this; elsewhere it stays 0."""
    counters = getattr(process, "io_counters", None)
    return int(counters().write_bytes) if counters is not None else 0
