"""Where the newsroom is: what a story takes for granted of its readers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from geonews.errors import UnknownPlaceError
from geonews.geocode import CandidateSource
from geonews.model import Article, Place
from geonews.options import Options
from geonews.resolve.outlets import outlet_of

__all__ = ["Home", "home_near", "home_of"]


@dataclass(frozen=True, slots=True)
class Home:
    """The home of a newsroom.

    Attributes
    ----------
    name : str
        What a reason calls it.
    lat, lon : float or None
        WGS84 degrees of its town; None for an outlet of a whole country or region.
    country : str or None
        ISO 3166-1 alpha-2.
    admin1 : str or None
        Name of its first-level region, as the gazetteer has it.
    source : {'near', 'outlet'}
        Whether the user said so, or who published the story.
    """

    name: str
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    admin1: str | None = None
    source: Literal["near", "outlet"] = "near"


def home_of(
    article: Article, source: CandidateSource, options: Options, given: Place | None = None
) -> Home | None:
    """Return where the newsroom of a story is: what the user says, or what its outlet is known for.

    ``given`` is what the user says of the outlet; ``options.near`` goes before it.

    Raises
    ------
    UnknownPlaceError
        ``options.near`` names no place the source knows.
    GeocoderError
        The source failed on it.
    """
    if options.near:
        return home_near(options.near, source)
    if given is not None:
        return _home(given, "outlet")
    outlet = outlet_of(article)
    if outlet is None or outlet.country is None:
        return None
    name = outlet.city or outlet.name
    return Home(name, outlet.lat, outlet.lon, outlet.country, outlet.admin1, "outlet")


def home_near(near: str, source: CandidateSource) -> Home:
    """Find the home a user names: "Paris, Texas" is the Paris that Texas holds.

    Raises
    ------
    UnknownPlaceError
        The source knows no such place.
    GeocoderError
        The source failed.

    Examples
    --------
    >>> from geonews.gazetteer import Gazetteer
    >>> home_near("Paris, Texas", Gazetteer.open()).admin1
    'Texas'
    """
    name, _, holder = (part.strip() for part in near.partition(","))
    found = [c.place for c in source.candidates(name) if c.kind.is_name]
    if holder:
        holders = [c.place for c in source.candidates(holder)]
        regions = {(place.name, place.country) for place in holders}
        countries = {place.country for place in holders if place.is_country}
        found = [p for p in found if (p.admin1, p.country) in regions or p.country in countries]
    if not found:
        raise UnknownPlaceError(
            f"no place is called {near!r} (--near): give a town the gazetteer knows, "
            "with its state or country behind a comma"
        )
    return _home(found[0], "near")


def _home(place: Place, source: Literal["near", "outlet"]) -> Home:
    if place.is_country:
        return Home(place.name, country=place.country, source=source)
    return Home(place.name, place.lat, place.lon, place.country, _region_of(place), source)


def _region_of(place: Place) -> str | None:
    return place.name if place.feature == "ADM1" else place.admin1
