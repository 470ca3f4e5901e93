"""How people write the names of places, taken apart: what kind of place is meant, its name, and where it is said to lie."""

from __future__ import annotations

import re
from typing import NamedTuple

from maillage.loaders.territories.place import COMMUNE, DEPARTMENT, DISTRICT, EPCI, REGION
from maillage.schema.ids import ascii_fold
from maillage.schema.names import name_key

_LONGEST = 200
_WITHIN = re.compile(r"\A(?P<name>[^(),/]+?)\s*(?:\((?P<in>[^()]*)\)|[,/]\s*(?P<after>.+))\s*\Z")
_POSTCODE = re.compile(r"\b(\d{5})\b")
_CEDEX = re.compile(r"\bcedex(?:\s*\d+)?\b")
_DISTRICT = re.compile(r"\A(paris|lyon|marseille)[\s,-]+(\d{1,2})\s*(?:er?|e|eme|nd)?(?:\s+arr(?:ondissement|t)?\.?)?\Z")
_SAINT = ((re.compile(r"\bst\b\.?"), "saint"), (re.compile(r"\bste\b\.?"), "sainte"), (re.compile(r"\bs/\s?"), "sur "))
# What stands before a name, folded, and the level it says.
_KINDS = (
    (re.compile(r"\A(?:la |notre )?(?:ville|commune|mairie|municipalite|city|town) (?:de |du |des |d'|of )"), COMMUNE),
    (re.compile(r"\A(?:le |conseil )?depart(?:e?ment|emental) (?:de l'|de la |de |du |des |d')"), DEPARTMENT),
    (re.compile(r"\A(?:la |conseil )?region(?:al)? (?:de l'|de la |de |du |des |d')?"), REGION),
    (re.compile(r"\A(?:la )?communaute (?:de communes|d'agglomeration|urbaine) (?:de l'|de la |de |du |des |d')?"), EPCI),
    (re.compile(r"\A(?:cc|ca|cu|comcom|agglo|agglomeration) (?:de l'|de la |de |du |des |d')?"), EPCI),
    (re.compile(r"\A(?:la )?(?:euro)?metropole (?:de l'|de la |de |du |des |d')?"), EPCI),
)
_REGION_AFTER = re.compile(r" region\Z")
# Words of the names of intercommunalities that tell nothing.
_OF_EPCI = frozenset(
    "cc ca cu met communaute communautes commune communes agglomeration agglo urbaine metropole eurometropole com com comcom "
    "intercommunalite pays territoire".split()
)


class Spelling(NamedTuple):
    """``key`` compares names; ``level`` is None where nothing says it; ``within`` are other places named beside it."""

    key: str
    level: str | None = None
    within: tuple[str, ...] = ()
    postcode: str | None = None


def taken_apart(text: str) -> Spelling:
    """What ``text`` says: ``Valence (Drôme)``, ``38000 Grenoble cedex 9``, ``Ville de Lyon``, ``CC du Trièves``."""
    plain = _plain(text[:_LONGEST])
    found = _WITHIN.match(plain)
    within: tuple[str, ...] = ()
    if found:
        plain = found["name"]
        beside = re.split(r"[,/]", found["in"] or found["after"] or "")
        within = tuple(part.strip() for part in beside if part.strip())
    postcode = _POSTCODE.search(text[:_LONGEST])
    plain = _POSTCODE.sub(" ", plain).strip(" -")
    level, plain = _kind(plain)
    return Spelling(name_key(plain), level, within, postcode[1] if postcode else None)


def _plain(text: str) -> str:
    """Lower case without accents, abbreviations opened."""
    plain = " ".join(ascii_fold(text.replace("’", "'")).split())
    for pattern, word in _SAINT:
        plain = pattern.sub(word, plain)
    return _CEDEX.sub("", plain).strip()


def _kind(plain: str) -> tuple[str | None, str]:
    """The level that words before the name say, and the name without them."""
    district = _DISTRICT.match(plain)
    if district:
        number = int(district[2])
        return DISTRICT, f"{district[1]} {number}{'er' if number == 1 else 'e'} arrondissement"
    for pattern, level in _KINDS:
        if found := pattern.match(plain):
            return level, plain[found.end() :]
    if _REGION_AFTER.search(plain):
        return REGION, _REGION_AFTER.sub("", plain)
    return None, plain


def key(name: str) -> str:
    """The key of an official name."""
    return name_key(_plain(name))


def epci_key(text: str) -> str:
    """The words that tell an intercommunality from others, in the order of the alphabet; empty where there are none."""
    return " ".join(sorted({word for word in name_key(text).split() if word not in _OF_EPCI}))
