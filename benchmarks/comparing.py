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


def compare(sites: Iterable[Site], world: World, progress: Progress) -> None:
    """One line for maillage and for each peer, on each Neo4j server."""
    table = progress.table(Table(
        "Charger, à côté de neomodel et de py2neo", ("moteur", "par", "secondes", "lignes/s", "maillage ÷ lui"),
        note=f"{world.links} lignes de liens entre {world.entities} entités, un passage. « maillage » : fichier reconnu, "
             "affirmations, provenance et contraintes comprises. Les autres : les mêmes entités (id, nom, type) et liens, sans "
             "affirmation ni lecture du fichier, par lots d'une transaction, chacun par sa propre voie. But : ≥ 5."))
    with TemporaryDirectory() as folder:
        path = world.write(Path(folder))
        for site in sites:
            if site.password is None:
                continue  # neither speaks to the embedded engine
            warm_up(site, min(WARM_UP, world.links))
            with site.empty() as store:
                ours = world.links / load(store, site, Path(folder)).seconds
            table.add(site.name, "maillage", rounded(world.links / ours), round(ours), "1")
            for peer in PEERS:
                _line(site, peer, path, ours, world.links, table)
                progress.tell(f"{site.name} {peer}: {table.rows[-1][2:]}")


def _line(site: Site, peer: str, path: Path, ours: float, links: int, table: Table) -> None:
    with site.empty() as store:
        found = written(peer, path, site.environment)
        if "absent" not in found and counts(store)[2] != links:
            found = {"absent": f"{counts(store)[2]} liens au lieu de {links}"}
    if "absent" in found:
        table.add(site.name, peer, "", "", found["absent"])
    else:
        rate = links / found["seconds"]
        table.add(site.name, f"{peer} {found['version']}", rounded(found["seconds"]), round(rate), rounded(ours / rate, 1))
