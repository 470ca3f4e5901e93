"""Where the time of a load goes: the functions that cost most, by file and line."""

from __future__ import annotations

import cProfile
import pstats
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.engines import Site
from benchmarks.report import Progress, Table, rounded
from benchmarks.world import World
from maillage.loaders.recognise import recognise

SHOWN = 20
ROOT = Path(__file__).resolve().parents[1]


def profile(sites: Iterable[Site], world: World, progress: Progress) -> None:
    """The ``SHOWN`` functions of most own time, for each engine."""
    table = progress.table(Table(
        "Où va le temps d'un chargement", ("moteur", "fonction", "appels", "temps propre (s)", "temps avec ses appels (s)"),
        note=f"cProfile d'un chargement de {world.links} lignes (le profileur alourdit les petites fonctions). "
             "Attendre le moteur se voit dans les lectures de prise réseau (recv_into, recv)."))
    with TemporaryDirectory() as folder:
        world.write(Path(folder))
        for site in sites:
            _profile(site, Path(folder), table)
            progress.tell(f"{site.name}: profile")


def _profile(site: Site, folder: Path, table: Table) -> None:
    profiler = cProfile.Profile()
    with site.empty() as store:
        profiler.enable()
        store.load(recognise([folder], ontology=store.ontology))
        profiler.disable()
    stats = pstats.Stats(profiler)
    table.add(site.name, "tout", "", rounded(stats.total_tt), "")  # type: ignore[attr-defined]  # in typeshed as Any only
    costly = sorted(stats.stats.items(), key=lambda item: -item[1][2])[:SHOWN]  # type: ignore[attr-defined]  # the same
    for (file, line, function), (_, calls, own, whole, _) in costly:
        table.add(site.name, f"`{_place(file, line)}{function}`", calls, rounded(own), rounded(whole))


def _place(file: str, line: int) -> str:
    """The file as one finds it in the repository or in the packages, with its line."""
    if not line:
        return ""
    path = Path(file).resolve()
    if path.is_relative_to(ROOT) and ".venv" not in path.parts:
        return f"{path.relative_to(ROOT)}:{line} "
    return f"{'/'.join(path.parts[-2:])}:{line} "
