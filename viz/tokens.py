"""The colours and shapes of maillage: one file (``tokens.json``) for the explorer, print and the standalone page."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

from maillage.schema.definitions import ROOT
from maillage.schema.model import Ontology


@cache
def tokens() -> dict[str, Any]:
    """The file as it is: ``colours`` by scheme, ``kinds`` by type, ``order`` of the legend, ``links`` by reading."""
    read: dict[str, Any] = json.loads((files("maillage.viz") / "tokens.json").read_bytes())
    return read


def look(type: str, ontology: Ontology) -> dict[str, Any]:
    """Shape and colours (``light``, ``dark``) of a type; one that an extension added looks as its nearest ancestor."""
    kinds = tokens()["kinds"]
    nearest = next(name for name in (*ontology.ancestors(type), ROOT) if name in kinds)
    found: dict[str, Any] = kinds[nearest]
    return found


def rank(type: str, ontology: Ontology) -> tuple[int, str]:
    """Place of a type in the legend: that of its nearest ancestor that has one, then by name."""
    order = tokens()["order"]
    places = [order.index(name) for name in ontology.ancestors(type) if name in order]
    return (places[0] if places else len(order), type)
