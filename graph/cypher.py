"""The store's own Cypher, as named strings. Labels and relations come from the checked ontology only.

Ids are always given as ``UNWIND $list``: ``IN $list`` takes seconds for long lists on the embedded engine.
"""

from __future__ import annotations

from collections.abc import Iterable

CONSTRAINTS = (
    "CREATE CONSTRAINT entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT claim_id IF NOT EXISTS FOR (n:Claim) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT decision_id IF NOT EXISTS FOR (n:Decision) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT alias_id IF NOT EXISTS FOR (n:Alias) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT source_id IF NOT EXISTS FOR (n:Source) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT import_id IF NOT EXISTS FOR (n:Import) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT meta_id IF NOT EXISTS FOR (n:Meta) REQUIRE n.id IS UNIQUE",
    "CREATE INDEX entity_same_key IF NOT EXISTS FOR (n:Entity) ON (n.same_key)",
    "CREATE INDEX claim_topic IF NOT EXISTS FOR (n:Claim) ON (n.topic)",
    "CREATE INDEX claim_subject IF NOT EXISTS FOR (n:Claim) ON (n.subject)",
    "CREATE INDEX claim_object IF NOT EXISTS FOR (n:Claim) ON (n.object)",
    "CREATE INDEX claim_import IF NOT EXISTS FOR (n:Claim) ON (n.import_id)",
    "CREATE INDEX claim_key IF NOT EXISTS FOR (n:Claim) ON (n.key)",
    "CREATE INDEX decision_target IF NOT EXISTS FOR (n:Decision) ON (n.target)",
    "CREATE INDEX decision_other IF NOT EXISTS FOR (n:Decision) ON (n.other)",
    "CREATE INDEX alias_entity IF NOT EXISTS FOR (n:Alias) ON (n.entity)",
)


def relation_constraint(relation: str) -> str:
    return (f"CREATE CONSTRAINT link_{relation.lower()} IF NOT EXISTS "
            f"FOR ()-[r:{relation}]-() REQUIRE r.id IS UNIQUE")


# One node that every unit of work writes first: it is the lock, the change mark and the small counts.
LOCK = """
MATCH (m:Meta {id: 'store'}) SET m.mark = m.mark + 1
RETURN m.mark AS mark, m.created_at AS created_at, m.pairs AS pairs, m.verdicts AS verdicts, m.restated AS restated
"""
COUNT = """
MATCH (m:Meta {id: 'store'})
SET m.pairs = m.pairs + $pairs, m.verdicts = m.verdicts + $verdicts, m.restated = m.restated + $restated
"""
META = "MATCH (m:Meta {id: 'store'}) RETURN properties(m) AS meta"
META_AND_VISIBLE = """
MATCH (m:Meta {id: 'store'}) OPTIONAL MATCH (e:Entity {id: $id}) RETURN properties(m) AS meta, e.id AS id
"""
META_NEW = """
MERGE (m:Meta {id: 'store'})
ON CREATE SET m.version = $version, m.mark = 0, m.pairs = 0, m.verdicts = 0, m.restated = 0, m.created_at = $now
SET m.prepared = $prepared
"""
META_RESET = "MATCH (m:Meta {id: 'store'}) SET m.mark = m.mark + 1, m.pairs = 0, m.verdicts = 0, m.restated = 0"
WIPE_BATCH = 5_000
WIPE = tuple(f"MATCH (n:{label}) WITH n LIMIT {WIPE_BATCH} DETACH DELETE n RETURN count(*) AS n"
             for label in ("Entity", "Claim", "Decision", "Alias", "Source", "Import"))
META_VERSION = "MATCH (m:Meta {id: 'store'}) SET m.version = $version"

# Any of what the graph is folded from.
FIRST = tuple(f"MATCH (n:{label}) RETURN n.id AS id LIMIT 1" for label in ("Claim", "Decision"))

