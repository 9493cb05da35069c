"""The user's polygons: what is read, what is mended and said, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geonews.errors import AreaFileError, GeonewsError
from geonews.gazetteer import area_km2
from geonews.read.areas import read_areas

Json = dict[str, Any]

SQUARE = [[36, 51], [37, 51], [37, 52], [36, 52], [36, 51]]
EAST = [[36.5, 51], [37.5, 51], [37.5, 52], [36.5, 52], [36.5, 51]]
HOLE = [[36.2, 51.2], [36.4, 51.2], [36.4, 51.4], [36.2, 51.4], [36.2, 51.2]]
BOW = [[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]
SQUARE_KM2 = 7726


def polygon(*rings: object) -> Json:
    return {"type": "Polygon", "coordinates": list(rings)}


def feature(geometry: Json | None, **properties: object) -> Json:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def collection(*features: Json) -> Json:
    return {"type": "FeatureCollection", "features": list(features)}


def written(folder: Path, data: object, name: str = "fields.geojson") -> Path:
    path = folder / name
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "data",
    [
        polygon(SQUARE),
        {"type": "MultiPolygon", "coordinates": [[SQUARE]]},
        {"type": "GeometryCollection", "geometries": [polygon(SQUARE)]},
        feature(polygon(SQUARE)),
        collection(feature(polygon(SQUARE))),
        collection(feature({"type": "GeometryCollection", "geometries": [polygon(SQUARE)]})),
        polygon([[*position, 120.5] for position in SQUARE]),
        polygon(SQUARE[::-1]),
        {**polygon(SQUARE), "crs": None},
        {**polygon(SQUARE), "crs": {"properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}},
        {**polygon(SQUARE), "crs": {"properties": {"name": "EPSG:4326"}}},
        {**polygon(SQUARE), "crs": {"properties": {"name": "urn:ogc:def:crs:EPSG::4326"}}},
    ],
)
def test_every_form_of_geojson(tmp_path: Path, data: Json) -> None:
    (area,) = read_areas(written(tmp_path, data))
    assert (area.name, area.source, area.notes) == ("fields", "fields.geojson", ())
    assert area.geometry.is_valid
    assert not area.geometry.has_z
    assert area.geometry.bounds == pytest.approx((36, 51, 37, 52))
    assert area_km2(area.geometry) == pytest.approx(SQUARE_KM2, rel=2e-3)


@pytest.mark.parametrize(
    ("properties", "name"),
    [
        ({"name": "Kursk"}, "Kursk"),
        ({"NAME": "Kursk"}, "Kursk"),
        ({"Title": "Kursk"}, "Kursk"),
        ({"id": 7}, "7"),
        ({"id": 7, "title": "Kursk"}, "Kursk"),
        ({"name": " Kursk \n held "}, "Kursk held"),
        ({"name": ""}, "fields"),
        ({"name": None, "label": "Kursk"}, "Kursk"),
        ({"name": ["Kursk"]}, "fields"),
        ({"name": True}, "fields"),
        ({"name": "<script>"}, "<script>"),
        ({"name": "x" * 300}, "x" * 200),
    ],
)
def test_names(tmp_path: Path, properties: Json, name: str) -> None:
    (area,) = read_areas(written(tmp_path, feature(polygon(SQUARE), **properties)))
    assert area.name == name


def test_the_id_of_a_feature_names_it(tmp_path: Path) -> None:
    data = {**feature(polygon(SQUARE)), "id": "Kursk"}
    assert read_areas(written(tmp_path, data))[0].name == "Kursk"


def test_a_byte_order_mark_is_read_over(tmp_path: Path) -> None:
    path = tmp_path / "fields.geojson"
    path.write_text(json.dumps(polygon(SQUARE)), encoding="utf-8-sig")
    assert len(read_areas(path)) == 1


def test_parts_of_one_name_are_joined_and_overlap_counts_once(tmp_path: Path) -> None:
    data = collection(
        feature(polygon(SQUARE), name="A"),
        feature(polygon(EAST), name="A"),
        feature(polygon(SQUARE), name="B"),
    )
    first, second = read_areas(written(tmp_path, data))
    assert (first.name, second.name) == ("A", "B")
    assert area_km2(first.geometry) == pytest.approx(1.5 * SQUARE_KM2, rel=2e-3)
    assert first.notes == ("overlapping parts counted once",)
    assert second.notes == ()


def test_holes_are_subtracted_however_they_wind(tmp_path: Path) -> None:
    areas = [
        area_km2(read_areas(written(tmp_path, polygon(SQUARE, hole)))[0].geometry)
        for hole in (HOLE, HOLE[::-1])
    ]
    assert areas[0] == pytest.approx(areas[1])
    assert areas[0] == pytest.approx(0.96 * SQUARE_KM2, rel=5e-3)


def test_a_ring_that_crosses_itself_is_mended_and_said(tmp_path: Path) -> None:
    data = collection(feature(polygon(SQUARE), name="A"), feature(polygon(BOW), name="bow"))
    _, bow = read_areas(written(tmp_path, data))
    assert bow.geometry.is_valid
    assert area_km2(bow.geometry) == pytest.approx(6154, abs=2)
    assert bow.notes == ("feature 2 of 'fields.geojson' was mended (self-intersection)",)


def test_other_geometries_are_passed_over(tmp_path: Path) -> None:
    data = collection(
        feature(None, name="nowhere"),
        feature({"type": "Point", "coordinates": [36, 51]}, name="dot"),
        feature(polygon(SQUARE), name="A"),
    )
    assert [area.name for area in read_areas(written(tmp_path, data))] == ["A"]


def test_a_ring_across_the_antimeridian_is_cut_there(tmp_path: Path) -> None:
    ring = [[179, -17], [-179, -17], [-179, -16], [179, -16], [179, -17]]
    hole = [[-179.8, -16.8], [-179.2, -16.8], [-179.2, -16.2], [-179.8, -16.2], [-179.8, -16.8]]
    home = [[19, -17], [21, -17], [21, -16], [19, -16], [19, -17]]
    (across,) = read_areas(written(tmp_path, polygon(ring)))
    (whole,) = read_areas(written(tmp_path, polygon(home)))
    (holed,) = read_areas(written(tmp_path, polygon(ring, hole)))
    assert len(across.geometry.geoms) == 2  # type: ignore[attr-defined]
    assert across.geometry.bounds == pytest.approx((-180, -17, 180, -16))
    assert area_km2(across.geometry) == pytest.approx(area_km2(whole.geometry))
    assert area_km2(holed.geometry) == pytest.approx(0.82 * area_km2(whole.geometry), rel=1e-2)


def test_long_edges_are_straight_in_longitude_and_latitude(tmp_path: Path) -> None:
    band = [[-180, 60], [180, 60], [180, 70], [-180, 70], [-180, 60]]
    (area,) = read_areas(written(tmp_path, polygon(band)))
    # Between two parallels, on the authalic sphere: 2 pi R^2 (sin 70 - sin 60), to 1%.
    assert area_km2(area.geometry) == pytest.approx(18_780_000, rel=1e-2)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"a": 1}, "JSON but no GeoJSON"),
        ([1, 2], "JSON but no GeoJSON"),
        ({"type": "Topology"}, "no GeoJSON geometry"),
        ({"type": "Point", "coordinates": [1, 2]}, "has no polygons (1 other"),
        (collection(), "has no polygons (0 other"),
        ({"type": "FeatureCollection"}, "without a list of features"),
        (collection({"type": "Polygon"}), "feature 1 of 'fields.geojson' is no Feature"),
        (feature({"type": "GeometryCollection"}), "without a list of geometries"),
        ({"type": "Polygon"}, "without a list of coordinates"),
        ({"type": "MultiPolygon", "coordinates": ["x"]}, "a polygon without rings"),
        (polygon("abc"), "no list of positions"),
        (polygon([["a", 1]] * 4), "'a' where a number must stand"),
        (polygon([[True, 1]] * 4), "True where a number must stand"),
        (polygon([[1]] * 4), "the position [1]"),
        (polygon([[float("nan"), 1]] * 4), "not finite"),
        (polygon([[float("inf"), 1]] * 4), "not finite"),
        (polygon([[10**400, 1]] * 4), "not finite"),
        (polygon([[4e6, 6e6]] * 4), "in metres; reproject it"),
        (polygon([[36, 151]] * 4), "longitude must stand first"),
        (polygon([[190, 51]] * 4), "bring longitudes to -180 to 180"),
        (polygon(SQUARE[:3]), "has 3 positions: a ring needs at least 4"),
        (polygon([]), "has 0 positions"),
        (polygon(SQUARE[:-1]), "is not closed: it starts at [36, 51] and ends at [36, 52]"),
        (polygon(SQUARE, HOLE[:-1]), "ring 2 of 'fields.geojson' is not closed"),
        (polygon([[0, 0], [1, 0], [2, 0], [0, 0]]), "covers nothing"),
        (
            polygon([[-180, -90], [180, -90], [180, 90], [-180, 90], [-180, -90]]),
            "more than half of the globe",
        ),
        (polygon([[-170, 80], [-60, 80], [60, 80], [170, 80], [-170, 80]]), "round a pole"),
        (
            {**polygon(SQUARE), "crs": {"properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}},
            "'urn:ogc:def:crs:EPSG::3857': reproject it to longitude and latitude (EPSG:4326)",
        ),
        ({**polygon(SQUARE), "crs": "x" * 100}, "..."),
    ],
)
def test_refused(tmp_path: Path, data: object, message: str) -> None:
    with pytest.raises(AreaFileError) as caught:
        read_areas(written(tmp_path, data))
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b" \n", "is empty"),
        (b"{", "is not JSON (line 1, column 2)"),
        (b"\xff\xfe\x00\x01", "is not UTF-8 text"),
        (b"[" * 100_000, "nests too deeply"),
        (b"[" + b"9" * 5000 + b"]", "has a number too long"),
        (
            b'{"type": "GeometryCollection", "geometries": [' * 40 + b"]}" * 40,
            "no GeoJSON geometry",
        ),
    ],
)
def test_files_that_are_no_geojson(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "fields.geojson"
    path.write_bytes(content)
    with pytest.raises(AreaFileError, match=r"fields\.geojson") as caught:
        read_areas(path)
    assert message.split(" (")[0] in str(caught.value)


def test_paths_that_are_no_files(tmp_path: Path) -> None:
    with pytest.raises(AreaFileError, match="does not exist"):
        read_areas(tmp_path / "none.geojson")
    with pytest.raises(AreaFileError, match="is a directory"):
        read_areas(tmp_path)


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["type", "features", "geometry", "coordinates", "geometries", "crs"]),
            inner | st.sampled_from(["Feature", "FeatureCollection", "Polygon", "MultiPolygon"]),
            max_size=4,
        )
    ),
    max_leaves=20,
)


@given(_VALUES)
@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_json_makes_it_fail_otherwise(tmp_path: Path, data: object) -> None:
    try:
        areas = read_areas(written(tmp_path, data))
    except GeonewsError:
        return
    assert all(area.geometry.is_valid for area in areas)


@pytest.mark.parametrize("turn", [1, -1])
@pytest.mark.parametrize("shift", range(5))
def test_the_area_does_not_depend_on_where_a_ring_starts(
    tmp_path: Path, shift: int, turn: int
) -> None:
    corners = [[36, 51], [38, 51.5], [37, 52], [36.5, 51.5], [35, 52]]
    turned = (corners[shift:] + corners[:shift])[::turn]
    areas = [
        area_km2(read_areas(written(tmp_path, polygon([*ring, ring[0]])))[0].geometry)
        for ring in (corners, turned)
    ]
    assert areas[0] == pytest.approx(areas[1], rel=1e-9)


def test_dates_keep_parts_of_one_name_apart(tmp_path: Path) -> None:
    data = collection(
        feature(polygon(SQUARE), name="Front", date="2024-08-10"),
        feature(polygon(EAST), name="Front", DATE="2024-08-10T06:00:00Z"),
        feature(polygon(SQUARE), name="Front", day="20241218"),
        feature(polygon(SQUARE), name="Front", as_of="2024/12/19"),
        feature(polygon(SQUARE), name="Rear", date="2024-13-45"),
    )
    areas = read_areas(written(tmp_path, data))
    assert [(area.name, area.source) for area in areas] == [
        ("Front", "fields.geojson (2024-08-10)"),
        ("Front", "fields.geojson (2024-12-18)"),
        ("Front", "fields.geojson (2024-12-19)"),
        ("Rear", "fields.geojson"),
    ]
    assert area_km2(areas[0].geometry) == pytest.approx(1.5 * SQUARE_KM2, rel=2e-3)
    assert area_km2(areas[1].geometry) == pytest.approx(SQUARE_KM2, rel=2e-3)


def test_a_property_of_ones_own_names_the_areas(tmp_path: Path) -> None:
    data = collection(
        feature(polygon(SQUARE), name="cell 1", Status="held"),
        feature(polygon(EAST), name="cell 2", status="held"),
        feature(polygon(SQUARE), name="cell 3", status="claimed"),
        feature(polygon(SQUARE), name="cell 4"),
    )
    path = written(tmp_path, data)
    assert [area.name for area in read_areas(path, by="STATUS")] == ["held", "claimed", "fields"]
    with pytest.raises(AreaFileError, match=r"no feature of .* has the property 'kind'"):
        read_areas(path, by="kind")


def test_the_whole_file_as_one_area(tmp_path: Path) -> None:
    data = collection(feature(polygon(SQUARE), name="A"), feature(polygon(EAST), name="B"))
    (area,) = read_areas(written(tmp_path, data), is_whole=True)
    assert (area.name, area.notes) == ("fields", ("overlapping parts counted once",))
    assert area_km2(area.geometry) == pytest.approx(1.5 * SQUARE_KM2, rel=2e-3)


def test_a_file_of_200_mb_is_refused_before_it_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "large.geojson"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    with pytest.raises(AreaFileError, match="is larger than 64 MiB: simplify its polygons"):
        read_areas(path)


def test_ten_thousand_features(tmp_path: Path) -> None:
    def parcel(n: int) -> Json:
        west, south = 30 + n % 100 / 100, 50 + n // 100 / 100
        east, north = west + 0.01, south + 0.01
        ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
        return feature(polygon(ring), name=f"Parcel {n}")

    path = written(tmp_path, collection(*map(parcel, range(10_000))))
    areas = read_areas(path)
    assert len(areas) == 10_000
    assert areas[4711].name == "Parcel 4711"
    (whole,) = read_areas(path, is_whole=True)
    assert whole.geometry.bounds == pytest.approx((30, 50, 31, 51))
