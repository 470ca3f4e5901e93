"""Patterns of cooperation: who comes together again and again, in several practices."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import comb

import numpy as np

from maillage.graph.analysis.actor_network import ActorNetwork, Categories, Networked, actor_network, by_type
from maillage.graph.analysis.entities import brief, names
from maillage.graph.analysis.kept import kept
from maillage.graph.analysis.measure import Measure
from maillage.graph.analysis.null_model import NullModel, fit
from maillage.graph.analysis.options import option
from maillage.graph.analysis.phrases import chance, counted, decimal, quoted
from maillage.graph.analysis.poisson_binomial import upper_tail
from maillage.graph.analysis.progress import tell
from maillage.graph.analysis.result import Analysis, Finding, Reason, Texts
from maillage.graph.analysis.structure.itemsets import Together, together
from maillage.graph.analysis.structure.matrix import Floats
from maillage.graph.snapshot import Snapshot

SHOWN = 12  # practices and actors shown
TOLD = 0.2  # a list that lets through more than that says nothing of chance
NAMED = 5  # actors or categories in a sentence; the others are counted
MOST = 2000  # configurations looked at


@dataclass(frozen=True)
class Recurring(Networked):
    """What a configuration is made of, and how often it must be seen."""

    of: str = option("actors", "Configurations d'acteurs, ou de catégories d'acteurs avec leur rôle",
                     "Configurations of actors, or of categories of actors with their role", choices=("actors", "categories"))
    least: int = option(3, "Nombre de pratiques, au moins", "Number of practices, at least", low=2, high=1000)
    smallest: int = option(2, "Taille d'une configuration, au moins", "Size of a configuration, at least", low=2, high=20)
    level: float = option(0.05, "Seuil sous lequel une configuration est tenue pour plus que du hasard",
                          "Level below which a configuration counts as more than chance", low=0.0001, high=1)
    limit: int = option(20, "Nombre de configurations", "Number of configurations", low=1, high=500)


@dataclass(frozen=True)
class Table:
    """Practices (rows) by what they are made of; ``names`` of each item, ``actors`` where items are such.

    ``links(row, item)``: positions of the links that say so.
    """

    network: ActorNetwork
    rows: list[list[int]]
    names: list[Texts]
    actors: list[int]
    links: Callable[[int, int], list[int]]


@dataclass(frozen=True)
class Patterns:
    """What was found, with how many practices the null model expects and the chance of as many; arrays of equal length."""

    table: Table
    found: list[Together]
    expected: list[float]
    p: list[float]
    cut: bool


def run(snapshot: Snapshot, asked: Recurring) -> Analysis:
    """Configurations by how little chance explains them, then by the number of practices.

    Chance is the bipartite configuration model of practices by items: each practice keeps its number of items and each item
    its number of practices, on average. Raises NotFound, BadDate, UnknownTerm.
    """
    key = ("patterns", asked.base, asked.carried, asked.of, asked.least, asked.smallest)
    found = kept(snapshot, key, lambda: _found(actor_network(snapshot, asked), asked))
    order = sorted(range(len(found.found)), key=lambda at: (found.p[at], -len(found.found[at].rows), found.found[at].items))
    order = [at for at in order if found.p[at] <= asked.level]
    return Analysis(measure="patterns", sentence=_summary(found, len(order), asked), total=len(order),
                    findings=[_finding(found, at) for at in order[: asked.limit]], method="#patterns",
                    warnings=list(_warnings(found)), parameters=asked.as_json())


def _found(network: ActorNetwork, asked: Recurring) -> Patterns:
    table = _of_actors(network) if asked.of == "actors" else _of_categories(network)
    found, cut = together(table.rows, least=asked.least, smallest=asked.smallest, most=MOST)
    null = _null(table)
    expected, p = [], []
    for each in found:
        chances, count = _all_held(null, each.items)
        expected.append(float(chances @ count))
        p.append(float(upper_tail(chances[None, :], count, np.array([len(each.rows)]))[0]))
    return Patterns(table, found, expected, p, cut)


def _null(table: Table) -> NullModel:
    columns = np.bincount([item for row in table.rows for item in row], minlength=len(table.names)).astype(np.int64)
    return fit(np.array([len(row) for row in table.rows], dtype=np.int64), columns)


def _all_held(null: NullModel, items: tuple[int, ...]) -> tuple[Floats, Floats]:
    """For each class of practices, the chance that one holds all the items, and how many practices there are in it."""
    chances = null.probability[:, null.columns[list(items)]].prod(axis=1)
    return chances, np.bincount(null.rows, minlength=len(chances)).astype(np.float64)


def _of_actors(network: ActorNetwork) -> Table:
    matrix, snapshot = network.held.matrix.tocoo(), network.seen.snapshot
    rows: list[list[int]] = [[] for _ in network.held.columns]
    for actor, practice in zip(matrix.row.tolist(), matrix.col.tolist(), strict=True):
        rows[practice].append(actor)
    actors = network.actors.tolist()
    return Table(network, rows, [names(snapshot, at) for at in actors], actors,
                 lambda row, item: network.held.proof(item, row).tolist())


def _of_categories(network: ActorNetwork) -> Table:
    """One item for each category of actors in each role, such as “institutions that fund”."""
    snapshot, categories = network.seen.snapshot, by_type(network, ())
    matrix = network.held.matrix.tocoo()
    number: dict[tuple[int, str], int] = {}
    links: dict[tuple[int, int], list[int]] = {}
    rows: list[list[int]] = [[] for _ in network.held.columns]
    for at, (actor, practice) in enumerate(zip(matrix.row.tolist(), matrix.col.tolist(), strict=True)):
        if at % 10_000 == 0:
            tell("roles", at / matrix.nnz)
        for link in network.held.proof(actor, practice).tolist():
            relation = snapshot.relations[snapshot.relation[link]]
            if relation not in snapshot.ontology.reading("cooperation"):
                continue  # a link that carries a person to an organisation
            item = number.setdefault((int(categories.of[actor]), relation), len(number))
            if item not in rows[practice]:
                rows[practice].append(item)
            links.setdefault((practice, item), []).append(link)
    return Table(network, rows, [_role(snapshot, categories, *key) for key in number], [],
                 lambda row, item: links[row, item])


def _role(snapshot: Snapshot, categories: Categories, category: int, relation: str) -> Texts:
    said = snapshot.ontology.relations[relation].label
    return {lang: f"{categories.singular[category][lang]} ({said[lang]})" for lang in ("fr", "en")}


def _finding(found: Patterns, at: int) -> Finding:
    table, each = found.table, found.found[at]
    snapshot, columns = table.network.seen.snapshot, table.network.held.columns
    who = [brief(snapshot, table.actors[item]) for item in each.items[:SHOWN]] if table.actors else []
    practices = [Reason(brief(snapshot, int(columns[row])), 1.0, [snapshot.link_ids[link] for item in each.items
                                                                 for link in table.links(row, item)])
                 for row in each.rows[:SHOWN]]
    said = {lang: _listed([quoted(entity, lang) for entity in who], len(each.items), lang) if who else
             _listed([table.names[item][lang] for item in each.items[:SHOWN]], len(each.items), lang) for lang in ("fr", "en")}
    support, expected, p = len(each.rows), found.expected[at], found.p[at]
    said = {lang: _said(lang, said[lang], support, expected, chance(p)[lang]) for lang in ("fr", "en")}
    return Finding(who or [reason.entity for reason in practices], float(support), said, p_value=p,
                   q_value=min(1.0, p * comb(len(table.names), len(each.items))), reasons=practices,
                   details={"size": len(each.items), "expected": expected, "lift": support / expected if expected else None})


def _listed(names: list[str], number: int, lang: str) -> str:
    if number > NAMED + 1:
        names = [*names[:NAMED], counted(number - NAMED, "autre", "other")[lang]]
    word = " et " if lang == "fr" else " and "
    return ", ".join(names[:-1]) + word + names[-1]


def _said(lang: str, names: str, support: int, expected: float, chance: str) -> str:
    mean = decimal(expected, lang)
    if lang == "fr":
        return f"{names} se retrouvent ensemble dans {support} pratiques, contre {mean} attendues du hasard ; {chance}."
    return f"{names} come together in {support} practices, against {mean} expected by chance; {chance}."


def _summary(found: Patterns, number: int, asked: Recurring) -> Texts:
    practices = counted(len(found.table.rows), "pratique", "practice")
    nouns = ("configuration d'acteurs", "configuration of actors") if asked.of == "actors" else (
        "configuration de catégories", "configuration of categories")
    if not number:
        return {"fr": f"Aucune {nouns[0]} ne revient dans {asked.least} pratiques, plus que le hasard n'en donne, parmi "
                      f"{practices['fr']} dont on sait qui y prend part.",
                "en": f"No {nouns[1]} comes back in {asked.least} practices, more than chance gives, among {practices['en']} of "
                      "which the actors are known."}
    one = number == 1
    fr = "configuration revient" if one else "configurations reviennent"
    en = "configuration comes back" if one else "configurations come back"
    told = asked.level <= TOLD
    fr += f" dans au moins {asked.least}" + (", plus que le hasard n'en donne à chacune prise seule" if told else "")
    en += f" in at least {asked.least}" + (", more than chance gives to each taken alone" if told else "")
    return {"fr": f"Sur {practices['fr']} dont on sait qui y prend part, {number} {fr}.",
            "en": f"Of {practices['en']} of which the actors are known, {number} {en}."}


def _warnings(found: Patterns) -> Iterator[Texts]:
    yield {"fr": "Beaucoup de configurations sont possibles : p vaut pour une seule, q tient compte de toutes celles de même "
                 "taille (Bonferroni). Un q de 1 dit : à prendre comme une piste, non comme une preuve.",
           "en": "Many configurations are possible: p holds for a single one, q reckons with all of the same size (Bonferroni). "
                 "A q of 1 says: take it as a lead, not as proof."}
    if found.cut:
        yield {"fr": f"Il y en a plus de {MOST} : seules les plus fréquentes sont regardées. Demandez plus de pratiques (least).",
               "en": f"There are more than {MOST}: only the most frequent were looked at. Raise the number of practices (least)."}


MEASURE = Measure(
    "patterns", {"fr": "Configurations récurrentes", "en": "Recurring patterns"},
    {"fr": "Quelles alliances reviennent d'une pratique à l'autre ?",
     "en": "Which alliances come back from practice to practice?"},
    Recurring, run)
