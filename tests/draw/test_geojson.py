"""GeoJSON for other tools: RFC 7946, literal places only, no invented points."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import geopandas
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import shape

from geonews.draw import to_geojson
from geonews.model import Mention, Place, Zone
from tests.draw.world import (
    GULF,
    ISLANDS,
    ISLES,
    NO_SHAPE,
    TOWN,
    WESTMARK,
    full_report,
    mentions,
    report,
    world,
)


def test_literal_places_are_features_in_order_of_mention() -> None:
    found = to_geojson(full_report(), world())
    told = [
        (f["properties"]["name"], f["geometry"]["type"], f["properties"]["status"])
        for f in found["features"]
    ]
    assert told == [
        ("Westmark", "MultiPolygon", "resolved"),
        ("Milltown", "Point", "resolved"),
        ("Northland", "MultiPolygon", "resolved"),
        ("Faraway", "Point", "uncertain"),
    ]
    assert found["attribution"] == ["Shapes: a test"]
    assert json.loads(json.dumps(found)) == found


def test_exterior_rings_run_counter_clockwise() -> None:
    found = to_geojson(full_report(), world())
    polygon = shapely.get_parts(shape(found["features"][0]["geometry"]))[0]
    assert polygon.exterior.is_ccw
    assert polygon.bounds == (20, 50, 25, 56)


def test_an_area_without_a_shape_has_no_point_in_its_middle() -> None:
    text = "Lost County lies by the Quiet Sea."
    found = mentions(text, [("Lost County", NO_SHAPE), ("Quiet Sea", GULF)])
    county, sea = to_geojson(report(text, found), world())["features"]
    assert county["geometry"] is None
    assert "bbox" not in county
    assert sea["geometry"] is None
    assert sea["bbox"] == [5, 36, 15, 44]


def test_the_sentences_are_kept_and_can_be_encoded() -> None:
    text = "Rain fell on Milltown.\ud800 Westmark saw none."
    found = mentions(text, [("Milltown", TOWN), ("Westmark", WESTMARK)])
    town, region = to_geojson(report(text, found), world())["features"]
    assert town["properties"]["sentences"][0].startswith("Rain fell on Milltown.")
    json.dumps((town, region), ensure_ascii=False).encode()
    assert region["properties"]["mentions"] == 1


def test_a_story_without_places_is_an_empty_collection() -> None:
    assert to_geojson(report("Nothing.", []), world())["features"] == []


def read_by_gdal(found: dict[str, Any], tmp_path: Path) -> geopandas.GeoDataFrame:
    path = tmp_path / "story.geojson"
    path.write_text(json.dumps(found), encoding="utf-8")
    return geopandas.read_file(path)


def test_gdal_reads_it_as_longitude_and_latitude(tmp_path: Path) -> None:
    table = read_by_gdal(to_geojson(full_report(), world()), tmp_path)
    assert table.crs.to_epsg() == 4326
    assert list(table["name"]) == ["Westmark", "Milltown", "Northland", "Faraway"]
    assert list(table["mentions"]) == [2, 1, 1, 1]
    assert (table.geometry[3].x, table.geometry[3].y) == (151, -34)
    assert table.geometry.is_valid.all()


def test_what_crosses_the_antimeridian_is_cut_there(tmp_path: Path) -> None:
    text = "The Isles are wet, and so is the Lost Sea."
    lost = Place("Lost Sea", 0, 180, feature="SEA", bbox=(170, -9, -170, 9), geonames_id=77)
    found = to_geojson(
        report(text, mentions(text, [("The Isles", ISLANDS), ("Lost Sea", lost)])), world()
    )
    isles, sea = found["features"]
    assert shape(isles["geometry"]).normalize() == ISLES.normalize()
    # RFC 7946, 5.2: west is greater than east where the box crosses it.
    assert sea["bbox"] == [170, -9, -170, 9]
    assert read_by_gdal(found, tmp_path).geometry[0].bounds == (-180, -19, 180, -16)


def test_a_disc_over_the_antimeridian_is_cut_there() -> None:
    zone = Zone(-17, 179.9, 0, 100, 100, anchors=((0, 1),))
    place = Place("up to 100 km off", -17, 179.9, feature="AREA")
    at = Mention(0, 3, "Off", "relative", place=place, status="resolved", zone=zone)
    (feature,) = to_geojson(report("Off it went.", [at]), world())["features"]
    assert feature["geometry"]["type"] == "MultiPolygon"
    for part in shapely.get_parts(shape(feature["geometry"])):
        assert part.exterior.is_ccw
        assert part.bounds[2] - part.bounds[0] < 2
    assert feature["properties"]["uncertainty_km"] == 100


@given(
    st.floats(-89, 89), st.floats(-180, 180), st.floats(1, 2500), st.floats(0, 0.9),
    st.one_of(st.none(), st.floats(0, 360)),
)  # fmt: skip
@settings(max_examples=40, deadline=None)
def test_every_zone_is_valid_and_within_the_globe(
    lat: float, lon: float, far_km: float, near: float, bearing: float | None
) -> None:
    other = None if bearing is None else (bearing + 45) % 360
    zone = Zone(lat, lon, far_km * near, far_km, far_km, bearing, other, anchors=((0, 1),))
    place = Place("off it", lat, lon, feature="AREA")
    at = Mention(0, 3, "Off", "relative", place=place, status="resolved", zone=zone)
    (feature,) = to_geojson(report("Off it went.", [at]), world())["features"]
    found = shape(feature["geometry"])
    assert found.is_valid
    west, south, east, north = found.bounds
    assert -180 <= west <= east <= 180
    assert -90 <= south <= north <= 90
    assert all(part.exterior.is_ccw for part in shapely.get_parts(found))


def test_members_that_the_standard_took_away_are_not_there() -> None:
    found = to_geojson(full_report(), world())
    assert set(found) == {"type", "features", "attribution"}
    for feature in found["features"]:
        assert set(feature) <= {"type", "geometry", "properties", "bbox"}


def test_no_field_of_a_geocoder_breaks_the_file() -> None:
    bad = "x\ud800\x00"
    text = "Rain fell on Milltown."
    place = Place("Milltown", 52, 21.5, bad, bad, "PPL", wikidata_id=bad)
    found = to_geojson(report(text, mentions(text, [("Milltown", place)])), world())
    json.dumps(found, ensure_ascii=False).encode()
    assert found["features"][0]["properties"]["country"] == "x\ufffd\ufffd"
