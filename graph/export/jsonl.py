"""JSON lines: everything that is kept, and nothing else. The backup: what is loaded from it is the same store.

The same content gives the same bytes, on whatever engine and in whatever order it arrived.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from maillage.graph.export.format import ExportFormat, pieces
from maillage.schema import claim, decision
from maillage.schema.claim import Claim
from maillage.schema.decision import Decision
from maillage.schema.ids import content_hash
from maillage.schema.model import Ontology
from maillage.schema.source import Import, Source

if TYPE_CHECKING:
    from maillage.graph.store import Store

VERSION = 1
Item = Source | Import | Claim | Decision


def lines(items: Iterable[Item], ontology: Ontology) -> Iterator[str]:
    """The first line says what the file is; then one record a line: sources, imports, claims, decisions."""
    yield _line({"maillage": VERSION, "ontology": fingerprint(ontology)})
    few: list[Source | Import] = []
    for item in items:
        if isinstance(item, (Source, Import)):
            few.append(item)
            continue
        yield from _few(few)
        yield _line({"claim": claim.to_dict(item)} if isinstance(item, Claim) else {"decision": decision.to_dict(item)})
    yield from _few(few)


def fingerprint(ontology: Ontology) -> str:
    """A hash of all that an ontology says, by which a backup tells under which one it was made."""
    return content_hash(json.dumps(ontology.to_json(), ensure_ascii=False, sort_keys=True))


def _few(held: list[Source | Import]) -> Iterator[str]:
    """Sources and imports in the order of their ids: engines differ in how they sort texts beyond ASCII."""
    for item in sorted(held, key=lambda item: (isinstance(item, Import), item.id)):
        kind = "import" if isinstance(item, Import) else "source"
        yield _line({kind: {key: value for key, value in item._asdict().items() if value not in (None, "", ())}})
    held.clear()


def _line(record: dict[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n"


def write(store: Store) -> Iterator[bytes]:
    """All claims, decisions, sources and imports; memory bounded by a page of them."""
    return pieces(lines(store.dump(), store.ontology))


FORMAT = ExportFormat(
    "jsonl", (".jsonl", ".ndjson"), "application/x-ndjson",
    "JSON par lignes : tout, affirmations et décisions comprises (la sauvegarde)",
    "JSON lines: everything, claims and decisions included (the backup)", write)
