"""A territory's view: what coexists there, and what similar territories have that this one has not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from maillage.graph.analysis import complementarity, missed_meetings
from maillage.graph.analysis.complementarity import Complementing
from maillage.graph.analysis.entities import brief, names, position
from maillage.graph.analysis.grids import grid
from maillage.graph.analysis.measure import Measure
from maillage.graph.analysis.missed_meetings import MissedMeetings
from maillage.graph.analysis.options import option
from maillage.graph.analysis.phrases import counted, decimal, named, quoted
from maillage.graph.analysis.result import Analysis, Cell, Finding, Grid, Reason, Texts
from maillage.graph.analysis.selection import Mask, Selection, View, view, within
from maillage.graph.analysis.similar import Likeness, Places, likeness, places
from maillage.graph.sentences import name
from maillage.graph.snapshot import Snapshot

LEAST_PARTS = 2  # territories that share fewer known parts than this are not compared
THIN = 3  # fewer practices than this, here or there, say little
MOST_ROWS = 50
MOST_MEETINGS = 10


@dataclass(frozen=True)
class Territorial(Selection):
    """Which territory (`territory`), and how many others it is compared with."""

    similar: int = option(5, "Nombre de territoires semblables", "Number of similar territories", low=1, high=50)
    limit: int = option(20, "Pratiques proposées", "Practices proposed", low=0, high=200)


@dataclass(frozen=True)
class _Near:
    """The territory at ``at`` and the ``rows`` (of ``found.territories``) of those most like it, the nearest first."""

    seen: View
    at: int
    found: Places
    like: Likeness
    rows: NDArray[np.int64]

    @property
    def here(self) -> NDArray[np.int64]:
        """Rows of the practices that lie in the territory."""
        return self.found.inside[[self.at]].indices.astype(np.int64)

    @cached_property
    def has(self) -> Mask:
        """Which items some practice here holds."""
        return np.asarray(self.found.held[self.here].sum(axis=0)).ravel() > 0

    @property
    def weights(self) -> NDArray[np.float64]:
        """How much each similar territory counts: 1 minus its distance."""
        return 1.0 - self.like.distance[self.rows]


def run(snapshot: Snapshot, asked: Territorial) -> Analysis:
    """Practices of similar territories by what they hold that is common there and absent here.

    ``value``: (1 − distance of the territory it comes from) × the mean, over its items, of the share of similar
    territories that have the item (each weighted by 1 − distance), items that this territory has counting 0.
    Without a territory: the territories with most practices. Raises NotFound, BadDate, UnknownTerm.
    """
    seen = view(snapshot, replace(asked.base, territory=None))
    if asked.territory is None:
        return _overview(seen, asked)
    near = _near(seen, position(snapshot, asked.territory), asked.similar)
    support, lacking = _support(near)
    order, values, origins = _candidates(near, support, lacking)
    findings = [_finding(near, int(row), float(values[row]), int(origins[row]), support, lacking) for row in order[:asked.limit]]
    return Analysis(measure="territory", sentence=_summary(near, int(lacking.sum()), len(order)), total=len(order),
                    findings=findings, method="#territory", warnings=list(_warnings(near)),
                    grids=[_coexisting(near), _missed(snapshot, asked), _complements(snapshot, asked), _similar(near),
                           _items(near, support, lacking)],
                    parameters=asked.as_json())


def _near(seen: View, at: int, most: int) -> _Near:
    found = places(seen)
    like = likeness(seen.snapshot, found, at)
    apart = ~(within(seen.snapshot, at) | _around(seen.snapshot, at))[found.territories]
    rows = np.flatnonzero(apart & (like.known >= LEAST_PARTS) & np.isfinite(like.distance))
    nearest = rows[np.lexsort((rows, like.distance[rows]))][:most]
    return _Near(seen, at, found, like, nearest)


def _around(snapshot: Snapshot, at: int) -> Mask:
    """Mask (n,) of the territories that this one is part of."""
    parts = snapshot.reading("hierarchy")
    child, parent = snapshot.source[parts], snapshot.target[parts]
    mask = np.zeros(len(snapshot.ids), dtype=np.bool_)
    mask[at] = True
    while (new := mask[child] & ~mask[parent]).any():
        mask[parent[new]] = True
    return mask


def _support(near: _Near) -> tuple[NDArray[np.float64], Mask]:
    """For each item: the weighted share of similar territories that have it; and whether it is absent here."""
    found, weights = near.found, near.weights
    has = (found.there[near.rows] @ found.held).astype(bool).astype(np.float64)
    support = np.asarray(has.T @ weights, dtype=np.float64).ravel() / max(float(weights.sum()), 1e-12)
    return support, ~near.has & (support > 0)


def _candidates(near: _Near, support: NDArray[np.float64], lacking: Mask,
                ) -> tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.int64]]:
    """Rows of practices, best first; each one's value, and the nearest similar territory that has it (a row, −1: none)."""
    found = near.found
    origins = np.full(len(found.practices), -1, dtype=np.int64)
    for row in near.rows[::-1]:
        origins[found.there[[row]].indices] = row
    origins[near.here] = -1
    held = np.maximum(np.diff(found.held.indptr), 1)
    brings = np.asarray(found.held @ np.where(lacking, support, 0.0)).ravel() / held
    values, known = np.zeros(len(origins)), origins >= 0
    values[known] = (1.0 - near.like.distance[origins[known]]) * brings[known]
    order = np.flatnonzero(values > 0)
    return order[np.lexsort((order, -values[order]))], values, origins


