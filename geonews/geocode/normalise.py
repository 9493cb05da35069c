"""What geocoders answer, as places: hostile until shown otherwise."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from geonews.gazetteer import Candidate, NameKind
from geonews.geocode.kinds import SPOT, alpha2_of, feature_of
from geonews.geocode.raw import told
from geonews.geocode.shapes import shape_of
from geonews.geocode.told import Told, mapping
from geonews.model import BBox, Place
from geonews.text import fold

if TYPE_CHECKING:
    from geopy.location import Location
    from shapely.geometry.base import BaseGeometry

__all__ = ["Answer", "CountryOf", "answer_from", "stored", "to_answer", "to_place", "weight_of"]

CountryOf = Callable[[str], str | None]
"""The ISO 3166-1 alpha-2 code of a country by its name."""

_NAME_LIMIT = 200
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]+")
# Nominatim's importance runs from 0 to about 1; this spreads it over the inhabitants a place of
# that importance has (a village 0.2, a capital 0.7, a large country 0.9).
_IMPORTANCE_EXPONENT = 10.0
# A service that gives no figure tells prominence by the order of its answers: the kind of place
# gives the inhabitants that such a place has, and each answer before it costs three quarters.
_USUAL = {"CONT": 10**8, "PCL": 10**7, "ADM1": 10**6, "ADM": 10**5, "PPLX": 10**3, "PPL": 10**4}
_UNUSUAL = 100
_LESS_BY_ORDER = 4


@dataclass(frozen=True, slots=True)
class Answer:
    """A place a service knows by a name, and its polygon where it gave one."""

    candidate: Candidate
    shape: BaseGeometry | None = None


def to_answer(
    location: Location,
    source: str,
    asked: str,
    position: int = 0,
    country_of: CountryOf | None = None,
) -> Answer | None:
    """Return a geopy location as an answer, or None where it is no usable one.

    Parameters
    ----------
    location : geopy.location.Location
    source : str
        The service's name.
    asked : str
        The name that was asked for. A spot that bears no word of it is none of its places.
    position : int
        How many answers the service put before this one.
    country_of : callable, optional
        Looks a country up where the service names it and gives no code.
    """
    place = to_place(location, source, country_of)
    if place is None:
        return None
    said = told(mapping(location.raw))
    kind = _kind(asked, place, said)
    if kind is None:
        return None
    return Answer(
        Candidate(place, kind, weight_of(location, place, position)), shape_of(said.geometry)
    )


def to_place(location: Location, source: str, country_of: CountryOf | None = None) -> Place | None:
    """Return a geopy location as a place, or None where it holds no usable one.

    Numbers out of range, names that are no text and absurd lengths make it None or are dropped:
    an answer never gets further than its own mention.
    """
    said = told(mapping(location.raw))
    name = _text(said.name) or _text(location.address)
    country = alpha2_of(_text(said.country))
    if country is None and country_of is not None and (named := _text(said.country_name)):
        country = alpha2_of(named) or country_of(named)
    words = [word for word in map(_text, said.words) if word]
    rank = _number(said.rank)
    feature = feature_of(_text(said.code), words, None if rank is None else int(rank))
    fields = {
        "name": name.split(",")[0].strip() or name,
        "lat": location.latitude,
        "lon": location.longitude,
        "country": country,
        "admin1": said.admin1,
        "feature": feature,
        "population": said.population,
        "area_km2": said.area_km2,
        "bbox": said.edges,
        "geonames_id": said.geonames_id,
        "wikidata_id": said.wikidata_id,
        "source": said.source if source == "embedded" else source,
    }
    return _checked(fields)


def weight_of(location: Location, place: Place, position: int = 0) -> int:
    """Return how prominent a place is, in inhabitants or what compares with them."""
    said = told(mapping(location.raw))
    if place.population:
        return place.population
    weight = _whole(said.weight)
    if weight:
        return weight
    importance = _number(said.importance)
    if importance is not None:
        return int(math.pow(10.0, _IMPORTANCE_EXPONENT * min(max(importance, 0.0), 1.0)))
    usual = next((n for code, n in _USUAL.items() if place.feature.startswith(code)), _UNUSUAL)
    return max(1, int(usual / _LESS_BY_ORDER ** min(position, 20)))


def stored(answer: Answer) -> dict[str, Any]:
    """Return an answer as JSON can hold it; `answer_from` reads it back."""
    from shapely.geometry import mapping as geojson_of

    candidate = answer.candidate
    return {
        "place": candidate.place.to_dict(),
        "kind": candidate.kind.name,
        "weight": candidate.weight,
        "shape": None if answer.shape is None else geojson_of(answer.shape),
    }


def answer_from(data: object) -> Answer | None:
    """Return the answer that `stored` wrote, or None where it is anything else.

    Examples
    --------
    >>> lima = Answer(Candidate(Place("Lima", -12.0, -77.0, "PE"), NameKind.NAME, 7))
    >>> answer_from(stored(lima)) == lima
    True
    """
    fields = mapping(data)
    place = _checked(mapping(fields.get("place")))
    kind, weight = fields.get("kind"), _whole(fields.get("weight"))
    if place is None or weight is None or not isinstance(kind, str):
        return None
    if kind not in NameKind.__members__:
        return None
    return Answer(Candidate(place, NameKind[kind], weight), shape_of(fields.get("shape")))


def _checked(fields: Mapping[str, Any]) -> Place | None:
    """Make a place of untrusted values, without those that cannot be."""
    lat, lon, name = (
        _number(fields.get("lat")),
        _number(fields.get("lon")),
        _text(fields.get("name")),
    )
    if lat is None or lon is None or abs(lat) > 90 or abs(lon) > 180 or not name:
        return None
    wikidata = _text(fields.get("wikidata_id"))
    place = Place(
        name=name,
        lat=lat,
        lon=lon,
        country=alpha2_of(_text(fields.get("country"))),
        admin1=_text(fields.get("admin1")) or None,
        feature=feature_of(_text(fields.get("feature")), ()),
        population=_whole(fields.get("population")),
        area_km2=_positive(fields.get("area_km2")),
        bbox=_bbox(fields.get("bbox")),
        geonames_id=_whole(fields.get("geonames_id")),
        wikidata_id=wikidata if re.fullmatch(r"Q[1-9][0-9]{0,18}", wikidata) else None,
        source=_text(fields.get("source")),
    )
    # A region lies in no region, not even in itself.
    is_whole = place.is_country or place.feature in ("ADM1", "CONT")
    return replace(place, admin1=None) if is_whole and place.admin1 else place


def _kind(asked: str, place: Place, said: Told) -> NameKind | None:
    """Tell how a place bears the name asked for; None for a spot that does not."""
    name = fold(asked)
    own = fold(place.name)
    if own == name:
        return NameKind.NAME
    if place.feature != SPOT or any(fold(_text(other)) == name for other in said.others):
        return NameKind.ALTERNATE
    return NameKind.ALTERNATE if set(own.split()) & set(name.split()) else None


def _text(value: object) -> str:
    if not isinstance(value, str):
        return ""
    return " ".join(_CONTROL.sub(" ", value[: 4 * _NAME_LIMIT]).split())[:_NAME_LIMIT]


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
    if not isinstance(value, (list, tuple)) or len(value) != 4:
        return None
    west, south, east, north = map(_number, value)
    if west is None or south is None or east is None or north is None:
        return None
    good = abs(west) <= 180 and abs(east) <= 180 and -90 <= south <= north <= 90
    return (west, south, east, north) if good else None
