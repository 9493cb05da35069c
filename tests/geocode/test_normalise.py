"""Answers of geopy services of several kinds as places."""

from __future__ import annotations

import pytest
from geopy.location import Location

from geonews.geocode.normalise import to_place, weight_of
from geonews.model import Place


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
        ({"importance": "high"}, 1),
        ({}, 1),
        ("text", 1),
    ],
)
def test_weights(raw: object, expected: int) -> None:
    location = _location(raw)
    place = to_place(location, "x")
    assert place is not None
    assert weight_of(location, place) == expected
