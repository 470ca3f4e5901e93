"""A French territory as the official code has it, and the file that ships them all."""

from __future__ import annotations

import csv
import lzma
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).with_name("territories.csv.xz")
COLUMNS = ("level", "code", "name", "part_of", "epci", "population", "lat", "lon")
FRANCE, REGION, DEPARTMENT, OVERSEAS, EPCI = "pays", "région", "département", "collectivité d'outre-mer", "EPCI"
COMMUNE, DISTRICT, FORMER = "commune", "arrondissement municipal", "ancienne commune"
SPACE = "cog"
_SLUGS = {
    FRANCE: "pays",
    REGION: "region",
    DEPARTMENT: "departement",
    OVERSEAS: "departement",
    EPCI: "epci",
    COMMUNE: "commune",
    DISTRICT: "commune",
}


class Place(NamedTuple):
    """One territory. ``part_of`` is the code of the next larger one (of a former municipality: of today's), ``epci`` a
    SIREN; ``lat`` and ``lon`` in degrees (WGS 84), empty where not known; ``population`` is 0 where not known.
    """

    level: str
    code: str
    name: str
    part_of: str = ""
    epci: str = ""
    population: int = 0
    lat: str = ""
    lon: str = ""

    @property
    def id(self) -> str:
        """The id of its entity: ``cog:commune-38185``."""
        return f"{SPACE}:{_SLUGS[self.level]}-{self.code.lower()}"


@cache
def places() -> tuple[Place, ...]:
    """All of them, the largest first: regions, départements, EPCI, municipalities, districts of cities, former ones."""
    return tuple(_read())


def _read() -> Iterator[Place]:
    with lzma.open(FILE, "rt", encoding="utf-8", newline="") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        for row in rows:
            said = (row["level"], row["code"], row["name"], row["part_of"], row["epci"])
            yield Place(*said, int(row["population"] or 0), row["lat"], row["lon"])


@cache
def department(code: str) -> Place | None:
    """The département (or overseas collectivity) of that code."""
    known = by_code()
    return known.get((DEPARTMENT, code)) or known.get((OVERSEAS, code))


@cache
def by_code() -> dict[tuple[str, str], Place]:
    """Places by level and code."""
    return {(place.level, place.code): place for place in reversed(places())}