CLAIMS_BY_ID = "UNWIND $ids AS id MATCH (c:Claim {id: id}) RETURN properties(c) AS c"
CLAIMS_BY_TOPIC = "UNWIND $ids AS id MATCH (c:Claim {topic: id}) RETURN properties(c) AS c"
CLAIMS_FROM = "UNWIND $ids AS id MATCH (c:Claim {subject: id}) WHERE c.object IS NOT NULL RETURN properties(c) AS c"
CLAIMS_TO = "UNWIND $ids AS id MATCH (c:Claim {object: id}) RETURN properties(c) AS c"
CLAIMS_BY_IMPORT = "MATCH (c:Claim {import_id: $id}) RETURN c.id AS id LIMIT $limit"
CLAIMS_RESTATED = "MATCH (c:Claim) WHERE $id IN c.restated_by RETURN c.id AS id LIMIT $limit"
DECISIONS_BY_TARGET = "UNWIND $ids AS id MATCH (d:Decision {target: id}) RETURN properties(d) AS d"
DECISIONS_BY_OTHER = "UNWIND $ids AS id MATCH (d:Decision {other: id}) RETURN properties(d) AS d"
DECISIONS_BY_ID = "UNWIND $ids AS id MATCH (d:Decision {id: id}) RETURN properties(d) AS d"
DECISIONS_BY_IMPORT = "MATCH (d:Decision {import_id: $id}) RETURN properties(d) AS d LIMIT $limit"

HEIRS = "UNWIND $ids AS id MATCH (a:Alias {id: id}) RETURN a.id AS id, a.entity AS entity"
MEMBERS = "UNWIND $ids AS id MATCH (a:Alias {entity: id}) RETURN a.id AS id, a.entity AS entity"
VISIBLE = "UNWIND $ids AS id MATCH (e:Entity {id: id}) RETURN collect(id) AS ids"

CLAIM_CHANGE = "UNWIND $rows AS row MATCH (c:Claim {id: row.id}) SET c = row"
CLAIM_DELETE = "UNWIND $ids AS id MATCH (c:Claim {id: id}) DELETE c"
DECISION_CREATE = "UNWIND $rows AS row CREATE (d:Decision) SET d = row"
DECISION_CHANGE = "UNWIND $rows AS row MATCH (d:Decision {id: row.id}) SET d = row"
DECISION_DELETE = "UNWIND $ids AS id MATCH (d:Decision {id: id}) DELETE d"
ALIAS_CREATE = "UNWIND $rows AS row CREATE (a:Alias) SET a = row"
ALIAS_CHANGE = "UNWIND $rows AS row MATCH (a:Alias {id: row.id}) SET a.entity = row.entity"
ALIAS_DELETE = "UNWIND $ids AS id MATCH (a:Alias {id: id}) DELETE a"
SOURCE_KNOWN = "UNWIND $ids AS id MATCH (s:Source {id: id}) RETURN s.id AS id"
SOURCE_CREATE = "UNWIND $rows AS row CREATE (s:Source) SET s = row"
SOURCE_COUNT = "UNWIND $rows AS row MATCH (s:Source {id: row.id}) SET s.claims = s.claims + row.n"
SOURCE_DROP_EMPTY = "UNWIND $ids AS id MATCH (s:Source {id: id}) WHERE s.claims = 0 DELETE s"
IMPORT_KNOWN = "MATCH (i:Import {id: $id}) RETURN properties(i) AS i"
IMPORT_SAVE = "MERGE (i:Import {id: $id}) SET i = $row"
IMPORT_DELETE = "MATCH (i:Import {id: $id}) DELETE i"

ENTITY_CHANGE = "UNWIND $rows AS row MATCH (e:Entity {id: row.id}) SET e = row"
ENTITY_DELETE = "UNWIND $ids AS id MATCH (e:Entity {id: id}) DETACH DELETE e"


def node_create(labels: Iterable[str], assignments: str) -> str:
    """``assignments`` from ``columns``: the inside of a map over ``row`` and ``$shared``."""
    return f"UNWIND $rows AS row CREATE (:{':'.join(labels)} {{{assignments}}})"


def entity_relabel(verb: str, labels: Iterable[str]) -> str:
    """``SET`` or ``REMOVE``: never both in one statement, which the embedded engine refuses."""
    return f"UNWIND $ids AS id MATCH (e:Entity {{id: id}}) {verb} e:{':'.join(labels)}"


def relation_create(relation: str, assignments: str) -> str:
    """Each row starts with the ids of the two ends."""
    return (f"UNWIND $rows AS row MATCH (a:Entity {{id: row[0]}}) MATCH (b:Entity {{id: row[1]}}) "
            f"CREATE (a)-[:{relation} {{{assignments}}}]->(b)")


def relation_change(found: str) -> str:
    """``found``: the engine's way to a link, binding ``r`` from a ``row`` of id and ends."""
    return f"UNWIND $rows AS row {found} SET r = row.p"


def relation_delete(found: str) -> str:
    return f"UNWIND $rows AS row {found} DELETE r"
