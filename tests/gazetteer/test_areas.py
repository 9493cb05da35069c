"""Geodesic areas and boxes across the antimeridian."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely import GeometryCollection, LineString, MultiPolygon, Point, Polygon, box

from geonews.gazetteer import area_km2, bbox_of


@st.composite
def _boxes(draw: st.DrawFn) -> Polygon:
    west = draw(st.floats(-179, 170))
    south = draw(st.floats(-85, 80))
    return box(west, south, west + draw(st.floats(0.05, 8)), south + draw(st.floats(0.05, 4)))


@st.composite
def _with_hole(draw: st.DrawFn) -> Polygon:
    outer = draw(_boxes())
    hole = shapely.affinity.scale(outer, draw(st.floats(0.1, 0.9)), draw(st.floats(0.1, 0.9)))
    return Polygon(outer.exterior, [hole.exterior])


def _zone_km2(degrees: float, south: float, north: float) -> float:
    """Return the area between two parallels and two meridians on WGS84.

    Snyder, J. P. (1987), Map Projections: A Working Manual, USGS PP 1395, equation 3-12.
    """
    a_km, e2 = 6378.137, 0.00669437999014
    e = math.sqrt(e2)

    def q(lat: float) -> float:
        s = math.sin(math.radians(lat))
        return (1 - e2) * (s / (1 - e2 * s * s) + math.atanh(e * s) / e)

    return a_km**2 / 2 * math.radians(degrees) * (q(north) - q(south))


@given(_boxes())
def test_boxes_have_the_area_of_the_closed_formula(shape: Polygon) -> None:
    west, south, east, north = shape.bounds
    # A parallel is no geodesic; short steps keep the two together.
    dense = shapely.segmentize(shape, 0.05)
    assert area_km2(dense) == pytest.approx(_zone_km2(east - west, south, north), rel=1e-4)


def test_a_ring_round_a_pole() -> None:
    ring = Polygon([(lon, 80.0) for lon in range(-180, 180)])
    assert area_km2(ring) == pytest.approx(3_908_379, rel=1e-5)


def test_a_ring_across_the_antimeridian() -> None:
    across = Polygon([(179, -1), (181, -1), (181, 1), (179, 1)])
    wrapped = Polygon([(179, -1), (-179, -1), (-179, 1), (179, 1)])
    assert area_km2(across) == pytest.approx(area_km2(box(9, -1, 11, 1)), rel=1e-12)
    assert area_km2(wrapped) == pytest.approx(area_km2(across), rel=1e-12)


def test_the_northern_hemisphere_by_lunes() -> None:
    # Half of WGS84's 510,065,621.7 km2.
    lunes = [Polygon([(lon, 0), (lon + 30, 0), (lon, 90)]) for lon in range(-180, 180, 30)]
    assert area_km2(MultiPolygon(lunes)) == pytest.approx(510_065_621.7 / 2, rel=1e-9)


@pytest.mark.parametrize(
    "geometry",
    [Point(1, 2), LineString([(0, 0), (1, 1)]), Polygon(), MultiPolygon(), GeometryCollection()],
    ids=lambda geometry: geometry.geom_type,
)
def test_what_is_no_polygon_has_no_area(geometry: shapely.Geometry) -> None:
    assert area_km2(geometry) == 0.0  # type: ignore[arg-type]


def test_polygons_in_a_collection_count() -> None:
    square = box(0, 0, 1, 1)
    nested = GeometryCollection([Point(0, 0), GeometryCollection([square]), box(5, 5, 6, 6)])
    assert area_km2(nested) == pytest.approx(area_km2(square) + area_km2(box(5, 5, 6, 6)))


def test_a_bow_tie_has_only_the_area_its_lobes_do_not_cancel() -> None:
    # Why callers repair invalid rings first: this one is silently nothing.
    assert area_km2(Polygon([(0, 0), (1, 1), (1, 0), (0, 1)])) == pytest.approx(0, abs=0.5)


@given(_boxes())
def test_winding_does_not_matter(shape: Polygon) -> None:
    assert area_km2(shape.reverse()) == pytest.approx(area_km2(shape), rel=1e-9)


@given(_boxes(), st.integers(0, 3))
def test_the_first_corner_does_not_matter(shape: Polygon, turn: int) -> None:
    corners = list(shape.exterior.coords)[:-1]
    turned = Polygon(corners[turn:] + corners[:turn])
    assert area_km2(turned) == pytest.approx(area_km2(shape), rel=1e-9)


@given(_boxes(), st.floats(-100, 100))
def test_turning_the_globe_does_not_matter(shape: Polygon, by: float) -> None:
    moved = shapely.affinity.translate(shape, xoff=by)
    assert area_km2(moved) == pytest.approx(area_km2(shape), rel=1e-6)


@given(_boxes())
def test_the_hemisphere_does_not_matter(shape: Polygon) -> None:
    mirrored = Polygon([(lon, -lat) for lon, lat in shape.exterior.coords])
    assert area_km2(mirrored) == pytest.approx(area_km2(shape), rel=1e-9)


@given(_with_hole())
def test_holes_are_subtracted_however_they_wind(shape: Polygon) -> None:
    hole = shape.interiors[0]
    expected = area_km2(Polygon(shape.exterior)) - area_km2(Polygon(hole))
    assert area_km2(shape) == pytest.approx(expected, rel=1e-9)
    alike = Polygon(shape.exterior, [hole.reverse()])
    assert area_km2(alike) == pytest.approx(expected, rel=1e-9)


@given(_boxes(), _boxes())
def test_parts_add_up(one: Polygon, other: Polygon) -> None:
    both = MultiPolygon([one, other])
    assert area_km2(both) == pytest.approx(area_km2(one) + area_km2(other), rel=1e-12)


@given(_boxes(), st.integers(2, 6))
def test_slices_make_the_whole(shape: Polygon, count: int) -> None:
    west, south, east, north = shape.bounds
    # Cut by meridians, which are geodesics; the parallels get the same points in both.
    cuts = [west + (east - west) * n / count for n in range(count + 1)]
    slices = [box(a, south, b, north) for a, b in pairwise(cuts)]
    whole = Polygon([(lon, south) for lon in cuts] + [(lon, north) for lon in reversed(cuts)])
    assert math.fsum(map(area_km2, slices)) == pytest.approx(area_km2(whole), rel=1e-6)


# Boxes -----------------------------------------------------------------------------------------


def test_a_box_is_its_bounds() -> None:
    assert bbox_of(box(-10.5, 2.25, 30, 60)) == (-10.5, 2.25, 30.0, 60.0)


def test_edges_are_rounded_to_a_metre() -> None:
    assert bbox_of(box(0.123456789, 0, 1, 1)) == (0.12346, 0.0, 1.0, 1.0)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([box(177, -19, 180, -16), box(-180, -17, -179, -16)], (177, -19, -179, -16)),
        ([box(-180, 50, -65, 70), box(172, 51, 180, 54)], (172, 50, -65, 70)),
        ([box(20, 41, 180, 81), box(-180, 62, -169, 72)], (20, 41, -169, 81)),
        ([box(-180, 0, 180, 1)], (-180, 0, 180, 1)),
        # Spread all round with no gap worth leaving out: the whole globe.
        ([box(lon, 0, lon + 10, 1) for lon in range(-180, 180, 20)], (-180, 0, 170, 1)),
        # Wide, yet its only gap is at the antimeridian.
        ([box(-155, 0, 0, 1), box(0, 1, 155, 2)], (-155, 0, 155, 2)),
    ],
    ids=["fiji", "us", "ru", "globe", "islands", "wide"],
)
def test_boxes_of_parts(parts: list[Polygon], expected: tuple[float, float, float, float]) -> None:
    assert bbox_of(MultiPolygon(parts)) == expected
    assert bbox_of(MultiPolygon(parts[::-1])) == expected


@given(st.lists(_boxes(), min_size=1, max_size=6))
def test_every_part_is_in_the_box(parts: list[Polygon]) -> None:
    west, south, east, north = bbox_of(MultiPolygon(parts))
    assert -90 <= south <= north <= 90
    for part in parts:
        left, low, right, high = part.bounds
        assert south - 1e-5 <= low
        assert high <= north + 1e-5
        spans = [(west, east)] if west <= east else [(west, 180.0), (-180.0, east)]
        assert any(a - 1e-5 <= left and right <= b + 1e-5 for a, b in spans)
