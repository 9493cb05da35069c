"""Polygons of services: only what is one gets through."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geonews.geocode.shapes import shape_of, simplified

SQUARE = [[0, 0], [2, 0], [2, 2], [0, 2], [0, 0]]
HOLE = [[0.5, 0.5], [1, 0.5], [1, 1], [0.5, 1], [0.5, 0.5]]
FAR = [[10, 0], [11, 0], [11, 1], [10, 1], [10, 0]]


def polygon(*rings: object) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": list(rings)}


def test_polygons_are_read() -> None:
    one = shape_of(polygon(SQUARE, HOLE))
    assert one is not None
    assert (one.geom_type, one.area) == ("Polygon", 3.75)
    many = shape_of({"type": "MultiPolygon", "coordinates": [[SQUARE, HOLE], [FAR]]})
    assert many is not None
    assert (many.geom_type, many.area, many.bounds) == ("MultiPolygon", 4.75, (0, 0, 11, 2))


@pytest.mark.parametrize(
    "geojson",
    [
        None,
        7,
        "POLYGON ((0 0, 2 0, 2 2, 0 0))",
        [],
        {},
        {"type": "Point", "coordinates": [0, 0]},
        {"type": "LineString", "coordinates": SQUARE},
        {"type": "GeometryCollection", "geometries": [polygon(SQUARE)]},
        {"type": ["Polygon"], "coordinates": [SQUARE]},
        {"type": "Polygon"},
        {"type": "MultiPolygon", "coordinates": []},
        {"type": "MultiPolygon", "coordinates": [[]]},
        {"type": "MultiPolygon", "coordinates": [SQUARE]},
        polygon(),
        polygon([]),
        polygon(SQUARE[:3]),
        polygon(SQUARE[:4]),
        polygon(SQUARE, HOLE[:2]),
        polygon([[0, 0], [2, 0], [2, 2], [0, "2"], [0, 0]]),
        polygon([[0, 0], [2, 0], [2, 2], [0, math.nan], [0, 0]]),
        polygon([[0, 0], [2, 0], [2, 2], [0, math.inf], [0, 0]]),
        polygon([[0, 0], [2, 0], [2, 2], [0, True], [0, 0]]),
        polygon([[0, 0], [2, 0], [2, 91], [0, 2], [0, 0]]),
        polygon([[0, 0], [181, 0], [2, 2], [0, 2], [0, 0]]),
        polygon([[0, 0], [10**400, 0], [2, 2], [0, 2], [0, 0]]),
        polygon([[0], [2], [2], [0], [0]]),
        polygon([[[0, 0]], [[2, 0]], [[2, 2]], [[0, 0]]]),
        polygon([[0, 0], [1, 1], [2, 2], [0, 0]]),
        polygon([[-180, -90], [180, -90], [180, 90], [-180, 90], [-180, -90]]),
        # A bow tie: mending it halves its area, so that it was no outline of anything.
        polygon([[0, 0], [2, 2], [2, 0], [0, 2], [0, 0]]),
        polygon([[0, 0]] * 250_000),
        polygon(*[SQUARE] * 30_000),
        polygon("0,0 2,0 2,2 0,0"),
    ],
    ids=lambda value: str(value)[:60],
)
def test_what_is_no_polygon_is_none(geojson: object) -> None:
    assert shape_of(geojson) is None


def test_a_ring_that_touches_itself_is_mended() -> None:
    spike = [[0, 0], [2, 0], [2, 1], [3, 1], [2, 1], [2, 2], [0, 2], [0, 0]]
    shape = shape_of(polygon(spike))
    assert shape is not None
    assert shape.is_valid
    assert shape.area == 4


def test_heights_are_left_out() -> None:
    shape = shape_of(polygon([[lon, lat, 500] for lon, lat in SQUARE]))
    assert shape is not None
    assert not shape.has_z


_number = st.floats() | st.integers() | st.none() | st.text(max_size=3)
_rings = st.lists(st.lists(st.lists(_number, max_size=3) | _number, max_size=6), max_size=3)


@given(kind=st.sampled_from(["Polygon", "MultiPolygon"]), rings=_rings)
def test_any_coordinates_are_a_valid_shape_or_none(kind: str, rings: list[Any]) -> None:
    shape = shape_of({"type": kind, "coordinates": [rings] if kind == "MultiPolygon" else rings})
    assert shape is None or (shape.is_valid and shape.area > 0)


def test_a_shape_is_simplified_for_the_map_it_is_drawn_on() -> None:
    steps = 2000
    angles = [2 * math.pi * step / steps for step in range(steps)]
    ring = [[10 + math.cos(angle), 20 + math.sin(angle)] for angle in angles]
    shape = shape_of(polygon([*ring, ring[0]]))
    assert shape is not None
    assert simplified(shape, "full") is shape
    region, world = simplified(shape, "region"), simplified(shape, "world")
    points = [len(one.exterior.coords) for one in (shape, region, world)]  # type: ignore[attr-defined]
    assert points[0] > 10 * points[1] > 10 * points[2]
    for one in (region, world):
        assert one.is_valid
        assert one.area == pytest.approx(math.pi, rel=0.05)


def test_a_small_shape_keeps_its_form() -> None:
    small = shape_of(polygon([[lon / 1e4, lat / 1e4] for lon, lat in SQUARE]))
    assert small is not None
    assert simplified(small, "world").area == pytest.approx(small.area)
