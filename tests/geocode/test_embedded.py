"""The gazetteer as a geopy geocoder: what code that speaks geopy may expect of it."""

from __future__ import annotations

from functools import partial

import pytest
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders.base import Geocoder
from geopy.location import Location
from geopy.point import Point

from geonews.gazetteer import Gazetteer
from geonews.geocode.embedded import EmbeddedGeocoder
from geonews.model import Place


@pytest.fixture(scope="module")
def geocoder(gazetteer: Gazetteer) -> EmbeddedGeocoder:
    return EmbeddedGeocoder(gazetteer)


def _one(answer: Location | list[Location] | None) -> Location:
    assert isinstance(answer, Location)
    return answer


def _many(answer: Location | list[Location] | None) -> list[Location]:
    assert isinstance(answer, list)
    assert all(isinstance(location, Location) for location in answer)
    return answer


def test_it_is_a_geopy_geocoder(geocoder: EmbeddedGeocoder) -> None:
    assert isinstance(geocoder, Geocoder)
    with geocoder as same:
        assert same is geocoder


def test_it_opens_the_gazetteer_that_ships() -> None:
    assert _one(EmbeddedGeocoder().geocode("Lima, Peru")).raw["country"] == "PE"


def test_exactly_one_is_the_first_of_many(geocoder: EmbeddedGeocoder) -> None:
    one = _one(geocoder.geocode("Lima"))
    many = _many(geocoder.geocode("Lima", exactly_one=False))
    assert one == many[0]
    assert len(many) > 3


def test_limit(geocoder: EmbeddedGeocoder) -> None:
    assert len(_many(geocoder.geocode("Lima", exactly_one=False, limit=2))) == 2


@pytest.mark.parametrize("exactly_one", [True, False])
@pytest.mark.parametrize("query", ["No Such Place Anywhere", "", ",", " , ,", "Lima, Nowhere Land"])
def test_unknown_is_none(geocoder: EmbeddedGeocoder, query: str, exactly_one: bool) -> None:
    assert geocoder.geocode(query, exactly_one=exactly_one) is None


@pytest.mark.parametrize(
    ("query", "geonames_id"),
    [
        ("Paris, Texas", 4717560),
        ("Paris, Texas, USA", 4717560),
        ("Paris, Texas, United States", 4717560),
        ("paris,texas", 4717560),
        ("Paris, France", 2988507),
        ("Portland, Maine", 4975802),
        ("Portland, Ore.", 5746545),
        ("Birmingham, Ala.", 4049979),
        ("Birmingham, England", 2655603),
        ("London, Ontario", 6058560),
        ("London, Canada", 6058560),
        ("Tripoli, Lebanon", 266826),
        ("Kursk, Kursk Oblast, Russia", 538560),
        ("Ukraine", 690791),
    ],
)
def test_a_name_and_what_holds_it(geocoder: EmbeddedGeocoder, query: str, geonames_id: int) -> None:
    assert _one(geocoder.geocode(query)).raw["geonames_id"] == geonames_id


def test_a_location_says_what_the_place_is(geocoder: EmbeddedGeocoder) -> None:
    location = _one(geocoder.geocode("Paris, Texas"))
    assert location.address == "Paris, Texas, United States"
    assert location.latitude == pytest.approx(33.66, abs=0.01)
    assert location.longitude == pytest.approx(-95.56, abs=0.01)
    place = Place.from_dict(location.raw)
    assert (place.name, place.admin1, place.country) == ("Paris", "Texas", "US")
    assert (place.lat, place.lon) == (location.latitude, location.longitude)


def test_a_demonym_is_no_place(geocoder: EmbeddedGeocoder) -> None:
    assert geocoder.geocode("Ukrainian") is None


@pytest.mark.parametrize(
    "query", [Point(51.73, 36.19), (51.73, 36.19), [51.73, 36.19], "51.73, 36.19", "51.73 36.19"],
    ids=str,
)  # fmt: skip
def test_reverse_takes_what_geopy_takes(
    geocoder: EmbeddedGeocoder, query: Point | tuple[float, float] | list[float] | str
) -> None:
    assert _one(geocoder.reverse(query)).address == "Kursk, Kursk Oblast, Russia"


def test_reverse_gives_the_nearest_first(geocoder: EmbeddedGeocoder) -> None:
    assert len(_many(geocoder.reverse((51.73, 36.19), exactly_one=False))) == 10
    three = _many(geocoder.reverse((51.73, 36.19), exactly_one=False, limit=3))
    assert len(three) == 3
    assert three[0] == geocoder.reverse((51.73, 36.19))


@pytest.mark.parametrize("query", ["", "north", "1", (1, "x")])
def test_reverse_refuses_what_is_no_point(
    geocoder: EmbeddedGeocoder, query: str | tuple[object, ...]
) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        geocoder.reverse(query)


def test_there_and_back(geocoder: EmbeddedGeocoder) -> None:
    for name in ("Reykjavik", "Suva", "Ushuaia", "Longyearbyen", "Apia"):
        there = _one(geocoder.geocode(name))
        towns = _many(geocoder.geocode(name, exactly_one=False))
        town = next(t for t in towns if t.raw["feature"].startswith("PPL"))
        back = _one(geocoder.reverse(town.point))
        assert back.raw["geonames_id"] == town.raw["geonames_id"]
        assert there.raw["country"] == back.raw["country"]


def test_geopys_own_helpers_work_with_it(geocoder: EmbeddedGeocoder) -> None:
    limited = RateLimiter(partial(geocoder.geocode, limit=1), min_delay_seconds=0)
    assert _one(limited("Paris, Texas")).raw["geonames_id"] == 4717560
