"""The table for geopandas: a row a place, in EPSG:4326, that every format can hold."""

from __future__ import annotations

import sys
from pathlib import Path

import geopandas
import pytest

from geonews.errors import GeonewsError
from geonews.frames import to_geodataframe
from geonews.model import Article, GazetteerInfo, Mention, Place, Report, Zone
from tests.draw.world import GULF, TOWN, full_report, mentions, report, world

COLUMNS = [
    *("name", "written", "country", "admin1", "feature", "role", "status", "mentions"),
    *("literal_mentions", "associative_mentions", "population", "area_km2", "uncertainty_km"),
    *("lat", "lon", "geonames_id", "wikidata_id", "reason", "sentences", "geometry"),
]


def test_a_row_a_place_in_order_of_first_mention() -> None:
    table = to_geodataframe(full_report(), world())
    assert list(table.columns) == COLUMNS
    assert table.crs.to_epsg() == 4326
    assert [
        (
            row["name"],
            row["role"],
            row["status"],
            row["mentions"],
            row.geometry and row.geometry.geom_type,
        )
        for _, row in table.iterrows()
    ] == [
        ("Southport", "dateline", "resolved", 1, "Point"),
        ("Westmark", "literal", "resolved", 2, "MultiPolygon"),
        ("Milltown", "literal", "resolved", 1, "Point"),
        ("Southland", "associative", "resolved", 1, "MultiPolygon"),
        ("Northland", "literal", "resolved", 1, "MultiPolygon"),
        ("Oldbridge", "literal", "unresolved", 1, None),
        ("Faraway", "literal", "uncertain", 1, "Point"),
    ]
    assert table.attrs["attribution"] == ["Shapes: a test"]


def test_numbers_stay_whole_where_some_are_missing() -> None:
    table = to_geodataframe(full_report(), world()).set_index("name")
    assert table.loc["Milltown", "geonames_id"] == 6
    assert table.loc["Milltown", "population"] == 9000
    assert table["geonames_id"].isna().sum() == 1
    assert str(table["geonames_id"].dtype) == "Int64"


def test_a_place_by_distance_is_all_of_where_it_may_lie() -> None:
    text = "It sank 30 km off Milltown."
    spot = Place("30 km off Milltown", TOWN.lat, TOWN.lon, feature="AREA")
    zone = Zone(TOWN.lat, TOWN.lon, 25, 35, 35, anchors=((18, 26),))
    found = [Mention(8, 17, text[8:17], "relative", place=spot, status="resolved", zone=zone)]
    (row,) = [row for _, row in to_geodataframe(report(text, found), world()).iterrows()]
    assert row["uncertainty_km"] == 35
    assert row.geometry.geom_type == "MultiPolygon"
    assert row["sentences"] == text


def test_an_area_without_a_shape_has_no_point_in_its_middle() -> None:
    text = "It sank in the Quiet Sea."
    table = to_geodataframe(report(text, mentions(text, [("Quiet Sea", GULF)])), world())
    assert table.geometry.isna().all()


def test_a_story_without_places_is_an_empty_table() -> None:
    table = to_geodataframe(report("Nothing.", []), world())
    assert list(table.columns) == COLUMNS
    assert len(table) == 0
    assert table.crs.to_epsg() == 4326


@pytest.mark.parametrize("suffix", [".gpkg", ".geojson"])
def test_it_can_be_written_and_read_again(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"story{suffix}"
    told = to_geodataframe(full_report(), world())
    told.to_file(path)
    again = geopandas.read_file(path).set_index("name").loc[list(told["name"])]
    assert again.crs.to_epsg() == 4326
    assert list(again["mentions"]) == list(told["mentions"])
    assert again.loc["Milltown", "geonames_id"] == 6
    assert again.loc["Westmark"].geometry.equals(told.geometry[1])


def test_the_embedded_gazetteer_is_taken_where_none_is_given() -> None:
    peru = Place("Peru", -9.2, -74.4, "PE", None, "PCLI", geonames_id=3932488)
    told = Report(
        Article("Rain fell on Peru."),
        GazetteerInfo("", "", ""),
        (Mention(13, 17, "Peru", place=peru, status="resolved"),),
    )
    (shape,) = to_geodataframe(told).geometry
    assert shape.geom_type in ("Polygon", "MultiPolygon")
    assert -82 < shape.bounds[0] < -81


@pytest.mark.parametrize("missing", ["geopandas", "pandas"])
def test_without_geopandas_it_says_what_to_install(
    missing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(GeonewsError, match=rf"'{missing}'.*pip install 'geonews\[geo\]'"):
        to_geodataframe(full_report(), world())
