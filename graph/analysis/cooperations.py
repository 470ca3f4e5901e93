"""Who works with whom: practices by the actors they share, actors by their practices, and the links that say so outright.

What is inferred (two ends share a third) and what is explicit (a link joins them) are kept apart everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from maillage.graph.analysis.entities import brief
from maillage.graph.analysis.incidence import Incidence, Places, actors, linked, practices_of
from maillage.graph.analysis.kept import kept
from maillage.graph.analysis.options import option
from maillage.graph.analysis.projection import Facet, Pairs, Projection, Vector
from maillage.graph.analysis.result import Reason
from maillage.graph.analysis.selection import Mask, Selection, View, view
from maillage.graph.analysis.tested import Tested, test
from maillage.graph.analysis.ties import Families, Ties
from maillage.graph.snapshot import Snapshot


@dataclass(frozen=True)
class Cooperating(Selection):
    """Whose cooperation is looked at."""

    between: str = option("practices", "Entre pratiques, ou entre acteurs", "Between practices, or between actors",
                          choices=("practices", "actors"))
    carried: bool = option(False, "Compter les personnes pour leurs organisations", "Count persons for their organisations")


@dataclass(frozen=True)
class Cooperations:
    """``tested`` are the inferred ties of ``rows``; ``explicit`` (P, P) the links between them."""

    seen: View
    rows: Places
    held: Incidence
    tested: Tested
    explicit: Incidence

    @cached_property
    def explicit_ties(self) -> Ties:
        """The pairs that a link joins outright, with what they share besides."""
        entries = self.explicit.matrix.tocoo()
        upper = entries.row < entries.col
        return self.judged(entries.row[upper].astype(np.int64), entries.col[upper].astype(np.int64))

    def judged(self, first: Places, second: Places) -> Ties:
        """These pairs with value, p and q."""
        pairs = self.tested.projection.of(first, second)
        return Ties(pairs, *self.tested.significance.of(first, second, pairs.shared))

    def is_explicit(self, pairs: Pairs) -> Mask:
        """Mask of the pairs that a link joins outright."""
        entries = self.explicit.matrix.tocoo()
        size = len(self.rows)
        joined: Mask = np.isin(pairs.first * size + pairs.second, entries.row.astype(np.int64) * size + entries.col)
        return joined


def cooperations(snapshot: Snapshot, asked: Cooperating) -> Cooperations:
    """The pairs of the selection, kept for the snapshot's life. Raises NotFound, BadDate, UnknownTerm."""
    key = ("cooperations", asked.base, asked.between, asked.carried)
    return kept(snapshot, key, lambda: _made(view(snapshot, asked.base), asked))


def _made(seen: View, asked: Cooperating) -> Cooperations:
    practices = seen.compared
    if asked.between == "practices":
        held, links = actors(seen, practices, asked.carried), np.ones_like(seen.links)
    else:
        held, links = practices_of(seen, practices, asked.carried), seen.snapshot.reading("cooperation")
    rows = np.zeros_like(practices)
    rows[held.rows] = True
    every = np.ones(len(held.rows), dtype=np.bool_)
    projection = Projection([Facet(asked.between, held, newman(held), 1.0)], len(held.rows), ratio=False)
    tested = test(projection, Families(every, every, np.zeros(0, dtype=np.int64)))
    return Cooperations(seen, held.rows, held, tested, linked(seen, links, rows))


def newman(held: Incidence) -> Vector:
    """1 / (k - 1) of each column that k rows hold (Newman 2001): what brings many together ties each pair the less."""
    holders = np.bincount(held.matrix.indices, minlength=held.matrix.shape[1])
    weights: Vector = 1.0 / np.maximum(holders - 1, 1)
    return weights


def reasons(found: Cooperations, first: int, second: int) -> list[Reason]:
    """The thirds that both rows share, the heaviest first; their contributions add up to the pair's value.

    A link that joins the two outright comes last, as the second one with a contribution of 0.
    """
    snapshot, matrix = found.seen.snapshot, found.held.matrix
    one, other = (matrix.indices[matrix.indptr[row]:matrix.indptr[row + 1]] for row in (first, second))
    columns = np.intersect1d(one, other)
    weights = found.tested.projection.facets[0].weights
    shared = [Reason(brief(snapshot, int(found.held.columns[column])), float(weights[column]),
                     [snapshot.link_ids[link] for row in (first, second) for link in found.held.proof(row, column)])
              for column in columns[np.lexsort((columns, -weights[columns]))]]
    links = [snapshot.link_ids[link] for link in found.explicit.proof(first, second)]
    return [*shared, *([Reason(brief(snapshot, int(found.rows[second])), 0.0, links)] if links else [])]
