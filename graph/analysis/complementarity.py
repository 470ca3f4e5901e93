"""Complementarity: who could bring another what it lacks.

Two practices on the same themes that draw on different competences; or, where sources say so, the needs of one met by what
another holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from maillage.graph.analysis.convergences import rarity
from maillage.graph.analysis.entities import brief
from maillage.graph.analysis.holdings import Holdings, holdings
from maillage.graph.analysis.incidence import Incidence, Places, items
from maillage.graph.analysis.kept import kept
from maillage.graph.analysis.measure import Measure
from maillage.graph.analysis.options import option
from maillage.graph.analysis.phrases import counted, named, percent, quoted, whole
from maillage.graph.analysis.progress import tell
from maillage.graph.analysis.projection import Facet, Pairs, Projection
from maillage.graph.analysis.result import Analysis, Finding, Reason, Texts
from maillage.graph.analysis.selection import Selection, View, view
from maillage.graph.analysis.structure.matrix import Floats
from maillage.graph.analysis.themes import competence_relations, theme_relations
from maillage.graph.snapshot import Snapshot
from maillage.schema.model import Ontology

MOST = 20_000  # pairs kept at hand
MET = 2_000_000  # needs looked at pair by pair


@dataclass(frozen=True)
class Complementing(Selection):
    """Which complementarity is asked for."""

    of: str = option("competences", "Mêmes thèmes et autres compétences, ou besoins que d'autres comblent",
                     "Same themes and other competences, or needs that others meet", choices=("competences", "needs"))
    limit: int = option(20, "Nombre de paires", "Number of pairs", low=1, high=500)


@dataclass(frozen=True)
class Known:
    """Practices whose themes and competences are both known: ``rows`` positions, and each incidence's own rows in step."""

    snapshot: Snapshot
    rows: Places
    themes: Incidence
    competences: Incidence
    pairs: Pairs
    all: int


def run(snapshot: Snapshot, asked: Complementing) -> Analysis:
    """Pairs by common themes (weighted Jaccard, s) times what each brings the other, s √(a b); or by needs met.

    a and b are the parts of each one's competences that the other lacks.

    Raises NotFound, BadDate, UnknownTerm.
    """
    return _by_needs(snapshot, asked) if asked.of == "needs" else _by_competences(snapshot, asked)


def _by_competences(snapshot: Snapshot, asked: Complementing) -> Analysis:
    found = kept(snapshot, ("complementarity", asked.base), lambda: _known(view(snapshot, asked.base)))
    pairs = found.pairs
    order = np.lexsort((pairs.second, pairs.first, -pairs.value))[: asked.limit]
    return Analysis(measure="complementarity", sentence=_summary(found), total=len(pairs),
                    findings=[_finding(found, pairs, int(at)) for at in order], method="#complementarity",
                    warnings=list(_warnings(found)), parameters=asked.as_json())


def _known(seen: View) -> Known:
    themes, competences = _facet(seen, theme_relations), _facet(seen, competence_relations)
    filled = (np.diff(themes.matrix.indptr) > 0) & (np.diff(competences.matrix.indptr) > 0)
    rows = np.flatnonzero(seen.compared)
    projection = Projection([Facet("themes", themes, rarity(themes), 1.0)], len(rows), ratio=True)
    none = np.zeros(0, dtype=np.int64)
    best = Pairs(none, none, np.zeros(0), none)
    for share, pairs in projection.blocks():
        tell("complementarity", share)
        pairs = pairs[filled[pairs.first] & filled[pairs.second]]
        value = pairs.value * _exchange(competences, pairs)
        made = Pairs(pairs.first, pairs.second, value, pairs.shared)[value > 0]
        best = _first(Pairs(*(np.concatenate([getattr(best, name), getattr(made, name)])
                              for name in ("first", "second", "value", "shared"))))
    return Known(seen.snapshot, rows, themes, competences, best, int(filled.sum()))


