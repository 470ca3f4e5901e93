"""Convergence of real networks of votes: against one sparse product, networkx, Python sets and `bicm`; and as size doubles."""

from __future__ import annotations

import os
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stdout
from functools import partial
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import networkx
import numpy as np
import pandas as pd
from scipy import sparse

from benchmarks.curve import Curve, measured
from benchmarks.report import Table, mega, rounded
from maillage.graph.analysis import tested as testing
from maillage.graph.analysis import ties
from maillage.graph.analysis.convergences import rarity
from maillage.graph.analysis.incidence import Incidence
from maillage.graph.analysis.null_model import fit
from maillage.graph.analysis.projection import Facet, Projection
from maillage.graph.analysis.significance import Counting

VOTES = {"Toulouse": "pabulib_toulouse_edges.csv.gz", "Amsterdam": "pabulib_amsterdam_edges.csv.gz"}
ROUNDS = 5
SIZES = (1_000, 2_000, 4_000, 8_000, 16_000, 32_000)
COUPLE_OF = 2_000  # variables of the one Poisson-binomial by which `bicm`'s whole run is estimated: it takes n² time
T = TypeVar("T")
R = TypeVar("R")
Tell = Callable[[str], None]


class Votes(NamedTuple):
    """Projects (rows) by voters, 0 and 1."""

    name: str
    matrix: sparse.csr_array


def tables(tell: Tell, most: int | None = None) -> Iterator[Table]:
    """Of the networks of the shared data, and of one made up; ``most``: links of each that are read, else all."""
    shared = Path(os.environ.get("MAILLAGE_SHARED") or Path(__file__).resolve().parents[2] / "shared")
    files = {name: shared / "data" / "networks" / file for name, file in VOTES.items()}
    networks = [_read(name, file, most) for name, file in files.items() if file.is_file()]
    networks.append(Votes("inventé", _made(min(2_000, most or 2_000))))
    yield _together(networks, tell)
    yield _chances(networks, tell)
    yield _doubling([size for size in SIZES if most is None or size <= most] or [most or 1], tell)


def _read(name: str, file: Path, most: int | None) -> Votes:
    edges = pd.read_csv(file, usecols=["voter", "project"], dtype=str, nrows=most).drop_duplicates()
    row, column = edges["project"].factorize()[0], edges["voter"].factorize()[0]
    matrix = sparse.csr_array((np.ones(len(edges)), (row.astype(np.int32), column.astype(np.int32))))
    matrix.sort_indices()
    return Votes(name, matrix)


def projected(matrix: sparse.csr_array) -> Projection:
    """Rows by what they share, as the measure does it."""
    (size, width), unproved = matrix.shape, np.zeros(0, dtype=np.int64)
    held = Incidence(np.arange(size), np.arange(width), matrix, unproved, unproved)
    return Projection([Facet("all", held, rarity(held), 1.0)], size, ratio=True)


def _together(networks: list[Votes], tell: Tell) -> Table:
    table = Table(
        "Convergence : ce que deux projets ont en commun", ("réseau", "liens", "par", "secondes", "÷ un produit creux"),
        note="Projets par électeurs. « maillage » : nombre commun et convergence pondérée de toutes les paires (le meilleur de "
             f"{ROUNDS} passages) ; but : ≤ 2 × un produit creux de scipy, qui ne donne que le nombre commun.")
    for votes in networks:
        product = _best(lambda m: m @ m.T, votes.matrix)
        lines: dict[str, float] = {
            "un produit creux de scipy": product,
            "maillage": _best(lambda m: list(projected(m).blocks()), votes.matrix),
            "ensembles de Python": _timed(_by_sets, votes.matrix)[0],
            "networkx, weighted_projected_graph": _timed(_by_networkx, votes.matrix)[0]}
        for by, seconds in lines.items():
            table.add(votes.name, votes.matrix.nnz, by, rounded(seconds, 3), rounded(seconds / product, 1))
            tell(f"{votes.name}, {by}: {seconds:.3f} s")
    return table


def _by_sets(matrix: sparse.csr_array) -> int:
    held = [set(matrix.indices[low:high].tolist()) for low, high in zip(matrix.indptr[:-1], matrix.indptr[1:], strict=True)]
    return sum(not one.isdisjoint(other) and len(one & other) > 0 for at, one in enumerate(held) for other in held[at + 1:])


def _by_networkx(matrix: sparse.csr_array) -> Any:
    entries = matrix.tocoo()
    graph = networkx.Graph(zip((-1 - entries.row).tolist(), entries.col.tolist(), strict=True))
    return networkx.bipartite.weighted_projected_graph(graph, [-1 - row for row in range(matrix.shape[0])])


