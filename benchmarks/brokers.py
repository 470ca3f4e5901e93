"""Mediators on US Senate cosponsorship: against networkx on the same network, and as the network doubles."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

import networkx
import numpy as np
import pandas as pd

from benchmarks.curve import Curve, measured
from benchmarks.report import Table, mega, rounded
from maillage.graph.analysis.structure.between import betweenness
from maillage.graph.analysis.structure.holes import constraint, cut_points, effective_size
from maillage.graph.analysis.structure.matrix import Floats, Ints, Matrix, network
from maillage.graph.analysis.structure.roles import roles

SOURCES = 100  # from which both follow the shortest ways; from all, networkx takes minutes
SCALES = (0.125, 0.25, 0.5, 1.0, 2.0, 4.0)
Tell = Callable[[str], None]


class Votes(NamedTuple):
    """Senators and bills with their ties, and the party of each (0 for a bill)."""

    ties: Matrix
    party: Ints

    @property
    def links(self) -> int:
        return self.ties.nnz // 2


def tables(tell: Tell, folder: Path | None = None, scale: float = 1.0) -> Iterator[Table]:
    """Needs the networks of the shared data; nothing without them. ``scale`` 0.1: a tenth of the bills, for a quick look."""
    shared = folder or Path(os.environ.get("MAILLAGE_SHARED") or Path(__file__).resolve().parents[2] / "shared")
    found = shared / "data" / "networks"
    if (found / "cosponsor_edges.csv").is_file():
        yield _against(_read(found, scale), tell)
        yield _doubling(found, [scale * each for each in SCALES], tell)


def _read(folder: Path, scale: float) -> Votes:
    """The first bills, as many as the scale says; above 1 every bill again under another name."""
    nodes, edges = pd.read_csv(folder / "cosponsor_nodes.csv"), pd.read_csv(folder / "cosponsor_edges.csv")
    place = {id: at for at, id in enumerate(nodes["id"])}
    ends = np.column_stack([edges["source"].map(place), edges["target"].map(place)])
    senator = nodes["mode"].to_numpy() == 1
    ends = np.where(senator[ends[:, :1]], ends, ends[:, ::-1])
    bills = np.unique(ends[:, 1])
    chosen = bills[: max(1, int(len(bills) * min(scale, 1)))]
    ends = ends[np.isin(ends[:, 1], chosen)]
    copies = max(1, int(scale))
    ends = np.concatenate([ends + np.array([0, len(nodes) * copy]) for copy in range(copies)])
    names, at = np.unique(ends, return_inverse=True)
    party = nodes["party"].astype("category").cat.codes.to_numpy()[names % len(nodes)] + 1
    at = at.reshape(-1, 2)
    return Votes(network(at[:, 0], at[:, 1], len(names)), np.where(names < len(nodes), party, 0).astype(np.int64))


def _against(votes: Votes, tell: Tell) -> Table:
    table = Table(
        "Médiateurs : les mêmes nombres que networkx",
        ("mesure", "maillage (s)", "networkx (s)", "fois plus vite", "plus grand écart"),
        note=f"Sénat des États-Unis, 115e congrès : {votes.links} liens entre sénateurs et textes. L'intermédiarité suit les "
             f"plus courts chemins depuis {SOURCES} mêmes nœuds des deux côtés, puis, pour maillage, depuis tous. "
             "Les rôles de Gould et Fernandez n'ont pas d'équivalent dans networkx.")
    graph: networkx.Graph[int] = networkx.from_scipy_sparse_array(votes.ties)
    ours: dict[str, Callable[[], Floats]] = {
        "contrainte (Burt)": lambda: constraint(votes.ties), "taille efficace (Burt)": lambda: effective_size(votes.ties),
        "points d'articulation": lambda: cut_points(votes.ties).astype(np.float64)}
    theirs: dict[str, Callable[[], Floats]] = {
        "contrainte (Burt)": lambda: _values(networkx.constraint(graph)),
        "taille efficace (Burt)": lambda: _values(networkx.effective_size(graph)),
        "points d'articulation": lambda: _mask(networkx.articulation_points(graph), len(graph))}
    for name, run in ours.items():
        tell(f"brokers: {name}")
        _compare(table, name, _timed(run), _timed(theirs[name]))
    tell("brokers: betweenness")
    _compare(table, f"intermédiarité depuis {SOURCES} nœuds", *_sampled(votes, graph))
    table.add("intermédiarité exacte", rounded(_timed(lambda: betweenness(votes.ties).values)[0]), "—", "—", "—")
    took, _ = _timed(lambda: roles(votes.ties, votes.party, int(votes.party.max()) + 1).counts.astype(np.float64))
    table.add("rôles, avec leur hasard exact", rounded(took), "—", "—", "—")
    return table


def _sampled(votes: Votes, graph: networkx.Graph[int]) -> tuple[tuple[float, Floats], tuple[float, Floats]]:
    """Both from the same sources: ours are drawn, networkx is given them."""
    size = votes.ties.shape[0]
    count = min(SOURCES, size - 1)
    drawn = np.random.default_rng(0).choice(size, count, replace=False)
    ours = _timed(lambda: betweenness(votes.ties, exact=0, pivots=count, seed=0).values)
    theirs = _timed(lambda: _values(networkx.betweenness_centrality_subset(graph, drawn.tolist(), list(graph))))
    return ours, (theirs[0], theirs[1] * size / count)


def _values(found: dict[int, float]) -> Floats:
    return np.array([found[node] for node in range(len(found))], dtype=np.float64)


def _mask(nodes: Iterator[int], size: int) -> Floats:
    return np.isin(np.arange(size), list(nodes)).astype(np.float64)


def _compare(table: Table, name: str, ours: tuple[float, Floats], theirs: tuple[float, Floats]) -> None:
    both = np.isfinite(theirs[1])
    scale = max(float(np.abs(theirs[1][both]).max(initial=0)), 1.0)
    gap = float(np.abs(ours[1][both] - theirs[1][both]).max(initial=0)) / scale
    table.add(name, rounded(ours[0]), rounded(theirs[0]), rounded(theirs[0] / max(ours[0], 1e-9), 1), f"{gap:.0e}")


def _timed(run: Callable[[], Floats]) -> tuple[float, Floats]:
    began = time.perf_counter()
    found = run()
    return time.perf_counter() - began, found


def _doubling(folder: Path, scales: list[float], tell: Tell) -> Table:
    curve = Curve("mesures-mediateurs.svg", "Médiateurs : temps et mémoire quand le réseau double",
                  "liens entre sénateurs et textes (échelles logarithmiques)")
    table = Table(
        "Médiateurs : quand le réseau double",
        ("liens", "contrainte, rôles et intermédiarité (s)", "mémoire au plus (Mo)"),
        curve=curve,
        note="Les premiers textes du même réseau, puis chaque texte en double et en quadruple ; rôles avec leur hasard exact, "
             "intermédiarité depuis 256 nœuds. La mémoire est celle que numpy et Python demandent (tracemalloc).")
    for scale in scales:
        tell(f"brokers: x {scale:g}")
        votes = _read(folder, scale)
        point, _ = measured(votes.links, partial(_all, votes))
        table.add(point.size, rounded(point.seconds), mega(point.memory))
        curve.points.append(point)
    return table


def _all(votes: Votes) -> Floats:
    roles(votes.ties, votes.party, int(votes.party.max()) + 1)
    betweenness(votes.ties, exact=0, pivots=256)
    return constraint(votes.ties)
