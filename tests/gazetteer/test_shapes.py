"""The shapes that ship: their areas, their borders, and which of them are in dispute."""

from __future__ import annotations

from typing import cast

import pytest
import shapely
from shapely import Point
from shapely.geometry.base import BaseGeometry

from geonews.gazetteer import Detail, Gazetteer, Outline, area_km2, bbox_of
from geonews.model import BBox, Place

_WORLD: BBox = (-180.0, -90.0, 180.0, 90.0)
_DRAWN: tuple[Detail, Detail] = ("region", "world")


def _country(gazetteer: Gazetteer, code: str) -> Place:
    name = gazetteer.country_name(code)
    assert name is not None
    return next(p for p in gazetteer.lookup(name) if p.feature.startswith("PCL"))


def _region(gazetteer: Gazetteer, name: str, country: str) -> Place:
    return next(p for p in gazetteer.lookup(name) if (p.feature, p.country) == ("ADM1", country))


def _rows(gazetteer: Gazetteer, group: str, step: int) -> range:
    first, last = gazetteer.header["groups"][group]
    return range(first, last, step)


def _shape(gazetteer: Gazetteer, place: Place, detail: Detail = "full") -> BaseGeometry:
    shape = gazetteer.shape(place, detail)
    assert shape is not None
    return shape


# Areas -----------------------------------------------------------------------------------------

# Official totals, km2: CIA World Factbook (public domain), edition of 2026-05. The tolerance is
# what Natural Earth 1:10m is known to differ by, with its reason where that is more than 1 %.
_OFFICIAL: dict[str, tuple[float, float]] = {
    "DE": (357_022, 0.01), "PL": (312_685, 0.01), "IT": (301_340, 0.01), "GB": (243_610, 0.01),
    "ES": (505_370, 0.01), "IQ": (438_317, 0.01), "GR": (131_957, 0.01), "AZ": (86_600, 0.01),
    "CH": (41_277, 0.01), "BE": (30_528, 0.01), "LU": (2_586, 0.015),
    "BR": (8_515_770, 0.01), "AU": (7_741_220, 0.01), "CA": (9_984_670, 0.01),
    "SY": (187_437, 0.01), "RU": (17_098_242, 0.01),
    # Without the Golan Heights, and without Crimea and Sevastopol, which are drawn as disputed.
    "IL": (21_937 - 1_154, 0.015),
    "UA": (603_550 - 26_945, 0.01),
    "FR": (551_500, 0.01),  # Metropolitan: the overseas regions have codes of their own.
    "JP": (377_915, 0.015),  # Islets.
    "IE": (70_273, 0.015),  # Tidal water.
    "ID": (1_904_569, 0.02),  # Islets.
    "NO": (323_802, 0.02),  # Without Svalbard.
    "NG": (923_768, 0.025), "ET": (1_104_300, 0.025),  # Official figures that differ themselves.
    "US": (9_833_517, 0.04),  # The Great Lakes and coastal water.
    "MT": (316, 0.05),
}  # fmt: skip


@pytest.mark.parametrize("code", _OFFICIAL)
def test_countries_have_their_official_area(gazetteer: Gazetteer, code: str) -> None:
    official_km2, tolerance = _OFFICIAL[code]
    place = _country(gazetteer, code)
    assert place.area_km2 == pytest.approx(official_km2, rel=tolerance)
    if official_km2 < 1e6:
        assert area_km2(_shape(gazetteer, place)) == pytest.approx(official_km2, rel=tolerance)


def test_kursk_oblast_has_its_official_area(gazetteer: Gazetteer) -> None:
    kursk = _region(gazetteer, "Kursk", "RU")
    assert kursk.area_km2 == pytest.approx(29_997, rel=0.01)
    assert area_km2(_shape(gazetteer, kursk)) == pytest.approx(29_997, rel=0.01)


@pytest.mark.parametrize(
    ("name", "country", "official_km2", "tolerance"),
    [
        ("Bavaria", "DE", 70_550, 0.01),
        ("Belgorod Oblast", "RU", 27_134, 0.03),
        ("Sumy Oblast", "UA", 23_834, 0.02),
        ("Texas", "US", 695_662, 0.02),
        ("Ontario", "CA", 1_076_395, 0.01),
        ("Queensland", "AU", 1_729_742, 0.01),
    ],
)
def test_regions_have_their_official_area(
    gazetteer: Gazetteer, name: str, country: str, official_km2: float, tolerance: float
) -> None:
    place = _region(gazetteer, name, country)
    assert place.area_km2 == pytest.approx(official_km2, rel=tolerance)


