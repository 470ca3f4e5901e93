"""Groups: actors (or practices) more tied to one another than to others, how sure that is, and what they are about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np
from scipy import sparse

from maillage.graph.analysis.actor_network import ActorNetwork, Networked, actor_network, one_hot
from maillage.graph.analysis.entities import brief
from maillage.graph.analysis.grids import grid
from maillage.graph.analysis.incidence import Incidence, Places, items
from maillage.graph.analysis.kept import kept
from maillage.graph.analysis.measure import Measure
from maillage.graph.analysis.options import option
from maillage.graph.analysis.phrases import counted, decimal, named, percent, quoted, whole
from maillage.graph.analysis.result import Analysis, Cell, Finding, Reason, Texts
from maillage.graph.analysis.structure.communities import Communities, communities
from maillage.graph.analysis.structure.distinctive import log_odds
from maillage.graph.analysis.structure.matrix import Floats, Matrix, cleaned, degrees, upper
from maillage.graph.analysis.themes import theme_relations
from maillage.graph.answers import Brief
from maillage.graph.sentences import name
from maillage.graph.snapshot import Snapshot

MEMBERS = 12  # shown
THEMES = 3  # that name a group
SURE = 0.75  # a group whose members find one another again less often is told as uncertain
PROOFS = 20
NAMED = 200  # groups whose themes are looked for
MARKED = 1.64  # a theme this many deviations above the rest is the group's own: once in 20 by chance


@dataclass(frozen=True)
class Grouping(Networked):
    """What is grouped, how finely, how often tried."""

    of: str = option("actors", "Groupes d'acteurs, ou de pratiques", "Groups of actors, or of practices",
                     choices=("actors", "practices"))
    resolution: float = option(1.0, "Finesse : plus haut, plus de groupes", "Resolution: higher, more groups", low=0.1, high=10)
    seeds: int = option(20, "Nombre de tirages", "Number of runs", low=2, high=100)
    seed: int = option(0, "Première graine", "First seed", low=0, high=1_000_000)
    limit: int = option(20, "Nombre de groupes", "Number of groups", low=1, high=200)


@dataclass(frozen=True)
class Grouped:
    """``rows`` (n,): positions of what is grouped. ``shares`` (groups, P): which part of each practice is of each group.

    ``score`` (groups, themes): how distinctive each theme is of each group; ``about``: practices (P,) by themes. The groups
    are the first of ``found``, and all others as one. ``inside`` (all groups,): how many ties each has between its members.
    """

    network: ActorNetwork
    rows: Places
    ties: Matrix
    found: Communities
    shares: Matrix
    score: Floats
    about: Incidence
    inside: Places

    @property
    def sizes(self) -> Places:
        return np.bincount(self.found.label).astype(np.int64)


def run(snapshot: Snapshot, asked: Grouping) -> Analysis:
    """Leiden communities of the weighted network, the largest first. Raises NotFound, BadDate, UnknownTerm."""
    key = ("groups", asked.base, asked.carried, asked.crowd, asked.of, asked.resolution, asked.seeds, asked.seed)
    found = kept(snapshot, key, lambda: _grouped(actor_network(snapshot, asked), asked))
    several = np.flatnonzero(found.sizes > 1)
    findings = [_finding(found, int(group)) for group in several[: asked.limit]]
    rows = [_row(each) for each in findings]
    table = grid("Groupes|Groups", "thèmes|themes; taille|size; stabilité|stability", rows)
    return Analysis(measure="groups", sentence=_summary(found, len(several), asked), total=len(several), findings=findings,
                    method="#groups", warnings=list(_warnings(found, asked, findings)), grids=[table], parameters=asked.as_json())


def _row(each: Finding) -> list[Cell]:
    """The themes, or the first member where there are none, the size and the stability."""
    called = [reason.entity for reason in each.reasons] or each.entities[:1]
    themes = {lang: " · ".join(name(entity, lang) for entity in called) for lang in ("fr", "en")}
    return [themes, int(each.value), round(float(each.details["stability"] or 0), 2)]


def _grouped(network: ActorNetwork, asked: Grouping) -> Grouped:
    practices = asked.of == "practices"
    rows = network.held.columns if practices else network.actors
    ties = _practices(network) if practices else network.weights
    found = communities(ties, resolution=asked.resolution, seed=asked.seed, seeds=asked.seeds)
    shares, about = _shares(network, found, practices), _about(network)
    counts = sparse.csr_array(shares @ (about.matrix > 0).astype(np.float64)).toarray()
    return Grouped(network, rows, ties, found, shares, log_odds(counts), about, _inside(ties, found))


def _inside(ties: Matrix, found: Communities) -> Places:
    first, second, _ = upper(ties)
    own = found.label[first][found.label[first] == found.label[second]]
    return np.bincount(own, minlength=int(found.label.max(initial=-1)) + 1).astype(np.int64)


def _about(network: ActorNetwork) -> Incidence:
    """The network's practices by their themes."""
    mask = np.zeros(len(network.seen.snapshot.ids), dtype=np.bool_)
    mask[network.held.columns] = True
    names = theme_relations(network.seen.snapshot.ontology)
    return items(network.seen, names[0] if names else "", mask, 0.0)


def _practices(network: ActorNetwork) -> Matrix:
    """Practices tied by the actors they share, each actor of k practices tying by 1 / (k − 1)."""
    held = sparse.csr_array((network.held.matrix > 0).astype(np.float64))
    size = degrees(held)
    ties = sparse.csr_array(held.T @ sparse.diags_array(np.where(size > 1, 1 / np.maximum(size - 1, 1), 0.0)) @ held)
    ties.setdiag(0)
    return cleaned(ties)


