"""Convergence: which practices share more than chance would have it, what they share, and how much each thing counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from maillage.graph.analysis.convergences import Convergences, Converging, by_facet, convergences, reasons, strangers, those
from maillage.graph.analysis.entities import brief, position
from maillage.graph.analysis.measure import Measure
from maillage.graph.analysis.options import option
from maillage.graph.analysis.phrases import chance, counted, named, percent, quoted, whole
from maillage.graph.analysis.result import Analysis, Finding, Texts
from maillage.graph.analysis.ties import Ties
from maillage.graph.snapshot import Snapshot


@dataclass(frozen=True)
class Convergence(Converging):
    """Which pairs are asked for, in which order."""

    around: str | None = option(None, "Autour d'une pratique", "Around one practice", of="entity:Practice")
    order: str = option("value", "Ordre : le plus partagé, ou le moins explicable par le hasard",
                        "Order: most shared, or least explained by chance", choices=("value", "surprise"))
    level: float = option(0.05, "Seuil sous lequel un partage est tenu pour plus que du hasard",
                          "Level below which sharing counts as more than chance", low=0.0001, high=1)
    limit: int = option(20, "Nombre de paires", "Number of pairs", low=1, high=500)


def run(snapshot: Snapshot, asked: Convergence) -> Analysis:
    """Pairs of practices by their convergence, from 0 (nothing shared) to 1 (all).

    Pairs that share more than chance would give stand first. Raises NotFound, BadWeight, BadDate, UnknownTerm.
    """
    found = convergences(snapshot, asked)
    near = None if asked.around is None else _around(found, asked.around)
    best = (found.tested if near is None else near).ranked(asked.order, asked.limit, asked.level)
    total = found.tested.total if near is None else len(near)
    return Analysis(measure="convergence", sentence=_summary(found, asked, near, total), total=total,
                    findings=[finding(found, best, at) for at in range(len(best))], method="#convergence",
                    warnings=[*strangers(found, asked), *warnings(found, asked.level)], parameters=asked.as_json())


def _around(found: Convergences, id: str) -> Ties:
    """The ties of one practice; none where the selection leaves it out."""
    at = position(found.seen.snapshot, id)
    row = int(np.searchsorted(found.rows, at))
    there = row < len(found.rows) and found.rows[row] == at
    return found.tested.around(row) if there else found.tested.kept[:0]


def finding(found: Convergences, ties: Ties, at: int) -> Finding:
    """The pair number ``at`` with its reasons and its sentence."""
    first, second = int(ties.pairs.first[at]), int(ties.pairs.second[at])
    snapshot = found.seen.snapshot
    entities = [brief(snapshot, int(found.rows[row])) for row in (first, second)]
    why, p = reasons(found, first, second), float(ties.p[at])
    value = float(ties.pairs.value[at])
    sentence = {
        "fr": f"{quoted(entities[0], 'fr')} et {quoted(entities[1], 'fr')} convergent à {percent(value, 'fr')} : "
              f"{named(why, 'fr')} ; {chance(p)['fr']}.",
        "en": f"{quoted(entities[0], 'en')} and {quoted(entities[1], 'en')} converge by {percent(value, 'en')}: "
              f"{named(why, 'en')}; {chance(p)['en']}."}
    return Finding(entities, value, sentence, p_value=p, q_value=float(ties.q[at]), reasons=why,
                   details={"shared": int(ties.pairs.shared[at]),
                            "expected": found.tested.significance.expected(first, second), **by_facet(found, first, second)})


def _summary(found: Convergences, asked: Convergence, near: Ties | None, total: int) -> Texts:
    rows, level = those(found, asked), asked.level
    sharing = counted(total, "paire", "pair")
    if len(found.rows) < 2:
        return {"fr": f"Il en faut deux au moins pour une convergence ; la sélection en a {len(found.rows)}.",
                "en": f"A convergence takes two at least; the selection has {len(found.rows)}."}
    if not total:
        return {"fr": f"Parmi {rows['fr']}, aucune paire ne partage quoi que ce soit dans les facettes choisies.",
                "en": f"Among {rows['en']}, no pair shares anything in the facets chosen."}
    strong = found.tested.significance.below(level) if near is None else int((near.p <= level).sum())
    share_fr, share_en = ("partage", "shares") if total == 1 else ("partagent", "share")
    return {"fr": f"Parmi {rows['fr']}, {sharing['fr']} {share_fr} quelque chose, dont {whole(strong)['fr']} plus que le hasard "
                  f"(au seuil de {percent(level, 'fr')}).",
            "en": f"Among {rows['en']}, {sharing['en']} {share_en} something, {whole(strong)['en']} of them more than chance "
                  f"(at a level of {percent(level, 'en')})."}


def warnings(found: Convergences, level: float) -> Iterator[Texts]:
    """What a reader of convergences must know: practices that say nothing, a list that chance could fill, what was cut."""
    tested = found.tested
    degrees, _ = tested.projection.direct
    empty = int((degrees == 0).sum())
    if empty and len(degrees):
        rows, none = whole(len(degrees)), whole(empty)
        yield {"fr": f"Sur {rows['fr']}, {none['fr']} ne disent rien dans ces facettes : "
                     "leur absence de la liste ne signifie pas qu'elles ne convergent avec personne.",
               "en": f"Of {rows['en']}, {none['en']} say nothing in these facets: "
                     "that they are not listed does not mean that they converge with nobody."}
    strong, by_chance = tested.significance.below(level), tested.significance.by_chance(level, tested.families.possible)
    if strong and 3 * by_chance >= strong:
        pairs, some = counted(strong, "paire", "pair"), whole(round(by_chance))
        yield {"fr": f"{pairs['fr']} sous le seuil de {percent(level, 'fr')}, et le hasard seul en donnerait jusqu'à "
                     f"{some['fr']} : lisez les raisons plutôt que les rangs.",
               "en": f"{pairs['en']} below the level of {percent(level, 'en')}, and chance alone would give up to "
                     f"{some['en']}: read the reasons rather than the ranks."}


MEASURE = Measure(
    "convergence", {"fr": "Convergence des pratiques", "en": "Convergence of practices"},
    {"fr": "Quelles pratiques partagent des thèmes, des compétences, des méthodes, plus que le hasard ne le voudrait ?",
     "en": "Which practices share themes, competences, methods, more than chance would have it?"}, Convergence, run)
