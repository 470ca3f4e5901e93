"""The official territories: the same as those of the published tables, and hanging together."""

from __future__ import annotations

import csv
import json
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from maillage.loaders.territories.extract import LEVELS, territories
from maillage.loaders.territories.place import places
from maillage.loaders.territories.resolver import resolve
from maillage.schema.claim import Claim, check_all
from tests.loaders.tables import ONTOLOGY, STAMP


@pytest.fixture(scope="module")
def claims() -> list[Claim]:
    return check_all((item for item in territories().reading.items(STAMP) if isinstance(item, Claim)), ONTOLOGY)


def _values(claims: list[Claim], predicate: str) -> dict[str, str]:
    return {claim.subject: claim.value or "" for claim in claims if claim.predicate == predicate}


def _wholes(claims: list[Claim]) -> set[tuple[str, str]]:
    return {(claim.subject, claim.object) for claim in claims if claim.object}


def test_as_many_as_the_state_counts(claims: list[Claim]) -> None:
    # 34,875 communes in départements, EPCI à fiscalité propre of 2026, 101 départements, 18 regions, 45 arrondissements
    # of Paris, Lyon and Marseille: numbers that Insee and DGCL publish; 94 more communes overseas.
    assert Counter(_values(claims, "level").values()) == {
        "commune": 34_875 + 94,
        "EPCI": 1_255,
        "département": 101,
        "région": 18,
        "arrondissement municipal": 45,
        "collectivité d'outre-mer": 8,
        "pays": 1,
    }


def test_everything_is_part_of_france_in_the_end_and_nothing_of_itself(claims: list[Claim]) -> None:
    wholes: dict[str, set[str]] = {}
    for part, whole in _wholes(claims):
        wholes.setdefault(part, set()).add(whole)
    assert wholes.keys() == {claim.subject for claim in claims} - {"cog:pays-fr"}
    for part in wholes:
        above = {part}
        for _ in range(6):
            above = {whole for one in above for whole in wholes.get(one, {one})}
        assert above == {"cog:pays-fr"}, part


def test_the_same_as_the_tables_of_others(claims: list[Claim], shared: Path) -> None:
    folder = shared / "data" / "territories"
    with (folder / "communes_2026.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["type"] == "commune-actuelle"]
    names, population = _values(claims, "name"), _values(claims, "population")
    assert {f"cog:commune-{row['code'].lower()}": row["nom"] for row in rows}.items() <= names.items()
    assert {f"cog:commune-{r['code'].lower()}": r["population"] for r in rows if r["population"] not in ("", "0")}.items() <= (
        population.items()
    )
    wholes = _wholes(claims)
    assert {(f"cog:commune-{row['code'].lower()}", f"cog:departement-{row['departement'].lower()}") for row in rows} <= wholes
    with (folder / "epci_communes_2026.csv").open(encoding="utf-8", newline="") as file:
        members = {(f"cog:commune-{r['code_commune'].lower()}", f"cog:epci-{r['siren_epci']}") for r in csv.DictReader(file)}
    assert {pair for pair in wholes if "epci" in pair[1]} == members
    departments = json.loads((folder / "departements.json").read_text(encoding="utf-8"))
    assert {f"cog:departement-{one['code'].lower()}": one["nom"] for one in departments}.items() <= names.items()


def test_centres_lie_where_the_territory_does(claims: list[Claim]) -> None:
    """Known to a tenth of a degree, from any atlas."""
    lat, lon = _values(claims, "lat"), _values(claims, "lon")
    for id, where in {
        "cog:commune-75056": (48.85, 2.35),
        "cog:commune-38185": (45.19, 5.72),
        "cog:commune-97411": (-20.88, 55.45),
        "cog:commune-2a004": (41.93, 8.74),
    }.items():
        assert (float(lat[id]), float(lon[id])) == pytest.approx(where, abs=0.1)
    metropole = {id for id, code in _values(claims, "code").items() if id in lat and not code.startswith(("97", "98"))}
    mainland = [id for id in metropole if id.startswith(("cog:departement", "cog:commune"))]
    assert all(41 < float(lat[id]) < 51.5 and -5.5 < float(lon[id]) < 10 for id in mainland)


def test_a_choice_is_whole_in_itself() -> None:
    for levels, departments in ((("commune", "région"), ("38",)), (("EPCI",), ()), (LEVELS, ("2A", "974"))):
        items = list(territories(levels, departments).reading.items(STAMP))
        chosen = check_all((item for item in items if isinstance(item, Claim)), ONTOLOGY)
        ids = {claim.subject for claim in chosen}
        assert {whole for _, whole in _wholes(chosen)} <= ids
        assert {part for part, _ in _wholes(chosen)} == ids - {"cog:pays-fr"}
    assert territories(("EPCI",)).import_id != territories(("commune",)).import_id
    assert territories().import_id == territories().import_id


def test_the_licence_goes_with_every_claim(claims: list[Claim]) -> None:
    licences = {source.id: source.licence for source in territories().sources}
    assert {claim.source: licences[claim.source] for claim in claims} == {"cog": "Licence Ouverte 2.0", "geonames": "CC BY 4.0"}
    assert {claim.predicate for claim in claims if claim.source == "geonames"} == {"lat", "lon"}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Grenoble", "38185"),
        ("38000 GRENOBLE CEDEX 9", "38185"),
        ("Ville de Grenoble", "38185"),
        ("Valence (Drôme)", "26362"),
        ("Saint Denis (93)", "93066"),
        ("St-Denis, La Réunion", "97411"),
        ("93210 St-Denis", "93066"),
        ("Paris 13e", "75113"),
        ("Lyon 1er arrondissement", "69381"),
        ("Paris, Île-de-France, France", "75056"),
        ("Grand Poitiers", "200069854"),
        ("communauté de communes du Trièves", "200030658"),
        ("Grenoble Alpes Métropole", "200040715"),
        ("Région Bretagne", "53"),
        ("Brittany", "53"),
        ("Isère", "38"),
        ("département de l'Isère", "38"),
        ("Mauges-sur-Loire", "49244"),
        ("L’Haÿ-les-Roses", "94038"),
    ],
)
def test_names_as_people_write_them(name: str, code: str) -> None:
    found = resolve(name).place
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(
    "name", ["Valence, Espagne", "Paris, Texas", "", "…", "Nulle-Part-les-Exemples", "42", "x" * 100_000, "(((", "Rome (Italie)"]
)
def test_what_is_no_place_of_france_is_not_found(name: str) -> None:
    found = resolve(name)
    assert found.place is None
    assert not found.candidates


def test_a_name_of_several_is_a_question_until_the_context_answers() -> None:
    found = resolve("Beaulieu")
    assert found.place is None
    assert len(found.candidates) == sum(place.name == "Beaulieu" and place.level == "commune" for place in places())
    assert all(one.population >= other.population for one, other in pairwise(found.candidates))
    answered = {place: resolve("Beaulieu", within=[place.part_of]).place for place in found.candidates}
    departments = Counter(place.part_of for place in found.candidates)
    assert all(answer == place for place, answer in answered.items() if departments[place.part_of] == 1)


def test_codes_of_today_and_of_before() -> None:
    assert (found := resolve("n'importe", code="38185").place) is not None
    assert found.name == "Grenoble"
    assert (joined := resolve("Sainte-Foy-lès-Lyon", code="49244").place) is not None
    assert joined.name == "Mauges-sur-Loire"
    assert (former := resolve("Cherbourg", code="50129").place) is not None
    assert former.name == "Cherbourg-en-Cotentin"