def test_the_stored_area_is_that_of_the_shape(gazetteer: Gazetteer) -> None:
    for group in ("regions", "counties"):
        for row in _rows(gazetteer, group, 61):
            place = gazetteer.place(row)
            shape = gazetteer.shape(place)
            if place.area_km2 and place.area_km2 > 500 and shape is not None:
                assert area_km2(shape) == pytest.approx(place.area_km2, rel=2e-3), place


def test_simplified_shapes_are_near_the_full_ones(gazetteer: Gazetteer) -> None:
    kursk = _region(gazetteer, "Kursk", "RU")
    full = _shape(gazetteer, kursk)
    for detail, tolerance in (("region", 0.01), ("world", 0.05)):
        drawn = _shape(gazetteer, kursk, cast("Detail", detail))
        assert drawn.symmetric_difference(full).area < tolerance * full.area
        assert shapely.get_num_coordinates(drawn) < shapely.get_num_coordinates(full)


# Borders ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def drawn(gazetteer: Gazetteer) -> dict[Detail, tuple[Outline, ...]]:
    return {detail: gazetteer.countries(_WORLD, detail) for detail in _DRAWN}


@pytest.mark.parametrize("detail", _DRAWN)
def test_countries_share_their_borders(
    drawn: dict[Detail, tuple[Outline, ...]], detail: Detail
) -> None:
    shapes = [outline.geometry for outline in drawn[detail]]
    assert len(shapes) > 240
    assert shapely.is_valid(shapes).all()
    assert not shapely.is_empty(shapes).any()
    # No overlap, no gap, the same corners on both sides.
    assert shapely.coverage_is_valid(shapes)


@pytest.mark.parametrize("detail", _DRAWN)
@pytest.mark.parametrize("countries", [("RU", "UA"), ("US", "CA"), ("FR", "DE", "CH"), ("IN",)])
def test_regions_share_their_borders(
    gazetteer: Gazetteer, countries: tuple[str, ...], detail: Detail
) -> None:
    outlines = [o for code in countries for o in gazetteer.regions(code, detail)]
    shapes = [outline.geometry for outline in outlines]
    assert shapely.is_valid(shapes).all()
    assert shapely.coverage_is_valid(shapes)


@pytest.mark.parametrize("detail", ["full", "region", "world"])
def test_kursk_and_sumy_meet_without_a_gap(gazetteer: Gazetteer, detail: Detail) -> None:
    kursk = _shape(gazetteer, _region(gazetteer, "Kursk", "RU"), detail)
    sumy = _shape(gazetteer, _region(gazetteer, "Sumy Oblast", "UA"), detail)
    shared = kursk.intersection(sumy)
    assert shared.area == 0
    assert shared.length > 1.5
    joined = kursk.union(sumy)
    assert joined.geom_type == "Polygon"
    assert not list(joined.interiors)  # type: ignore[attr-defined]
    assert joined.length == pytest.approx(kursk.length + sumy.length - 2 * shared.length)


def test_full_shapes_are_valid(gazetteer: Gazetteer) -> None:
    for group in ("regions", "counties", "disputed"):
        for row in _rows(gazetteer, group, 23):
            shape = gazetteer.shape(gazetteer.place(row))
            if shape is not None:
                assert shape.is_valid, gazetteer.label(row)
                assert not shape.is_empty, gazetteer.label(row)


@pytest.mark.parametrize("detail", _DRAWN)
def test_every_drawn_region_is_valid(gazetteer: Gazetteer, detail: Detail) -> None:
    places = [gazetteer.place(row) for row in _rows(gazetteer, "regions", 1)]
    found = [(place.name, gazetteer.shape(place, detail)) for place in places]
    shapes = [shape for _, shape in found if shape is not None]
    assert len(shapes) > 0.98 * len(places)
    assert [name for name, shape in found if shape is not None and shape.is_empty] == []
    assert [name for name, shape in found if shape is not None and not shape.is_valid] == []


def test_a_country_is_the_union_of_its_regions(gazetteer: Gazetteer) -> None:
    germany = _shape(gazetteer, _country(gazetteer, "DE"), "region")
    states = [outline.geometry for outline in gazetteer.regions("DE", "region")]
    assert len(states) == 16
    assert shapely.union_all(states).symmetric_difference(germany).area < 1e-6


