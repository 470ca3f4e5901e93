"""Crossing of sectors: do ties join different categories of actors, and which practices bring them together?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from maillage.graph.analysis.actor_network import (
    ActorNetwork,
    Categories,
    Networked,
    actor_network,
    by_territory,
    by_type,
    one_hot,
)
from maillage.graph.analysis.entities import brief
from maillage.graph.analysis.grids import grid
from maillage.graph.analysis.kept import kept
from maillage.graph.analysis.measure import Measure
from maillage.graph.analysis.options import option
from maillage.graph.analysis.phrases import chance, counted, decimal, percent, quoted
from maillage.graph.analysis.result import Analysis, Cell, Finding, Grid, Reason, Texts
from maillage.graph.analysis.structure.matrix import Floats, Ints, degrees
from maillage.graph.analysis.structure.mixing import Crossing, assortativity, blau, crossing, external_internal, mixing
from maillage.graph.snapshot import Snapshot

PARTNERS = 8  # shown as reasons
COLUMNS = 20  # categories that the grid shows


@dataclass(frozen=True)
class Crossings(Networked):
    """Which categories."""

    by: str = option("type", "Catégories : types d'acteurs, ou territoires", "Categories: types of actors, or territories",
                     choices=("type", "territory"))
    categories: tuple[str, ...] = option((), "Types à distinguer (sinon chaque type)", "Types to tell apart (else every type)",
                                         of="type:Actor")
    shuffles: int = option(999, "Tirages au sort", "Shuffles", low=99, high=9999)
    seed: int = option(0, "Graine du tirage", "Seed of the shuffles", low=0, high=1_000_000)
    limit: int = option(20, "Nombre de pratiques", "Number of practices", low=1, high=500)


def run(snapshot: Snapshot, asked: Crossings) -> Analysis:
    """Practices by the diversity of their partners (Blau 1977), and the whole network by its E–I index.

    Raises NotFound, BadDate, UnknownTerm.
    """
    key = ("crossing", asked.base, asked.carried, asked.crowd, asked.by, asked.categories, asked.shuffles, asked.seed)
    network = actor_network(snapshot, asked)
    categories, mixed, index, counts = kept(snapshot, key, lambda: _measured(network, asked))
    diversity, partners = blau(counts), counts.sum(axis=1)
    order = np.lexsort((np.arange(len(partners)), -partners, -diversity))
    order = order[partners[order] >= 2]
    return Analysis(measure="crossing", sentence=_summary(network, mixed, index), total=len(order),
                    findings=[_finding(network, categories, counts, diversity, int(at)) for at in order[: asked.limit]],
                    method="#crossing", warnings=list(_warnings(network, index)), grids=list(_grids(categories, mixed)),
                    parameters=asked.as_json())


def _measured(network: ActorNetwork, asked: Crossings) -> tuple[Categories, Ints, Crossing | None, Floats]:
    """Categories, the ties between them and their index, and how many actors of each a practice has, (practices, categories)."""
    categories = by_territory(network) if asked.by == "territory" else by_type(network, asked.categories)
    number = len(categories.names)
    mixed = mixing(network.ties, categories.of, number)
    index = crossing(network.ties, categories.of, number, seed=asked.seed, shuffles=asked.shuffles)
    counts = sparse.csr_array(network.held.direct.T @ one_hot(categories.of, number)).toarray()
    return categories, mixed, index, counts


def _finding(network: ActorNetwork, categories: Categories, counts: Floats, diversity: Floats, at: int) -> Finding:
    entity = brief(network.seen.snapshot, int(network.held.columns[at]))
    present = np.flatnonzero(counts[at])
    number, value = int(counts[at].sum()), float(diversity[at])
    ordered = present[np.argsort(-counts[at][present], kind="stable")].tolist()
    told = {lang: ", ".join(categories.counted(each, int(counts[at, each]), lang) for each in ordered) for lang in ("fr", "en")}
    many = counted(len(present), "catégorie", "category")
    said = {"fr": f"{quoted(entity, 'fr')} réunit {number} acteurs de {many['fr']} ({told['fr']}) : deux d'entre eux "
                  f"tirés au sort sont de catégories différentes {percent(value, 'fr')} du temps.",
            "en": f"{quoted(entity, 'en')} brings together {number} actors of {len(present)} "
                  f"{'category' if len(present) == 1 else 'categories'} ({told['en']}): two of them drawn at random are of "
                  f"different categories {percent(value, 'en')} of the time."}
    return Finding([entity], value, said, reasons=_partners(network, counts, categories, at),
                   details={"actors": number, "categories": len(present)})


def _partners(network: ActorNetwork, counts: Floats, categories: Categories, at: int) -> list[Reason]:
    """Its actors, the rarest category among them first: what each adds to the diversity is (1 − p of its category) / k."""
    matrix = network.held.matrix.tocsc()
    rows = matrix.indices[matrix.indptr[at]:matrix.indptr[at + 1]]
    number = counts[at].sum()
    adds = (1 - counts[at][categories.of[rows]] / number) / number
    best = np.lexsort((rows, -adds))[:PARTNERS]
    ids = network.seen.snapshot.link_ids
    return [Reason(brief(network.seen.snapshot, int(network.actors[rows[each]])), float(adds[each]),
                   [ids[link] for link in network.held.proof(int(rows[each]), at)]) for each in best.tolist()]


def _summary(network: ActorNetwork, mixed: Ints, index: Crossing | None) -> Texts:
    actors = counted(len(network.actors), "acteur", "actor")
    if index is None:
        return {"fr": f"{actors['fr']}, et aucun lien connu entre eux : on ne peut pas dire si les catégories se croisent.",
                "en": f"{actors['en']}, and no known tie among them: nobody can say whether categories cross."}
    across, wanted, same = (1 + index.index) / 2, (1 + index.mean) / 2, assortativity(mixed)
    more = index.index > index.mean
    newman = {lang: f" ; assortativité {decimal(same, 'fr')}" if lang == "fr" else f"; assortativity {decimal(same, 'en')}"
              for lang in ("fr", "en")} if same is not None else {"fr": "", "en": ""}
    told, p = index.p_value <= 0.05, chance(index.p_value)
    fr = ("plus" if more else "moins") if told else "ni plus ni moins"
    en = ("more" if more else "fewer") if told else "neither more nor fewer"
    return {"fr": f"{percent(across, 'fr')} des {network.ties.nnz // 2} liens joignent deux catégories, {fr} que le hasard "
                  f"({percent(wanted, 'fr')} attendus ; {p['fr']}) : indice E–I {decimal(index.index, 'fr')}{newman['fr']}.",
            "en": f"{percent(across, 'en')} of {network.ties.nnz // 2} ties join two categories, {en} than chance "
                  f"({percent(wanted, 'en')} expected; {p['en']}): E–I index {decimal(index.index, 'en')}{newman['en']}."}


def _warnings(network: ActorNetwork, index: Crossing | None) -> Iterator[Texts]:
    yield from network.warnings()
    if index is not None and (degrees(network.ties) > 0).sum() < 10:
        yield {"fr": "Moins de dix acteurs liés : ces parts changent avec un seul lien de plus.",
               "en": "Fewer than ten tied actors: one more tie changes these shares."}


def _grids(categories: Categories, mixed: Ints) -> Iterator[Grid]:
    shown = np.argsort(-mixed.sum(axis=1), kind="stable")[:COLUMNS].tolist()
    rows: list[list[Cell]] = []
    for one in shown:
        own = int(mixed[one, one]) // 2
        alone = np.array([[2 * own, mixed[one].sum() - 2 * own], [mixed[one].sum() - 2 * own, 0]])
        index = external_internal(alone)
        cells = [int(mixed[one, other]) // (2 if one == other else 1) for other in shown]
        rows.append([categories.labels[one], *cells, None if index is None else round(index, 3)])
    names = "; ".join(f"{categories.labels[each]['fr']}|{categories.labels[each]['en']}".replace(";", ",") for each in shown)
    yield grid("Liens entre catégories, et indice E–I de chacune|Ties between categories, and the E–I index of each",
               f"catégorie|category; {names}; E–I" if names else "catégorie|category; E–I", rows)


MEASURE = Measure(
    "crossing", {"fr": "Croisement des secteurs", "en": "Crossing of sectors"},
    {"fr": "Les catégories d'acteurs se rencontrent-elles, et dans quelles pratiques ?",
     "en": "Do categories of actors meet, and in which practices?"},
    Crossings, run)
