"""What we do not know: which questions the sources answer, by type, facet, territory and source, and what is stale."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from maillage.graph.analysis.entities import brief
from maillage.graph.analysis.grids import both, grid
from maillage.graph.analysis.measure import Measure
from maillage.graph.analysis.options import option
from maillage.graph.analysis.phrases import counted, quoted, whole
from maillage.graph.analysis.result import Analysis, Cell, Finding, Grid, Texts
from maillage.graph.analysis.selection import Mask, Selection, View, view
from maillage.graph.answers import Brief
from maillage.graph.periods import period
from maillage.graph.snapshot import Snapshot
from maillage.schema import edtf

THIN = 0.5  # a question answered for less than this share is told as a warning
MOST_ROWS = 30


@dataclass(frozen=True)
class Coverage(Selection):
    """What is looked at, and from when on an entry is stale."""

    years: int = option(3, "Âge, en années, à partir duquel une fiche est dite ancienne",
                        "Age in years from which an entry is called stale", low=0, high=100)
    today: str | None = option(None, "Le jour d'où l'on compte (sinon aujourd'hui)", "The day to count from (else today)",
                               of="date")
    limit: int = option(50, "Fiches montrées, les moins connues d'abord", "Entries shown, the least known first", low=0, high=500)


@dataclass(frozen=True)
class Question:
    """One thing that may be known of a practice: its name in both languages, and for whom it is known (n,)."""

    label: Texts
    known: Mask


def run(snapshot: Snapshot, asked: Coverage) -> Analysis:
    """Practices by the share of the questions that the sources answer, the least known first.

    ``value`` of a finding is that share; its details give the number of sources and the date of the latest.
    """
    seen = view(snapshot, asked)
    practices = np.flatnonzero(seen.compared)
    questions = _questions(seen)
    answered = np.array([each.known[practices] for each in questions], dtype=np.bool_).reshape(len(questions), len(practices))
    latest = _Latest(snapshot, asked)
    shares = answered.mean(axis=0) if len(practices) else np.zeros(0)
    order = np.lexsort((practices, shares))[:asked.limit]
    findings = [_finding(snapshot, int(practices[at]), answered[:, at], questions, latest) for at in order]
    stale = sum(latest.stale(int(at)) for at in practices)
    return Analysis(measure="coverage", sentence=_summary(practices, questions, answered, snapshot, stale, asked.years),
                    total=len(practices), findings=findings, method="#coverage", warnings=list(_warnings(questions, answered)),
                    grids=list(_grids(seen, practices, questions, answered)), parameters=asked.as_json())


def _questions(seen: View) -> list[Question]:
    """Every facet, then place, actors, dates and description."""
    snapshot = seen.snapshot
    asked = [Question(_held(snapshot, name), _ends(seen, snapshot.of(name))) for name in seen.facets()]
    asked.append(Question({"fr": "territoire", "en": "territory"}, _ends(seen, snapshot.reading("territory"))))
    asked.append(Question({"fr": "acteur", "en": "actor"}, _ends(seen, snapshot.reading("cooperation"))))
    dated = np.array([start is not None for start in snapshot.starts], dtype=np.bool_)
    asked.append(Question({"fr": "date", "en": "date"}, dated))
    if snapshot.described:
        described = np.array(snapshot.described, dtype=np.bool_)
        asked.append(Question({"fr": "description", "en": "description"}, described))
    return asked


def _held(snapshot: Snapshot, relation: str) -> Texts:
    """What a facet leads to, in one word: the type of its objects."""
    _, object = snapshot.ontology.relations[relation].pairs[0]
    return dict(snapshot.ontology.types[object].label)


def _ends(seen: View, links: Mask) -> Mask:
    """Mask (n,) of what has one of these links, whichever end it is."""
    chosen = links & seen.links
    mask = np.zeros(len(seen.snapshot.ids), dtype=np.bool_)
    mask[seen.snapshot.source[chosen]] = True
    mask[seen.snapshot.target[chosen]] = True
    return mask


class _Latest:
    """The year of the latest source that speaks of each entry, by the dates that the sources have."""

    def __init__(self, snapshot: Snapshot, asked: Coverage) -> None:
        self._snapshot = snapshot
        day = period(None, asked.today)
        now = day.last.year if day else datetime.now(UTC).year
        self._latest_stale = now - asked.years
        self._years = {id: edtf.bounds(date)[1].year for id, (_, date) in snapshot.sources.items() if date}

    def year(self, at: int) -> int | None:
        """None where no source of the entry has a date."""
        return max((self._years[id] for id in self._snapshot.node_sources[at] if id in self._years), default=None)

    def stale(self, at: int) -> bool:
        year = self.year(at)
        return year is not None and year <= self._latest_stale


def _finding(snapshot: Snapshot, at: int, answered: Mask, questions: list[Question], latest: _Latest) -> Finding:
    sources, year = len(snapshot.node_sources[at]), latest.year(at)
    details: dict[str, str | int | float | None] = {"sources": sources, "latest": year, "stale": int(latest.stale(at))}
    share = float(answered.mean()) if len(answered) else 0.0
    return Finding([brief(snapshot, at)], share, _said(brief(snapshot, at), answered, questions, sources, year), details=details)


def _said(practice: Brief, answered: Mask, questions: list[Question], sources: int, year: int | None) -> Texts:
    lacking = [each.label for each, known in zip(questions, answered, strict=True) if not known]
    count = len(questions) - len(lacking)
    fr = f"{quoted(practice, 'fr')} : {count} réponse{'s' if count > 1 else ''} pour {len(questions)} questions"
    en = f"{quoted(practice, 'en')}: {count} of {len(questions)} questions are answered"
    if lacking:
        fr += f" ; on ne sait pas : {', '.join(each['fr'] for each in lacking)}"
        en += f"; not known: {', '.join(each['en'] for each in lacking)}"
    when_fr = f", la plus récente de {year}" if year else ", sans date"
    when_en = f", the latest of {year}" if year else ", without a date"
    by = counted(sources, "source", "source")
    return {"fr": f"{fr}. {by['fr']}{when_fr}.", "en": f"{en}. {by['en']}{when_en}."}


def _summary(practices: NDArray[np.int64], questions: list[Question], answered: Mask, snapshot: Snapshot, stale: int,
             years: int) -> Texts:
    if not len(practices):
        return {"fr": "Aucune pratique ne répond à ce choix : il n'y a rien à couvrir.",
                "en": "No practice fits this choice: there is nothing to cover."}
    all = counted(len(practices), "pratique", "practice")
    single, old = whole(sum(len(snapshot.node_sources[at]) < 2 for at in practices)), whole(stale)
    told = sorted(zip(answered.mean(axis=1), questions, strict=True), key=lambda each: each[0])
    fr = ", ".join(f"{each.label['fr']} pour {100 * share:.0f} %" for share, each in told)
    en = ", ".join(f"{each.label['en']} for {100 * share:.0f}%" for share, each in told)
    return {"fr": f"Sur {all['fr']}, les sources disent : {fr}. {single['fr']} ne reposent que sur une "
                  f"source ; {old['fr']} n'ont rien de plus récent que {years} ans.",
            "en": f"Of {all['en']}, the sources tell: {en}. {single['en']} rest on a single source; "
                  f"{old['en']} have nothing more recent than {years} years."}


def _warnings(questions: list[Question], answered: Mask) -> Iterator[Texts]:
    if not answered.size:
        return
    for question, share in zip(questions, answered.mean(axis=1), strict=True):
        if share < THIN:
            percent = round(100 * float(share))
            yield {"fr": f"« {question.label['fr']} » n'est connu que pour {percent} % des pratiques : "
                         "ce qui s'y appuie est fragile.",
                   "en": f"“{question.label['en']}” is known for {percent}% of practices only: what rests on it is fragile."}


def _grids(seen: View, practices: NDArray[np.int64], questions: list[Question], answered: Mask) -> Iterator[Grid]:
    snapshot = seen.snapshot
    kinds = [snapshot.types[at] for at in practices]
    heads: list[Texts] = [{"fr": "Pratiques", "en": "Practices"}, *(each.label for each in questions)]
    yield _shares(both("Par type (en % des pratiques)|By type (% of practices)"), both("Type"), heads, kinds, answered,
                  lambda kind: dict(snapshot.ontology.types[kind].label) if kind in snapshot.ontology.types else kind)
    yield grid("Par facette|By facet", "Facette|Facet; Liens|Links; Objets|Items; Vus une seule fois|Seen once only",
               list(_by_facet(seen)))
    yield _shares(both("Par territoire (en % des pratiques)|By territory (% of practices)"), both("Territoire|Territory"), heads,
                  _territories(seen, practices), answered, lambda place: place or both("(inconnu)|(unknown)"))
    yield grid("Par source|By source", "Source; Date; Pratiques|Practices; Qu'elle seule connaît|Known by it alone",
               list(_by_source(snapshot, practices)))


def _shares(title: Texts, first: Texts, heads: list[Texts], groups: list[str], answered: Mask,
            name: Callable[[str], Cell]) -> Grid:
    """For each group the number of practices and, for each question, the percentage that is answered."""
    counts = Counter(groups)
    named = np.array(groups, dtype=object)
    rows: list[list[Cell]] = []
    for group, count in sorted(counts.items(), key=lambda each: (-each[1], each[0]))[:MOST_ROWS]:
        percents = (100 * answered[:, named == group].mean(axis=1)).round()
        rows.append([name(group), count, *(int(percent) for percent in percents)])
    return Grid(title, [first, *heads], rows)


def _by_facet(seen: View) -> Iterator[list[Cell]]:
    snapshot = seen.snapshot
    for name in seen.facets():
        links = snapshot.of(name) & seen.links & seen.compared[snapshot.source]
        held = np.bincount(snapshot.target[links])
        yield [_held(snapshot, name), int(links.sum()), int((held > 0).sum()), int((held == 1).sum())]


def _territories(seen: View, practices: NDArray[np.int64]) -> list[str]:
    """The name of the first territory of each practice; empty where none is known."""
    snapshot = seen.snapshot
    placed = np.flatnonzero(snapshot.reading("territory") & seen.links)[::-1]
    first = np.full(len(snapshot.ids), -1, dtype=np.int64)
    first[snapshot.source[placed]] = snapshot.target[placed]
    return [snapshot.names[first[at]] if first[at] >= 0 else "" for at in practices]


def _by_source(snapshot: Snapshot, practices: NDArray[np.int64]) -> Iterator[list[Cell]]:
    said: Counter[str] = Counter()
    alone: Counter[str] = Counter()
    for at in practices:
        said.update(snapshot.node_sources[at])
        if len(snapshot.node_sources[at]) == 1:
            alone.update(snapshot.node_sources[at])
    for id, count in sorted(said.items(), key=lambda each: (-each[1], each[0]))[:MOST_ROWS]:
        title, date = snapshot.sources.get(id, (id, None))
        yield [title, date, count, alone[id]]


MEASURE = Measure(
    "coverage", {"fr": "Ce que l'on ne sait pas", "en": "What we do not know"},
    {"fr": "Que savons-nous de chaque pratique, et que manque-t-il pour pouvoir comparer ?",
     "en": "What do we know of each practice, and what lacks before comparing?"}, Coverage, run)
