"""Practices by what they hold: sparse matrices, with the links that prove each entry."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from maillage.graph.analysis.selection import Mask, View

Places = NDArray[np.int64]
Weights = NDArray[np.float64]
LEVELS = 12  # a broader theme more than so many levels above counts for nothing; also what ends a circle


@dataclass(frozen=True)
class Incidence:
    """``matrix`` (r, c) in CSR: the weight in ]0, 1] with which row holds column, 1 when it says so outright.

    ``rows`` and ``columns`` are positions in the snapshot, ascending. The entry number k of the matrix (as CSR lists
    them, columns ascending) is proved by the links ``links[starts[k]:starts[k + 1]]``, positions in the snapshot.
    """

    rows: Places
    columns: Places
    matrix: sparse.csr_array
    starts: Places
    links: Places

    def proof(self, row: int, column: int) -> Places:
        """Positions of the links behind the entry; empty where there is none. ``row`` and ``column`` of the matrix."""
        low, high = self.matrix.indptr[row], self.matrix.indptr[row + 1]
        at = low + int(np.searchsorted(self.matrix.indices[low:high], column))
        found = at < high and self.matrix.indices[at] == column
        return self.links[self.starts[at]:self.starts[at + 1]] if found else self.links[:0]

    @property
    def direct(self) -> sparse.csr_array:
        """What is said outright, as 0 and 1: the entries of weight 1 only."""
        matrix = self.matrix.copy()
        matrix.data = (matrix.data >= 1).astype(np.float64)
        matrix.eliminate_zeros()
        return matrix


@dataclass(frozen=True)
class _Entries:
    """Loose entries: one for each link that proves one. Positions in the snapshot."""

    row: Places
    column: Places
    weight: Weights
    link: Places


def items(view: View, relation: str, rows: Mask, discount: float = 0.5) -> Incidence:
    """``rows`` (n,) by what ``relation`` joins them to, and by what is broader than that.

    An item that is part of a broader one counts for it too, times ``discount`` a level (0: not at all).
    """
    entries = _joined(view, view.snapshot.of(relation), rows, ~rows)
    return _assembled(_broadened(view, entries, discount), rows)


def actors(view: View, rows: Mask, carried: bool = False) -> Incidence:
    """``rows`` (n,) by the actors that the ontology's cooperation relations join them to.

    With ``carried``, a person stands for the organisations the ontology says carry them (AFFILIATED_WITH), where known.
    """
    everyone = view.snapshot.members.get("Actor", np.zeros_like(rows))
    entries = _joined(view, view.snapshot.reading("cooperation"), rows, everyone & ~rows)
    return _assembled(_carried(view, entries) if carried else entries, rows)


def _joined(view: View, links: Mask, rows: Mask, columns: Mask) -> _Entries:
    """Links with one end in ``rows`` and the other in ``columns``, whichever way they point."""
    snapshot = view.snapshot
    at = np.flatnonzero(links & view.links)
    source, target = snapshot.source[at].astype(np.int64), snapshot.target[at].astype(np.int64)
    out, back = rows[source] & columns[target], rows[target] & columns[source]
    row = np.concatenate([source[out], target[back]])
    column = np.concatenate([target[out], source[back]])
    return _Entries(row, column, np.ones(len(row)), np.concatenate([at[out], at[back]]))


def _broadened(view: View, entries: _Entries, discount: float) -> _Entries:
    """The entries and, level by level, those of broader items that the row did not hold yet."""
    up = _hierarchy(view)
    found, frontier = [entries], entries
    known = np.unique(_key(view, entries))
    for _ in range(LEVELS if discount > 0 and len(up.row) else 0):
        frontier = _climbed(frontier, up, discount)
        key = _key(view, frontier)
        fresh = ~np.isin(key, known)
        if not fresh.any():
            break
        frontier = _Entries(frontier.row[fresh], frontier.column[fresh], frontier.weight[fresh], frontier.link[fresh])
        known = np.union1d(known, key[fresh])
        found.append(frontier)
    return _Entries(*(np.concatenate([getattr(part, name) for part in found]) for name in ("row", "column", "weight", "link")))


def _hierarchy(view: View) -> _Entries:
    """Narrower to broader concepts, ordered by the narrower."""
    snapshot = view.snapshot
    concepts = snapshot.members.get("Concept", np.zeros(len(snapshot.ids), dtype=np.bool_))
    at = np.flatnonzero(snapshot.reading("hierarchy") & view.links)
    at = at[concepts[snapshot.source[at]] & concepts[snapshot.target[at]]]
    at = at[np.argsort(snapshot.source[at], kind="stable")]
    return _Entries(snapshot.source[at].astype(np.int64), snapshot.target[at].astype(np.int64), np.ones(len(at)), at)


def _climbed(entries: _Entries, up: _Entries, factor: float) -> _Entries:
    """Each entry moved along ``up`` by one step; the step's own link is among the proofs."""
    first, last = np.searchsorted(up.row, entries.column, "left"), np.searchsorted(up.row, entries.column, "right")
    count = last - first
    entry = np.repeat(np.arange(len(count)), count)
    step = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count) + np.repeat(first, count)
    row, column, weight = entries.row[entry], up.column[step], entries.weight[entry] * factor
    return _Entries(np.concatenate([row, row]), np.concatenate([column, column]), np.concatenate([weight, weight]),
                    np.concatenate([entries.link[entry], up.link[step]]))


def _carried(view: View, entries: _Entries) -> _Entries:
    """Persons replaced by the organisations that carry them; those without one stay."""
    snapshot = view.snapshot
    at = np.flatnonzero(snapshot.reading("carries") & view.links)
    at = at[np.argsort(snapshot.source[at], kind="stable")]
    up = _Entries(snapshot.source[at].astype(np.int64), snapshot.target[at].astype(np.int64), np.ones(len(at)), at)
    moved, stay = _climbed(entries, up, 1.0), ~np.isin(entries.column, up.row)
    return _Entries(*(np.concatenate([getattr(entries, name)[stay], getattr(moved, name)])
                      for name in ("row", "column", "weight", "link")))


def _key(view: View, entries: _Entries) -> Places:
    return entries.row * len(view.snapshot.ids) + entries.column


def _assembled(entries: _Entries, mask: Mask) -> Incidence:
    """Entries of one row and column become one, of the greatest weight, with all their links."""
    rows, columns = np.flatnonzero(mask), np.unique(entries.column)
    row, column = np.searchsorted(rows, entries.row), np.searchsorted(columns, entries.column)
    order = np.lexsort((entries.link, column, row))
    row, column, link, weight = row[order], column[order], entries.link[order], entries.weight[order]
    again = np.zeros(len(link), dtype=np.bool_)
    again[1:] = (row[1:] == row[:-1]) & (column[1:] == column[:-1]) & (link[1:] == link[:-1])
    row, column, link, weight = row[~again], column[~again], link[~again], weight[~again]
    first = np.ones(len(link), dtype=np.bool_)
    first[1:] = (row[1:] != row[:-1]) | (column[1:] != column[:-1])
    at = np.flatnonzero(first)
    greatest = np.maximum.reduceat(weight, at) if len(at) else weight
    indptr = np.concatenate([[0], np.cumsum(np.bincount(row[at], minlength=len(rows)))])
    matrix = sparse.csr_array((greatest, column[at], indptr), shape=(len(rows), len(columns)))
    return Incidence(rows, columns, matrix, np.append(at, len(link)), link)
