"""Figures of zero, below zero, without end, and larger than the Earth: no crash, no verdict."""

from __future__ import annotations

import math
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import box

from geonews.check import check
from geonews.model import Article, Figure, FigureSense, Place, Quantity, UserArea
from tests.check.hand import PLACES, WORLD

TEXT = "Kursk covers 5 km2 (2 sq mi), a fifth of Malta, twice the size of Malta, 5 km across."
ZONE = UserArea("Kursk", box(35, 51, 36, 52), "kursk.geojson")
_SENSES = ("radius", "diameter", "sides", "length", "times", "before", "after", "by", "apart",
           "deep", None)  # fmt: skip


@pytest.mark.parametrize(
    ("value", "low", "high"),
    [
        (0.0, 0.0, 0.0),
        (0.0, 0.0, 1.0),
        (-5.0, -5.5, -4.0),
        (5.0, -5.5, 4.0),
        (5.0, 6.0, 4.0),
        (1e15, 1e15, 1e15),
        (1e300, 1e300, 1e300),
        (math.inf, 1.0, math.inf),
        (math.nan, math.nan, math.nan),
        (5.0, 4.0, math.inf),
    ],
)
@pytest.mark.parametrize("quantity", ["area", "extent", "distance"])
def test_no_verdict(value: float, low: float, high: float, quantity: Quantity) -> None:
    unit, sense = ("km2", None) if quantity == "area" else ("km", "radius")
    figure = Figure(
        13,
        18,
        "5 km2",
        quantity,
        value,
        unit,
        low,
        high,
        place=PLACES["Kursk Oblast"],
        other=PLACES["Moscow"],
        sense=cast(FigureSense, sense),
    )
    assert check(Article(TEXT), (figure,), WORLD, (ZONE,)) == ()


_NUMBERS = st.floats(1e-9, 1e7) | st.floats() | st.sampled_from([0.0, -1.0, 1e6, 5e8])


@st.composite
def figures(draw: st.DrawFn) -> Figure:
    start = draw(st.integers(0, len(TEXT) - 1))
    end = draw(st.integers(start + 1, len(TEXT)))
    quantity = draw(st.sampled_from(["area", "share", "ratio", "extent", "distance"]))
    units = {"area": ["km2", "mi2", "ha"], "extent": ["km", "mi"], "distance": ["km", "mi"]}
    value = draw(_NUMBERS)
    places = st.none() | st.sampled_from(sorted(PLACES.values(), key=lambda place: place.name))
    place: Place | None = draw(places)
    other: Place | None = draw(places)
    return Figure(
        start,
        end,
        TEXT[start:end],
        cast(Quantity, quantity),
        value,
        draw(st.sampled_from(units.get(quantity, [None]))),
        draw(st.just(value) | _NUMBERS),
        draw(st.just(value) | _NUMBERS),
        draw(st.none() | st.just("about")),
        place,
        other,
        cast(FigureSense, draw(st.sampled_from(_SENSES))),
        draw(st.none() | _NUMBERS),
        draw(st.none() | st.floats(0, 360)),
    )


@given(st.lists(figures(), max_size=5))
@settings(deadline=None, max_examples=300)
def test_no_figures_make_it_fail(found: list[Figure]) -> None:
    ordered = tuple(sorted(found, key=lambda figure: (figure.start, figure.end)))
    for one in check(Article(TEXT), ordered, WORLD, (ZONE,)):
        assert one.reason
        assert "nan" not in one.found
        assert all(0 <= index < len(ordered) for index in one.figures)
