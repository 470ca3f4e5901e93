"""Brokers: who stands between actors that nothing else ties, and in which role."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from maillage.graph.analysis.actor_network import ActorNetwork, Categories, Networked, actor_network, by_territory, by_type
from maillage.graph.analysis.entities import brief, names
from maillage.graph.analysis.grids import grid
from maillage.graph.analysis.kept import kept
from maillage.graph.analysis.measure import Measure
from maillage.graph.analysis.options import option
from maillage.graph.analysis.phrases import counted, decimal, figures, quoted
from maillage.graph.analysis.result import Analysis, Cell, Finding, Grid, Reason, Texts
from maillage.graph.analysis.structure.between import Betweenness, betweenness
from maillage.graph.analysis.structure.chance import Chance, z_scores
from maillage.graph.analysis.structure.holes import constraint, cut_points, effective_size
from maillage.graph.analysis.structure.matrix import Floats, Ints, Mask, degrees
from maillage.graph.analysis.structure.roles import ROLES, Between, Roles, between, roles, tied
from maillage.graph.snapshot import Snapshot

_GATE = {"fr": "portier ou représentant (entre sa catégorie et une autre)",
         "en": "gatekeeper or representative (between its category and another)"}
ROLE_WORDS = {
    "coordinator": {"fr": "coordination (entre deux de sa catégorie)", "en": "coordinator (between two of its category)"},
    "itinerant": {"fr": "consultant (entre deux d'une même autre catégorie)",
                  "en": "itinerant (between two of one other category)"},
    "gatekeeper": _GATE, "representative": _GATE,
    "liaison": {"fr": "liaison (entre deux autres catégories)", "en": "liaison (between two other categories)"}}
CONTACTS = 6  # shown as reasons
MARKED = 2.0  # standard deviations from which a difference is told as marked


@dataclass(frozen=True)
class Brokering(Networked):
    """Between which categories."""

    by: str = option("type", "Catégories : types d'acteurs, ou territoires", "Categories: types of actors, or territories",
                     choices=("type", "territory"))
    between: tuple[str, ...] = option(("Institution", "Company", "Association"), "Entre quels types d'acteurs",
                                      "Between which types of actors", of="type:Actor")
    limit: int = option(20, "Nombre d'acteurs", "Number of actors", low=1, high=500)
    seed: int = option(0, "Graine du tirage (grands réseaux)", "Seed of the sampling (large networks)", low=0, high=1_000_000)


@dataclass(frozen=True)
class Brokerage:
    """Everything measured, row by row of the network."""

    network: ActorNetwork
    categories: Categories
    roles: Roles
    between: Between
    z: Floats
    ways: Betweenness
    cuts: Mask


def run(snapshot: Snapshot, asked: Brokering) -> Analysis:
    """Actors by the pairs of their contacts that come from two of the categories asked for and have no tie of their own.

    Raises NotFound, BadDate, UnknownTerm.
    """
    key = ("brokers", asked.base, asked.carried, asked.crowd, asked.by, asked.between, asked.seed)
    found = kept(snapshot, key, lambda: _measured(actor_network(snapshot, asked), asked))
    order = np.lexsort((np.arange(len(found.z)), -found.ways.values, -found.between.total))
    order = order[found.between.total[order] > 0]
    listed = order[: asked.limit]
    ties = found.network.ties
    holes = zip(constraint(ties, listed).tolist(), effective_size(ties, listed).tolist(), strict=True)
    findings = [_finding(found, row, *each) for row, each in zip(listed.tolist(), holes, strict=True)]
    return Analysis(measure="brokers", sentence=_summary(found, len(order)), total=len(order), findings=findings,
                    method="#brokers", warnings=list(_warnings(found)), grids=list(_grids(found, listed)),
                    parameters=asked.as_json())


def _measured(network: ActorNetwork, asked: Brokering) -> Brokerage:
    categories = by_territory(network) if asked.by == "territory" else by_type(network, asked.between)
    number, known = len(categories.names), tied(network.ties, categories.of, categories.asked)
    among = between(network.ties, categories.of, number, categories.asked, known)
    return Brokerage(network, categories, roles(network.ties, categories.of, number, known), among,
                     z_scores(among.total.astype(np.float64), among.chance), betweenness(network.ties, seed=asked.seed),
                     cut_points(network.ties))


def _finding(found: Brokerage, row: int, constraint: float, size: float) -> Finding:
    snapshot = found.network.seen.snapshot
    entity = brief(snapshot, int(found.network.actors[row]))
    said = {lang: _said(found, row, quoted(entity, lang), lang) for lang in ("fr", "en")}
    return Finding([entity], float(found.between.total[row]), said, reasons=_reasons(found, row),
                   details=_details(found, row) | {"constraint": constraint, "effective_size": size})


def _said(found: Brokerage, row: int, name: str, lang: str) -> str:
    """Pairs, chance, role, and what would come apart."""
    pairs = counted(int(found.between.total[row]), "paire", "pair")[lang]
    role = ROLE_WORDS[ROLES[int(np.argmax(found.roles.counts[row]))]][lang]
    parts, chance = _parts(found, row, lang), _chance_said(found, row, lang)
    if lang == "fr":
        text = f"{name} se tient entre {pairs} d'acteurs sans lien direct{parts}, {chance}. Rôle le plus fréquent : {role}."
        return text + (" Sans lui, une partie du réseau serait coupée du reste." if found.cuts[row] else "")
    text = f"{name} stands between {pairs} of actors with no direct tie{parts}, {chance}. Most frequent role: {role}."
    return text + (" Without it a part of the network would be cut off." if found.cuts[row] else "")


def _chance_said(found: Brokerage, row: int, lang: str) -> str:
    mean, z = _rough(float(found.between.chance.mean[row]), lang), float(found.z[row])
    fr = "bien plus que" if z >= MARKED else "bien moins que" if z <= -MARKED else "à peu près"
    en = "far more than" if z >= MARKED else "far fewer than" if z <= -MARKED else "about"
    if lang == "fr":
        return f"{fr} les {mean} que donneraient les mêmes liens avec des catégories tirées au sort"
    return f"{en} the {mean} that the same ties would give with categories dealt at random"


def _rough(mean: float, lang: str) -> str:
    return str(round(mean)) if mean >= 10 else decimal(mean, lang)


def _parts(found: Brokerage, row: int, lang: str) -> str:
    """`` (8 entre institutions et associations, …)``, the most first; the number is left out where there is but one kind."""
    counts, labels = found.between.counts[row], found.categories.labels
    words = ("entre", "et") if lang == "fr" else ("between", "and")
    order = [at for at in np.argsort(-counts, kind="stable").tolist() if counts[at]]
    couples = [found.between.couples[at] for at in order]
    told = [f"{counts[at]} {words[0]} {labels[a][lang]} {words[1]} {labels[b][lang]}" if len(order) > 1 else
            f"{words[0]} {labels[a][lang]} {words[1]} {labels[b][lang]}" for at, (a, b) in zip(order, couples, strict=True)]
    return f" ({', '.join(told)})" if told else ""


def _details(found: Brokerage, row: int) -> dict[str, str | int | float | None]:
    possible = _possible(found)
    told: dict[str, str | int | float | None] = {
        "category": found.categories.names[found.categories.of[row]], "contacts": int(degrees(found.network.ties)[row]),
        "expected": float(found.between.chance.mean[row]), "z": float(found.z[row]),
        "betweenness": float(found.ways.values[row]) / possible, "betweenness_error": float(found.ways.error[row]) / possible,
        "betweenness_deviation": float(found.ways.deviation[row]) / possible,
        "cut_point": int(found.cuts[row]), "untied_pairs": int(found.roles.total[row]) // 2}
    scores = z_scores(found.roles.counts[row].astype(np.float64), _chance_of(found, row))
    for at, name in enumerate(ROLES):
        told[name], told[f"{name}_z"] = int(found.roles.counts[row, at]), float(scores[at])
        told[f"{name}_share"] = float(found.roles.counts[row, at] / max(found.roles.total[row], 1))
    return told


def _reasons(found: Brokerage, row: int) -> list[Reason]:
    """The contacts that count in the most pairs; the contributions of all would add up to the value."""
    network, of = found.network, found.categories.of
    contacts = network.ties.indices[network.ties.indptr[row]:network.ties.indptr[row + 1]]
    contacts = contacts[np.isin(of[contacts], found.categories.asked)]
    others = len(contacts) - np.bincount(of[contacts], minlength=len(found.categories.names))[of[contacts]]
    among = network.ties[contacts][:, contacts].tocoo()
    apart = of[contacts][among.row] != of[contacts][among.col]
    part = (others - np.bincount(among.row[apart], minlength=len(contacts))) / 2
    best = np.lexsort((contacts, -part))[:CONTACTS]
    return [Reason(brief(network.seen.snapshot, int(network.actors[contacts[at]])), float(part[at]),
                   network.proof(row, int(contacts[at]))) for at in best.tolist() if part[at] > 0]


def _summary(found: Brokerage, brokers: int) -> Texts:
    size, ties = len(found.network.actors), found.network.ties.nnz // 2
    sizes = found.categories.sizes
    named = {lang: _listed([found.categories.counted(at, int(sizes[at]), lang) for at in found.categories.asked[:5]], lang)
             for lang in ("fr", "en")}
    actors, links = counted(size, "acteur", "actor"), counted(ties, "lien", "tie")
    fr, en = f"Parmi {actors['fr']} et {links['fr']} ({named['fr']})", f"Among {actors['en']} and {links['en']} ({named['en']})"
    if not brokers:
        return {"fr": f"{fr}, personne ne se tient entre deux de ces catégories : tous ceux qui ont un contact commun se "
                      "connaissent, ou les sources ne disent pas qui travaille avec qui.",
                "en": f"{en}, nobody stands between two of these categories: all who have a contact in common know one another, "
                      "or the sources do not say who works with whom."}
    one = brokers == 1
    return {"fr": f"{fr}, {brokers} {'se tient' if one else 'se tiennent'} entre deux de ces catégories sans autre lien direct.",
            "en": f"{en}, {brokers} {'stands' if one else 'stand'} between two of these categories with no direct tie."}


def _listed(texts: list[str], lang: str) -> str:
    word = " et " if lang == "fr" else " and "
    return word.join([", ".join(texts[:-1]), texts[-1]]) if len(texts) > 1 else "".join(texts)


def _warnings(found: Brokerage) -> Iterator[Texts]:
    yield {"fr": "Deux acteurs sont liés quand ils prennent part à une même pratique, ou qu'une source dit qu'ils coopèrent.",
           "en": "Two actors are tied when they take part in one practice, or when a source says that they cooperate."}
    yield from found.network.warnings()
    for at in found.categories.asked:
        if not found.categories.sizes[at]:
            label = found.categories.labels[at]
            yield {"fr": f"Aucun acteur de la catégorie « {label['fr']} » n'est connu ici : rien n'est dit de ce côté.",
                   "en": f"No actor of the category “{label['en']}” is known here: nothing is said of that side."}
    if found.ways.sources < len(found.network.actors):
        yield _estimated(found)


def _estimated(found: Brokerage) -> Texts:
    """From how many, with which error: the standard error and the bound, the largest of all actors."""
    sources, pairs = found.ways.sources, _possible(found)
    worst = 100 * float(found.ways.deviation.max()) / pairs, 100 * float(found.ways.error.max()) / pairs
    fr, en = ([figures(each, lang) for each in worst] for lang in ("fr", "en"))
    return {"fr": f"Grand réseau : l'intermédiarité est estimée depuis {sources} acteurs tirés au sort (paramètre seed), avec "
                  f"une erreur type de {fr[0]} % des paires au plus, et à {fr[1]} % près 95 fois sur 100.",
            "en": f"Large network: betweenness is estimated from {sources} actors drawn at random (parameter seed), with a "
                  f"standard error of {en[0]}% of pairs at most, and within {en[1]}% 95 times in 100."}


def _possible(found: Brokerage) -> float:
    """How many pairs of others an actor could stand between."""
    size = len(found.network.actors)
    return max((size - 1) * (size - 2) / 2, 1)


def _grids(found: Brokerage, listed: Ints) -> Iterator[Grid]:
    rows: list[list[Cell]] = []
    for row in listed.tolist():
        scores = z_scores(found.roles.counts[row].astype(np.float64), _chance_of(found, row))
        counts = found.roles.counts[row].tolist()
        rows.append([names(found.network.seen.snapshot, int(found.network.actors[row])), *map(_scored, counts, scores.tolist())])
    yield grid("Rôles : paires dans les deux sens (écart au hasard, en écarts-types)|"
               "Roles: pairs both ways (difference from chance, in standard deviations)",
               "acteur|actor; coordination|coordinator; consultant|itinerant; portier|gatekeeper; "
               "représentant|representative; liaison|liaison", rows)


def _scored(count: int, score: float) -> Texts:
    """A number of pairs and how far chance is: ``90 (−0,6)``."""
    said = f"{round(score, 1) + 0.0:+.1f}".replace("-", "−")
    return {"fr": f"{count} ({said.replace('.', ',')})", "en": f"{count} ({said})"}


def _chance_of(found: Brokerage, row: int) -> Chance:
    return Chance(found.roles.chance.mean[row], found.roles.chance.sd[row])


MEASURE = Measure(
    "brokers", {"fr": "Médiateurs", "en": "Brokers"},
    {"fr": "Qui fait le lien entre institutions, acteurs privés et citoyens ?",
     "en": "Who mediates between institutions, private actors and citizens?"},
    Brokering, run)
