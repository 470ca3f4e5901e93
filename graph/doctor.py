"""Is the store sound? Each check is a line; ``deep`` folds everything anew and compares."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from maillage.graph import cypher
from maillage.graph.dump import dump
from maillage.graph.engines.base import LEAST_FREE_BYTES
from maillage.graph.fold import EntityRow, Graph, RelationRow, by_claim, fold, keep
from maillage.schema.claim import Claim
from maillage.schema.decision import Decision

if TYPE_CHECKING:
    from maillage.graph.store import Store


class Check(NamedTuple):
    """One thing looked at, whether it is well, and what was seen."""

    name: str
    ok: bool
    fr: str
    en: str


def examine(store: Store, deep: bool = False) -> list[Check]:
    """All checks, in order. An open store is reachable, so what is left is what it holds."""
    checks = [_engine(store), _counts(store), _constraints(store), *_disk(store)]
    return [*checks, *_deep(store)] if deep else checks


def _engine(store: Store) -> Check:
    text = f"{store.engine} {store.version} · {store.url}"
    return Check("engine", True, text, text)


def _counts(store: Store) -> Check:
    n = {label: store.read(f"MATCH (n:{label}) RETURN count(n) AS n")[0]["n"]
         for label in ("Entity", "Claim", "Decision", "Import")}
    return Check("counts", True,
                 f"{n['Entity']} fiches, {n['Claim']} affirmations, {n['Decision']} décisions, {n['Import']} imports",
                 f"{n['Entity']} entities, {n['Claim']} claims, {n['Decision']} decisions, {n['Import']} imports")


def _constraints(store: Store) -> Check:
    there = {row["labelsOrTypes"][0] for row in store.read("SHOW CONSTRAINTS") if "UNIQUE" in row["type"]}
    wanted = {"Entity", "Claim", "Decision", "Alias", "Source", "Import", "Meta", *store.ontology.relations}
    missing = ", ".join(sorted(wanted - there))
    return Check("constraints", not missing, f"contraintes absentes : {missing}" if missing else "contraintes en place",
                 f"constraints missing: {missing}" if missing else "constraints in place")


def _disk(store: Store) -> Iterator[Check]:
    free = store.engine_handle.free_bytes
    if free is not None:
        left, least = free // 10**6, LEAST_FREE_BYTES // 10**6
        enough = free >= LEAST_FREE_BYTES
        yield Check("disk", enough, f"{left} Mo libres sur le disque{'' if enough else f', il en faut {least}'}",
                    f"{left} MB free on the disk{'' if enough else f', {least} are needed'}")


def _deep(store: Store) -> Iterator[Check]:
    """The oracle: the pure fold of all claims and decisions against what people are shown."""
    claims: list[Claim] = []
    decisions: list[Decision] = []
    for item in dump(store):
        if isinstance(item, Claim):
            claims.append(item)
        elif isinstance(item, Decision):
            decisions.append(item)
    wrong = list(_differences(fold(claims, decisions, store.ontology), visible(store)))
    wrong += _statuses(store, claims, decisions)
    shown = " ; ".join(wrong[:5])
    if wrong:
        yield Check("fold", False, f"{len(wrong)} écarts entre le graphe et ses affirmations : {shown}",
                    f"{len(wrong)} differences between the graph and its claims: {shown}")
    else:
        yield Check("fold", True, "le graphe est exactement ce que disent ses affirmations",
                    "the graph is exactly what its claims say")


def visible(store: Store) -> Graph:
    """The visible graph as it stands in the store."""
    graph = Graph()
    for row in store.stream("MATCH (e:Entity) RETURN properties(e) AS props, labels(e) AS labels"):
        props = row["props"]
        graph.entities[props["id"]] = EntityRow(props["id"], tuple(sorted(row["labels"])), props)
    for row in store.stream("MATCH (a:Entity)-[r]->(b:Entity) "
                            "RETURN type(r) AS type, a.id AS s, b.id AS o, properties(r) AS props"):
        props = row["props"]
        graph.relations[props["id"]] = RelationRow(props["id"], row["type"], row["s"], row["o"], props)
    graph.aliases = {row["id"]: row["entity"] for row in store.stream("MATCH (a:Alias) RETURN a.id AS id, a.entity AS entity")}
    return graph


def _differences(wanted: Graph, found: Graph) -> Iterator[str]:
    for part in ("entities", "relations", "aliases"):
        one: dict[str, Any] = getattr(wanted, part)
        other: dict[str, Any] = getattr(found, part)
        yield from (f"- {id}" for id in one.keys() - other.keys())
        yield from (f"+ {id}" for id in other.keys() - one.keys())
        yield from (f"≠ {id}" for id in one.keys() & other.keys() if one[id] != other[id])


def _statuses(store: Store, claims: list[Claim], decisions: list[Decision]) -> list[str]:
    kept = keep(by_claim(claims), decisions)
    rows = store.stream("MATCH (c:Claim) RETURN c.id AS id, c.status AS status")
    wrong = [f"≠ {row['id']}" for row in rows if row["id"] not in kept or kept[row["id"]].status != row["status"]]
    meta = store.read(cypher.META)[0]["meta"]
    restated = sum(len(k.statements) > 1 for k in kept.values())
    return wrong if meta["restated"] == restated else [*wrong, f"≠ restated {meta['restated']} {restated}"]
