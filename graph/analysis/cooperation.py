"""Cooperation: practices that share actors, actors that share practices, and what sources say outright beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from maillage.graph.analysis.cooperations import Cooperating, Cooperations, cooperations, reasons
from maillage.graph.analysis.entities import brief, position
from maillage.graph.analysis.measure import Measure
from maillage.graph.analysis.options import option
from maillage.graph.analysis.phrases import chance, counted, decimal, named, quoted, whole
from maillage.graph.analysis.result import Analysis, Finding, Grid, Texts
from maillage.graph.analysis.ties import Ties
from maillage.graph.snapshot import Snapshot

TIES = {"both": {"fr": "déduit et dit par une source", "en": "inferred and said by a source"},
        "inferred": {"fr": "déduit seulement", "en": "inferred only"},
        "explicit": {"fr": "dit par une source seulement", "en": "said by a source only"}}


@dataclass(frozen=True)
class Cooperation(Cooperating):
    """Which ties are asked for, in which order."""

    around: str | None = option(None, "Autour d'une pratique ou d'un acteur", "Around one practice or actor", of="entity:Entity")
    ties: str = option("inferred", "Liens déduits (un tiers commun) ou dits par une source",
                       "Ties inferred (a third in common) or said by a source", choices=("inferred", "explicit"))
    order: str = option("value", "Ordre : le plus partagé, ou le moins explicable par le hasard",
                        "Order: most shared, or least explained by chance", choices=("value", "surprise"))
    level: float = option(0.05, "Seuil sous lequel un partage est tenu pour plus que du hasard",
                          "Level below which sharing counts as more than chance", low=0.0001, high=1)
    limit: int = option(20, "Nombre de paires", "Number of pairs", low=1, high=500)


def run(snapshot: Snapshot, asked: Cooperation) -> Analysis:
    """Pairs by the weight of what they share, Σ 1 / (k - 1) over shared thirds that k take part in (Newman 2001).

    Ties are inferred or explicit, as asked, never both in one ranking; each says whether it is the other too.
    Raises NotFound, BadDate, UnknownTerm.
    """
    found = cooperations(snapshot, asked)
    ties = _asked_for(found, asked)
    best = (found.tested if ties is None else ties).ranked(asked.order, asked.limit, 1.0)
    total = found.tested.total if ties is None else len(ties)
    grid = _grid(found)
    return Analysis(measure="cooperation", sentence=_summary(found, ties, total, asked), total=total,
                    findings=[_finding(found, best, at) for at in range(len(best))], method="#cooperation",
                    warnings=list(_warnings(found)), grids=[grid], parameters=asked.as_json())


def _asked_for(found: Cooperations, asked: Cooperation) -> Ties | None:
    """The ties among which the best are looked for; None for all that are inferred."""
    row = None
    if asked.around is not None:
        at = position(found.seen.snapshot, asked.around)
        row = int(np.searchsorted(found.rows, at))
        if row == len(found.rows) or found.rows[row] != at:
            return found.tested.kept[:0]
    if asked.ties == "inferred":
        return None if row is None else found.tested.around(row)
    ties = found.explicit_ties
    return ties if row is None else ties[(ties.pairs.first == row) | (ties.pairs.second == row)]


def _finding(found: Cooperations, ties: Ties, at: int) -> Finding:
    first, second = int(ties.pairs.first[at]), int(ties.pairs.second[at])
    entities = [brief(found.seen.snapshot, int(found.rows[row])) for row in (first, second)]
    why, value, p = reasons(found, first, second), float(ties.pairs.value[at]), float(ties.p[at])
    explicit = len(found.explicit.proof(first, second))
    kind = "both" if explicit and value > 0 else "explicit" if explicit else "inferred"
    thirds = [reason for reason in why if reason.contribution > 0]
    said = {lang: _said(lang, quoted(entities[0], lang), quoted(entities[1], lang), kind) for lang in ("fr", "en")}
    if thirds:
        said["fr"] += f" en commun : {named(thirds, 'fr')} (poids {decimal(value, 'fr')} ; {chance(p)['fr']})."
        said["en"] += f" in common: {named(thirds, 'en')} (weight {decimal(value, 'en')}; {chance(p)['en']})."
    return Finding(entities, value, said, p_value=p, q_value=float(ties.q[at]), reasons=why,
                   details={"tie": kind, "shared": int(ties.pairs.shared[at]), "explicit": explicit,
                            "expected": found.tested.significance.expected(first, second)})


def _said(lang: str, one: str, other: str, kind: str) -> str:
    """The beginning of the sentence: what joins the two."""
    words = {
        "fr": {"inferred": f"{one} et {other} ont", "both": f"{one} et {other} sont liés d'après une source, et ont",
               "explicit": f"{one} et {other} sont liés d'après une source, sans tiers commun connu."},
        "en": {"inferred": f"{one} and {other} have", "both": f"{one} and {other} are linked by a source, and have",
               "explicit": f"{one} and {other} are linked by a source, with no third known in common."}}
    return words[lang][kind]


def _grid(found: Cooperations) -> Grid:
    explicit = found.explicit_ties
    both = int((explicit.pairs.value > 0).sum())
    counts = {"both": both, "inferred": found.tested.total - both, "explicit": len(explicit) - both}
    return Grid({"fr": "D'où l'on sait les liens", "en": "How ties are known"},
                [{"fr": "lien", "en": "tie"}, {"fr": "paires", "en": "pairs"}],
                [[TIES[kind], number] for kind, number in counts.items()])


def _summary(found: Cooperations, ties: Ties | None, total: int, asked: Cooperation) -> Texts:
    nouns = {"practices": ("pratique", "practice"), "actors": ("acteur", "actor")}[asked.between]
    rows, pairs = counted(len(found.rows), *nouns), counted(total, "paire", "pair")
    strong = found.tested.significance.below(asked.level) if ties is None else int((ties.p <= asked.level).sum())
    if not total:
        return {"fr": f"Parmi {rows['fr']}, aucun lien de cette sorte n'est connu.",
                "en": f"Among {rows['en']}, no tie of this kind is known."}
    if asked.ties == "explicit":
        return {"fr": f"Parmi {rows['fr']}, {pairs['fr']} {'sont liées' if total > 1 else 'est liée'} d'après une source.",
                "en": f"Among {rows['en']}, {pairs['en']} {'are' if total > 1 else 'is'} linked by a source."}
    return {"fr": f"Parmi {rows['fr']}, {pairs['fr']} ont un tiers en commun, dont {strong} plus que le hasard.",
            "en": f"Among {rows['en']}, {pairs['en']} have a third in common, {strong} of them more than chance."}


def _warnings(found: Cooperations) -> Iterator[Texts]:
    alone = int((np.diff(found.held.matrix.indptr) == 0).sum())
    if alone:
        rows, none = whole(len(found.rows)), whole(alone)
        yield {"fr": f"Sur {rows['fr']}, {none['fr']} n'ont ici aucun partenaire connu : la source ne dit pas avec qui.",
               "en": f"Of {rows['en']}, {none['en']} have no partner known here: the source does not say with whom."}


MEASURE = Measure(
    "cooperation", {"fr": "Coopération", "en": "Cooperation"},
    {"fr": "Qui travaille avec qui, et qu'en disent les sources ?", "en": "Who works with whom, and what do sources say of it?"},
    Cooperation, run)
