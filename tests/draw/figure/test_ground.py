"""What a figure rests on: areas true to size, colours that can be read, widths not too short."""

from __future__ import annotations

import math

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geonews.draw.equal_area import R_KM, EqualArea, authalic_sine
from geonews.draw.figure.outlines import path_of
from geonews.draw.figure.placing import Candidate, Wanted, place
from geonews.draw.figure.projection import EqualEarth, Projection, projection_for
from geonews.draw.figure.raster import Grid
from geonews.draw.figure.widths import text_width
from geonews.draw.style import DARK, FIGURE_SHAPES, FIGURE_TEXT, LIGHT
from tests.draw.test_style import contrast, mixed

WORLD = (-169.0, -84.0, 191.0, 84.0)


def _true_km2(box: tuple[float, float, float, float]) -> float:
    """Return the area between parallels and meridians: authalic sines, by definition."""
    west, south, east, north = map(math.radians, box)
    low, high = authalic_sine(np.array([south, north])).tolist()
    share: float = (east - west) * (high - low)
    return R_KM**2 * share


@given(
    st.floats(-165, 160), st.floats(-80, 70), st.floats(0.5, 25), st.floats(0.5, 10),
    st.sampled_from(["part", "world"]),
)  # fmt: skip
def test_areas_keep_their_size(
    west: float, south: float, wide: float, high: float, which: str
) -> None:
    box = (west, south, west + wide, south + high)
    projection: Projection = EqualEarth(11.0)
    if which == "part":
        projection = EqualArea(max(-80.0, south - 9), west + 20)
    ring = shapely.segmentize(shapely.box(*box), 0.1)
    area = shapely.transform(ring, projection.points).area
    assert area == pytest.approx(_true_km2(box), rel=2e-4)


@pytest.mark.parametrize(
    ("bounds", "expected"),
    [
        ((30.0, 49.0, 40.0, 53.0), EqualArea(51.0, 35.0)),
        ((9.0, 36.0, 143.0, 69.0), EqualArea(52.5, 76.0)),
        ((-169.0, -84.0, 191.0, -60.0), EqualArea(-90.0, 11.0)),
        ((-169.0, -56.0, 191.0, 74.0), EqualEarth(11.0)),
        ((-80.0, -30.0, 120.0, 60.0), EqualEarth(11.0)),
    ],
)
def test_the_projection_suits_the_frame(
    bounds: tuple[float, float, float, float], expected: Projection
) -> None:
    assert projection_for(bounds, WORLD) == expected


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_names_and_lines_can_be_told_from_their_ground(theme: dict[str, str]) -> None:
    tinted = {
        name: mixed(theme[look["fill"][1:]], theme["land"], float(look["fill-opacity"]))
        for name, look in FIGURE_SHAPES.items()
        if "fill-opacity" in look and not name.startswith("globe")
    }
    grounds = {**{name: theme[name] for name in ("land", "muted", "halo")}, **tinted}
    pairs = [(style, theme[look.colour], "halo") for style, look in FIGURE_TEXT.items()]
    pairs += [(style, theme[look.colour], ground) for style, look in FIGURE_TEXT.items()
              if look.colour in ("ink", "story-ink") for ground in grounds]  # fmt: skip
    weak = {
        (name, ground): round(contrast(colour, grounds[ground]), 2)
        for name, colour, ground in pairs
        if contrast(colour, grounds[ground]) < 4.5
    }
    assert weak == {}
    lines = [
        (colour, ground)
        for colour in ("border", "story-line", "spoken-line", "doubt")
        for ground in ("land", "muted")
    ]
    assert {
        pair: round(contrast(theme[pair[0]], theme[pair[1]]), 2)
        for pair in lines
        if contrast(theme[pair[0]], theme[pair[1]]) < 3
    } == {}


# Measured in Chromium with DejaVu Sans Bold, the widest of the faces readers have, in em.
@pytest.mark.parametrize(
    ("text", "em"), [("Kursk Oblast", 7.25), ("Москва", 4.26), ("São Tomé", 5.52), ("北京市", 3.0)]
)
def test_a_text_is_never_wider_than_reckoned(text: str, em: float) -> None:
    assert em <= text_width(text, 1, bold=True) <= 1.15 * em


def test_a_grid_counts_what_lies_in_it() -> None:
    grid = Grid(100, 60, 10)
    square = np.array([[0, 0], [50, 0], [50, 60], [0, 60]])
    hole = np.array([[20, 20], [20, 40], [40, 40], [40, 20]])
    mask = grid.filled([square, hole])
    assert mask.sum() == 30 - 4
    sums = grid.sums(mask.astype(float))
    assert grid.within(sums, np.array([[0.0, 0.0, 100.0, 60.0]])).tolist() == [26.0]
    assert grid.windows(sums, 50, 60)[0, 0] == 26


def test_a_path_counts_in_relative_whole_steps() -> None:
    line = np.array([[5, 5], [5, 5], [9, 3]])
    assert path_of([line], closed=False) == "M5 5l4-2"
    assert path_of([np.array([[5, 5], [5, 5]])], closed=True) == ""


def test_a_name_moves_aside_for_one_that_has_no_other_place() -> None:
    here, there = Candidate((0, 0, 10, 10), "start", 0), Candidate((50, 0, 60, 10), "start", 3)
    found = place([Wanted((here, there), 1.0), Wanted((here,), 1.0)], [])
    assert found == [there, here]


def test_a_name_keeps_clear_of_what_is_taken() -> None:
    here, there = Candidate((0, 0, 10, 10), "start", 0), Candidate((50, 0, 60, 10), "start", 3)
    assert place([Wanted((here, there))], [(5, 5, 20, 20)]) == [there]
    assert place([Wanted((here,))], [(5, 5, 20, 20)]) == [None]


def test_a_name_without_room_goes_farther_out() -> None:
    here = Candidate((0, 0, 10, 10), "start", 0)
    far = Candidate((90, 0, 99, 10), "start", 9, (15, 5, 90, 5))
    found = place([Wanted((here,)), Wanted((here,), 1.0, lambda: [far])], [])
    assert found == [here, far]