def _shares(network: ActorNetwork, found: Communities, practices: bool) -> Matrix:
    """Which part of each practice (P) is of each group, that of its actors or all of it: (groups, P)."""
    several = int((np.bincount(found.label) > 1).sum()) if len(found.label) else 0
    groups = min(several, NAMED) + 1
    label = one_hot(np.minimum(found.label, groups - 1), groups)
    if practices:
        return sparse.csr_array(label.T)
    parts = sparse.csr_array(label.T @ (network.held.matrix > 0).astype(np.float64))
    whole = np.maximum(np.asarray(parts.sum(axis=0)).ravel(), 1)
    return sparse.csr_array(parts @ sparse.diags_array(1 / whole))


def _finding(found: Grouped, group: int) -> Finding:
    snapshot = found.network.seen.snapshot
    members = np.flatnonzero(found.found.label == group)
    members = members[np.lexsort((members, -degrees(found.ties)[members]))]
    entities = [brief(snapshot, int(found.rows[row])) for row in members[:MEMBERS].tolist()]
    sure, why = float(found.found.stability[members].mean()), _reasons(found, group)
    said = {lang: _said(lang, entities[:3], len(members), why, sure, found.found.seeds) for lang in ("fr", "en")}
    inside = int(found.inside[group])
    return Finding(entities, float(len(members)), said, reasons=why, details={
        "stability": sure, "ties_inside": inside, "density": inside / (len(members) * (len(members) - 1) / 2)})


def _reasons(found: Grouped, group: int) -> list[Reason]:
    """The themes that set the group apart, with the links that say them of its practices."""
    best = [at for at in np.argsort(-found.score[group], kind="stable")[:THEMES].tolist() if found.score[group, at] > 0]
    snapshot, told = found.network.seen.snapshot, []
    own = found.shares.indices[found.shares.indptr[group]:found.shares.indptr[group + 1]]
    for theme in best:
        about = own[np.isin(own, found.about.holding(theme))].tolist()
        proofs = (snapshot.link_ids[link] for practice in about for link in found.about.proof(practice, theme))
        told.append(Reason(brief(snapshot, int(found.about.columns[theme])), float(found.score[group, theme]),
                           list(islice(proofs, PROOFS))))
    return told


def _said(lang: str, first: list[Brief], size: int, why: list[Reason], sure: float, seeds: int) -> str:
    listed = ", ".join(quoted(each, lang) for each in first)
    more, share = size - len(first), percent(sure, lang)
    if lang == "fr":
        rest = f" et {counted(more, 'autre', 'other')['fr']}" if more else ""
        clear = "autour de" if _marked(why) else "sans thème nettement à eux ; les plus proches :"
        about = f", {clear} {named(why, 'fr')}" if why else ", sans thème qui les distingue"
        return (f"{listed}{rest} travaillent plus entre eux qu'avec les autres{about} ; sur {seeds} tirages, deux membres se "
                f"retrouvent ensemble {share} du temps{'' if sure >= SURE else ' : groupe incertain'}.")
    rest = f" and {counted(more, 'autre', 'other')['en']}" if more else ""
    clear = "around" if _marked(why) else "with no theme clearly their own; the nearest:"
    about = f", {clear} {named(why, 'en')}" if why else ", with no theme that sets them apart"
    return (f"{listed}{rest} work more among themselves than with others{about}; over {seeds} runs two members come together "
            f"{share} of the time{'' if sure >= SURE else ': an uncertain group'}.")


def _marked(why: list[Reason]) -> bool:
    return any(reason.contribution >= MARKED for reason in why)


def _summary(found: Grouped, several: int, asked: Grouping) -> Texts:
    nouns = ("acteur", "actor") if asked.of == "actors" else ("pratique", "practice")
    all_, alone = counted(len(found.rows), *nouns), whole(int((found.sizes == 1).sum()))
    if not several:
        return {"fr": f"{all_['fr']}, et aucun lien entre eux qui forme un groupe.",
                "en": f"{all_['en']}, and no tie among them that would make a group."}
    groups, q = counted(several, "groupe", "group"), found.found.modularity
    clear = q >= 0.3
    return {"fr": f"{all_['fr']} : {groups['fr']} de deux ou plus, {alone['fr']} hors groupe ; modularité {decimal(q, 'fr')} "
                  f"({'groupes nets' if clear else 'groupes peu séparés'}).",
            "en": f"{all_['en']}: {groups['en']} of two or more, {alone['en']} outside; modularity {decimal(q, 'en')} "
                  f"({'clear groups' if clear else 'groups hardly apart'})."}


def _warnings(found: Grouped, asked: Grouping, findings: list[Finding]) -> Iterator[Texts]:
    yield from found.network.warnings()
    if found.found.seeds < asked.seeds:
        yield {"fr": f"Grand réseau : {found.found.seeds} tirages, plus courts, au lieu de {asked.seeds} : la stabilité est "
                     "moins sûre. Restreignez (territoire, types, source) pour en faire plus.",
               "en": f"Large network: {found.found.seeds} shorter runs in place of {asked.seeds}, so stability is less sure. "
                     "Narrow down (territory, types, source) to make more."}
    doubtful = sum(float(each.details["stability"] or 0) < SURE for each in findings)
    if doubtful:
        said = counted(doubtful, "groupe", "group")
        whose = "ses" if doubtful == 1 else "leurs"
        yield {"fr": f"{said['fr']} : les tirages ne s'accordent pas sur {whose} membres ; n'en tirez pas de conclusion.",
               "en": f"{said['en']}: the runs do not agree on who belongs; draw no conclusion from them."}


MEASURE = Measure(
    "groups", {"fr": "Groupes", "en": "Groups"},
    {"fr": "Qui travaille surtout ensemble, et autour de quoi ?", "en": "Who mostly works together, and around what?"},
    Grouping, run)
