"""Claims as people read them: what is said, by which source, with all its evidence."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from maillage.errors import NotFound
from maillage.graph.answers import ClaimInfo, ClaimPage, Evidence, SourceInfo
from maillage.graph.cursors import read_cursor, write_cursor
from maillage.graph.resolve import cluster
from maillage.graph.rows import rows
from maillage.graph.sources import source_infos

if TYPE_CHECKING:
    from maillage.graph.store import Store

_SAID = ("object", "value", "role", "since", "until", "note")
_EVIDENCE = ("locator", "method", "confidence", "author", "recorded_at", "original", "quote", "import_id")
FILTERED = """
{match} WHERE c.id > $after{where}
WITH c ORDER BY c.id LIMIT $limit RETURN collect(properties(c)) AS rows
"""
BY_ID = "UNWIND $ids AS id MATCH (c:Claim {id: id}) RETURN collect(properties(c)) AS rows"
COUNTED = "{match} WHERE true{where} RETURN count(c) AS n"
_STARTS = {
    "subject": "UNWIND $subject AS subject MATCH (c:Claim {subject: subject})",
    "object": "UNWIND $object AS object MATCH (c:Claim {object: object})",
    "import_id": "MATCH (c:Claim {import_id: $import_id})",
}
_TESTS = {
    "subject": "c.subject IN $subject", "object": "c.object IN $object", "predicate": "c.predicate = $predicate",
    "source": "c.source = $source", "status": "c.status = $status", "import_id": "c.import_id = $import_id",
}


def claim(store: Store, id: str) -> ClaimInfo:
    """One claim. Raises NotFound."""
    found = claim_infos(store, [id])
    if id not in found:
        raise NotFound(id=id)
    return found[id]


def claims(store: Store, *, subject: str | None = None, object: str | None = None, predicate: str | None = None,
           source: str | None = None, status: str | None = None, import_id: str | None = None,
           limit: int = 100, cursor: str | None = None) -> ClaimPage:
    """A page of the claims that meet all conditions, by id.

    ``subject`` and ``object`` stand for every id of the thing they name; ``import_id`` for the import that stated
    the claim first. Raises UsageError on a cursor of another list.
    """
    asked: dict[str, Any] = {
        "subject": cluster(store, subject) if subject else None, "object": cluster(store, object) if object else None,
        "import_id": import_id, "source": source, "predicate": predicate, "status": status}
    given = {key: value for key, value in asked.items() if value is not None}
    (after,) = read_cursor(cursor, "claims", given) or ("",)
    match, where = _parts(given)
    found = rows(store, FILTERED.format(match=match, where=where), **given, after=after, limit=limit + 1)
    total = store.read(COUNTED.format(match=match, where=where), **given)[0]["n"]
    shown = sorted(found, key=lambda row: str(row["id"]))[:limit]
    more = write_cursor("claims", given, shown[-1]["id"]) if len(found) > limit else None
    return ClaimPage(claims_of(store, shown), more, total)


def claim_infos(store: Store, ids: Iterable[str]) -> dict[str, ClaimInfo]:
    """Claims by id, in the order of ``ids``; those that are not there are left out."""
    asked = list(dict.fromkeys(ids))
    by_id = {info.id: info for info in claims_of(store, rows(store, BY_ID, ids=asked) if asked else ())}
    return {id: by_id[id] for id in asked if id in by_id}


def claims_of(store: Store, nodes: Iterable[Mapping[str, Any]]) -> list[ClaimInfo]:
    """Claims from the properties of their nodes."""
    listed = list(nodes)
    sources = source_infos(store, (row["source"] for row in listed))
    return [_claim(row, sources) for row in listed]


def _claim(row: Mapping[str, Any], sources: Mapping[str, SourceInfo]) -> ClaimInfo:
    further = [json.loads(text) for text in row.get("also", ())]
    return ClaimInfo(
        id=row["id"], subject=row["subject"], predicate=row["predicate"], status=row["status"],
        source=sources[row["source"]], evidence=[_evidence(statement) for statement in (row, *further)],
        **{key: row.get(key) for key in _SAID})


def _evidence(statement: Mapping[str, Any]) -> Evidence:
    return Evidence(**{key: statement[key] for key in _EVIDENCE if key in statement})


def _parts(given: Mapping[str, Any]) -> tuple[str, str]:
    """The indexed condition to start from, and the others as tests."""
    start = next((key for key in _STARTS if key in given), None)
    tests = "".join(f" AND {_TESTS[key]}" for key in given if key != start)
    return (_STARTS[start] if start else "MATCH (c:Claim)"), tests
