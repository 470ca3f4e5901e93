"""Gould and Fernandez's five roles of a go-between (“Structures of mediation”, *Sociological Methodology* 19, 1989).

Who stands between two who have no tie of their own plays a role that depends on the three categories. Here ties have no
direction, so each such pair is read both ways round, as R's ``sna::brokerage`` reads it, and whoever is gatekeeper one way is
representative the other.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

import numpy as np
from scipy import sparse

from maillage.graph.analysis.structure.chance import Chance, shuffled
from maillage.graph.analysis.structure.closed import Closed, closed
from maillage.graph.analysis.structure.matrix import Floats, Ints, Mask, Matrix, degrees

COUPLED = 6  # so many categories are counted two by two
ROLES = ("coordinator", "itinerant", "gatekeeper", "representative", "liaison")


@dataclass(frozen=True)
class Roles:
    """``counts`` of shape (n, 5) in the order of ``ROLES``, ordered pairs; they sum to ``total``, all untied pairs between.

    ``chance`` has mean and standard deviation of shape (n, 5) when the categories of all others are shuffled.
    """

    counts: Ints
    total: Ints
    chance: Chance


@dataclass(frozen=True)
class Between:
    """Untied pairs from two different categories of those asked for, unordered: ``total`` (n,), with its ``chance``.

    ``counts`` (n, couples) has them by the two categories that ``couples`` names; no column where too many are asked for.
    """

    couples: tuple[tuple[int, int], ...]
    counts: Ints
    total: Ints
    chance: Chance


class Gaps(NamedTuple):
    """For each node, the untied pairs of its contacts (unordered), and ordered couples of them that share a contact."""

    pairs: Floats
    sharing: Floats


def tied(ties: Matrix, category: Ints, asked: tuple[int, ...] = ()) -> Closed:
    """What ``roles`` and ``between`` both count from: the long part, done once for the two."""
    coupled = len(asked) <= COUPLED
    part = np.full(len(category), len(asked) if coupled else 1, dtype=np.int64)
    for place, each in enumerate(asked):
        part[category == each] = place if coupled else 0
    return closed(ties, category, part, len(asked) + 1 if coupled else 2)


def roles(ties: Matrix, category: Ints, categories: int, known: Closed | None = None) -> Roles:
    """Roles of n nodes whose ``category`` (n,) is 0 … ``categories`` − 1; ``ties`` is symmetric with values 1."""
    known = known or tied(ties, category)
    gaps, mates = untied(ties, known), _contacts(ties, category, categories)
    degree, own = degrees(ties), mates[np.arange(len(category)), category]
    total = np.rint(2 * gaps.pairs).astype(np.int64)
    same = np.rint((mates * (mates - 1)).sum(axis=1) - known.inside).astype(np.int64)
    coordinated = np.rint(own * (own - 1) - known.own).astype(np.int64)
    across = np.rint(own * (degree - own) - known.across).astype(np.int64)
    counts = np.column_stack([coordinated, same - coordinated, across, across, total - same - 2 * across])
    return Roles(counts, total, _chance(gaps, category, categories))


def between(ties: Matrix, category: Ints, categories: int, asked: tuple[int, ...], known: Closed | None = None) -> Between:
    """Who stands between different categories among ``asked``, whatever their own; ``known`` of the same ``asked``."""
    known = known or tied(ties, category, asked)
    mates = _contacts(ties, category, categories)[:, list(asked)]
    parts = len(asked) if len(asked) <= COUPLED else 1
    closed_pairs = known.parts[:, :parts, :parts].sum(axis=(1, 2))
    total = np.rint(mates.sum(axis=1) ** 2 - (mates**2).sum(axis=1) - closed_pairs).astype(np.int64)
    places = tuple((a, b) for a in range(len(asked)) for b in range(len(asked)) if asked[a] < asked[b])
    places = places if len(asked) <= COUPLED else ()
    columns = [np.rint(mates[:, a] * mates[:, b] - known.parts[:, a, b]).astype(np.int64) for a, b in places]
    counts = np.column_stack(columns) if columns else np.zeros((len(category), 0), dtype=np.int64)
    wanted = np.isin(np.arange(categories), asked)
    differ = np.outer(wanted, wanted) & ~np.eye(categories, dtype=np.bool_)
    couples = tuple((asked[a], asked[b]) for a, b in places)
    return Between(couples, counts, total // 2, _others(untied(ties, known), category, categories, lambda own: differ))


def untied(ties: Matrix, known: Closed) -> Gaps:
    """The pairs of each one's contacts that have no tie of their own."""
    degree = degrees(ties).astype(np.float64)
    ends = degree * (degree - 1) - known.common
    squares = degree * (degree - 1) ** 2 - 2 * (degree - 1) * known.common + known.squared
    return Gaps(ends / 2, squares - ends)


def _contacts(ties: Matrix, category: Ints, categories: int) -> Floats:
    """How many contacts of each category each one has, shape (n, categories)."""
    size = len(category)
    label = sparse.csr_array((np.ones(size), category, np.arange(size + 1)), shape=(size, categories))
    return np.asarray(sparse.csr_array(ties @ label).toarray())


def _chance(gaps: Gaps, category: Ints, categories: int) -> Chance:
    """Moments of the ordered counts: a pair inside a category counts twice, one across once for each of two roles."""
    times = {"own": 2, "other": 2, "across": 1, "apart": 2}
    found = {name: _others(gaps, category, categories, partial(_together, name, categories)) for name in times}
    order = ("own", "other", "across", "across", "apart")
    return Chance(np.column_stack([times[name] * found[name].mean for name in order]),
                  np.column_stack([times[name] * found[name].sd for name in order]))


def _others(gaps: Gaps, category: Ints, categories: int, together: Callable[[int], Mask]) -> Chance:
    """Moments when all categories but the node's own are shuffled; ``together`` may depend on that one."""
    sizes = np.bincount(category, minlength=categories).astype(np.float64)
    mean, sd = np.zeros(len(category)), np.zeros(len(category))
    for own in np.flatnonzero(sizes).tolist():
        members = category == own
        left = sizes - (np.arange(categories) == own)
        mean[members], sd[members] = shuffled(gaps.pairs[members], gaps.sharing[members], left, together(own))
    return Chance(mean, sd)


def _together(name: str, categories: int, own: int) -> Mask:
    """Which categories of the two make the role, given the category ``own`` of who stands between."""
    mine = np.arange(categories) == own
    both, same = np.outer(mine, mine), np.eye(categories, dtype=np.bool_)
    masks: dict[str, Mask] = {"own": both, "other": same & ~both, "across": np.logical_xor.outer(mine, mine),
                              "apart": ~same & ~np.logical_or.outer(mine, mine)}
    return masks[name]
