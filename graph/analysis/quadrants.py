"""The four quadrants: how many pairs of practices converge and are linked, converge and are not, and the two others."""

from __future__ import annotations

from dataclasses import dataclass

from maillage.graph.analysis.convergence import finding, warnings
from maillage.graph.analysis.measure import Measure
from maillage.graph.analysis.meetings import QUADRANTS, Meeting, Meetings, meetings
from maillage.graph.analysis.options import option
from maillage.graph.analysis.phrases import members, percent
from maillage.graph.analysis.result import Analysis, Grid, Texts
from maillage.graph.analysis.ties import Ties
from maillage.graph.snapshot import Snapshot

NAMES: dict[str, Texts] = {
    "alliance": {"fr": "alliance : convergentes et liées", "en": "alliance: convergent and linked"},
    "missed_meeting": {"fr": "rendez-vous manqué : convergentes, non liées", "en": "missed meeting: convergent, not linked"},
    "alliance_of_difference": {"fr": "alliance des différences : liées, non convergentes",
                               "en": "alliance of difference: linked, not convergent"},
    "strangers": {"fr": "étrangères : ni l'un ni l'autre", "en": "strangers: neither"}}


@dataclass(frozen=True)
class Quadrants(Meeting):
    """Which quadrant is listed."""

    quadrant: str = option("alliance", "Paires montrées", "Pairs shown", choices=("alliance", "missed_meeting"))
    limit: int = option(20, "Nombre de paires", "Number of pairs", low=1, high=500)


def run(snapshot: Snapshot, asked: Quadrants) -> Analysis:
    """All pairs counted by quadrant, and the convergent ones of one quadrant listed, the most convergent first."""
    found = meetings(snapshot, asked)
    counts = found.counts()
    ties = convergent(found, linked=asked.quadrant == "alliance")
    best = ties.ranked("value", asked.limit)
    return Analysis(measure="quadrants", sentence=_summary(found, counts), total=counts[asked.quadrant],
                    findings=[finding(found.converging, best, at) for at in range(len(best))], method="#quadrants",
                    warnings=[*warnings(found.converging, asked.level), *ignored(found)],
                    grids=[_grid(counts)], parameters=asked.as_json())


def convergent(found: Meetings, linked: bool) -> Ties:
    """The convergent pairs at hand that are linked, or not."""
    ties = found.converging.tested.kept
    ties = ties[found.convergent(ties)]
    return ties[found.linked(ties.pairs) == linked]


def ignored(found: Meetings) -> list[Texts]:
    """Who is left out as a link because everywhere."""
    names = [found.converging.seen.snapshot.names[at] for at in found.ignored]
    if not len(names):
        return []
    listed, share = ", ".join(names[:5]) + ("…" if len(names) > 5 else ""), found.asked.everywhere
    return [{"fr": f"Présent dans plus de {percent(share, 'fr')} des pratiques, ne compte pas comme lien entre elles : {listed}.",
             "en": f"In more than {percent(share, 'en')} of the practices, not counted as a link between them: {listed}."}]


def _grid(counts: dict[str, int]) -> Grid:
    total = max(1, sum(counts.values()))
    return Grid({"fr": "Les quatre quadrants", "en": "The four quadrants"},
                [{"fr": "quadrant", "en": "quadrant"}, {"fr": "paires", "en": "pairs"}, {"fr": "part", "en": "share"}],
                [[NAMES[name], counts[name], counts[name] / total] for name in QUADRANTS])


def _summary(found: Meetings, counts: dict[str, int]) -> Texts:
    size, total = len(found.converging.rows), sum(counts.values())
    rows = members(found.converging.seen.snapshot, found.asked.types, size)
    if not total:
        return {"fr": f"Il n'y a aucune paire à classer : la sélection compte {rows['fr']}.",
                "en": f"There is no pair to place: the selection has {rows['en']}."}
    alliance, missed, different, rest = (counts[name] for name in QUADRANTS)
    return {"fr": f"Sur {total} paires de {rows['fr']} : {alliance} convergent et sont liées, {missed} convergent sans "
                  f"être liées (rendez-vous manqués), {different} sont liées sans converger, {rest} ni l'un ni l'autre.",
            "en": f"Of {total} pairs among {rows['en']}: {alliance} converge and are linked, {missed} converge and are not "
                  f"(missed meetings), {different} are linked and do not converge, {rest} neither."}


MEASURE = Measure(
    "quadrants", {"fr": "Les quatre quadrants", "en": "The four quadrants"},
    {"fr": "Qui converge est-il lié, et qui est lié converge-t-il ?",
     "en": "Are those who converge linked, and do the linked converge?"},
    Quadrants, run)
