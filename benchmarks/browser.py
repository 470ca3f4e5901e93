"""The explorer in Chromium: its map beside sigma alone and the pyvis page, what gestures take, its bundle and its memory."""

from __future__ import annotations

import gzip
import json
import os
import random
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from benchmarks.engines import EmbeddedSite, Site
from benchmarks.report import Progress, Table, rounded, spread
from benchmarks.serving import load, serving
from benchmarks.world import World
from maillage.viz.page import page

WEB = Path(__file__).parents[1] / "viz" / "web"
BUNDLE = Path(__file__).parents[1] / "viz" / "static" / "assets"
CHROMIUM = Path(os.environ.get("MAILLAGE_CHROMIUM", "/usr/bin/chromium"))
SIZES = ((1_000, 5_000), (3_000, 15_000), (10_000, 50_000))
GOALS = {"hits": ("taper → résultats", 200), "head": ("choisir → nom sur la fiche", 150),
         "card": ("choisir → fiche entière", 150), "expand": ("déplier → carte", 300)}
# No part goes on for longer than this: a slow store gives fewer numbers, not none.
GESTURE_SECONDS = 120
MEMORY_SECONDS = 50
# What a peer's page may take to be drawn, to be dragged and to be zoomed, each; some take half a minute for one frame.
PEER_SECONDS = 40
MEMORY_ROUNDS = 3
MOST_SECONDS = 900
SEED = 7
LATE = f"> {PEER_SECONDS} s"
HEADLESS = "Chromium sans écran, WebGL par le processeur (SwiftShader), 1440 × 900. "
READY = ("De l'adresse à la carte dessinée et au fil principal libre, cache vide. L'explorateur interroge le serveur et calcule "
         "les places ; sigma seul et pyvis les reçoivent. Passages alternés, médiane (du plus court au plus long).")
FRAMES = ("Durée moyenne d'une image pendant qu'une main glisse puis zoome, un pas par image, sans attendre d'écran. "
          "Le navigateur en laisse s'accumuler, puis attend qu'elles soient peintes : la médiane ne verrait que celles "
          "qu'il n'attend pas. « sigma seul » : le même graphe, mêmes places, tailles et couleurs, réglages d'origine. "
          "La page pyvis montre au plus 3 000 éléments, en un seul passage ; "
          f"« > {PEER_SECONDS} s » : pas une image en ce temps, la suite n'est pas mesurée. But : moyenne ≤ 1,3 × sigma seul.")
WAITING = ("Mesuré dans la page, du geste à l'image, {count} noms différents après {warm} d'échauffement. "
           "Chercher compte la pause après la frappe. But : aucune tâche > 100 ms.")
HEAP = "Après ramassage : au début, puis après chaque tour de {cards} fiches et {expanded} dépliages, revenu au départ."


def missing() -> str | None:
    """What this machine lacks for these measures, in words; None when nothing."""
    if shutil.which("node") is None or not (WEB / "node_modules").is_dir():
        return "Node with viz/web/node_modules is missing (npm ci in viz/web)"
    return None if CHROMIUM.exists() else f"Chromium is missing ({CHROMIUM}, or MAILLAGE_CHROMIUM)"


