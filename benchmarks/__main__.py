"""``python -m benchmarks``: all measures, or some, and the page ``docs/mesures.md`` made of them."""

from __future__ import annotations

import argparse
import shlex
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import brokers, convergence
from benchmarks.engines import NAMES, Site, site
from benchmarks.loading import loading_table, reading_table
from benchmarks.machine import facts
from benchmarks.profile import profile_table
from benchmarks.reading import reading_tables
from benchmarks.report import Table, page
from benchmarks.world import World

PARTS = ("csv", "loading", "reading", "profile", "brokers", "convergence")
PAGE = Path(__file__).resolve().parents[1] / "docs" / "mesures.md"


def main(arguments: Sequence[str] | None = None) -> int:
    given = _parser().parse_args(arguments)
    written = shlex.join(["python", "-m", "benchmarks", *(sys.argv[1:] if arguments is None else arguments)])
    known, date = list(facts()), datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    whole = not given.only and not given.engine
    output = given.output or (PAGE if whole else None)
    done: list[Table] = []
    text = ""
    with ExitStack() as ending:
        sites = [ending.enter_context(site(name)) for name in given.engine or NAMES[:2]]
        known += [("moteur", f"{each.name}, {each.version}") for each in sites]
        for table in _measured(given, sites):
            done.append(table)
            text = page(done, written, date, known)
            if output is not None:  # after each part: a run that is cut leaves what it had
                output.write_text(text, encoding="utf-8")
    print(text)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--links", type=int, default=100_000, help="rows of the table that is loaded (default %(default)s)")
    parser.add_argument("--entities", type=int, help="entities of that table (default: a fifth of its rows)")
    parser.add_argument("--rounds", type=int, default=3, help="loads of each writer, by turns (default %(default)s)")
    parser.add_argument("--graph-links", type=int, default=500_000, help="links of the store that is read (default %(default)s)")
    parser.add_argument("--requests", type=int, default=200, help="requests of each kind (default %(default)s)")
    parser.add_argument("--votes", type=int, help="links of each network of votes that are read (default: all)")
    parser.add_argument("--engine", action="append", choices=NAMES, help="this engine only; may be repeated")
    parser.add_argument("--only", action="append", choices=PARTS, help="this part only; may be repeated")
    parser.add_argument("--output", type=Path, help="page to write (default: docs/mesures.md, of a whole run only)")
    return parser


def _measured(given: argparse.Namespace, sites: Sequence[Site]) -> Iterator[Table]:
    wanted = given.only or PARTS
    world = World(given.entities or given.links // 5, given.links)
    if "csv" in wanted:
        yield reading_table(world, given.rounds)
    if "loading" in wanted:
        yield loading_table(sites, world, given.rounds, _tell)
    if "reading" in wanted:
        yield from reading_tables(sites, World(given.graph_links // 5, given.graph_links), given.requests,
                                  given.rounds, _tell)
    if "profile" in wanted:
        yield profile_table(sites, world)
    if "brokers" in wanted:
        yield from brokers.tables(_tell, scale=min(1.0, given.links / 100_000))
    if "convergence" in wanted:
        yield from convergence.tables(_tell, given.votes)


def _tell(text: str) -> None:
    sys.stderr.write(f"{datetime.now(UTC):%H:%M:%S} {text}\n")


if __name__ == "__main__":
    sys.exit(main())
