"""What a place of France is made of, beside an independent reading of the shipped file."""

from __future__ import annotations

import csv
import lzma

import pytest

from maillage.errors import NotFound
from maillage.loaders.territories.area import area
from maillage.loaders.territories.place import FILE


def _rows() -> list[dict[str, str]]:
    with lzma.open(FILE, "rt", encoding="utf-8") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


ROWS = _rows()
COMMUNES = [row for row in ROWS if row["level"] == "commune"]


@pytest.mark.parametrize("code", ["38", "2A", "974", "69"])
def test_a_departement_holds_all_its_municipalities_and_all_of_every_epci_that_touches_it(code: str) -> None:
    found = area(f"departement-{code}")
    touching = {row["epci"] for row in COMMUNES if row["part_of"] == code} - {""}
    assert {one.code for one in found.intercommunalities} == touching
    held = {row["code"] for row in COMMUNES if row["part_of"] == code or row["epci"] in touching}
    assert {one.code for one in found.municipalities if one.whole is None} == held
    assert (found.level, found.code, found.departments, found.epci) == ("department", code, [code], None)


def test_every_epci_across_departements_names_them_all_the_most_populous_first() -> None:
    people: dict[str, dict[str, int]] = {}
    for row in COMMUNES:
        if row["epci"]:
            held = people.setdefault(row["epci"], {})
            held[row["part_of"]] = held.get(row["part_of"], 0) + int(row["population"] or 0)
    across = {code: held for code, held in people.items() if len(held) > 1}
    assert "200077014" in across, "Vienne Condrieu lies in Isère and in Rhône"
    for code in sorted(across)[::10]:
        assert area(f"epci-{code}").departments == sorted(across[code], key=lambda one: -across[code][one])


@pytest.mark.parametrize(("key", "region"), [("departement-38", "84"), ("commune-75056", "11"), ("epci-200040715", "84")])
def test_an_area_names_its_region_and_lists_in_an_order_that_can_be_read(key: str, region: str) -> None:
    found = area(key)
    assert found.region == region
    groups = [one.name for one in found.intercommunalities]
    people = [one.population for one in found.municipalities if one.whole is None]
    assert (groups, people) == (sorted(groups), sorted(people, reverse=True))


def test_districts_follow_their_city_and_a_commune_shows_what_is_around_it() -> None:
    paris = area("commune-75056")
    districts = [one for one in paris.municipalities if one.whole == "75056"]
    assert len(districts) == 20
    assert {one.epci for one in districts} == {paris.epci}
    assert area("commune-85113").epci is None
    assert area("commune-2a004").name == "Ajaccio"


def test_points_lie_within_the_bounds_of_france() -> None:
    points = [one.point for one in area("departement-38").municipalities if one.point]
    assert len(points) > 200
    assert all(4.5 < lon < 6.6 and 44.5 < lat < 46 for lon, lat in points)


NOWHERE = ["departement-988", "commune-98818", "commune-75113", "region-84", "commune-", "pays-fr", "departement-99"]


@pytest.mark.parametrize("key", NOWHERE)
def test_what_is_no_such_place_is_not_found(key: str) -> None:
    with pytest.raises(NotFound):
        area(key)
