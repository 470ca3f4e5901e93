"""Who is tied to whom: actors tied by a practice in which both take part, or by a link that a source states between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from maillage.graph.analysis.entities import mask_of, names
from maillage.graph.analysis.incidence import Incidence, Places, linked, practices_of
from maillage.graph.analysis.kept import kept
from maillage.graph.analysis.options import option
from maillage.graph.analysis.phrases import counted, whole
from maillage.graph.analysis.progress import tell
from maillage.graph.analysis.result import Texts
from maillage.graph.analysis.selection import Selection, View, view
from maillage.graph.analysis.structure.matrix import Ints, Matrix, binary, cleaned, degrees
from maillage.graph.snapshot import Snapshot

TERRITORIES = 200  # told apart
PROOFS = 20  # links given as proof of one tie, at most


@dataclass(frozen=True)
class Networked(Selection):
    """What ties actors."""

    carried: bool = option(False, "Compter les personnes pour leurs organisations", "Count persons for their organisations")
    crowd: int = option(100, "Au-delà de ce nombre d'acteurs, une pratique ne lie pas ses acteurs entre eux",
                        "Beyond this number of actors a practice does not tie its actors", low=2, high=1000)


@dataclass(frozen=True)
class ActorNetwork:
    """``ties`` (n, n), values 1, among the actors at positions ``actors`` (n,); ``weights`` the same ties, heavier where more
    or smaller practices are shared (Newman 2001: 1 / (k − 1) for each of k actors) and 1 more for a stated link.

    ``held`` (n, P): the practices of each; ``stated`` (n, n): links between two; ``crowds``: practices left out.
    """

    seen: View
    actors: Places
    ties: Matrix
    weights: Matrix
    held: Incidence
    stated: Incidence
    crowds: Places

    def proof(self, one: int, other: int) -> list[str]:
        """Ids of the links that tie two rows."""
        matrix = self.held.matrix
        first, second = (matrix.indices[matrix.indptr[row]:matrix.indptr[row + 1]] for row in (one, other))
        shared = np.intersect1d(first, second)
        found = [self.stated.proof(one, other), *(self.held.proof(row, int(at)) for at in shared for row in (one, other))]
        return [self.seen.snapshot.link_ids[at] for at in dict.fromkeys(np.concatenate(found).tolist())][:PROOFS]

    def warnings(self) -> Iterator[Texts]:
        """What the reader must know of any measure of this network."""
        alone = int((degrees(self.ties) == 0).sum())
        if alone:
            said, all = counted(alone, "acteur", "actor"), whole(len(self.actors))
            one = alone == 1
            yield {"fr": f"{said['fr']} sur {all['fr']} {'n’a' if one else 'n’ont'} ici aucun lien connu avec un autre : "
                         "les sources ne disent pas avec qui.",
                   "en": f"{said['en']} of {all['en']} {'has' if one else 'have'} no known tie to another here: "
                         "the sources do not say with whom."}
        if len(self.crowds):
            said = counted(len(self.crowds), "pratique", "practice")
            yield {"fr": f"{said['fr']} de trop d'acteurs pour que tous s'y connaissent n'en lient aucun (paramètre crowd).",
                   "en": f"{said['en']} with too many actors for all to know one another tie none (parameter crowd)."}


@dataclass(frozen=True)
class Categories:
    """``of`` (n,): the category of each actor; ``names``, ``labels`` (in the plural) and ``singular`` say which.

    ``asked``: those that were asked for.
    """

    of: Ints
    names: list[str]
    labels: list[Texts]
    singular: list[Texts]
    asked: tuple[int, ...]

    def counted(self, at: int, number: int, lang: str) -> str:
        """``1 association``, ``3 associations``."""
        several = number > 1 or (lang == "en" and number == 0)
        return f"{whole(number)[lang]} {(self.labels if several else self.singular)[at][lang]}"

    @property
    def sizes(self) -> Ints:
        return np.bincount(self.of, minlength=len(self.names)).astype(np.int64)


def actor_network(snapshot: Snapshot, asked: Networked) -> ActorNetwork:
    """The network of the selection, kept for the snapshot's life. Raises NotFound, BadDate, UnknownTerm."""
    key = ("actor network", asked.base, asked.carried, asked.crowd)
    return kept(snapshot, key, lambda: _made(view(snapshot, asked.base), asked))


