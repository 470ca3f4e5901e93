"""The visible graph as arrays, read once: what the analysis and networkx work on. Immutable."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import networkx
import numpy as np
from numpy.typing import NDArray

from maillage.schema.model import Ontology


@dataclass(frozen=True)
class Snapshot:
    """``n`` nodes and ``m`` links at one moment.

    ``ids``, ``names`` and ``types`` have n items, in the order of ids; ``members[label]`` is a boolean mask of
    shape (n,) for each label, ancestors included. ``source`` and ``target`` are int32 arrays of shape (m,)
    of positions in ``ids``; ``relation`` (int16) points into ``relations``; ``confidence`` is float32.
    ``since`` and ``until`` are EDTF or None; ``link_ids`` and ``roles`` follow the links.
    ``levels`` and ``populations`` are what territories say of themselves, ``described`` who has a description,
    ``names_en`` English names; each is empty or has n items. ``sources`` gives the title and the date (EDTF) of each source.
    """

    mark: int
    ontology: Ontology
    ids: tuple[str, ...]
    names: tuple[str, ...]
    types: tuple[str, ...]
    starts: tuple[str | None, ...]
    ends: tuple[str | None, ...]
    node_sources: tuple[tuple[str, ...], ...]
    members: dict[str, NDArray[np.bool_]]
    link_ids: tuple[str, ...]
    relations: tuple[str, ...]
    source: NDArray[np.int32]
    target: NDArray[np.int32]
    relation: NDArray[np.int16]
    confidence: NDArray[np.float32]
    since: tuple[str | None, ...]
    until: tuple[str | None, ...]
    link_sources: tuple[tuple[str, ...], ...]
    levels: tuple[str | None, ...] = ()
    populations: tuple[int | None, ...] = ()
    described: tuple[bool, ...] = ()
    names_en: tuple[str | None, ...] = ()
    sources: Mapping[str, tuple[str, str | None]] = field(default_factory=dict)

    @property
    def position(self) -> dict[str, int]:
        """Position of each id in the arrays."""
        return {id: index for index, id in enumerate(self.ids)}

    def name(self, at: int, lang: str) -> str:
        """The name of the entity at this position, the French one where there is no other."""
        english = self.names_en[at] if lang == "en" and self.names_en else None
        return english or self.names[at]

    def of(self, *relations: str) -> NDArray[np.bool_]:
        """Mask of shape (m,) of the links of these relations."""
        wanted = [index for index, name in enumerate(self.relations) if name in relations]
        return np.isin(self.relation, wanted)

    def reading(self, name: str) -> NDArray[np.bool_]:
        """Mask of shape (m,) of the links that the ontology reads as ``name`` (``cooperation``, ``convergence``…)."""
        return self.of(*self.ontology.reading(name))

    def networkx(self) -> networkx.MultiDiGraph[str]:
        """The same as a networkx graph: nodes by id with name, type, sources; links keyed by their id."""
        graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
        for index, id in enumerate(self.ids):
            graph.add_node(id, **_present(name=self.names[index], type=self.types[index], start=self.starts[index],
                                          end=self.ends[index], sources=list(self.node_sources[index])))
        for index, link in enumerate(self.link_ids):
            graph.add_edge(self.ids[self.source[index]], self.ids[self.target[index]], key=link,
                           **_present(relation=self.relations[self.relation[index]], confidence=float(self.confidence[index]),
                                      since=self.since[index], until=self.until[index], sources=list(self.link_sources[index])))
        return graph


def _present(**values: Any) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None}
