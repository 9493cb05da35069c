"""What geocoders answer, as places: hostile until shown otherwise."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from geonews.model import BBox, Place

if TYPE_CHECKING:
    from geopy.location import Location

__all__ = ["to_place", "weight_of"]

_NAME_LIMIT = 200
# OpenStreetMap's kinds of place as GeoNames feature codes; what is not here is a spot.
_FEATURES = {
    "continent": "CONT",
    "country": "PCLI",
    "state": "ADM1",
    "region": "ADM1",
    "province": "ADM1",
    "county": "ADM2",
    "district": "ADM2",
    "city": "PPL",
    "town": "PPL",
    "village": "PPL",
    "hamlet": "PPL",
    "municipality": "PPL",
    "suburb": "PPLX",
    "borough": "PPLX",
    "quarter": "PPLX",
    "neighbourhood": "PPLX",
    "sea": "SEA",
    "ocean": "OCN",
    "bay": "BAY",
    "strait": "STRT",
    "river": "STM",
    "water": "LK",
    "lake": "LK",
    "island": "ISL",
    "archipelago": "ISLS",
    "peninsula": "PEN",
    "mountain_range": "MTS",
    "peak": "MT",
    "desert": "DSRT",
}
# Nominatim's importance runs from 0 to about 1; this spreads it over the inhabitants a place of
# that importance has (a village 0.2, a capital 0.7, a large country 0.9).
_IMPORTANCE_EXPONENT = 10.0


def to_place(location: Location, source: str) -> Place | None:
    """Return a geopy location as a place, or None where it holds no usable one.

    Numbers out of range, names that are no text and absurd lengths make it None or are dropped:
    an answer never gets further than its own mention.
    """
    raw = _mapping(location.raw)
    # Photon and its like answer GeoJSON features.
    raw = {**raw, **_mapping(raw.get("properties"))}
    lat, lon = _number(location.latitude), _number(location.longitude)
    if lat is None or lon is None or abs(lat) > 90 or abs(lon) > 180:
        return None
    address = _mapping(raw.get("address"))
    name = _text(raw.get("name")) or _text(raw.get("toponymName")) or _text(location.address)
    if not name:
        return None
    tags = _mapping(raw.get("extratags"))
    country = _text(
        address.get("country_code") or raw.get("countrycode") or raw.get("country_code")
    )
    country = (country or _text(raw.get("countryCode")) or _text(raw.get("country"))).upper()
    wikidata = _text(tags.get("wikidata") or raw.get("wikidata_id"))
    return Place(
        name=name.split(",")[0].strip() or name,
        lat=lat,
        lon=lon,
        country=country if re.fullmatch("[A-Z]{2}", country) else None,
        admin1=_text(address.get("state") or raw.get("adminName1") or raw.get("admin1")) or None,
        feature=_feature(raw),
        population=_whole(tags.get("population") or raw.get("population")),
        area_km2=_positive(raw.get("area_km2")),
        bbox=_bbox(raw.get("boundingbox")) or _own_bbox(raw.get("bbox")),
        geonames_id=_whole(raw.get("geonames_id") or raw.get("geonameId")),
        wikidata_id=wikidata if re.fullmatch(r"Q[1-9][0-9]{0,18}", wikidata) else None,
        source=_text(raw.get("source")) if source == "embedded" else source,
    )


def weight_of(location: Location, place: Place) -> int:
    """Return how prominent a place is, in inhabitants or what compares with them."""
    raw = _mapping(location.raw)
    if place.population:
        return place.population
    weight = _whole(raw.get("weight"))
    if weight:
        return weight
    importance = _number(raw.get("importance"))
    if importance is not None:
        return int(10 ** (_IMPORTANCE_EXPONENT * min(max(importance, 0.0), 1.0)))
    return 1


def _feature(raw: Mapping[str, Any]) -> str:
    code = _text(raw.get("feature") or raw.get("fcode"))
    if re.fullmatch("[A-Z0-9]{2,6}", code):
        return code
    for key in ("addresstype", "place_type", "osm_value", "type"):
        if found := _FEATURES.get(_text(raw.get(key)).lower()):
            return found
    return "SPOT"


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _text(value: object) -> str:
    if not isinstance(value, str):
        return ""
    return " ".join(value.split())[:_NAME_LIMIT]


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        number = float(value)
    except (OverflowError, ValueError):
        return None
    return number if math.isfinite(number) else None


def _positive(value: object) -> float | None:
    number = _number(value)
    return number if number is not None and number > 0 else None


def _whole(value: object) -> int | None:
    number = _number(value)
    return int(number) if number is not None and 0 < number < 2**53 else None


def _bbox(value: object) -> BBox | None:
    """Read Nominatim's order: south, north, west, east."""
    edges = _edges(value)
    return _checked(edges[2], edges[0], edges[3], edges[1]) if edges else None


def _own_bbox(value: object) -> BBox | None:
    edges = _edges(value)
    return _checked(edges[0], edges[1], edges[2], edges[3]) if edges else None


def _edges(value: object) -> list[float] | None:
    if not isinstance(value, (list, tuple)) or len(value) != 4:
        return None
    numbers = [_number(edge) for edge in value]
    return None if None in numbers else numbers  # type: ignore[return-value]


def _checked(west: float, south: float, east: float, north: float) -> BBox | None:
    good = abs(west) <= 180 and abs(east) <= 180 and -90 <= south <= north <= 90
    return (west, south, east, north) if good else None