def test_regions_of_nowhere(gazetteer: Gazetteer) -> None:
    assert gazetteer.regions("ZZ", "region") == ()
    assert gazetteer.regions("", "region") == ()


# Dispute ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("detail", _DRAWN)
def test_disputed_areas_are_outside_all_countries(
    gazetteer: Gazetteer, drawn: dict[Detail, tuple[Outline, ...]], detail: Detail
) -> None:
    shapes = [outline.geometry for outline in drawn[detail]]
    tree = shapely.STRtree(shapes)
    disputed = gazetteer.disputed(_WORLD, detail)
    assert {"Crimea", "Sevastopol"} <= {outline.name for outline in disputed}
    for outline in disputed:
        assert outline.note.endswith(".")
        near = [shapes[number] for number in tree.query(outline.geometry)]
        assert sum(outline.geometry.intersection(shape).area for shape in near) == 0, outline.name


def test_crimea_is_disputed_and_about_its_size(gazetteer: Gazetteer) -> None:
    found = gazetteer.disputed((33.0, 44.0, 35.0, 46.0), "full")
    assert {outline.name for outline in found} == {"Crimea", "Sevastopol"}
    assert sum(area_km2(outline.geometry) for outline in found) == pytest.approx(26_945, rel=0.03)
    for code in ("UA", "RU"):
        assert not _shape(gazetteer, _country(gazetteer, code), "region").contains(Point(34.1, 45))
    assert "Crimea" not in " ".join(o.name for o in gazetteer.regions("RU", "world"))


def test_disputed_borders_are_lines_where_asked(gazetteer: Gazetteer) -> None:
    everywhere = gazetteer.disputed_lines(_WORLD)
    kashmir = gazetteer.disputed_lines((73.0, 32.0, 80.0, 37.0))
    assert 0 < len(kashmir) < len(everywhere)
    assert {line.geom_type for line in everywhere} == {"LineString"}
    assert gazetteer.disputed_lines((-30.0, -40.0, -20.0, -30.0)) == ()


# Where things are ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("town", "town_id", "region", "country"),
    [
        ("Kursk", 538560, "Kursk", "RU"), ("Sudzha", 486816, "Kursk", "RU"),
        ("Sumy", 692194, "Sumy Oblast", "UA"), ("Munich", 2867714, "Bavaria", "DE"),
        ("Paris", 4717560, "Texas", "US"), ("Lyon", 2996944, "Auvergne-Rhône-Alpes", "FR"),
        ("Toronto", 6167865, "Ontario", "CA"), ("Brisbane", 2174003, "Queensland", "AU"),
        ("Mumbai", 1275339, "Maharashtra", "IN"), ("Kano", 2335204, "Kano", "NG"),
    ],
)  # fmt: skip
def test_a_town_lies_in_its_region(
    gazetteer: Gazetteer, town: str, town_id: int, region: str, country: str
) -> None:
    place = next(p for p in gazetteer.lookup(town) if p.geonames_id == town_id)
    holder = _region(gazetteer, region, country)
    assert place.admin1 == holder.name
    point = Point(place.lon, place.lat)
    assert _shape(gazetteer, holder).covers(point)
    assert _shape(gazetteer, _country(gazetteer, country), "region").covers(point)


@pytest.mark.parametrize(
    ("town", "town_id", "region"),
    [("St. Louis", 4407066, "Missouri"), ("Memphis", 4641239, "Tennessee")],
)
def test_a_riverside_town_lies_on_its_own_bank(
    gazetteer: Gazetteer, town: str, town_id: int, region: str
) -> None:
    place = next(p for p in gazetteer.lookup(town) if p.geonames_id == town_id)
    assert place.admin1 == region


def test_towns_lie_in_the_region_they_name(gazetteer: Gazetteer) -> None:
    for code in ("UA", "DE", "KR", "NG"):
        # In neutral view Crimea is nobody's; its towns still name it.
        regions = {o.name: o.geometry for o in gazetteer.viewed(code).regions(code, "full")}
        assert len(regions) > 10
        apart = []
        for row in _rows(gazetteer, "towns", 11):
            place = gazetteer.place(row)
            if place.country == code and place.admin1:
                point = Point(place.lon, place.lat)
                apart.append(regions[place.admin1].distance(point))
        assert len(apart) > 20
        # GeoNames' code decides near a border: Gijang has been Busan's longer than it is drawn so.
        assert max(apart) < 0.3
        # A harbour may lie off the drawn coast.
        assert sum(degrees >= 0.05 for degrees in apart) <= 2


