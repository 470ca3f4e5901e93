"""Questions that mean harm: each with what it tries, and how it may end. ``{port}`` and ``{file}`` are the test's own."""

from __future__ import annotations

from typing import Any, NamedTuple


class Hostile(NamedTuple):
    """``harmless``: the engine may well answer, as long as nothing is changed; else the question must be refused."""

    name: str
    cypher: str
    harmless: bool = False
    parameters: dict[str, Any] = {}  # noqa: RUF012 - never changed


# What writes, in every way that Cypher knows.
WRITES = [
    Hostile("create a node", "CREATE (:Entity {id: 'mal:1'})"),
    Hostile("create, and look like a read", "MATCH (e:Entity) CREATE (x:Mal {id: e.id}) RETURN x"),
    Hostile("merge a node", "MERGE (e:Entity {id: 'mal:2'}) ON CREATE SET e.name = 'mal' RETURN e"),
    Hostile("change a property", "MATCH (e:Entity) SET e.name = 'mal'"),
    Hostile("change properties from a map", "MATCH (e:Entity) SET e += {name: 'mal'} RETURN e.name"),
    Hostile("remove a property", "MATCH (e:Entity) REMOVE e.name"),
    Hostile("add a label", "MATCH (e:Entity) SET e:Mal"),
    Hostile("delete all", "MATCH (n) DETACH DELETE n"),
    Hostile("delete links", "MATCH ()-[r]->() DELETE r"),
    Hostile("write within FOREACH", "MATCH (e:Entity) FOREACH (i IN [1] | SET e.name = 'mal')"),
    Hostile("write within CALL {}", "MATCH (e:Entity) CALL { WITH e SET e.name = 'mal' RETURN 1 AS one } RETURN one"),
    Hostile("write in transactions of its own", "MATCH (e:Entity) CALL { WITH e SET e.name = 'mal' } IN TRANSACTIONS OF 1 ROWS"),
    Hostile("write from a parameter",
            "UNWIND $rows AS row CREATE (e:Entity) SET e = row", parameters={"rows": [{"id": "mal:3"}]}),
    Hostile("keyword in escapes", r"\u0043REATE (:Entity {id: 'mal:4'})"),
    Hostile("keyword after a comment", "/* MATCH (n) RETURN n */ CREATE (:Entity {id: 'mal:5'})"),
    Hostile("keyword after a comment of one line", "// RETURN 1\nCREATE (:Entity {id: 'mal:6'})"),
    Hostile("keyword split by a comment", "MATCH (e:Entity) SET/**/e.name/**/=/**/'mal'"),
    Hostile("end of a comment that is not there", "*/ CREATE (:Entity {id: 'mal:7'})"),
    Hostile("second statement", "RETURN 1; CREATE (:Entity {id: 'mal:8'})"),
    Hostile("write under PROFILE, which runs it", "PROFILE CREATE (:Entity {id: 'mal:9'})", harmless=True),
    Hostile("write under EXPLAIN", "EXPLAIN CREATE (:Entity {id: 'mal:10'})", harmless=True),
    Hostile("options before a write", "CYPHER runtime=slotted CREATE (:Entity {id: 'mal:11'})"),
    Hostile("options that would hide EXPLAIN", "CYPHER 5 CREATE (:Entity {id: 'mal:12'}) RETURN 1"),
    Hostile("names in backticks that look like quotes", "WITH 1 AS `'` CREATE (:Entity {id: \"mal:13\"}) RETURN 1 AS `'`"),
    Hostile("write after UNION", "RETURN 1 AS one UNION CREATE (x:Mal) RETURN 1 AS one"),
    Hostile("write in another language", "INSERT INTO Entity SET id = 'mal:14'"),
    Hostile("change the mark", "MATCH (m:Meta) SET m.version = 99"),
]
# What changes the schema, the accounts or the settings, or looks at them.
ADMINISTRATION = [
    Hostile("new constraint", "CREATE CONSTRAINT mal IF NOT EXISTS FOR (n:Mal) REQUIRE n.id IS UNIQUE"),
    Hostile("new index", "CREATE INDEX mal IF NOT EXISTS FOR (n:Entity) ON (n.name)"),
    Hostile("drop a constraint", "DROP CONSTRAINT entity_id IF EXISTS"),
    Hostile("drop an index", "/**/ DROP INDEX claim_topic IF EXISTS"),
    Hostile("new account", "CREATE USER mal SET PASSWORD 'malmalmal' CHANGE NOT REQUIRED"),
    Hostile("new account, elsewhere", "USE system CREATE USER mal SET PASSWORD 'malmalmal'"),
    Hostile("change a password", "ALTER CURRENT USER SET PASSWORD FROM 'x' TO 'malmalmal'"),
    Hostile("list of accounts", "SHOW USERS"),
    Hostile("list of databases", "SHOW DATABASES"),
    Hostile("list of settings", "SHOW SETTINGS"),
    Hostile("what others are asking", "SHOW TRANSACTIONS"),
    Hostile("what others are asking, after options", "CYPHER runtime=slotted SHOW TRANSACTIONS"),
    Hostile("end what others are asking", "TERMINATE TRANSACTIONS 'neo4j-transaction-1'"),
    Hostile("new database", "CREATE DATABASE mal"),
    Hostile("another database", "USE system SHOW USERS"),
]
PROCEDURES = [
    Hostile("settings by procedure", "CALL dbms.setConfigValue('db.transaction.timeout', '0')"),
    Hostile("settings read by procedure", "CALL dbms.listConfig() YIELD name, value RETURN name, value"),
    Hostile("hidden behind an escape", r"\u0043ALL dbms.listConfig()"),
    Hostile("hidden between backticks that look like quotes",
            "WITH 1 AS `'` CALL dbms.listConfig() YIELD name RETURN name AS `'`"),
    Hostile("name in backticks", "CALL `dbms`.`listConfig`()"),
    Hostile("name split by comments", "CALL/**/dbms/**/./**/listConfig/**/()"),
    Hostile("new label by procedure", "CALL db.createLabel('Mal')"),
    Hostile("full-text index dropped", "CALL db.index.fulltext.drop('maillage_entity_search')"),
    Hostile("clear the caches", "CALL db.clearQueryCaches()"),
    Hostile("a file by apoc", "CALL apoc.load.json('file://{file}') YIELD value RETURN value"),
    Hostile("network by apoc", "CALL apoc.load.json('http://127.0.0.1:{port}/') YIELD value RETURN value"),
    Hostile("Cypher within Cypher", "CALL apoc.cypher.doIt('CREATE (:Mal)', {{}}) YIELD value RETURN value"),
    Hostile("the engine's algorithms", "CALL algo.pagerank() YIELD node RETURN node"),
    Hostile("an export to a file", "CALL apoc.export.csv.all('{file}.csv', {{}})"),
]
FILES = [
    Hostile("a local file", "LOAD CSV FROM 'file://{file}' AS line RETURN line"),
    Hostile("a local file, by a parameter", "LOAD CSV FROM $url AS line RETURN line", parameters={"url": "file:///etc/passwd"}),
    Hostile("the network", "LOAD CSV FROM 'http://127.0.0.1:{port}/data.csv' AS line RETURN line"),
    Hostile("the network, with headers", "LOAD CSV WITH HEADERS FROM 'http://127.0.0.1:{port}/' AS line RETURN line.a"),
    Hostile("the network, within a subquery", "CALL {{ LOAD CSV FROM 'http://127.0.0.1:{port}/' AS l RETURN l }} RETURN l"),
    Hostile("a file behind an escape", r"L\u004fAD CSV FROM 'file://{file}' AS line RETURN line"),
]
# What eats time or memory: it must end within its limit, however it ends, and leave the store answering.
ENDLESS = [
    Hostile("endless cartesian product",
            "MATCH (a:Claim), (b:Claim), (c:Claim), (d:Claim), (e:Claim), (f:Claim) RETURN count(*)"),
    Hostile("product, sorted", "MATCH (a:Claim), (b:Claim), (c:Claim), (d:Claim) RETURN a.id, b.id, c.id ORDER BY d.id + a.id"),
    Hostile("huge range", "UNWIND range(1, 100000000000) AS i RETURN sum(i)"),
    Hostile("ranges in ranges", "UNWIND range(1, 1000000) AS i UNWIND range(1, 1000000) AS j RETURN sum(i * j)"),
    Hostile("range collected", "UNWIND range(1, 1000000000) AS i RETURN size(collect(i))"),
    Hostile("list that doubles in one row", "RETURN size(reduce(l = [1], i IN range(1, 40) | l + l)) AS n"),
    Hostile("text that doubles in one row", "RETURN size(reduce(s = 'x', i IN range(1, 60) | s + s)) AS n"),
    Hostile("nested comprehensions",
            "RETURN size([a IN range(1, 100000) | [b IN range(1, 100000) | [c IN range(1, 1000) | a * b * c]]]) AS n"),
    Hostile("counting in one row",
            "RETURN reduce(n = 0, i IN range(1, 3000000) | reduce(m = n, j IN range(1, 3000000) | m + j)) AS n"),
    Hostile("regular expression that explodes", "RETURN $text =~ '(a+)+b|(a|a)*c|(a|aa)+d' AS n",
            parameters={"text": "a" * 40 + "!"}),
    Hostile("paths of any length", "MATCH p = (a)-[*]-(b) RETURN count(p)"),
    Hostile("paths of any length, kept", "MATCH p = (a:Entity)-[*1..30]-(b:Entity) RETURN collect(p)"),
    Hostile("all shortest paths of all pairs",
            "MATCH (a:Claim), (b:Claim), (c:Claim), p = allShortestPaths((x:Entity)-[*]-(y:Entity)) RETURN count(p)"),
    Hostile("huge answer", "UNWIND range(1, 3000000) AS i RETURN i, 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'"),
    Hostile("huge cells", "UNWIND range(1, 1000) AS i RETURN reduce(s = 'xxxxxxxx', j IN range(1, 17) | s + s) AS s"),
    Hostile("deep nesting", "RETURN " + "(" * 3000 + "1" + ")" * 3000),
    Hostile("deep lists", "RETURN " + "[" * 1500 + "]" * 1500),
    Hostile("very many terms", "RETURN " + " + ".join(["1"] * 4000)),
    Hostile("text beyond reason", "RETURN '" + "x" * 30_000 + "'"),
]
# A loop inside one expression: the planner may work it out before anything runs.
PLANNED = [
    Hostile("loop under EXPLAIN", "EXPLAIN RETURN size(reduce(l = [1], i IN range(1, 40) | l + l)) AS n"),
    Hostile("loop under PROFILE", "PROFILE RETURN size(reduce(l = [1], i IN range(1, 40) | l + l)) AS n"),
]
