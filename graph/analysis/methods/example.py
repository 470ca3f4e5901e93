"""A made-up graph that a person can follow with a pencil, and what the measures say of it."""

from __future__ import annotations

from math import log
from typing import Any

import numpy as np

from maillage.graph.analysis.options import parse
from maillage.graph.analysis.phrases import whole
from maillage.graph.analysis.registry import MEASURES
from maillage.graph.analysis.resampling import ask
from maillage.graph.analysis.result import Analysis
from maillage.graph.analysis.structure.between import EXACT, FEWEST, MOST
from maillage.graph.snapshot import Snapshot
from maillage.schema.model import default_ontology

HELD = {"Atelier": "eau sol", "Conseil": "eau sol climat", "Budget": "climat finances", "Jardin": "eau"}
ACTORS = {"Asso": "Atelier Budget Conseil", "Mairie": "Conseil Budget", "Coop": "Atelier", "Fabrique": "Jardin"}
KINDS = {"Asso": "Association", "Mairie": "Institution", "Coop": "Company", "Fabrique": "Company"}
DRAWN = {"Atelier": "animer", "Conseil": "évaluer", "Jardin": "planter"}
HOLDS, NEEDS = {"Asso": "animer", "Mairie": "évaluer"}, {"Jardin": "animer évaluer"}
PLACES = {"Amont": "Atelier Conseil", "Aval": "Budget Jardin"}


def example() -> Snapshot:
    """Four practices, four themes, three competences, four actors, two towns: all invented."""
    entities = {**dict.fromkeys(HELD, "Programme"), **{theme: "Theme" for told in HELD.values() for theme in told.split()},
                **dict.fromkeys(DRAWN.values(), "Competence"), **KINDS, **dict.fromkeys(PLACES, "Territory")}
    said = {"CONCERNS": HELD, "PARTNER_IN": ACTORS, "MOBILISES": DRAWN, "HOLDS": HOLDS, "NEEDS": NEEDS}
    links = [(a, relation, b) for relation, table in said.items() for a, told in table.items() for b in told.split()]
    return _snapshot(entities, [*links, *((b, "LOCATED_IN", a) for a, told in PLACES.items() for b in told.split())])


def _snapshot(entities: dict[str, str], links: list[tuple[str, str, str]]) -> Snapshot:
    ontology, ids = default_ontology(), tuple(sorted(entities))
    at, relations = {id: index for index, id in enumerate(ids)}, tuple(sorted({name for _, name, _ in links}))
    labels = [ontology.labels([entities[id]]) for id in ids]
    none, one = (None,) * len(ids), (("exemple",),)
    return Snapshot(
        mark=0, ontology=ontology, ids=ids, names=ids, types=tuple(entities[id] for id in ids), starts=none, ends=none,
        node_sources=one * len(ids), link_ids=tuple("-".join(link) for link in links), relations=relations,
        members={name: np.array([name in each for each in labels], dtype=np.bool_) for name in sorted(set().union(*labels))},
        source=np.array([at[a] for a, _, _ in links], dtype=np.int32),
        target=np.array([at[b] for _, _, b in links], dtype=np.int32),
        relation=np.array([relations.index(name) for _, name, _ in links], dtype=np.int16),
        confidence=np.ones(len(links), dtype=np.float32), since=(None,) * len(links), until=(None,) * len(links),
        link_sources=one * len(links), levels=tuple("commune" if id in PLACES else None for id in ids),
        populations=tuple({"Amont": 1000, "Aval": 2000}.get(id) for id in ids))


def numbers(lang: str) -> dict[str, str]:
    """What the page's templates have places for: the example's tables, the measures' sentences in ``lang``, limits."""
    made, count = example(), len(HELD)
    holders = {theme: sum(theme in told.split() for told in HELD.values()) for told in HELD.values() for theme in told.split()}
    found = {name: _asked(made, name, **given) for name, given in ASKED.items() if name in MEASURES}
    weights = {theme: log(count / held) for theme, held in holders.items()}
    pair = next(each for each in found["convergence"].findings if {e.id for e in each.entities} == {"Atelier", "Conseil"})
    drawn = ask(MEASURES["convergence"], made, parse(MEASURES["convergence"].parameters, ASKED["convergence"]), 20)
    return {
        "held": "\n".join(f"| {practice} | {told.replace(' ', ', ')} |" for practice, told in HELD.items()),
        "weights": "\n".join(f"| {theme} | {holders[theme]} | {_decimal(weights[theme], lang)} |" for theme in sorted(holders)),
        "shared": _decimal(weights["eau"] + weights["sol"], lang),
        "either": _decimal(weights["eau"] + weights["sol"] + weights["climat"], lang),
        "value": _decimal(pair.value, lang), "p": _decimal(pair.p_value or 0.0, lang), "q": _decimal(pair.q_value or 0.0, lang),
        "convergence": pair.sentence[lang], "draws": drawn.findings[0].sentence[lang],
        "exact": whole(EXACT)[lang], "fewest": str(FEWEST), "most": whole(MOST)[lang],
        **{name: _said(answer, lang) for name, answer in found.items() if name != "convergence"},
    }


# So small an example leaves chance much room: the levels are as wide as can be.
ASKED: dict[str, dict[str, Any]] = {
    "convergence": {"facets": ["CONCERNS"]}, "cooperation": {}, "quadrants": {"level": 1.0, "least": 1},
    "missed_meetings": {"level": 1.0, "least": 1}, "complementarity": {}, "coalition": {}, "brokers": {}, "groups": {"seeds": 5},
    "crossing": {}, "patterns": {"least": 2, "level": 1.0}, "territory": {"territory": "Aval"}, "coverage": {"today": "2026"},
}


def _asked(made: Snapshot, name: str, **given: Any) -> Analysis:
    return MEASURES[name].asked(made, given)


def _said(answer: Analysis, lang: str) -> str:
    """The answer's sentence and that of its first line."""
    return " ".join([answer.sentence[lang], *(each.sentence[lang] for each in answer.findings[:1])])


def _decimal(value: float, lang: str) -> str:
    return f"{value:.3f}".replace(".", "," if lang == "fr" else ".")
