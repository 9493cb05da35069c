"""Outlines of zones: every point of them is where the words say, whatever the place on Earth."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from geonews.model import Zone
from geonews.zones import along, bbox_of_zone, between_km, outline, reach_km, unrolled

LATS, LONS = st.floats(-89.9, 89.9), st.floats(-180, 180)
KMS = st.floats(0.01, 5000)


@given(LATS, LONS, st.floats(0, 360), KMS)
def test_a_destination_is_at_the_distance_and_the_bearing(
    lat: float, lon: float, bearing: float, km: float
) -> None:
    there = along(lat, lon, bearing, km)
    back, azimuth = between_km((lat, lon), there)
    assert back == pytest.approx(km, abs=1e-6)
    assert (azimuth - bearing + 180) % 360 - 180 == pytest.approx(0, abs=0.01)
    assert -180 <= there[1] <= 180


def test_geopy_says_the_same() -> None:
    from geopy.distance import geodesic

    there = geodesic(kilometers=30).destination((51.73, 36.19), 180)
    assert along(51.73, 36.19, 180, 30) == pytest.approx((there.latitude, there.longitude))


@given(LATS, LONS, KMS, st.floats(0, 0.95))
def test_a_ring_lies_between_its_distances(
    lat: float, lon: float, far: float, share: float
) -> None:
    zone = Zone(lat, lon, far * share, far, far)
    for ring, km in zip(outline(zone), (far, far * share), strict=False):
        assert ring[0] == ring[-1]
        for point in ring:
            assert between_km((lat, lon), point)[0] == pytest.approx(km, abs=1e-6)
    assert reach_km(zone, lat, lon) == pytest.approx(far, abs=1e-6)


@given(LATS, LONS, st.floats(5, 900), st.integers(0, 15), st.sampled_from([11.25, 22.5]))
def test_a_sector_lies_between_its_bearings(
    lat: float, lon: float, far: float, point: int, spread: float
) -> None:
    bearing = 22.5 * point
    zone = Zone(lat, lon, far / 2, far, far, (bearing - spread) % 360, (bearing + spread) % 360)
    (ring,) = outline(zone)
    for corner in ring:
        km, azimuth = between_km((lat, lon), corner)
        assert far / 2 - 1e-6 <= km <= far + 1e-6
        assert abs((azimuth - bearing + 180) % 360 - 180) <= spread + 0.01


@given(LATS, LONS, st.floats(0, 360), st.floats(10, 900))
def test_an_ellipse_has_its_axes(lat: float, lon: float, bearing: float, far: float) -> None:
    zone = Zone(lat, lon, far / 4, far, far, bearing, bearing, width_km=far / 3)
    (ring,) = outline(zone)
    middle = along(lat, lon, bearing, far * 5 / 8)
    away = sorted(between_km(middle, point)[0] for point in ring)
    assert away[0] == pytest.approx(far / 6, rel=1e-3)
    assert away[-1] == pytest.approx(far * 3 / 8, rel=1e-3)


@given(LATS, LONS, st.floats(1, 2000))
def test_a_box_holds_its_zone(lat: float, lon: float, far: float) -> None:
    zone = Zone(lat, lon, 0, far, far)
    west, south, east, north = bbox_of_zone(zone)
    assert -180 <= west <= 180
    assert -180 <= east <= 180
    for point_lat, point_lon in outline(zone)[0]:
        assert south - 1e-4 <= point_lat <= north + 1e-4
        inside = west <= point_lon <= east if west <= east else not east < point_lon < west
        near = min(abs(point_lon - west) % 360, abs(point_lon - east) % 360)
        assert inside or near < 1e-4 or near > 360 - 1e-4


@given(LATS, LONS, st.floats(1, 2000))
def test_an_unrolled_ring_never_jumps(lat: float, lon: float, far: float) -> None:
    assume(abs(lat) < 85)
    ring = unrolled(outline(Zone(lat, lon, 0, far, far))[0])
    assert ring[0] == pytest.approx(ring[-1], abs=1e-9)
    holds_pole = far > between_km((lat, lon), (90.0 if lat > 0 else -90.0, lon))[0]
    assert (max(abs(point[0]) for point in ring) == 90) == holds_pole


def test_a_zone_about_a_pole_has_all_longitudes() -> None:
    assert bbox_of_zone(Zone(89.5, 20, 0, 100, 100))[::2] == (-180.0, 180.0)
    assert bbox_of_zone(Zone(89.5, 20, 0, 100, 100))[3] == 90
    assert bbox_of_zone(Zone(-89.5, 20, 0, 100, 100))[1] == -90
