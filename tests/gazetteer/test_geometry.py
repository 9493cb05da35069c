"""Polygons packed into bytes and back: within the quantum, and valid."""

from __future__ import annotations

import math
from typing import get_args

import pytest
import shapely
from hypothesis import assume, given
from hypothesis import strategies as st
from shapely import MultiPolygon, Polygon, box
from shapely.geometry.base import BaseGeometry

from geonews.gazetteer import Detail
from geonews.gazetteer.geometry import QUANTUM, decode, encode

_QUANTUM = QUANTUM["full"]


@st.composite
def _stars(draw: st.DrawFn, lon: float | None = None) -> Polygon:
    """Draw a polygon whose corners go once round a centre, so that it is simple."""
    x = draw(st.floats(-170, 170)) if lon is None else lon
    y = draw(st.floats(-80, 80))
    count = draw(st.integers(3, 24))
    reach = st.floats(0.2, 5)
    corners = []
    for n in range(count):
        r, turn = draw(reach), 2 * math.pi * n / count
        corners.append((x + r * math.cos(turn), y + r * math.sin(turn)))
    return Polygon(corners)


def _same(geometry: BaseGeometry, quantum: float = _QUANTUM) -> BaseGeometry:
    found = decode(encode(geometry, quantum), quantum)
    assert found.is_valid
    # Corners move by half a cell each way at most; snapping may merge those of one cell.
    assert shapely.hausdorff_distance(found, geometry) <= 1.5 * quantum
    difference = found.symmetric_difference(geometry).area
    assert difference <= 1.5 * quantum * geometry.length + 4 * quantum**2
    return found


@given(_stars())
def test_polygons_come_back(shape: Polygon) -> None:
    assert isinstance(_same(shape), Polygon)


@given(_stars(), st.floats(0.1, 0.8))
def test_holes_come_back(shape: Polygon, size: float) -> None:
    hole = shapely.affinity.scale(shape, size, size)
    holed = shape.difference(hole)
    assume(isinstance(holed, Polygon) and len(holed.interiors) == 1 and hole.area > 0.01)
    # Where the ring is thinner than the grid, the hole may open.
    inside = holed.buffer(-2 * _QUANTUM)
    assume(shapely.get_num_interior_rings(inside) == 1)
    found = _same(holed)
    assert isinstance(found, Polygon)
    assert len(found.interiors) == 1


@given(st.lists(st.sampled_from([-150.0, -90.0, -30.0, 30.0, 90.0, 150.0]), unique=True, min_size=2)
       .flatmap(lambda lons: st.tuples(*(_stars(lon) for lon in lons))))  # fmt: skip
def test_parts_come_back(parts: tuple[Polygon, ...]) -> None:
    found = _same(MultiPolygon(parts))
    assert isinstance(found, MultiPolygon)
    assert len(found.geoms) == len(parts)


@given(_stars(), st.sampled_from(get_args(Detail)))
def test_packing_twice_changes_nothing_more(shape: Polygon, detail: Detail) -> None:
    quantum = QUANTUM[detail]
    once = decode(encode(shape, quantum), quantum)
    twice = decode(encode(once, quantum), quantum)
    assert twice.normalize() == once.normalize()


@given(_stars())
def test_the_same_shape_gives_the_same_bytes(shape: Polygon) -> None:
    assert encode(shape, _QUANTUM) == encode(shapely.from_wkb(shape.wkb), _QUANTUM)


@given(st.integers(-1799, 1789), st.integers(-899, 889), st.integers(1, 10), st.integers(1, 10))
def test_what_lies_on_the_grid_is_exact(west: int, south: int, width: int, height: int) -> None:
    shape = box(west / 10, south / 10, (west + width) / 10, (south + height) / 10)
    assert decode(encode(shape, 1e-4), 1e-4).equals(shape)


def test_the_corners_of_the_world() -> None:
    world = box(-180, -90, 180, 90)
    for quantum in QUANTUM.values():
        assert decode(encode(world, quantum), quantum).bounds == (-180, -90, 180, 90)


def test_neighbours_stay_neighbours() -> None:
    border = [(10.0, n / 7 + math.sin(n) / 20) for n in range(50)]
    left = Polygon([(9, 0), *border, (9, 7)])
    right = Polygon([(11, 7), *reversed(border), (11, 0)])
    packed = [decode(encode(side, _QUANTUM), _QUANTUM) for side in (left, right)]
    assert shapely.coverage_is_valid([left, right])
    assert shapely.coverage_is_valid(packed)


def test_a_neck_narrower_than_the_grid_leaves_valid_parts() -> None:
    quantum = 0.001
    neck = Polygon([(0, 0), (1, 0), (1, 0.4999), (2, 0.4999), (2, 0), (3, 0),
                    (3, 1), (2, 1), (2, 0.5001), (1, 0.5001), (1, 1), (0, 1)])  # fmt: skip
    found = decode(encode(neck, quantum), quantum)
    assert found.is_valid
    assert found.area == pytest.approx(2.0, abs=0.01)


def test_what_is_smaller_than_the_grid_vanishes_without_harm() -> None:
    found = decode(encode(box(0.5, 0.5, 0.50001, 0.50001), 0.001), 0.001)
    assert found.is_empty
    assert found.is_valid


def test_bytes_can_be_a_view_of_the_file() -> None:
    data = encode(box(0, 0, 1, 1), _QUANTUM)
    assert decode(memoryview(b"xx" + data)[2:], _QUANTUM).equals(box(0, 0, 1, 1))
