"""The same entities and links (no claims) written by neomodel and by py2neo, in a process of its own.

``python -m benchmarks.peers PEER TABLE`` reads the table of links, writes it into the Neo4j that the environment names,
and prints one line of JSON. Nothing of maillage is imported: neomodel asks for another version of the driver, so
``make peers`` gives both an environment of their own, ``.peers``.
"""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

ROOT = Path(__file__).resolve().parents[1]
PYTHON = ROOT / ".peers" / "bin" / "python"
BATCH = 5_000
# A peer that is still writing after this long is stopped.
LONGEST_SECONDS = 300.0
T = TypeVar("T")


class Network(NamedTuple):
    """Entities (id, name) by type; links (one id, other id) by relation."""

    entities: dict[str, list[tuple[str, str]]]
    links: dict[str, list[tuple[str, str]]]


def written(peer: str, table: Path, environment: dict[str, str]) -> dict[str, Any]:
    """What ``write`` of ``peer`` gives, in a fresh process; ``{"absent": why}`` where it is not installed or fails."""
    if not PYTHON.exists():
        return {"absent": "make peers"}
    try:
        done = subprocess.run([str(PYTHON), "-m", "benchmarks.peers", peer, str(table)], env={**os.environ, **environment},
                              cwd=ROOT, capture_output=True, text=True, timeout=LONGEST_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return {"absent": f"> {LONGEST_SECONDS:g} s"}
    if done.returncode:
        return {"absent": (done.stderr.strip().splitlines() or ["?"])[-1][:200]}
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def read(table: Path) -> Network:
    """The table of links that ``benchmarks.world`` wrote."""
    entities: dict[str, dict[str, str]] = defaultdict(dict)
    links: dict[str, list[tuple[str, str]]] = defaultdict(list)
    with table.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            entities[row["from_type"]][row["from"]] = row["from_name"]
            entities[row["to_type"]][row["to"]] = row["to_name"]
            links[row["relation"]].append((row["from"], row["to"]))
    return Network({kind: list(group.items()) for kind, group in entities.items()}, links)


def by_neomodel(network: Network, url: str, password: str) -> str:
    """Nodes by ``create``, links by ``connect``, each batch in a transaction: neomodel has no other way for links."""
    from importlib.metadata import version

    from neomodel import RelationshipTo, StringProperty, StructuredNode, db, get_config

    get_config().database_url = url.replace("://", f"://neo4j:{password}@", 1)
    relations = {name: RelationshipTo("BenchThing", name) for name in network.links}
    thing: Any = type("BenchThing", (StructuredNode,), {
        "__label__": "Entity", "uid": StringProperty(db_property="id", required=True), "name": StringProperty(),
        "kind": StringProperty(), **relations})
    globals()["BenchThing"] = thing  # where neomodel looks for the other end of a relation
    nodes: dict[str, Any] = {}
    for kind, rows in network.entities.items():
        for batch in _batches(iter(rows)):
            with db.transaction:
                made = thing.create(*({"uid": id, "name": name, "kind": kind} for id, name in batch))
            nodes.update(zip((id for id, _ in batch), made, strict=True))
    for relation, pairs in network.links.items():
        for batch in _batches(iter(pairs)):
            with db.transaction:
                for one, other in batch:
                    getattr(nodes[one], relation).connect(nodes[other])
    return version("neomodel")


def by_py2neo_objects(network: Network, url: str, password: str) -> str:
    """``Node`` and ``Relationship`` merged one by one, each batch in a transaction: the way its handbook begins with."""
    from importlib.metadata import version

    from py2neo import Graph, Node, Relationship

    graph = Graph(url, auth=("neo4j", password))
    nodes: dict[str, Any] = {}
    for kind, rows in network.entities.items():
        for batch in _batches(iter(rows)):
            transaction = graph.begin()
            for id, name in batch:
                nodes[id] = Node("Entity", kind, id=id, name=name, kind=kind)
                transaction.merge(nodes[id], "Entity", "id")
            graph.commit(transaction)
    for relation, pairs in network.links.items():
        for pairs_of_batch in _batches(iter(pairs)):
            transaction = graph.begin()
            for one, other in pairs_of_batch:
                transaction.merge(Relationship(nodes[one], relation, nodes[other]))
            graph.commit(transaction)
    return version("py2neo")


def by_py2neo_bulk(network: Network, url: str, password: str) -> str:
    """``create_nodes`` and ``create_relationships`` of ``py2neo.bulk``, each batch in a transaction: its quickest way."""
    from importlib.metadata import version

    from py2neo import Graph
    from py2neo.bulk import create_nodes, create_relationships

    graph = Graph(url, auth=("neo4j", password))
    for kind, rows in network.entities.items():
        for batch in _batches(iter(rows)):
            create_nodes(graph.auto(), [{"id": id, "name": name, "kind": kind} for id, name in batch], labels={"Entity", kind})
    for relation, pairs in network.links.items():
        for batch in _batches(iter(pairs)):
            create_relationships(graph.auto(), [(one, {}, other) for one, other in batch], relation,
                                 start_node_key=("Entity", "id"), end_node_key=("Entity", "id"))
    return version("py2neo")


class Peer(NamedTuple):
    """How a peer is named on the page, what it does there, and the function that does it."""

    name: str
    way: str
    write: Callable[[Network, str, str], str]


PEERS: dict[str, Peer] = {
    "neomodel": Peer("neomodel", "objet par objet : create, connect (sa seule voie pour les liens)", by_neomodel),
    "py2neo": Peer("py2neo", "objet par objet : merge de Node et Relationship, comme son manuel l'enseigne", by_py2neo_objects),
    "py2neo.bulk": Peer("py2neo.bulk", "par lots : create_nodes, create_relationships ; charger deux fois doublerait les liens",
                        by_py2neo_bulk),
}


def write(peer: str, table: Path) -> dict[str, Any]:
    """Seconds that ``peer`` takes for the links of ``table``, reading it not counted; its version."""
    network = read(table)
    began = time.perf_counter()
    version = PEERS[peer].write(network, os.environ["MAILLAGE_STORE"], os.environ["MAILLAGE_STORE_PASSWORD"])
    return {"seconds": time.perf_counter() - began, "version": version}


def _batches(items: Iterator[T]) -> Iterator[list[T]]:
    while batch := list(islice(items, BATCH)):
        yield batch


if __name__ == "__main__":
    print(json.dumps(write(sys.argv[1], Path(sys.argv[2]))))
