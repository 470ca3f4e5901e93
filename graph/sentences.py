"""A link said as a sentence, in French and in English, in the words of the ontology."""

from __future__ import annotations

from collections.abc import Sequence

from maillage.graph.answers import Brief
from maillage.schema import edtf
from maillage.schema.definitions import LANGUAGES, RelationType

_PERIOD = {
    "fr": {"both": "{since} – {until}", "since": "depuis {since}", "until": "jusqu'à {until}"},
    "en": {"both": "{since} – {until}", "since": "since {since}", "until": "until {until}"},
}


def sentence(relation: RelationType, subject: Brief, object: Brief, roles: Sequence[str] = (),
             since: str | None = None, until: str | None = None) -> dict[str, str]:
    """``Unadel porte Journée d'étude (pilote ; 2018)``, by language (keys fr, en)."""
    return {lang: _said(lang, relation, subject, object, roles, since, until) for lang in LANGUAGES}


def _said(lang: str, relation: RelationType, subject: Brief, object: Brief, roles: Sequence[str],
          since: str | None, until: str | None) -> str:
    text = relation.sentence[lang].format(subject=name(subject, lang), object=name(object, lang))
    details = [", ".join(roles), period(lang, since, until)]
    told = (" ; " if lang == "fr" else "; ").join(detail for detail in details if detail)
    return f"{text} ({told})" if told else text


def name(entity: Brief, lang: str) -> str:
    """The name in ``lang``, the French one where there is no other."""
    return (entity.name_en if lang == "en" else None) or entity.name


def period(lang: str, since: str | None, until: str | None) -> str:
    """``2016 – 2018``, ``depuis le 19 mars 2018``, ``until March 2018``; empty without dates."""
    if since and until:
        told = edtf.caption(since, lang)
        return told if since == until else _PERIOD[lang]["both"].format(since=told, until=edtf.caption(until, lang))
    if since:
        return _PERIOD[lang]["since"].format(since=_day(since, lang))
    return _until(until, lang) if until else ""


def _day(text: str, lang: str) -> str:
    """French says *le* before a day."""
    told = edtf.caption(text, lang)
    return f"le {told}" if lang == "fr" and len(text.partition("/")[0]) == len("2018-03-19") else told


def _until(text: str, lang: str) -> str:
    told = _PERIOD[lang]["until"].format(until=_day(text, lang))
    return told.replace("jusqu'à le ", "jusqu'au ")
