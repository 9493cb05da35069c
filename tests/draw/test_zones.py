"""Zones on the page: shapes with dashed outlines and words, never a dot alone."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import shape

from geonews.draw import draw, to_geojson
from geonews.draw.figure import still
from geonews.draw.lonlat import Plane, plane_for
from geonews.draw.scene import build_scene
from geonews.draw.zones import told, zone_on, zone_shape
from geonews.gazetteer.areas import area_km2
from geonews.model import Mention, Place, Zone
from geonews.zones import bbox_of_zone
from tests.draw.test_draw import Reader
from tests.draw.world import FAR_TOWN, TOWN, full_report, mentions, report, world

TEXT = "A fire burned 30 km south of Milltown. Later Milltown was calm."


def relative(zone: Zone, name: str = "30 km south of Milltown", **fields: object) -> Mention:
    place = Place(name, 51.73, 21.5, feature="AREA", bbox=bbox_of_zone(zone), source="the story")
    given: dict[str, Any] = {"status": "resolved", "confidence": 0.8} | fields
    return Mention(14, 28, "30 km south of", "relative", place=place, zone=zone, **given)


SECTOR = Zone(52, 21.5, 25, 36, 15, 157.5, 202.5, anchors=((29, 37),))
RING = Zone(52, 21.5, 25, 36, 36, anchors=((29, 37),))
DISC = Zone(52, 21.5, 0, 36, 36, anchors=((29, 37),))
ELLIPSE = Zone(52, 21.5, 25, 90, 33, 180, 180, 20, anchors=((29, 37),))


def page_of(zone: Zone, **fields: object) -> str:
    found = [relative(zone, **fields), *mentions(TEXT, [("Milltown", TOWN)])]  # type: ignore[arg-type]
    return draw(report(TEXT, found), world())


def zone_layer(page: str) -> list[Any]:
    layer = re.search(r"layer_zone\w* = L\.geoJson\(\(\(list\).*?zone\[1\]\)\)\((.*?)\), \{", page)
    assert layer
    found: list[Any] = json.loads(layer[1])
    return found


@pytest.mark.parametrize("zone", [SECTOR, RING, DISC, ELLIPSE])
def test_a_zone_is_a_shape_and_no_dot(zone: Zone) -> None:
    page = page_of(zone)
    ((number, polygons),) = zone_layer(page)
    drawn = shapely.MultiPolygon([(rings[0], rings[1:]) for rings in polygons])
    assert drawn.is_valid
    assert drawn.symmetric_difference(zone_shape(zone)).area < 1e-3 * drawn.area
    dots = re.findall(r"layer_dot_\w+ = L\.geoJson\(points\((.*?)\)", page)
    assert dots
    assert not [dot for layer in dots for dot in json.loads(layer) if dot[0] == number]
    assert '"smoothFactor": 0.2' in page


def test_the_page_says_where_it_is_without_its_map() -> None:
    text = Reader(page_of(SECTOR)).text
    for words in (
        "30 km south of Milltown",
        "About 30 km south of Milltown, give or take 15 km",
        "Somewhere in here: given by distance",
    ):
        assert words in text, words
    assert "<mark>30 km south of</mark> Milltown." in page_of(SECTOR)
    assert '"name":"30 km south of Milltown","classes":"zone zone"' in page_of(SECTOR)


def test_a_doubtful_zone_looks_doubtful() -> None:
    page = page_of(SECTOR, status="uncertain", reason="Milltown is uncertain itself.")
    assert "layer_zone_doubt" in page
    assert '"className": "gn-zone gn-zone-doubt"' in page
    assert "Milltown is uncertain itself." in Reader(page).text
    assert "Somewhere in here" not in page


def test_a_story_without_zones_has_no_trace_of_them() -> None:
    page = draw(full_report(), world())
    drawn = re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)
    assert "gn-zone" not in drawn
    assert "layer_zone" not in drawn
    assert "given by distance" not in drawn


def test_the_frame_holds_the_zones_about_it() -> None:
    far = Zone(52, 21.5, 280, 320, 150, 157.5, 202.5, anchors=((29, 37),))
    frame = re.search(r'"frame":\[([^]]+)\]', page_of(far))
    assert frame
    west, south, east, north = map(float, frame[1].split(","))
    low_west, low_south, high_east, _ = zone_shape(far).bounds
    assert west < low_west < high_east < east
    assert south < low_south < 52 < north


def test_geojson_has_the_polygon_and_the_uncertainty() -> None:
    found = [relative(RING), *mentions(TEXT, [("Milltown", TOWN)])]
    first, town = to_geojson(report(TEXT, found), world())["features"]
    drawn = shape(first["geometry"])
    assert drawn.is_valid
    assert shapely.get_parts(drawn)[0].exterior.is_ccw
    assert len(shapely.get_parts(drawn)[0].interiors) == 1
    assert first["properties"]["uncertainty_km"] == 36
    assert first["properties"]["name"] == "30 km south of Milltown"
    assert (town["geometry"]["type"], "uncertainty_km" in town["properties"]) == ("Point", False)


def test_coordinates_are_a_dot_where_they_are_good_to_a_pixel() -> None:
    text = "It fell at 52.1234°N 21.5678°E or so."
    for radius, kind in ((0.007, "Point"), (6.5, "MultiPolygon")):
        place = Place("52.1234°N 21.5678°E", 52.1234, 21.5678, feature="SPOT")
        zone = Zone(52.1234, 21.5678, 0, radius, radius)
        mention = Mention(11, 33, text[11:33], "coordinates", place=place, zone=zone,
                          status="resolved")  # fmt: skip
        told_by = report(text, [mention])
        page = draw(told_by, world())
        assert ("layer_dot_focus" in page) == (kind == "Point")
        assert ("layer_zone" in page) == (kind != "Point")
        assert "Coordinates in the story, good to" in page
        (feature,) = to_geojson(told_by, world())["features"]
        assert feature["geometry"]["type"] == kind
        assert feature["properties"]["uncertainty_km"] == radius


def test_the_still_map_draws_them_too() -> None:
    found = [relative(SECTOR), *mentions(TEXT, [("Milltown", TOWN)])]
    drawn = still(build_scene(report(TEXT, found), world()))
    assert '<path class="gn-zone" d="M' in drawn
    assert re.search(r">30 km south</tspan><tspan[^>]*>of Milltown</tspan></text>", drawn)


def test_a_hostile_name_is_only_text() -> None:
    page = draw(
        report(TEXT, [relative(SECTOR, "30 km </script><script>alert(1)</script> of ${x}")]),
        world(),
    )
    assert "<script>alert" not in page
    # The data of the story, for the page and for machines; Leaflet; ours.
    assert page.count("<script") == 4


def test_far_places_do_not_pull_the_frame_from_a_zone() -> None:
    text = f"{TEXT} Faraway sent help."
    found = [
        relative(SECTOR),
        *mentions(text, [("Milltown", TOWN), ("Faraway", FAR_TOWN)]),
    ]
    frame = re.search(r'"frame":\[([^]]+)\]', draw(report(text, found), world()))
    assert frame
    west, _, east, _ = map(float, frame[1].split(","))
    assert east - west < 10


@pytest.mark.parametrize(
    ("name", "zone", "words"),
    [
        ("30 km south of Lima", SECTOR, "About 30 km south of Lima, give or take 15 km"),
        ("ten miles south of Lima", SECTOR,
         "Ten miles south of Lima, give or take 9.3 miles (15 km)"),
        ("within 36 km of Lima", DISC, "Within 36 km of Lima: up to 36 km from its middle"),
        ("30 km from Lima", RING,
         "About 30 km from Lima: 25 to 36 km from its middle, direction not stated"),
        ("20 miles off Lima", RING, "About 20 miles off Lima: 16 to 22 miles (25 to 36 km) from "
         "its middle, direction not stated"),
        ("between Lima and Cusco", ELLIPSE, "Between Lima and Cusco, give or take 33 km"),
        ("12°N 45°E", Zone(12, 45, 0, 77.9, 77.9), "Coordinates in the story, good to 78 km"),
        ("12.1°N 45.1°E", Zone(12, 45, 0, 0.0072, 0.0072),
         "Coordinates in the story, good to 7.2 m"),
    ],
)  # fmt: skip
def test_words(name: str, zone: Zone, words: str) -> None:
    assert told(Place(name, zone.lat, zone.lon, feature="AREA"), zone) == words


LATS, LONS = st.floats(-75, 75), st.floats(-180, 180)


@given(LATS, LONS, st.floats(1, 900), st.floats(0.1, 0.9))
def test_shapes_have_the_size_of_their_zones_wherever_they_lie(
    lat: float, lon: float, far: float, share: float
) -> None:
    zone = Zone(lat, lon, far * share, far, far)
    drawn = zone_shape(zone)
    west, south, east, north = drawn.bounds
    assert -180 <= west < east <= 180
    assert -90 <= south < north <= 90
    assert drawn.is_valid
    # On the sphere that a ring of this size lies on, to a per cent.
    assert area_km2(drawn) == pytest.approx(3.14159 * far * far * (1 - share * share), rel=0.012)


@given(LONS, st.floats(1, 900), st.sampled_from([-169.0, -191.0, -30.0]))
def test_on_the_plane_nothing_is_lost(lon: float, far: float, west: float) -> None:
    zone, plane = Zone(40, lon, 0, far, far), Plane(west)
    drawn = zone_on(plane, zone)
    assert drawn.bounds[0] >= west
    assert drawn.bounds[2] <= west + 360
    assert drawn.area == pytest.approx(zone_shape(zone).area, rel=1e-6)


def test_over_the_antimeridian_a_zone_is_one_piece() -> None:
    zone = Zone(-18, 179.9, 20, 60, 60)
    plane = plane_for([(179.9, -18, 1)])
    assert len(shapely.get_parts(zone_shape(zone))) == 2
    assert len(shapely.get_parts(zone_on(plane, zone))) == 1


@pytest.mark.parametrize("lat", [89.5, -89.5])
def test_a_zone_about_a_pole_holds_it(lat: float) -> None:
    drawn = zone_shape(Zone(lat, 20, 30, 100, 100))
    assert drawn.is_valid
    assert area_km2(drawn) == pytest.approx(3.14159 * (100**2 - 30**2), rel=0.02)
    assert zone_on(Plane(-169.0), Zone(lat, 20, 30, 100, 100)).is_empty
