"""Small networks for the tests of structure: drawn ones, and the published ones of the shared folder.

Of *CEOs and clubs* only the size and the margins could be looked up in print (Faust 1997, Social Networks 19:157–191, has
measures): on it the measures are compared with other programs.
"""

from __future__ import annotations

import csv
from pathlib import Path

import networkx
import numpy as np
from hypothesis import strategies as st

from maillage.graph.analysis.structure.matrix import Matrix, network

Ties = list[tuple[int, int]]


def drawn(most: int = 12) -> st.SearchStrategy[tuple[int, Ties]]:
    """A number of nodes, and ties among them: loops and repetitions included."""
    return st.integers(1, most).flatmap(lambda size: st.tuples(
        st.just(size), st.lists(st.tuples(st.integers(0, size - 1), st.integers(0, size - 1)), max_size=3 * size)))


def matrix(size: int, ties: Ties) -> Matrix:
    """Ties of weight 1, each once."""
    made = network(np.array([a for a, _ in ties], dtype=np.int64), np.array([b for _, b in ties], dtype=np.int64), size)
    made.data[:] = 1
    return made


def graph(size: int, ties: Ties) -> networkx.Graph[int]:
    made: networkx.Graph[int] = networkx.Graph()
    made.add_nodes_from(range(size))
    made.add_edges_from((a, b) for a, b in ties if a != b)
    return made


def published(shared: Path, name: str) -> tuple[list[str], int, Ties]:
    """Names of the nodes (first mode first), how many are of the first mode, and ties."""
    folder = shared / "data" / "networks"
    with (folder / f"{name}_nodes.csv").open(encoding="utf-8", newline="") as file:
        nodes = list(csv.DictReader(file))
    at = {node["id"]: place for place, node in enumerate(nodes)}
    with (folder / f"{name}_edges.csv").open(encoding="utf-8", newline="") as file:
        ties = [(at[row["source"]], at[row["target"]]) for row in csv.DictReader(file)]
    return [node["name"] for node in nodes], sum(node["mode"] == "1" for node in nodes), ties
