"""The gazetteer as a geopy geocoder, for code that speaks geopy."""

from __future__ import annotations

from typing import Any

from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.point import Point

from geonews.gazetteer import Candidate, Gazetteer, NameKind
from geonews.geocode.named import named
from geonews.model import Place

__all__ = ["EmbeddedGeocoder"]


class EmbeddedGeocoder(Geocoder):  # type: ignore[misc]
    """Geocode offline from the gazetteer that ships with geonews.

    Parameters
    ----------
    gazetteer : Gazetteer, optional
        An open one; None opens the one that ships.

    Examples
    --------
    >>> geocoder = EmbeddedGeocoder()
    >>> geocoder.geocode("Paris, Texas").raw["geonames_id"]
    4717560
    >>> geocoder.reverse((51.73, 36.19)).address
    'Kursk, Kursk Oblast, Russia'
    """

    def __init__(self, gazetteer: Gazetteer | None = None) -> None:
        super().__init__(user_agent="geonews")
        self._gazetteer = gazetteer or Gazetteer.open()

    def geocode(
        self,
        query: str,
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,
        limit: int | None = None,
    ) -> Location | list[Location] | None:
        """Return the place or places a query names, most prominent first.

        Parameters
        ----------
        query : str
            A name, or a name and what holds it: "Kursk", "Paris, Texas", "Lima, Ohio, USA".
        exactly_one : bool
            Return the first rather than a list.
        timeout : ignored
            Nothing is waited for.
        limit : int, optional
            At most so many.

        Returns
        -------
        geopy.location.Location, list of them, or None
            None where the gazetteer knows no such place. ``raw`` is the place as a dict with the
            keys of `geonews.model.Place`.
        """
        del timeout
        locations = [self._location(c) for c in named(str(query), self._gazetteer)[:limit]]
        if exactly_one:
            return locations[0] if locations else None
        return locations or None

    def reverse(
        self,
        query: Any,
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,
        limit: int | None = None,
    ) -> Location | list[Location] | None:
        """Return the nearest town or towns, nearest first.

        Parameters
        ----------
        query : geopy.point.Point, (lat, lon), or "lat, lon"
            WGS84 degrees.
        exactly_one, timeout, limit
            As for `geocode`; a list holds ten by default.
        """
        del timeout
        lat, lon = (float(part) for part in self._coerce_point_to_string(query).split(","))
        near = self._gazetteer.nearest(lat, lon, 1 if exactly_one else (limit or 10))
        locations = [
            self._location(Candidate(place, NameKind.NAME, place.population or 0))
            for place, _ in near
        ]
        if exactly_one:
            return locations[0] if locations else None
        return locations or None

    def _location(self, candidate: Candidate) -> Location:
        place = candidate.place
        country = place.country and self._country_name(place)
        parts = dict.fromkeys(part for part in (place.name, place.admin1, country) if part)
        raw = {**place.to_dict(), "weight": candidate.weight}
        return Location(", ".join(parts), Point(place.lat, place.lon), raw)

    def _country_name(self, place: Place) -> str | None:
        return self._gazetteer.country_name(place.country or "")
