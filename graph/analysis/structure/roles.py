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

from maillage.graph.analysis.structure.chance import Chance, shuffled
from maillage.graph.analysis.structure.matrix import Floats, Ints, Mask, Matrix, blocks, degrees, masked_sums, sums

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


def roles(ties: Matrix, category: Ints, categories: int, gaps: Gaps | None = None) -> Roles:
    """Roles of n nodes whose ``category`` (n,) is 0 … ``categories`` − 1; ``ties`` is symmetric with values 1."""
    known = gaps or untied(ties)
    total = np.rint(2 * known.pairs).astype(np.int64)
    inside, own, across = _by_category(ties, category, categories)
    counts = np.column_stack([own, inside - own, across, across, total - inside - 2 * across])
    return Roles(counts, total, _chance(known, category, categories))


def between(ties: Matrix, category: Ints, categories: int, asked: tuple[int, ...], gaps: Gaps | None = None) -> Between:
    """Who stands between different categories among ``asked``, whatever their own."""
    known, wanted = gaps or untied(ties), np.isin(np.arange(categories), asked)
    total = open_pairs(ties, wanted[category], wanted[category])
    for each in asked:
        total = total - open_pairs(ties, category == each, category == each)
    couples = tuple((a, b) for a in asked for b in asked if a < b) if len(asked) <= COUPLED else ()
    columns = [open_pairs(ties, category == a, category == b) for a, b in couples]
    counts = np.column_stack(columns) if columns else np.zeros((len(category), 0), dtype=np.int64)
    differ = np.outer(wanted, wanted) & ~np.eye(categories, dtype=np.bool_)
    return Between(couples, counts, total // 2, _others(known, category, categories, lambda own: differ))


def untied(ties: Matrix) -> Gaps:
    """The pairs of each one's contacts that have no tie of their own."""
    degree = degrees(ties).astype(np.float64)
    common, squared = np.zeros(len(degree)), np.zeros(len(degree))
    for block in blocks(ties, ties):
        shared = (ties[block] @ ties).multiply(ties[block]).tocsr()
        common[block], squared[block] = sums(shared), sums(shared.multiply(shared).tocsr())
    ends = degree * (degree - 1) - common
    squares = degree * (degree - 1) ** 2 - 2 * (degree - 1) * common + squared
    return Gaps(ends / 2, squares - ends)


def open_pairs(ties: Matrix, first: Mask, second: Mask, egos: Mask | None = None) -> Ints:
    """Ordered pairs of contacts, one in ``first`` and the other in ``second`` (masks (n,)), without a tie between them."""
    own = ties if egos is None else ties[np.flatnonzero(egos)]
    left, right = own[:, np.flatnonzero(first)], own[:, np.flatnonzero(second)]
    tied = masked_sums(left, ties[np.flatnonzero(first)][:, np.flatnonzero(second)], right)
    same = degrees(own[:, np.flatnonzero(first & second)])
    return np.asarray(degrees(left) * degrees(right) - same - np.rint(tied).astype(np.int64))


def _by_category(ties: Matrix, category: Ints, categories: int) -> tuple[Ints, Ints, Ints]:
    """Ordered untied pairs of each node: both of one category, both of its own, one of its own and the other not."""
    inside, own, across = (np.zeros(len(category), dtype=np.int64) for _ in range(3))
    for each in range(categories):
        members = category == each
        found = open_pairs(ties, members, members)
        inside += found
        own[members] = found[members]
        across[members] = open_pairs(ties, members, ~members, members)
    return inside, own, across


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
