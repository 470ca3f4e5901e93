"""The colour and shape of each type of entity, for formats that carry them.

They are read as data from the file that the explorer, print and the standalone page share, so that a map
opened elsewhere looks the same. Nothing is imported from that layer.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from maillage.schema.model import Ontology

# GEXF knows disc, square, triangle, diamond; a ring and a hexagon come nearest to a disc and a triangle.
_SHAPES = {"disc": "disc", "ring": "disc", "square": "square", "diamond": "diamond", "hexagon": "triangle"}


class Look(NamedTuple):
    """Red, green and blue (0 to 255), and a shape that GEXF knows."""

    red: int
    green: int
    blue: int
    shape: str


@cache
def _tokens() -> dict[str, dict[str, dict[str, str]]]:
    kinds: dict[str, dict[str, dict[str, str]]] = json.loads((files("maillage") / "viz" / "tokens.json").read_bytes())["kinds"]
    return kinds


def look(type: str, ontology: Ontology) -> Look:
    """How ``type`` looks on a light page: as itself, else as its nearest ancestor that has a look.

    What is drawn hollow there is given the colour of its outline, since elsewhere white on white would vanish.
    """
    tokens = _tokens()
    nearest = next(name for name in (*ontology.ancestors(type), "Entity") if name in tokens)
    token = tokens[nearest]
    hollow = token.get("hollow") or str(token["shape"]) == "ring"
    colour = token["light"]["line" if hollow else "fill"].lstrip("#")
    red, green, blue = bytes.fromhex(colour[:6])
    return Look(red, green, blue, _SHAPES.get(str(token["shape"]), "disc"))
