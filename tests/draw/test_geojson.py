"""GeoJSON for other tools: RFC 7946, literal places only, no invented points."""

from __future__ import annotations

import json

import shapely
from shapely.geometry import shape

from geonews.draw import to_geojson
from tests.draw.world import (
    GULF,
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
