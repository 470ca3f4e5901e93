"""Which practices converge: the pairs by what they share, facet by facet, and what makes each pair's value.

Shared by the measures ``convergence``, ``quadrants`` and ``missed_meetings``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from maillage.errors import UsageError
from maillage.graph.analysis.entities import brief
from maillage.graph.analysis.incidence import Incidence, Places, items, wholes
from maillage.graph.analysis.kept import kept
from maillage.graph.analysis.options import option
from maillage.graph.analysis.phrases import counted, members
from maillage.graph.analysis.projection import NOTHING, Facet, Projection, Vector
from maillage.graph.analysis.result import Reason, Texts
from maillage.graph.analysis.selection import Mask, Selection, View, view
from maillage.graph.analysis.tested import Tested, test
from maillage.graph.analysis.ties import Families
from maillage.graph.snapshot import Snapshot


class BadWeight(UsageError):
    """A facet's weight that cannot be read."""

    fr = "Poids illisible : « {text} ». Écrivez par exemple CONCERNS=2, avec un nombre de 0 à 100."
    en = "Unreadable weight: “{text}”. Write for example CONCERNS=2, with a number from 0 to 100."


@dataclass(frozen=True)
class Converging(Selection):
    """What makes two practices converge."""

    against: tuple[str, ...] = option((), "Seconde famille : n'apparier qu'un type avec l'autre",
                                      "Second family: pair one type with the other only", of="type:Practice")
    weights: tuple[str, ...] = option((), "Poids des facettes (CONCERNS=2)", "Weights of facets (CONCERNS=2)",
                                      of="weight:convergence")
    discount: float = option(0.5, "Part d'un thème plus large dont seul un thème plus étroit est traité",
                             "Share of a broader theme of which only a narrower one is dealt with", low=0, high=0.9)
    relatives: bool = option(False, "Apparier aussi une pratique avec ce dont elle fait partie",
                             "Also pair a practice with what it is part of")


@dataclass(frozen=True)
class Convergences:
    """``tested.projection`` has a row for each position in ``rows`` and a facet for each relation that counts."""

    seen: View
    rows: Places
    tested: Tested

    @property
    def facets(self) -> list[Facet]:
        return self.tested.projection.facets


def convergences(snapshot: Snapshot, asked: Converging) -> Convergences:
    """The pairs of the selection, kept for the snapshot's life. Raises BadWeight, UnknownTerm, NotFound, BadDate."""
    key = ("convergences", asked.base, asked.against, asked.weights, asked.discount)
    found = kept(snapshot, (*key, True), lambda: _made(view(snapshot, asked.base), asked))
    return found if asked.relatives else kept(snapshot, (*key, False), lambda: _without_relatives(found))


def _made(seen: View, asked: Converging) -> Convergences:
    """Parts and wholes included."""
    one = seen.compared
    other = seen.of(*asked.against) if asked.against else one
    both = one | other
    rows = np.flatnonzero(both)
    projection = Projection(list(_facets(seen, both, asked)), len(rows), ratio=True)
    return Convergences(seen, rows, test(projection, Families(one[rows], other[rows], np.zeros(0, dtype=np.int64))))


def _without_relatives(found: Convergences) -> Convergences:
    rows = np.zeros_like(found.seen.nodes)
    rows[found.rows] = True
    return replace(found, tested=found.tested.without(parts_and_wholes(found.seen, rows)))


def parts_and_wholes(seen: View, rows: Mask) -> Places:
    """The pairs of ``rows`` of which one is part of the other, at any depth, as `Families` numbers them."""
    held = wholes(seen, rows)
    inside = rows[held.columns]
    entries = held.matrix.tocoo()
    part, whole = entries.row.astype(np.int64), np.cumsum(rows)[held.columns][entries.col] - 1
    other = inside[entries.col] & (part != whole)
    first, second = np.minimum(part, whole)[other], np.maximum(part, whole)[other]
    return np.unique(first * int(rows.sum()) + second)


def _facets(seen: View, rows: Mask, asked: Converging) -> list[Facet]:
    weights = _weights(asked.weights)
    found = []
    for name in seen.facets():
        if weights.get(name, 1.0) > 0:
            held = items(seen, name, rows, asked.discount)
            found.append(Facet(name, held, rarity(held), weights.get(name, 1.0)))
    return found


def rarity(held: Incidence) -> Vector:
    """ln(rows / rows that hold it) of each column: what all hold tells nothing, what few hold tells much."""
    holders = np.bincount(held.matrix.indices, minlength=held.matrix.shape[1])
    weights: Vector = np.log(held.matrix.shape[0] / np.maximum(holders, 1))
    return weights


