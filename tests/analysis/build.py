"""Snapshots made by hand, without a store: entities and links in, arrays out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from maillage.graph.snapshot import Snapshot
from maillage.schema.model import default_ontology

Links = Iterable[tuple[str, str, str]]


def snapshot(entities: Mapping[str, str], links: Links, **columns: Any) -> Snapshot:
    """``entities``: type by id; ``links``: (subject, relation, object); names are the ids.

    ``columns`` replace a column of the snapshot (``confidence``, ``since`` …); links are ordered by their ids.
    """
    ontology, ids = default_ontology(), sorted(entities)
    position = {id: index for index, id in enumerate(ids)}
    rows = sorted((f"{relation}:{s}:{o}", position[s], position[o], relation) for s, relation, o in dict.fromkeys(links))
    relations = sorted({row[3] for row in rows})
    labels = [ontology.labels([entities[id]]) for id in ids]
    made: dict[str, Any] = {
        "mark": 1, "ontology": ontology, "ids": tuple(ids), "names": tuple(ids), "types": tuple(entities[id] for id in ids),
        "starts": (None,) * len(ids), "ends": (None,) * len(ids), "node_sources": (("test",),) * len(ids),
        "members": {name: np.array([name in each for each in labels], dtype=np.bool_) for name in set().union(*labels)},
        "link_ids": tuple(row[0] for row in rows), "relations": tuple(relations),
        "source": np.array([row[1] for row in rows], dtype=np.int32),
        "target": np.array([row[2] for row in rows], dtype=np.int32),
        "relation": np.array([relations.index(row[3]) for row in rows], dtype=np.int16),
        "confidence": np.ones(len(rows), dtype=np.float32), "since": (None,) * len(rows), "until": (None,) * len(rows),
        "link_sources": (("test",),) * len(rows)}
    return Snapshot(**{**made, **columns})


def two_mode(edges: Iterable[tuple[str, str]], relation: str = "CONCERNS", item: str = "Theme") -> Snapshot:
    """Practices by items, from pairs of names; the two sides may use the same names."""
    links = [(f"p:{row}", relation, f"i:{column}") for row, column in edges]
    return snapshot({s: "Practice" for s, _, _ in links} | {o: item for _, _, o in links}, links)


def programme(folder: Path) -> Snapshot:
    """The 2018 programme that the product ships, straight from its two tables; ids are its slugs."""
    import csv

    def table(name: str) -> list[dict[str, str]]:
        with (folder / "loaders" / "programme" / name).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    entities = table("entities.csv")
    made = snapshot({row["id"]: row["type"] for row in entities},
                    [(row["from"], row["relation"], row["to"]) for row in table("links.csv")])
    names = {row["id"]: row["name"] for row in entities}
    import dataclasses

    return dataclasses.replace(made, names=tuple(names[id] for id in made.ids))
