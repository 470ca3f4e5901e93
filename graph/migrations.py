"""What a store needs before its first use, and how one made by an older maillage is brought up to date."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from maillage.errors import StoreError
from maillage.graph import cypher
from maillage.graph.engines.base import literal
from maillage.graph.records import NAME, claim_key, statements
from maillage.schema.claim import now
from maillage.schema.ids import content_hash

if TYPE_CHECKING:
    from maillage.graph.store import Store

VERSION = 2
NAMES = f"MATCH (c:Claim) WHERE c.predicate = '{NAME}' RETURN properties(c) AS c"
SET_KEYS = "UNWIND $rows AS row MATCH (c:Claim {id: row.id}) SET c.key = row.key"
KEYS_BATCH = 5_000


def _key_names(store: Store) -> None:
    """Rules find namesakes by the claims of names, which had no key before."""
    claims = ((row["c"]["id"], statements(row["c"])[0]) for row in store.stream(NAMES))
    keys = [{"id": id, "key": key} for id, claim in claims if (key := claim_key(claim, store.ontology))]
    store.write_raw((SET_KEYS, {"rows": keys[start:start + KEYS_BATCH]}) for start in range(0, len(keys), KEYS_BATCH))


# From each version to the next. Claims and decisions are the truth: most steps only fold them anew.
STEPS: dict[int, Callable[[Store], None]] = {1: _key_names}


def prepare(store: Store) -> None:
    """Constraints, indexes and version mark; migrates an older store. Raises StoreError on a newer one."""
    store.again(lambda: _prepare(store))
    if _version(store) != VERSION:
        _migrate(store)


def _prepare(store: Store) -> None:
    engine = store.engine_handle
    relations = [cypher.relation_constraint(name) for name in sorted(store.ontology.relations)]
    wanted = content_hash(*cypher.CONSTRAINTS, *relations)
    with engine.session() as session:
        held = session.run(cypher.META).single()
    if held is not None:
        _check_not_newer(store, int(held["meta"]["version"]))
        if held["meta"].get("prepared") == wanted:
            return
    with engine.exclusive(), engine.session() as session:
        for statement in (*cypher.CONSTRAINTS, *relations):
            session.run(literal(statement)).consume()
        engine.create_fulltext(session)
        session.run(cypher.META_NEW, version=VERSION, prepared=wanted, now=now()).consume()
        if engine.name == "Neo4j":
            session.run("CALL db.awaitIndexes(60)").consume()


def _version(store: Store) -> int:
    return int(store.read(cypher.META)[0]["meta"]["version"])


def _migrate(store: Store) -> None:
    """Step by step, each safe to run again: a migration that was cut goes on at the next opening."""
    with store.engine_handle.exclusive():
        found = _version(store)
        _check_not_newer(store, found)
        for version in range(found, VERSION):
            if version not in STEPS:
                raise _unfit(store, f"sa version {version} est trop ancienne ; "
                                    "exportez-la avec le maillage qui l'a écrite, et chargez l'export",
                             f"its version {version} is too old; export it with the maillage that wrote it, and load the export")
            STEPS[version](store)
            store.write_raw([(cypher.META_VERSION, {"version": version + 1})])


def _check_not_newer(store: Store, found: int) -> None:
    """Before anything is written: what a newer maillage keeps is not ours to change."""
    if found > VERSION:
        raise _unfit(store, f"elle a été écrite par un maillage plus récent (version {found}, ici {VERSION}) ; "
                            "mettez maillage à jour",
                     f"it was written by a newer maillage (version {found}, here {VERSION}); upgrade maillage")


def _unfit(store: Store, fr: str, en: str) -> StoreError:
    return StoreError(url=store.url, problem_fr=fr, problem_en=en)
