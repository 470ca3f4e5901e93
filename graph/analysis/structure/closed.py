"""Pairs of each one's contacts that have a tie of their own, by category: all counted from one product of the ties.

Ties inside a category and ties across are multiplied apart, and the latter by the category they start from; together the
products cost what one of all ties costs.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from maillage.graph.analysis.progress import tell
from maillage.graph.analysis.structure.matrix import Floats, Ints, Matrix, blocks, cleaned, sums


@dataclass(frozen=True)
class Closed:
    """Ordered pairs of contacts that are tied, for each of n nodes; arrays of shape (n,), ``parts`` (n, p, p).

    ``common``: all of them; ``squared``: the sum of squares of how many each contact is in; ``inside``: both of one category;
    ``own``: both of the node's; ``across``: the first of its own, the second not; ``parts``: of two categories, the first in
    one part and the second in the other.
    """

    common: Floats
    squared: Floats
    inside: Floats
    own: Floats
    across: Floats
    parts: Floats


def closed(ties: Matrix, category: Ints, part: Ints, parts: int) -> Closed:
    """``ties`` symmetric with values 1, of n nodes; ``category`` and ``part`` (n,) from 0; each of the ``parts`` has whole
    categories.
    """
    size = ties.shape[0]
    inside, across = _apart(ties, category)
    groups = [np.flatnonzero(part == each) for each in range(parts)]
    from_each = [across[group] for group in groups]
    label = np.eye(parts)[part]
    zeros = np.zeros((5, size))
    found = Closed(zeros[0], zeros[1], zeros[2], zeros[3], zeros[4], np.zeros((size, parts, parts)))
    for block in blocks(ties, ties):
        tell("pairs", block.start / size)
        own, mates = ties[block], inside[block]
        same = cleaned(sparse.csr_array((own @ inside).multiply(own)))
        differ = [sparse.csr_array((own[:, group] @ rest).multiply(own)) for group, rest in zip(groups, from_each, strict=True)]
        for each, product in enumerate(differ):
            found.parts[block, each] = np.asarray(product @ label)
        apart = sum(differ, start=sparse.csr_array(own.shape))
        both = sparse.csr_array(same + apart)
        found.common[block], found.squared[block] = sums(both), sums(sparse.csr_array(both.multiply(both)))
        found.inside[block], found.own[block] = sums(same), sums(sparse.csr_array(same.multiply(mates)))
        found.across[block] = sums(sparse.csr_array(apart.multiply(mates)))
    return found


def _apart(ties: Matrix, category: Ints) -> tuple[Matrix, Matrix]:
    """The ties inside a category, and those across."""
    entries = ties.tocoo()
    same = category[entries.row] == category[entries.col]
    made = [sparse.csr_array((entries.data[mask], (entries.row[mask], entries.col[mask])), shape=ties.shape)
            for mask in (same, ~same)]
    return made[0], made[1]