def _facet(seen: View, relations: Callable[[Ontology], list[str]]) -> Incidence:
    """Practices by what the first of the relations leads to (an ontology has one to themes and one to competences)."""
    names = relations(seen.snapshot.ontology)
    return items(seen, names[0] if names else "", seen.compared, 0.0)


def _exchange(competences: Incidence, pairs: Pairs) -> Floats:
    """What the two bring each other: √(a b), of each one's competences the part that the other lacks; 0 where one only gives."""
    matrix, found = competences.matrix, np.zeros(len(pairs))
    size = np.diff(matrix.indptr)
    for start in range(0, len(pairs), 200_000):
        part = slice(start, start + 200_000)
        first, second = pairs.first[part], pairs.second[part]
        both = np.asarray(matrix[first].multiply(matrix[second]).sum(axis=1)).ravel()
        found[part] = np.sqrt((1 - both / np.maximum(size[first], 1)) * (1 - both / np.maximum(size[second], 1)))
    return found


def _first(pairs: Pairs) -> Pairs:
    return pairs[np.lexsort((pairs.second, pairs.first, -pairs.value))[:MOST]] if len(pairs) > MOST else pairs


def _finding(found: Known, pairs: Pairs, at: int) -> Finding:
    first, second = int(pairs.first[at]), int(pairs.second[at])
    one, other = (brief(found.snapshot, int(found.rows[row])) for row in (first, second))
    themes = _reasons(found, found.themes, first, second, both=True)
    brings = [_reasons(found, found.competences, *order, both=False) for order in ((first, second), (second, first))]
    value = float(pairs.value[at])
    said = {lang: _said(lang, quoted(one, lang), quoted(other, lang), themes, brings) for lang in ("fr", "en")}
    return Finding([one, other], value, said, reasons=[*themes, *brings[0], *brings[1]],
                   details={"themes": len(themes), "only_first": len(brings[0]), "only_second": len(brings[1])})


def _reasons(found: Known, held: Incidence, first: int, second: int, both: bool) -> list[Reason]:
    """What both rows hold, or what the first holds and the second does not."""
    matrix, ids = held.matrix, found.snapshot.link_ids
    one, other = (matrix.indices[matrix.indptr[row]:matrix.indptr[row + 1]] for row in (first, second))
    columns = np.intersect1d(one, other) if both else np.setdiff1d(one, other)
    return [Reason(brief(found.snapshot, int(held.columns[column])), 1.0,
                   [ids[link] for row in ((first, second) if both else (first,)) for link in held.proof(row, int(column))])
            for column in columns.tolist()]


def _said(lang: str, one: str, other: str, themes: list[Reason], brings: list[list[Reason]]) -> str:
    if lang == "fr":
        words, start = "apporte", f"{one} et {other} traitent tous deux de {named(themes, 'fr')}"
    else:
        words, start = "brings", f"{one} and {other} both deal with {named(themes, 'en')}"
    told = [f"{who} {words} {named(what, lang)}" for who, what in ((one, brings[0]), (other, brings[1])) if what]
    return f"{start} ; {', '.join(told)}." if lang == "fr" else f"{start}; {', '.join(told)}."


def _summary(found: Known) -> Texts:
    practices, pairs = counted(found.all, "pratique", "practice"), counted(len(found.pairs), "paire", "pair")
    if not len(found.pairs):
        return {"fr": f"{practices['fr']} dont on connaît thèmes et compétences, et aucune paire où chacune apporte à l'autre.",
                "en": f"{practices['en']} with known themes and competences, and no pair in which each brings the other any."}
    return {"fr": f"Parmi {practices['fr']} dont on connaît thèmes et compétences, {pairs['fr']} partagent un thème "
                  "et s'apportent l'une à l'autre des compétences.",
            "en": f"Among {practices['en']} with known themes and competences, {pairs['en']} share a theme and bring each "
                  "other competences."}


