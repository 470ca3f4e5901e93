"""Where the time of a load goes: the functions that cost most, by file and line."""

from __future__ import annotations

import cProfile
import pstats
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.engines import Site
from benchmarks.report import Progress, Table, rounded
from benchmarks.world import World
from maillage.loaders.recognise import recognise

SHOWN = 20
ROOT = Path(__file__).resolve().parents[1]
Place = tuple[str, int, str]  # file, line, function
WAITING, SENDING = "attendre le moteur", "pilote : empaqueter, envoyer, dépaqueter"
ROOMS = {"loaders": "lire le fichier (loaders)", "schema": "contrôler, hacher (schema)", "graph": "plier, ranger (graph)"}


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
    table.findings.append(f"{site.name} : {_shares(stats.stats)}.")  # type: ignore[attr-defined]  # in typeshed as Any only
    table.add(site.name, "tout", "", rounded(stats.total_tt), "")  # type: ignore[attr-defined]  # in typeshed as Any only
    costly = sorted(stats.stats.items(), key=lambda item: -item[1][2])[:SHOWN]  # type: ignore[attr-defined]  # the same
    for (file, line, function), (_, calls, own, whole, _) in costly:
        table.add(site.name, f"`{_place(file, line)}{function}`", calls, rounded(own), rounded(whole))


def _shares(stats: Mapping[Place, Any]) -> str:
    """In words: how much of the time each room of the house takes, and how many statements a batch is written with."""
    times: Counter[str] = Counter()
    for place, (_, _, own, _, callers) in stats.items():
        if place[0] == "~" and callers:  # a built-in function works for who calls it
            for caller, (_, _, spent, _) in callers.items():
                times[_room(place) or _room(caller) or "le reste"] += spent
        else:
            times[_room(place) or "le reste"] += own
    whole = sum(times.values())
    shares = ", ".join(f"{name} {rounded(100 * spent / whole, 0)} %" for name, spent in times.most_common())
    statements, batches = _calls(stats, "work/transaction.py", "run"), _calls(stats, "graph/intake.py", "_keep")
    return f"{shares}. {statements} requêtes en transaction, {round(statements / max(1, batches))} par lot (lots : {batches})"


def _room(place: Place) -> str | None:
    """What kind of work a function does; None when its place does not tell."""
    file, _, function = place
    if "recv" in function:
        return WAITING
    if "/neo4j/" in file or "neo4j._rust" in function or "sendall" in function:
        return SENDING
    path = Path(file).resolve()
    return ROOMS.get(path.relative_to(ROOT).parts[0]) if path.is_relative_to(ROOT) and ".venv" not in path.parts else None


def _calls(stats: Mapping[Place, Any], file: str, function: str) -> int:
    return sum(entry[1] for place, entry in stats.items() if place[0].endswith(file) and place[2] == function)


def _place(file: str, line: int) -> str:
    """The file as one finds it in the repository or in the packages, with its line."""
    if not line:
        return ""
    path = Path(file).resolve()
    if path.is_relative_to(ROOT) and ".venv" not in path.parts:
        return f"{path.relative_to(ROOT)}:{line} "
    return f"{'/'.join(path.parts[-2:])}:{line} "
