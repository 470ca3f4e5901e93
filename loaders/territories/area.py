"""What a département, an intercommunality or a municipality is made of, by the official code: for a view that drills down."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from maillage.errors import NotFound
from maillage.loaders.territories.place import COMMUNE, DEPARTMENT, DISTRICT, EPCI, Place, by_code, places

Level = Literal["department", "epci", "commune"]
_LEVELS: dict[str, tuple[Level, str]] = {
    "departement": ("department", DEPARTMENT),
    "epci": ("epci", EPCI),
    "commune": ("commune", COMMUNE),
}


@dataclass(frozen=True)
class Intercommunality:
    """An EPCI; ``departments`` are the codes of those it has municipalities in, where most people live first."""

    code: str
    name: str
    departments: list[str]


@dataclass(frozen=True)
class Municipality:
    """A municipality or, with the code of its ``whole``, a district of one. ``point`` is longitude and latitude (WGS 84)
    of its centre where known.
    """

    code: str
    name: str
    department: str
    epci: str | None
    whole: str | None
    population: int
    point: tuple[float, float] | None


@dataclass(frozen=True)
class Area:
    """A place and what surrounds it: every EPCI that touches its ``departments`` (codes, where most people live first), and
    all municipalities of both.
    """

    key: str
    code: str
    name: str
    level: Level
    region: str
    departments: list[str]
    epci: str | None
    intercommunalities: list[Intercommunality]
    municipalities: list[Municipality]


@lru_cache(maxsize=64)
def area(key: str) -> Area:
    """The place of that key: ``departement-38``, ``epci-200040715``, ``commune-38185``. Raises NotFound for any other, and in
    the overseas collectivities, which have neither départements nor EPCI.

    >>> area("commune-38185").epci, area("epci-200040715").name
    ('200040715', 'Grenoble-Alpes-Métropole')
    """
    kind, _, code = key.partition("-")
    level, wanted = _LEVELS.get(kind, ("commune", ""))
    place = by_code().get((wanted, code.upper()))
    if place is None:
        raise NotFound(id=key)
    epci = place.code if level == "epci" else place.epci or None
    departments = _departments(place, epci)
    first = by_code().get((DEPARTMENT, departments[0]))
    if first is None:
        raise NotFound(id=key)
    groups = [one for one in _groups().values() if set(one.departments) & set(departments)]
    return Area(key, place.code, place.name, level, first.part_of, departments, epci, groups, _held(departments, groups))


def _departments(place: Place, epci: str | None) -> list[str]:
    if epci is not None:
        return _groups()[epci].departments
    return [place.code if place.level == DEPARTMENT else place.part_of]


@cache
def _groups() -> dict[str, Intercommunality]:
    """Every EPCI by its code, in the order of names."""
    people: dict[str, Counter[str]] = defaultdict(Counter)
    for one in places():
        if one.level == COMMUNE and one.epci:
            people[one.epci][one.part_of] += one.population + 1
    named = sorted((place for place in places() if place.level == EPCI and place.code in people), key=lambda place: place.name)
    return {one.code: Intercommunality(one.code, one.name, [code for code, _ in people[one.code].most_common()]) for one in named}


def _held(departments: list[str], groups: list[Intercommunality]) -> list[Municipality]:
    """Municipalities of the départements and of the groups, the most populous first, then the districts of them."""
    codes = {group.code for group in groups}
    within = [one for one in places() if one.level == COMMUNE and (one.part_of in departments or one.epci in codes)]
    wholes = {one.code: one for one in within}
    districts = [one for one in places() if one.level == DISTRICT and one.part_of in wholes]
    listed = sorted(within, key=lambda one: (-one.population, one.code)) + districts
    return [_municipality(one, wholes.get(one.part_of)) for one in listed]


def _municipality(place: Place, whole: Place | None) -> Municipality:
    point = (float(place.lon), float(place.lat)) if place.lat else None
    department, epci = (whole or place).part_of, (whole or place).epci or None
    return Municipality(place.code, place.name, department, epci, whole.code if whole else None, place.population, point)
