"""From what a person writes for a place to the place: an id, a name and its holder, coordinates."""

from __future__ import annotations

import math
from collections.abc import Sequence

from geonews.gazetteer import Gazetteer
from geonews.geocode.named import named
from geonews.model import Place
from geonews.text import fold

__all__ = ["SOURCE", "UNKNOWN_KIND", "label", "place_at", "place_called", "place_with_id", "shown"]

SOURCE = "corrections"
"""Who a place is from that the editor gave."""
UNKNOWN_KIND = "LCTY"
"""GeoNames' code for a place of unspecified character."""
_SHOWN = 5
_CITY_REGION_KM2 = 5_000
"""As in the resolver: a region up to this size that bears a city's name is the city."""


def place_with_id(geonames_id: int, gazetteer: Gazetteer) -> Place:
    """Return the place with a GeoNames id.

    Raises
    ------
    ValueError
        The gazetteer has none; the message goes behind the key.
    """
    place = gazetteer.by_id(geonames_id)
    if place is None:
        raise ValueError(
            f"is {shown(geonames_id)}: no place of the gazetteer has this GeoNames id; look it up "
            "with `geonews gazetteer search NAME`, or give [latitude, longitude]"
        )
    return place


def place_called(words: str, gazetteer: Gazetteer) -> Place:
    """Return the one place that a name, with what holds it, stands for.

    Places that have the name as their own go before those that are also called so; a country
    before towns, where nothing holds it; a city before the small region that is the city.

    Raises
    ------
    ValueError
        There is none, or more than one; the message goes behind the key.

    Examples
    --------
    >>> gazetteer = Gazetteer.open()
    >>> place_called("Kursk Oblast, Russia", gazetteer).geonames_id
    538555
    >>> place_called("Springfield, Rhode Island", gazetteer)
    Traceback (most recent call last):
    ...
    ValueError: is 'Springfield, Rhode Island': the gazetteer knows no such place; ...
    """
    places = [candidate.place for candidate in named(words, gazetteer)]
    name = words.partition(",")[0]
    places = [place for place in places if fold(place.name) == fold(name)] or places
    if len(places) > 1 and "," not in words:
        places = _country_of(places)
    if len(places) > 1:
        places = _without_city_region(places)
    if not places:
        raise ValueError(
            f"is {shown(words)}: the gazetteer knows no such place; try another spelling, or give "
            "its GeoNames id or [latitude, longitude]"
        )
    if len(places) > 1:
        listed = "; ".join(f"{_answer(place)} ({label(place)})" for place in places[:_SHOWN])
        more = f" and {len(places) - _SHOWN} more" if len(places) > _SHOWN else ""
        raise ValueError(
            f"is {shown(words)}, which may be any of {len(places)} places: {listed}{more}; "
            "give the one you mean"
        )
    return places[0]


def place_at(name: str, spot: Sequence[object]) -> Place:
    """Return the place at [lat, lon] in WGS84 degrees, with the name the editor gives it.

    Raises
    ------
    ValueError
        These are no coordinates; the message goes behind the key.

    Examples
    --------
    >>> place_at("Harbor Quarter", [42.36, -71.05]).feature
    'LCTY'
    """
    numbers = [
        float(n) if -1e300 < n < 1e300 else math.inf
        for n in spot
        if isinstance(n, int | float) and not isinstance(n, bool)
    ]
    if len(spot) != 2 or len(numbers) != 2:
        raise ValueError("is no position: give [latitude, longitude], two numbers in degrees")
    lat, lon = numbers
    given = f"[{lat:g}, {lon:g}]"
    if not (math.isfinite(lat) and math.isfinite(lon)):
        raise ValueError(f"is {given}: give two finite numbers, [latitude, longitude]")
    if abs(lat) > 90 >= abs(lon) and abs(lat) <= 180:
        raise ValueError(f"is {given}: latitude stands first, and is within -90 and 90")
    if abs(lat) > 90 or abs(lon) > 180:
        raise ValueError(
            f"is {given}, out of range: latitude is within -90 and 90, longitude -180 and 180"
        )
    return Place(name, lat, lon, feature=UNKNOWN_KIND, source=SOURCE)


def label(place: Place) -> str:
    """Return a place with what holds it and its kind, in one line.

    Examples
    --------
    >>> label(Place("Paris", 33.66, -95.56, "US", "Texas"))
    'Paris, Texas, US, PPL'
    """
    parts = dict.fromkeys((place.name, place.admin1, place.country))
    return ", ".join(part for part in (*parts, place.feature) if part)


def shown(value: object) -> str:
    """Return a value from the file as a short, printable piece of a message."""
    text = value if isinstance(value, str) else ""
    given = repr(value) if text.isprintable() else ascii(value)
    return given if len(given) <= 60 else given[:57] + "..."


def _answer(place: Place) -> str:
    return str(place.geonames_id or f"[{place.lat:g}, {place.lon:g}]")


def _country_of(places: list[Place]) -> list[Place]:
    """Return the country alone where no region of another country shares its name: Georgia."""
    for country in places:
        if country.is_country and not any(
            place.feature == "ADM1" and place.country != country.country for place in places
        ):
            return [country]
    return places


def _without_city_region(places: list[Place]) -> list[Place]:
    """Leave out small regions that bear the name of the one town among the places: Seoul."""
    towns = [place for place in places if place.feature.startswith("PPL")]
    if len(towns) != 1:
        return places
    others = [place for place in places if place is not towns[0]]
    if all(
        place.feature.startswith("ADM")
        and place.country == towns[0].country
        and place.area_km2 is not None
        and place.area_km2 <= _CITY_REGION_KM2
        for place in others
    ):
        return towns
    return places
