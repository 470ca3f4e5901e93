"""How sure the places of a ranking are: the same measure on what is left when sources are drawn again.

Bootstrap of the statements behind links: a link that k sources say is drawn as often as a Poisson number of mean k tells
(the bootstrap of a large sample: Hanley & MacGibbon 2006), and stays where that is not 0: with one source it stays in 63 % of the
draws, with three in 95 %. The interval of a place is that of the middle 90 % of the draws.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from maillage.graph.analysis.measure import Measure
from maillage.graph.analysis.progress import tell
from maillage.graph.analysis.result import Analysis, Finding, Texts
from maillage.graph.analysis.selection import Selection
from maillage.graph.analysis.separation import unseparated
from maillage.graph.analysis.thinned import thinned
from maillage.graph.snapshot import Snapshot

MOST_DRAWS = 100
MOST_LINKS = 5_000_000  # in all draws together
SEED = 2018
MIDDLE = (5, 95)
# What these list has no places: a view, an inventory, sets.
UNRANKED = frozenset({"territory", "coverage", "groups", "coalition"})


def ask(measure: Measure, snapshot: Snapshot, asked: Selection, draws: int = 0) -> Analysis:
    """The answer of a measure, with the warnings that any ranking needs; with ``draws``, each line's place as an interval."""
    found = measure.run(snapshot, asked)
    if measure.name in UNRANKED or not found.findings:
        return found
    possible = min(draws, MOST_LINKS // max(1, len(snapshot.link_ids)))
    if possible:
        return resampled(measure, snapshot, asked, found, possible)
    plain = doubted(found)
    return replace(plain, warnings=[*plain.warnings, _TOO_LARGE]) if draws else plain


def doubted(answer: Analysis) -> Analysis:
    """With the warning that its lines need, as they stand, when the first places are not separated; as it is without places."""
    if answer.measure in UNRANKED or not answer.findings:
        return answer
    return replace(answer, warnings=[*answer.warnings, *unseparated(answer.findings)])


def resampled(measure: Measure, snapshot: Snapshot, asked: Selection, found: Analysis, draws: int) -> Analysis:
    """``found`` with the interval of each place (``rank_low``, ``rank_high`` in details) and of each value (low, high)."""
    whole = _whole(measure, asked)
    keys = [_key(each) for each in found.findings]
    places, values = np.empty((draws, len(keys))), np.full((draws, len(keys)), np.nan)
    chance = np.random.default_rng(SEED)
    said = np.array([len(each) for each in snapshot.link_sources], dtype=np.float64)
    for draw in range(draws):
        tell("resampling", draw / draws)
        again = measure.run(thinned(snapshot, links=chance.poisson(said) > 0), whole).findings
        at = {_key(each): place for place, each in enumerate(again)}
        places[draw] = [1 + at.get(key, len(again)) for key in keys]
        values[draw] = [again[at[key]].value if key in at else np.nan for key in keys]
    low, high = np.percentile(places, MIDDLE, axis=0, method="inverted_cdf").astype(np.int64)
    findings = [_told(each, int(low[at]), int(high[at]), values[:, at]) for at, each in enumerate(found.findings)]
    return replace(found, findings=findings, warnings=[*found.warnings, *_mixed(low, high, draws)])


def _whole(measure: Measure, asked: Selection) -> Selection:
    """The same question without a limit on its lines, so that a place far down is seen."""
    most = next((told.high for told in measure.options if told.name == "limit"), None)
    more: dict[str, Any] = {} if most is None else {"limit": int(most)}
    return replace(asked, **more)


def _key(found: Finding) -> tuple[str, ...]:
    return tuple(sorted(entity.id for entity in found.entities))


def _told(found: Finding, low: int, high: int, values: NDArray[np.float64]) -> Finding:
    """With its interval; that of the value where at least half of the draws list the line."""
    listed = values[np.isfinite(values)]
    bounds = np.percentile(listed, MIDDLE) if 2 * len(listed) >= len(values) else None
    fr = f"de la {low}e à la {high}e place" if low != high else f"toujours à la {low}e place"
    en = f"between places {low} and {high}" if low != high else f"always at place {low}"
    sentence = {"fr": f"{found.sentence['fr']} Tirages : {fr}.".replace(" 1e ", " 1re "),
                "en": f"{found.sentence['en']} Draws: {en}."}
    return replace(found, sentence=sentence, details={**found.details, "rank_low": low, "rank_high": high},
                   low=None if bounds is None else float(bounds[0]), high=None if bounds is None else float(bounds[1]))


def _mixed(low: NDArray[np.int64], high: NDArray[np.int64], draws: int) -> list[Texts]:
    """Whether the first place stands out: the others whose interval begins before the first one's ends do not."""
    together = int((low <= high[0]).sum())
    if together < 2:
        return []
    return [{"fr": f"Les premières places ne se distinguent pas : sur {draws} tirages des sources, {together} des {len(low)} "
                   "lignes montrées changent de rang avec la première. Lisez les raisons, non les rangs.",
             "en": f"The first places are not separated: over {draws} draws of the sources, {together} of the {len(low)} lines "
                   "shown change places with the first. Read the reasons, not the ranks."}]


_TOO_LARGE: Texts = {"fr": "Cette base est trop grande pour des tirages : les places n'ont pas d'intervalle.",
                     "en": "This base is too large for draws: places have no interval."}