@pytest.mark.parametrize("code", ["RU", "US", "FJ", "NZ", "KI"])
def test_boxes_across_the_antimeridian(gazetteer: Gazetteer, code: str) -> None:
    place = _country(gazetteer, code)
    assert place.bbox is not None
    west, _, east, _ = place.bbox
    assert west > 0 > east
    assert (east - west) % 360 < 180
    assert bbox_of(_shape(gazetteer, place)) == pytest.approx(place.bbox, abs=1e-3)


@pytest.mark.parametrize("code", ["UA", "FR", "BR", "KR", "AU"])
def test_other_boxes_run_from_west_to_east(gazetteer: Gazetteer, code: str) -> None:
    place = _country(gazetteer, code)
    assert place.bbox is not None
    assert place.bbox == pytest.approx(_shape(gazetteer, place).bounds, abs=1e-3)


def test_countries_are_those_a_box_meets(gazetteer: Gazetteer) -> None:
    def codes(bbox: BBox) -> set[str | None]:
        return {outline.country for outline in gazetteer.countries(bbox, "world")}

    kursk = codes((34.0, 50.9, 38.6, 52.5))
    assert {"RU", "UA"} <= kursk
    assert not kursk & {"BR", "ZA", "AU", "JP"}
    pacific = codes((170.0, -22.0, -170.0, -5.0))
    assert {"FJ", "TO", "TV"} <= pacific
    assert not pacific & {"BR", "UA", "FR"}
    assert codes((-140.0, -50.0, -130.0, -45.0)) == set()


def test_outlines_say_which_country_they_are(gazetteer: Gazetteer) -> None:
    for outline in gazetteer.countries(_WORLD, "world"):
        assert outline.country is not None
        assert gazetteer.country_name(outline.country) == outline.name


# Which shape is whose --------------------------------------------------------------------------


def test_a_region_and_its_namesake_town(gazetteer: Gazetteer) -> None:
    oblast, town = (p for p in gazetteer.lookup("Kursk")[:2])
    assert gazetteer.shape(oblast) is not None
    assert gazetteer.shape(town) is None
    assert gazetteer.shape(gazetteer.lookup("Sahara")[0]) is None


def test_counties_of_one_name_have_shapes_of_their_own(gazetteer: Gazetteer) -> None:
    counties = [p for p in gazetteer.lookup("Lamar County") if p.feature == "ADM2"]
    assert len(counties) == 4
    for county in counties:
        state = _shape(gazetteer, _region(gazetteer, str(county.admin1), "US"))
        shape = _shape(gazetteer, county)
        assert shape.intersection(state).area > 0.97 * shape.area


def test_the_state_of_washington_is_not_the_district(gazetteer: Gazetteer) -> None:
    state = _region(gazetteer, "Washington", "US")
    assert state.geonames_id == 5815135
    assert _shape(gazetteer, state).covers(Point(-122.33, 47.6))
    district = gazetteer.lookup("District of Columbia")[0]
    assert _shape(gazetteer, district).covers(Point(-77.04, 38.9))


def test_a_place_from_elsewhere_has_a_shape_by_its_id_or_name(gazetteer: Gazetteer) -> None:
    by_id = Place("Oblast de Koursk", 51.7, 36.1, country="RU", geonames_id=538555, feature="ADM1")
    by_name = Place("Kursk Oblast", 51.7, 36.1, country="RU", feature="ADM1", source="nominatim")
    own = _shape(gazetteer, _region(gazetteer, "Kursk", "RU"), "region")
    assert _shape(gazetteer, by_id, "region").equals(own)
    assert _shape(gazetteer, by_name, "region").equals(own)


@pytest.mark.parametrize(
    "place",
    [
        Place("Kursk Oblast", 0, 0, country="UA", feature="ADM1"),
        Place("Kursk", 51.7, 36.2, country="RU", feature="PPL"),
        Place("Nowhere", 0, 0, geonames_id=999_999_999, feature="ADM1"),
        Place("", 0, 0, feature="SPOT"),
    ],
    ids=lambda place: f"{place.name} {place.country} {place.feature}",
)
def test_strangers_have_no_shape(gazetteer: Gazetteer, place: Place) -> None:
    assert gazetteer.shape(place) is None
    assert gazetteer.official_area(place) is None
