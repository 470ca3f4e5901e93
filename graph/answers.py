"""What the store answers when it is asked: the shapes that the API, the command and the explorer share.

Texts are as stored; dates are EDTF, times RFC 3339. ``kind`` is the most specific type of an entity
(``Association``), by which the explorer colours it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Brief:
    """An entity in one line."""

    id: str
    name: str
    kind: str
    types: list[str]
    description: str | None = None
    name_en: str | None = None
    description_en: str | None = None
    acronym: str | None = None
    start: str | None = None
    end: str | None = None
    degree: int | None = None


@dataclass(frozen=True)
class Evidence:
    """One statement of a claim: where it stands, in whose words, who brought it."""

    locator: str
    method: str
    confidence: float
    author: str
    recorded_at: str
    original: str | None = None
    quote: str | None = None
    import_id: str | None = None


@dataclass(frozen=True)
class SourceInfo:
    """A source, with the number of its claims where that was asked."""

    id: str
    title: str
    publisher: str | None = None
    licence: str | None = None
    date: str | None = None
    url: str | None = None
    sha256: str | None = None
    claims: int | None = None


@dataclass(frozen=True)
class ClaimInfo:
    """A claim as people read it: what is said, by which source, with all its evidence."""

    id: str
    subject: str
    predicate: str
    status: str
    source: SourceInfo
    evidence: list[Evidence]
    object: str | None = None
    value: str | None = None
    role: str | None = None
    since: str | None = None
    until: str | None = None
    note: str | None = None


@dataclass(frozen=True)
class ClaimPage:
    """One page of claims; ``cursor`` asks for the next, None on the last."""

    items: list[ClaimInfo]
    cursor: str | None
    total: int


@dataclass(frozen=True)
class Value:
    """One value of a property, and how many sources give it; claims where evidence was asked."""

    value: str | int | float
    contested: bool
    sources: list[str]
    claims: list[ClaimInfo] = field(default_factory=list)


@dataclass(frozen=True)
class Link:
    """A link seen from one of its ends. ``outgoing``: the seen entity is its subject."""

    id: str
    relation: str
    outgoing: bool
    other: Brief
    roles: list[str]
    sources: list[str]
    confidence: float
    contested: bool = False
    since: str | None = None
    until: str | None = None
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class LinkGroup:
    """Links of one relation, one direction and one kind of neighbour: ``count`` of all, some of them listed."""

    relation: str
    outgoing: bool
    kind: str
    count: int
    links: list[Link]


@dataclass(frozen=True)
class Card:
    """All that is known of one entity. ``properties`` in the ontology's order, every value kept."""

    id: str
    name: str
    kind: str
    types: list[str]
    labels: list[str]
    properties: dict[str, list[Value]]
    groups: list[LinkGroup]
    degree: int
    sources: list[SourceInfo]
    recorded_at: str
    contested: list[str] = field(default_factory=list)
    members: list[str] = field(default_factory=list)
    decisions: list[DecisionInfo] = field(default_factory=list)
    possible_duplicates: list[Brief] = field(default_factory=list)


@dataclass(frozen=True)
class Relation:
    """A link with its two ends and all its claims; ``sentence`` says it in both languages (keys fr, en)."""

    id: str
    relation: str
    subject: Brief
    object: Brief
    sentence: dict[str, str]
    roles: list[str]
    confidence: float
    contested: bool
    claims: list[ClaimInfo]
    since: str | None = None
    until: str | None = None
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Hit:
    """A search result and why it matched: ``exact``, ``name``, ``alias``, ``acronym``, ``prefix``, ``words``, ``typo``.

    ``matched`` is the spelling that did.
    """

    entity: Brief
    why: str
    matched: str
    score: float


@dataclass(frozen=True)
class Found:
    """Search results, best first; ``facets`` counts all hits by kind; ``total`` may exceed the list."""

    query: str
    total: int
    hits: list[Hit]
    facets: dict[str, int]


@dataclass(frozen=True)
class Page:
    """One page of entities; ``cursor`` asks for the next, None on the last."""

    items: list[Brief]
    cursor: str | None
    total: int


@dataclass(frozen=True)
class Node:
    """A point of the map."""

    id: str
    name: str
    kind: str
    degree: int
    name_en: str | None = None
    acronym: str | None = None
    start: str | None = None
    end: str | None = None
    sources: list[str] = field(default_factory=list)
    contested: bool = False


@dataclass(frozen=True)
class Edge:
    """A line of the map; ``source`` and ``target`` are ids of nodes that are in the same answer."""

    id: str
    source: str
    target: str
    relation: str
    confidence: float = 1.0
    since: str | None = None
    until: str | None = None
    roles: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class MapGraph:
    """Nodes and edges for a map. When not all fits, ``cut`` says in both languages what was left out, by which rule."""

    nodes: list[Node]
    edges: list[Edge]
    total_nodes: int
    total_edges: int
    cut: dict[str, str] | None = None


@dataclass(frozen=True)
class PathStep:
    """One link on a path, as a sentence (keys fr, en)."""

    link: str
    relation: str
    subject: str
    object: str
    sentence: dict[str, str]
    claims: list[ClaimInfo]


@dataclass(frozen=True)
class Path:
    """A way from one entity to another."""

    entities: list[Brief]
    steps: list[PathStep]
    length: int


@dataclass(frozen=True)
class SharedItem:
    """A third entity to which all the asked ones are linked; ``links`` are the links that prove it."""

    entity: Brief
    links: list[Relation]


@dataclass(frozen=True)
class Shared:
    """What two or more entities have in common, by facet (the ontology's reading, or ``other``), and their direct links."""

    entities: list[Brief]
    facets: dict[str, list[SharedItem]]
    direct: list[Relation]


@dataclass(frozen=True)
class Stats:
    """Counts of the whole: entities by kind, links by relation, claims by status, by source, by territory."""

    entities: int
    relations: int
    claims: int
    decisions: int
    by_kind: dict[str, int]
    by_relation: dict[str, int]
    by_status: dict[str, int]
    by_source: list[SourceInfo]
    by_territory: list[TerritoryCount]
    mark: int


@dataclass(frozen=True)
class TerritoryCount:
    """A territory and how many actors and practices are located there."""

    entity: Brief
    count: int


@dataclass(frozen=True)
class ImportInfo:
    """One import, with its counts of claims."""

    id: str
    title: str
    files: list[str]
    author: str
    started_at: str
    finished_at: str | None
    new: int
    known: int
    refused: int


@dataclass(frozen=True)
class DecisionInfo:
    """A decision, its author and whether it was undone."""

    id: str
    kind: str
    target: str
    author: str
    recorded_at: str
    other: str | None = None
    reason: str | None = None
    import_id: str | None = None
    undone_at: str | None = None
    undone_by: str | None = None


@dataclass(frozen=True)
class Answer:
    """Columns and rows of a researcher's query, with the entities and links found in it as a map.

    ``cut`` says (keys fr, en) that rows were left out at the limit. Values are JSON-ready.
    """

    columns: list[str]
    rows: list[list[Any]]
    graph: MapGraph
    seconds: float
    cut: dict[str, str] | None = None

    def to_df(self) -> Any:
        """The rows as a pandas DataFrame."""
        import pandas

        return pandas.DataFrame(self.rows, columns=self.columns)
