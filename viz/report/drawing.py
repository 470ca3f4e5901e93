"""A picture as a few shapes, drawn once and written twice: as SVG for the page, as PNG for Word."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from maillage.graph.export.text import legal
from maillage.viz.tokens import tokens

if TYPE_CHECKING:
    from PIL import ImageDraw

# Pixels of the PNG for one unit: 1000 units are a page's width, 16 cm, so that this prints at about 380 dots an inch.
_FINE = 2.4
_FONT = 12.0


@dataclass(frozen=True)
class Stroke:
    """A straight line; ``dash`` 0 is a full one."""

    x1: float
    y1: float
    x2: float
    y2: float
    colour: str
    width: float = 1.0
    dash: float = 0.0


@dataclass(frozen=True)
class Mark:
    """A shape (disc, ring, square, diamond, hexagon) of radius ``size``; ``number`` is written in or beside it on paper.

    ``name`` is what it stands for. Where ``label`` is not None it is written from ``label_x`` on, or up to it (``before``).
    """

    x: float
    y: float
    size: float
    shape: str
    fill: str
    line: str
    name: str
    number: int
    label: str | None = None
    label_x: float = 0.0
    label_y: float = 0.0
    before: bool = False


@dataclass(frozen=True)
class Drawing:
    """Shapes on a sheet of ``width`` × ``height`` units; ``told`` says in words what it shows."""

    width: float
    height: float
    told: str
    strokes: tuple[Stroke, ...] = ()
    marks: tuple[Mark, ...] = ()


def svg(drawing: Drawing) -> str:
    """The picture as an SVG element that stands alone; names are escaped."""
    colours = tokens()["colours"]["light"]
    head = (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {drawing.width:g} {drawing.height:g}" role="img" '
            f'font-family="{escape(tokens()["type"]["font"])}" font-size="{_FONT:g}">')
    body = "".join([*map(_line, drawing.strokes), *map(_shape, drawing.marks),
                    *(_label(mark, colours) for mark in drawing.marks if mark.label)])
    return f"{head}<title>{_text(drawing.told)}</title>{body}</svg>"


def _text(text: str) -> str:
    return escape(legal(text))


def _line(stroke: Stroke) -> str:
    dash = f' stroke-dasharray="{stroke.dash:g}"' if stroke.dash else ""
    return (f'<line x1="{stroke.x1:g}" y1="{stroke.y1:g}" x2="{stroke.x2:g}" y2="{stroke.y2:g}" '
            f'stroke="{stroke.colour}" stroke-width="{stroke.width:g}"{dash}/>')


def _shape(mark: Mark) -> str:
    title = f"<title>{_text(mark.name)}</title>"
    style = f'fill="{mark.fill}" stroke="{mark.line}" stroke-width="1.4"'
    if mark.shape in ("disc", "ring"):
        return f'<circle cx="{mark.x:g}" cy="{mark.y:g}" r="{mark.size:g}" {style}>{title}</circle>'
    corners = " ".join(f"{x:.1f},{y:.1f}" for x, y in outline(mark))
    return f'<polygon points="{corners}" {style}>{title}</polygon>'


def _label(mark: Mark, colours: dict[str, str]) -> str:
    """Written twice: a pale outline first, so that lines do not strike the letters out."""
    anchor = ' text-anchor="end"' if mark.before else ""
    return (f'<text x="{mark.label_x:g}" y="{mark.label_y:g}"{anchor} fill="{colours["ink"]}" stroke="{colours["panel"]}" '
            f'stroke-width="3" paint-order="stroke">{_text(mark.label or "")}</text>')


def outline(mark: Mark) -> Iterator[tuple[float, float]]:
    """The corners of a shape that is not round."""
    corners, turn, reach = {"square": (4, math.pi / 4, 1.25), "diamond": (4, 0.0, 1.3)}.get(mark.shape, (6, 0.0, 1.1))
    for corner in range(corners):
        angle = turn + corner * 2 * math.pi / corners
        yield mark.x + mark.size * reach * math.cos(angle), mark.y + mark.size * reach * math.sin(angle)


def png(drawing: Drawing) -> bytes:
    """The picture as a PNG for print. Marks carry their number: no font that comes with Python's tools writes all names."""
    from PIL import Image, ImageDraw, ImageFont

    image = Image.new("RGB", (round(drawing.width * _FINE), round(drawing.height * _FINE)), "white")
    pen = ImageDraw.Draw(image)
    for stroke in drawing.strokes:
        for ends in _dashes(stroke):
            pen.line([value * _FINE for value in ends], fill=stroke.colour, width=max(1, round(stroke.width * _FINE)))
    font = ImageFont.load_default(_FONT * _FINE)
    for mark in drawing.marks:
        _stamp(pen, mark)
        pen.text(((mark.x + mark.size + 4) * _FINE, mark.y * _FINE), str(mark.number), anchor="lm", fill="#1d2329", font=font,
                 stroke_width=3, stroke_fill="white")
    out = io.BytesIO()
    image.save(out, "PNG", dpi=(_FINE * 1000 / 6.3, _FINE * 1000 / 6.3), optimize=True)
    return out.getvalue()


def _stamp(pen: ImageDraw.ImageDraw, mark: Mark) -> None:
    if mark.shape in ("disc", "ring"):
        box = [value * _FINE for value in (mark.x - mark.size, mark.y - mark.size, mark.x + mark.size, mark.y + mark.size)]
        pen.ellipse(box, fill=mark.fill, outline=mark.line, width=3)
    else:
        pen.polygon([(x * _FINE, y * _FINE) for x, y in outline(mark)], fill=mark.fill, outline=mark.line, width=3)


def _dashes(stroke: Stroke) -> Iterator[tuple[float, float, float, float]]:
    """The line, or the pieces of it that a dashed one shows."""
    length = math.hypot(stroke.x2 - stroke.x1, stroke.y2 - stroke.y1)
    step = stroke.dash or length or 1.0
    across, down = ((stroke.x2 - stroke.x1) / (length or 1.0), (stroke.y2 - stroke.y1) / (length or 1.0))
    for piece in range(0, max(1, math.ceil(length / step)), 2):
        begin, end = piece * step, min((piece + 1) * step, length)
        yield stroke.x1 + across * begin, stroke.y1 + down * begin, stroke.x1 + across * end, stroke.y1 + down * end
