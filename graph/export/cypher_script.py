"""A Cypher script that builds the visible graph in any Neo4j, one statement a line; running it again changes nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from maillage.graph.export.format import ExportFormat, pieces
from maillage.graph.export.visible import Link, Visible
from maillage.graph.fold import EntityRow

if TYPE_CHECKING:
    from maillage.graph.store import Store

_CONSTRAINT = "CREATE CONSTRAINT maillage_entity IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;\n"
# Everything but plain text is written as an escape. So is a u behind a backslash: some versions of Neo4j replace
# \\uXXXX before they look at quotes, which would let a name close its own text.
_UNSAFE = re.compile(r"\\u|[\\'\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]")
_ESCAPES = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\\u": "\\\\\\u0075"}


def write(store: Store) -> Iterator[bytes]:
    """The constraint, a MERGE an entity, a MERGE a link; in memory: their ids, and a page."""
    return pieces(_texts(store))


def _texts(store: Store) -> Iterator[str]:
    shown = Visible(store)
    yield _CONSTRAINT
    yield from (_node(row) for row in shown.entities())
    yield from (_link(link) for link in shown.links())


def _node(row: EntityRow) -> str:
    labels = "".join(f":{label}" for label in row.labels)
    return f"MERGE (n:Entity {{id: {literal(row.id)}}}) SET n{labels} SET n += {_map(row.props)};\n"


def _link(link: Link) -> str:
    return (f"MATCH (a:Entity {{id: {literal(link.subject)}}}) MATCH (b:Entity {{id: {literal(link.object)}}}) "
            f"MERGE (a)-[r:{link.relation} {{id: {literal(link.id)}}}]->(b) SET r += {_map(link.props)};\n")


def _map(props: Mapping[str, Any]) -> str:
    return "{" + ", ".join(f"`{name}`: {literal(value)}" for name, value in sorted(props.items())) + "}"


def literal(value: Any) -> str:
    r"""A value as a Cypher literal that no text can leave.

    >>> print(literal("l'été"), literal(["a", "b\n"]), literal(True), literal(2))
    'l\'été' ['a', 'b\n'] true 2
    """
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(literal(item) for item in value) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return repr(value)
    return "'" + _UNSAFE.sub(_escaped, str(value)) + "'"


def _escaped(found: re.Match[str]) -> str:
    text = found.group()
    return _ESCAPES.get(text) or f"\\u{ord(text):04X}"


FORMAT = ExportFormat("cypher", (".cypher", ".cql"), "application/x-cypher-query", "Script Cypher, pour une autre base Neo4j",
                      "Cypher script, for another Neo4j database", write)
