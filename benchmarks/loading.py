"""Rows a second into each engine: through the very path of ``maillage load``, and by the bare driver, by turns."""

from __future__ import annotations

import gc
import os
import statistics
import time
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.content import Content, content, counts, write
from benchmarks.engines import Site
from benchmarks.reasons import goal, middle, why
from benchmarks.report import Progress, Table, mega, rounded, spread
from benchmarks.watch import Cost, cost
from benchmarks.world import World
from maillage.graph.engines.base import Engine
from maillage.graph.engines.neo4j import Neo4j
from maillage.graph.store import Store
from maillage.loaders.recognise import recognise
from maillage.schema.claim import Claim, now
from maillage.schema.model import default_ontology
from maillage.schema.source import Stamp

# A server's compiler needs some work before it shows what it can do, and who comes first would do it for the others: after
# 5,000 links it took more processor in the first load of 40,000 than the load itself, in the third a tenth.
WARM_UP = 40_000


def read(world: World, rounds: int, progress: Progress) -> None:
    """The table of links read into claims, without any store."""
    with TemporaryDirectory() as folder:
        path = world.write(Path(folder))
        costs, made = [], 0
        for _ in range(rounds):
            with cost() as told:
                made = _claims(path.parent)
            costs.append(told)
        size = path.stat().st_size
    seconds = statistics.median(told.seconds for told in costs)
    table = progress.table(Table(
        "Lire le CSV seul", ("lignes", "Mo", "affirmations", "secondes", "lignes/s"),
        note="Reconnaître le fichier et en faire des affirmations, sans base. Médiane "
             f"de {rounds} passages. Les affirmations répétées d'une ligne à l'autre sont comptées."))
    table.add(world.links, mega(size), made, spread(told.seconds for told in costs), round(world.links / seconds))
    progress.tell("csv")


def compare(sites: Iterable[Site], world: World, rounds: int, progress: Progress) -> None:
    """One line for each engine and writer."""
    table = progress.table(Table(
        "Charger", ("moteur", "par", "secondes", "lignes/s", "affirmations/s", "proc. client (s)", "proc. moteur (s)",
                    "requêtes", "Mo écrits", "maillage ÷ pilote nu"),
        note=f"{world.links} lignes de liens entre {world.entities} entités. « maillage » : reconnaître le fichier, puis "
             "store.load, comme la commande. « pilote nu » : le même contenu final (entités avec étiquettes et propriétés, "
             "liens, affirmations, décisions, mêmes contraintes et index), préparé d'avance en mémoire, par UNWIND d'autant "
             f"de lignes que maillage par transaction ({Engine.batch}, {Neo4j.batch} sur Neo4j) ; seule l'écriture est mesurée. "
             f"Passages alternés, après {min(WARM_UP, world.links)} liens de chacun pour échauffer. "
             "Médiane (du plus court au plus long). "
             "« disque » : autant d'octets que le moteur en a écrits, à la suite, fsync à chaque lot. "
             "But : ≥ 0,8 sur Neo4j, ≥ 1 embarqué."))
    with TemporaryDirectory() as folder:
        world.write(Path(folder))
        for site in sites:
            _measure(site, Path(folder), world, rounds, table, progress)


def _measure(site: Site, folder: Path, world: World, rounds: int, table: Table, progress: Progress) -> None:
    warm_up(site, min(WARM_UP, world.links))
    ours: list[Cost] = []
    bare: list[Cost] = []
    held, before = Content(), (0, 0, 0)
    for number in range(rounds):
        with site.empty() as store:
            ours.append(load(store, site, folder))
            if not number:
                held, before = content(store), counts(store)
                gc.freeze()  # else the collector walks the peer's rows while ours are loaded
        with site.empty() as store:
            bare.append(_write(store, site, held))
            if counts(store) != before:
                raise AssertionError(f"{site.name}: the bare driver wrote {counts(store)}, maillage {before}")
        progress.tell(f"{site.name} {number + 1}/{rounds}: maillage {ours[-1].seconds:.2f} s, bare {bare[-1].seconds:.2f} s")
    gc.unfreeze()
    _lines(site, ours, bare, world.links, before[1], table)
    progress.tell(f"{site.name}: {table.rows[-3][-1]}")


def _lines(site: Site, ours: list[Cost], bare: list[Cost], links: int, claims: int, table: Table) -> None:
    ratio, wanted = _median(bare) / _median(ours), goal(site)
    if ratio < wanted:
        table.findings.append(why(site.name, middle(ours), middle(bare), wanted))
    for name, costs, shown in (("maillage", ours, rounded(ratio)), ("pilote nu", bare, "1")):
        seconds = _median(costs)
        told = middle(costs)
        table.add(site.name, name, spread(each.seconds for each in costs), round(links / seconds), round(claims / seconds),
                  rounded(told.client_cpu), rounded(told.engine_cpu), told.statements, mega(told.engine_written), shown)
    written = round(statistics.median(told.engine_written for told in ours))
    seconds = disk_seconds(site.folder.parent, written, middle(bare).statements)
    table.add(site.name, "disque", rounded(seconds, 3), round(links / seconds), round(claims / seconds), "", "", "",
              mega(written), "")


def warm_up(site: Site, links: int) -> None:
    with TemporaryDirectory() as folder:
        World(max(20, links // 5), links).write(Path(folder))
        with site.empty() as store:
            load(store, site, Path(folder))
            held = content(store)
        with site.empty() as store:
            _write(store, site, held)


def load(store: Store, site: Site, folder: Path) -> Cost:
    gc.collect()
    with cost(site.pid) as told:
        store.load(recognise([folder], ontology=store.ontology))
    return told


def _write(store: Store, site: Site, held: Content) -> Cost:
    gc.collect()
    with cost(site.pid) as told:
        write(store, held)
    return told


def _claims(folder: Path) -> int:
    extract = recognise([folder], ontology=default_ontology())
    stamp = Stamp("mesures", now(), extract.import_id)
    return sum(isinstance(item, Claim) for item in extract.reading.items(stamp))


def _median(costs: list[Cost]) -> float:
    return statistics.median(told.seconds for told in costs)


def disk_seconds(folder: Path, size: int, batches: int) -> float:
    """Seconds to write ``size`` bytes one after the other below ``folder``, made safe ``batches`` times."""
    path, part = folder / "disk.bin", os.urandom(max(1, size // batches))
    began = time.perf_counter()
    with path.open("wb") as file:
        for _ in range(batches):
            file.write(part)
            file.flush()
            os.fsync(file.fileno())
    seconds = time.perf_counter() - began
    path.unlink()
    return seconds
