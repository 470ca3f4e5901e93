"""Coalition: the fewest actors who together hold the competences that are needed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from maillage.graph.analysis.entities import brief, position
from maillage.graph.analysis.holdings import HOLD, Holdings, holdings
from maillage.graph.analysis.measure import Measure
from maillage.graph.analysis.options import option
from maillage.graph.analysis.phrases import counted, decimal, named, quoted
from maillage.graph.analysis.result import Analysis, Finding, Reason, Texts
from maillage.graph.analysis.selection import Mask, Selection, view
from maillage.graph.analysis.structure.covering import Cover, cover, harmonic
from maillage.graph.analysis.themes import competence_relations
from maillage.graph.snapshot import Snapshot


@dataclass(frozen=True)
class Coalescing(Selection):
    """Which competences are needed."""

    needed: tuple[str, ...] = option((), "Compétences recherchées (sinon tous les besoins connus)",
                                     "Competences needed (else all known needs)", of="entity:Competence")
    entity: str | None = option(None, "Pour qui : une pratique ou un acteur", "For whom: a practice or an actor",
                                of="entity:Entity")
    by_practice: bool = option(True, "Un acteur tient aussi les compétences que mobilisent les pratiques qu'il porte",
                               "An actor also has the competences that the practices it runs draw on")
    limit: int = option(100, "Nombre d'acteurs montrés", "Number of actors shown", low=1, high=500)


def run(snapshot: Snapshot, asked: Coalescing) -> Analysis:
    """Actors in the order in which each adds most. Raises NotFound, BadDate, UnknownTerm."""
    seen = view(snapshot, asked.base)
    known = holdings(seen)
    held = {who: set(what) for who, what in known.holds.items()}
    proofs = {(who, what): known.links[who, what, HOLD] for who, some in known.holds.items() for what in some}
    if asked.by_practice:
        _shown_in_practice(seen.snapshot, seen.links, held, proofs)
    needed = _needed(snapshot, asked, known)
    candidates = {who: what for who, what in held.items() if asked.entity is None or snapshot.ids[who] != asked.entity}
    found = cover(needed, candidates)
    return Analysis(measure="coalition", sentence=_summary(needed, found), total=len(found.chosen),
                    findings=list(_findings(snapshot, needed, candidates, proofs, found))[: asked.limit], method="#coalition",
                    warnings=list(_warnings(snapshot, needed, candidates, found, asked)), parameters=asked.as_json())


def _needed(snapshot: Snapshot, asked: Coalescing, known: Holdings) -> frozenset[int]:
    named = frozenset(position(snapshot, id) for id in asked.needed)
    if asked.entity is not None:
        who = position(snapshot, asked.entity)
        return named | known.needs.get(who, frozenset())
    return named or frozenset().union(*known.needs.values())


def _shown_in_practice(snapshot: Snapshot, links: Mask, held: dict[int, set[int]],
                       proofs: dict[tuple[int, int], list[str]]) -> None:
    """Adds what the practices that an actor organises draw on: it has shown that it can find it."""
    drawn: dict[int, list[tuple[int, str]]] = {}
    for at in np.flatnonzero(snapshot.of(*competence_relations(snapshot.ontology)) & links).tolist():
        drawn.setdefault(int(snapshot.source[at]), []).append((int(snapshot.target[at]), snapshot.link_ids[at]))
    for at in np.flatnonzero(snapshot.of("ORGANISES") & links).tolist():
        who = int(snapshot.source[at])
        for what, link in drawn.get(int(snapshot.target[at]), []):
            held.setdefault(who, set()).add(what)
            proofs.setdefault((who, what), []).extend([snapshot.link_ids[at], link])


def _findings(snapshot: Snapshot, needed: frozenset[int], held: dict[int, set[int]],
              proofs: dict[tuple[int, int], list[str]], found: Cover) -> Iterator[Finding]:
    covered: set[int] = set()
    for who in found.chosen:
        new = sorted((held[who] & needed) - covered)
        covered |= set(new)
        why = [Reason(brief(snapshot, what), 1.0, list(dict.fromkeys(proofs[who, what]))) for what in new]
        entity, total = brief(snapshot, who), len(held[who] & needed)
        more = counted(len(new), "compétence", "competence")
        yield Finding([entity], float(len(new)), {
            "fr": f"{quoted(entity, 'fr')} apporte {named(why, 'fr')} ({more['fr']} de plus, {len(covered)} sur {len(needed)} "
                  "en tout).",
            "en": f"{quoted(entity, 'en')} brings {named(why, 'en')} ({more['en']} more, {len(covered)} of {len(needed)} "
                  "in all)."}, reasons=why, details={"covered": len(covered), "holds": total})


def _summary(needed: frozenset[int], found: Cover) -> Texts:
    skills = counted(len(needed), "compétence", "competence")
    if not needed:
        return {"fr": "Aucune compétence n'est recherchée : nommez-en (needed), ou saisissez des besoins (relation NEEDS).",
                "en": "No competence is asked for: name some (needed), or enter needs (relation NEEDS)."}
    if not found.chosen:
        return {"fr": f"{skills['fr']} recherchées, que personne ne détient d'après les sources.",
                "en": f"{skills['en']} needed, which nobody holds as far as the sources say."}
    actors, met = counted(len(found.chosen), "acteur", "actor"), len(needed) - len(found.missing)
    proof = {"fr": "on ne peut pas en réunir moins" if found.smallest else f"il en faut au moins {found.at_least}",
             "en": "fewer will not do" if found.smallest else f"at least {found.at_least} are needed"}
    several = len(found.chosen) > 1
    return {"fr": f"{actors['fr']} {'réunissent' if several else 'réunit'} {met} des {skills['fr']} recherchées ; {proof['fr']}.",
            "en": f"{actors['en']} {'together hold' if several else 'holds'} {met} of the {skills['en']} needed; {proof['en']}."}


def _warnings(snapshot: Snapshot, needed: frozenset[int], held: dict[int, set[int]], found: Cover,
              asked: Coalescing) -> Iterator[Texts]:
    if found.missing:
        missing = [brief(snapshot, at) for at in sorted(found.missing)[:5]]
        yield {"fr": f"Personne ne détient, d'après les sources : {', '.join(quoted(each, 'fr') for each in missing)}"
                     f"{' …' if len(found.missing) > 5 else ''}.",
               "en": f"Nobody holds, as far as the sources say: {', '.join(quoted(each, 'en') for each in missing)}"
                     f"{' …' if len(found.missing) > 5 else ''}."}
    if not found.smallest:
        bound = harmonic(max(len(what & needed) for what in held.values()))
        yield {"fr": f"Choix glouton : au plus {decimal(bound, 'fr')} fois le plus petit nombre possible (Chvátal 1979).",
               "en": f"A greedy choice: at most {bound:.2f} times the smallest possible number (Chvátal 1979)."}
    if asked.by_practice and found.chosen:
        yield {"fr": "Un acteur est crédité des compétences que mobilisent les pratiques qu'il porte : à vérifier avec lui.",
               "en": "An actor is credited with the competences that the practices it runs draw on: to be checked with it."}


MEASURE = Measure(
    "coalition", {"fr": "Coalition", "en": "Coalition"},
    {"fr": "Qui réunir pour disposer de toutes les compétences nécessaires ?",
     "en": "Whom to bring together to have all the competences needed?"}, Coalescing, run)
