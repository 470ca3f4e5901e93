"""What a place of France is made of, by the official code that ships with maillage."""

from __future__ import annotations

from fastapi import APIRouter

from maillage.api import parameters as p
from maillage.api.freshness import NOT_MODIFIED, ReadRoute
from maillage.api.problems import answers
from maillage.errors import NotFound, StoreError
from maillage.loaders.territories.area import Area, area

router = APIRouter(tags=["territories"], route_class=ReadRoute, responses={**NOT_MODIFIED, **answers(StoreError)})


@router.get("/areas/{key}", responses=answers(NotFound))
def get_area(key: p.AreaKey) -> Area:
    """The EPCI and municipalities of a département, of an EPCI or around a municipality, with the centres that are known.

    Codes and names: Insee and DGCL, Licence Ouverte 2.0; centres: GeoNames, CC BY 4.0. It asks nothing of the store.
    """
    return area(key)
