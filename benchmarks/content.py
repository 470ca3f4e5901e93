"""The same final content, written by the bare driver: what a program of one's own would do that needs no claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from neo4j import ManagedTransaction

from maillage.graph.engines.base import literal
from maillage.graph.store import Store

OTHERS = ("Claim", "Decision", "Alias", "Source", "Import")
ENTITIES = "MATCH (e:Entity) RETURN labels(e) AS labels, properties(e) AS props"
NODES = "MATCH (n:{label}) RETURN properties(n) AS props"
LINKS = "MATCH (a:Entity)-[r:{relation}]->(b:Entity) RETURN a.id AS s, b.id AS o, properties(r) AS props"
WRITE_NODES = "UNWIND $rows AS row CREATE (n:{label}) SET n = row"
WRITE_LINKS = ("UNWIND $rows AS row MATCH (a:Entity {{id: row.s}}) MATCH (b:Entity {{id: row.o}}) "
               "CREATE (a)-[r:{relation}]->(b) SET r = row.props")
COUNTS = ("MATCH (n:Entity) RETURN count(n) AS n", "MATCH (n:Claim) RETURN count(n) AS n",
          "MATCH ()-[r]->() RETURN count(r) AS n")


@dataclass
class Content:
    """All that a store holds, ready to be sent: nodes by label (``A:B:C`` for several), links by relation."""

    nodes: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    links: dict[str, list[dict[str, Any]]] = field(default_factory=dict)


def content(store: Store) -> Content:
    """What ``store`` holds, apart from its own mark."""
    held = Content()
    for row in store.stream(ENTITIES):
        held.nodes[":".join(row["labels"])].append(row["props"])
    for label in OTHERS:
        held.nodes[label] = [row["props"] for row in store.stream(NODES.format(label=label))]
    for relation in store.ontology.relations:
        held.links[relation] = list(store.stream(LINKS.format(relation=relation)))
    return held


def write(store: Store, held: Content) -> None:
    """Writes ``held`` into an empty store by its driver, and nothing else, in transactions of as many rows as a batch of ours."""
    engine = store.engine_handle
    with engine.driver.session(database=engine.database) as session:
        for label, rows in held.nodes.items():
            for batch in _batches(rows, engine.batch):
                session.execute_write(_run, WRITE_NODES.format(label=label), batch)
        for relation, rows in held.links.items():
            for batch in _batches(rows, engine.batch):
                session.execute_write(_run, WRITE_LINKS.format(relation=relation), batch)


def counts(store: Store) -> tuple[int, int, int]:
    """Entities, claims and links."""
    entities, claims, links = (int(store.read(query)[0]["n"]) for query in COUNTS)
    return entities, claims, links


def _run(tx: ManagedTransaction, statement: str, rows: Sequence[dict[str, Any]]) -> None:
    tx.run(literal(statement), rows=rows).consume()


def _batches(rows: Sequence[dict[str, Any]], size: int) -> Iterator[Sequence[dict[str, Any]]]:
    for start in range(0, len(rows), size):
        yield rows[start:start + size]
