"""What shuffled labels would give: exact mean and standard deviation, without drawing.

The network stays, its labels are dealt anew among the nodes, each deal as likely as any other. A count of pairs of nodes
whose labels go together (“from different categories”) then depends only on how many pairs there are, how many of them share
a node, and how many nodes each category has. (The idea is Gould and Fernandez's, 1989; the sums are below.)
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from maillage.graph.analysis.structure.matrix import Floats, Mask


class Chance(NamedTuple):
    """Mean and standard deviation under shuffled labels; arrays of one shape."""

    mean: Floats
    sd: Floats


def shuffled(pairs: Floats, sharing: Floats, sizes: Floats, together: Mask) -> Chance:
    """Moments of the number of pairs whose two labels go together.

    ``pairs``: numbers of (unordered) pairs of nodes, any shape; ``sharing``: of those, ordered couples of pairs with exactly
    one node in common; ``sizes``: nodes of each category, shape (c,); ``together``: symmetric, shape (c, c).

    With F ordered couples of nodes that go together and W the sum of squares of how many each node goes with, two pairs with a
    node in common both go together in W − F of the deals' triples, and two pairs without in F² + 2F − 4W of the quadruples.
    """
    mates = together @ sizes - np.diag(together)
    couples, squares = float(sizes @ mates), float(sizes @ mates**2)
    total = float(sizes.sum())
    one = _part(couples, total, 2)
    two = _part(squares - couples, total, 3)
    apart = _part(couples**2 + 2 * couples - 4 * squares, total, 4)
    mean = pairs * one
    second = mean + sharing * two + (pairs**2 - pairs - sharing) * apart
    return Chance(mean, np.sqrt(np.maximum(second - mean**2, 0)))


def z_scores(found: Floats, chance: Chance) -> Floats:
    """How many standard deviations above the mean; 0 where chance leaves no room (no deviation)."""
    room = chance.sd > 1e-9 * np.maximum(1, chance.mean)
    return np.divide(found - chance.mean, chance.sd, out=np.zeros_like(chance.sd), where=room)


def _part(count: float, total: float, nodes: int) -> float:
    """``count`` as a part of the ordered choices of so many of ``total`` nodes."""
    choices = float(np.prod(total - np.arange(nodes))) if total >= nodes else 0.0
    return count / choices if choices else 0.0
