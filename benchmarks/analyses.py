"""Every measure asked of a store by the API: the first time, again with another limit, and what others wait meanwhile."""

from __future__ import annotations

import statistics
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import httpx
import psutil

from benchmarks.engines import Site
from benchmarks.report import Progress, Table, mega, rounded
from benchmarks.serving import server
from benchmarks.watch import resident
from benchmarks.world import World
from maillage.graph.analysis.registry import MEASURES
from maillage.graph.engines import host

WAIT = 60  # seconds that one request waits for its answer, the most that the API lets it
AGAIN = (7, 11, 13)  # other limits: what is asked for the first time, of what is computed already
EVERY_SECONDS = 0.1


def table(size: str) -> Table:
    """Empty; ``size`` says of how many links the store is."""
    return Table(
        "Analyses", ("moteur", "mesure", "première (s)", "dont processeur (s)", "suivantes (ms)", "service : pointe (Mo)",
                     "autre demande, la plus lente (ms)"),
        note=f"{size}. `maillage serve` dans son propre processus, toutes les mesures dans cet ordre : la première paie aussi "
             "les tableaux. « suivantes » : la même question avec trois autres limites, raisons et preuves comprises, médiane. "
             "« autre demande » : une fiche, dix fois par seconde pendant la première. "
             "Processeur et mémoire : le service et ce qui travaille pour lui, sans le moteur. "
             "But : suivantes ≤ 300 ms pour les paires classées.")


def ask(site: Site, world: World, table: Table, progress: Progress) -> None:
    """One line a measure; ``world`` is what the store holds."""
    needed = ",".join(each.id for each in world.things["Competence"][:8])
    asked = {"coalition": {"needed": needed}, "territory": {"territory": world.things["Territory"][0].id}}
    card = f"entities/{world.things['Event'][-1].id}"
    with server(site) as (client, process):
        for name in MEASURES:
            options = asked.get(name, {})
            before = _processor(process)
            with others(client, card, process) as seen:
                seconds = _seconds(client, name, options)
            waits, held = zip(*seen, strict=True)
            spent = _processor(process) - before
            again = [_seconds(client, name, {**options, "limit": str(limit)}) for limit in AGAIN]
            table.add(site.name, name, rounded(seconds), rounded(spent),
                      rounded(1000 * statistics.median(again), 0), mega(max(held)), rounded(1000 * max(waits), 0))
            progress.tell(f"{site.name} {name}: {table.rows[-1][2:]}")


def _seconds(client: httpx.Client, name: str, options: dict[str, str]) -> float:
    began = time.perf_counter()
    _answer(client, name, options)
    return time.perf_counter() - began


def _answer(client: httpx.Client, name: str, options: dict[str, str]) -> None:
    """Waits for it as long as it takes. Raises HTTPStatusError."""
    while True:
        answer = client.get(f"analysis/{name}", params={"wait": str(WAIT), **options})
        answer.raise_for_status()
        if answer.status_code != httpx.codes.ACCEPTED:
            return


def _workers(process: int) -> list[psutil.Process]:
    """The service and those it has started, but for the engine and for those that are gone meanwhile."""
    service = psutil.Process(process)
    return [service, *(each for each in service.children(recursive=True) if _works(each))]


def _works(process: psutil.Process) -> bool:
    try:
        return host.__name__ not in process.cmdline()
    except psutil.NoSuchProcess:
        return False


def _processor(process: int) -> float:
    """Seconds that they have spent until now."""
    return sum(sum(each.cpu_times()[:2]) for each in _workers(process))


@contextmanager
def others(client: httpx.Client, path: str, process: int) -> Iterator[list[tuple[float, int]]]:
    """Seconds that another caller waited for ``path`` each time, meanwhile, once at least; and the memory then in use.

    Raises HTTPStatusError or TransportError where one of them had no answer: it would be missing among the slowest.
    """
    waits: list[tuple[float, int]] = []
    done = threading.Event()
    with ThreadPoolExecutor(1) as pool:
        calling = pool.submit(_call, str(client.base_url), path, process, waits, done)
        try:
            yield waits
        finally:
            done.set()
        calling.result()


def _call(address: str, path: str, process: int, waits: list[tuple[float, int]], done: threading.Event) -> None:
    with httpx.Client(base_url=address, timeout=10 * WAIT) as client:
        while not waits or not done.wait(EVERY_SECONDS):
            began = time.perf_counter()
            client.get(path).raise_for_status()
            waits.append((time.perf_counter() - began, sum(resident(each.pid) for each in _workers(process))))