def _finding(near: _Near, row: int, value: float, origin: int, support: NDArray[np.float64], lacking: Mask) -> Finding:
    snapshot, found = near.seen.snapshot, near.found
    practice, place = brief(snapshot, int(found.practices[row])), brief(snapshot, int(found.territories[origin]))
    distance, columns = float(near.like.distance[origin]), found.held[[row]].indices
    brings = sorted((int(at) for at in columns if lacking[at]), key=lambda at: (-support[at], at))
    links = _links(near, int(found.practices[row]))
    reasons = [Reason(brief(snapshot, int(found.items[at])), (1 - distance) * float(support[at]) / len(columns),
                      links.get(int(found.items[at]), [])) for at in brings]
    ground = [Reason(brief(snapshot, int(found.items[at])), 0.0, []) for at in columns if near.has[at]]
    sentence = {lang: _said(lang, quoted(practice, lang), quoted(place, lang), decimal(distance, lang), reasons, ground)
                for lang in ("fr", "en")}
    return Finding([practice, place], value, sentence, reasons=reasons, details={"distance": round(distance, 4)})


def _said(lang: str, practice: str, place: str, distance: str, brings: list[Reason], ground: list[Reason]) -> str:
    if lang == "fr":
        base = f" ; elle s'appuierait sur ce qui vit déjà ici : {named(ground, lang)}" if ground else ""
        return (f"{practice}, menée à {place} (distance {distance}), apporterait {named(brings, lang)}, "
                f"que l'on ne connaît pas ici{base}.")
    base = f"; it would rest on what already lives here: {named(ground, lang)}" if ground else ""
    return f"{practice}, done in {place} (distance {distance}), would bring {named(brings, lang)}, not known here{base}."


def _links(near: _Near, practice: int) -> dict[int, list[str]]:
    """Ids of the links from a practice to each of its items, by the item's position."""
    snapshot, seen = near.seen.snapshot, near.seen
    found: dict[int, list[str]] = {}
    for at in np.flatnonzero((snapshot.source == practice) & snapshot.of(*seen.facets()) & seen.links):
        found.setdefault(int(snapshot.target[at]), []).append(snapshot.link_ids[at])
    return found


def _summary(near: _Near, lacking: int, proposed: int) -> Texts:
    place, here = brief(near.seen.snapshot, near.at), len(near.here)
    fr = f"À {quoted(place, 'fr')}, on connaît {counted(here, 'pratique', '')['fr']}"
    en = f"In {quoted(place, 'en')}, {counted(here, '', 'practice')['en']} {'is' if here == 1 else 'are'} known"
    if not len(near.rows):
        return {"fr": f"{fr} ; aucun autre territoire n'est assez connu pour lui être comparé.",
                "en": f"{en}; no other territory is known well enough to be compared with it."}
    same = len(near.rows)
    like_fr = f"Les {same} territoires les plus semblables ont" if same > 1 else "Le territoire le plus semblable a"
    like_en = f"The {same} most similar territories have" if same > 1 else "The most similar territory has"
    return {"fr": f"{fr}. {like_fr} {counted(lacking, 'objet', '')['fr']} (thèmes, méthodes, "
                  f"compétences…) que l'on ne connaît pas ici, par {counted(proposed, 'pratique', '')['fr']}.",
            "en": f"{en}. {like_en} {counted(lacking, '', 'item')['en']} (themes, methods, "
                  f"competences…) not known here, through {counted(proposed, '', 'practice')['en']}."}


def _warnings(near: _Near) -> Iterator[Texts]:
    here = len(near.here)
    if here < THIN:
        yield {"fr": f"On ne connaît ici que {counted(here, 'pratique', '')['fr']} : "
                     "ce qui manque est peut-être seulement inconnu.",
               "en": f"Only {counted(here, '', 'practice')['en']} known here: what lacks may only be unknown."}
    sizes = np.diff(near.found.there.indptr)[near.rows]
    if len(sizes) and (sizes < THIN).any():
        few = int((sizes < THIN).sum())
        yield {"fr": f"Territoires semblables dont on connaît moins de {THIN} pratiques : {few} sur {len(sizes)}. "
                     "La comparaison est mince.",
               "en": f"Similar territories with fewer than {THIN} known practices: {few} of {len(sizes)}. "
                     "The comparison is thin."}
    known = near.like.known[near.rows]
    if len(known) and (known < 4).any():
        least = int(known.min())
        yield {"fr": "Les parts de la distance (taille, niveau, types, objets) ne sont pas toutes connues : "
                     f"{least} sur quatre là où l'on en sait le moins.",
               "en": "The parts of the distance (size, level, types, items) are not all known: "
                     f"{least} of four where least is known."}


