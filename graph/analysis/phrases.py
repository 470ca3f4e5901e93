"""Numbers and names as a practitioner reads them, in French and in English."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from math import isfinite

from maillage.graph.analysis.result import Reason, Texts
from maillage.graph.answers import Brief
from maillage.graph.sentences import name
from maillage.graph.snapshot import Snapshot

NAMED = 3  # so many reasons are named in a sentence; the others are counted


def quoted(entity: Brief, lang: str) -> str:
    """``« Conseils citoyens »``, ``“Conseils citoyens”``."""
    text = name(entity, lang)
    return f"« {_inner(text, '“', '”')} »" if lang == "fr" else f"“{_inner(text, '‘', '’')}”"


def _inner(text: str, opening: str, closing: str) -> str:
    """Quotation marks within quotation marks are others."""
    for mark in ("« ", "« ", "«", "“"):
        text = text.replace(mark, opening)
    for mark in (" »", " »", "»", "”"):
        text = text.replace(mark, closing)
    return text


def percent(value: float, lang: str) -> str:
    """``42 %``, ``42%``; a little that is not nothing is told as less than 1 %."""
    text = "< 1" if 0 < value < 0.005 else str(round(100 * value))
    return f"{text} %" if lang == "fr" else f"{text}%"


def decimal(value: float, lang: str) -> str:
    """Two digits after the comma or the point."""
    return f"{value:.2f}".replace(".", ",") if lang == "fr" else f"{value:.2f}"


def figures(value: float, lang: str) -> str:
    """Two digits that count, however small the number, all written out: ``0,00012``, ``3,4``, ``120``."""
    text = f"{Decimal(f'{value:.1e}'):f}"
    return text.replace(".", ",") if lang == "fr" else text


def chance(p: float) -> Texts:
    """How often chance alone would give as much, as part of a sentence."""
    if p > 0.2:
        return {"fr": "le hasard en donne souvent autant", "en": "chance often gives as much"}
    if p < 1e-6:
        return {"fr": "le hasard en donnerait autant moins d'une fois sur un million",
                "en": "chance would give as much less than once in a million"}
    times = _round(1 / p)
    return {"fr": f"le hasard en donnerait autant une fois sur {times:,}".replace(",", " "),
            "en": f"chance would give as much once in {times:,}"}


def _round(number: float) -> int:
    """Two digits that count."""
    assert isfinite(number)
    unit = int("1" + "0" * max(0, len(str(int(number))) - 2))
    return round(number / unit) * unit


def named(reasons: Sequence[Reason], lang: str) -> str:
    """The first reasons by name, the others counted: ``« a », « b » et 3 autres``.

    A broader theme that is shared only because a narrower one is goes without saying, as does a name already said.
    """
    implied = _implied(reasons)
    told = list(dict.fromkeys(quoted(reason.entity, lang) for at, reason in enumerate(reasons) if at not in implied))
    names = told[:NAMED]
    more = len(told) - len(names)
    last = counted(more, "autre", "other")[lang] if more else names.pop() if names else ""
    return f"{', '.join(names)} {'et' if lang == 'fr' else 'and'} {last}" if names else last


def _implied(reasons: Sequence[Reason]) -> set[int]:
    """The places of the reasons of whose proof another's is a part: both have that one's first link."""
    proofs = [set(reason.links) for reason in reasons]
    by_first: dict[str, list[int]] = {}
    for at, reason in enumerate(reasons):
        if reason.links:
            by_first.setdefault(reason.links[0], []).append(at)
    return {at for at, proof in enumerate(proofs)
            if any(proofs[other] < proof for link in proof for other in by_first.get(link, ()))}


def members(snapshot: Snapshot, types: Sequence[str], number: int) -> Texts:
    """``13 métiers``: so many of the type asked for, by the ontology's own words; of several types, practices."""
    known = snapshot.ontology.types.get(types[0] if len(types) == 1 else "Practice")
    words = (known.plural if number > 1 else known.label) if known else {"fr": "pratiques", "en": "practices"}
    return {"fr": f"{number:,} {_lowered(words['fr'])}".replace(",", " "), "en": f"{number:,} {_lowered(words['en'])}"}


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


def counted(number: int, fr: str, en: str) -> Texts:
    """``1 pratique``, ``2 pratiques`` and the same in English; the plural takes an s."""
    s = {"fr": "s" if number > 1 else "", "en": "" if number == 1 else "s"}
    told = whole(number)
    return {"fr": f"{told['fr']} {fr}{s['fr']}", "en": f"{told['en']} {en}{s['en']}"}


def whole(number: int) -> Texts:
    """``12 000``, ``12,000``."""
    return {"fr": f"{number:,}".replace(",", " "), "en": f"{number:,}"}
