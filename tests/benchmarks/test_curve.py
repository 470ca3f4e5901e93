"""The drawn curve, read back from the file: its points stand where the numbers say, its axes say which."""

from __future__ import annotations

import math
import re
from itertools import pairwise
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from defusedxml import ElementTree

from benchmarks.convergence import tables
from benchmarks.curve import Curve, Point, measured, svg
from benchmarks.report import Table, draw, page

SVG = "{http://www.w3.org/2000/svg}"
POINTS = [Point(1_000, 0.02, 3e6), Point(2_000, 0.04, 12e6), Point(4_000, 0.08, 48e6)]


def paths(drawn: str) -> dict[str, list[tuple[float, float]]]:
    return {each.attrib["class"]: [(float(x), float(y)) for x, y in re.findall(r"([\d.]+),([\d.]+)", each.attrib["d"])]
            for each in ElementTree.fromstring(drawn).iter(f"{SVG}path")}


def labels(drawn: str, name: str) -> dict[str, float]:
    return {each.text or "": float(each.attrib["y"]) for each in ElementTree.fromstring(drawn).iter(f"{SVG}text")
            if each.attrib["class"] == name}


def across(text: Element) -> tuple[float, float]:
    """From where to where a text goes, about: digits of 0.6 em, capitals of 0.85, other letters of 0.62, the rest of 0.3."""
    said = text.text or ""
    ems = sum(0.6 if sign.isdigit() else 0.85 if sign.isupper() else 0.62 if sign.isalpha() else 0.3 for sign in said)
    size = ems * (16 if text.attrib["class"] == "title" else 13)
    left = float(text.attrib["x"]) - size * {"start": 0.0, "middle": 0.5, "end": 1.0}[text.attrib["text-anchor"]]
    return left, left + size


def test_what_is_more_than_a_thousand_of_a_unit_is_told_in_the_next() -> None:
    told = labels(svg(Curve("a.svg", "Un essai", "liens", [Point(1, 0.5, 300e6), Point(2, 3_000.0, 40e9)])), "memory")
    assert {"100 Mo", "500 Mo", "1 Go", "50 Go", "100 Go"} <= set(told)
    assert told["500 Mo"] > told["1 Go"] > told["50 Go"]


def test_what_is_measured_is_the_time_and_the_most_memory_at_once() -> None:
    point, found = measured(7, lambda: len(bytearray(8_000_000)) + len(bytearray(3_000_000)))
    assert (point.size, found) == (7, 11_000_000)
    assert 8e6 <= point.memory < 10e6
    assert point.seconds > 0


def test_on_logarithmic_axes_a_power_is_a_straight_line_and_twice_as_steep_where_it_is_a_square() -> None:
    lines = paths(svg(Curve("a.svg", "Un essai", "liens", POINTS)))
    steps = {name: [(b[0] - a[0], a[1] - b[1]) for a, b in pairwise(line)] for name, line in lines.items()}
    across = [step[0] for step in steps["time"]]
    assert across[0] == pytest.approx(across[1], abs=0.2)
    assert steps["time"][0] == pytest.approx(steps["time"][1], abs=0.2)
    assert steps["memory"][0][1] == pytest.approx(2 * steps["time"][0][1], abs=0.4)


def test_a_point_stands_beside_its_number_on_the_axis() -> None:
    drawn = svg(Curve("a.svg", "Un essai", "liens", [Point(1_000, 0.05, 2e6), Point(2_000, 0.2, 5e6)]))
    for name, wanted in (("time", ("0,05 s", "0,20 s")), ("memory", ("2 Mo", "5 Mo"))):
        numbers = {label.replace("0,2 s", "0,20 s"): y for label, y in labels(drawn, name).items()}
        for (_, y), text in zip(paths(drawn)[name], wanted, strict=True):
            assert y == pytest.approx(numbers[text] - 4, abs=0.2)  # a text stands on its line, 4 below its middle


@pytest.mark.parametrize("points", [POINTS[:1], [Point(10, 1.0, 1e6)], [Point(10, 0.0001, 99e9), Point(20, 900.0, 1e9)]])
def test_every_number_stays_on_the_sheet(points: list[Point]) -> None:
    drawn = ElementTree.fromstring(svg(Curve("a.svg", "<&>", "liens", points)))
    width, height = (float(drawn.attrib[name]) for name in ("width", "height"))
    for each in drawn.iter(f"{SVG}text"):
        left, right = across(each)
        assert 0 <= left < right <= width, each.text
        assert 0 <= float(each.attrib["y"]) <= height
    for line in paths(svg(Curve("a.svg", "<&>", "liens", points))).values():
        assert all(math.isfinite(x + y) and 0 <= x <= width and 0 <= y <= height for x, y in line)


def test_the_picture_of_a_run_lies_beside_its_page_which_shows_it(tmp_path: Path) -> None:
    *_, doubling = tables(lambda _: None, 200)
    written = tmp_path / "page.md"
    written.write_text(page([doubling, Table("Sans image", ("a",), rows=[("1",)])], "essai", "2026", []), encoding="utf-8")
    draw([doubling], written)
    link, = re.findall(r"^!\[(.+)\]\((.+)\)$", written.read_text(encoding="utf-8"), re.MULTILINE)
    drawn = (tmp_path / link[1]).read_text(encoding="utf-8")
    assert link[0] in drawn
    assert {name: len(line) for name, line in paths(drawn).items()} == {"time": 1, "memory": 1}
    links = doubling.rows[0][1]
    assert f"{links:,}".replace(",", "\u202f") in [each.text for each in ElementTree.fromstring(drawn).iter(f"{SVG}text")]
