"""Answers of geopy services of several kinds as places."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from geopy.location import Location

from geonews.gazetteer import NameKind
from geonews.geocode.normalise import answer_from, stored, to_answer, to_place, weight_of
from geonews.model import Place
from tests.geocode import services


def _location(raw: object, address: str = "Lima, Peru") -> Location:
    return Location(address, (-12.05, -77.04), raw)


def test_nominatim() -> None:
    raw = {
        "lat": "-12.05", "lon": "-77.04", "name": "Lima", "display_name": "Lima, Peru",
        "importance": 0.7, "addresstype": "city",
        "boundingbox": ["-12.5", "-11.7", "-77.2", "-76.6"],
        "address": {"state": "Lima Metropolitana", "country_code": "pe"},
        "extratags": {"wikidata": "Q2868", "population": "8852000"},
    }  # fmt: skip
    assert to_place(_location(raw), "nominatim") == Place(
        name="Lima",
        lat=-12.05,
        lon=-77.04,
        country="PE",
        admin1="Lima Metropolitana",
        feature="PPL",
        population=8_852_000,
        bbox=(-77.2, -12.5, -76.6, -11.7),
        wikidata_id="Q2868",
        source="nominatim",
    )


def test_photon() -> None:
    raw = {
        "type": "Feature",
        "properties": {"name": "Lima", "countrycode": "PE", "osm_value": "city", "type": "city"},
    }
    assert to_place(_location(raw), "photon") == Place(
        "Lima", -12.05, -77.04, country="PE", feature="PPL", source="photon"
    )


def test_geonames() -> None:
    raw = {
        "toponymName": "Lima", "name": "Lima", "countryCode": "PE", "adminName1": "Lima region",
        "fcode": "PPLC", "population": 7737002, "geonameId": 3936456,
    }  # fmt: skip
    assert to_place(_location(raw), "geonames") == Place(
        "Lima", -12.05, -77.04, country="PE", admin1="Lima region", feature="PPLC",
        population=7_737_002, geonames_id=3936456, source="geonames",
    )  # fmt: skip


@pytest.mark.parametrize("raw", [{}, [], "text", 7, {"address": [], "extratags": None}])
def test_what_says_nothing_but_where(raw: object) -> None:
    expected = Place("Lima", -12.05, -77.04, feature="SPOT", source="x")
    assert to_place(_location(raw), "x") == expected


@pytest.mark.parametrize("address", ["", "  ", "\n\t"])
def test_a_place_without_a_name_is_none(address: str) -> None:
    assert to_place(_location({}, address), "x") is None


@pytest.mark.parametrize(
    ("kind", "feature"),
    [("country", "PCLI"), ("state", "ADM1"), ("county", "ADM2"), ("village", "PPL"),
     ("sea", "SEA"), ("river", "STM"), ("cafe", "SPOT"), ("", "SPOT")],
)  # fmt: skip
def test_kinds_of_place(kind: str, feature: str) -> None:
    place = to_place(_location({"name": "Lima", "addresstype": kind}), "nominatim")
    assert place is not None
    assert place.feature == feature


@pytest.mark.parametrize(
    ("wikidata", "kept"),
    [("Q2868", "Q2868"), ("Q0", None), ("q2868", None), ("Q١", None), ("Q1;drop", None)],
)
def test_wikidata_ids_are_checked(wikidata: str, kept: str | None) -> None:
    place = to_place(_location({"extratags": {"wikidata": wikidata}}), "nominatim")
    assert place is not None
    assert place.wikidata_id == kept


@pytest.mark.parametrize(
    "box",
    [
        ["1", "2", "3"],
        ["2", "1", "3", "4"],
        ["-91", "0", "0", "0"],
        ["0", "0", "0", "181"],
        "0 0 0 0",
    ],
)
def test_boxes_that_are_none(box: object) -> None:
    place = to_place(_location({"boundingbox": box}), "nominatim")
    assert place is not None
    assert place.bbox is None


def test_a_box_across_the_antimeridian_stays() -> None:
    place = to_place(_location({"boundingbox": ["-21", "-12", "176", "-178"]}), "nominatim")
    assert place is not None
    assert place.bbox == (176.0, -21.0, -178.0, -12.0)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ({"population": 500}, 500),
        ({"weight": 12}, 12),
        ({"importance": 0.0}, 1),
        ({"importance": 1.0}, 10**10),
        ({"importance": 99}, 10**10),
        ({"importance": -5}, 1),
        ({"importance": "0.5"}, 10**5),
        ({"importance": "high"}, 100),
        ({"importance": "high", "addresstype": "city"}, 10**4),
        ({}, 100),
        ("text", 100),
    ],
)
def test_weights(raw: object, expected: int) -> None:
    location = _location(raw)
    place = to_place(location, "x")
    assert place is not None
    assert weight_of(location, place) == expected


# One place as each service gives it -------------------------------------------------------------

_KNOWN_POPULATION = {"nominatim", "pelias", "geonames"}
_KNOWN_WIKIDATA = {"nominatim", "mapbox"}
_KNOWN_GEONAMES = {"pelias", "geonames"}


@pytest.mark.parametrize("service", services.LIMA)
def test_each_service_tells_of_the_same_place(service: str) -> None:
    location = Location("Lima, Peru", (services.LAT, services.LON), services.LIMA[service])
    box = (services.WEST, services.SOUTH, services.EAST, services.NORTH)
    assert to_place(location, service) == Place(
        name="Lima",
        lat=services.LAT,
        lon=services.LON,
        country="PE",
        admin1="Lima Region",
        feature="PPL",
        population=8_852_000 if service in _KNOWN_POPULATION else None,
        bbox=None if service == "mapquest" else box,
        geonames_id=3936456 if service in _KNOWN_GEONAMES else None,
        wikidata_id="Q2868" if service in _KNOWN_WIKIDATA else None,
        source=service,
    )


def _changed(service: str, changes: dict[str, Any]) -> Place:
    """Return the place of a raw answer with some values changed, by paths with dots."""
    raw = json.loads(json.dumps(services.LIMA[service]))
    for path, value in changes.items():
        *parents, last = path.split(".")
        inner = raw
        for parent in parents:
            inner = inner[int(parent)] if isinstance(inner, list) else inner[parent]
        inner[last] = value
    place = to_place(_location(raw), service, {"Peru": "PE"}.get)
    assert place is not None
    return place


@pytest.mark.parametrize(
    ("service", "changes", "feature"),
    [
        ("nominatim", {"addresstype": "country"}, "PCLI"),
        ("nominatim", {"addresstype": "state"}, "ADM1"),
        ("nominatim", {"addresstype": "county"}, "ADM2"),
        ("nominatim", {"extratags": {"capital": "yes"}}, "PPLC"),
        ("nominatim", {"addresstype": "", "place_rank": 8}, "ADM1"),
        ("nominatim", {"addresstype": "", "place_rank": 99}, "ADMD"),
        ("nominatim", {"addresstype": "cafe", "type": "cafe", "category": "amenity"}, "SPOT"),
        ("photon", {"properties.osm_value": "administrative", "properties.type": "state"}, "ADM1"),
        ("photon", {"properties.osm_value": "suburb", "properties.type": "district"}, "PPLX"),
        ("pelias", {"properties.layer": "country"}, "PCLI"),
        ("pelias", {"properties.layer": "dependency"}, "PCLD"),
        ("pelias", {"properties.layer": "marinearea"}, "SEA"),
        ("pelias", {"properties.layer": "venue"}, "SPOT"),
        ("geonames", {"fcode": "ADM1"}, "ADM1"),
        ("geonames", {"fcode": "<b>"}, "SPOT"),
        ("arcgis", {"attributes.Type": "State or Province"}, "ADM1"),
        ("arcgis", {"attributes.Type": "Country"}, "PCLI"),
        ("arcgis", {"attributes.Type": "Sea"}, "SEA"),
        ("arcgis", {"attributes.Type": "Shop", "attributes.Addr_type": "POI"}, "SPOT"),
        ("here", {"MatchLevel": "state"}, "ADM1"),
        ("here", {"MatchLevel": "street"}, "SPOT"),
        ("herev7", {"localityType": None, "administrativeAreaType": "country"}, "PCLI"),
        ("bing", {"entityType": "AdminDivision1"}, "ADM1"),
        ("bing", {"entityType": "CountryRegion"}, "PCLI"),
        ("bing", {"entityType": "Neighborhood"}, "PPLX"),
        ("googlev3", {"types": ["administrative_area_level_2", "political"]}, "ADM2"),
        ("googlev3", {"types": ["country", "political"]}, "PCLI"),
        ("googlev3", {"types": ["establishment", "food"]}, "SPOT"),
        ("mapbox", {"place_type": ["region"]}, "ADM1"),
        ("mapbox", {"place_type": ["poi"]}, "SPOT"),
        ("opencage", {"components._type": "state"}, "ADM1"),
        ("opencage", {"components._type": "body_of_water"}, "LK"),
        ("tomtom", {"entityType": "CountrySubdivision"}, "ADM1"),
        ("tomtom", {"entityType": None, "type": "POI"}, "SPOT"),
        ("yandex", {"metaDataProperty.GeocoderMetaData.kind": "province"}, "ADM1"),
        ("mapquest", {"geocodeQuality": "STATE"}, "ADM1"),
    ],
)
def test_kinds_of_each_service(service: str, changes: dict[str, Any], feature: str) -> None:
    assert _changed(service, changes).feature == feature


@pytest.mark.parametrize(
    ("service", "changes", "country"),
    [
        ("pelias", {"properties.country_a": "GBR"}, "GB"),
        ("pelias", {"properties.country_a": "XKX"}, "XK"),
        ("pelias", {"properties.country_a": None}, "PE"),
        ("pelias", {"properties.country_a": "QQQ", "properties.country": "Nowhere"}, None),
        ("bing", {"address.countryRegionIso2": None}, "PE"),
        ("herev7", {"address.countryCode": ["PER"]}, "PE"),
        ("arcgis", {"attributes.Country": "<script>", "attributes.CntryName": 7}, None),
        ("photon", {"properties.countrycode": "zz", "properties.country": None}, None),
    ],
)
def test_countries_become_two_letters(
    service: str, changes: dict[str, Any], country: str | None
) -> None:
    assert _changed(service, changes).country == country


def test_a_region_lies_in_no_region() -> None:
    assert _changed("nominatim", {"addresstype": "state"}).admin1 is None
    assert _changed("nominatim", {"addresstype": "country"}).admin1 is None


@pytest.mark.parametrize("service", services.LIMA)
@pytest.mark.parametrize(
    "value",
    [None, True, -1, 10**400, "", "NaN", "<script>", [], [[]] * 4, {}, {"lat": []}, "x" * 9],
)
def test_any_field_of_any_service_may_be_anything(service: str, value: object) -> None:
    """Replace each value of the answer, at every depth, one at a time."""

    def variants(raw: Any) -> Iterator[Any]:
        keys = raw.keys() if isinstance(raw, dict) else range(len(raw))
        for key in keys:
            inner = raw[key]
            for other in [value, *(variants(inner) if isinstance(inner, (dict, list)) else ())]:
                copy = dict(raw) if isinstance(raw, dict) else list(raw)
                copy[key] = other
                yield copy

    for raw in variants(services.LIMA[service]):
        answer = to_answer(_location(raw), service, "Lima", country_of=lambda _: None)
        if answer is not None:
            place = answer.candidate.place
            assert 0 < len(place.name) <= 200
            assert place.bbox is None or all(abs(edge) <= 180 for edge in place.bbox)
            assert answer.candidate.weight >= 1
            json.dumps(stored(answer), allow_nan=False)


# How a place bears the name asked for -----------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "name", "kind", "expected"),
    [
        ("Lima", "Lima", "city", NameKind.NAME),
        ("LIMA", "Lima", "city", NameKind.NAME),
        ("Ciudad de los Reyes", "Lima", "city", NameKind.ALTERNATE),
        ("La Gris", "Lima", "cafe", NameKind.ALTERNATE),
        ("Kiev", "Kyiv", "city", NameKind.ALTERNATE),
        ("Kursk", "Kursk Oblast", "state", NameKind.ALTERNATE),
        ("Azovstal", "Azovstal Works", "works", NameKind.ALTERNATE),
        ("Ruritania", "Club Sandwich Bar", "cafe", None),
    ],
)
def test_how_a_place_bears_a_name(
    asked: str, name: str, kind: str, expected: NameKind | None
) -> None:
    raw = {**services.LIMA["nominatim"], "name": name, "addresstype": kind, "type": kind,
           "category": "x"}  # fmt: skip
    answer = to_answer(_location(raw), "nominatim", asked)
    assert (answer and answer.candidate.kind) == expected


def test_the_order_of_answers_tells_prominence_where_no_figure_does() -> None:
    place = to_place(_location(services.LIMA["bing"]), "bing")
    assert place is not None
    weights = [weight_of(_location(services.LIMA["bing"]), place, n) for n in (0, 1, 2, 49)]
    assert weights == [10_000, 2_500, 625, 1]


def test_a_polygon_comes_with_its_place() -> None:
    ring = [[-77.2, -12.5], [-76.6, -12.5], [-76.6, -11.7], [-77.2, -12.5]]
    raw = {**services.LIMA["nominatim"], "geojson": {"type": "Polygon", "coordinates": [ring]}}
    answer = to_answer(_location(raw), "nominatim", "Lima")
    assert answer is not None
    assert answer.shape is not None
    assert answer.shape.bounds == (-77.2, -12.5, -76.6, -11.7)
    assert answer_from(json.loads(json.dumps(stored(answer)))) == answer


@pytest.mark.parametrize(
    "data", [None, [], {}, {"place": {}}, {"place": {"name": "Lima", "lat": 99, "lon": 0}},
             {"place": {"name": "Lima", "lat": 1, "lon": 0}, "kind": "NONSENSE", "weight": 1},
             {"place": {"name": "Lima", "lat": 1, "lon": 0}, "kind": "NAME", "weight": "x"}]
)  # fmt: skip
def test_what_was_not_stored_by_us_is_no_answer(data: object) -> None:
    assert answer_from(data) is None


@pytest.mark.parametrize("name", ["Li\x00ma", "Li\u202ema", "Li\x1b[2Jma", "Li\ud800ma"])
def test_no_control_code_stays_in_a_name(name: str) -> None:
    place = to_place(_location({"name": name, "address": {"state": name}}), "nominatim")
    assert place is not None
    for text in (place.name, place.admin1 or ""):
        assert text.isprintable()