def _weights(texts: tuple[str, ...]) -> dict[str, float]:
    found: dict[str, float] = {}
    for text in texts:
        name, _, number = text.partition("=")
        try:
            found[name.strip()] = float(number.replace(",", "."))
        except ValueError:
            raise BadWeight(text=text[:80]) from None
        if not 0 <= found[name.strip()] <= 100:
            raise BadWeight(text=text[:80])
    return found


def those(found: Convergences, asked: Converging) -> Texts:
    """``13 métiers``; of two families, each with its number: ``3 formes instituées de participation et 2 initiatives``."""
    families = list(dict.fromkeys(family for family in (asked.types, asked.against) if family or family is asked.types))
    seen = found.seen
    told = [members(seen.snapshot, family, int(seen.of(*(family or ("Practice",))).sum())) for family in families]
    return {"fr": " et ".join(text["fr"] for text in told), "en": " and ".join(text["en"] for text in told)}


def strangers(found: Convergences, asked: Converging) -> list[Texts]:
    """Where no pair shares anything: that each names its own things, none the same, and what would make a pair."""
    if found.tested.total or len(found.rows) < 2:
        return []
    relations = found.seen.snapshot.ontology.relations
    fr, en = (", ".join(f"« {relations[one.name].label[lang]} »" if lang == "fr" else f"“{relations[one.name].label[lang]}”"
                        for one in found.facets) for lang in ("fr", "en"))
    number = counted(sum(_outright(one) for one in found.facets), "chose", "thing")
    rows = those(found, asked)
    return [{"fr": f"Les sources disent {number['fr']} en tout de {rows['fr']} (liens {fr}), et rien de commun à deux. "
                   "Pour qu'une paire paraisse, une source doit dire des deux le même thème, la même compétence ou la "
                   "même méthode, ou deux dont l'un fait partie de l'autre : cela s'ajoute depuis leurs fiches.",
             "en": f"Sources say {number['en']} in all of {rows['en']} (links {en}), and nothing that two have in common. "
                   "For a pair to appear, a source must say of both the same theme, competence or method, or two of which "
                   "one is part of the other: it is added from their cards."}]


def _outright(facet: Facet) -> int:
    """How many columns some row holds outright, not by what is broader."""
    matrix = facet.incidence.matrix
    return len(np.unique(matrix.indices[matrix.data == 1]))


def reasons(found: Convergences, first: int, second: int) -> list[Reason]:
    """What both rows hold, the heaviest first; the contributions add up to the pair's value."""
    snapshot = found.seen.snapshot
    parts: dict[int, tuple[float, dict[str, None]]] = {}
    for facet, share in _active(found, first, second):
        columns, contributions = _shared(facet, first, second)
        for column, contribution in zip(columns, contributions * share, strict=True):
            at = int(facet.incidence.columns[column])
            before, links = parts.get(at, (0.0, {}))
            proof = [snapshot.link_ids[link] for row in (first, second) for link in facet.incidence.proof(row, column)]
            parts[at] = (before + float(contribution), links | dict.fromkeys(proof))
    ordered = sorted(parts.items(), key=lambda part: (-part[1][0], part[0]))
    return [Reason(brief(snapshot, at), contribution, list(links)) for at, (contribution, links) in ordered]


def by_facet(found: Convergences, first: int, second: int) -> dict[str, Any]:
    """The pair's value in each facet that either fills."""
    return {facet.name: min(1.0, float(_shared(facet, first, second)[1].sum())) for facet, _ in _active(found, first, second)}


def _active(found: Convergences, first: int, second: int) -> list[tuple[Facet, float]]:
    """The facets that either row fills, with their part in the whole."""
    filled = [facet for facet in found.facets
              if any(facet.incidence.matrix.indptr[row] < facet.incidence.matrix.indptr[row + 1] for row in (first, second))]
    total = sum(facet.share for facet in filled)
    return [(facet, facet.share / total) for facet in filled]


def _shared(facet: Facet, first: int, second: int) -> tuple[Places, Vector]:
    """Columns that both hold, and what each adds to the facet's value."""
    one, other = _row(facet.incidence, first), _row(facet.incidence, second)
    columns, at = np.unique(np.concatenate([one[0], other[0]]), return_inverse=True)
    amounts = np.zeros((2, len(columns)))
    amounts[0, at[:len(one[0])]], amounts[1, at[len(one[0]):]] = one[1], other[1]
    weights = np.maximum(facet.weights[columns], NOTHING)
    shared = weights * amounts.min(axis=0)
    both = shared > 0
    return columns[both], shared[both] / max(float(weights @ amounts.max(axis=0)), NOTHING)


def _row(held: Incidence, row: int) -> tuple[Places, Vector]:
    span = slice(held.matrix.indptr[row], held.matrix.indptr[row + 1])
    return held.matrix.indices[span].astype(np.int64), held.matrix.data[span]
