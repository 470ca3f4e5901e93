"""From nothing to the first answer, and the graph as arrays: in a process of its own, that nothing has warmed.

``python -m benchmarks.opening ID`` opens the store that the environment names and prints one line of JSON.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from typing import Any

from benchmarks.watch import peaks, resident
from maillage import open_store
from maillage.graph.cards import card


def opened(environment: dict[str, str], id: str) -> dict[str, Any]:
    """What ``measure`` gives in a fresh process. Raises CalledProcessError with its words on stderr."""
    done = subprocess.run([sys.executable, "-m", "benchmarks.opening", id], env={**os.environ, **environment},
                          stdout=subprocess.PIPE, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def measure(id: str) -> dict[str, Any]:
    """Seconds to the open store, to the first card, and of the arrays; their memory in bytes at most."""
    began = time.perf_counter()
    with open_store() as store:
        at_open = time.perf_counter()
        card(store, id)
        answered = time.perf_counter()
        before = resident()
        with peaks(os.getpid()) as held:
            store.snapshot()
        done = time.perf_counter()
    return {"open": at_open - began, "answer": answered - began, "snapshot": done - answered,
            "before": before, "peak": held[os.getpid()]}


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1])))
