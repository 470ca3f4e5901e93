"""Maps of the report: things of the store arranged on a sheet of paper, names written where there is room."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from maillage.schema.model import Ontology
from maillage.viz.layout import arrange
from maillage.viz.report.drawing import Drawing, Mark, Stroke
from maillage.viz.tokens import look, tokens

WIDTH = 1000.0
_MARGIN = 30.0
_LONGEST = 34  # letters of a name on the map
_FIRST, _SHORTER = 10, (22, 14)  # so many of the largest are named at least in part
_LETTER = 6.4  # width of a letter, in units
_LINE = 14.0

Positions = NDArray[np.float64]


@dataclass(frozen=True)
class Thing:
    """What a mark stands for; ``weight`` makes it larger and its name more likely to be written."""

    name: str
    kind: str
    weight: float


@dataclass(frozen=True)
class Tie:
    """A line between two things, by their positions; ``missed`` ones are dashed and stand out."""

    a: int
    b: int
    missed: bool = False


def network(things: Sequence[Thing], ties: Sequence[Tie], ontology: Ontology, told: str) -> Drawing:
    """The things on one sheet; the same things give the same sheet."""
    sizes = np.array([_size(thing.weight) for thing in things], dtype=np.float64)
    places = arrange(len(things), [(tie.a, tie.b) for tie in ties], sizes)
    placed, height = _on_sheet(places)
    marks = _marks(things, placed, sizes, ontology)
    return Drawing(WIDTH, height, told, tuple(_stroke(tie, placed) for tie in ties), tuple(_labelled(marks, height)))


def _size(weight: float) -> float:
    return 4.0 + 1.5 * math.sqrt(min(max(weight, 0.0), 60.0))


def _on_sheet(places: Positions) -> tuple[Positions, float]:
    """Turned to be wider than high, scaled to the sheet; a few things take less height, and names have room on the right."""
    if len(places) == 0:
        return places, 60.0
    low, high = places.min(axis=0), places.max(axis=0)
    span = np.maximum(high - low, 1.0)
    if span[1] > span[0]:
        return _on_sheet(places[:, ::-1].copy())
    room = WIDTH - 2 * _MARGIN - 120.0
    height = float(min(max(span[1] / span[0] * room, 200.0), 700.0, 200.0 + 12.0 * len(places)))
    return _MARGIN + (places - low) / span * np.array([room, height]), height + 2 * _MARGIN


def _marks(things: Sequence[Thing], placed: Positions, sizes: NDArray[np.float64], ontology: Ontology) -> list[Mark]:
    marks = []
    for index, thing in enumerate(things):
        drawn = look(thing.kind, ontology)
        light = drawn["light"]
        fill = tokens()["colours"]["light"]["panel"] if drawn.get("hollow") else light["fill"]
        marks.append(Mark(round(float(placed[index, 0]), 1), round(float(placed[index, 1]), 1), round(float(sizes[index]), 1),
                          drawn["shape"], fill, light["line"], thing.name, index + 1))
    return marks


def _stroke(tie: Tie, placed: Positions) -> Stroke:
    (x1, y1), (x2, y2) = placed[tie.a].round(1).tolist(), placed[tie.b].round(1).tolist()
    colours = tokens()["colours"]["light"]
    return Stroke(x1, y1, x2, y2, colours["warn"], 1.3, 6.0) if tie.missed else Stroke(x1, y1, x2, y2, colours["thread"], 1.0)


def _labelled(marks: list[Mark], height: float) -> Iterable[Mark]:
    """Names beside the largest marks first: right, left, above or below, where nothing is covered."""
    taken = [_box(mark.x - mark.size, mark.y, 2 * mark.size, 2 * mark.size) for mark in marks]
    found: dict[int, Mark] = {}
    for place, mark in enumerate(sorted(marks, key=lambda mark: (-mark.size, mark.number))):
        for most in (_LONGEST, *(_SHORTER if place < _FIRST else ())):
            named = _named(mark, most, height, taken)
            if named is not None:
                found[mark.number], box = named
                taken.append(box)
                break
    return [found.get(mark.number, mark) for mark in marks]


def _named(mark: Mark, most: int, height: float, taken: Sequence[_Box]) -> tuple[Mark, _Box] | None:
    """With its name, of ``most`` letters, and the place that it takes; None where there is no room."""
    text = mark.name if len(mark.name) <= most else f"{mark.name[:most - 1].rstrip()}…"
    wide, gap, far = len(text) * _LETTER, mark.size + 4, mark.size + _LINE / 2 + 1
    for before, x, y in ((False, mark.x + gap, mark.y), (True, mark.x - gap - wide, mark.y),
                         (False, mark.x - wide / 2, mark.y - far), (False, mark.x - wide / 2, mark.y + far)):
        box = _box(x, y, wide, _LINE)
        if _within(box, height) and not any(_touch(box, other) for other in taken):
            return replace(mark, label=text, label_x=round(x + wide if before else x, 1), label_y=round(y + 4, 1),
                           before=before), box
    return None


_Box = tuple[float, float, float, float]


def _box(x: float, middle: float, width: float, height: float) -> _Box:
    return x, middle - height / 2, x + width, middle + height / 2


def _within(box: _Box, height: float) -> bool:
    return min(box[:2]) >= 0 and box[2] <= WIDTH and box[3] <= height


def _touch(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
