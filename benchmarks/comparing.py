"""The same table into Neo4j by maillage, with all its claims, and by object mappers, without any: rows a second of each."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.content import counts
from benchmarks.engines import Site
from benchmarks.loading import WARM_UP, load, warm_up
from benchmarks.peers import PEERS, written
from benchmarks.report import Progress, Table, rounded
from benchmarks.world import World

# How much quicker than its peers a load should be.
GOAL = 5


def compare(sites: Iterable[Site], world: World, progress: Progress) -> None:
    """One line for maillage and for each peer, on each Neo4j server."""
    table = progress.table(Table(
        "Charger, à côté de neomodel et de py2neo",
        ("moteur", "par", "sa voie", "nœuds écrits", "liens écrits", "secondes", "lignes/s", "maillage ÷ lui"),
        note=f"{world.links} lignes de liens entre {world.entities} entités, un passage, la même base vide avec les mêmes "
             "contraintes et index. « maillage » lit le fichier et écrit, outre les entités et les liens, une affirmation pour "
             "chaque chose dite, avec sa source et sa ligne, contrôlées, repliables et annulables. Les autres n'écrivent que les "
             "entités (id, nom, type) et les liens nus, prêts en mémoire : ni affirmation, ni source, ni contrôle, ni "
             "identifiant de lien, ni noms à chercher. But : ≥ 5."))
    with TemporaryDirectory() as folder:
        path = world.write(Path(folder))
        for site in sites:
            if site.password is None:
                continue  # neither speaks to the embedded engine
            warm_up(site, min(WARM_UP, world.links))
            with site.empty() as store:
                ours = world.links / load(store, site, Path(folder)).seconds
                entities, claims, links = counts(store)
            table.add(site.name, "maillage", "par lots, en lisant le fichier", f"{entities} + {claims} affirmations", links,
                      rounded(world.links / ours), round(ours), "1")
            for peer in PEERS:
                _line(site, peer, path, ours, world.links, table)
                progress.tell(f"{site.name} {peer}: {table.rows[-1][2:]}")


def _line(site: Site, peer: str, path: Path, ours: float, links: int, table: Table) -> None:
    with site.empty() as store:
        found = written(peer, path, site.environment)
        entities, _, there = counts(store)
        if "absent" not in found and there != links:
            found = {"absent": f"{there} liens au lieu de {links}"}
    name, way, _ = PEERS[peer]
    if "absent" in found:
        table.add(site.name, name, way, entities, there, "", "", found["absent"])
        return
    rate = links / found["seconds"]
    table.add(site.name, f"{name} {found['version']}", way, entities, there, rounded(found["seconds"]), round(rate),
              rounded(ours / rate, 1))
    if ours < GOAL * rate:
        table.findings.append(f"{site.name}, {name} : {rounded(ours / rate, 1)} au lieu de {GOAL}. "
                              f"Il n'écrit que {entities} nœuds et {there} liens, sans affirmations.")
