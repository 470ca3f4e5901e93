"""The four quadrants: how many pairs of practices converge and are linked, converge and are not, and the two others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from maillage.graph.analysis.convergence import finding, warnings
from maillage.graph.analysis.convergences import those
from maillage.graph.analysis.entities import names
from maillage.graph.analysis.measure import Measure
from maillage.graph.analysis.meetings import QUADRANTS, Listed, Meeting, Meetings, meetings
from maillage.graph.analysis.options import option
from maillage.graph.analysis.phrases import percent, whole
from maillage.graph.analysis.result import Analysis, Grid, Texts
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
    counts, listed = found.counts(), found.listed(asked.quadrant == "alliance")
    best = listed.ties.ranked("value", asked.limit)
    return Analysis(measure="quadrants", sentence=_summary(found, counts), total=counts[asked.quadrant],
                    findings=[finding(found.converging, best, at) for at in range(len(best))], method="#quadrants",
                    warnings=[*warnings(found.converging, asked.level), *doubts(found), *left_out(listed)],
                    grids=[_grid(counts)], parameters=asked.as_json())


def doubts(found: Meetings) -> Iterator[Texts]:
    """What is not known of the links: practices without actors, and who is left out because everywhere."""
    if found.unknown.any():
        unknown, size = whole(int(found.unknown.sum())), whole(len(found.unknown))
        yield {"fr": f"Sur {size['fr']}, {unknown['fr']} n'ont aucun acteur connu : "
                     "elles sont peut-être liées sans qu'on le sache.",
               "en": f"Of {size['en']}, {unknown['en']} have no known actor: they may be linked without our knowing."}
    if len(found.ignored):
        share, more = found.asked.everywhere, "…" if len(found.ignored) > 5 else ""
        who = [names(found.converging.seen.snapshot, at) for at in found.ignored[:5].tolist()]
        yield {"fr": f"Présent dans plus de {percent(share, 'fr')} des pratiques, ne compte pas comme lien entre elles : "
                     f"{', '.join(each['fr'] for each in who)}{more}.",
               "en": f"In more than {percent(share, 'en')} of the practices, not counted as a link between them: "
                     f"{', '.join(each['en'] for each in who)}{more}."}


def left_out(listed: Listed) -> Iterator[Texts]:
    """How many of the first pairs are ranked, where they are too many."""
    if listed.total > len(listed.ties):
        all, some = whole(listed.total), whole(len(listed.ties))
        yield {"fr": f"{all['fr']} paires ; les {some['fr']} premières sont classées.",
               "en": f"{all['en']} pairs; the first {some['en']} are ranked."}


def _grid(counts: dict[str, int]) -> Grid:
    total = max(1, sum(counts.values()))
    return Grid({"fr": "Les quatre quadrants", "en": "The four quadrants"},
                [{"fr": "quadrant", "en": "quadrant"}, {"fr": "paires", "en": "pairs"}, {"fr": "part", "en": "share"}],
                [[NAMES[name], counts[name], counts[name] / total] for name in QUADRANTS])


def _summary(found: Meetings, counts: dict[str, int]) -> Texts:
    total = sum(counts.values())
    rows = those(found.converging, found.asked)
    if not total:
        return {"fr": f"Il n'y a aucune paire à classer : la sélection compte {rows['fr']}.",
                "en": f"There is no pair to place: the selection has {rows['en']}."}
    fr, en = ({name: whole(number)[lang] for name, number in {**counts, "all": total}.items()} for lang in ("fr", "en"))
    return {"fr": f"Sur {fr['all']} paires de {rows['fr']} : {fr['alliance']} convergent et sont liées, "
                  f"{fr['missed_meeting']} convergent sans être liées (rendez-vous manqués), "
                  f"{fr['alliance_of_difference']} sont liées sans converger, {fr['strangers']} ni l'un ni l'autre.",
            "en": f"Of {en['all']} pairs among {rows['en']}: {en['alliance']} converge and are linked, "
                  f"{en['missed_meeting']} converge and are not (missed meetings), "
                  f"{en['alliance_of_difference']} are linked and do not converge, {en['strangers']} neither."}


MEASURE = Measure(
    "quadrants", {"fr": "Les quatre quadrants", "en": "The four quadrants"},
    {"fr": "Qui converge est-il lié, et qui est lié converge-t-il ?",
     "en": "Are those who converge linked, and do the linked converge?"},
    Quadrants, run)
