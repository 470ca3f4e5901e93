"""Serves the programme and a few hostile names from a fresh embedded store, for the browser tests.

Prints one line, the address, once it answers; ends on SIGTERM and leaves nothing behind.
Run: python e2e/serve.py [--empty] [--hostile] [--made] [PORT]; `--made`: the invented network of the benchmarks, for what
takes a while to compute.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from benchmarks.world import World
from maillage import open_store
from maillage.api.serve import serve
from maillage.graph.store import Store
from maillage.loaders.recognise import recognise

ROOT = Path(__file__).parents[3]
HOSTILE = Path(__file__).parent / "hostile"


def _fill(store: Store, *folders: Path) -> None:
    for folder in folders:
        store.load(recognise([folder], ontology=store.ontology))


def main(arguments: list[str]) -> None:
    """Opens, fills, serves until a signal."""
    ports = [int(word) for word in arguments if word.isdigit()]
    with tempfile.TemporaryDirectory(prefix="maillage-e2e-") as folder, open_store(f"embedded:{folder}") as store:
        programme = [] if "--empty" in arguments else [ROOT / "loaders" / "programme"]
        if "--made" in arguments:
            made = Path(folder) / "made"
            World(3_000, 12_000).write(made)
            _fill(store, made)
        _fill(store, *programme, *([HOSTILE] if "--hostile" in arguments else []))
        serve(store, "127.0.0.1", ports[0] if ports else 0, ready=lambda address: print(address, flush=True), log_level="WARNING")


if __name__ == "__main__":
    main(sys.argv[1:])
