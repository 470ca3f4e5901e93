"""Territories as an ``Extract``: all of France, or some levels or départements of it, as claims of two open sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256

from maillage.loaders.extract import Extract, Item
from maillage.loaders.territories.place import (
    COMMUNE,
    DEPARTMENT,
    DISTRICT,
    EPCI,
    FILE,
    FORMER,
    FRANCE,
    OVERSEAS,
    REGION,
    SPACE,
    Place,
    by_code,
    department,
    places,
)
from maillage.schema.claim import TYPE, Claim
from maillage.schema.source import Source, Stamp

LEVELS = (REGION, DEPARTMENT, EPCI, COMMUNE, DISTRICT)
TITLE = "Territoires de France : code officiel géographique et EPCI 2026"
OFFICIAL = Source(
    SPACE,
    "Code officiel géographique et EPCI 2026",
    "Insee, DGCL ; mis en forme par Etalab",
    "Licence Ouverte 2.0",
    "2026",
    "https://www.insee.fr/fr/information/2560452",
)
POINTS = Source("geonames", "GeoNames", "GeoNames", "CC BY 4.0", None, "https://www.geonames.org/")
_COUNTRY = Place(FRANCE, "fr", "France")


def territories(levels: Collection[str] = (), departments: Collection[str] = ()) -> Extract:
    """The territories of these levels (all where none is named), those in one of these départements (everywhere)."""
    levels, departments = tuple(levels or LEVELS), tuple(sorted(departments))
    chosen = [place for place in places() if _wanted(place, levels, departments)]
    how = "\n".join(["territories-1", *levels, *departments, sha256(FILE.read_bytes()).hexdigest()])
    return Extract("territories", TITLE, (FILE.name,), sha256(how.encode()).hexdigest(), (OFFICIAL, POINTS), _Territories(chosen))


def _wanted(place: Place, levels: Collection[str], departments: Collection[str]) -> bool:
    level = DEPARTMENT if place.level == OVERSEAS else place.level
    return place.level != FORMER and level in levels and (not departments or bool(departments_of(place) & set(departments)))


def departments_of(place: Place) -> frozenset[str]:
    """The codes of the départements that hold a part of ``place``."""
    if place.level == REGION:
        return frozenset(one.code for one in places() if one.level == DEPARTMENT and one.part_of == place.code)
    if place.level == EPCI:
        return _departments_of_epci().get(place.code, frozenset())
    if place.level in (DISTRICT, FORMER):
        whole = by_code().get((COMMUNE, place.part_of))
        return frozenset({whole.part_of}) if whole else frozenset()
    return frozenset({place.part_of if place.level == COMMUNE else place.code})


@cache
def _departments_of_epci() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for one in places():
        if one.level == COMMUNE and one.epci:
            found[one.epci].add(one.part_of)
    return {epci: frozenset(codes) for epci, codes in found.items()}


def wholes(place: Place) -> Iterator[Place]:
    """What ``place`` is part of: the smallest official territories that hold all of it."""
    if place.level == COMMUNE:
        yield from (one for one in (by_code().get((EPCI, place.epci)), department(place.part_of)) if one)
    elif place.level == DISTRICT:
        yield by_code()[COMMUNE, place.part_of]
    elif place.level == DEPARTMENT:
        yield by_code()[REGION, place.part_of]
    elif place.level == EPCI:
        yield _holds(departments_of(place))
    elif place.level in (REGION, OVERSEAS):
        yield _COUNTRY


def _holds(codes: Collection[str]) -> Place:
    """The smallest territory that holds these départements whole."""
    found = [one for code in codes if (one := department(code))]
    if len(found) == 1:
        return found[0]
    regions = {one.part_of for one in found}
    return by_code()[REGION, regions.pop()] if len(regions) == 1 and "" not in regions else _COUNTRY


@dataclass
class _Territories:
    """The chosen places, and the country, as claims."""

    chosen: list[Place]
    at: int = 0

    def items(self, stamp: Stamp) -> Iterator[Item]:
        """Of each place its properties, then what it is part of, where that was chosen as well."""
        listed = [_COUNTRY, *self.chosen]
        ids = {place.id for place in listed}
        for self.at, place in enumerate(listed, 1):
            yield from _claims(place, ids, stamp)

    @property
    def done(self) -> float:
        return min(1.0, self.at / (len(self.chosen) + 1))


def _claims(place: Place, ids: Collection[str], stamp: Stamp) -> Iterator[Claim]:
    author, recorded_at, import_id = stamp
    where = f"{place.level} {place.code}"

    def said(predicate: str, value: str | None, object: str | None = None, source: Source = OFFICIAL) -> Claim:
        return Claim(place.id, predicate, source.id, where, object, value, author=author, recorded_at=recorded_at,
                     import_id=import_id)  # fmt: skip

    # Codes before the name: where a batch ends between them, no namesake is taken for the same.
    yield said(TYPE, "Territory")
    yield said("level", place.level)
    yield said("code", place.code.upper())
    if place.level in (COMMUNE, DISTRICT):
        yield said("insee", place.code)
    yield said("name", place.name)
    if place.population:
        yield said("population", str(place.population))
    if place.lat:
        yield said("lat", place.lat, source=POINTS)
        yield said("lon", place.lon, source=POINTS)
    yield from (said("PART_OF", None, whole.id) for whole in _chosen(place, ids))


def _chosen(place: Place, ids: Collection[str]) -> Iterator[Place]:
    """What a place is part of among ``ids``: where a level was left out, the next larger one."""
    for whole in wholes(place):
        if whole.id in ids:
            yield whole
        else:
            yield from _chosen(whole, ids)
