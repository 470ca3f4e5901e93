"""The whole report as a document: what is there, what the measures say, and the sources behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import numpy as np

from maillage import __version__
from maillage.graph.analysis.options import parse
from maillage.graph.analysis.registry import MEASURES
from maillage.graph.analysis.resampling import ask, doubted
from maillage.graph.analysis.result import Analysis, Cell, Grid
from maillage.graph.sentences import name as named
from maillage.graph.sources import sources
from maillage.schema import edtf
from maillage.viz.report.cited import Cited
from maillage.viz.report.document import Document, Section, Table
from maillage.viz.report.figures import meetings_map, takers_map
from maillage.viz.report.scope import Scope, scope
from maillage.viz.report.typography import typeset
from maillage.viz.report.words import decimal, number, period, say

if TYPE_CHECKING:
    from maillage.graph.store import Store

# In the order in which a working group asks; a measure that is not there is left out.
ORDER = ("convergence", "missed_meetings", "complementarity", "brokers", "groups", "territory", "coverage")
MOST_PRACTICES = 25
MOST_GRID = 15
DRAWS, MOST_DRAWN = 10, 3_000  # places as intervals, in a base of no more links than this
DATES = {"Début", "Date"}  # columns of grids whose cells are EDTF
MOST_FOUND = 200  # the most lines that every measure gives


@dataclass(frozen=True)
class _Told:
    """All that the sections are made from, in one language."""

    scope: Scope
    lang: str
    limit: int
    answers: dict[str, Analysis]
    cited: Cited

    def say(self, key: str, **details: object) -> str:
        return say(key, self.lang, **details)

    def table(self, heads: str, rows: Sequence[tuple[str, ...]], numbers: set[int]) -> Table:
        return Table(tuple(self.say(heads).split("|")), tuple(rows), frozenset(numbers))


def document(store: Store, about: str | None = None, lang: str = "fr", limit: int = 10) -> Document:
    """The report on the whole, or about one territory, theme or actor. Raises NotFound, NoReport."""
    found = scope(store, about)
    wanted = [name for name in ORDER if name in MEASURES and (name != "territory" or found.territory)]
    answers = {name: _asked(found, name, limit) for name in wanted}
    proofs = [link for answer in answers.values() for each in answer.findings for reason in each.reasons for link in reason.links]
    told = _Told(found, lang, limit, answers, Cited.of(found.shown, found.whole, sources(store), proofs))
    sections = [_brief(told), *_there(told), *(_measure(told, name) for name in answers), _sources(told), _method(told, about)]
    name = named(found.about, lang) if found.about else told.say("whole")
    subtitle = told.say(found.kind) if found.about else ""
    return typeset(Document(f"{told.say('title')} — {name}", subtitle, lang, _facts(told), tuple(sections)))


def _asked(found: Scope, name: str, limit: int) -> Analysis:
    measure = MEASURES[name]
    given: dict[str, Any] = {"limit": limit} if any(told.name == "limit" for told in measure.options) else {}
    draws = DRAWS if len(found.part.link_ids) <= MOST_DRAWN else 0
    if name == "territory":
        return measure.asked(found.whole, {**given, "territory": found.territory})
    if found.own is None or name == "coverage":
        return ask(measure, found.part, parse(measure.parameters, given), draws)
    return _touching(measure.asked(found.whole, dict.fromkeys(given, MOST_FOUND)), found.own, limit)


def _touching(answer: Analysis, own: frozenset[str], limit: int) -> Analysis:
    """The lines about one of ``own``; of a measure that counts further, those among its first ones."""
    kept = [each for each in answer.findings if any(entity.id in own for entity in each.entities)]
    return doubted(replace(answer, findings=kept[:limit], total=len(kept)))


def _facts(told: _Told) -> tuple[str, ...]:
    day, part = edtf.caption(datetime.now(UTC).date().isoformat(), told.lang), told.scope.shown
    return (told.say("made", day=day, version=__version__, entities=number(len(part.ids), told.lang),
                     links=number(len(part.link_ids), told.lang)),)


def _brief(told: _Told) -> Section:
    return Section(told.say("brief"), points=tuple(answer.sentence[told.lang] for answer in told.answers.values()))


def _there(told: _Told) -> Iterator[Section]:
    """Counts by type, the best linked practices, and the map of who takes part in what."""
    part = told.scope.part
    practices = np.flatnonzero(part.members.get("Practice", np.zeros(len(part.ids), dtype=np.bool_)))
    if not len(practices):
        yield Section(told.say("there"), (_counts(told), told.say("nothing")))
        return
    actors = _actors(told)
    best = practices[np.lexsort((practices, -actors[practices]))][:MOST_PRACTICES]
    rows = [(part.name(at, told.lang), _label(told, part.types[at]), _date(told, part.starts[at]), str(actors[at]))
            for at in best.tolist()]
    shown = told.say("shown", shown=len(rows), all=number(len(practices), told.lang))
    yield Section(told.say("there"), (_counts(told), shown), tables=(told.table("practices", rows, {3}),),
                  figures=tuple(takers_map(part, told.lang)))


def _counts(told: _Told) -> str:
    """``57 thèmes, 22 méthodes``: how many of each type, the most first."""
    types, counts = told.scope.part.ontology.types, Counter(told.scope.shown.types)
    said = []
    for name, count in sorted(counts.items(), key=lambda each: (-each[1], each[0])):
        words = (types[name].plural if count > 1 else types[name].label)[told.lang] if name in types else name
        said.append(f"{number(count, told.lang)} {words}")
    return f"{', '.join(said)}."


def _date(told: _Told, text: str | None) -> str:
    return period(text, told.lang) if text else ""


def _actors(told: _Told) -> np.ndarray[Any, np.dtype[np.int64]]:
    part = told.scope.part
    ties = part.reading("cooperation")
    return np.bincount(part.target[ties], minlength=len(part.ids))


def _label(told: _Told, kind: str) -> str:
    known = told.scope.part.ontology.types.get(kind)
    return known.label[told.lang] if known else kind


def _measure(told: _Told, name: str) -> Section:
    """What one measure answers: its sentence, its warnings, its lines with their sources, its grids."""
    answer = told.answers[name]
    lines = [_line(told, place, answer) for place in range(len(answer.findings))]
    paragraphs = [answer.sentence[told.lang]]
    if told.scope.own is not None and name != "coverage":
        paragraphs.append(told.say("touching" if lines else "touching_none"))
    if answer.total > len(answer.findings) > 0:
        paragraphs.append(told.say("more", total=number(answer.total, told.lang), shown=len(answer.findings), measure=name))
    tables = [_filled(told.table("findings", lines, {0, 2, 3}))] if lines else []
    tables += [_grid(told, grid) for grid in answer.grids if grid.rows]
    figures = meetings_map(told.scope.whole, answer, told.lang) if name == "missed_meetings" else ()
    return Section(MEASURES[name].title[told.lang], tuple(paragraphs), tuple(each[told.lang] for each in answer.warnings),
                   tables=tuple(tables), figures=tuple(figures))


def _filled(table: Table) -> Table:
    """Without the columns in which no row says anything: a measure without q has no column for it."""
    kept = [place for place in range(len(table.heads)) if any(row[place] for row in table.rows)]
    return replace(table, heads=tuple(table.heads[place] for place in kept),
                   rows=tuple(tuple(row[place] for place in kept) for row in table.rows),
                   numbers=frozenset(at for at, place in enumerate(kept) if place in table.numbers))


def _line(told: _Told, place: int, answer: Analysis) -> tuple[str, ...]:
    each = answer.findings[place]
    names = " — ".join(named(entity, told.lang) for entity in each.entities)
    links = [link for reason in each.reasons for link in reason.links]
    counted = all(line.value.is_integer() for line in answer.findings) and answer.findings[0].value > 1
    value = number(each.value, told.lang) if counted else decimal(each.value, told.lang)
    return str(place + 1), names, value, decimal(each.q_value, told.lang), each.sentence[told.lang], told.cited.numbers(links)


def _grid(told: _Told, grid: Grid) -> Table:
    dated = {place for place, column in enumerate(grid.columns) if column["fr"] in DATES}
    rows = [tuple(_date(told, str(cell or "")) if place in dated else _cell(told, cell) for place, cell in enumerate(row))
            for row in grid.rows[:MOST_GRID]]
    numbers = {place for place in range(len(grid.columns))
               if all(isinstance(row[place], int | float | None) for row in grid.rows)}
    return Table(tuple(column[told.lang] for column in grid.columns), tuple(rows), frozenset(numbers), grid.title[told.lang])


def _cell(told: _Told, cell: Cell) -> str:
    if isinstance(cell, dict):
        return cell[told.lang]
    if isinstance(cell, float):
        return decimal(cell, told.lang)
    return "" if cell is None else str(cell)


def _sources(told: _Told) -> Section:
    rows = [(str(place), source.title, source.publisher or "", _date(told, source.date),
             source.licence or told.say("no_licence"), number(source.claims or 0, told.lang))
            for place, source in enumerate(told.cited.sources, 1)]
    return Section(told.say("sources"), tables=(told.table("source_heads", rows, {0, 5}),))


def _method(told: _Told, about: str | None) -> Section:
    anchors = ", ".join(answer.method for answer in told.answers.values())
    command = f"note.html{f' --about {about}' if about else ''} --limit {told.limit} --lang {told.lang}"
    return Section(told.say("method"), (told.say("read_value"), told.say("read_formulas", anchors=anchors),
                                        told.say("read_again", command=command)))