def _coexisting(near: _Near) -> Grid:
    snapshot = near.seen.snapshot
    held = np.diff(near.found.held.indptr)
    rows: list[list[Cell]] = []
    for row in near.here[:MOST_ROWS]:
        at = int(near.found.practices[row])
        kind = snapshot.ontology.types.get(snapshot.types[at])
        rows.append([names(snapshot, int(at)), dict(kind.label) if kind else snapshot.types[at], snapshot.starts[at],
                     int(held[row])])
    return grid("Ce qui coexiste ici|What coexists here", "Pratique|Practice; Type; Début|Start; Objets|Items", rows)


def _missed(snapshot: Snapshot, asked: Territorial) -> Grid:
    """The missed meetings among the practices that lie here."""
    found = missed_meetings.run(snapshot, MissedMeetings(**asked.base.__dict__, limit=MOST_MEETINGS))
    return _pairs("Celles qui ne se rencontrent pas ici|Those that do not meet here", found)


def _complements(snapshot: Snapshot, asked: Territorial) -> Grid:
    """Who complements whom among the practices that lie here."""
    found = complementarity.run(snapshot, Complementing(**asked.base.__dict__, limit=MOST_MEETINGS))
    return _pairs("Celles qui se complètent ici|Those that complement one another here", found)


def _pairs(title: str, found: Analysis) -> Grid:
    return grid(title, "Pratique|Practice; Pratique|Practice; Pourquoi|Why",
                [[*({lang: name(entity, lang) for lang in ("fr", "en")} for entity in each.entities[:2]), each.sentence]
                 for each in found.findings])


def _similar(near: _Near) -> Grid:
    snapshot, found, like = near.seen.snapshot, near.found, near.like
    sizes = np.diff(found.there.indptr)
    rows: list[list[Cell]] = []
    for row in near.rows:
        parts = [None if np.isnan(part) else round(float(part), 3) for part in like.parts[:, row]]
        rows.append([names(snapshot, int(found.territories[row])), int(sizes[row]), round(float(like.distance[row]), 3), *parts])
    return grid("Territoires semblables|Similar territories",
                "Territoire|Territory; Pratiques|Practices; Distance; Taille|Size; Niveau|Level; Types; Objets|Items", rows)


def _items(near: _Near, support: NDArray[np.float64], lacking: Mask) -> Grid:
    snapshot, found = near.seen.snapshot, near.found
    has = np.asarray((found.there[near.rows] @ found.held).astype(bool).sum(axis=0)).ravel()
    order = np.flatnonzero(lacking)
    order = order[np.lexsort((order, -support[order]))][:MOST_ROWS]
    rows: list[list[Cell]] = []
    for at in order:
        kind = snapshot.ontology.types.get(snapshot.types[found.items[at]])
        rows.append([names(snapshot, int(found.items[at])), dict(kind.label) if kind else None, int(has[at]),
                     round(float(support[at]), 3)])
    return grid("Ce qu'ont les territoires semblables, et que l'on ne connaît pas ici|"
                "What similar territories have, and that is not known here",
                "Objet|Item; Type; Territoires|Territories; Part pondérée|Weighted share", rows)


def _overview(seen: View, asked: Territorial) -> Analysis:
    """Which territories there are to ask about."""
    found, snapshot = places(seen), seen.snapshot
    sizes = np.diff(found.there.indptr)
    order = np.lexsort((found.territories, -sizes))[:MOST_ROWS]
    rows: list[list[Cell]] = [[names(snapshot, int(found.territories[at])), snapshot.ids[found.territories[at]], int(sizes[at])]
                              for at in order]
    known = len(found.territories)
    sentence = {"fr": f"Dites de quel territoire il s'agit (paramètre territory). Territoires avec une pratique : {known}.",
                "en": f"Say which territory is meant (parameter territory). Territories with a practice: {known}."}
    return Analysis(measure="territory", sentence=sentence, total=0, findings=[], method="#territory", parameters=asked.as_json(),
                    grids=[grid("Territoires|Territories", "Territoire|Territory; Identifiant|Id; Pratiques|Practices", rows)])


MEASURE = Measure(
    "territory", {"fr": "Vue d'un territoire", "en": "A territory's view"},
    {"fr": "Qu'est-ce qui coexiste ici, et que font les territoires semblables que l'on ne fait pas ici ?",
     "en": "What coexists here, and what do similar territories do that is not done here?"}, Territorial, run)