def _chances(networks: list[Votes], tell: Tell) -> Table:
    table = Table(
        "Convergence : la part du hasard", ("réseau", "par", "secondes", "÷ maillage"),
        note="Modèle nul bipartite résolu, puis une valeur p pour chaque paire. « maillage » et « bicm exact » : loi de "
             "Poisson-binomiale ; « bicm exact » est estimé d'après le temps d'un seul couple de degrés, qui croît comme le "
             f"carré du nombre d'électeurs (mesuré à {COUPLE_OF}) ; « bicm, Poisson » est son réglage habituel, "
             "une approximation, mesuré en entier. But : ≥ 10.")
    one = _one_couple()
    _by_bicm(_made(20))  # it compiles itself at its first call
    for votes in networks:
        ours = _best(_ours, votes.matrix, 2)
        degrees = len(np.unique(np.diff(votes.matrix.indptr)))
        exact = one * (votes.matrix.shape[1] / COUPLE_OF) ** 2 * degrees * (degrees + 1) / 2
        table.add(votes.name, "maillage", rounded(ours), "1")
        table.add(votes.name, "bicm exact (estimé)", f"{exact:.0f}", rounded(exact / ours, 0))
        tell(f"{votes.name}, chances: {ours:.2f} s, bicm exact about {exact:.0f} s")
        theirs = _timed(_by_bicm, votes.matrix)[0]
        table.add(votes.name, "bicm, Poisson", rounded(theirs), rounded(theirs / ours, 1))
        tell(f"{votes.name}, bicm with Poisson: {theirs:.1f} s")
    return table


def _ours(matrix: sparse.csr_array) -> Any:
    projection = projected(matrix)
    degrees, columns = projection.direct
    counting = Counting(fit(degrees, columns), int(degrees.max()))
    for _, pairs in projection.blocks():
        counting.add(pairs.first, pairs.second, pairs.shared)
    return counting.done(matrix.shape[0] * (matrix.shape[0] - 1) // 2)


def _by_bicm(matrix: sparse.csr_array) -> Any:
    with warnings.catch_warnings(), redirect_stdout(StringIO()):  # it prints as it goes
        warnings.simplefilter("ignore")
        import bicm

        entries = matrix.tocoo()
        graph = bicm.BipartiteGraph(edgelist=list(zip((entries.row + 1).tolist(), (-1 - entries.col).tolist(), strict=True)))
        graph.solve_tool(verbose=False)
        graph.compute_projection(rows=True, approx_method="poisson", progress_bar=False, threads_num=1)
    return graph


def _one_couple() -> float:
    """Seconds of one Poisson-binomial of COUPLE_OF variables by `bicm`."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from bicm.poibin import PoiBin

        return _best(lambda chance: PoiBin(chance).pval(12), np.linspace(0.0001, 0.01, COUPLE_OF), 2)


def _doubling(sizes: Sequence[int], tell: Tell) -> Table:
    curve = Curve("mesures-convergence.svg", "Convergence : temps et mémoire quand le réseau double",
                  "liens entre pratiques et thèmes (échelles logarithmiques)")
    table = Table(
        "Convergence : quand le réseau double", ("pratiques", "liens", "paires", "secondes", "Mo au plus"), curve=curve,
        note="Pratiques inventées, cinq thèmes chacune parmi deux fois moins de thèmes que de pratiques : tout compris "
             "(convergence, modèle nul, valeurs p, q).")
    for size in sizes:
        matrix = _made(size)
        point, found = measured(matrix.nnz, partial(_all, matrix))
        table.add(size, point.size, found.total, rounded(point.seconds, 3), mega(point.memory))
        curve.points.append(point)
        tell(f"{size} practices: {point.seconds:.2f} s, {point.memory / 1e6:.0f} MB")
    return table


def _all(matrix: sparse.csr_array) -> testing.Tested:
    every = np.ones(matrix.shape[0], dtype=np.bool_)
    return testing.test(projected(matrix), ties.Families(every, every, np.zeros(0, dtype=np.int64)))


def _made(size: int) -> sparse.csr_array:
    themes = np.random.default_rng(size).integers(0, size // 2, (size, 5))
    matrix = sparse.csr_array((np.ones(themes.size), (np.repeat(np.arange(size), 5), themes.ravel())), shape=(size, size // 2))
    matrix.sum_duplicates()
    matrix.data[:] = 1.0
    return matrix


def _best(work: Callable[[T], Any], of: T, rounds: int = ROUNDS) -> float:
    return min(_timed(work, of)[0] for _ in range(rounds))


def _timed(work: Callable[[T], R], of: T) -> tuple[float, R]:
    start = time.perf_counter()
    done = work(of)
    return time.perf_counter() - start, done
