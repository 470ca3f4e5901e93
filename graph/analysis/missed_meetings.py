"""Missed meetings: practices that converge and that nothing links, ranked, with the reasons to bring them together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from maillage.graph.analysis.convergence import finding, warnings
from maillage.graph.analysis.entities import position
from maillage.graph.analysis.kept import kept
from maillage.graph.analysis.measure import Measure
from maillage.graph.analysis.meetings import MOST_LISTED, Listed, Meeting, Meetings, meetings
from maillage.graph.analysis.options import option
from maillage.graph.analysis.phrases import chance, counted, named, percent, quoted
from maillage.graph.analysis.progress import tell
from maillage.graph.analysis.projection import Pairs, Projection
from maillage.graph.analysis.quadrants import doubts, left_out
from maillage.graph.analysis.result import Analysis, Finding, Texts
from maillage.graph.analysis.selection import Mask
from maillage.graph.analysis.tested import Best
from maillage.graph.analysis.ties import Ties, joined
from maillage.graph.answers import Brief
from maillage.graph.snapshot import Snapshot


@dataclass(frozen=True)
class MissedMeetings(Meeting):
    """Which are listed, and whether those who hold much may fill the list."""

    around: str | None = option(None, "Autour d'une pratique", "Around one practice", of="entity:Practice")
    fair: bool = option(True, "Équité : ni les très grandes pratiques, ni une seule, ne remplissent la liste",
                        "Fairness: neither very large practices nor a single one fill the list")
    most: int = option(2, "Places qu'une même pratique peut prendre (avec l'équité)",
                       "Places that one practice may take (with fairness)", low=1, high=500)
    limit: int = option(20, "Nombre de paires", "Number of pairs", low=1, high=500)


def run(snapshot: Snapshot, asked: MissedMeetings) -> Analysis:
    """Pairs that converge and are not linked.

    With fairness, a pair converges when it shares more than its two sizes explain (the null model), the value is the
    part of all they hold that is common, and a practice takes ``most`` places at most. Without, any shared item counts,
    the value is the sum of the shared weights, and whoever holds much stands first.
    Raises NotFound, BadWeight, BadDate, UnknownTerm.
    """
    found = meetings(snapshot, asked)
    listed = _missed(found, asked) if asked.around is None else _around(found, asked, asked.around)
    best, total = _listed(listed.ties, asked, found.known(listed.ties.pairs)), listed.total
    return Analysis(measure="missed_meetings", sentence=_summary(found, total, len(best), asked), total=total,
                    findings=[_finding(found, best, at) for at in range(len(best))], method="#missed-meetings",
                    warnings=[*warnings(found.converging, asked.level), *doubts(found), *left_out(listed)],
                    parameters=asked.as_json())


def _missed(found: Meetings, asked: MissedMeetings) -> Listed:
    if asked.fair:
        return found.listed(linked=False, known_first=True)
    return kept(found.converging.seen.snapshot, ("unfair", *found.key), lambda: _unfair(found))


def _unfair(found: Meetings) -> Listed:
    """All that share anything, by the sum of the weights shared, whatever their sizes."""
    tested, best = found.converging.tested, Best([found.known_first], MOST_LISTED)
    for share, pairs in Projection(tested.projection.facets, tested.projection.size, ratio=False).blocks():
        tell("pairs", share)
        best.add(_unlinked(found, pairs))
    return Listed.of(best)


def _unlinked(found: Meetings, pairs: Pairs) -> Ties:
    tested = found.converging.tested
    pairs = tested.families.of(pairs[pairs.value > 0])
    pairs = pairs[~found.linked(pairs)]
    return Ties(pairs, *tested.significance.of(pairs.first, pairs.second, pairs.shared))


def _around(found: Meetings, asked: MissedMeetings, id: str) -> Listed:
    """Those of one practice."""
    at = position(found.converging.seen.snapshot, id)
    row = int(np.searchsorted(found.converging.rows, at))
    if row == len(found.converging.rows) or found.converging.rows[row] != at:
        return Listed(joined([]), 0)
    if asked.fair:
        ties = found.around(row, linked=False)
    else:
        projection = found.converging.tested.projection
        ties = _unlinked(found, Projection(projection.facets, projection.size, ratio=False).around(row))
    return Listed(ties, len(ties))


def _listed(ties: Ties, asked: MissedMeetings, known: Mask) -> Ties:
    """The best, and with fairness no practice more often than allowed, except the one asked about.

    Practices of which actors are known (mask, one a tie) come first: of the others nobody can say whom they meet.
    """
    if not asked.fair or asked.around is not None:
        return ties.ranked("value", asked.limit, first=known)
    number = 20 * asked.limit
    while True:
        ranked = ties.ranked("value", number, first=known)
        chosen = _places(ranked, asked)
        if len(chosen) == asked.limit or number >= len(ties):
            return ranked[np.array(chosen, dtype=np.int64)]
        number *= 8


def _places(ranked: Ties, asked: MissedMeetings) -> list[int]:
    places: Counter[int] = Counter()
    chosen: list[int] = []
    for at, pair in enumerate(zip(ranked.pairs.first.tolist(), ranked.pairs.second.tolist(), strict=True)):
        if len(chosen) < asked.limit and all(places[row] < asked.most for row in pair):
            places.update(pair)
            chosen.append(at)
    return chosen


def _finding(found: Meetings, ties: Ties, at: int) -> Finding:
    made = finding(found.converging, ties, at)
    unknown = [entity for entity, row in zip(made.entities, (ties.pairs.first[at], ties.pairs.second[at]), strict=True)
               if found.unknown[row]]
    sentence = {lang: _said(made, lang) + _doubt(unknown, lang) for lang in ("fr", "en")}
    return replace(made, sentence=sentence, details={**made.details, "actors_unknown": len(unknown)})


def _said(made: Finding, lang: str) -> str:
    one, other = (quoted(entity, lang) for entity in made.entities)
    share = percent(sum(reason.contribution for reason in made.reasons), lang)
    what, how = named(made.reasons, lang), chance(made.p_value or 0.0)[lang]
    if lang == "fr":
        return f"Rien ne relie ici {one} et {other}, qui ont en commun {what}, soit {share} de ce qu'elles tiennent ; {how}."
    return f"Nothing here links {one} and {other}, which have in common {what}, {share} of what they hold; {how}."


def _doubt(unknown: Sequence[Brief], lang: str) -> str:
    """What must be said where the actors of one or both are not known."""
    if not unknown:
        return ""
    together = " et " if lang == "fr" else " and "
    names = together.join(quoted(entity, lang) for entity in unknown)
    if lang == "fr":
        return f" Aucun acteur connu pour {names} : un lien existe peut-être."
    return f" No actor is known for {names}: there may be a link."


def _summary(found: Meetings, total: int, shown: int, asked: MissedMeetings) -> Texts:
    pairs = counted(total, "paire", "pair")
    if not total:
        return {"fr": "Aucun rendez-vous manqué dans cette sélection : rien ne converge sans être déjà lié, à ce seuil "
                      f"({percent(asked.level, 'fr')}). Élevez-le pour une liste plus large.",
                "en": "No missed meeting in this selection: nothing converges without being linked already, at this level "
                      f"({percent(asked.level, 'en')}). Raise it for a longer list."}
    many = total > 1
    fr = ("convergent" if many else "converge") if asked.fair else f"partage{'nt' if many else ''} quelque chose"
    en = ("converge" if many else "converges") if asked.fair else f"share{'' if many else 's'} something"
    return {"fr": f"{pairs['fr']} {fr} sans lien connu ; {shown} {'sont montrées' if shown > 1 else 'est montrée'}.",
            "en": f"{pairs['en']} {en} with no known link; {shown} {'are' if shown > 1 else 'is'} shown."}


MEASURE = Measure(
    "missed_meetings", {"fr": "Rendez-vous manqués", "en": "Missed meetings"},
    {"fr": "Quelles pratiques gagneraient à se rencontrer, et pourquoi ?",
     "en": "Which practices would gain from meeting, and why?"},
    MissedMeetings, run)
