"""Every text of the report that no measure says, in French and in English."""

from __future__ import annotations

from maillage.schema import edtf

WORDS: dict[str, tuple[str, str]] = {
    "title": ("Note de synthèse", "Synthesis note"),
    "whole": ("Toute la base", "The whole base"),
    "made": ("Faite le {day} avec maillage {version}, sur {entities} fiches et {links} liens.",
             "Made on {day} with maillage {version}, on {entities} entities and {links} links."),
    "territory": ("Ce qui se situe dans le territoire et dans tout ce qu'il contient.",
                  "What is located in the territory and in all that it contains."),
    "theme": ("Les pratiques qui tiennent cet objet, ou un objet plus étroit.",
              "The practices that hold this item, or a narrower one."),
    "actor": ("Les pratiques de cet acteur, comparées à toutes les autres.",
              "The practices of this actor, compared with all others."),
    "touching": ("Sur toute la base ; les lignes ci-dessous concernent cet acteur ou ses pratiques.",
                 "On the whole base; the lines below are about this actor or its practices."),
    "touching_none": ("Sur toute la base ; aucune de ces lignes ne concerne cet acteur ni ses pratiques.",
                      "On the whole base; none of these lines is about this actor or its practices."),
    "brief": ("En bref", "In brief"),
    "there": ("Ce qu'il y a", "What there is"),
    "practices": ("Pratique|Type|Date|Acteurs", "Practice|Type|Date|Actors"),
    "shown": ("Les {shown} pratiques les plus reliées, sur {all}.", "The {shown} best linked practices, of {all}."),
    "nothing": ("Rien ne correspond : il n'y a ici aucune pratique.", "Nothing fits: there is no practice here."),
    "map": ("Qui participe à quoi : pratiques (carrés) et acteurs (ronds), {shown} sur {all}, les plus reliés d'abord.",
            "Who takes part in what: practices (squares) and actors (discs), {shown} of {all}, the best linked first."),
    "missed_map": ("Trait plein : deux pratiques ont un acteur en commun. Tirets : elles convergent, et rien ne les relie.",
                   "Full line: two practices have an actor in common. Dashes: they converge, and nothing links them."),
    "findings": ("|Qui|Valeur|q|En une phrase|Sources", "|Who|Value|q|In one sentence|Sources"),
    "more": ("{total} lignes en tout ; les {shown} premières sont ici (maillage analyse {measure}).",
             "{total} lines in all; the first {shown} are here (maillage analyse {measure})."),
    "sources": ("Sources", "Sources"),
    "source_heads": ("|Source|Éditeur|Date|Licence|Affirmations", "|Source|Publisher|Date|Licence|Claims"),
    "method": ("Comment lire cette note", "How to read this note"),
    "read_value": ("Une valeur va de 0 à 1 sauf mention contraire ; q est la part de hasard attendue parmi les lignes "
                   "aussi fortes (Benjamini–Hochberg). Absence de lien veut dire : aucune source chargée ne le dit.",
                   "A value goes from 0 to 1 unless said otherwise; q is the share of chance expected among lines as strong "
                   "(Benjamini–Hochberg). No link means: no source that was loaded says it."),
    "read_formulas": ("Les formules, leurs sources et un exemple : docs/methodes.md, aux endroits {anchors}.",
                      "The formulas, their sources and an example: docs/methods.en.md, at {anchors}."),
    "read_again": ("Pour la refaire : maillage report {command}", "To make it again: maillage report {command}"),
    "no_licence": ("non dite", "not told"),
}


def say(key: str, lang: str, **details: object) -> str:
    """The text ``key`` in ``lang``, its places filled."""
    return WORDS[key][1 if lang == "en" else 0].format(**details)


def period(text: str, lang: str) -> str:
    """A date, or two without what they repeat: ``7 – 8 novembre 2018``, ``31 mai – 1er juin 2018``."""
    start, slash, end = text.partition("/")
    if not slash or len(start) != len(end):
        return edtf.caption(text, lang)
    first, last = edtf.caption(start, lang).split(" "), edtf.caption(end, lang).split(" ")
    again = 0
    while again < len(first) and first[-1 - again:] == last[-1 - again:]:
        again += 1
    before = " ".join(first[:len(first) - again])
    return f"{before} – {' '.join(last)}" if before else " ".join(last)


def number(count: float, lang: str) -> str:
    """A whole number as people write it."""
    return f"{round(count):,}".replace(",", "," if lang == "en" else "\u202f")


def decimal(value: float | None, lang: str, digits: int = 2) -> str:
    """A number with some digits; very small ones as a power of ten; empty where there is none."""
    if value is None:
        return ""
    text = f"{value:.{digits}f}" if value == 0 or abs(value) >= 10 ** -digits else f"{value:.0e}"
    return text if lang == "en" else text.replace(".", ",")
