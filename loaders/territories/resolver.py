"""A place's name, and what is known about where it lies, to the one territory it means; or to those it may mean.

Sure is a name that only one territory has, or one among those that the context leaves (a département, a region, an
intercommunality, a postal code, a level), or one that is far larger than all others together. Everything else is a
question for a person. A name that says it lies elsewhere (``Valence, Espagne``) is nobody's here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from maillage.loaders.territories.extract import departments_of
from maillage.loaders.territories.place import (
    COMMUNE,
    DEPARTMENT,
    DISTRICT,
    EPCI,
    FORMER,
    OVERSEAS,
    REGION,
    Place,
    by_code,
    places,
)
from maillage.loaders.territories.spelling import Spelling, epci_key, key, taken_apart

# So many times larger than all namesakes together, and nobody means one of those without saying so.
FAR_LARGER = 10
# A municipality that is smaller may share its name with a hamlet, a person, a word: it takes more than a name.
KNOWN_TO_ALL = 2_000
MOST_CANDIDATES = 20
_HOME = {"france", "french republic", "republique francaise", "fr", "fra"}
# English names of regions, and what people call some of them.
_CALLED = {
    "brittany": "bretagne",
    "normandy": "normandie",
    "corsica": "corse",
    "reunion": "reunion",
    "french guiana": "guyane",
    "occitania": "occitanie",
    "upper france": "hauts france",
    "paca": "provence alpes cote azur",
    "centre": "centre val loire",
}
_LEVELS = {DEPARTMENT: (DEPARTMENT, OVERSEAS), COMMUNE: (COMMUNE, FORMER)}


class Found(NamedTuple):
    """``place`` is sure; else ``candidates`` may be meant, the likeliest first, or nothing is."""

    place: Place | None = None
    candidates: tuple[Place, ...] = ()


NOTHING = Found()


def resolve(name: str, *, level: str | None = None, code: str | None = None, within: Iterable[str] = ()) -> Found:
    """The territory that ``name`` means. ``level`` and ``code`` as the official code has them; ``within`` are names of places
    that it lies in (département, EPCI, region, country) and codes of départements.

    >>> resolve("Valence (Drôme)").place.code, resolve("Paris 13e").place.name
    ('26362', 'Paris 13e Arrondissement')
    """
    if code and (coded := _coded(code, level)):
        return Found(coded)
    said = taken_apart(name)
    around = _around((*said.within, *within), said.postcode)
    if not said.key or around is None:
        return NOTHING
    listed = _fitting(_named(said), level or said.level, around)
    return _chosen(listed, told=bool(around or level or said.level))


def _coded(code: str, level: str | None) -> Place | None:
    levels = _LEVELS.get(level, (level,)) if level else (COMMUNE, DISTRICT, EPCI, FORMER)
    return next((_today(found) for one in levels if (found := by_code().get((one, code.upper())))), None)


def _today(place: Place) -> Place:
    """A former municipality is today a part of another."""
    return by_code()[COMMUNE, place.part_of] if place.level == FORMER else place


def _around(within: Iterable[str], postcode: str | None) -> frozenset[str] | None:
    """Codes of the départements it may lie in, none where nothing is said; None when it is said to lie abroad."""
    found: frozenset[str] | None = None
    if postcode and (of_code := _of_postcode(postcode)):
        found = frozenset({of_code})
    for name in within:
        here = _departments(name)
        if here is None:
            return None
        found = here if not found else (found & here or found) if here else found
    return found or frozenset()


def _departments(name: str) -> frozenset[str] | None:
    """The départements that a place named as context covers: empty for the country itself, None for what is no place here."""
    plain = name.strip()
    if by_code().get((DEPARTMENT, plain.upper().zfill(2))):
        return frozenset({plain.upper().zfill(2)})
    word = taken_apart(plain).key
    if not word or word in _HOME:
        return frozenset()
    listed = _named(taken_apart(plain))
    larger = [place for place in listed if place.level in (REGION, DEPARTMENT, OVERSEAS, EPCI)]
    chosen = larger or [place for place in listed if place.population >= KNOWN_TO_ALL]
    return frozenset().union(*(departments_of(place) for place in chosen)) if chosen else None


def _of_postcode(postcode: str) -> str | None:
    """The département of a postal code. Corsica shares one; a few municipalities have that of a neighbour."""
    code = postcode[:3] if postcode.startswith(("97", "98")) else postcode[:2]
    return None if code == "20" else code


def _named(said: Spelling) -> list[Place]:
    """All territories of that name, the largest first; intercommunalities too by the words that tell them apart."""
    word = _CALLED.get(said.key, said.key)
    found = dict.fromkeys(_by_name().get(word, ()))
    if said.level in (None, EPCI) and (not found or said.level == EPCI):
        found |= dict.fromkeys(_epci_by_words().get(epci_key(said.key), ()))
    return sorted(found, key=lambda place: -place.population)


@cache
def _by_name() -> dict[str, list[Place]]:
    found: dict[str, list[Place]] = defaultdict(list)
    for place in places():
        if place.name:
            found[key(place.name)].append(place)
    return found


@cache
def _epci_by_words() -> dict[str, list[Place]]:
    found: dict[str, list[Place]] = defaultdict(list)
    for place in places():
        if place.level == EPCI and (words := epci_key(place.name)):
            found[words].append(place)
    return found


def _fitting(listed: Sequence[Place], level: str | None, around: frozenset[str]) -> list[Place]:
    """Those of the level and of the départements that are said; of one municipality today, one."""
    levels = _LEVELS.get(level, (level,)) if level else None
    kept = [place for place in listed if levels is None or place.level in levels]
    kept = [place for place in kept if not around or departments_of(place) & around]
    present = {place for place in kept if place.level != FORMER}
    former = [_today(place) for place in kept if place.level == FORMER] if not present else []
    return sorted({*present, *former}, key=lambda place: -place.population)


def _chosen(listed: list[Place], *, told: bool) -> Found:
    """The one that is meant, or all that may be."""
    listed = _without_twins(listed)
    if not listed:
        return NOTHING
    first, *others = listed
    known = told or first.population >= KNOWN_TO_ALL or " " in key(first.name)
    if known and first.population >= FAR_LARGER * sum(place.population for place in others):
        return Found(first)
    return Found(None, tuple(listed[:MOST_CANDIDATES]))


def _without_twins(listed: list[Place]) -> list[Place]:
    """Paris is a municipality and a département, Guadeloupe a région and a département: the more usual of two that are one."""
    kept = list(listed)
    for whole in listed:
        for part in listed:
            if whole.population == part.population and departments_of(whole) == departments_of(part) and whole is not part:
                weaker = whole if part.level == COMMUNE or (whole.level == DEPARTMENT and part.level == REGION) else None
                if weaker in kept:
                    kept.remove(weaker)
    return kept