def _made(seen: View, asked: Networked) -> ActorNetwork:
    tell("network", 0.0)
    held = practices_of(seen, seen.compared, asked.carried)
    tell("network", 0.3)
    rows = np.zeros(len(seen.snapshot.ids), dtype=np.bool_)
    rows[held.rows] = True
    stated = linked(seen, seen.snapshot.reading("cooperation"), rows)
    joined = binary(sparse.csr_array(held.matrix))
    size = np.bincount(joined.indices, minlength=joined.shape[1])
    crowded = size > asked.crowd
    share = np.where(crowded, 0.0, 1.0 / np.maximum(size - 1, 1))
    weights = sparse.csr_array(joined @ sparse.diags_array(share) @ joined.T)
    weights = sparse.csr_array(weights + binary(sparse.csr_array(stated.matrix)))
    tell("network", 0.7)
    weights.setdiag(0)
    weights = cleaned(weights)
    tell("network", 1.0)
    return ActorNetwork(seen, held.rows, binary(weights), weights, held, stated, held.columns[crowded])


def by_type(network: ActorNetwork, types: Sequence[str]) -> Categories:
    """Each actor under the first of ``types`` that it is a kind of, else under its own main type. Raises UnknownTerm."""
    snapshot = network.seen.snapshot
    names, of = list(dict.fromkeys(types)), np.full(len(network.actors), -1, dtype=np.int64)
    for place, name in enumerate(names):
        of[(of < 0) & mask_of(snapshot, [name])[network.actors]] = place
    for row in np.flatnonzero(of < 0).tolist():
        name = snapshot.types[network.actors[row]]
        if name not in names:
            names.append(name)
        of[row] = names.index(name)
    return Categories(of, names, [_label(snapshot, name, True) for name in names],
                      [_label(snapshot, name, False) for name in names], tuple(range(len(set(types)))))


def _label(snapshot: Snapshot, name: str, plural: bool) -> Texts:
    """The ontology's word for a type, with a small initial."""
    known = snapshot.ontology.types.get(name)
    words = (known.plural if plural else known.label) if known else {"fr": name, "en": name}
    return {lang: words[lang][:1].lower() + words[lang][1:] for lang in ("fr", "en")}


def by_territory(network: ActorNetwork) -> Categories:
    """Each actor under the first territory that it is located in; those without one form a category that is not asked for.

    So do those of all territories beyond the ``TERRITORIES`` that have the most actors.
    """
    snapshot = network.seen.snapshot
    at = np.flatnonzero(snapshot.reading("territory") & network.seen.links)[::-1]
    place = np.full(len(snapshot.ids), -1, dtype=np.int64)
    place[snapshot.source[at]] = snapshot.target[at]
    own = place[network.actors]
    known, number = np.unique(own[own >= 0], return_counts=True)
    known = np.sort(known[np.argsort(-number, kind="stable")[:TERRITORIES]])
    of = np.where(np.isin(own, known), np.searchsorted(known, own), len(known)).astype(np.int64)
    labels = [names(snapshot, each) for each in known.tolist()]
    labels.append({"fr": "sans territoire connu, ou d'un autre territoire", "en": "without a known territory, or of another one"})
    return Categories(of, [*(snapshot.ids[each] for each in known.tolist()), ""], labels, labels, tuple(range(len(known))))


def one_hot(category: Ints, categories: int) -> Matrix:
    """1 in the column of each one's category; shape (n, categories)."""
    size = len(category)
    return sparse.csr_array((np.ones(size), category, np.arange(size + 1)), shape=(size, max(categories, 1)))
