"""Drawings to scale: what stands beside what, how large, and in which words."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from typing import Any

import pytest

from geonews.draw.compared import Comparer
from geonews.draw.escape import Html
from geonews.draw.style import SCALE_WIDTH
from geonews.draw.to_scale import Item, to_scale
from geonews.gazetteer import Gazetteer
from geonews.model import Check, CheckKind, Figure, Place, Verdict


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


@pytest.fixture(scope="module")
def kursk(gazetteer: Gazetteer) -> Place:
    found = gazetteer.by_id(538555)
    assert found is not None
    return found


def country(gazetteer: Gazetteer, name: str) -> Place:
    return next(p for p in gazetteer.lookup(name) if p.is_country)


def area(value: float, unit: str, low: float, high: float, **fields: Any) -> Figure:
    text = f"{value:,.0f} {unit}"
    return Figure(0, len(text), text, "area", value, unit, low, high, **fields)


def check(kind: CheckKind, count: int = 1, verdict: Verdict = "plausible") -> Check:
    return Check(kind, verdict, tuple(range(count)), "", "", "", "")


def drawn(gazetteer: Gazetteer, kind: CheckKind, *figures: Figure, **fields: Any) -> str:
    found = Comparer(figures, gazetteer).drawing(check(kind, len(figures), **fields))
    return found or ""


def label(figure: str) -> str:
    match = re.search(r'aria-label="([^"]*)"', figure)
    assert match is not None
    return match[1]


def squares(figure: str) -> list[float]:
    """Return the sides of the squares that are filled."""
    return [float(m) for m in re.findall(r'class="sc-stated" d="M[\d. ]+h([\d.]+)v', figure)]


def bar(figure: str) -> tuple[float, str]:
    """Return the length of the first scale bar, and its words."""
    match = re.search(
        r'class="sc-line" d="M[\d. ]+v4h([\d.]+)v-4"></path><text[^>]*>([^<]*)<', figure
    )
    assert match is not None
    return float(match[1]), match[2]


def test_a_square_stands_beside_the_region_at_one_scale(gazetteer: Gazetteer, kursk: Place) -> None:
    figure = drawn(gazetteer, "part_of_whole", area(984, "km2", 983.5, 985, place=kursk))
    assert label(figure) == (
        "To scale: a square of 984 km² with sides of 31.4 km, beside the shape of Kursk Oblast, "
        "30,130 km²."
    )
    (side,) = squares(figure)
    px, words = bar(figure)
    assert words == "100 km, same scale"
    assert side / px == pytest.approx(math.sqrt(984) / 100, rel=0.01)
    assert "31.4 km a side" in figure
    assert "The square says how much, not where." in figure
    assert len(figure) < 6000


def test_the_shape_is_as_large_as_the_square_says(gazetteer: Gazetteer) -> None:
    lux = country(gazetteer, "Luxembourg")
    ratio = Figure(0, 9, "twice the", "ratio", 2, None, 1.7, 2.3, other=lux, sense="times")
    stated = area(5200, "km2", 5150, 5300)
    figure = drawn(gazetteer, "size_comparison", ratio, stated, verdict="consistent")
    (side,) = squares(figure)
    d = re.search(r'class="sc-shape" d="M([^"]*)z"', figure)
    assert d is not None
    x = y = twice = 0.0
    for kind, a, b in re.findall(r"([lhv])(-?[\d.]+)(?: (-?[\d.]+))?", d[1]):
        dx, dy = (float(a), float(b or 0)) if kind != "v" else (0.0, float(a))
        twice += x * dy - y * dx
        x, y = x + dx, y + dy
    assert abs(twice) / 2 == pytest.approx(side**2 * 2608.5 / 5200, rel=0.02)


def test_miles_stay_beside_kilometres(gazetteer: Gazetteer) -> None:
    delaware = next(p for p in gazetteer.lookup("Delaware") if p.feature == "ADM1")
    figure = drawn(gazetteer, "part_of_whole", area(12000, "mi2", 29785, 33670, place=delaware))
    for words in ("12,000 square miles", "31,080 km²", "176 km a side", "(110 mi)"):
        assert f">{words}</text>" in figure
    assert ">dashed: to 33,670 km²</text>" in figure
    assert 'class="sc-most"' in figure
    assert "The check goes by the official total of Delaware, 6,446 km²." in figure


def test_a_range_is_two_nested_squares(gazetteer: Gazetteer, kursk: Place) -> None:
    text = "1,300 to 2,100 square kilometers"
    stated = Figure(0, 31, text, "area", 1700, "km2", 1250, 2200, place=kursk)
    figure = drawn(gazetteer, "part_of_whole", stated)
    assert "1,250 to 2,200 km²" in figure
    assert "35.4 to 46.9 km a side" in figure
    assert "two nested squares for 1,300 to 2,100 square kilometers" in label(figure)
    px, _ = bar(figure)
    assert squares(figure)[0] / px == pytest.approx(35.36 / 100, rel=0.02)


def test_what_is_too_small_to_see_is_said_and_drawn_at_its_own_scale(gazetteer: Gazetteer) -> None:
    russia = country(gazetteer, "Russia")
    figure = drawn(gazetteer, "part_of_whole", area(300, "ha", 2.5, 3.1, place=russia))
    assert label(figure).startswith("Each at a scale of its own: a square of 300 hectares (3 km²)")
    assert "At one scale the square would be too small to see" in figure
    assert figure.count('class="sc-line"') == 2
    assert "same scale" not in figure
    assert squares(figure)[0] > 40
    lux = country(gazetteer, "Luxembourg")
    huge = drawn(gazetteer, "part_of_whole", area(6e6, "km2", 5.9e6, 6.1e6, place=lux))
    assert "At one scale the shape of Luxembourg would be too small to see" in huge


def test_disputed_ground_is_hatched_and_told(gazetteer: Gazetteer) -> None:
    share = Figure(
        0, 3, "18%", "share", 0.18, None, 0.175, 0.19, place=country(gazetteer, "Ukraine")
    )
    figure = drawn(gazetteer, "share_of_whole", share, verdict="cannot be checked")
    assert 'class="sc-disputed"' in figure
    assert "Hatched: in dispute; with it, Ukraine has 59" in figure
    assert "18% of Ukraine" in figure
    assert "108,600 km²" in figure


def test_over_the_antimeridian(gazetteer: Gazetteer) -> None:
    fiji = country(gazetteer, "Fiji")
    figure = drawn(gazetteer, "part_of_whole", area(4500, "km2", 4400, 4600, place=fiji))
    px, words = bar(figure)
    assert words == "100 km, same scale"
    assert squares(figure)[0] / px == pytest.approx(67.1 / 100, rel=0.02)


def test_extents_are_circles_and_rectangles() -> None:
    radius = Figure(0, 7, "10-mile", "extent", 10, "mi", 8, 32, sense="radius")
    circle = drawn(Gazetteer.open(), "extent", radius)
    assert "a circle of 10 mi radius (16.1 km), 813.7 km²" in label(circle)
    assert "The circle says how far, not where." in circle
    sides = Figure(0, 9, "3 by 12 miles", "extent", 3, "mi", 4, 5, sense="sides", breadth=12)
    box = drawn(Gazetteer.open(), "extent", sides, area(80, "km2", 79, 81))
    wide, high = re.findall(r"h([\d.]+)v-([\d.]+)", box)[0]
    assert float(wide) / float(high) == pytest.approx(4, rel=0.02)
    assert ">80 km²</text>" in box


def test_two_figures_are_two_squares_where_they_differ(gazetteer: Gazetteer) -> None:
    one, other = area(500, "ha", 4.9, 5.1), area(9000, "acre", 36, 36.8)
    small, large = squares(drawn(gazetteer, "unit_pair", one, other))
    assert large / small == pytest.approx(math.sqrt(36.42 / 5), rel=0.02)
    assert drawn(gazetteer, "unit_pair", one, area(1236, "acre", 5, 5.01)) == ""
    # A thousand times off twice over: squares at scales of their own would look alike.
    assert (
        drawn(gazetteer, "unit_pair", area(1, "ha", 0.01, 0.01), area(9e6, "acre", 36000, 37000))
        == ""
    )


def test_a_comparison_is_drawn_once(gazetteer: Gazetteer, kursk: Place) -> None:
    figures = (
        area(984, "km2", 983.5, 985, place=kursk),
        area(380, "mi2", 971, 1010, place=kursk),
        area(500, "km2", 499, 501, place=kursk),
    )
    comparer = Comparer(figures, gazetteer)
    found = [
        comparer.drawing(replace(check("part_of_whole"), figures=(n,))) is not None
        for n in (0, 1, 2)
    ]
    assert found == [True, False, True]


@pytest.mark.parametrize("value", [0.0, -5.0, 1e300, 6e8])
def test_absurd_areas_are_not_drawn(gazetteer: Gazetteer, kursk: Place, value: float) -> None:
    assert drawn(gazetteer, "part_of_whole", area(value, "km2", value, value, place=kursk)) == ""
    extent = Figure(0, 1, "x", "extent", value, "km", value, value, sense="radius")
    assert drawn(gazetteer, "extent", extent) == ""


def test_places_without_a_shape_have_no_drawing(gazetteer: Gazetteer) -> None:
    suva = next(p for p in gazetteer.lookup("Suva") if p.feature.startswith("PPL"))
    assert drawn(gazetteer, "part_of_whole", area(12, "ha", 0.1, 0.2, place=suva)) == ""
    assert drawn(gazetteer, "part_of_whole", area(12, "ha", 0.1, 0.2)) == ""
    maldives = country(gazetteer, "Maldives")
    assert drawn(gazetteer, "part_of_whole", area(12, "km2", 11, 13, place=maldives)) == ""


def test_hostile_names_are_escaped_and_cut(gazetteer: Gazetteer, kursk: Place) -> None:
    name = '<img src=x onerror="x"> ' + "W" * 400
    figure = drawn(
        gazetteer, "part_of_whole", area(984, "km2", 983, 985, place=replace(kursk, name=name))
    )
    assert "<img" not in figure
    assert "&lt;img src=x" in figure
    texts = re.findall(r"<text[^>]*>([^<]*)</text>", figure)
    assert max(map(len, texts)) < 60


def test_items_stay_within_the_drawing() -> None:
    items = [
        Item(
            "square",
            10,
            10,
            "A square name that is long",
            ("one line",),
            "a",
            most=1.4,
            most_told="9 km²",
        ),
        Item("circle", 40, 40, "B", ("another",), "b"),
    ]
    figure = to_scale(items)
    assert isinstance(figure, Html)
    circle = re.search(r'cx="([\d.]+)" cy="([\d.]+)" r="([\d.]+)"', figure)
    assert circle is not None
    assert float(circle[1]) + float(circle[3]) <= SCALE_WIDTH
    assert float(circle[2]) - float(circle[3]) >= 0
