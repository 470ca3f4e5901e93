"""Claims and decisions as the store's nodes keep them, and back.

A claim's node holds its first statement flat, so that a researcher can query it, and any further
statements (of other imports) as JSON texts in ``also``, with their imports in ``restated_by``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from maillage.graph.fold import Kept
from maillage.schema.claim import EVIDENCE, SAID, Claim
from maillage.schema.decision import Decision
from maillage.schema.model import Ontology
from maillage.schema.names import name_key
from maillage.schema.source import Import, Source

NAME = "name"
LONGEST_KEY = 1_000


def claim_row(kept: Kept, ontology: Ontology) -> dict[str, Any]:
    """Properties of the claim's node; nothing empty among them."""
    claim = kept.claim
    row: dict[str, Any] = {key: value for key, value in zip(Claim._fields, claim, strict=True) if value is not None}
    row["id"] = kept.id
    row["topic"] = kept.topic
    row["stated"] = claim.status
    row["status"] = kept.status
    key = claim_key(claim, ontology)
    if key:
        row["key"] = key
    if len(kept.statements) > 1:
        row["also"] = [_evidence(statement) for statement in kept.statements[1:]]
        row["restated_by"] = [statement.import_id or "" for statement in kept.statements[1:]]
    return row


def claim_values(created: Sequence[Kept], ontology: Ontology) -> dict[str, Sequence[Any]]:
    """What ``claim_row`` gives of each of ``created``, by property; None where one has no such."""
    fields = zip(*(kept.claim for kept in created), strict=True)
    values: dict[str, Sequence[Any]] = dict(zip(Claim._fields, fields, strict=True))
    values["stated"] = values["status"]
    values["status"] = [kept.status for kept in created]
    values["id"] = [kept.id for kept in created]
    values["topic"] = [kept.topic for kept in created]
    values["key"] = [claim_key(kept.claim, ontology) for kept in created]
    if any(len(kept.statements) > 1 for kept in created):
        further = [kept.statements[1:] for kept in created]
        values["also"] = [[_evidence(statement) for statement in more] or None for more in further]
        values["restated_by"] = [[statement.import_id or "" for statement in more] or None for more in further]
    return {key: values[key] for key in sorted(values) if any(value is not None for value in values[key])}


def claim_key(claim: Claim, ontology: Ontology) -> str | None:
    """What a claim gives its subject that another id may share: ``siren|130005481``, ``name|institut exemple``.

    None when it identifies nothing. An index finds ids by it, whatever they are shown as.
    """
    prop = ontology.properties.get(claim.predicate) if claim.object is None else None
    if prop is None or claim.value is None:
        return None
    if claim.predicate == NAME:
        cleaned = name_key(claim.value)
        return f"{NAME}|{cleaned}"[:LONGEST_KEY] if cleaned else None
    return f"{claim.predicate}|{claim.value}" if prop.identifies else None


def _evidence(statement: Claim) -> str:
    evidence = {key: getattr(statement, key) for key in EVIDENCE}
    return json.dumps({key: value for key, value in evidence.items() if value is not None}, ensure_ascii=False, sort_keys=True)


def statements(row: Mapping[str, Any]) -> list[Claim]:
    """All statements of the claim that a node keeps, the first one first."""
    first = Claim(**{key: row[key] for key in Claim._fields if key in row and key != "status"}, status=row["stated"])
    said = {key: getattr(first, key) for key in SAID}
    return [first, *(Claim(**said, **json.loads(text)) for text in row.get("also", ()))]


def decision_row(decision: Decision) -> dict[str, Any]:
    return {"id": decision.id, **{key: value for key, value in decision._asdict().items() if value is not None}}


def decision_of(row: Mapping[str, Any]) -> Decision:
    return Decision(**{key: value for key, value in row.items() if key != "id"})


def source_row(source: Source) -> dict[str, Any]:
    return {key: value for key, value in source._asdict().items() if value is not None}


def source_of(row: Mapping[str, Any]) -> Source:
    return Source(**{key: row[key] for key in Source._fields if key in row})


def import_row(record: Import) -> dict[str, Any]:
    return {key: list(value) if key == "files" else value for key, value in record._asdict().items() if value is not None}


def import_of(row: Mapping[str, Any]) -> Import:
    fields = {key: row[key] for key in Import._fields if key in row}
    return Import(**{**fields, "files": tuple(fields.get("files", ()))})
