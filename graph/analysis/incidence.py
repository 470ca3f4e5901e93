"""Practices by what they hold: sparse matrices, with the links that prove each entry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

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
        links = self.links[self.starts[at]:self.starts[at + 1]] if found else self.links[:0]
        return links[links >= 0]

    def holding(self, column: int) -> Places:
        """Rows of the matrix that hold the column, ascending."""
        return np.searchsorted(self.matrix.indptr, np.flatnonzero(self.matrix.indices == column), "right") - 1

    @property
    def direct(self) -> sparse.csr_array:
        """What is said outright, as 0 and 1: the entries of weight 1 only."""
        matrix = self.matrix.copy()
        matrix.data = (matrix.data >= 1).astype(np.float64)
        matrix.eliminate_zeros()
        return matrix


class _Entries(NamedTuple):
    """Loose entries: one for each link that proves one. Positions in the snapshot."""

    row: Places
    column: Places
    weight: Weights
    link: Places

    def only(self, mask: Mask) -> _Entries:
        return _Entries(self.row[mask], self.column[mask], self.weight[mask], self.link[mask])

    def with_(self, *others: _Entries) -> _Entries:
        parts = (self, *others)
        return _Entries(np.concatenate([part.row for part in parts]), np.concatenate([part.column for part in parts]),
                        np.concatenate([part.weight for part in parts]), np.concatenate([part.link for part in parts]))


def items(view: View, relation: str, rows: Mask, discount: float = 0.5) -> Incidence:
    """``rows`` (n,) by the objects of ``relation``, and by what is broader than those.

    An item that is part of a broader one counts for it too, times ``discount`` a level (0: not at all).
    """
    entries = _joined(view, view.snapshot.of(relation), rows, np.ones_like(rows), back=False)
    return _assembled(_broadened(entries, _hierarchy(view, "Concept"), discount, len(rows)), rows)


def actors(view: View, rows: Mask, carried: bool = False) -> Incidence:
    """``rows`` (n,) by the actors that the ontology's cooperation relations join them to.

    With ``carried``, a person stands for the organisations the ontology says carry them (AFFILIATED_WITH), where known.
    """
    return _assembled(_taking_part(view, rows, carried), rows)


def practices_of(view: View, practices: Mask, carried: bool = False) -> Incidence:
    """The same from the actors' side: who takes part, by the practices (n,) taken part in; an actor let through by the
    selection has a row even without any.
    """
    entries = _taking_part(view, practices, carried)
    rows = view.of("Actor")
    rows[entries.column] = True
    return _assembled(_Entries(entries.column, entries.row, entries.weight, entries.link), rows)


def _taking_part(view: View, practices: Mask, carried: bool) -> _Entries:
    actor = view.snapshot.members.get("Actor", np.zeros_like(practices))
    entries = _joined(view, view.snapshot.reading("cooperation"), practices, actor & ~practices)
    return _carried(view, entries) if carried else entries


def wholes(view: View, rows: Mask) -> Incidence:
    """``rows`` (n,) by what they are part of, at any depth, and by themselves; no link proves the latter."""
    own = np.flatnonzero(rows)
    entries = _Entries(own, own, np.ones(len(own)), np.full(len(own), -1))
    return _assembled(_broadened(entries, _hierarchy(view, "Practice"), 1.0, len(rows)), rows)


def linked(view: View, links: Mask, rows: Mask) -> Incidence:
    """``rows`` (n,) by each other: those that ``links`` (m,) join outright. A square, with equal columns and rows."""
    entries = _joined(view, links, rows, rows)
    return _assembled(entries.only(entries.row != entries.column), rows, np.flatnonzero(rows))


def _joined(view: View, links: Mask, rows: Mask, columns: Mask, back: bool = True) -> _Entries:
    """Links from ``rows`` to ``columns`` and, with ``back``, those that point the other way."""
    snapshot = view.snapshot
    at = np.flatnonzero(links & view.links)
    source, target = snapshot.source[at].astype(np.int64), snapshot.target[at].astype(np.int64)
    out, home = rows[source] & columns[target], rows[target] & columns[source] & back
    row = np.concatenate([source[out], target[home]])
    column = np.concatenate([target[out], source[home]])
    return _Entries(row, column, np.ones(len(row)), np.concatenate([at[out], at[home]]))


def _broadened(entries: _Entries, up: _Entries, discount: float, size: int) -> _Entries:
    """The entries and, level by level, those of broader items that the row did not hold yet."""
    found, frontier = entries, entries
    known = np.unique(entries.row * size + entries.column)
    for _ in range(LEVELS if discount > 0 and len(up.row) else 0):
        frontier = _climbed(frontier, up, discount)
        key = frontier.row * size + frontier.column
        fresh = ~np.isin(key, known)
        if not fresh.any():
            break
        frontier = frontier.only(fresh)
        known = np.union1d(known, key[fresh])
        found = found.with_(frontier)
    return found


def _hierarchy(view: View, type: str) -> _Entries:
    """From part to whole among entities of the type, ordered by the part."""
    snapshot = view.snapshot
    mask = snapshot.members.get(type, np.zeros(len(snapshot.ids), dtype=np.bool_))
    at = np.flatnonzero(snapshot.reading("hierarchy") & view.links)
    return _upward(view, at[mask[snapshot.source[at]] & mask[snapshot.target[at]]])


def _upward(view: View, at: Places) -> _Entries:
    snapshot = view.snapshot
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
    up = _upward(view, np.flatnonzero(view.snapshot.reading("carries") & view.links))
    return entries.only(~np.isin(entries.column, up.row)).with_(_climbed(entries, up, 1.0))


def _assembled(entries: _Entries, mask: Mask, columns: Places | None = None) -> Incidence:
    """Entries of one row and column become one, of the greatest weight, with all their links."""
    rows, columns = np.flatnonzero(mask), np.unique(entries.column) if columns is None else columns
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
