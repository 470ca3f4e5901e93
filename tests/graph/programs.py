"""Programs of their own, for tests that kill them or run several at once: ``python -m tests.graph.programs WHAT URL …``.

Each says on stdout what it has done, one JSON text a line, at once. The password comes in MAILLAGE_STORE_PASSWORD.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from maillage import open_store
from maillage.schema.claim import Claim
from maillage.schema.decision import Decision
from maillage.schema.source import Import, Refused, Source, Stamp

ROOT = Path(__file__).resolve().parents[2]
ACTORS, THEMES = 400, 50  # each actor with each theme: 20,000 rows
NAMESAKES = 40
SOURCE = Source("essai:table", "Tableau d'essai (fictif)")


class Table:
    """A made-up table of 20,000 rows, one link each; what a loader would make of it. ``space`` begins its ids.

    Some things are stated twice, under ids that share a sure key or a name, so that rules have work all along.
    """

    restores = False
    files = ("essai.csv",)
    sources = (SOURCE,)

    def __init__(self, space: str = "a", rows: int = ACTORS * THEMES) -> None:
        self.title = f"essai {space}"
        self.import_id = f"imp-{space}"
        self.space, self.rows = space, rows
        self.read = 0

    @property
    def reading(self) -> Table:
        return self

    @property
    def done(self) -> float:
        return self.read / self.rows

    def items(self, stamp: Stamp) -> Iterator[Claim | Decision | Source | Import | Refused]:
        """The claims of all rows; ``read`` counts them."""
        self.read = 0
        for row in range(self.rows):
            for said in self._row(row):
                self.read += 1
                yield Claim(source=SOURCE.id, locator=f"ligne {row + 2}", author=stamp.author, recorded_at=stamp.recorded_at,
                            import_id=stamp.import_id, **said)

    def _row(self, row: int) -> Iterator[dict[str, Any]]:
        actor, theme = row % ACTORS, row // ACTORS
        subject, object = f"{self.space}:acteur-{actor}", f"commun:theme-{theme}"
        if actor == 0:
            yield from _thing(object, "Theme", f"Thème fictif {theme}")
        if theme == 0:
            yield from _thing(subject, "Association", f"Acteur Exemple {actor}")
            yield {"subject": subject, "predicate": "siren", "value": f"{actor:09}"}
        yield {"subject": subject, "predicate": "CONCERNS", "object": object}
        if row % (self.rows // NAMESAKES) == 7:  # all along, things that are among the others already
            number = row // (self.rows // NAMESAKES)
            twin = f"bis:{self.space}-{number}"
            yield from _thing(twin, "Association", f"Acteur Exemple {number}" if number % 2 else f"Autre nom fictif {number}")
            yield {"subject": twin, "predicate": "siren", "value": f"{number:09}"}


def _thing(id: str, type: str, name: str) -> Iterator[dict[str, Any]]:
    yield {"subject": id, "predicate": "type", "value": type}
    yield {"subject": id, "predicate": "name", "value": name}


def claims_of(table: Table) -> list[Claim]:
    return [item for item in table.items(Stamp("local", "2026-01-01T00:00:00.000Z", table.import_id)) if isinstance(item, Claim)]


class Program:
    """A program that runs; ``heard`` is what it has said so far."""

    def __init__(self, what: str, url: str, *more: str, password: str | None = None, batch: int = 500, **env: str) -> None:
        secret = {"MAILLAGE_STORE_PASSWORD": password} if password else {}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.graph.programs", what, url, *more], cwd=ROOT, text=True, bufsize=1,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env={**os.environ, **secret, **env, "MAILLAGE_BATCH": str(batch)})

    def hear(self, key: str) -> Any:
        """Waits for a line with this key; raises AssertionError, with what the program cried, when it ended without."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            said = json.loads(line)
            if key in said:
                return said[key]
        assert self.process.stderr is not None
        raise AssertionError(self.process.stderr.read()[-2000:])

    def rest(self) -> dict[str, Any]:
        """Waits for its end; the last that it said of each key. Half a line, of one that was killed, is no saying."""
        out, err = self.process.communicate(timeout=100)
        said: dict[str, Any] = {"code": self.process.returncode, "err": err}
        for line in out.splitlines(keepends=True):
            if line.endswith("\n"):
                said.update(json.loads(line))
        return said

    def kill(self) -> None:
        self.process.kill()


def say(**what: Any) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def load(url: str, space: str, rows: str = str(ACTORS * THEMES)) -> None:
    """Loads a table, saying after each batch how many claims have been acknowledged."""
    with open_store(url) as store:
        say(open=os.getpid())
        table = Table(space, int(rows))
        report = store.load(table, lambda share, report: say(kept=round(share * table.rows)))
        say(done=report.new + report.known)


def hold(url: str) -> None:
    """Holds the store open until its input ends."""
    with open_store(url):
        say(open=os.getpid())
        sys.stdin.read()


def ask(url: str, cypher: str) -> None:
    """Asks one question, and says that it has begun."""
    with open_store(url) as store:
        say(open=os.getpid())
        store.query(cypher, seconds=300)


def serve(url: str) -> None:
    """The API on any free port, until a signal; its address is said."""
    from maillage.api.serve import serve as serving

    with open_store(url) as store:
        serving(store, "127.0.0.1", 0, ready=lambda address: say(address=str(address)))
    say(closed=True, at=time.time())


PROGRAMS: dict[str, Callable[..., None]] = {"load": load, "hold": hold, "ask": ask, "serve": serve}

if __name__ == "__main__":
    PROGRAMS[sys.argv[1]](*sys.argv[2:])
