"""The equal-area projection: areas as geodesics have them, everywhere on Earth."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import MultiPolygon, Polygon, box, get_parts
from shapely.affinity import translate
from shapely.geometry.base import BaseGeometry

from geonews.draw.equal_area import EqualArea, centred_on
from geonews.gazetteer import Gazetteer, area_km2


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Kursk Oblast", "RU"),
        ("Luxembourg", "LU"),
        ("Fiji", "FJ"),
        ("Ukraine", "UA"),
        ("New Zealand", "NZ"),
        ("Iceland", "IS"),
        ("Ecuador", "EC"),
    ],
)
def test_areas_are_those_of_the_ellipsoid(gazetteer: Gazetteer, name: str, country: str) -> None:
    place = next(p for p in gazetteer.lookup(name) if p.country == country and p.area_km2)
    shape = gazetteer.shape(place, "region")
    assert shape is not None
    drawn = centred_on(shape).project(shape)
    assert drawn.is_valid
    assert drawn.area == pytest.approx(area_km2(shape), rel=5e-4)


@pytest.mark.parametrize("name", ["Russia", "United States", "Antarctica", "Canada"])
def test_the_largest_and_the_cut_ones_keep_their_area(gazetteer: Gazetteer, name: str) -> None:
    place = next(p for p in gazetteer.lookup(name) if p.is_country)
    shape = gazetteer.shape(place, "world")
    assert shape is not None
    assert place.area_km2 is not None
    assert centred_on(shape).project(shape).area == pytest.approx(place.area_km2, rel=5e-3)


@given(st.floats(-80, 79), st.floats(-179, 178), st.floats(0.05, 1), st.floats(0.05, 1))
@settings(max_examples=60, deadline=None)
def test_any_box_keeps_its_area_from_any_centre(
    south: float, west: float, wide: float, high: float
) -> None:
    shape = box(west, south, west + wide, south + high)
    drawn = EqualArea(south - 9, west + 13).project(shape)
    # A parallel is no geodesic: a box of a degree differs by up to 0.05% for that alone.
    assert drawn.area == pytest.approx(area_km2(shape), rel=2e-3)


def test_what_the_antimeridian_cuts_is_joined() -> None:
    halves = MultiPolygon([box(177, -19, 180, -16), box(-180, -19, -179, -16)])
    whole: BaseGeometry = translate(box(177, -19, 181, -16), -60)
    drawn = centred_on(halves).project(halves)
    assert len(get_parts(drawn)) == 1
    assert drawn.area == pytest.approx(centred_on(whole).project(whole).area, rel=1e-6)


def test_the_centre_is_the_origin_and_north_is_up() -> None:
    near = EqualArea(50.0, 30.0)
    west, south, east, north = near.project(box(29.99, 49.99, 30.01, 50.01)).bounds
    assert west == pytest.approx(-east)
    assert south == pytest.approx(-north, rel=1e-3)
    assert near.project(box(29.99, 50.5, 30.01, 50.51)).bounds[1] > north


def test_a_ring_that_crosses_itself_is_mended() -> None:
    tie = Polygon([(0, 0), (2, 2), (2, 0), (0, 2)])
    assert centred_on(tie).project(tie).is_valid
