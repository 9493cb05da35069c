"""Extents, and the area figures beside them."""

from __future__ import annotations

import pytest

from geonews.check.extents import circle_km2
from geonews.model import Figure, FigureSense
from tests.check.hand import area, checks, length, told


@pytest.mark.parametrize(
    ("text", "phrase", "sense", "breadth", "size", "verdict", "found"),
    [
        (
            "within a 5-km radius of the plant, an area of 79 sq km",
            "5-km",
            "radius",
            None,
            "79 sq km",
            "consistent",
            "a circle with a radius of 5 km has about 78.5 km2",
        ),
        (
            "within a 5-km radius of the plant, an area of 790 sq km",
            "5-km",
            "radius",
            None,
            "790 sq km",
            "inconsistent",
            "the story gives 790 km2",
        ),
        (
            "within a 10-mile radius, or 814 sq km",
            "10-mile",
            "radius",
            None,
            "814 sq km",
            "consistent",
            "a circle with a radius of 16.09 km has about 814 km2",
        ),
        (
            "a zone 40 km by 25 km, covering 400 sq km",
            "40 km by 25 km",
            "sides",
            25.0,
            "400 sq km",
            "plausible",
            "a rectangle of 40 km by 25 km has about 1,000 km2",
        ),
        (
            "a zone 40 km by 25 km, covering 4,000 sq km",
            "40 km by 25 km",
            "sides",
            25.0,
            "4,000 sq km",
            "inconsistent",
            "the story gives 4,000 km2",
        ),
        # 30 km across may be the narrower way across.
        (
            "a slick 30 km across, covering 900 sq km",
            "30 km",
            "diameter",
            None,
            "900 sq km",
            "consistent",
            "a circle 30 km across has about 707 km2",
        ),
        (
            "a slick 30 km across, covering 9,000 sq km",
            "30 km",
            "diameter",
            None,
            "9,000 sq km",
            "inconsistent",
            "the story gives 9,000 km2",
        ),
        # Said of another thing.
        (
            "They shut a 5-km radius and the army holds 984 sq km of hills.",
            "5-km",
            "radius",
            None,
            "984 sq km",
            "cannot be checked",
            "the story gives 984 km2",
        ),
    ],
)
def test_an_extent_and_an_area(
    text: str,
    phrase: str,
    sense: FigureSense,
    breadth: float | None,
    size: str,
    verdict: str,
    found: str,
) -> None:
    (one,) = checks(text, length(text, phrase, sense, breadth=breadth), area(text, size))
    assert (one.kind, one.verdict, one.figures) == ("extent", verdict, (0, 1))
    assert found in one.found
    assert one.formula


def test_an_extent_alone_is_worked_out_and_not_judged() -> None:
    text = "Stay out of a 10-mile radius of it."
    (one,) = checks(text, length(text, "10-mile", "radius"))
    assert one.verdict == "cannot be checked"
    assert one.found == "a circle with a radius of 16.09 km has about 814 km2"
    assert one.formula == "pi x (16.09 km)^2 = 813.7 km2"
    assert one.settle == "an area figure for the same ground"


@pytest.mark.parametrize(
    ("value", "breadth", "sense"),
    [
        (12.0, None, "length"),
        (12.0, 0.0, "sides"),
        (12.0, None, "sides"),
        (20_030.0, None, "radius"),
    ],
)
def test_what_bounds_nothing(value: float, breadth: float | None, sense: FigureSense) -> None:
    figure = Figure(
        0, 5, "12 km", "extent", value, "km", value, value, sense=sense, breadth=breadth
    )
    assert told(checks("12 km", figure), "extent") == []


@pytest.mark.parametrize(
    ("km", "km2"), [(1.0, 3.1416), (100.0, 31_415.3), (10_007.5, 255_032_811.0)]
)
def test_a_circle_on_the_globe(km: float, km2: float) -> None:
    assert circle_km2(km) == pytest.approx(km2, rel=1e-4)
