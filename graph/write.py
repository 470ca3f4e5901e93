"""Writes the difference of two folds: claims, decisions and the visible graph, in one transaction."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple, TypeVar

from maillage.graph import cypher
from maillage.graph.change import Effect
from maillage.graph.columns import Columns, columns, of_values
from maillage.graph.engines.base import Engine
from maillage.graph.fold import EntityRow, Kept, RelationRow
from maillage.graph.records import claim_row, claim_values, decision_row
from maillage.graph.runner import Run
from maillage.schema.decision import ABOUT_CLAIM, ABOUT_PAIR, Decision
from maillage.schema.model import Ontology

T = TypeVar("T")
K = TypeVar("K")


class Counts(NamedTuple):
    """Claims that were new, and claims that were known already."""

    new: int
    known: int


def write(effect: Effect, run: Run, engine: Engine, ontology: Ontology) -> None:
    """Runs the statements that turn the state before into the state after."""
    _write_claims(effect, run, ontology)
    _write_decisions(effect, run)
    _write_aliases(effect.before.aliases, effect.after.aliases, run)
    before, after = effect.before.relations, effect.after.relations
    anew = {id for id, row in after.items() if {row.subject, row.object} & effect.recreate} if effect.recreate else set()
    _delete_relations((row for id, row in before.items() if id not in after or id in anew or _moved(row, after[id])), run, engine)
    _write_entities(effect, run)
    kept = {id for id, row in after.items() if id in before and id not in anew and not _moved(row, before[id])}
    _create_relations((row for id, row in after.items() if id not in kept), run)
    _change_relations((row for id, row in after.items() if id in kept and before[id] != row), run, engine)


def _moved(row: RelationRow, other: RelationRow) -> bool:
    """Whether a link stands between other ends than before: a relationship cannot be moved, only made anew."""
    return (row.subject, row.object) != (other.subject, other.object)


def _write_claims(effect: Effect, run: Run, ontology: Ontology) -> None:
    before, after = effect.kept_before, effect.kept_after
    created = [kept for id, kept in after.items() if id not in before]
    changed = [claim_row(kept, ontology) for id, kept in after.items()
               if id in before and before[id] is not kept and before[id] != kept]
    gone = [id for id in before if id not in after]
    _run(run, cypher.CLAIM_DELETE, ids=gone)
    if created:
        _create_by(("Claim",), of_values(claim_values(created, ontology), len(created)), run)
    _run(run, cypher.CLAIM_CHANGE, rows=changed)
    by_source = Counter(kept.claim.source for kept in created)
    by_source.subtract(before[id].claim.source for id in gone)
    _run(run, cypher.SOURCE_COUNT, rows=[{"id": id, "n": n} for id, n in by_source.items() if n])


def _create_nodes(labels: tuple[str, ...], rows: list[dict[str, Any]], run: Run) -> None:
    if rows:
        _create_by(labels, columns(rows), run)


def _create_by(labels: tuple[str, ...], by_column: Columns, run: Run) -> None:
    run(cypher.node_create(labels, by_column.assignments), rows=by_column.rows, shared=by_column.shared)


def _write_decisions(effect: Effect, run: Run) -> None:
    before, after = effect.decisions_before, effect.decisions_after
    fresh = {id: decision for id, decision in after.items() if id not in before}
    _run(run, cypher.DECISION_DELETE, ids=[id for id in before if id not in after])
    _run(run, cypher.DECISION_CREATE, rows=[decision_row(d) for d in fresh.values()])
    _run(run, cypher.DECISION_CHANGE, rows=[decision_row(d) for id, d in after.items() if id in before and before[id] != d])
    gone = [decision for id, decision in before.items() if id not in after]
    change = {"pairs": _count(fresh.values(), ABOUT_PAIR) - _count(gone, ABOUT_PAIR),
              "verdicts": _count(fresh.values(), ABOUT_CLAIM) - _count(gone, ABOUT_CLAIM),
              "restated": _restated(effect.kept_after) - _restated(effect.kept_before)}
    if any(change.values()):
        run(cypher.COUNT, **change)


def _count(decisions: Iterable[Decision], kinds: tuple[str, ...]) -> int:
    return sum(decision.kind in kinds for decision in decisions)


def _restated(kept: Mapping[str, Kept]) -> int:
    return sum(len(k.statements) > 1 for k in kept.values())


def _write_aliases(before: Mapping[str, str], after: Mapping[str, str], run: Run) -> None:
    _run(run, cypher.ALIAS_DELETE, ids=[id for id in before if id not in after])
    rows = [{"id": id, "entity": heir} for id, heir in after.items() if before.get(id) != heir]
    _run(run, cypher.ALIAS_CHANGE, rows=[row for row in rows if row["id"] in before])
    _run(run, cypher.ALIAS_CREATE, rows=[row for row in rows if row["id"] not in before])


def _write_entities(effect: Effect, run: Run) -> None:
    before, after = effect.before.entities, effect.after.entities
    _run(run, cypher.ENTITY_DELETE, ids=[id for id in before if id not in after or id in effect.recreate])
    created = [row for id, row in after.items() if id not in before or id in effect.recreate]
    for labels, rows in _grouped(created, lambda row: row.labels).items():
        _create_nodes(labels, [row.props for row in rows], run)
    changed = [row for id, row in after.items() if id in before and id not in effect.recreate and before[id] != row]
    _run(run, cypher.ENTITY_CHANGE, rows=[row.props for row in changed])
    _relabel(changed, before, run)


def _relabel(changed: Iterable[EntityRow], before: Mapping[str, EntityRow], run: Run) -> None:
    relabels: dict[tuple[str, tuple[str, ...]], list[str]] = defaultdict(list)
    for row in changed:
        old, new = set(before[row.id].labels), set(row.labels)
        if new - old:
            relabels["SET", tuple(sorted(new - old))].append(row.id)
        elif old - new:
            relabels["REMOVE", tuple(sorted(old - new))].append(row.id)
    for (verb, labels), ids in relabels.items():
        _run(run, cypher.entity_relabel(verb, labels), ids=ids)


def _delete_relations(rows: Iterable[RelationRow], run: Run, engine: Engine) -> None:
    for relation, group in _grouped(rows, lambda row: row.type).items():
        _run(run, cypher.relation_delete(engine.link_by_row(relation)), rows=[_place(row) for row in group])


def _place(row: RelationRow) -> dict[str, str]:
    return {"id": row.id, "s": row.subject, "o": row.object}


def _create_relations(rows: Iterable[RelationRow], run: Run) -> None:
    for relation, group in _grouped(rows, lambda row: row.type).items():
        by_column = columns([{":s": row.subject, ":o": row.object, **row.props} for row in group], lead=(":s", ":o"))
        run(cypher.relation_create(relation, by_column.assignments), rows=by_column.rows, shared=by_column.shared)


def _change_relations(rows: Iterable[RelationRow], run: Run, engine: Engine) -> None:
    for relation, group in _grouped(rows, lambda row: row.type).items():
        _run(run, cypher.relation_change(engine.link_by_row(relation)), rows=[{**_place(row), "p": row.props} for row in group])


def _grouped(items: Iterable[T], key: Callable[[T], K]) -> dict[K, list[T]]:
    groups: dict[K, list[T]] = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return groups


def _run(run: Run, statement: str, **parameters: list[Any]) -> None:
    if any(parameters.values()):
        run(statement, **parameters)