def measure(site: Site, rounds: int, links: int, words: int, progress: Progress, prepared: Path | None = None) -> None:
    """All tables; gestures on a store of ``links`` links, ``words`` of each.

    ``prepared`` is the folder of an embedded store that holds that table already: filling it is what takes longest.
    Says so and measures nothing where ``missing()`` names something.
    """
    if (lack := missing()) is not None:
        progress.tell(f"browser left out: {lack}")
        return
    _bundle(progress)
    ready, frames = (progress.table(made) for made in _map_tables())
    for things, ties in SIZES:
        _maps(site, World(things, ties), rounds, min(3.0, words / 30), (ready, frames))
        progress.tell(f"explorer: {things} marks")
    world = World(links // 5, links)
    if prepared is None:
        _fill(site, world)
    at = site if prepared is None else EmbeddedSite.of(prepared)
    _gestures(at, world, words, progress)
    _memory(at, world, words, progress)


def _bundle(progress: Progress) -> None:
    table = progress.table(Table("Explorateur : poids de la page", ("fichier", "ko", "ko gzip"),
                                 "Le paquet construit (`viz/static`). Première visite : index, names, MapView, worker."))
    for file in sorted(BUNDLE.glob("*.*")):
        data = file.read_bytes()
        table.add(file.name, rounded(len(data) / 1e3, 1), rounded(len(gzip.compress(data, 9, mtime=0)) / 1e3, 1))


def _map_tables() -> tuple[Table, Table]:
    return (Table("Explorateur : jusqu'à la première carte", ("marques", "liens", "page", "prête (s)"), HEADLESS + READY),
            Table("Explorateur : une image de la carte",
                  ("marques", "liens", "page", "glisser (ms)", "p95", "zoomer (ms)", "p95", "glisser ÷ sigma", "zoomer ÷ sigma"),
                  HEADLESS + FRAMES))


def _maps(site: Site, world: World, rounds: int, seconds: float, tables: tuple[Table, Table]) -> None:
    _fill(site, world)
    with TemporaryDirectory() as folder:
        pyvis = Path(folder) / "page.html"
        with site.open() as store:
            pyvis.write_text(page(store), encoding="utf-8")
        with serving(site) as client:
            order = {"address": _address(client.base_url), "pyvis": str(pyvis), "rounds": rounds, "seconds": seconds,
                     "peer_seconds": PEER_SECONDS}
            found = _asked("maps", order)
    _compared(world, found, tables)


def _compared(world: World, found: Mapping[str, list[Mapping[str, Any]]], tables: tuple[Table, Table]) -> None:
    ready, frames = tables
    alone = {kind: np.mean(_took(found["sigma seul"], kind)) for kind in ("dragged", "zoomed")}
    for name, measured in found.items():
        drawn = [each["ready"] / 1e3 for each in measured if each["ready"] is not None]
        ready.add(world.entities, world.links, name, spread(drawn) if drawn else LATE)
        took = {kind: _took(measured, kind) for kind in alone}
        parts = [cell for kind in alone for cell in _parts(took[kind])]
        frames.add(world.entities, world.links, name, *parts,
                   *(rounded(float(np.mean(took[kind]) / alone[kind])) if took[kind] else "" for kind in alone))


def _took(measured: Iterable[Mapping[str, Any]], kind: str) -> list[float]:
    return [took for each in measured for took in each[kind]]


def _parts(took: list[float]) -> tuple[str, str]:
    """Mean and 95th centile; in words that there was none."""
    return (rounded(float(np.mean(took)), 1), rounded(float(np.percentile(took, 95)), 1)) if took else (LATE, "")


def _gestures(site: Site, world: World, count: int, progress: Progress) -> None:
    warm = max(1, count // 10)
    columns = ("liens", "geste", "fois", "p50 (ms)", "p95", "but (p95)", "plus longue tâche (ms)")
    table = progress.table(Table("Explorateur : attendre", columns, HEADLESS + WAITING.format(count=count, warm=warm)))
    with serving(site) as client:
        order = {"address": _address(client.base_url), "words": _words(world, count + warm), "warm": warm,
                 "seconds": GESTURE_SECONDS}
        found = _asked("gestures", order)
    for gesture, (name, goal) in GOALS.items():
        took, longest = found["took"][gesture], max(found["long"][gesture], default=0.0)
        if took:
            parts = [rounded(float(np.percentile(took, share)), 0) for share in (50, 95)]
            table.add(world.links, name, len(took), *parts, f"≤ {goal}", rounded(longest, 0))
    progress.tell("explorer: gestures")


def _memory(site: Site, world: World, most: int, progress: Progress) -> None:
    cards, expanded = min(50, most), min(20, most)
    words = _words(world, cards + expanded)
    order = {"cards": words[:cards], "expanded": words[cards:], "rounds": MEMORY_ROUNDS, "seconds": MEMORY_SECONDS}
    with serving(site) as client:
        found = _asked("memory", {"address": _address(client.base_url), **order})
    note = HEADLESS + HEAP.format(cards=found["cards"], expanded=found["expanded"])
    table = progress.table(Table("Explorateur : mémoire", ("liens", "quand", "tas (Mo)", "nœuds du document", "écouteurs"), note))
    for turn, held in enumerate(found["held"]):
        when = "au début" if turn == 0 else f"après le tour {turn}"
        table.add(world.links, when, rounded(held["heap"] / 1e6, 1), round(held["nodes"]), round(held["listeners"]))
    progress.tell("explorer: memory")


def _words(world: World, count: int) -> list[str]:
    """The last words of names of things of all kinds that have links, each once, the same each time."""
    # Each row is drawn by chance: the first are as good as any, and the rest need not be made.
    ends = {end.name.split(" ", 2)[-1]: None for row in islice(world.rows(), 4 * count) for end in (row[0], row[2])}
    return random.Random(SEED).sample(sorted(ends), min(count, len(ends)))


def _fill(site: Site, world: World) -> None:
    with TemporaryDirectory() as folder:
        world.write(Path(folder))
        with site.empty():
            load(site, Path(folder))


def _address(base: Any) -> str:
    return str(base).removesuffix("api/")


def _asked(measure: str, order: Mapping[str, Any]) -> Any:
    """What the page told. Raises RuntimeError with the words of the failure, TimeoutExpired when there is no end to it."""
    command = ["node", "bench/run.js", measure]
    done = subprocess.run(command, cwd=WEB, input=json.dumps(order), capture_output=True, text=True, check=False,
                          timeout=MOST_SECONDS)
    if done.returncode:
        raise RuntimeError(f"bench/run.js {measure}: {done.stderr[-2000:]}")
    return json.loads(done.stdout)["found"]
