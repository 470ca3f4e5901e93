"""Time and memory as a network doubles, drawn: an SVG with two lines on logarithmic axes."""

from __future__ import annotations

import math
import time
import tracemalloc
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import NamedTuple, TypeVar

from maillage.viz.tokens import tokens

WIDTH, HEIGHT = 760, 440
LEFT, RIGHT, TOP, BOTTOM = 70, 672, 84, 372  # the frame of the lines
STEPS = (1, 2, 5)
MEMORY = ("Mo", "Go", "To", "Po")
T = TypeVar("T")
_FRENCH = str.maketrans(",.", "\u202f,")


class Point(NamedTuple):
    """Seconds and bytes (at the most) that a network of ``size`` links took."""

    size: int
    seconds: float
    memory: float


@dataclass
class Curve:
    """The picture ``file`` (its name in the folder of images); points in the order of their sizes, which ``sizes`` names."""

    file: str
    title: str
    sizes: str
    points: list[Point] = field(default_factory=list)


def measured(size: int, work: Callable[[], T]) -> tuple[Point, T]:
    """``work`` done twice, timed and then with its memory watched, and what it gives."""
    start = time.perf_counter()
    found = work()
    seconds = time.perf_counter() - start
    tracemalloc.start()
    try:
        work()
        return Point(size, seconds, tracemalloc.get_traced_memory()[1]), found
    finally:
        tracemalloc.stop()


def svg(curve: Curve) -> str:
    """The picture, on a ground of its own: legible on a white page and on a dark one.

    A decade has the same height on the axis of seconds (left) and on that of megabytes (right), so that slopes compare.
    """
    seconds, memory = ([point.seconds for point in curve.points], [point.memory / 1e6 for point in curve.points])
    decades = max(_decades(seconds), _decades(memory))
    body = [f'<title>{escape(curve.title)}</title><style>{_style()}</style>',
            f'<rect class="ground" width="{WIDTH}" height="{HEIGHT}" rx="6"/>', _text(LEFT, 30, curve.title, "title", "start"),
            *_sizes(curve), *_axis(_floor(seconds), decades, ("s",), LEFT - 8, "end", "time"),
            *_axis(_floor(memory), decades, MEMORY, RIGHT + 8, "start", "memory"), *_rules(decades),
            *_path(curve, seconds, decades, "time"), *_path(curve, memory, decades, "memory"),
            _text(LEFT, TOP - 26, "● temps (secondes, à gauche)", "time", "start"),
            _text(RIGHT, TOP - 26, "■ mémoire au plus (à droite)", "memory", "end")]
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
            f'role="img" font-family="{escape(tokens()["type"]["font"])}" font-size="13">' + "\n".join(body) + "</svg>\n")


def _style() -> str:
    light, dark = (_rule(tokens()["colours"][theme]) for theme in ("light", "dark"))
    return f"{light}.title{{font-size:16px;font-weight:600}}path{{fill:none;stroke-width:2}}" \
           f"@media(prefers-color-scheme:dark){{{dark}}}"


def _rule(colours: dict[str, str]) -> str:
    lines = "".join(f"text.{name},.dot.{name}{{fill:{colours[key]}}}path.{name}{{stroke:{colours[key]}}}"
                    for name, key in (("time", "accent"), ("memory", "warn")))
    return (f".ground{{fill:{colours['panel']}}}text{{fill:{colours['soft']}}}text.title{{fill:{colours['ink']}}}"
            f"line{{stroke:{colours['rule']}}}{lines}")


def _floor(values: Iterable[float]) -> int:
    return math.floor(math.log10(min(values)))


def _decades(values: Sequence[float]) -> int:
    return max(1, math.ceil(math.log10(max(values)) - _floor(values)))


def _x(curve: Curve, size: int) -> float:
    low, high = math.log(curve.points[0].size), math.log(curve.points[-1].size)
    return LEFT + 20 + (RIGHT - LEFT - 40) * ((math.log(size) - low) / (high - low) if high > low else 0.5)


def _y(decade: float, decades: int) -> float:
    return BOTTOM - (BOTTOM - TOP) * decade / decades


def _sizes(curve: Curve) -> Iterable[str]:
    """Each size under its point: as each doubles the one before, they stand at even distances."""
    for point in curve.points:
        x = _x(curve, point.size)
        yield f'<line x1="{x:.1f}" y1="{TOP}" x2="{x:.1f}" y2="{BOTTOM}"/>'
        yield _text(x, BOTTOM + 20, f"{point.size:,}".translate(_FRENCH), "", "middle")
    yield _text((LEFT + RIGHT) / 2, BOTTOM + 46, curve.sizes, "", "middle")


def _axis(floor: int, decades: int, units: Sequence[str], x: float, anchor: str, name: str) -> Iterable[str]:
    """Each unit is a thousand of the one before it: no number is longer than its margin."""
    for decade in range(decades + 1):
        at = min(max(0, floor + decade) // 3, len(units) - 1)
        power = floor + decade - 3 * at
        for step in STEPS if decade < decades else STEPS[:1]:
            value = f"{step * 10.0 ** power:,.{max(0, -power)}f}".translate(_FRENCH)
            yield _text(x, _y(decade + math.log10(step), decades) + 4, f"{value} {units[at]}", name, anchor)


def _rules(decades: int) -> Iterable[str]:
    for decade in range(decades + 1):
        y = _y(decade, decades)
        yield f'<line x1="{LEFT}" y1="{y:.1f}" x2="{RIGHT}" y2="{y:.1f}"/>'


def _path(curve: Curve, values: Sequence[float], decades: int, name: str) -> Iterable[str]:
    low = _floor(values)
    places = [(_x(curve, point.size), _y(math.log10(value) - low, decades))
              for point, value in zip(curve.points, values, strict=True)]
    yield f'<path class="{name}" d="M{" L".join(f"{x:.1f},{y:.1f}" for x, y in places)}"/>'
    for x, y in places:
        yield (f'<circle class="dot {name}" cx="{x:.1f}" cy="{y:.1f}" r="4.5"/>' if name == "time" else
               f'<rect class="dot {name}" x="{x - 4:.1f}" y="{y - 4:.1f}" width="8" height="8"/>')


def _text(x: float, y: float, text: str, name: str, anchor: str) -> str:
    return f'<text class="{name}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'
