"""``python -m benchmarks``: all measures, or some, and the page ``docs/mesures.md`` made of them."""

from __future__ import annotations

import argparse
import shlex
import sys
import traceback
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import brokers, browser, comparing, convergence, loading, profile, reading
from benchmarks.engines import NAMES, Site, site
from benchmarks.machine import facts
from benchmarks.report import Progress, Table, draw, page
from benchmarks.world import World

PARTS = ("csv", "loading", "peers", "reading", "profile", "brokers", "convergence", "browser")
PAGE = Path(__file__).resolve().parents[1] / "docs" / "mesures.md"
# neomodel writes some hundreds of links a second.
PEER_LINKS = 20_000


def main(arguments: Sequence[str] | None = None) -> int:
    given = _parser().parse_args(arguments)
    written = shlex.join(["python", "-m", "benchmarks", *(sys.argv[1:] if arguments is None else arguments)])
    known, date = list(facts()), datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    whole = not given.only and not given.engine
    output = given.output or (PAGE if whole else None)

    def write(tables: Sequence[Table]) -> None:
        if output is not None:
            output.write_text(page(tables, written, date, known), encoding="utf-8")
            draw(tables, output)

    progress = Progress(write, _tell)
    with ExitStack() as ending:
        sites = [ending.enter_context(site(name)) for name in given.engine or NAMES[:2]]
        known += [("moteur", f"{each.name}, {each.version}") for each in sites]
        failed = [name for name in given.only or PARTS if not _measured(name, given, sites, progress)]
    progress.tell(f"failed: {', '.join(failed)}" if failed else "done")
    print(page([table for table in progress.tables if table.rows], written, date, known))
    return 1 if failed else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--links", type=int, default=100_000, help="rows of the table that is loaded (default %(default)s)")
    parser.add_argument("--entities", type=int, help="entities of that table (default: a fifth of its rows)")
    parser.add_argument("--rounds", type=int, default=3, help="loads of each writer, by turns (default %(default)s)")
    parser.add_argument("--graph-links", type=int, default=1_000_000,
                        help="links of the store that is read (default %(default)s)")
    parser.add_argument("--graph-store", type=Path,
                        help="folder of an embedded store that holds that table already, for the gestures of the browser part")
    parser.add_argument("--requests", type=int, default=100, help="requests of each kind (default %(default)s)")
    parser.add_argument("--votes", type=int, help="links of each network of votes that are read (default: all)")
    parser.add_argument("--engine", action="append", choices=NAMES, help="this engine only; may be repeated")
    parser.add_argument("--only", action="append", choices=PARTS, help="this part only; may be repeated")
    parser.add_argument("--output", type=Path, help="page to write (default: docs/mesures.md, of a whole run only)")
    return parser


def _measured(part: str, given: argparse.Namespace, sites: Sequence[Site], progress: Progress) -> bool:
    """Whether this part went through; what it had until then stays on the page, and the next part begins."""
    world = World(given.entities or given.links // 5, given.links)
    few = min(PEER_LINKS, given.links)
    parts: dict[str, Callable[[], None]] = {
        "csv": lambda: loading.read(world, given.rounds, progress),
        "loading": lambda: loading.compare(sites, world, given.rounds, progress),
        "peers": lambda: comparing.compare(sites, World(few // 5, few), progress),
        "reading": lambda: reading.read(sites, World(given.graph_links // 5, given.graph_links), given.requests,
                                        given.rounds, progress),
        "profile": lambda: profile.profile(sites, world, progress),
        "brokers": lambda: _made(brokers.tables(progress.tell, scale=min(1.0, given.links / 100_000)), progress),
        "browser": lambda: browser.measure(sites[0], given.rounds, given.graph_links, given.requests, progress,
                                           given.graph_store),
        "convergence": lambda: _made(convergence.tables(progress.tell, given.votes), progress),
    }
    try:
        parts[part]()
    except Exception as error:  # noqa: BLE001 - hours of measures are worth more than the reason
        traceback.print_exc()
        progress.tell(f"{part}: {error}")
        return False
    return True


def _made(tables: Iterable[Table], progress: Progress) -> None:
    for table in tables:
        progress.table(table)
        progress.tell(table.title)


def _tell(text: str) -> None:
    sys.stderr.write(f"{datetime.now(UTC):%H:%M:%S} {text}\n")


if __name__ == "__main__":
    sys.exit(main())
