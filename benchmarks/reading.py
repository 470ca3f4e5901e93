"""A store of some size, filled by the command: memory of the load, time to the first answer, latency of the API."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import httpx
import numpy as np

from benchmarks import analyses
from benchmarks.engines import Site
from benchmarks.opening import opened
from benchmarks.operations import operations
from benchmarks.replay import NotingStore, Question, replay
from benchmarks.report import Progress, Table, mega, rounded, spread
from benchmarks.serving import load, serving
from benchmarks.world import World
from maillage.graph.store import Store
from maillage.graph.vocabulary import vocabulary

WARM_UP = 20
# The driver alone can take many seconds for one map: each kind of request ends after so long, with what was measured until then.
MOST_SECONDS = 60.0
MOST_WARM_UP_SECONDS = 15.0
SEED = 7


class Tables(NamedTuple):
    """What is measured of a filled store."""

    memory: Table
    opening: Table
    latency: Table
    analyses: Table


def read(sites: Iterable[Site], world: World, requests: int, rounds: int, progress: Progress) -> None:
    """Fills each engine by ``maillage load`` and reads from it."""
    tables = Tables(*map(progress.table, _tables(world, requests)))
    with TemporaryDirectory() as folder:
        world.write(Path(folder))
        for site in sites:
            with site.empty():
                _filled(site, Path(folder), world, tables.memory)
            progress.tell(f"{site.name}: loaded")
            _opened(site, world, tables.opening, rounds)
            progress.tell(f"{site.name}: opened")
            _read(site, world, requests, tables.latency, progress)
            analyses.ask(site, world, tables.analyses, progress)


def _tables(world: World, requests: int) -> Tables:
    size = f"{world.links} liens entre {world.entities} entités"
    return Tables(
        Table("Mémoire d'un chargement", ("moteur", "secondes", "lignes/s", "client : pointe (Mo)", "moteur : pointe (Mo)",
                                          "Mo écrits"),
              note=f"`maillage load` dans son propre processus, {size}. Mémoire résidente la plus haute, lue toutes les 20 ms. "
                   "Celle du moteur comprend ses caches, que borne sa propre configuration. "
                   "But : client < 600 Mo."),
        Table("Ouvrir, prendre les tableaux",
              ("moteur", "open_store (s)", "première fiche (s)", "premier snapshot (s)", "snapshots suivants (s)",
               "snapshot : pointe (Mo)", "dont avant (Mo)"),
              note=f"{size}, dans un processus neuf à chaque fois. Embarqué : moteur arrêté avant chacun ; Neo4j : serveur en "
                   "marche, dont le premier snapshot trouve les caches comme le chargement les a laissés. "
                   "La première fiche compte depuis le début de l'ouverture. "
                   "Buts : première fiche ≤ 3 s, tableaux ≤ 10 s et ≤ 500 Mo."),
        Table("Latence de l'API", ("moteur", "demande", "fois", "API p50 (ms)", "p95", "p99", "pilote p50 (ms)", "p95", "p99",
                                   "p95 ÷ p95", "requêtes Cypher"),
              note=f"{size}, remplis par `maillage load`. `maillage serve` en boucle locale, une connexion gardée ouverte, "
                   f"{requests} demandes différentes, une fois prêt ce qu'un service prépare en arrivant et après "
                   f"{_warm_up(requests)} d'échauffement, ou ce qu'une minute en permet "
                   "(« fois » : celles qui ont été mesurées), sans If-None-Match. "
                   "« pilote » : les mêmes requêtes Cypher que la demande fait au moteur, par le pilote nu, à tour de rôle "
                   "avec l'API. La carte n'en fait guère : là, des requêtes écrites à la main, les entités et les liens entre "
                   "elles. La recherche est mesurée deux fois : elle juge des noms qu'elle tient en mémoire, si bien que ses "
                   "requêtes ne disent pas ce qu'elle fait ; « index du moteur » est sa plus simple recherche, écrite à "
                   "la main, sans homonymes, pluriels ni classement. But : p95 ≤ 1,5 × pilote."),
        analyses.table(size))


def _filled(site: Site, folder: Path, world: World, table: Table) -> None:
    told, client = load(site, folder)
    table.add(site.name, rounded(told.seconds), round(world.links / told.seconds), mega(told.peaks[client]),
              mega(told.peaks[site.pid]), mega(told.engine_written))


def _opened(site: Site, world: World, table: Table, rounds: int) -> None:
    first = next(iter(world.rows()))[0].id
    found = []
    for _ in range(1 + rounds):
        site.rest()
        found.append(opened(site.environment, first))
    table.add(site.name, *(spread(each[key] for each in found) for key in ("open", "answer")),
              rounded(found[0]["snapshot"]), spread(each["snapshot"] for each in found[1:]),
              mega(max(each["peak"] for each in found)), mega(statistics.median(each["before"] for each in found)))


def _read(site: Site, world: World, requests: int, table: Table, progress: Progress) -> None:
    with site.open() as store, serving(site) as client:
        for prepared in ("graph", "stats"):  # a large store's first map, its counts and its names are read beside at the start
            client.get(prepared).raise_for_status()
        vocabulary(noting := NotingStore(store), wait=True)
        for name, wanted in operations(world, requests + _warm_up(requests), random.Random(SEED)).items():
            asked = [(request.path, request.peer(noting)) for request in wanted]
            first = max(0, len(asked) - requests)
            by_turns(client, noting, asked[:first], MOST_WARM_UP_SECONDS)
            api, bare = by_turns(client, noting, asked[first:], MOST_SECONDS)
            table.add(site.name, name, len(api), *_cells(api, bare), spread_of([len(peer) for _, peer in asked]))
            progress.tell(f"{site.name} {name}: {table.rows[-1][2:]}")


def _warm_up(requests: int) -> int:
    return min(WARM_UP, requests)


def by_turns(client: httpx.Client, store: NotingStore, asked: Iterable[tuple[str, list[Question]]],
              most: float) -> tuple[list[float], list[float]]:
    """Milliseconds of each by the API and by the driver, who is first by turns; none is begun after ``most`` seconds."""
    api: list[float] = []
    bare: list[float] = []
    until = time.monotonic() + most
    for number, (path, peer) in enumerate(asked):
        if number % 2:
            bare.append(_driver(store, peer))
        api.append(_api(client, path))
        if not number % 2:
            bare.append(_driver(store, peer))
        if time.monotonic() > until:
            break
    return api, bare


def _api(client: httpx.Client, path: str) -> float:
    began = time.perf_counter()
    response = client.get(path)
    milliseconds = 1000 * (time.perf_counter() - began)
    response.raise_for_status()
    return milliseconds


def _driver(store: Store, asked: list[Question]) -> float:
    began = time.perf_counter()
    replay(store, asked)
    return 1000 * (time.perf_counter() - began)


def _cells(api: list[float], bare: list[float]) -> list[str]:
    ours, theirs = (np.percentile(times, (50, 95, 99)) for times in (api, bare))
    ratio = ours[1] / theirs[1]
    return [*(rounded(value, 1) for value in (*ours, *theirs)), rounded(ratio)]


def spread_of(numbers: list[int]) -> str:
    least, most = min(numbers), max(numbers)
    return str(least) if least == most else f"{least} – {most}"