def _warnings(found: Known) -> Iterator[Texts]:
    unknown = len(found.rows) - found.all
    if unknown:
        part = percent(unknown / len(found.rows), "fr"), percent(unknown / len(found.rows), "en")
        none, rows = whole(unknown), whole(len(found.rows))
        yield {"fr": f"De {none['fr']} pratiques sur {rows['fr']} ({part[0]}), les thèmes ou les compétences ne sont pas "
                     "connus : elles n'entrent pas dans cette liste.",
               "en": f"Of {none['en']} of {rows['en']} practices ({part[1]}) themes or competences are not known: they are not "
                     "in this list."}
    if len(found.pairs) == MOST:
        yield {"fr": f"Plus de {MOST} paires : les premières sont gardées.", "en": f"More than {MOST} pairs: the first are kept."}


def _by_needs(snapshot: Snapshot, asked: Complementing) -> Analysis:
    known = holdings(view(snapshot, asked.base))
    pairs = _met(known)
    ranked = sorted(pairs.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return Analysis(measure="complementarity", sentence=_needs_summary(known, len(pairs)), total=len(pairs),
                    findings=[_need(known, who, by, met) for (who, by), met in ranked[: asked.limit]],
                    method="#complementarity", parameters=asked.as_json())


def _met(known: Holdings) -> dict[tuple[int, int], list[int]]:
    """By who needs and who holds (positions), the competences of the one that the other has."""
    found: dict[tuple[int, int], list[int]] = {}
    for who, needs in known.needs.items():
        for what in sorted(needs):
            for by in known.holders.get(what, ()):
                if by != who and what not in known.holds.get(who, frozenset()) and len(found) < MET:
                    found.setdefault((who, by), []).append(what)
    return found


def _need(known: Holdings, who: int, by: int, met: list[int]) -> Finding:
    one, other = brief(known.snapshot, who), brief(known.snapshot, by)
    why = [Reason(brief(known.snapshot, what), 1.0, known.proof(who, by, what)) for what in met]
    needs = len(known.needs[who])
    said = {"fr": f"{quoted(one, 'fr')} a besoin de {named(why, 'fr')}, que {quoted(other, 'fr')} détient "
                  f"({len(met)} de ses {counted(needs, 'besoin', 'need')['fr']}).",
            "en": f"{quoted(one, 'en')} needs {named(why, 'en')}, which {quoted(other, 'en')} holds "
                  f"({len(met)} of its {counted(needs, 'besoin', 'need')['en']})."}
    return Finding([one, other], float(len(met)), said, reasons=why, details={"needs": needs, "met": len(met)})


def _needs_summary(known: Holdings, pairs: int) -> Texts:
    if not known.needs or not known.holders:
        return {"fr": "Aucune source ne dit ici qui a besoin d'une compétence et qui en détient une (relations NEEDS et HOLDS) : "
                      "un atelier peut le recueillir.",
                "en": "No source says here who needs a competence and who holds one (relations NEEDS and HOLDS): a workshop can "
                      "gather that."}
    unmet = {what for needs in known.needs.values() for what in needs} - set(known.holders)
    needing, said = counted(len(known.needs), "fiche", "entry"), counted(pairs, "paire", "pair")
    return {"fr": f"{needing['fr']} avec des besoins ; {said['fr']} où l'un détient ce dont l'autre a besoin ; "
                  f"{counted(len(unmet), 'compétence', 'competence')['fr']} que personne ne détient.",
            "en": f"{len(known.needs)} with needs; {said['en']} where one holds what the other needs; "
                  f"{counted(len(unmet), 'compétence', 'competence')['en']} that nobody holds."}


MEASURE = Measure(
    "complementarity", {"fr": "Complémentarités", "en": "Complementarity"},
    {"fr": "Qui pourrait apporter à qui ce qui lui manque ?", "en": "Who could bring whom what it lacks?"}, Complementing, run)
